//! Looks through an archive before anything that trusts it opens it. Whoever reads workbooks expands every
//! part whole, however much that is; here it is counted, in a buffer of fixed size.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::Unfit;
use crate::limits::{PARTS_MAX, UNPACKED_BYTES_MAX};

const BUFFER_BYTES: usize = 32 * 1024;
/// Relations are a list of a few lines.
const RELATIONS_BYTES_MAX: usize = 1024 * 1024;

/// Whether an archive may be opened as a workbook.
pub(super) fn scan(bytes: &[u8]) -> Result<(), Unfit> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unfit)?;
    if archive.len() > PARTS_MAX {
        return Err(Unfit::Bomb);
    }
    let mut left = UNPACKED_BYTES_MAX;
    for nth in 0..archive.len() {
        let mut part = archive.by_index(nth).map_err(unfit)?;
        let name = part.name().map_err(unfit)?.into_owned();
        if is_elsewhere(&name) {
            return Err(Unfit::Nested);
        }
        if name.to_ascii_lowercase().starts_with("xl/externallinks/") {
            return Err(Unfit::LinksOutside);
        }
        look_through(&name, &mut part, &mut left)?;
    }
    Ok(())
}

fn is_elsewhere(name: &str) -> bool {
    name.starts_with('/')
        || name.contains('\\')
        || name.contains(':')
        || name.split('/').any(|step| step == "..")
}

/// Reads a part to its end and forgets it.
fn look_through(name: &str, part: &mut impl Read, left: &mut u64) -> Result<(), Unfit> {
    let mut buffer = [0; BUFFER_BYTES];
    // What the end of a buffer and the beginning of the next could spell together.
    let mut carried: Vec<u8> = Vec::new();
    let mut relations: Vec<u8> = Vec::new();
    let mut first = true;
    let is_xml = name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".vml");
    loop {
        let read = part.read(&mut buffer).map_err(|_| Unfit::Damaged)?;
        if read == 0 {
            break;
        }
        let piece = &buffer[..read];
        *left = left.checked_sub(read as u64).ok_or(Unfit::Bomb)?;
        if first {
            match piece {
                [b'P', b'K', 3, 4, ..] => return Err(Unfit::Nested),
                // In two bytes a letter nothing below would be found.
                [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, ..] | [_, 0, ..] if is_xml => {
                    return Err(Unfit::Damaged);
                }
                _ => first = false,
            }
        }
        if is_xml {
            carried.extend_from_slice(piece);
            if ["<!DOCTYPE", "<!ENTITY"].iter().any(|mark| holds(&carried, mark)) {
                return Err(Unfit::Entities);
            }
            let keep = carried.len().saturating_sub(16);
            carried.drain(..keep);
        }
        if name.ends_with(".rels") {
            if relations.len() + read > RELATIONS_BYTES_MAX {
                return Err(Unfit::Bomb);
            }
            relations.extend_from_slice(piece);
        }
    }
    match leads_outside(&relations) {
        true => Err(Unfit::LinksOutside),
        false => Ok(()),
    }
}

fn holds(bytes: &[u8], mark: &str) -> bool {
    bytes.windows(mark.len()).any(|window| window.eq_ignore_ascii_case(mark.as_bytes()))
}

/// Whether relations name anything outside that would be fetched or run. A link that a person may click is
/// none: an address typed into a cell is one.
fn leads_outside(relations: &[u8]) -> bool {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_reader(relations);
    loop {
        match reader.read_event() {
            Ok(Event::Empty(tag) | Event::Start(tag)) => {
                let value = |wanted: &str| {
                    let mut attributes = tag.attributes();
                    let mut all = attributes.with_checks(false).flatten();
                    let found = all.find(|a| a.key.local_name().as_ref() == wanted);
                    found.map(|a| a.value.to_ascii_lowercase())
                };
                let outside = value("TargetMode").is_some_and(|mode| mode == "external");
                let clicked = value("Type").is_some_and(|kind| kind.ends_with("/hyperlink"));
                if outside && !clicked {
                    return true;
                }
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

fn unfit(error: ZipError) -> Unfit {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unfit::OldOrProtected,
        _ => Unfit::Damaged,
    }
}

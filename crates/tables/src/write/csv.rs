//! Texts between commas.

use ::csv::{QuoteStyle, Terminator, WriterBuilder};

use crate::neutral::mark;

/// Excel takes a file for UTF-8 by this.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// For a spreadsheet: it knows the encoding, and calculates nothing.
pub(super) fn for_people(lines: &[Vec<String>]) -> Vec<u8> {
    let mut bytes = MARK.to_vec();
    bytes.extend(write(lines.iter().map(|line| line.iter().map(|cell| mark(cell)).collect())));
    bytes
}

/// For another system, which takes every cell as it stands. No phone number begins with a plus, which would
/// need a mark that then stands in front of it for ever; what still looks like a formula has the mark.
pub(super) fn for_systems(lines: &[Vec<String>]) -> Vec<u8> {
    write(lines.iter().map(|line| line.iter().map(|cell| spaced(cell)).collect()))
}

fn spaced(cell: &str) -> String {
    match cell.strip_prefix('+') {
        // A number abroad, as it is dialled from everywhere: 0086 is +86.
        Some(number) if number.starts_with(|c: char| c.is_ascii_digit()) => format!("00{number}"),
        _ => mark(cell),
    }
}

fn write(lines: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Necessary)
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for line in lines {
        writer.write_record(&line).expect("writing into memory cannot fail");
    }
    writer.into_inner().expect("writing into memory cannot fail")
}

//! Texts between commas, semicolons, tabs or bars.

use ::csv::{ReaderBuilder, StringRecord};

use crate::limits::{CELL_BYTES_MAX, COLUMNS_MAX};
use crate::sheet::{Gathering, Kind};
use crate::{Sheet, Unfit};

/// How many lines are looked at for what stands between the cells.
const LINES_LOOKED_AT: usize = 20;
const BETWEEN: [u8; 4] = [b',', b';', b'\t', b'|'];

pub(super) fn read(text: &str, encoding: &str) -> Result<Sheet, Unfit> {
    // Excel's own hint, in a line of its own.
    let (told, text) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((told, rest)) => (told.trim_end_matches('\r').bytes().next(), rest),
        None => (None, text),
    };
    let between = told.filter(u8::is_ascii).unwrap_or_else(|| between(text));
    let mut reader = ReaderBuilder::new()
        .delimiter(between)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut gathering = Gathering::new(Kind::Csv);
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(|_| Unfit::NotText)? {
        // Before anything is copied: one quotation may be the whole file, one line a million columns.
        if record.len() > COLUMNS_MAX
            && record.iter().skip(COLUMNS_MAX).any(|cell| !cell.is_empty())
        {
            return Err(Unfit::TooManyColumns);
        }
        if record.iter().any(|cell| cell.len() > CELL_BYTES_MAX) {
            return Err(Unfit::CellTooLong);
        }
        let number = record.position().map_or(0, ::csv::Position::line);
        let row = record.iter().take(COLUMNS_MAX).map(str::to_owned).collect();
        gathering.push(u32::try_from(number).unwrap_or(u32::MAX), row)?;
    }
    gathering.finish(encoding)
}

/// What stands between the cells: what parts most of the first lines alike, outside of quotations.
fn between(text: &str) -> u8 {
    let counts = |sign: u8| -> Vec<usize> {
        let mut quoted = false;
        let mut counts = vec![0];
        for byte in text.bytes().take(CELL_BYTES_MAX) {
            match byte {
                b'"' => quoted = !quoted,
                b'\n' if !quoted && counts.len() == LINES_LOOKED_AT => break,
                b'\n' if !quoted => counts.push(0),
                byte if byte == sign && !quoted => {
                    *counts.last_mut().expect("never empty") += 1;
                }
                _ => {}
            }
        }
        counts
    };
    let score = |sign: &u8| {
        let counts = counts(*sign);
        let most = counts.iter().max().copied().unwrap_or(0);
        // How many lines have as many as the line with the most, then how many that is.
        (most > 0, counts.iter().filter(|count| **count == most).count() * most.min(20))
    };
    // Of equals the first: commas are what it is called after.
    BETWEEN.into_iter().rev().max_by_key(score).unwrap_or(b',')
}

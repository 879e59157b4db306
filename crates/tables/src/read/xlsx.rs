//! Workbooks. Cells are read one after the other: a range from the first to the last would be as large as a
//! single cell far out makes it.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use super::scan::scan;
use crate::limits::{CELL_BYTES_MAX, CELLS_MAX, COLUMNS_MAX, ROWS_MAX};
use crate::sheet::{Gathering, Kind};
use crate::{Sheet, Unfit};

pub(super) fn read(bytes: &[u8]) -> Result<Sheet, Unfit> {
    scan(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unfit)?;
    for name in workbook.sheet_names() {
        let Ok(gathering) = rows_of(&mut workbook, &name)? else { continue };
        if !gathering.is_empty() {
            return gathering.finish("");
        }
    }
    Err(Unfit::Empty)
}

/// A sheet that holds no cells, but a chart, is passed over.
type Rows = Result<Gathering, ()>;

fn rows_of(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Rows, Unfit> {
    let mut cells = match workbook.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Err(())),
        Err(error) => return Err(unfit(error)),
    };
    let mut gathering = Gathering::new(Kind::Xlsx);
    let mut row: Vec<String> = Vec::new();
    let (mut number, mut seen) = (0, 0);
    while let Some(cell) = cells.next_cell().map_err(unfit)? {
        seen += 1;
        // With formats only a sheet may name more cells than it has texts.
        if seen > CELLS_MAX * 4 {
            return Err(Unfit::TooMuch);
        }
        let text = text_of(cell.get_value());
        if text.is_empty() {
            continue;
        }
        let (at, column) = cell.get_position();
        let column = usize::try_from(column).map_err(|_| Unfit::Damaged)?;
        if column >= COLUMNS_MAX {
            return Err(Unfit::TooManyColumns);
        }
        if text.len() > CELL_BYTES_MAX {
            return Err(Unfit::CellTooLong);
        }
        if at != number {
            // Rows are in order in every workbook that a program has written.
            if at < number {
                return Err(Unfit::Damaged);
            }
            gathering.push(number + 1, std::mem::take(&mut row))?;
            number = at;
        }
        if usize::try_from(at).is_ok_and(|at| at > ROWS_MAX * 20) {
            return Err(Unfit::TooManyRows);
        }
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = text;
    }
    gathering.push(number + 1, row)?;
    Ok(Ok(gathering))
}

/// What a person sees in a cell. Of a formula that is its last result; it is never calculated.
fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::Bool(is) => is.to_string(),
        DataRef::DateTime(at) if at.is_duration() => number_text(at.as_f64()),
        DataRef::DateTime(at) => {
            let (year, month, day, hour, minute, ..) = at.to_ymd_hms_milli();
            match (hour, minute) {
                (0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
            }
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A phone number that a spreadsheet took for a number is a phone number again, without `e+10`.
fn number_text(number: f64) -> String {
    match number.fract() == 0.0 && number.abs() < 1e15 {
        true => format!("{number:.0}"),
        false => number.to_string(),
    }
}

fn unfit(error: XlsxError) -> Unfit {
    match error {
        XlsxError::Password => Unfit::OldOrProtected,
        _ => Unfit::Damaged,
    }
}

//! Workbooks. Every cell is a text, also one that begins like a formula or is all digits.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::Mark;

/// The longest text that a cell takes, in characters: the format's own limit, in UTF-16.
const CELL_UNITS_MAX: usize = 32_767;

pub(super) fn workbook(lines: &[Vec<String>], mark: Mark<'_>) -> Vec<u8> {
    make(lines, mark).expect("a table within the limits is a workbook")
}

fn make(lines: &[Vec<String>], mark: Mark<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let (year, month, day) = mark.day;
    // Its own clock is not asked: the same rows make the same bytes.
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    let properties = DocProperties::new().set_comment(mark.words).set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let bold = Format::new().set_bold();
    let text = Format::new().set_num_format("@");
    let sheet = workbook.add_worksheet();
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_footer(format!("&L{}&R&P/&N", mark.words.replace('&', "&&")));
    for (nth, line) in lines.iter().enumerate() {
        let row = u32::try_from(nth).expect("fewer rows than a sheet has");
        for (column, cell) in line.iter().enumerate() {
            let column = u16::try_from(column).expect("fewer columns than a sheet has");
            let format = if nth == 0 { &bold } else { &text };
            if !cell.is_empty() {
                sheet.write_string_with_format(row, column, cut(cell), format)?;
            }
        }
    }
    workbook.save_to_buffer()
}

/// As much as a cell takes.
fn cut(cell: &str) -> &str {
    let mut units = 0;
    let end = cell.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > CELL_UNITS_MAX
    });
    end.map_or(cell, |(end, _)| &cell[..end])
}

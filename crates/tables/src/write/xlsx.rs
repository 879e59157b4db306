//! Workbooks. Every text is a text, also one that begins like a formula or is all digits.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{Cell, Mark, Page};

/// The longest text that a cell takes, in characters: the format's own limit, in UTF-16.
const CELL_UNITS_MAX: usize = 32_767;

/// The longest name of a sheet, in characters.
const NAME_CHARS_MAX: usize = 31;
/// How wide a column gets, in characters, whatever stands in it.
const COLUMN_CHARS_MAX: usize = 48;

pub(super) fn workbook(lines: &[Vec<String>], mark: Mark<'_>) -> Vec<u8> {
    let made = begin(mark).and_then(|mut workbook| {
        let formats = Formats::new();
        let sheet = headed(&mut workbook, mark)?;
        for (nth, line) in lines.iter().enumerate() {
            for (column, cell) in line.iter().enumerate() {
                write(sheet, (nth, column), &Cell::Text(cell.clone()), &formats)?;
            }
        }
        workbook.save_to_buffer()
    });
    made.expect("a table within the limits is a workbook")
}

pub(super) fn book(pages: &[Page], mark_heading: &str, mark: Mark<'_>) -> Vec<u8> {
    let made = begin(mark).and_then(|mut workbook| {
        let formats = Formats::new();
        let mut names = Vec::new();
        for page in pages {
            let sheet = headed(&mut workbook, mark)?;
            sheet.set_name(name(&page.name, &mut names))?;
            let headings = page.headings.iter().cloned().chain([mark_heading.to_owned()]);
            let headings: Vec<Cell> = headings.map(Cell::Text).collect();
            let marked = page.rows.iter().map(|row| {
                let said = (0..page.headings.len())
                    .map(|nth| row.get(nth).cloned().unwrap_or(Cell::Text(String::new())));
                said.chain([Cell::Text(mark.words.to_owned())]).collect::<Vec<Cell>>()
            });
            for (nth, line) in std::iter::once(headings).chain(marked).enumerate() {
                for (column, cell) in line.iter().enumerate() {
                    write(sheet, (nth, column), cell, &formats)?;
                }
            }
            for column in 0..page.headings.len() {
                sheet.set_column_width(
                    u16::try_from(column).unwrap_or(u16::MAX),
                    width(page, column),
                )?;
            }
        }
        workbook.save_to_buffer()
    });
    made.expect("a report within the limits is a workbook")
}

struct Formats {
    bold: Format,
    text: Format,
}

impl Formats {
    fn new() -> Self {
        Self { bold: Format::new().set_bold(), text: Format::new().set_num_format("@") }
    }
}

fn begin(mark: Mark<'_>) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let (year, month, day) = mark.day;
    // Its own clock is not asked: the same rows make the same bytes.
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    let properties = DocProperties::new().set_comment(mark.words).set_creation_datetime(&created);
    workbook.set_properties(&properties);
    Ok(workbook)
}

fn headed<'a>(workbook: &'a mut Workbook, mark: Mark<'_>) -> Result<&'a mut Worksheet, XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_footer(format!("&L{}&R&P/&N", mark.words.replace('&', "&&")));
    Ok(sheet)
}

/// Every text is a text, also one that begins like a formula or is all digits.
fn write(
    sheet: &mut Worksheet,
    (row, column): (usize, usize),
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let format = if row == 0 { &formats.bold } else { &formats.text };
    let row = u32::try_from(row).expect("fewer rows than a sheet has");
    let column = u16::try_from(column).expect("fewer columns than a sheet has");
    match cell {
        Cell::Text(text) if text.is_empty() => {}
        Cell::Text(text) => drop(sheet.write_string_with_format(row, column, cut(text), format)?),
        // Below 2^53 every number is exact there.
        Cell::Number(number) => drop(sheet.write_number(row, column, *number as f64)?),
    }
    Ok(())
}

/// The name of a sheet: without what it must not have, not too long, and no other's.
fn name(wanted: &str, taken: &mut Vec<String>) -> String {
    let plain: String = wanted.chars().filter(|c| !r"[]:*?/\'".contains(*c)).collect();
    let plain: String = plain.chars().take(NAME_CHARS_MAX - 3).collect();
    let others = taken.iter().filter(|name| name.starts_with(&plain)).count();
    let name = if others == 0 { plain } else { format!("{plain} {}", others + 1) };
    taken.push(name.clone());
    name
}

/// So wide that its longest text can be read; a Chinese character takes two places.
fn width(page: &Page, column: usize) -> f64 {
    let places = |text: &str| text.chars().map(|c| 1 + usize::from(!c.is_ascii())).sum::<usize>();
    let cells = page.rows.iter().filter_map(|row| row.get(column)).map(|cell| match cell {
        Cell::Text(text) => places(text),
        Cell::Number(number) => number.to_string().len(),
    });
    let most = cells.chain([places(&page.headings[column])]).max().unwrap_or(0);
    (most.min(COLUMN_CHARS_MAX) + 2) as f64
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

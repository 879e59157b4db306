//! A table of texts.

use crate::limits::{CELL_BYTES_MAX, CELLS_MAX, COLUMNS_MAX, ROWS_MAX, TEXT_BYTES_MAX};
use crate::{Unfit, mapping};

/// Rows above the headings that are looked through for them: titles and dates stand there.
const TITLES_MAX: usize = 10;

/// What a file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Texts between commas, semicolons or tabs.
    Csv,
    /// A workbook; its first sheet that has anything in it.
    Xlsx,
    /// Any number of address cards.
    VCard,
}

impl Kind {
    /// A stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::VCard => "vcard",
        }
    }

    /// Reads [`Kind::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Csv, Self::Xlsx, Self::VCard].into_iter().find(|kind| kind.name() == name)
    }
}

/// A table: headings, and rows that are no longer than these. Rows with nothing in them are left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// What it was read from.
    pub kind: Kind,
    /// The name of its encoding, where it has one to choose.
    pub encoding: String,
    /// What stands above the columns; a letter where nothing does.
    pub headings: Vec<String>,
    /// The rows below, with their numbers in the file, from 1.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// Gathers rows within the limits.
pub(crate) struct Gathering {
    kind: Kind,
    rows: Vec<(u32, Vec<String>)>,
    cells: usize,
    bytes: usize,
}

impl Gathering {
    pub(crate) fn new(kind: Kind) -> Self {
        Self { kind, rows: Vec::new(), cells: 0, bytes: 0 }
    }

    /// Takes a row by its number in the file.
    pub(crate) fn push(&mut self, number: u32, mut row: Vec<String>) -> Result<(), Unfit> {
        while row.last().is_some_and(|cell| cell.trim().is_empty()) {
            row.pop();
        }
        if row.is_empty() {
            return Ok(());
        }
        if row.len() > COLUMNS_MAX {
            return Err(Unfit::TooManyColumns);
        }
        if row.iter().any(|cell| cell.len() > CELL_BYTES_MAX) {
            return Err(Unfit::CellTooLong);
        }
        self.cells += row.len();
        self.bytes += row.iter().map(String::len).sum::<usize>();
        if self.cells > CELLS_MAX || self.bytes > TEXT_BYTES_MAX {
            return Err(Unfit::TooMuch);
        }
        if self.rows.len() > ROWS_MAX + TITLES_MAX {
            return Err(Unfit::TooManyRows);
        }
        self.rows.push((number, row.into_iter().map(|cell| clean(cell, self.kind)).collect()));
        Ok(())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table: the headings are the row among the first that names the most columns, or else the first
    /// row, unless that is about somebody already.
    pub(crate) fn finish(mut self, encoding: &str) -> Result<Sheet, Unfit> {
        let first = self.rows.iter().take(TITLES_MAX).map(|(_, row)| mapping::known(row));
        let best = first.enumerate().max_by_key(|(nth, known)| (*known, std::cmp::Reverse(*nth)));
        let width = self.rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
        let headings = match best {
            None => return Err(Unfit::Empty),
            Some((nth, known)) if known > 0 => self.rows.drain(..=nth).next_back(),
            Some(_) if mapping::is_about_somebody(&self.rows[0].1) => None,
            Some(_) => Some(self.rows.remove(0)),
        };
        if self.rows.is_empty() {
            return Err(Unfit::Empty);
        }
        if self.rows.len() > ROWS_MAX {
            return Err(Unfit::TooManyRows);
        }
        let mut headings = headings.map_or_else(Vec::new, |(_, row)| row);
        headings.resize(width, String::new());
        name_the_nameless(&mut headings);
        for (_, row) in &mut self.rows {
            row.resize(width, String::new());
        }
        Ok(Sheet { kind: self.kind, encoding: encoding.to_owned(), headings, rows: self.rows })
    }
}

/// No control characters but those that people type; nothing around it; and without the mark that keeps a
/// spreadsheet from calculating what stands in a CSV file.
fn clean(cell: String, kind: Kind) -> String {
    let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    let cell = match cell.contains(strange) {
        true => cell.replace("\r\n", "\n").replace('\r', "\n").replace(strange, ""),
        false => cell,
    };
    match kind {
        Kind::Csv => crate::neutral::unmark(cell.trim()).trim().to_owned(),
        Kind::Xlsx | Kind::VCard => cell.trim().to_owned(),
    }
}

/// Every column has a heading, and no two have the same.
fn name_the_nameless(headings: &mut [String]) {
    for nth in 0..headings.len() {
        let wanted = match headings[nth].is_empty() {
            true => letters(nth),
            false => headings[nth].chars().take(60).collect(),
        };
        let numbered = (2..).map(|n| format!("{wanted} {n}"));
        let mut names = std::iter::once(wanted.clone()).chain(numbered);
        let free = names.find(|name| !headings[..nth].contains(name));
        headings[nth] = free.expect("there are more numbers than columns");
    }
}

/// `A`, `B` … `Z`, `AA` …, as spreadsheets name columns.
fn letters(nth: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).expect("below 26"));
    match nth < 26 {
        true => letter(nth).to_string(),
        false => format!("{}{}", letter(nth / 26 - 1), letter(nth)),
    }
}

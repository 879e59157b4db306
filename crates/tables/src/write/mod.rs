//! From texts to files: tables for people, address cards for phones, and what other systems import without a
//! hand laid on it.

mod crm;
mod csv;
mod vcard;
mod xlsx;

use crate::Kind;

pub use crm::System;

/// A customer for an address book or another system.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    /// An id that stays: importing twice makes no second one.
    pub id: String,
    /// Company.
    pub company: String,
    /// Whole name.
    pub person: String,
    /// Position.
    pub title: String,
    /// Phone as written.
    pub phone: String,
    /// Whether that is a mobile phone.
    pub mobile: bool,
    /// Mail.
    pub email: String,
    /// Address as written.
    pub address: String,
    /// The city in it, if one was understood.
    pub city: String,
    /// What the talk was about: the subject of an opportunity.
    pub matter: String,
    /// Everything else, a line each.
    pub notes: Vec<String>,
}

/// Who took a file out, and when.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    /// The words: on every row, in every address card.
    pub words: &'a str,
    /// The same for the properties of a workbook: year, month, day.
    pub day: (u16, u8, u8),
}

/// A table for people. The mark stands in a column of its own, which is not read back.
///
/// # Panics
/// When asked for address cards: those are made of [`Contact`]s.
pub fn table(
    kind: Kind,
    headings: &[String],
    rows: &[Vec<String>],
    mark_heading: &str,
    mark: Mark<'_>,
) -> Vec<u8> {
    let marked = |row: &[String], last: &str| {
        row.iter().cloned().chain([last.to_owned()]).collect::<Vec<String>>()
    };
    let lines: Vec<Vec<String>> = std::iter::once(marked(headings, mark_heading))
        .chain(rows.iter().map(|row| marked(row, mark.words)))
        .collect();
    match kind {
        Kind::Csv => csv::for_people(&lines),
        Kind::Xlsx => xlsx::workbook(&lines, mark),
        Kind::VCard => unreachable!("address cards are made of contacts"),
    }
}

/// A sheet of a workbook for people.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its name; what a sheet's name must not have is left out of it.
    pub name: String,
    /// Its headings.
    pub headings: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a cell of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// A text, whatever it looks like.
    Text(String),
    /// A number, to be reckoned with.
    Number(u64),
}

/// A workbook of several sheets. The mark stands in a column of its own on each.
pub fn book(pages: &[Page], mark_heading: &str, mark: Mark<'_>) -> Vec<u8> {
    xlsx::book(pages, mark_heading, mark)
}

/// Address cards, 3.0: every phone and every mail program reads it.
pub fn address_cards(contacts: &[Contact], mark: Mark<'_>) -> Vec<u8> {
    vcard::write(contacts, mark)
}

/// What another system imports. Says which kind of file it is.
pub fn for_system(system: System, contacts: &[Contact], mark: Mark<'_>) -> (Kind, Vec<u8>) {
    let lines = crm::lines(system, contacts, mark);
    match system {
        System::Odoo => (Kind::Xlsx, xlsx::workbook(&lines, mark)),
        System::EspoCrm | System::Salesforce => (Kind::Csv, csv::for_systems(&lines)),
    }
}

//! A document as the values that the page's source reads: strings stay strings.

use typst::foundations::{Array, Bytes, Dict, IntoValue, NoneValue, Value, array, dict};

use crate::document::{Bar, Cell, Column, Document, Language, Line, Moment, Part};
use crate::fit::{across, cuttable, is_tall, lines, room};
use crate::fonts::Fonts;
use crate::plain::plain;

/// The lines at the head of a page stand in so many columns.
const ABOUT_COLUMNS: u32 = 4;
const ABOUT_COLUMNS_UPRIGHT: u32 = 3;

/// How the sheet lies, and what is done with words that are too long for their place.
#[derive(Clone, Copy)]
struct Sheet {
    across: bool,
    hyphenated: bool,
}

impl Sheet {
    fn room(self, width: u32, of: u32) -> u32 {
        room(width, of, self.across)
    }

    fn cuttable(self, text: &str, room: u32) -> String {
        cuttable(text, room, self.hyphenated)
    }
}

pub(crate) fn data(document: &Document, fonts: &Fonts) -> Dict {
    let sheet = Sheet {
        across: across(document.parts.iter().map(breadth).max().unwrap_or(0)),
        hyphenated: document.language == Language::English,
    };
    let (lang, region, forms) = match document.language {
        Language::Simplified => ("zh", "CN".into_value(), "SC"),
        Language::Traditional => ("zh", "TW".into_value(), "TC"),
        Language::English => ("en", NoneValue.into_value(), "SC"),
    };
    let columns = if sheet.across { ABOUT_COLUMNS } else { ABOUT_COLUMNS_UPRIGHT };
    let Moment { year, month, day, hour, minute } = document.as_of;
    dict! {
        "fonts" => fonts.families(forms),
        "lang" => lang,
        "region" => region,
        "across" => sheet.across,
        "hyphenated" => sheet.hyphenated,
        "form" => plain(&document.form),
        "title" => plain(&document.title),
        "subtitle" => plain(&document.subtitle),
        "company" => plain(&document.company),
        "author" => plain(&document.author),
        "about" => list(&document.about, |line| about(line, columns, sheet)),
        "about-columns" => columns,
        "parts" => list(&document.parts, |one| part(one, sheet)),
        "signatures" => list(&document.signatures, |name| plain(name)),
        "mark" => plain(&document.mark),
        "hash" => plain(&document.hash),
        "hash-word" => plain(&document.words.hash),
        "page-words" => list(&document.words.page, |word| plain(word)),
        "none" => plain(&document.words.none),
        "date" => array![year, month, day, hour, minute],
        "code" => list(&document.code, |row| dark(row)),
        "code-side" => document.code.len(),
    }
}

fn list<T, V: IntoValue>(items: &[T], value: impl Fn(&T) -> V) -> Array {
    items.iter().map(|item| value(item).into_value()).collect()
}

/// What does not fit in two lines of its column has several columns.
fn about(line: &Line, columns: u32, sheet: Sheet) -> Dict {
    let text = plain(&line.text);
    let fits = |span: &u32| lines(&text, sheet.room(*span, columns)) <= 2;
    let span = (1..columns).find(fits).unwrap_or(columns);
    let text = sheet.cuttable(&text, sheet.room(span, columns));
    dict! { "name" => plain(&line.name), "text" => text, "span" => span }
}

fn breadth(part: &Part) -> u32 {
    part.columns.iter().map(|column| column.width).sum()
}

fn part(part: &Part, sheet: Sheet) -> Dict {
    let breadth = breadth(part);
    let rooms: Vec<u32> =
        part.columns.iter().map(|column| sheet.room(column.width, breadth)).collect();
    let heads = part.columns.iter().zip(&rooms);
    let heads: Array =
        heads.map(|(column, room)| Value::Dict(head(column, *room, sheet))).collect();
    let longest = part.bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    dict! {
        "name" => plain(&part.name),
        "columns" => heads,
        "rows" => list(&part.rows, |cells| row(cells, &rooms, sheet)),
        "bars" => list(&part.bars, |one| bar(one, longest)),
    }
}

fn head(column: &Column, room: u32, sheet: Sheet) -> Dict {
    let name = sheet.cuttable(&plain(&column.name), room);
    dict! { "name" => name, "width" => column.width, "number" => column.number }
}

/// As many cells as there are columns, whatever came.
fn row(cells: &[Cell], rooms: &[u32], sheet: Sheet) -> Dict {
    let mut tall = false;
    let cells = rooms.iter().enumerate().map(|(at, room)| match cells.get(at) {
        None => String::new().into_value(),
        Some(Cell::Text(text)) => {
            let text = plain(text);
            tall |= is_tall(&text, *room);
            sheet.cuttable(&text, *room).into_value()
        }
        Some(Cell::Picture { jpeg, alt }) => {
            Value::Dict(dict! { "jpeg" => Bytes::new(jpeg.clone()), "alt" => plain(alt) })
        }
    });
    let cells: Array = cells.collect();
    dict! { "cells" => cells, "tall" => tall }
}

/// A bar, as long as its share: of what it counts, or of the longest.
fn bar(bar: &Bar, longest: u32) -> Dict {
    let whole = bar.of.unwrap_or(longest).max(1);
    let percent = (f64::from(bar.count) * 100.0 / f64::from(whole)).min(100.0);
    let count = match bar.of {
        Some(of) => format!("{} / {of}", bar.count),
        None => bar.count.to_string(),
    };
    dict! { "name" => plain(&bar.name), "count" => count, "percent" => percent }
}

/// At which places of a row a code is dark.
fn dark(row: &str) -> Array {
    let places = row.chars().enumerate().filter(|(_, char)| *char == '#');
    places.map(|(at, _)| at.into_value()).collect()
}

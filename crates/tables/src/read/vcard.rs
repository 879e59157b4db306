//! Address cards, 2.1 to 4.0, any number in one file.

use calcard::vcard::{VCard, VCardEntry, VCardProperty, VCardValue};
use calcard::{Entry, Parser};

use crate::limits::ROWS_MAX;
use crate::sheet::{Gathering, Kind};
use crate::{Sheet, Unfit};

/// The columns of a table of address cards.
const COLUMNS: [&str; 11] =
    ["FN", "ORG", "TITLE", "TEL", "TEL 2", "TEL 3", "EMAIL", "EMAIL 2", "ADR", "URL", "NOTE"];

/// Whether a text is a file of address cards.
pub(super) fn is_one(text: &str) -> bool {
    let head = text.trim_start_matches('\u{feff}').trim_start();
    head.get(..11).is_some_and(|head| head.eq_ignore_ascii_case("BEGIN:VCARD"))
}

pub(super) fn read(text: &str, encoding: &str) -> Result<Sheet, Unfit> {
    let mut parser = Parser::new(text);
    let mut gathering = Gathering::new(Kind::VCard);
    gathering.push(0, COLUMNS.map(str::to_owned).to_vec())?;
    let mut number = 0;
    loop {
        match parser.entry() {
            Entry::VCard(card) => {
                number += 1;
                if number as usize > ROWS_MAX {
                    return Err(Unfit::TooManyRows);
                }
                gathering.push(number, row_of(&card))?;
            }
            Entry::Eof => return gathering.finish(encoding),
            Entry::UnterminatedComponent(_) | Entry::TooManyComponents => {
                return Err(Unfit::Damaged);
            }
            _ => {}
        }
    }
}

fn row_of(card: &VCard) -> Vec<String> {
    let all = |property: VCardProperty| {
        let of = card.entries.iter().filter(move |entry| entry.name == property);
        of.map(|entry| parts(entry).join(" ").trim().to_owned()).filter(|text| !text.is_empty())
    };
    let first = |property: VCardProperty| all(property).next().unwrap_or_default();
    let mut phones = all(VCardProperty::Tel);
    let mut mails = all(VCardProperty::Email);
    let name = Some(first(VCardProperty::Fn)).filter(|name| !name.is_empty());
    let next = |of: &mut dyn Iterator<Item = String>| of.next().unwrap_or_default();
    vec![
        name.unwrap_or_else(|| name_of(card)),
        // The company; its departments stand behind it.
        entry(card, VCardProperty::Org)
            .and_then(|org| parts(org).into_iter().next())
            .unwrap_or_default(),
        first(VCardProperty::Title),
        next(&mut phones).trim_start_matches("tel:").to_owned(),
        next(&mut phones).trim_start_matches("tel:").to_owned(),
        next(&mut phones).trim_start_matches("tel:").to_owned(),
        next(&mut mails),
        next(&mut mails),
        entry(card, VCardProperty::Adr).map(address).unwrap_or_default(),
        first(VCardProperty::Url),
        all(VCardProperty::Note).collect::<Vec<_>>().join("\n"),
    ]
}

fn entry(card: &VCard, property: VCardProperty) -> Option<&VCardEntry> {
    card.entries.iter().find(|entry| entry.name == property)
}

/// The parts of a value, each as text.
fn parts(entry: &VCardEntry) -> Vec<String> {
    let text = |value: &VCardValue| match value {
        VCardValue::Text(text) => repaired(text),
        VCardValue::Component(texts) => repaired(&texts.join(" ")),
        VCardValue::Integer(number) => number.to_string(),
        _ => String::new(),
    };
    entry.values.iter().map(text).collect()
}

/// Family name and given name: without a space between them where they are Chinese.
fn name_of(card: &VCard) -> String {
    let parts = entry(card, VCardProperty::N).map(parts).unwrap_or_default();
    let part = |nth: usize| parts.get(nth).map_or("", |part| part.trim());
    crate::mapping::full_name(part(0), part(1))
}

/// Province to street, from the large to the small, as it is written in China.
fn address(entry: &VCardEntry) -> String {
    let parts = parts(entry);
    let part = |nth: usize| parts.get(nth).map_or("", |part| part.trim());
    crate::mapping::together([part(4), part(3), part(2)])
}

/// Cards of old phones say that a text is encoded and not in what; it is UTF-8 then, but was read as Latin.
fn repaired(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(text);
    match std::str::from_utf8(&bytes) {
        Ok(utf8) if !lost => utf8.to_owned(),
        _ => text.to_owned(),
    }
}

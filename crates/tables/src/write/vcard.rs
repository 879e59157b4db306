//! Address cards, 3.0 (RFC 2426).

use super::{Contact, Mark};
use crate::mapping::split_name;

/// The longest line, in bytes, without its end.
const LINE_BYTES_MAX: usize = 75;

pub(super) fn write(contacts: &[Contact], mark: Mark<'_>) -> Vec<u8> {
    let mut out = String::new();
    for contact in contacts {
        card(&mut out, contact, mark);
    }
    out.into_bytes()
}

fn card(out: &mut String, contact: &Contact, mark: Mark<'_>) {
    let (family, given) = split_name(&contact.person);
    // A card without a name is refused by phones.
    let name = if contact.person.is_empty() { &contact.company } else { &contact.person };
    let mut notes: Vec<&str> = Vec::new();
    notes.extend(Some(contact.matter.as_str()).filter(|matter| !matter.is_empty()));
    notes.extend(contact.notes.iter().map(String::as_str));
    notes.push(mark.words);
    line(out, "BEGIN", "VCARD");
    line(out, "VERSION", "3.0");
    line(out, "PRODID", "-//Fairlead//EN");
    line(out, "UID", &escaped(&contact.id));
    line(out, "FN", &escaped(name));
    line(out, "N", &format!("{};{};;;", escaped(&family), escaped(&given)));
    let tel = if contact.mobile { "TEL;TYPE=CELL" } else { "TEL;TYPE=WORK" };
    for (property, text) in [
        ("ORG", &contact.company),
        ("TITLE", &contact.title),
        (tel, &contact.phone),
        ("EMAIL;TYPE=WORK", &contact.email),
    ] {
        if !text.is_empty() {
            line(out, property, &escaped(text));
        }
    }
    if !contact.address.is_empty() {
        line(out, "ADR;TYPE=WORK", &format!(";;{};;;;", escaped(&contact.address)));
    }
    line(out, "NOTE", &escaped(&notes.join("\n")));
    line(out, "END", "VCARD");
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line, folded between characters.
fn line(out: &mut String, property: &str, value: &str) {
    let mut bytes = 0;
    for c in property.chars().chain([':']).chain(value.chars()) {
        if bytes + c.len_utf8() > LINE_BYTES_MAX {
            out.push_str("\r\n ");
            bytes = 1;
        }
        out.push(c);
        bytes += c.len_utf8();
    }
    out.push_str("\r\n");
}

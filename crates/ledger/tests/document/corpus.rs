//! Documents as programs before this one stored them: an upgrade of Automerge must read them all, as they
//! were. A file is never changed; a new version of the format adds one.

use ledger::document::{Change, Document, merge};

use crate::people::texts;

/// One file: the saved document, its changes in their order, and what it shows, each in hexadecimal or as a
/// line `field = text`.
fn check(file: &str) {
    let bytes = |hex: &str| -> Vec<u8> {
        let pairs = hex.as_bytes().chunks(2);
        pairs.map(|pair| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
    };
    let of = |what: &str| -> Vec<Vec<u8>> {
        file.lines().filter_map(|line| line.strip_prefix(what)).map(bytes).collect()
    };
    let shown: Vec<(String, String)> = file
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(field, text)| (field.to_owned(), text.to_owned()))
        .collect();
    let flat = |fields: &ledger::document::Fields| -> Vec<(String, String)> {
        let all = texts(fields).into_iter();
        all.flat_map(|(name, texts)| texts.into_iter().map(move |text| (name.clone(), text)))
            .collect()
    };
    for saved in of("saved ") {
        assert_eq!(flat(&Document::load(&saved).expect("it loads").fields()), shown);
    }
    let changes: Vec<Change> =
        of("change ").iter().map(|raw| Change::read(raw).expect("it reads")).collect();
    let merged = merge(&changes, |_| ()).expect("they merge");
    assert_eq!(flat(&merged.fields), shown);
    assert!(!changes.is_empty() && !shown.is_empty());
}

#[test]
fn documents_of_automerge_0_12_read_as_they_were() {
    check(include_str!("corpus/automerge-0.12.0.txt"));
}

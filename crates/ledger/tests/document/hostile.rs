//! Bytes that somebody made to harm: they are refused, or they are an edit like any other.

use ledger::document::{CHANGE_BYTES_MAX, Change, FIELD_TEXT_BYTES_MAX, Unfit};
use sha2::{Digest, Sha256};

use crate::people::{Person, history, merged, texts};

/// A change with a true length and checksum around any body.
fn chunk(kind: u8, body: &[u8]) -> Vec<u8> {
    let mut rest = vec![kind];
    unsigned(&mut rest, body.len() as u64);
    rest.extend(body);
    let hash = Sha256::digest(&rest);
    [&[0x85, 0x6f, 0x4a, 0x83], &hash[..4], &rest[..]].concat()
}

fn unsigned(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// A positive run of a run-length encoded column.
fn run(out: &mut Vec<u8>, length: u64) {
    unsigned(out, length);
    // Signed numbers end in a byte whose second bit is clear when they are positive.
    if out.last().is_some_and(|last| last & 0x40 != 0) {
        *out.last_mut().unwrap() |= 0x80;
        out.push(0);
    }
}

/// A change of actor, first of his, with these columns.
fn change(columns: &[(u64, Vec<u8>)]) -> Vec<u8> {
    let mut body = vec![0, 16];
    body.extend([1; 16]);
    body.extend([1, 1, 0, 0, 0]);
    unsigned(&mut body, columns.len() as u64);
    for (which, bytes) in columns {
        unsigned(&mut body, *which);
        unsigned(&mut body, bytes.len() as u64);
    }
    columns.iter().for_each(|(_, bytes)| body.extend(bytes));
    chunk(1, &body)
}

/// The columns of a change that sets `rows` fields to nothing, each column saying so in a few bytes.
fn claims(rows: u64) -> Vec<(u64, Vec<u8>)> {
    let repeated = |value: &[u8]| {
        let mut column = Vec::new();
        run(&mut column, rows);
        column.extend(value);
        column
    };
    let mut inserts = Vec::new();
    unsigned(&mut inserts, rows);
    vec![
        (0x15, repeated(&[1, b'a'])),
        (0x34, inserts),
        (0x42, repeated(&[1])),
        (0x56, repeated(&[6])),
        (0x70, repeated(&[0])),
    ]
}

#[test]
fn the_forms_of_these_tests_are_those_of_true_changes() {
    assert_eq!(Change::read(&change(&claims(1))).map(|change| change.raw().len() > 40), Ok(true));
    assert_eq!(Change::read(&change(&claims(2))), Err(Unfit::Shape), "one field, twice");
}

#[test]
fn a_few_bytes_that_claim_millions_of_operations_are_refused() {
    for rows in [33, 5_000_000, u64::from(u32::MAX), i64::MAX as u64] {
        assert_eq!(Change::read(&change(&claims(rows))), Err(Unfit::TooLarge), "{rows}");
    }
    // The one that took 2.5 GB: five thousand bytes of text, and a column that repeats one letter.
    let mut columns = claims(5_000_000);
    columns.push((0x57, vec![b'a'; 4_900]));
    columns.sort();
    assert_eq!(Change::read(&change(&columns)), Err(Unfit::TooLarge));
}

#[test]
fn empty_runs_and_lengths_without_end_are_refused() {
    let nulls = |count: u64| {
        let mut column = vec![0];
        unsigned(&mut column, count);
        column
    };
    for (column, expected) in [
        (nulls(u64::MAX), Unfit::TooLarge),
        (nulls(0), Unfit::Malformed),
        (vec![0x80; 400], Unfit::Malformed),
        (vec![0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x80, 0x7f], Unfit::TooLarge),
    ] {
        let mut columns = claims(1);
        columns[0].1 = column;
        assert_eq!(Change::read(&change(&columns)), Err(expected));
    }
}

#[test]
fn only_raw_changes_of_texts_in_fields_are_taken() {
    let honest = honest();
    let body = &honest[honest.len() - 90..];
    for kind in [0, 2, 3, 4, 255] {
        assert_eq!(Change::read(&chunk(kind, body)), Err(Unfit::Malformed), "kind {kind}");
    }
    for column in [0x01, 0x02, 0x11, 0x13, 0x1d, 0x94, 0xa5, 0x5f] {
        let mut columns = claims(1);
        columns.push((column, vec![1, 1]));
        columns.sort();
        assert_eq!(Change::read(&change(&columns)), Err(Unfit::Shape), "column {column:x}");
    }
    for action in [0, 2, 3, 4, 5, 7, 99] {
        let mut columns = claims(1);
        columns[2].1 = vec![1, action];
        assert_eq!(Change::read(&change(&columns)), Err(Unfit::Shape), "action {action}");
    }
    for kind in [0, 1, 2, 3, 4, 5, 7, 8, 9] {
        let mut columns = claims(1);
        columns[3].1 = vec![1, kind];
        assert_eq!(Change::read(&change(&columns)), Err(Unfit::Shape), "value {kind}");
    }
}

#[test]
fn texts_are_whole_and_bounded() {
    let with_text = |text: &[u8]| {
        let mut columns = claims(1);
        let mut kind = vec![1];
        unsigned(&mut kind, (text.len() as u64) << 4 | 6);
        columns[3].1 = kind;
        columns.insert(4, (0x57, text.to_vec()));
        Change::read(&change(&columns)).map(|_| ())
    };
    assert_eq!(with_text("莫海 🙂 \u{202e}\u{0}".as_bytes()), Ok(()));
    assert_eq!(with_text(&[b'a'; FIELD_TEXT_BYTES_MAX]), Ok(()));
    assert_eq!(with_text(&[b'a'; FIELD_TEXT_BYTES_MAX + 1]), Err(Unfit::TooLarge));
    assert_eq!(with_text(&[0xff, 0xfe]), Err(Unfit::Malformed));
    assert_eq!(with_text(&[0xed, 0xa0, 0x80]), Err(Unfit::Malformed), "a lone surrogate");
    assert_eq!(Change::read(&vec![0; CHANGE_BYTES_MAX + 1]), Err(Unfit::TooLarge));
    assert_eq!(Change::read(&[]), Err(Unfit::Malformed));
}

fn honest() -> Vec<u8> {
    let mut li = Person::new(1);
    li.writes_all(&[("need", "要 20 台，月底前交货，含运费"), ("wechat", "mohai_01")]);
    li.held[0].raw.clone()
}

/// A generator that gives the same numbers everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % end
    }
}

/// Honest changes with some of their bytes changed, cut or doubled, and the checksum made good again.
#[test]
fn no_mutation_of_a_change_does_more_than_an_edit_could() {
    let mut li = Person::new(1);
    li.writes_all(&[("need", "要 20 台"), ("wechat", "mohai_01")]);
    let mut lin = Person::new(2);
    lin.meets(&li);
    lin.writes("note", "周五回电");
    li.writes("need", "要 30 台");
    lin.writes("need", "要 25 台");
    li.meets(&lin);
    li.writes_all(&[("need", "要 28 台"), ("website", "nanyue.example")]);

    let (mut numbers, mut fit) = (Numbers(0x5eed), 0);
    for round in 0..20_000 {
        let mut held = li.held.clone();
        let target = numbers.below(held.len());
        let head = 11.min(held[target].raw.len());
        let mut body = held[target].raw[head..].to_vec();
        if held[target].raw[9] < 0x80 {
            body = held[target].raw[10..].to_vec();
        }
        for _ in 0..=numbers.below(3) {
            let at = numbers.below(body.len());
            match numbers.below(4) {
                0 => body[at] ^= 1 << numbers.below(8),
                1 => body[at] = numbers.below(256) as u8,
                2 => drop(body.remove(at)),
                _ => body.insert(at, numbers.below(256) as u8),
            }
        }
        held[target].raw = chunk(1, &body);
        let sorted = history(&held);
        if !sorted.unfit.contains_key(&held[target].record) {
            fit += 1;
            let shown = merged(&held);
            held.reverse();
            assert_eq!(merged(&held), shown, "round {round}");
            assert!(texts(&shown.fields).len() <= 8, "round {round}");
        }
    }
    assert!(fit > 100, "only {fit} mutations came as far as Automerge");
}

//! What a laptop's own cards are found by, for whoever was told what its secret makes of a mark; for anybody
//! else it is chance. Every card takes as many entries, whatever is written on it.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};

use super::blind::{Output, POINTS};
use crate::limits::VOUCH_BYTES_MAX;

/// Bytes by which an entry is found.
const TAG_BYTES: usize = 8;
/// Bytes of what is said of a card.
pub const LABEL_BYTES: usize = 20;
/// Bytes of an entry.
pub const ENTRY_BYTES: usize = TAG_BYTES + LABEL_BYTES;
/// Entries in a datagram, with room for what is around them.
pub const PAGE_ENTRIES: usize = (VOUCH_BYTES_MAX - 200) / ENTRY_BYTES;
/// How many cards a table has at most.
pub const CARDS_MAX: usize = 300;
/// How many entries.
pub const ENTRIES_MAX: usize = CARDS_MAX * POINTS;
/// How many cards of one mark are found at most.
const SAME_MARK_MAX: u32 = 8;

const ENTRY_CONTEXT: &str = "fairlead 2026 hint: entry v1";
const CHECK_CONTEXT: &str = "fairlead 2026 hint: check v1";

/// A table, as long as nothing in it is taken back.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode)]
#[cbor(transparent)]
pub struct TableId(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 8]);

/// What is said of a card, to whoever asks for it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Label {
    /// Which card, in this table: several marks may lead to it.
    pub card: [u8; 8],
    /// When it was signed, minutes since 1970.
    pub minute: u32,
    /// What must not differ, so that it can be compared by whoever has it; zeros for nothing.
    pub checks: [[u8; 4]; 2],
}

/// A check of something that must not differ, for those who were told this output.
pub fn check(output: &Output, kind: u8, text: Option<&[u8]>) -> [u8; 4] {
    let Some(text) = text else { return [0; 4] };
    let mut hasher = blake3::Hasher::new_derive_key(CHECK_CONTEXT);
    hasher.update(output).update(&[kind]).update(text);
    let hash = hasher.finalize();
    let check = *hash.as_bytes().first_chunk().expect("a hash is longer");
    // Nothing is said by zeros.
    if check == [0; 4] { [1; 4] } else { check }
}

/// A table that is being made: the entries that were told stay where they are.
#[derive(Default)]
pub struct Table {
    entries: Vec<[u8; ENTRY_BYTES]>,
    of_mark: BTreeMap<Output, u32>,
}

impl Table {
    /// Adds a card: what it is found by, and what is then said of it. `chance` fills up, and gives the entries
    /// an order that tells nothing.
    pub fn add(&mut self, found_by: &[(Output, Label)], chance: &[u8; 32]) {
        let mut filled = blake3::Hasher::new_keyed(chance).finalize_xof();
        let mut card: Vec<[u8; ENTRY_BYTES]> = Vec::with_capacity(POINTS);
        for (output, label) in found_by.iter().take(POINTS) {
            let nth = self.of_mark.entry(*output).or_default();
            if *nth < SAME_MARK_MAX {
                card.push(entry(output, *nth, label));
                *nth += 1;
            }
        }
        while card.len() < POINTS {
            let mut nothing = [0; ENTRY_BYTES];
            filled.fill(&mut nothing);
            card.push(nothing);
        }
        // Tags are chance for whoever reads them.
        card.sort_unstable();
        self.entries.extend(card);
    }

    /// How many entries it has.
    pub fn len(&self) -> u32 {
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX)
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// As many entries as a datagram takes, from here on.
    pub fn page(&self, from: u32) -> Vec<u8> {
        let from = usize::try_from(from).unwrap_or(usize::MAX).min(self.entries.len());
        let page = &self.entries[from..];
        page[..page.len().min(PAGE_ENTRIES)].concat()
    }
}

/// Somebody else's table, as far as it is here.
#[derive(Default)]
pub struct Copied(BTreeMap<[u8; TAG_BYTES], [u8; LABEL_BYTES]>, u32);

impl Copied {
    /// How many entries are here.
    pub fn len(&self) -> u32 {
        self.1
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.1 == 0
    }

    /// Takes a page, if it is the next one.
    pub fn take(&mut self, from: u32, entries: &[u8]) {
        if from != self.1 {
            return;
        }
        let (entries, _) = entries.as_chunks::<ENTRY_BYTES>();
        for entry in entries.iter().take(ENTRIES_MAX.saturating_sub(self.0.len())) {
            let (tag, label) = entry.split_first_chunk().expect("an entry is longer");
            self.0.insert(*tag, *label.first_chunk().expect("the rest is the label"));
            self.1 = self.1.saturating_add(1);
        }
    }

    /// What is said of the cards that are found by a mark.
    pub fn found(&self, output: &Output) -> Vec<Label> {
        let nth = (0..SAME_MARK_MAX).map_while(|nth| {
            let (tag, pad) = keys(output, nth);
            let sealed = self.0.get(&tag)?;
            Some(read(std::array::from_fn(|at| sealed[at] ^ pad[at])))
        });
        nth.collect()
    }
}

fn entry(output: &Output, nth: u32, label: &Label) -> [u8; ENTRY_BYTES] {
    let (tag, pad) = keys(output, nth);
    let plain = written(label);
    std::array::from_fn(|at| match at.checked_sub(TAG_BYTES) {
        None => tag[at],
        Some(at) => plain[at] ^ pad[at],
    })
}

/// Where the nth card of a mark is found, and what closes its label; used for that one entry.
fn keys(output: &Output, nth: u32) -> ([u8; TAG_BYTES], [u8; LABEL_BYTES]) {
    let mut hasher = blake3::Hasher::new_derive_key(ENTRY_CONTEXT);
    let (mut tag, mut pad) = ([0; TAG_BYTES], [0; LABEL_BYTES]);
    let mut xof = hasher.update(output).update(&nth.to_be_bytes()).finalize_xof();
    xof.fill(&mut tag);
    xof.fill(&mut pad);
    (tag, pad)
}

fn written(label: &Label) -> [u8; LABEL_BYTES] {
    let minute = label.minute.to_be_bytes();
    let parts = [&label.card[..], &minute[..], &label.checks[0][..], &label.checks[1][..]];
    *parts.concat().first_chunk().expect("these are as long")
}

fn read(plain: [u8; LABEL_BYTES]) -> Label {
    let four = |at: usize| *plain[at..].first_chunk().expect("the label is longer");
    Label {
        card: *plain.first_chunk().expect("the label is longer"),
        minute: u32::from_be_bytes(four(8)),
        checks: [four(12), four(16)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(n: u8) -> Label {
        Label { card: [n; 8], minute: 29_000_000 + u32::from(n), checks: [[n; 4], [0; 4]] }
    }

    fn copied(table: &Table) -> Copied {
        let mut copied = Copied::default();
        while copied.len() < table.len() {
            copied.take(copied.len(), &table.page(copied.len()));
        }
        copied
    }

    #[test]
    fn whoever_has_the_output_finds_the_cards_and_nobody_else_does() {
        let mut table = Table::default();
        let (mark, other): (Output, Output) = ([1; 32], [2; 32]);
        for n in 0..60 {
            let found_by = if n % 30 == 7 { mark } else { [n + 10; 32] };
            table.add(&[(found_by, label(n))], &[n; 32]);
        }
        let copied = copied(&table);
        assert_eq!(copied.found(&mark), [label(7), label(37)]);
        assert_eq!(copied.found(&other), []);
    }

    #[test]
    fn a_card_takes_as_many_entries_whatever_is_written_on_it() {
        let mut table = Table::default();
        table.add(&[], &[1; 32]);
        assert_eq!(table.len(), 10);
        let marks: Vec<_> = (0..30).map(|n| ([n; 32], label(n))).collect();
        table.add(&marks, &[2; 32]);
        assert_eq!(table.len(), 20);
        let page = table.page(0);
        let tags: std::collections::BTreeSet<&[u8]> = page.chunks(ENTRY_BYTES).collect();
        assert_eq!(tags.len(), 20, "the same label looks different under each mark");
    }

    #[test]
    fn pages_fit_into_datagrams_and_a_copy_is_bounded() {
        let mut table = Table::default();
        for n in 0..40 {
            table.add(&[([n; 32], label(n))], &[n; 32]);
        }
        assert!(table.page(0).len() + 150 <= VOUCH_BYTES_MAX);
        assert_eq!(table.page(u32::MAX), [0u8; 0]);
        let mut copied = Copied::default();
        copied.take(5, &table.page(5));
        assert_eq!(copied.len(), 0, "not the next one");
        for n in 0..ENTRIES_MAX * 2 {
            let mut other = [0; ENTRY_BYTES];
            other[..8].copy_from_slice(&n.to_be_bytes());
            copied.take(copied.len(), &other);
        }
        assert_eq!(usize::try_from(copied.len()), Ok(ENTRIES_MAX));
    }
}

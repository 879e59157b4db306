//! People who write one document, each on a laptop of his own.

use std::collections::BTreeMap;

use ledger::document::{Change, Document, DocumentId, Entry, Fields, History, Merged, merge};
use ledger::{EnrolmentId, Incarnation, LogId, RecordId, Seq};

pub const DOCUMENT: DocumentId = DocumentId::shared([7; 16]);

/// A record that holds a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    pub record: RecordId,
    pub log: LogId,
    pub seq: Seq,
    pub run: [u8; 16],
    pub raw: Vec<u8>,
}

/// A laptop, and the records that it holds.
#[derive(Clone)]
pub struct Person {
    pub log: LogId,
    pub run: [u8; 16],
    pub held: Vec<Noted>,
    next: u64,
}

impl Person {
    pub fn new(who: u8) -> Self {
        let log = LogId { enrolment: EnrolmentId::new([who; 16]), incarnation: Incarnation(1) };
        Self { log, run: [who; 16], held: Vec::new(), next: 1 }
    }

    /// Sets a field to what the person sees replaced by this text.
    pub fn writes(&mut self, name: &str, text: &str) {
        self.writes_all(&[(name, text)]);
    }

    pub fn writes_all(&mut self, fields: &[(&str, &str)]) {
        let saved = merged(&self.held).saved;
        let mut document = Document::load(&saved).expect("what was just saved loads");
        let actor = DOCUMENT.actor(self.log, &self.run);
        let change = document.set(actor, fields.iter().copied()).expect("an honest edit");
        if let Some(change) = change {
            self.signs(change.raw().to_vec());
        }
    }

    /// Signs bytes as a change.
    pub fn signs(&mut self, raw: Vec<u8>) {
        let mut record = [self.log.enrolment.as_bytes()[0]; 32];
        record[..8].copy_from_slice(&self.next.to_be_bytes());
        self.held.push(Noted {
            record: RecordId::new(record),
            log: self.log,
            seq: Seq(self.next),
            run: self.run,
            raw,
        });
        self.next += 1;
    }

    /// Goes on at a later place of the chain.
    pub fn signs_later(&mut self, next: u64) {
        self.next = next;
    }

    /// Takes everything that another holds.
    pub fn meets(&mut self, other: &Self) {
        for noted in &other.held {
            if !self.held.contains(noted) {
                self.held.push(noted.clone());
            }
        }
    }

    pub fn shows(&self) -> BTreeMap<String, Vec<String>> {
        texts(&merged(&self.held).fields)
    }
}

pub fn entries(held: &[Noted]) -> Vec<Entry<'_>> {
    let entry = |noted| {
        let Noted { record, log, seq, run, raw }: &Noted = noted;
        Entry { record: *record, log: *log, seq: *seq, run: *run, raw }
    };
    held.iter().map(entry).collect()
}

pub fn history(held: &[Noted]) -> History {
    History::of(DOCUMENT, &entries(held), &BTreeMap::new())
}

/// As a laptop does it: what does not fit when it is applied is left out, and all begins again.
pub fn merged(held: &[Noted]) -> Merged {
    let mut unfit = BTreeMap::new();
    loop {
        let history = History::of(DOCUMENT, &entries(held), &unfit);
        let (records, changes): (Vec<RecordId>, Vec<Change>) = history.counted.into_iter().unzip();
        match merge(&changes, |_| {}) {
            Ok(merged) => return merged,
            Err(refused) => drop(unfit.insert(records[refused.nth], refused.why)),
        }
    }
}

pub fn texts(fields: &Fields) -> BTreeMap<String, Vec<String>> {
    let sorted = |values: &Vec<ledger::document::Value>| {
        let mut texts: Vec<String> = values.iter().map(|value| value.text.clone()).collect();
        texts.sort();
        texts
    };
    fields.iter().map(|(name, values)| (name.clone(), sorted(values))).collect()
}

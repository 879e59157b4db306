//! Remembers what has been read while one question is worked out: a ruling asks for the same receipts
//! again and again.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use facts::receipts::{Hearing, Place, names_a_head};
use facts::{Key, Records};
use ledger::{Head, LogId, Record, RecordId, Seq};

use super::witnesses::{About, Known, Witnesses};
use crate::storage::{Read, StorageError};

/// A view, and what has been read of it. Good only until something is written.
pub struct Memo<'a> {
    read: &'a dyn Read,
    records: RefCell<HashMap<RecordId, Option<Record>>>,
    under: RefCell<HashMap<Key, Rc<[Record]>>>,
    stretches: RefCell<Stretches>,
    heads: RefCell<HashMap<LogId, Head>>,
    kept: Option<&'a Witnesses>,
    known: RefCell<Option<Known>>,
}

/// Records of logs, so many positions at a time.
type Stretches = HashMap<(LogId, u64), Rc<[Record]>>;

/// How many positions of a log are read at once.
const STRETCH: u64 = 64;

impl<'a> Memo<'a> {
    pub(super) fn new(read: &'a dyn Read) -> Self {
        let (records, under, stretches, heads, known) = Default::default();
        Self { read, records, under, stretches, heads, kept: None, known }
    }

    /// One that knows the receipts of the steps before.
    pub(super) fn after(kept: &'a Witnesses, read: &'a dyn Read) -> Self {
        Self { kept: Some(kept), ..Self::new(read) }
    }

    /// What it knows of receipts, to be kept for the next steps.
    pub(super) fn known(self) -> Option<Known> {
        self.known.into_inner()
    }

    /// The view itself.
    pub(super) fn view(&self) -> &'a dyn Read {
        self.read
    }

    /// The end of a log.
    pub(super) fn head(&self, log: LogId) -> Result<Head, StorageError> {
        if let Some(known) = self.heads.borrow().get(&log) {
            return Ok(*known);
        }
        let head = self.read.head(log)?;
        self.heads.borrow_mut().insert(log, head);
        Ok(head)
    }

    /// The receipts about a log.
    pub(super) fn about(&self, log: LogId) -> Result<Arc<About>, StorageError> {
        let mut known = self.known.borrow_mut();
        let known = match &mut *known {
            Some(known) => known,
            none => none.insert(Known::of(self.read, self.kept)?),
        };
        known.about(self.read, log)
    }

    /// The records of a log after one position through another, backwards, a stretch at a time.
    pub(super) fn backwards(
        &self,
        log: LogId,
        after: Seq,
        through: Seq,
    ) -> impl Iterator<Item = Result<Vec<Record>, StorageError>> {
        let number = |seq: u64| seq / STRETCH;
        // Nothing is read of an empty range.
        let end = if through > after { number(through.0) + 1 } else { 0 };
        let stretches = (number(after.next().0).min(end)..end).rev();
        stretches.map(move |stretch| {
            let read = self.stretch(log, stretch)?;
            let within =
                |record: &&Record| (after.next()..=through).contains(&record.envelope().seq);
            Ok(read.iter().filter(within).cloned().collect())
        })
    }

    fn stretch(&self, log: LogId, stretch: u64) -> Result<Rc<[Record]>, StorageError> {
        if let Some(known) = self.stretches.borrow().get(&(log, stretch)) {
            return Ok(Rc::clone(known));
        }
        let (from, through) = (Seq(stretch * STRETCH), Seq(stretch * STRETCH + STRETCH - 1));
        let records: Rc<[Record]> = self.read.in_log(log, from, through)?.into();
        self.stretches.borrow_mut().insert((log, stretch), Rc::clone(&records));
        Ok(records)
    }

    /// The records under a key that does not rank them.
    pub(super) fn all_under(&self, key: &Key) -> Result<Rc<[Record]>, StorageError> {
        if let Some(known) = self.under.borrow().get(key) {
            return Ok(Rc::clone(known));
        }
        let records: Rc<[Record]> = self.read.under(key, 0)?.into();
        let known = records.iter().map(|record| (record.id(), Some(record.clone())));
        self.records.borrow_mut().extend(known);
        self.under.borrow_mut().insert(key.clone(), Rc::clone(&records));
        Ok(records)
    }
}

impl Records for Memo<'_> {
    type Error = StorageError;

    fn record(&self, id: &RecordId) -> Result<Option<Record>, StorageError> {
        if let Some(known) = self.records.borrow().get(id) {
            return Ok(known.clone());
        }
        let record = self.read.record(id)?;
        self.records.borrow_mut().insert(*id, record.clone());
        Ok(record)
    }

    fn under(&self, key: &Key, from_rank: u64) -> Result<Vec<Record>, StorageError> {
        match key {
            Key::Receipts(log) => Ok(self.about(*log)?.reaching(Seq(from_rank)).cloned().collect()),
            key if from_rank == 0 => Ok(self.all_under(key)?.to_vec()),
            key => self.read.under(key, from_rank),
        }
    }

    fn at_position(&self, log: LogId, seq: Seq) -> Result<usize, StorageError> {
        self.read.at_position(log, seq)
    }

    fn bearing(&self, about: &Place, heard: Hearing<'_>) -> Result<Vec<Record>, StorageError> {
        self.about(about.log)?.bearing(about, heard, |receipt| names_a_head(self, receipt))
    }

    fn holding(&self, about: &Place, heard: Hearing<'_>) -> Result<Vec<Record>, StorageError> {
        Ok(self.about(about.log)?.holding(about, heard))
    }
}

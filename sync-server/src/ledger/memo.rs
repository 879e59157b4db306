//! Remembers what has been read while one question is worked out: a ruling asks for the same receipts
//! again and again.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use facts::{Key, Records};
use ledger::{LogId, Receipt, Record, RecordId, Seq, WhichPart};

use crate::storage::{Read, StorageError};

/// A view, and what has been read of it. Good only until something is written.
pub struct Memo<'a> {
    read: &'a dyn Read,
    records: RefCell<HashMap<RecordId, Option<Record>>>,
    under: RefCell<HashMap<Key, Rc<[Record]>>>,
    receipts: RefCell<HashMap<LogId, Receipts>>,
}

/// Receipts about one log, read, with their records.
type Receipts = Rc<[(Receipt, Record)]>;

impl<'a> Memo<'a> {
    pub(super) fn new(read: &'a dyn Read) -> Self {
        let (records, under, receipts) = Default::default();
        Self { read, records, under, receipts }
    }

    /// The view itself.
    pub(super) fn view(&self) -> &'a dyn Read {
        self.read
    }

    /// All receipts about a log, read.
    pub(super) fn receipts(&self, log: LogId) -> Result<Receipts, StorageError> {
        if let Some(known) = self.receipts.borrow().get(&log) {
            return Ok(Rc::clone(known));
        }
        let records = self.read.under(&Key::Receipts(log), 0)?;
        let read = |record: Record| {
            let receipt = Receipt::decode(record.part(WhichPart::Ranking)?)?;
            Some((receipt, record))
        };
        let receipts: Receipts = records.into_iter().filter_map(read).collect();
        self.receipts.borrow_mut().insert(log, Rc::clone(&receipts));
        Ok(receipts)
    }

    /// The records under a key that does not rank them.
    pub(super) fn all_under(&self, key: &Key) -> Result<Rc<[Record]>, StorageError> {
        if let Some(known) = self.under.borrow().get(key) {
            return Ok(Rc::clone(known));
        }
        let records: Rc<[Record]> = self.read.under(key, 0)?.into();
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
            Key::Receipts(log) => {
                let receipts = self.receipts(*log)?;
                let reach = receipts.iter().filter(|(receipt, _)| receipt.through.0 >= from_rank);
                Ok(reach.map(|(_, record)| record.clone()).collect())
            }
            key if from_rank == 0 => Ok(self.all_under(key)?.to_vec()),
            key => self.read.under(key, from_rank),
        }
    }

    fn at_position(&self, log: LogId, seq: Seq) -> Result<usize, StorageError> {
        self.read.at_position(log, seq)
    }
}

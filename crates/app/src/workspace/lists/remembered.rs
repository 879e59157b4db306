//! What has been read of a database of records, while many questions are answered at once: customers that are
//! worked out together ask for the same records, and one customer asks for its own again and again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use facts::receipts::{Hearing, Place};
use facts::{Key, Records};
use ledger::{LogId, Record, RecordId, Seq};

/// Records that are read once each. Good until something is written.
pub(super) struct Remembered<'a, R: Records> {
    records: &'a R,
    by_id: RefCell<BTreeMap<RecordId, Option<Record>>>,
    under: RefCell<BTreeMap<Key, Rc<[Record]>>>,
}

impl<'a, R: Records> Remembered<'a, R> {
    /// Of a database, of which nothing has been read yet.
    pub(super) fn of(records: &'a R) -> Self {
        let (by_id, under) = Default::default();
        Self { records, by_id, under }
    }
}

impl<R: Records> Records for Remembered<'_, R> {
    type Error = R::Error;

    fn record(&self, id: &RecordId) -> Result<Option<Record>, R::Error> {
        if let Some(known) = self.by_id.borrow().get(id) {
            return Ok(known.clone());
        }
        let record = self.records.record(id)?;
        self.by_id.borrow_mut().insert(*id, record.clone());
        Ok(record)
    }

    fn under(&self, key: &Key, from_rank: u64) -> Result<Vec<Record>, R::Error> {
        // Only receipts are ranked, and of those a few are asked for.
        if from_rank > 0 {
            return self.records.under(key, from_rank);
        }
        if let Some(known) = self.under.borrow().get(key) {
            return Ok(known.to_vec());
        }
        let records: Rc<[Record]> = self.records.under(key, 0)?.into();
        self.under.borrow_mut().insert(key.clone(), Rc::clone(&records));
        Ok(records.to_vec())
    }

    fn at_position(&self, log: LogId, seq: Seq) -> Result<usize, R::Error> {
        self.records.at_position(log, seq)
    }

    fn bearing(&self, about: &Place, heard: Hearing<'_>) -> Result<Vec<Record>, R::Error> {
        self.records.bearing(about, heard)
    }

    fn holding(&self, about: &Place, heard: Hearing<'_>) -> Result<Vec<Record>, R::Error> {
        self.records.holding(about, heard)
    }
}

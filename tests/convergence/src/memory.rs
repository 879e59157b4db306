//! The smallest database of records.

use std::collections::BTreeMap;
use std::convert::Infallible;

use facts::{Key, Records, keys_of};
use ledger::{LogId, Record, RecordId, Seq};

/// Records in a map, indexed as a store indexes them.
#[derive(Clone, Default)]
pub struct Memory {
    records: BTreeMap<RecordId, Record>,
    keys: BTreeMap<Key, Vec<(u64, RecordId)>>,
}

impl Memory {
    /// Takes a record; twice is harmless. What is listed first depends on what came first, on purpose:
    /// nothing may rely on it.
    pub fn take(&mut self, record: &Record) {
        if self.records.insert(record.id(), record.clone()).is_some() {
            return;
        }
        for indexed in keys_of(record) {
            self.keys.entry(indexed.key).or_default().push((indexed.rank, record.id()));
        }
    }
}

impl Records for Memory {
    type Error = Infallible;

    fn record(&self, id: &RecordId) -> Result<Option<Record>, Infallible> {
        Ok(self.records.get(id).cloned())
    }

    fn under(&self, key: &Key, from_rank: u64) -> Result<Vec<Record>, Infallible> {
        let entries = self.keys.get(key).map(Vec::as_slice).unwrap_or_default();
        let ids = entries.iter().filter(|(rank, _)| *rank >= from_rank).map(|(_, id)| id);
        Ok(ids.filter_map(|id| self.records.get(id).cloned()).collect())
    }

    fn at_position(&self, log: LogId, seq: Seq) -> Result<usize, Infallible> {
        let same = |record: &&Record| record.envelope().log == log && record.envelope().seq == seq;
        Ok(self.records.values().filter(same).count())
    }
}

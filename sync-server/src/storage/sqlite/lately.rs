//! Records that were read or written lately.
//!
//! To make a record of its bytes costs more than to find them: both are hashed again. What has just come is
//! asked for again and again, by every key that it has, when it is numbered, ruled on and told. A row and the
//! position at which it came say which record it is and which parts it has, because whatever gains or loses a
//! part moves to the end. So nothing that is kept here goes stale; only what was written and then not committed
//! is forgotten.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ledger::Record;

use super::read::decode;
use crate::storage::{Position, StorageError};

/// How many bytes of records each of the two generations keeps; in memory they take about three times that.
const KEPT_BYTES_MAX: usize = 16 * 1024 * 1024;

/// What was read or written lately, by row.
#[derive(Default)]
pub(super) struct Lately(Mutex<Generations>);

#[derive(Default)]
struct Generations {
    young: HashMap<i64, Kept>,
    young_bytes: usize,
    /// What was young until there was too much of it; what is asked for again becomes young once more.
    old: HashMap<i64, Kept>,
}

#[derive(Clone)]
struct Kept {
    position: Position,
    record: Record,
    bytes: usize,
}

impl Lately {
    /// The record of a row, read from its bytes if it is not known.
    pub(super) fn record(
        &self,
        row: i64,
        position: Position,
        bytes: &[u8],
    ) -> Result<Record, StorageError> {
        if let Some(known) = self.lock().find(row, position) {
            return Ok(known);
        }
        let record = decode(bytes)?;
        self.keep(row, position, &record, bytes.len());
        Ok(record)
    }

    /// Keeps a record that has so many bytes.
    pub(super) fn keep(&self, row: i64, position: Position, record: &Record, bytes: usize) {
        self.lock().keep(row, Kept { position, record: record.clone(), bytes });
    }

    /// After what was written is undone: its positions are given out once more.
    pub(super) fn forget(&self) {
        *self.lock() = Generations::default();
    }

    fn lock(&self) -> MutexGuard<'_, Generations> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Generations {
    fn find(&mut self, row: i64, position: Position) -> Option<Record> {
        let fits = |kept: &&Kept| kept.position == position;
        if let Some(kept) = self.young.get(&row).filter(fits) {
            return Some(kept.record.clone());
        }
        let kept = self.old.get(&row).filter(fits)?.clone();
        let record = kept.record.clone();
        self.keep(row, kept);
        Some(record)
    }

    fn keep(&mut self, row: i64, kept: Kept) {
        // A view that began earlier does not bring back what was taken out of a record since.
        let newer = |held: &Kept| held.position > kept.position;
        if self.young.get(&row).is_some_and(newer) || self.old.get(&row).is_some_and(newer) {
            return;
        }
        self.old.remove(&row);
        self.young_bytes += kept.bytes;
        if let Some(before) = self.young.insert(row, kept) {
            self.young_bytes -= before.bytes;
        }
        if self.young_bytes > KEPT_BYTES_MAX {
            self.old = std::mem::take(&mut self.young);
            self.young_bytes = 0;
        }
    }
}

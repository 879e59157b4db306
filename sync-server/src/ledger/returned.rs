//! What a device is given back of its own: it was restored from a backup, its disk was copied, or a record
//! of its file no longer reads. The feed does not tell anybody what he said himself.

use std::collections::BTreeMap;

use ledger::{EnrolmentId, LogId, Record, Seq};
use protocol::RawRecords;
use protocol::limits::FRAME_RECORDS_MAX;
use protocol::sync::Past;

use super::pull::is_entitled;
use super::{Ledger, Trouble};
use crate::storage::{Read, StorageError};

impl Ledger {
    /// A frame of own records that the device does not hold, in order. Nothing more when it has been given
    /// all of them.
    pub(super) fn returned(
        &self,
        from: EnrolmentId,
        offer: &BTreeMap<LogId, Seq>,
        past: &Past,
    ) -> Result<RawRecords, Trouble> {
        let read = self.storage.read()?;
        let held = read.logs_of(from)?;
        let lacks = |log: &LogId, count: u64| past.own.get(log).copied().unwrap_or(0) < count;
        let missing = held.iter().filter(|(log, count)| lacks(log, **count));
        let missing: Vec<LogId> = missing.map(|(log, _)| *log).collect();
        if missing.is_empty() || !is_entitled(&*self.book()?, from, self.clock.now()) {
            return Ok(RawRecords::default());
        }
        let mut records = Vec::new();
        for log in missing {
            let held = held[&log];
            records.extend(of_log(&*read, log, held, offer, past)?);
            if records.len() >= FRAME_RECORDS_MAX {
                break;
            }
        }
        Ok(RawRecords::fill(&records).0)
    }
}

/// The records of one chain from the first place on where the device may lack one.
fn of_log(
    read: &dyn Read,
    log: LogId,
    count: u64,
    offer: &BTreeMap<LogId, Seq>,
    past: &Past,
) -> Result<Vec<Record>, StorageError> {
    let end = read.head(log)?.seq;
    let reached = offer.get(&log).copied().unwrap_or(Seq::ZERO).min(end);
    let has = past.own.get(&log).copied().unwrap_or(0);
    // Plainly behind: what follows. Otherwise it lacks something in between, and may lack a branch.
    let behind = end.0 - reached.0 >= count.saturating_sub(has);
    let lost = past.lost.iter().filter(|(lost, _)| *lost == log).map(|(_, seq)| *seq).min();
    let from = match (behind, lost) {
        (_, Some(lost)) => lost,
        (true, None) => reached.next(),
        (false, None) => Seq(1),
    };
    let after = past.returned.get(&log).copied().unwrap_or(Seq::ZERO);
    let from = from.max(after.next());
    let through = end.min(Seq(from.0.saturating_add(FRAME_RECORDS_MAX as u64)));
    match from <= end {
        true => read.in_log(log, from, through),
        false => Ok(Vec::new()),
    }
}

//! Whether a record continues its chain, and where two records claim one position.

use std::collections::{BTreeMap, BTreeSet};

use ledger::{Envelope, Head, LogId, Record, Seq};
use protocol::sync::Refused;

use crate::storage::{Appended, StorageError, Write};

/// What of a frame was news.
#[derive(Default)]
pub(super) struct Placed {
    /// Records that were not held before, or have gained a part.
    pub(super) new: Vec<Record>,
    /// The last new record of each log that has become longer, or has forked.
    pub(super) advanced: BTreeMap<LogId, Record>,
}

impl Placed {
    /// The logs that have become longer, or have forked.
    pub(super) fn logs(&self) -> BTreeSet<LogId> {
        self.advanced.keys().copied().collect()
    }
}

/// Appends what continues a chain. What is held already changes nothing; two records of one position
/// are a fork, and both are kept (design §4); what has a gap before it waits at its device. Chains that
/// the server itself has closed come back with gaps: it cannot have what nobody brings (decision 0010).
pub(super) fn place(
    write: &mut dyn Write,
    records: Vec<Record>,
    closed: impl Fn(&LogId) -> bool,
    lost: &BTreeSet<(LogId, Seq)>,
    refused: &mut Vec<Refused>,
) -> Result<Placed, StorageError> {
    let mut placed = Placed::default();
    let mut heads: BTreeMap<LogId, Head> = BTreeMap::new();
    for record in records {
        let envelope = record.envelope();
        let head = match heads.get(&envelope.log) {
            Some(head) => *head,
            None => write.head(envelope.log)?,
        };
        let fits = closed(&envelope.log)
            || head.continues_with(envelope)
            || write.record(&record.id())?.is_some()
            || branches_off(write, envelope)?
            || follows_lost(&head, envelope, lost);
        if !fits {
            refused.push(Refused { id: Some(record.id()), code: "record.gap".to_owned() });
            continue;
        }
        let longer = envelope.seq > head.seq;
        heads.insert(envelope.log, if longer { Head::after(&record) } else { head });
        match write.append(&record)? {
            Appended::Known => {}
            Appended::Grown => placed.new.extend(write.record(&record.id())?),
            Appended::New => {
                placed.advanced.insert(record.envelope().log, record.clone());
                placed.new.push(record);
            }
        }
    }
    Ok(placed)
}

/// Whether all that is missing before it is what its own device says it has lost. What comes later of that
/// still finds its place.
fn follows_lost(head: &Head, envelope: &Envelope, lost: &BTreeSet<(LogId, Seq)>) -> bool {
    let mut missing = (head.seq.0 + 1..envelope.seq.0).map(Seq);
    envelope.seq > head.seq && missing.all(|seq| lost.contains(&(envelope.log, seq)))
}

/// Whether the record before it is held, though another one has followed that already.
fn branches_off(write: &dyn Write, envelope: &Envelope) -> Result<bool, StorageError> {
    let Some(prev) = envelope.prev else { return Ok(envelope.seq == Seq(1)) };
    Ok(write.record(&prev)?.is_some_and(|prev| {
        let prev = prev.envelope();
        prev.log == envelope.log && prev.seq.next() == envelope.seq
    }))
}

//! What the server has seen of a device's other chains when it gives a receipt about one of them (DUP-06).
//!
//! It is said in the receipt itself: the first that reaches a record tells everybody whether that record was
//! kept back, and nobody needs the receipts about the other chains.

use domain::time::Instant;
use facts::{Fact, Key};
use ledger::evidence::{CLOCK_TOLERANCE_MS, NO_BOOT};
use ledger::{Beside, EnrolmentId, Incarnation, LogId, Record};

use crate::storage::{Read, StorageError};

/// When a device showed itself going on in others of its chains than this one. What comes within a few minutes
/// is not told apart: a device that begins anew brings the rest of its old chain. `None` for a device that has
/// but one.
pub(super) fn beside(
    read: &dyn Read,
    server: EnrolmentId,
    of: LogId,
    current: LogId,
    now: Instant,
) -> Result<Option<Beside>, StorageError> {
    let mut others = read.logs_of(of.enrolment)?;
    others.remove(&of);
    // Whoever else brings it goes on in no chain of this device.
    if others.is_empty() && (current == of || current.enrolment != of.enrolment) {
        return Ok(None);
    }
    let seen = |log: LogId| -> Result<Vec<(i64, Incarnation)>, StorageError> {
        let about = read.under(&Key::Receipts(log), 0)?;
        Ok(about.iter().filter_map(|given| going_on(given, server)).collect())
    };
    let here = seen(of)?.into_iter().filter(|(_, chain)| *chain == of.incarnation);
    let here = here.map(|(at, _)| at).max();
    let before = now.0.saturating_sub(CLOCK_TOLERANCE_MS);
    let (mut first_ms, mut last_ms) = (None, None);
    for log in others.into_keys() {
        let elsewhere = seen(log)?.into_iter().filter(|(_, chain)| *chain != of.incarnation);
        for (at, _) in elsewhere.filter(|(at, _)| *at <= before && here < Some(*at)) {
            first_ms = Some(first_ms.map_or(at, |first: i64| first.min(at)));
            last_ms = last_ms.max(Some(at));
        }
    }
    Ok(Some(Beside { current: current.incarnation, first_ms, last_ms }))
}

/// When the device itself came with a chain, and in which it then went on.
fn going_on(given: &Record, server: EnrolmentId) -> Option<(i64, Incarnation)> {
    let envelope = given.envelope();
    let Ok(Fact::Receipt(receipt)) = Fact::read(given) else { return None };
    let shown = envelope.log.enrolment == server && receipt.boot != NO_BOOT;
    let chain = receipt.beside.map_or(receipt.of.incarnation, |beside| beside.current);
    shown.then_some((envelope.stamp.claimed_ms, chain))
}

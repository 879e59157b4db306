//! The server's receipts: its word that a chain had come this far (DUP-06), and that the company has
//! it (FAIR-07).

use facts::{Fact, Key};
use ledger::evidence::NO_BOOT;
use ledger::{BootId, EnrolmentId, LogId, Receipt, Record};
use protocol::sync::Contact;

use domain::time::Instant;

use super::accept::Push;
use super::beside::beside;
use super::chain::Placed;
use crate::storage::{Read, StorageError};

/// After so long a device gets a new receipt, even if it brought nothing: the fresher its last
/// contact, the narrower the interval in which its next card was signed.
const RECEIPT_AGE_MS: i64 = 60 * 60 * 1000;

/// How many receipts at most a device gets in [`RECEIPT_AGE_MS`] that brings nothing but other boots.
/// Every receipt is kept for ever, and nobody starts his laptop so often.
const IDLE_RECEIPTS_MAX: usize = 10;

/// The receipts that are due after a push.
pub(super) fn due(
    read: &dyn Read,
    server: EnrolmentId,
    push: &Push<'_>,
    placed: &Placed,
    now: Instant,
) -> Result<Vec<Receipt>, StorageError> {
    let mut logs = placed.logs();
    logs.retain(|log| log.enrolment != server);
    let current = push.current_log();
    if is_stale(read, server, current, push.contact, now)? {
        logs.insert(current);
    }
    let given = |log| {
        let beside = beside(read, server, log, push.current_log(), now)?;
        Ok(Receipt { beside, ..receipt(read, log, push, placed)? })
    };
    logs.into_iter().map(given).collect()
}

/// Whether the newest receipt about a log no longer helps to tell its device's time.
fn is_stale(
    read: &dyn Read,
    server: EnrolmentId,
    log: LogId,
    contact: Contact,
    now: Instant,
) -> Result<bool, StorageError> {
    // Whenever the log advanced there was a receipt, so the newest reaches its end.
    let reaching = read.under(&Key::Receipts(log), read.head(log)?.seq.0)?;
    let ours = reaching.iter().filter(|record| record.envelope().log.enrolment == server);
    let ours: Vec<&Record> = ours.collect();
    let is_fresh = |record: &Record| {
        now.ms_since(Instant(record.envelope().stamp.claimed_ms)) < RECEIPT_AGE_MS
    };
    let fresh = ours.iter().filter(|record| is_fresh(record)).count();
    let newest =
        ours.into_iter().max_by_key(|record| (record.envelope().log, record.envelope().seq));
    Ok(newest.is_none_or(|record| {
        let rebooted = boot_of(record) != Some(contact.boot);
        !is_fresh(record) || rebooted && fresh < IDLE_RECEIPTS_MAX
    }))
}

fn boot_of(record: &Record) -> Option<BootId> {
    match Fact::read(record) {
        Ok(Fact::Receipt(receipt)) => Some(receipt.boot),
        _ => None,
    }
}

fn receipt(
    read: &dyn Read,
    of: LogId,
    push: &Push<'_>,
    placed: &Placed,
) -> Result<Receipt, StorageError> {
    let head = read.head(of)?;
    // Of two branches, the one that this device has just brought.
    let brought = placed.advanced.get(&of).filter(|record| record.envelope().seq == head.seq);
    // Of a chain that has not come to its end yet, nobody is told what its device's clock shows: what is
    // still under way was signed before.
    let own = of.enrolment == push.from && push.offer.get(&of).is_none_or(|end| *end <= head.seq);
    Ok(Receipt {
        of,
        through: head.seq,
        head: brought.map(Record::id).or(head.last),
        boot: if own { push.contact.boot } else { NO_BOOT },
        mono_ms: if own { push.contact.mono_ms } else { 0 },
        holds: true,
        beside: None,
    })
}

//! What a recovery has brought back, and what it has not.

use std::collections::BTreeSet;

use domain::time::Instant;
use facts::Book;
use ledger::{Incarnation, LogId, Seq};
use protocol::recovery::{Chain, Range, Report, Silent};

use super::pull::is_entitled;
use super::recovery::{Recovery, receipted};
use super::standing::Standing;
use super::{Ledger, Trouble};
use crate::storage::{Read, StorageError};

impl Ledger {
    /// How far the last recovery has come; `None` if the store was never set back.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn recovery(&self) -> Result<Option<Report>, Trouble> {
        let read = self.storage.read()?;
        let Some(recovery) = Recovery::last(&*read)? else { return Ok(None) };
        let book = self.books.of(&*read)?;
        let standing = Standing::of(&*read, &self.secrets)?;
        Ok(Some(report(&*read, &book, &standing, &recovery, self.clock.now())?))
    }
}

/// The report of a recovery, from a view.
pub(super) fn report(
    read: &dyn Read,
    book: &Book,
    standing: &Standing,
    recovery: &Recovery,
    now: Instant,
) -> Result<Report, StorageError> {
    let mut chains = Vec::new();
    for (log, once) in once_held(read, book, standing, recovery)? {
        let base = recovery.base.get(&log).copied().unwrap_or(Seq::ZERO);
        let held = held_again(read, recovery, log, base, once)?;
        let missing = (base.0 + 1..=once.0).map(Seq).filter(|seq| !held.contains(seq));
        let (back, missing) = (Range::of(held.iter().copied()), Range::of(missing));
        if !back.is_empty() || !missing.is_empty() {
            let enrolled = book.enrolments.get(&log.enrolment);
            let person = enrolled.map_or(String::new(), |enrolled| enrolled.person.to_string());
            let device = enrolled.map_or(String::new(), |enrolled| enrolled.device.clone());
            chains.push(Chain { log, person, device, back, missing });
        }
    }
    Ok(Report {
        since_ms: recovery.since_ms,
        ended_ms: recovery.ended_ms,
        through: recovery.through,
        once: recovery.once.map(|once| once.position),
        chains,
        silent: silent(book, recovery, now),
    })
}

/// Which positions of a log are held that had been lost.
fn held_again(
    read: &dyn Read,
    recovery: &Recovery,
    log: LogId,
    base: Seq,
    once: Seq,
) -> Result<BTreeSet<Seq>, StorageError> {
    let Some(unaware) = recovery.unaware else {
        let held = read.held_above(log, base)?;
        return Ok(held.into_iter().filter(|seq| *seq <= once).collect());
    };
    let records = read.in_log(log, base.next(), once)?;
    let back = records.iter().map(|record| record.envelope());
    Ok(back
        .filter(|envelope| envelope.stamp.boot != unaware)
        .map(|envelope| envelope.seq)
        .collect())
}

/// How far the store once had each log, as far as anything tells: receipts of the server that have come
/// back, the word of devices about their own, and, of the server's own chain, the newest checkpoint.
fn once_held(
    read: &dyn Read,
    book: &Book,
    standing: &Standing,
    recovery: &Recovery,
) -> Result<Vec<(LogId, Seq)>, StorageError> {
    let mut logs: BTreeSet<LogId> = read.heads()?.into_keys().collect();
    logs.extend(recovery.had.keys());
    logs.extend(standing.past_logs());
    logs.extend(recovery.once.map(|once| LogId { incarnation: once.chain, ..standing.log }));
    let first = |enrolment: &_| LogId { enrolment: *enrolment, incarnation: Incarnation(1) };
    logs.extend(book.enrolments.keys().map(first));
    let mut once_held = Vec::new();
    for log in logs {
        let base = recovery.base.get(&log).copied().unwrap_or(Seq::ZERO);
        let once = if standing.has_closed(&log) {
            // The checkpoint speaks of the chain that was the last one then.
            let shown = recovery.once.filter(|once| once.chain == log.incarnation);
            // What it wrote there unaware is nothing that was lost.
            let back = held_again(read, recovery, log, base, Seq(u64::MAX))?.last().copied();
            let back = back.unwrap_or(base);
            shown.map_or(back, |once| once.own.max(back))
        } else if book.is_server(&log.enrolment) {
            continue;
        } else {
            let said = recovery.had.get(&log).copied().unwrap_or(Seq::ZERO);
            receipted(read, standing.log, log, base)?.max(said)
        };
        once_held.push((log, once));
    }
    Ok(once_held)
}

/// Devices that may hold something, and have not brought everything they have since it began.
pub(super) fn silent(book: &Book, recovery: &Recovery, now: Instant) -> Vec<Silent> {
    let mut silent = Vec::new();
    for (enrolment, enrolled) in &book.enrolments {
        if book.is_server(enrolment) || !is_entitled(book, *enrolment, now) {
            continue;
        }
        if !recovery.heard.contains(enrolment) {
            let (person, device) = (enrolled.person.to_string(), enrolled.device.clone());
            silent.push(Silent { enrolment: *enrolment, person, device });
        }
    }
    silent
}

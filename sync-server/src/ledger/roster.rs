//! When everybody who took part in a fair has synced after a day was sealed, its rulings need not wait
//! any longer (SYN-03).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use domain::company::Fair;
use domain::time::{Day, Instant};
use domain::{FairId, PersonId};
use facts::{Book, Fact, Gather, Key};
use ledger::Record;

use super::memo::Memo;
use crate::storage::{Read, StorageError};

/// Fairs with a sealed day that is not known to be complete. A projection that is found again at every
/// start; it may hold a fair too many, never one too few.
pub(super) struct OpenFairs(Mutex<BTreeSet<FairId>>);

impl OpenFairs {
    pub(super) fn find(read: &dyn Read, book: &Book) -> Result<Self, StorageError> {
        let memo = Memo::new(read);
        let mut open = BTreeSet::new();
        for fair in book.company.fairs.keys() {
            if !open_days(&memo, book, fair)?.is_empty() {
                open.insert(fair.clone());
            }
        }
        Ok(Self(Mutex::new(open)))
    }

    /// Adds the fairs of seals that have just come.
    pub(super) fn add_sealed(&self, new: &[Record]) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.extend(new.iter().filter_map(|record| match Fact::read(record) {
            Ok(Fact::Seal(seal)) => Some(seal.fair),
            _ => None,
        }));
    }

    /// The open fairs that a person takes part in.
    pub(super) fn of(&self, person: &PersonId, book: &Book, at: Instant) -> Vec<FairId> {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let takes_part =
            |fair: &&FairId| book.company.fair(fair, at).is_some_and(|fair| fair.has(person));
        open.iter().filter(takes_part).cloned().collect()
    }

    /// Forgets a fair without open days.
    pub(super) fn close(&self, fair: &FairId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(fair);
    }
}

/// What is to be written about a fair.
pub(super) struct Complete {
    /// Days whose roster is complete now.
    pub(super) days: Vec<Day>,
    /// Whether others stay open.
    pub(super) others: bool,
}

/// The days of a fair whose roster has just become complete.
pub(super) fn complete(
    memo: &Memo<'_>,
    book: &Book,
    fair: &FairId,
    now: Instant,
) -> Result<Complete, StorageError> {
    let open = open_days(memo, book, fair)?;
    let synced = match book.company.fair(fair, now) {
        Some(fair) => all_synced_at(memo.view(), book, fair)?,
        None => None,
    };
    let is_complete = |sealed: &Instant| synced.is_some_and(|synced| synced >= *sealed);
    let days: Vec<Day> =
        open.iter().filter(|(_, sealed)| is_complete(sealed)).map(|(day, _)| *day).collect();
    Ok(Complete { others: days.len() < open.len(), days })
}

/// Sealed days without a complete roster, with the time of their first seal.
fn open_days(
    memo: &Memo<'_>,
    book: &Book,
    fair: &FairId,
) -> Result<BTreeMap<Day, Instant>, StorageError> {
    let mut days = BTreeMap::new();
    for seal in Gather::new(memo, book).seals(fair)? {
        days.entry(seal.what.day).or_insert(seal.time.at);
    }
    for record in memo.all_under(&Key::FairDays(fair.clone()))?.iter() {
        if book.is_server(&record.envelope().log.enrolment)
            && let Ok(Fact::RosterComplete { day, .. }) = Fact::read(record)
        {
            days.remove(&day);
        }
    }
    Ok(days)
}

/// Since when every device of a fair's people has brought everything it had; `None` while one has
/// never done so. People without a device have nothing to bring.
fn all_synced_at(
    read: &dyn Read,
    book: &Book,
    fair: &Fair,
) -> Result<Option<Instant>, StorageError> {
    let mut earliest = Instant(i64::MAX);
    for person in fair.team.iter().chain([&fair.supervisor]) {
        for (enrolment, _) in book.devices_of(person) {
            match read.last_contact(*enrolment)? {
                Some(at) => earliest = earliest.min(at),
                None => return Ok(None),
            }
        }
    }
    Ok(Some(earliest))
}

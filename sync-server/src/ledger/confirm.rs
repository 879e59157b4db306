//! The end of a recovery: the server goes on, with everything that has come.

use std::collections::{BTreeMap, BTreeSet};

use domain::CardId;
use domain::company::Role;
use facts::Fact;
use ledger::{EnrolmentId, Record};
use protocol::recovery::Report;
use thiserror::Error;

use super::accept::{give_numbers, register};
use super::desk::Desk;
use super::memo::Memo;
use super::recovery::Recovery;
use super::report::{report, silent};
use super::{Ledger, Trouble, number};
use crate::storage::{Position, Read, StorageError};

/// How many records are looked through at a time.
const STRETCH: usize = 2_000;

/// Why headquarters was not answered.
#[derive(Debug, Error)]
pub enum ConfirmRefusal {
    /// Only headquarters says so.
    #[error("only headquarters may ask about a recovery")]
    NotHeadquarters,
    /// The ledger could not do its work.
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl Ledger {
    /// Reports to headquarters how far a recovery has come, and ends it if they say so.
    ///
    /// # Errors
    /// [`ConfirmRefusal`].
    pub fn recovery_for(
        &self,
        asker: EnrolmentId,
        confirm: bool,
    ) -> Result<Option<Report>, ConfirmRefusal> {
        let book = self.book()?;
        let enrolled = book.enrolments.get(&asker).filter(|asker| asker.revoked.is_none());
        let now = self.clock.now();
        if !enrolled.is_some_and(|asker| book.company.holds(&asker.person, Role::Hq, now)) {
            return Err(ConfirmRefusal::NotHeadquarters);
        }
        if confirm {
            self.confirm()?;
        }
        Ok(self.recovery()?)
    }

    /// Ends the recovery that is under way, whatever is still missing: should it come after all, it is
    /// taken as what it is. Says whether there was one.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn confirm(&self) -> Result<bool, Trouble> {
        let mut desk = Desk::open(self)?;
        let under_way = Recovery::under_way(&*desk.write)?;
        if let Some(recovery) = &under_way {
            end(&mut desk, recovery.clone())?;
        }
        desk.commit()?;
        Ok(under_way.is_some())
    }

    /// Once every device was heard and nothing is known to be missing, nobody can add anything.
    pub(super) fn end_if_nothing_is_missing(&self, desk: &mut Desk<'_>) -> Result<(), Trouble> {
        let Some(recovery) = Recovery::under_way(&*desk.write)? else { return Ok(()) };
        let now = desk.now();
        if recovery.once.is_none() || !silent(&desk.book, &recovery, now).is_empty() {
            return Ok(());
        }
        let report = report(&*desk.write, &desk.book, &desk.standing, &recovery, now)?;
        if report.misses() { Ok(()) } else { end(desk, recovery) }
    }
}

fn end(desk: &mut Desk<'_>, recovery: Recovery) -> Result<(), Trouble> {
    let ended_ms = Some(desk.now().0);
    Recovery { ended_ms, ..recovery }.keep(&mut *desk.write)?;
    tracing::info!("the recovery is over");
    // In pieces: whatever waited for a number or for its registration gets it now.
    let mut from: Position = 0;
    let newest = desk.write.newest()?;
    while from < newest {
        let stretch = desk.write.since(from, STRETCH)?;
        let Some((last, _)) = stretch.last() else { break };
        from = *last;
        let records: Vec<Record> = stretch.into_iter().map(|(_, record)| record).collect();
        give_numbers(desk, &records)?;
        register(desk, &records, Vec::new())?;
    }
    renumber(desk)
}

/// If the store had gone on for a while before it was known to be set back, it may have given a number
/// that was given before. Who had it first keeps it, the other gets a new one (OWN-09).
fn renumber(desk: &mut Desk<'_>) -> Result<(), Trouble> {
    for card in given_twice(&*desk.write, desk)? {
        number::give(desk, card)?;
    }
    Ok(())
}

fn given_twice(read: &dyn Read, desk: &Desk<'_>) -> Result<BTreeSet<CardId>, StorageError> {
    let memo = Memo::new(read);
    let mut holders: BTreeMap<u64, BTreeSet<(i64, CardId)>> = BTreeMap::new();
    let mut from: Position = 0;
    loop {
        let stretch = read.since(from, STRETCH)?;
        let Some((last, _)) = stretch.last() else { break };
        from = *last;
        for (_, record) in &stretch {
            let Ok(Fact::Number { card, .. }) = Fact::read(record) else { continue };
            if let Some((given, number)) = number::given(&memo, &desk.book, card)? {
                holders.entry(number).or_default().insert((given, card));
            }
        }
    }
    let later = holders.into_values().flat_map(|cards| cards.into_iter().skip(1));
    Ok(later.map(|(_, card)| card).collect())
}

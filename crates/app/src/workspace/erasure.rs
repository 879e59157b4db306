//! Headquarters' erasures, done on this laptop (SEC-14).
//!
//! The book says what is erased; the store keeps to it ([`Tx::erase`]). Here goes what only the app knows to
//! be about it: forms that nobody finished, and news that nobody read.

use std::collections::BTreeSet;

use domain::time::Instant;
use domain::{CardId, PersonId};
use facts::{Book, Subject};
use ledger::Record;
use store::Tx;

use super::{Workspace, lists};
use crate::booth::forget_reception;
use crate::capture::forget_unfinished;
use crate::leads::unfinished_keys;
use crate::{Failure, Now};

impl Workspace {
    /// Does what the book has come to say without records passing by: when it was enrolled, or updated.
    pub(super) fn erase_what_is_due(&mut self, now: &Now) -> Result<(), Failure> {
        let mut due = false;
        for subject in self.book.erased.keys() {
            due |= !self.store.is_erased(*subject)?;
        }
        if !due {
            return Ok(());
        }
        let (as_of, book, me) = (self.as_of(now), &self.book, &self.identity.person);
        self.store.write(|tx| -> Result<(), store::Error> {
            let erased = erase(tx, book, me)?;
            show(tx, book, me, &erased, as_of)
        })?;
        Ok(())
    }

    /// Nobody writes about what is erased: it would be gone as soon as it is saved.
    pub(super) fn may_be_written(&self, record: &Record) -> Result<(), Failure> {
        match self.book.has_erased(record) {
            true => Err(Failure::new("card.erased")),
            false => Ok(()),
        }
    }
}

/// Erases what the book says and what is not erased here yet; which cards those were. From here on the
/// transaction takes nothing more of what was written about them.
pub(super) fn erase(
    tx: &mut Tx<'_>,
    book: &Book,
    me: &PersonId,
) -> Result<BTreeSet<CardId>, store::Error> {
    let mut erased: BTreeSet<Subject> = BTreeSet::new();
    for subject in book.erased.keys().copied() {
        if tx.erase(subject)? {
            erased.insert(subject);
        }
    }
    // The name of a line is no card's: whatever is done for it as for one finds nothing.
    let cards: BTreeSet<CardId> = erased.iter().map(|subject| subject.card()).collect();
    for card in cards.iter().copied() {
        unfinished_keys(card).iter().try_for_each(|key| tx.remove_autosave(key))?;
        forget_unfinished(tx, card)?;
    }
    if !erased.is_empty() {
        book.company.fairs.keys().try_for_each(|fair| forget_reception(tx, fair, me, &erased))?;
        lists::forget_changes(tx, &cards)?;
    }
    Ok(cards)
}

/// Makes the rows of erased cards again, as far as there is still something to list, and tells whose they are.
pub(super) fn show(
    tx: &mut Tx<'_>,
    book: &Book,
    me: &PersonId,
    erased: &BTreeSet<CardId>,
    as_of: Instant,
) -> Result<(), store::Error> {
    erased.iter().try_for_each(|card| lists::refresh_card(tx, book, me, *card, as_of))?;
    lists::tell_of_erasure(tx, erased, me, as_of)
}

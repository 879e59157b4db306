//! What the server knows, for people and for the scenario runner. Each call reads one view.

use domain::act::{Assignment, Judgement};
use domain::card::Act;
use domain::deadline::{PackageStatus, package_status};
use domain::time::{Day, Instant};
use domain::{CardId, FairId};
use facts::{Book, Customer, Fact, Gather, Key, Records};
use ledger::{Record, RecordId, Seq};

use super::memo::Memo;
use super::{Ledger, Trouble, number};
use crate::storage::StorageError;

impl Ledger {
    /// The customer of a card, ruled on as of an instant with everything the server holds.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn view(&self, card: CardId, as_of: Instant) -> Result<Option<Customer>, Trouble> {
        self.look(|seen| Gather::new(&seen.memo, seen.book).customer(card, as_of))
    }

    /// The judgement of a card (FAIR-09).
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn judgement(&self, card: CardId) -> Result<Option<Judgement>, Trouble> {
        let found = self.look(|seen| Gather::new(&seen.memo, seen.book).judgement(card))?;
        Ok(found.map(|(_, judgement)| judgement))
    }

    /// When the assignment that a customer's owner rests on reached his laptop (OWN-19).
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn delivered(&self, customer: &Customer) -> Result<Option<Instant>, Trouble> {
        let founding = customer.ruling.founded_on;
        let assignments: &[Act<Assignment>] = &customer.cluster.assignments;
        let Some(act) = assignments.iter().find(|act| Some(act.id) == founding) else {
            return Ok(None);
        };
        self.look(|seen| Gather::new(&seen.memo, seen.book).delivered(act))
    }

    /// A card's official number (OWN-09).
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn official_number(&self, card: CardId) -> Result<Option<u64>, Trouble> {
        self.look(|seen| number::number_of(&seen.memo, seen.book, card))
    }

    /// How the package of a fair's day stands (FAIR-08): by its first seal and when that came in.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn package(
        &self,
        fair: &FairId,
        day: Day,
        as_of: Instant,
    ) -> Result<PackageStatus, Trouble> {
        self.look(|seen| {
            let seals = Gather::new(&seen.memo, seen.book).seals(fair)?;
            let first = seals.into_iter().find(|seal| seal.what.day == day);
            let received = match &first {
                Some(seal) => seen.received(&RecordId::new(seal.id.0))?,
                None => None,
            };
            let sealed = first.map(|seal| seal.time.at);
            Ok(package_status(day, sealed, received, as_of, &seen.book.company.zone))
        })
    }

    /// Whether a record is held, with any of its parts.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn holds(&self, record: &RecordId) -> Result<bool, Trouble> {
        self.look(|seen| Ok(seen.memo.record(record)?.is_some()))
    }

    /// Every record about a card.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn about(&self, card: CardId) -> Result<Vec<Record>, Trouble> {
        self.look(|seen| seen.memo.under(&Key::Card(card), 0))
    }

    /// Reads anything else, from the records and the book of one moment.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn read<T>(
        &self,
        ask: impl FnOnce(&Memo<'_>, &Book) -> Result<T, StorageError>,
    ) -> Result<T, Trouble> {
        self.look(|seen| ask(&seen.memo, seen.book))
    }

    fn look<T>(
        &self,
        ask: impl FnOnce(&Seen<'_>) -> Result<T, StorageError>,
    ) -> Result<T, Trouble> {
        let read = self.storage.read()?;
        let book = self.books.of(&*read)?;
        Ok(ask(&Seen { memo: Memo::new(&*read), book: &book })?)
    }
}

struct Seen<'a> {
    memo: Memo<'a>,
    book: &'a Book,
}

impl Seen<'_> {
    /// When the server first gave a receipt that reaches a record.
    fn received(&self, record: &RecordId) -> Result<Option<Instant>, StorageError> {
        let Some(record) = self.memo.record(record)? else { return Ok(None) };
        let envelope = record.envelope();
        let Seq(seq) = envelope.seq;
        let receipts = self.memo.under(&Key::Receipts(envelope.log), seq)?;
        let ours = receipts.iter().filter(|receipt| {
            self.book.is_server(&receipt.envelope().log.enrolment)
                && matches!(Fact::read(receipt), Ok(Fact::Receipt(receipt)) if receipt.holds)
        });
        Ok(ours.map(|receipt| Instant(receipt.envelope().stamp.claimed_ms)).min())
    }
}

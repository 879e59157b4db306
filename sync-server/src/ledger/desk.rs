//! One transaction in which the server writes, with all it needs to decide what.

use std::sync::Arc;

use domain::PersonId;
use domain::time::Instant;
use facts::{Book, Fact, Gather, kind, payload};
use ledger::{EnrolmentId, Record};

use super::books::{BOOK_POSITION, read_anew};
use super::memo::Memo;
use super::standing::Standing;
use super::witnesses::{Known, Witnesses};
use super::{Ledger, Pen, Trouble};
use crate::storage::{StorageError, Write};

pub(super) struct Desk<'l> {
    pub(super) write: Box<dyn Write + 'l>,
    pub(super) book: Arc<Book>,
    pub(super) standing: Standing,
    pub(super) witnesses: &'l Witnesses,
    /// What was read of receipts, to be kept when everything is committed.
    pub(super) known: Option<Known>,
    pen: Pen<'l>,
}

impl<'l> Desk<'l> {
    /// Waits for its turn, and begins.
    pub(super) fn open(ledger: &'l Ledger) -> Result<Self, Trouble> {
        let write = ledger.storage.write()?;
        let book = ledger.books.of(&*write)?;
        let (secrets, random) = (&ledger.secrets, &*ledger.random);
        let pen = Pen::take_up(secrets, random, ledger.run, ledger.clock.now(), &*write)?;
        let standing = Standing::of(&*write, secrets)?;
        Ok(Self { write, book, standing, witnesses: &ledger.witnesses, known: None, pen })
    }

    /// The time of this transaction, by the company's clock.
    pub(super) fn now(&self) -> Instant {
        self.pen.now()
    }

    /// Signs and appends a fact.
    pub(super) fn sign(&mut self, kind: &str, ranking: Vec<u8>) -> Result<Record, StorageError> {
        self.pen.write(&mut *self.write, kind, ranking)
    }

    /// Makes everything durable.
    pub(super) fn commit(self) -> Result<(), Trouble> {
        self.write.commit()?;
        if let Some(known) = self.known {
            self.witnesses.keep(known);
        }
        Ok(())
    }

    /// After facts about the company have been appended: the book is read anew, what it erases is erased
    /// (SEC-14), and the feeds of those
    /// who may now hold more begin from the start. What somebody may hold no longer is found there (`release`).
    pub(super) fn enter(&mut self, new: &[Record]) -> Result<(), Trouble> {
        let is_company = |record: &Record| Fact::read(record).is_ok_and(|fact| fact.is_company());
        if !new.iter().any(is_company) {
            return Ok(());
        }
        self.endorse(new)?;
        let position = self.write.newest()?;
        self.write.set_value(BOOK_POSITION, &position.to_be_bytes())?;
        self.book = Arc::new(read_anew(&*self.write)?);
        for subject in self.book.erased.keys() {
            self.write.erase(*subject)?;
        }
        let markers = self.write.markers()?;
        for enrolment in new.iter().flat_map(|record| concerned(&self.book, record)) {
            let marker = markers.get(&enrolment).copied().unwrap_or(0);
            self.write.move_marker(enrolment, marker, 0)?;
        }
        Ok(())
    }

    /// Endorses the entries of headquarters that have just come, if they come from headquarters: by the
    /// server's clock and the book as it stands, whatever time they claim (SYN-04).
    fn endorse(&mut self, new: &[Record]) -> Result<(), Trouble> {
        let now = self.now();
        let (book, server) = (Arc::clone(&self.book), self.book.server);
        let by_others = new.iter().filter(|record| record.envelope().log.enrolment != server);
        let is_company = |record: &&Record| Fact::read(record).is_ok_and(|fact| fact.is_company());
        for entry in by_others.filter(is_company).filter(|entry| book.may_write(entry, now)) {
            let evidence =
                Gather::new(&Memo::new(&*self.write), &book).evidence(entry.envelope())?;
            let at_ms = evidence.corrected_ms.min(now.0);
            let payload = payload::Endorsement { entry: (*entry.id().as_bytes()).into(), at_ms };
            self.sign(kind::ENDORSEMENT, payload.encode())?;
        }
        Ok(())
    }
}

/// Whose entitlement a fact about the company may widen.
fn concerned(book: &Book, record: &Record) -> Vec<EnrolmentId> {
    if !book.counts(record) {
        return Vec::new();
    }
    let devices_of = |person: &PersonId| book.devices_of(person).map(|(id, _)| *id).collect();
    match Fact::read(record) {
        Ok(Fact::Person(person)) => devices_of(&PersonId::new(person.id)),
        Ok(Fact::Fair(fair)) => {
            let people = fair.team.iter().chain([&fair.supervisor]);
            people.flat_map(|person| -> Vec<_> { devices_of(&PersonId::new(person)) }).collect()
        }
        Ok(Fact::Territories(_)) => book.enrolments.keys().copied().collect(),
        _ => Vec::new(),
    }
}

//! Signing: the one way in which this workspace says anything.

use domain::PersonId;
use facts::{Book, Fact, Key, PayloadDamage, Records};
use ledger::evidence::Witness;
use ledger::{Head, LogId, Part, RECORD_BYTES_MAX, Record, RecordId, Unsigned};
use store::{Store, Tx};

use super::{NO_BOOT, Workspace};
use crate::{Failure, Now};

/// A fact that is about to be signed.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// Its kind.
    pub kind: &'static str,
    /// Payload of the ranking part.
    pub ranking: Vec<u8>,
    /// Payload of the content part.
    pub content: Option<Vec<u8>>,
}

impl Fresh {
    /// A fact without a content part.
    pub fn open(kind: &'static str, ranking: Vec<u8>) -> Self {
        Self { kind, ranking, content: None }
    }
}

/// The newest receipts about our own log: what the next envelope cites.
#[derive(Default)]
pub(super) struct Anchors {
    server: Option<Witness>,
    peer: Option<Witness>,
    /// Given by anybody who had our records from elsewhere: no word about our clock, so it takes the
    /// place of none that is.
    carried: Option<Witness>,
}

impl Anchors {
    /// Finds the newest receipts in the records.
    pub(super) fn read(store: &Store, book: &Book, log: LogId) -> Result<Self, store::Error> {
        let mut anchors = Self::default();
        for log_before in store.chains_of(log.enrolment)?.into_keys().chain([log]) {
            for record in store.under(&Key::Receipts(log_before), 0)? {
                anchors.learn(&record, book, log);
            }
        }
        Ok(anchors)
    }

    /// Takes a record into account, if it is a receipt about our log, or about one that we wrote before it.
    pub(super) fn learn(&mut self, record: &Record, book: &Book, log: LogId) {
        let Ok(Fact::Receipt(receipt)) = Fact::read(record) else { return };
        if receipt.of.enrolment != log.enrolment || receipt.of.incarnation > log.incarnation {
            return;
        }
        let envelope = record.envelope();
        let by_server = book.is_server(&envelope.log.enrolment);
        let slot = match by_server {
            _ if receipt.boot == NO_BOOT => &mut self.carried,
            true => &mut self.server,
            false => &mut self.peer,
        };
        let at_ms = envelope.stamp.claimed_ms;
        let reach = |receipt: &ledger::Receipt| (receipt.of.incarnation, receipt.through);
        // Of several that reach as far, the one that saw the latest time of this device's own clock: a
        // colleague's wall clock may be years ahead.
        let newer = slot.as_ref().is_none_or(|known| {
            let later = match known.receipt.boot == receipt.boot {
                true => receipt.mono_ms >= known.receipt.mono_ms,
                false => at_ms >= known.at_ms,
            };
            let (reaches, known) = (reach(&receipt), reach(&known.receipt));
            reaches > known || reaches == known && later
        });
        if newer {
            *slot = Some(Witness::server(record.id(), at_ms, receipt));
        }
    }

    pub(super) fn ids(&self) -> Vec<RecordId> {
        let newest = [&self.server, &self.peer, &self.carried];
        newest.into_iter().flatten().map(|witness| witness.id).collect()
    }

    /// For telling the time only the server's word counts here; a colleague's clock would have to be
    /// weighed first.
    pub(super) fn witnesses(&self) -> &[Witness] {
        self.server.as_slice()
    }

    pub(super) fn server(&self) -> Option<&Witness> {
        self.server.as_ref()
    }
}

impl Workspace {
    /// Signs facts, in order, and commits them with everything that follows from them in one
    /// transaction. When it returns, they are on disk.
    ///
    /// # Errors
    /// `record.too_long` for a fact that no record may hold, `record.too_many` for one that names more than a
    /// record may ([`facts::names`]), `card.erased` for words about a card whose
    /// personal data headquarters has erased, `store` when the disk fails; then nothing was
    /// written.
    pub fn sign(&mut self, facts: Vec<Fresh>, now: &Now) -> Result<Vec<Record>, Failure> {
        self.sign_with(facts, now, |_| Ok(()))
    }

    /// As [`Workspace::sign`], with something more in the same transaction.
    ///
    /// # Errors
    /// As [`Workspace::sign`].
    pub fn sign_with(
        &mut self,
        facts: Vec<Fresh>,
        now: &Now,
        also: impl FnOnce(&mut Tx<'_>) -> Result<(), store::Error>,
    ) -> Result<Vec<Record>, Failure> {
        let as_of = self.as_of(now);
        let mut head = self.store.head(self.log())?;
        let records: Vec<Record> = facts
            .into_iter()
            .enumerate()
            .map(|(i, fact)| {
                let record = self.make(&head, fact, now, i);
                head = Head::after(&record);
                record
            })
            .collect();
        records.iter().try_for_each(may_be_kept)?;
        records.iter().try_for_each(|record| self.may_be_written(record))?;
        let (book, me) = (&self.book, &self.identity.person);
        let before = self.store.writes();
        self.store.write(|tx| -> Result<(), store::Error> {
            for record in &records {
                tx.append(record)?;
            }
            super::lists::refresh(tx, book, me, &records, as_of, None)?;
            also(tx)
        })?;
        self.shown.signed(&records, before, self.store.writes());
        if records.iter().any(|record| record.kind().starts_with("company.")) {
            self.reload_book()?;
        }
        Ok(records)
    }

    pub(super) fn make(&self, head: &Head, fact: Fresh, now: &Now, nth: usize) -> Record {
        let salted = |bytes: Vec<u8>, which: &str| Part {
            salt: now.random(&format!("salt {} {nth} {which}", head.seq.0)),
            bytes: bytes.into(),
        };
        let unsigned = Unsigned {
            author: self.identity.person.to_string(),
            kind: fact.kind.to_owned(),
            stamp: now.stamp,
            anchors: self.anchors.ids(),
            policy: self.book.policy,
            ranking: Some(salted(fact.ranking, "ranking")),
            content: fact.content.map(|content| salted(content, "content")),
        };
        self.signer.sign(head, unsigned)
    }
}

/// Nobody takes a longer record, this laptop's own reader included: once written, it would stand in the
/// way of everything that is signed after it. One that names too many would be kept, and count nowhere.
fn may_be_kept(record: &Record) -> Result<(), Failure> {
    if record.encode().len() > RECORD_BYTES_MAX {
        return Err(Failure::new("record.too_long").with("max", RECORD_BYTES_MAX / 1024));
    }
    if let Err(PayloadDamage { names_max: Some(max), .. }) = Fact::read(record) {
        return Err(Failure::new("record.too_many").with("max", max));
    }
    Ok(())
}

/// Reads a person id that came through the door.
///
/// # Errors
/// `person.unknown` when the company has nobody of that id.
pub fn person_id(workspace: &Workspace, id: &str) -> Result<PersonId, Failure> {
    let person = PersonId::new(id);
    if workspace.book().company.people.contains_key(&person) {
        Ok(person)
    } else {
        Err(Failure::new("person.unknown").with("person", id))
    }
}

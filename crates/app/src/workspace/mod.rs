//! One person on one device: his records, his key, and what he may know.
//!
//! [`Workspace`] is the state of every call. It owns the only writer; a call reads, decides, and then
//! writes once. Nothing here opens a socket or reads a clock.

mod clock;
mod documents;
mod erasure;
mod identity;
mod ingest;
mod lists;
mod renewal;
mod scope;
mod sign;
mod unsent;
mod vouch;

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::audience::{Circle, reads_of_fair};
use domain::time::Instant;
use domain::{CardId, FairId, PersonId};
use facts::{Book, Customer, Gather, Key, Records, read_book, signed_card};
use ledger::evidence::{NO_BOOT, weigh};
use ledger::{EnrolmentId, Envelope, LogId, RawRecord, Record, RecordId, Seq, Signer};
use store::{Store, Tx};

pub use documents::{Examiner, Shown, ShownText, Unavailable};
pub use identity::Identity;
pub use ingest::{Ingested, Met, Refusal, Source};
pub(crate) use lists::CHANGES;
pub use lists::deadlines;
pub(crate) use lists::week;
pub use renewal::{Event, Handover, Notice};
pub use scope::{Kept, Question, Word};
pub use sign::{Fresh, person_id};
pub use unsent::Unsent;
pub use vouch::{Colleague, OwnEnd, SeenEnd};

use crate::capture::Questions;
use crate::evening::Memo;
use crate::imports::Imported;
use crate::replay::Replay;
use crate::{Failure, Now};

/// The server's newest checkpoint, among the settings.
const WITNESS: &str = "server.witness";
/// An open workspace.
pub struct Workspace {
    store: Store,
    identity: Identity,
    signer: Signer,
    book: Book,
    anchors: sign::Anchors,
    examiner: Arc<dyn Examiner>,
    /// What this run of the program writes documents as, once it has written one.
    run: Option<[u8; 16]>,
    /// The import that goes on, so that no step reads what those before it have signed.
    pub(crate) imported: Option<Imported>,
    /// What was asked about customers of others in this minute.
    questions: Questions,
    /// What the evening desk has worked out.
    shown: Memo,
    /// The fair that is played again under other rules. It is written nowhere.
    pub(crate) replay: Option<Replay>,
}

/// What a new enrolment's workspace begins with: who it is, and a company that vouches for it.
pub struct Founding {
    identity: Identity,
    company: Vec<Record>,
}

impl Founding {
    /// Checks the company's records and that they certify the enrolment.
    ///
    /// # Errors
    /// `enrol.company` when they do not.
    pub fn new(identity: Identity, company: &[RawRecord]) -> Result<Self, Failure> {
        let foreign = || Failure::new("enrol.company");
        let company = ingest::verify_company(company).ok_or_else(foreign)?;
        let book = read_book(&company).ok_or_else(foreign)?;
        let certified = book.enrolments.get(&identity.enrolment).map(|enrolled| enrolled.key);
        if certified != Some(identity.signer(book.id).public()) {
            return Err(foreign());
        }
        Ok(Self { identity, company })
    }

    /// Writes the identity and the company's records: what a database must hold to be a workspace.
    ///
    /// # Errors
    /// What the database reports.
    pub fn write(&self, tx: &mut Tx<'_>) -> Result<(), store::Error> {
        self.identity.save(tx)?;
        self.company.iter().try_for_each(|record| tx.ingest(record).map(drop))
    }
}

impl Workspace {
    /// Opens a workspace. What others write into documents is applied by the `examiner`.
    ///
    /// # Errors
    /// `workspace.empty` when the store holds no identity, `store` when the disk fails.
    pub fn open(store: Store, examiner: Arc<dyn Examiner>) -> Result<Self, Failure> {
        let identity = Identity::load(&store)?.ok_or_else(|| Failure::new("workspace.empty"))?;
        let book = read_book(&store.under(&Key::Company, 0)?)
            .ok_or_else(|| Failure::new("workspace.empty"))?;
        let signer = identity.signer(book.id);
        let anchors = sign::Anchors::read(&store, &book, identity.log())?;
        Ok(Self {
            store,
            identity,
            signer,
            book,
            anchors,
            examiner,
            run: None,
            imported: None,
            questions: Questions::default(),
            shown: Memo::default(),
            replay: None,
        })
    }

    /// Whose workspace, and on which device.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The person at the desk.
    pub fn me(&self) -> &PersonId {
        &self.identity.person
    }

    /// When headquarters revoked this laptop, if it did (SYN-04).
    pub fn revoked(&self) -> Option<Instant> {
        self.book.enrolments.get(&self.identity.enrolment)?.revoked
    }

    /// What is known of the company.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// The database, for reading.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// What was asked about customers of others in this minute.
    pub(crate) fn questions(&mut self) -> &mut Questions {
        &mut self.questions
    }

    /// Does something with what the evening desk has worked out and still holds.
    pub(crate) fn with_shown<T>(
        &mut self,
        as_of: Instant,
        work: impl FnOnce(&Self, &mut Memo) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut memo = std::mem::take(&mut self.shown);
        memo.refresh(self.store.writes(), as_of);
        let done = work(self, &mut memo);
        self.shown = memo;
        done
    }

    /// Signs something that is not a record, with the enrolment's key.
    pub fn signer(&self) -> &Signer {
        &self.signer
    }

    /// The log that this enrolment writes now.
    pub fn log(&self) -> LogId {
        self.identity.log()
    }

    /// A reader of customers.
    pub fn gather(&self) -> Gather<'_, Store> {
        Gather::new(&self.store, &self.book)
    }

    /// The best estimate of the true time: the newest receipt of this boot, carried on by the
    /// monotonic clock; without one, the wall clock (DUP-06).
    pub fn as_of(&self, now: &Now) -> Instant {
        let hypothetical = Envelope {
            version: ledger::ENVELOPE_VERSION,
            company: self.book.id,
            log: self.log(),
            seq: ledger::Seq(u64::MAX),
            prev: None,
            author: String::new(),
            kind: String::new(),
            stamp: now.stamp,
            anchors: self.anchors.ids(),
            policy: None,
            ranking: None,
            content: None,
        };
        Instant(weigh(&hypothetical, self.anchors.witnesses(), None, i64::MAX).corrected_ms)
    }

    /// A customer and its ruling.
    ///
    /// # Errors
    /// `lead.unknown` when this laptop holds no such card.
    pub fn customer(&self, card: CardId, as_of: Instant) -> Result<Customer, Failure> {
        self.gather().customer(card, as_of)?.ok_or_else(|| Failure::new("lead.unknown"))
    }

    /// The signed record of a card, if it is held.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn card_record(&self, card: CardId) -> Result<Option<Record>, Failure> {
        let about = self.store.under(&Key::Card(card), 0)?;
        Ok(signed_card(&about).map(|(record, _)| record.clone()))
    }

    /// The name of a person, for people.
    pub fn name(&self, person: &PersonId) -> String {
        let known = self.book.company.people.get(person).and_then(|versions| versions.latest());
        known.map_or_else(|| person.to_string(), |known| known.name.clone())
    }

    /// Whether the person at the desk reads what is for a circle about a fair.
    pub(crate) fn reads_of_fair(&self, fair: &FairId, circle: Circle, as_of: Instant) -> bool {
        let company = &self.book.company;
        let me = company.person(self.me(), as_of).filter(|me| me.active);
        me.is_some_and(|me| reads_of_fair(me, fair, circle, company, as_of))
    }

    /// The records of a fair's days: hand-ins and seals.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn fair_days(&self, fair: &FairId) -> Result<Vec<Record>, Failure> {
        Ok(self.store.under(&Key::FairDays(fair.clone()), 0)?)
    }

    /// The facts about a fair as a whole.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn of_fair(&self, fair: &FairId) -> Result<Vec<Record>, Failure> {
        Ok(self.store.under(&Key::Fair(fair.clone()), 0)?)
    }

    /// When the server received a record: its first receipt that reaches it.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn received(&self, record: &Record) -> Result<Option<Instant>, Failure> {
        let envelope = record.envelope();
        let receipts = self.store.under(&Key::Receipts(envelope.log), envelope.seq.0)?;
        let by_server = receipts
            .iter()
            .filter(|receipt| self.book.is_server(&receipt.envelope().log.enrolment));
        Ok(by_server.map(|receipt| Instant(receipt.envelope().stamp.claimed_ms)).min())
    }

    /// Whether a record is held here.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn holds(&self, id: &RecordId) -> Result<bool, Failure> {
        Ok(self.store.record(id)?.is_some())
    }

    /// Lets time pass: brings the lists up to date with deadlines that went by. True if a row changed.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn tick(&mut self, now: &Now) -> Result<bool, Failure> {
        crate::lease::note(self, now)?;
        let (as_of, book, me) = (self.as_of(now), &self.book, &self.identity.person);
        let before = self.store.writes();
        let changed = self.store.write(|tx| lists::tick(tx, book, me, as_of))?;
        if !changed {
            self.shown.unmoved(before, self.store.writes());
        }
        Ok(changed)
    }

    /// Keeps or forgets a half-typed form.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub(crate) fn keep(&mut self, key: &str, json: Option<&str>) -> Result<(), Failure> {
        self.store.write(|tx| match json {
            Some(json) => tx.put_autosave(key, json),
            None => tx.remove_autosave(key),
        })?;
        Ok(())
    }

    /// Keeps something beside the records, in one transaction.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub(crate) fn write(
        &mut self,
        what: impl FnOnce(&mut Tx<'_>) -> Result<(), store::Error>,
    ) -> Result<(), Failure> {
        Ok(self.store.write(what)?)
    }

    /// Keeps a setting beside the records.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub(crate) fn put_meta(&mut self, key: &str, value: &[u8]) -> Result<(), Failure> {
        self.store.write(|tx| tx.put_meta(key, value))?;
        Ok(())
    }

    /// Remembers how far the server has each log.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn acknowledge(&mut self, has: &BTreeMap<LogId, Seq>) -> Result<(), Failure> {
        if self.store.acknowledged()? != *has {
            self.store.write(|tx| tx.acknowledge(has))?;
        }
        Ok(())
    }

    /// The newest checkpoint of the server that this laptop has seen, as it was kept.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn witness(&self) -> Result<Option<Vec<u8>>, Failure> {
        Ok(self.store.meta(WITNESS)?)
    }

    /// Keeps the newest checkpoint of the server: it proves what the server once had.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn keep_witness(&mut self, checkpoint: &[u8]) -> Result<(), Failure> {
        self.put_meta(WITNESS, checkpoint)
    }

    /// The key with which the server signs.
    pub fn server_key(&self) -> Option<ledger::PublicKey> {
        self.book.enrolments.get(&self.book.server).map(|server| server.key)
    }

    /// The newest receipt that the server gave about this log.
    pub fn last_contact(&self) -> Option<&ledger::evidence::Witness> {
        self.anchors.server()
    }

    /// Makes the rows of every list again, if an update of the program dropped them, and every document that
    /// is due.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn catch_up(&mut self, now: &Now) -> Result<(), Failure> {
        self.erase_what_is_due(now)?;
        if self.store.leads_due()? {
            let (as_of, book, me) = (self.as_of(now), &self.book, &self.identity.person);
            self.store.write(|tx| lists::rebuild(tx, book, me, as_of))?;
        }
        crate::lease::note(self, now)?;
        self.settle(now)
    }

    /// Whether the words of a device's key were compared here before.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn knows_peer(&self, key: &[u8; 32]) -> Result<bool, Failure> {
        Ok(self.store.meta(&peer_key(key))?.is_some())
    }

    /// Remembers that the words of a device's key were compared.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn remember_peer(&mut self, key: &[u8; 32], of: &EnrolmentId) -> Result<(), Failure> {
        self.put_meta(&peer_key(key), of.as_bytes())
    }

    /// Reads the book again after the company's records changed.
    fn reload_book(&mut self) -> Result<(), Failure> {
        if let Some(book) = read_book(&self.store.under(&Key::Company, 0)?) {
            self.book = book;
        }
        self.anchors = sign::Anchors::read(&self.store, &self.book, self.log())?;
        Ok(())
    }
}

fn peer_key(key: &[u8; 32]) -> String {
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("peer {hex}")
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::DiskFull => Failure::new("store.full"),
            store::Error::Locked => Failure::new("store.locked"),
            store::Error::Replaced => Failure::new("store.replaced"),
            store::Error::Damaged | store::Error::Rotten(_) => Failure::new("store.damaged"),
            other => Failure::new("store").with("detail", other),
        }
    }
}

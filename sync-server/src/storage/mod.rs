//! What the server asks of a database.
//!
//! Small and neutral: records and what they are found by, what each enrolment is fed, enrolment codes,
//! counters, and a few named values. Nothing here knows a rule. SQLite is built in ([`SqliteStorage`]);
//! whatever comes next has to pass `tests/storage_contract.rs`.
//!
//! Reading happens on one unchanging view of the data ([`Read`]), writing in one transaction that is
//! committed whole or not at all ([`Write`]); dropping a transaction without committing undoes it.

mod error;
pub mod order;
mod sqlite;

use std::collections::BTreeMap;

use domain::audience::Depth;
use domain::time::Instant;
use domain::{CardId, PersonId};
use facts::{Holder, Indexed, Key, Records, Subject};
use ledger::{EnrolmentId, Hash, Head, LogId, Record, RecordId, Seq};

pub use error::StorageError;
pub use sqlite::SqliteStorage;

/// A place in the order in which records came to be held here, from 1. A record that gains a part
/// moves to the end. Zero stands for "before the first".
///
/// Cursors and markers read it, so it must never be handed out before the commit of a lower one.
pub type Position = u64;

/// Everything that a record is found by here: beside the product's keys, the receipts that it cites.
pub fn keys_of(record: &Record) -> Vec<Indexed> {
    let mut keys = facts::keys_of(record);
    keys.extend(facts::citations_of(record));
    keys
}

/// About how many bytes of records [`Read::since`] returns at most.
pub const BATCH_BYTES_MAX: usize = 8 * 1024 * 1024;

/// A database of one company.
pub trait Storage: Send + Sync {
    /// Begins to read. What others commit meanwhile is not seen.
    ///
    /// # Errors
    /// [`StorageError`].
    fn read(&self) -> Result<Box<dyn Read + '_>, StorageError>;

    /// Begins to write; waits until no other writer is left.
    ///
    /// # Errors
    /// [`StorageError`].
    fn write(&self) -> Result<Box<dyn Write + '_>, StorageError>;
}

/// What appending a record came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Appended {
    /// It was not held before.
    New,
    /// It was, and has now gained a part.
    Grown,
    /// It was, with everything that came.
    Known,
}

/// One entry of an enrolment's feed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FeedRow {
    /// Its place in that feed, rising, with gaps.
    pub position: Position,
    /// The record.
    pub record: RecordId,
    /// How much of it the enrolment may hold.
    pub depth: Depth,
}

/// What one enrolment was told of a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Told {
    /// Which enrolment.
    pub enrolment: EnrolmentId,
    /// Which record.
    pub record: RecordId,
    /// How much of it.
    pub depth: Depth,
}

/// The last word to an enrolment on how deep it may hold a card.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Release {
    /// Its number, from 1, running for that enrolment.
    pub number: u64,
    /// Which card.
    pub card: CardId,
    /// How deep; [`Depth::Envelope`] for nothing of it.
    pub depth: Depth,
    /// The signed act that took it.
    pub act: Option<RecordId>,
    /// When, by the server's clock.
    pub at: Instant,
}

/// A record's row, believed in nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stored {
    /// Its row.
    pub row: i64,
    /// The id that it is found by.
    pub id: RecordId,
    /// When it came.
    pub position: Position,
    /// The log that it is found in; `None` where the row names none.
    pub log: Option<LogId>,
    /// Its position there.
    pub seq: Seq,
    /// Whether a part is said to be lacking.
    pub lacks: bool,
    /// The record.
    pub bytes: Vec<u8>,
}

/// An enrolment code, of which only the hash of its secret is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredCode {
    /// Whom it enrols.
    pub person: PersonId,
    /// From when on it is good for nothing.
    pub expires: Instant,
    /// The enrolment that used it up.
    pub used_by: Option<EnrolmentId>,
}

/// One unchanging view of the data. Looking up a record and listing those under a key are
/// [`facts::Records`].
pub trait Read: Records<Error = StorageError> {
    /// The position of the newest arrival.
    ///
    /// # Errors
    /// [`StorageError`].
    fn newest(&self) -> Result<Position, StorageError>;

    /// The hash of the order of arrivals through a position at which something arrived, and nothing
    /// else: [`order::BEGINNING`] for zero.
    ///
    /// # Errors
    /// [`StorageError`].
    fn order_at(&self, position: Position) -> Result<Option<Hash>, StorageError>;

    /// The order of arrivals after a position: at most `entries_max` entries; nothing where an entry's
    /// record is gone.
    ///
    /// # Errors
    /// [`StorageError`].
    fn order_after(
        &self,
        after: Position,
        entries_max: usize,
    ) -> Result<Vec<(Position, Option<order::Entry>)>, StorageError>;

    /// Rows of records after one, as they are, for whoever audits them.
    ///
    /// # Errors
    /// [`StorageError`].
    fn stored_after(&self, row: i64, rows_max: usize) -> Result<Vec<Stored>, StorageError>;

    /// The keys under which a record is found, as bytes, with its rank under each.
    ///
    /// # Errors
    /// [`StorageError`].
    fn indexed(&self, record: &RecordId) -> Result<Vec<(Vec<u8>, u64)>, StorageError>;

    /// The last number of a counter, zero before the first.
    ///
    /// # Errors
    /// [`StorageError`].
    fn counted(&self, counter: &str) -> Result<u64, StorageError>;

    /// What arrived after a position, in order: at most `records_max` records and about
    /// [`BATCH_BYTES_MAX`], but at least one if there is any.
    ///
    /// # Errors
    /// [`StorageError`].
    fn since(
        &self,
        after: Position,
        records_max: usize,
    ) -> Result<Vec<(Position, Record)>, StorageError>;

    /// The records under a key that arrived after a position, in order of arrival.
    ///
    /// # Errors
    /// [`StorageError`].
    fn arrived_under(&self, key: &Key, after: Position) -> Result<Vec<Record>, StorageError>;

    /// The end of a log. Where it forks, the longest branch's; of equally long ones the first to come.
    ///
    /// # Errors
    /// [`StorageError`].
    fn head(&self, log: LogId) -> Result<Head, StorageError>;

    /// The last position of every log.
    ///
    /// # Errors
    /// [`StorageError`].
    fn heads(&self) -> Result<BTreeMap<LogId, Seq>, StorageError>;

    /// Which positions of a log above one are held, in order.
    ///
    /// # Errors
    /// [`StorageError`].
    fn held_above(&self, log: LogId, above: Seq) -> Result<Vec<Seq>, StorageError>;

    /// The records of a log from one position through another, in order, forks included.
    ///
    /// # Errors
    /// [`StorageError`].
    fn in_log(&self, log: LogId, from: Seq, through: Seq) -> Result<Vec<Record>, StorageError>;

    /// The logs of an enrolment, each with how many of its records are held, forks included.
    ///
    /// # Errors
    /// [`StorageError`].
    fn logs_of(&self, enrolment: EnrolmentId) -> Result<BTreeMap<LogId, u64>, StorageError>;

    /// Records of a log that are held without one of their parts.
    ///
    /// # Errors
    /// [`StorageError`].
    fn lacking(&self, log: LogId, records_max: usize) -> Result<Vec<RecordId>, StorageError>;

    /// An enrolment's feed after a place in it, in order.
    ///
    /// # Errors
    /// [`StorageError`].
    fn fed(
        &self,
        enrolment: EnrolmentId,
        after: Position,
        rows_max: usize,
    ) -> Result<Vec<FeedRow>, StorageError>;

    /// The last place in an enrolment's feed, zero when nothing was ever in it. It never goes back, although
    /// what stood there may have been taken back.
    ///
    /// # Errors
    /// [`StorageError`].
    fn feed_end(&self, enrolment: EnrolmentId) -> Result<Position, StorageError>;

    /// Who was told of the records under a key, and how deep.
    ///
    /// # Errors
    /// [`StorageError`].
    fn told(&self, key: &Key) -> Result<Vec<Told>, StorageError>;

    /// The last words on a card, by enrolment.
    ///
    /// # Errors
    /// [`StorageError`].
    fn releases_of(&self, card: CardId) -> Result<BTreeMap<EnrolmentId, Release>, StorageError>;

    /// The last words to an enrolment after a number, in order.
    ///
    /// # Errors
    /// [`StorageError`].
    fn released(
        &self,
        enrolment: EnrolmentId,
        after: u64,
        releases_max: usize,
    ) -> Result<Vec<Release>, StorageError>;

    /// Through which arrival each enrolment's feed has been worked out. Those that are missing stand
    /// at zero.
    ///
    /// # Errors
    /// [`StorageError`].
    fn markers(&self) -> Result<BTreeMap<EnrolmentId, Position>, StorageError>;

    /// When an enrolment last brought everything that it had.
    ///
    /// # Errors
    /// [`StorageError`].
    fn last_contact(&self, enrolment: EnrolmentId) -> Result<Option<Instant>, StorageError>;

    /// The code whose secret has this hash, used and expired ones included.
    ///
    /// # Errors
    /// [`StorageError`].
    fn code(&self, secret: &Hash) -> Result<Option<StoredCode>, StorageError>;

    /// Whether what was written about a card, or in a line of the register, is erased.
    ///
    /// # Errors
    /// [`StorageError`].
    fn is_erased(&self, of: Subject) -> Result<bool, StorageError>;

    /// A photo under a card or a note.
    ///
    /// # Errors
    /// [`StorageError`].
    fn photo(&self, holder: &Holder, hash: Hash) -> Result<Option<Vec<u8>>, StorageError>;

    /// A named value.
    ///
    /// # Errors
    /// [`StorageError`].
    fn value(&self, name: &str) -> Result<Option<Vec<u8>>, StorageError>;
}

/// One transaction. It reads what it has written.
pub trait Write: Read {
    /// Takes a verified record and gives it the next position. The same record twice is one record;
    /// the parts of both are kept.
    ///
    /// # Errors
    /// [`StorageError`].
    fn append(&mut self, record: &Record) -> Result<Appended, StorageError>;

    /// Adds to an enrolment's feed, in the given order. A record that is there already with at least
    /// this depth stays where it is; one whose depth grows moves to the end.
    ///
    /// # Errors
    /// [`StorageError`].
    fn feed(
        &mut self,
        enrolment: EnrolmentId,
        rows: &[(RecordId, Depth)],
    ) -> Result<(), StorageError>;

    /// Takes back from an enrolment's feed: each record is told only this deep from now on, or not at all.
    /// One that is told deeper again later moves to the end.
    ///
    /// # Errors
    /// [`StorageError`].
    fn take_back(
        &mut self,
        enrolment: EnrolmentId,
        rows: &[(RecordId, Option<Depth>)],
    ) -> Result<(), StorageError>;

    /// Empties an enrolment's feed, and works it out from the beginning when it is next asked for.
    ///
    /// # Errors
    /// [`StorageError`].
    fn take_all_back(&mut self, enrolment: EnrolmentId) -> Result<(), StorageError>;

    /// Notes the last word to an enrolment on a card, in place of an earlier one, under the next number.
    ///
    /// # Errors
    /// [`StorageError`].
    fn release(
        &mut self,
        enrolment: EnrolmentId,
        card: CardId,
        depth: Depth,
        act: Option<RecordId>,
        at: Instant,
    ) -> Result<(), StorageError>;

    /// Moves an enrolment's marker, if it still stands where the caller saw it. Says whether it did.
    ///
    /// # Errors
    /// [`StorageError`].
    fn move_marker(
        &mut self,
        enrolment: EnrolmentId,
        from: Position,
        to: Position,
    ) -> Result<bool, StorageError>;

    /// Notes that an enrolment has brought everything that it had.
    ///
    /// # Errors
    /// [`StorageError`].
    fn set_last_contact(&mut self, enrolment: EnrolmentId, at: Instant)
    -> Result<(), StorageError>;

    /// Keeps a code, in place of an older one with the same hash.
    ///
    /// # Errors
    /// [`StorageError`].
    fn set_code(&mut self, secret: &Hash, code: &StoredCode) -> Result<(), StorageError>;

    /// The next number of a counter, from 1, without gaps but those of [`Write::count_from`].
    ///
    /// # Errors
    /// [`StorageError`].
    fn count(&mut self, counter: &str) -> Result<u64, StorageError>;

    /// Lets a counter go on after `last`, if it has not come as far.
    ///
    /// # Errors
    /// [`StorageError`].
    fn count_from(&mut self, counter: &str, last: u64) -> Result<(), StorageError>;

    /// Sets a named value.
    ///
    /// # Errors
    /// [`StorageError`].
    fn set_value(&mut self, name: &str, value: &[u8]) -> Result<(), StorageError>;

    /// Erases what was written about a card, or in a line of the register, now and for ever: the content parts
    /// of the records about it go ([`facts::erased_with`]), those that come later are not taken, and none of them
    /// is lacking any more ([`Read::lacking`]). Each record is a new arrival without the part. Says whether
    /// anything was to be done. Nothing of it is left on the disk once this is committed and nobody reads an
    /// older state.
    ///
    /// # Errors
    /// [`StorageError`].
    fn erase(&mut self, of: Subject) -> Result<bool, StorageError>;

    /// Keeps a photo under a card or a note whose records name it. It goes when they no longer do.
    ///
    /// # Errors
    /// [`StorageError`].
    fn put_photo(&mut self, holder: &Holder, hash: Hash, bytes: &[u8]) -> Result<(), StorageError>;

    /// Makes all of it durable.
    ///
    /// # Errors
    /// [`StorageError`], and then none of it has happened.
    fn commit(self: Box<Self>) -> Result<(), StorageError>;
}

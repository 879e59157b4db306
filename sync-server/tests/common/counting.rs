//! A storage that counts what is read of it: what a request costs, on any machine and at any time the same.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::CardId;
use domain::audience::Depth;
use domain::time::Instant;
use facts::{Holder, Key, Records, Subject};
use ledger::{EnrolmentId, Hash, Head, LogId, Record, RecordId, Seq};
use sync_server::storage::order::Entry;
use sync_server::storage::{
    Appended, FeedRow, Position, Read, Release, Storage, StorageError, Stored, StoredCode, Told,
    Write,
};

type Answer<T> = Result<T, StorageError>;

/// How many records, rows of feeds and other answers were read.
#[derive(Clone, Default)]
pub struct Count(Arc<AtomicUsize>);

impl Count {
    /// What one piece of work reads.
    pub fn of<T>(&self, work: impl FnOnce() -> T) -> (usize, T) {
        let before = self.0.load(Ordering::SeqCst);
        let done = work();
        (self.0.load(Ordering::SeqCst) - before, done)
    }

    fn add(&self, read: usize) {
        self.0.fetch_add(read, Ordering::SeqCst);
    }
}

/// The built-in database, counted.
pub struct Counting<S> {
    pub storage: S,
    pub count: Count,
}

impl<S: Storage> Storage for Counting<S> {
    fn read(&self) -> Answer<Box<dyn Read + '_>> {
        Ok(Box::new(Counted { inner: self.storage.read()?, count: self.count.clone() }))
    }

    fn write(&self) -> Answer<Box<dyn Write + '_>> {
        Ok(Box::new(Counted { inner: self.storage.write()?, count: self.count.clone() }))
    }
}

struct Counted<R> {
    inner: R,
    count: Count,
}

/// How much an answer is.
trait Size {
    fn size(&self) -> usize {
        1
    }
}

impl<T> Size for Vec<T> {
    fn size(&self) -> usize {
        1 + self.len()
    }
}

impl<K, V> Size for BTreeMap<K, V> {
    fn size(&self) -> usize {
        1 + self.len()
    }
}

macro_rules! one {
    ($($of:ty),*) => { $(impl Size for $of {})* };
}

one!(u64, usize, bool, (), Head, Appended);

impl<T> Size for Option<T> {}

/// Hands each question on, and counts the answer.
macro_rules! counted {
    ($($name:ident($($arg:ident: $of:ty),*) -> $answer:ty;)*) => {
        $(fn $name(&self, $($arg: $of),*) -> Answer<$answer> {
            let answer = self.inner.$name($($arg),*)?;
            self.count.add(Size::size(&answer));
            Ok(answer)
        })*
    };
}

/// Hands each change on.
macro_rules! passed_on {
    ($($name:ident($($arg:ident: $of:ty),*) -> $answer:ty;)*) => {
        $(fn $name(&mut self, $($arg: $of),*) -> Answer<$answer> {
            self.inner.$name($($arg),*)
        })*
    };
}

impl<R: Read + ?Sized> Records for Counted<Box<R>> {
    type Error = StorageError;

    counted! {
        record(id: &RecordId) -> Option<Record>;
        under(key: &Key, from_rank: u64) -> Vec<Record>;
        at_position(log: LogId, seq: Seq) -> usize;
    }
}

impl<R: Read + ?Sized> Read for Counted<Box<R>> {
    counted! {
        newest() -> Position;
        order_at(position: Position) -> Option<Hash>;
        order_after(after: Position, entries_max: usize) -> Vec<(Position, Option<Entry>)>;
        stored_after(row: i64, rows_max: usize) -> Vec<Stored>;
        indexed(record: &RecordId) -> Vec<(Vec<u8>, u64)>;
        counted(counter: &str) -> u64;
        since(after: Position, records_max: usize) -> Vec<(Position, Record)>;
        arrived_under(key: &Key, after: Position) -> Vec<Record>;
        head(log: LogId) -> Head;
        heads() -> BTreeMap<LogId, Seq>;
        held_above(log: LogId, above: Seq) -> Vec<Seq>;
        in_log(log: LogId, from: Seq, through: Seq) -> Vec<Record>;
        logs_of(enrolment: EnrolmentId) -> BTreeMap<LogId, u64>;
        lacking(log: LogId, records_max: usize) -> Vec<RecordId>;
        fed(enrolment: EnrolmentId, after: Position, rows_max: usize) -> Vec<FeedRow>;
        feed_end(enrolment: EnrolmentId) -> Position;
        told(key: &Key) -> Vec<Told>;
        releases_of(card: CardId) -> BTreeMap<EnrolmentId, Release>;
        released(enrolment: EnrolmentId, after: u64, releases_max: usize) -> Vec<Release>;
        markers() -> BTreeMap<EnrolmentId, Position>;
        last_contact(enrolment: EnrolmentId) -> Option<Instant>;
        code(secret: &Hash) -> Option<StoredCode>;
        is_erased(of: Subject) -> bool;
        photo(holder: &Holder, hash: Hash) -> Option<Vec<u8>>;
        value(name: &str) -> Option<Vec<u8>>;
    }
}

impl Write for Counted<Box<dyn Write + '_>> {
    passed_on! {
        append(record: &Record) -> Appended;
        feed(enrolment: EnrolmentId, rows: &[(RecordId, Depth)]) -> ();
        take_back(enrolment: EnrolmentId, rows: &[(RecordId, Option<Depth>)]) -> ();
        take_all_back(enrolment: EnrolmentId) -> ();
        set_last_contact(enrolment: EnrolmentId, at: Instant) -> ();
        set_code(secret: &Hash, code: &StoredCode) -> ();
        count(counter: &str) -> u64;
        count_from(counter: &str, last: u64) -> ();
        set_value(name: &str, value: &[u8]) -> ();
        erase(of: Subject) -> bool;
        put_photo(holder: &Holder, hash: Hash, bytes: &[u8]) -> ();
    }

    fn release(
        &mut self,
        enrolment: EnrolmentId,
        card: CardId,
        depth: Depth,
        act: Option<RecordId>,
        at: Instant,
    ) -> Answer<()> {
        self.inner.release(enrolment, card, depth, act, at)
    }

    fn move_marker(
        &mut self,
        enrolment: EnrolmentId,
        from: Position,
        to: Position,
    ) -> Answer<bool> {
        self.inner.move_marker(enrolment, from, to)
    }

    fn commit(self: Box<Self>) -> Answer<()> {
        self.inner.commit()
    }
}

//! Whether a store is what it says: every record as it was signed, in the order in which it came, none
//! changed, none gone. What an operator could do to the database with its key in his hand shows here;
//! what he could cut off at the end shows when the store is held against a checkpoint that somebody else
//! has kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use facts::{Book, Fact, read_book};
use ledger::{LogId, RawRecord, Record, RecordId, Seq, WhichPart};
use protocol::checkpoint::Checkpoint;

use crate::ledger::{Secrets, Trouble, place_in_history};
use crate::storage::order::{self, Entry, parts_of};
use crate::storage::{Position, Read, StorageError, Stored, keys_of};

/// How much is looked at in one go.
const STRETCH: usize = 2_000;

/// Something that is not as it should be.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Finding {
    /// The order of arrivals does not hash on at this position: something before it was changed, taken
    /// out or moved.
    OrderBroken(Position),
    /// An arrival whose record is gone.
    RecordGone(Position),
    /// Stored bytes that are no record, or not this one.
    Unreadable(RecordId),
    /// A record that its enrolment's key has not signed, or whose parts are not those that were signed.
    Forged(RecordId),
    /// A record of a key that the company does not know.
    UnknownSigner(RecordId),
    /// The row says something else than its record: position, log, what it lacks.
    RowDiffers(RecordId),
    /// A part is gone that was held once, or is there without having come.
    PartsDiffer(RecordId),
    /// What headquarters has had erased is still there.
    NotErased(RecordId),
    /// A record that never arrived.
    NeverArrived(RecordId),
    /// The record before it in its chain is not held.
    ChainBroken(RecordId),
    /// The index does not lead to a record, or leads to it from where it should not.
    IndexDiffers(RecordId),
    /// Fewer official numbers are counted than were given.
    NumbersDiffer,
    /// A checkpoint that was signed by somebody else.
    NotOurCheckpoint,
    /// The store has not been where a checkpoint of the server says: the end was cut off, or the past was
    /// written anew.
    CheckpointUnknown(Position),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OrderBroken(at) => write!(f, "the order of arrivals breaks at {at}"),
            Self::RecordGone(at) => write!(f, "the record that arrived at {at} is gone"),
            Self::Unreadable(id) => write!(f, "record {id}: its bytes are not this record"),
            Self::Forged(id) => write!(f, "record {id}: not as its author signed it"),
            Self::UnknownSigner(id) => write!(f, "record {id}: signed by an unknown key"),
            Self::RowDiffers(id) => write!(f, "record {id}: its row says something else"),
            Self::PartsDiffer(id) => write!(f, "record {id}: a part is gone, or never came"),
            Self::NotErased(id) => write!(f, "record {id}: what it says was to be erased"),
            Self::NeverArrived(id) => write!(f, "record {id}: it never arrived"),
            Self::ChainBroken(id) => write!(f, "record {id}: the one before it is not held"),
            Self::IndexDiffers(id) => write!(f, "record {id}: the index differs"),
            Self::NumbersDiffer => write!(f, "fewer official numbers are counted than were given"),
            Self::NotOurCheckpoint => write!(f, "the checkpoint is not of this company's server"),
            Self::CheckpointUnknown(at) => {
                write!(f, "the store has not been where the checkpoint says, at {at}")
            }
        }
    }
}

/// What an audit has seen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Audit {
    /// How many records were checked.
    pub records: u64,
    /// How many arrivals.
    pub arrivals: u64,
    /// The newest of them.
    pub newest: Position,
    /// What is wrong, each once.
    pub findings: BTreeSet<Finding>,
}

impl Audit {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Looks at everything in a store, and holds it against checkpoints that were kept elsewhere.
///
/// # Errors
/// [`Trouble::NotFounded`] where no company can be made out at all, or what the database reports.
pub fn audit(read: &dyn Read, checkpoints: &[Checkpoint]) -> Result<Audit, Trouble> {
    let secrets = Secrets::load(read)?;
    let mut auditor = Auditor::new(read);
    auditor.order()?;
    let book = auditor.book()?;
    let places = auditor.records(&book)?;
    auditor.chains(&places, &book);
    for checkpoint in checkpoints {
        let ours = checkpoint.claim.company == book.id && checkpoint.is_by(&secrets.public());
        let progress = &checkpoint.claim.progress;
        if !ours {
            auditor.find(Finding::NotOurCheckpoint);
        } else if !place_in_history(read, &secrets, checkpoint)? {
            auditor.find(Finding::CheckpointUnknown(progress.position));
        }
    }
    Ok(auditor.audit)
}

/// Where a record stands in its chain. Stores may be larger than memory; this much of each is kept.
struct Place {
    log: LogId,
    seq: Seq,
    prev: Option<RecordId>,
}

struct Auditor<'a> {
    read: &'a dyn Read,
    audit: Audit,
    /// The last arrival of every record.
    last: BTreeMap<RecordId, Entry>,
    /// Records that have lost a part on the way. Headquarters must have ordered it (SEC-14).
    shrunk: BTreeSet<RecordId>,
}

impl<'a> Auditor<'a> {
    fn new(read: &'a dyn Read) -> Self {
        let (audit, last, shrunk) = Default::default();
        Self { read, audit, last, shrunk }
    }

    fn find(&mut self, finding: Finding) {
        self.audit.findings.insert(finding);
    }

    fn order(&mut self) -> Result<(), StorageError> {
        let (mut after, mut before) = (0, order::BEGINNING);
        loop {
            let stretch = self.read.order_after(after, STRETCH)?;
            let Some((last, _)) = stretch.last() else { break };
            after = *last;
            for (position, entry) in stretch {
                self.audit.arrivals += 1;
                self.audit.newest = position;
                match entry {
                    None => self.find(Finding::RecordGone(position)),
                    Some(entry) => {
                        if !entry.follows(&before) {
                            self.find(Finding::OrderBroken(position));
                        }
                        before = entry.hash;
                        let held = self.last.insert(entry.record, entry);
                        if held.is_some_and(|held| held.parts & !entry.parts != 0) {
                            self.shrunk.insert(entry.record);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Who may sign, from every row that reads as a fact about the company: the index is believed in
    /// nothing.
    fn book(&mut self) -> Result<Book, Trouble> {
        let mut company = Vec::new();
        self.each(|_, stored| {
            let record = record_of(&stored);
            company.extend(record.filter(|r| Fact::read(r).is_ok_and(|fact| fact.is_company())));
            Ok(())
        })?;
        read_book(&company).ok_or(Trouble::NotFounded)
    }

    fn each(
        &mut self,
        mut look: impl FnMut(&mut Self, Stored) -> Result<(), StorageError>,
    ) -> Result<(), StorageError> {
        let mut after = 0;
        loop {
            let stretch = self.read.stored_after(after, STRETCH)?;
            let Some(last) = stretch.last() else { return Ok(()) };
            after = last.row;
            for stored in stretch {
                look(self, stored)?;
            }
        }
    }

    /// Checks every record by itself.
    fn records(&mut self, book: &Book) -> Result<BTreeMap<RecordId, Place>, StorageError> {
        let (mut places, mut numbered) = (BTreeMap::new(), 0);
        self.each(|auditor, stored| {
            auditor.audit.records += 1;
            let Some(record) = record_of(&stored) else {
                auditor.find(Finding::Unreadable(stored.id));
                return Ok(());
            };
            auditor.row(&stored, &record)?;
            auditor.erased(&stored, &record, book);
            auditor.signature(&record, book);
            let envelope = record.envelope();
            let (log, seq, prev) = (envelope.log, envelope.seq, envelope.prev);
            places.insert(stored.id, Place { log, seq, prev });
            if let (true, Ok(Fact::Number { number, .. })) =
                (book.is_server(&log.enrolment), Fact::read(&record))
            {
                numbered = number.max(numbered);
            }
            Ok(())
        })?;
        if crate::ledger::numbered(self.read)? < numbered {
            self.find(Finding::NumbersDiffer);
        }
        Ok(places)
    }

    fn row(&mut self, stored: &Stored, record: &Record) -> Result<(), StorageError> {
        let envelope = record.envelope();
        let lacks =
            record.lacks(WhichPart::Ranking) || record.lacks(WhichPart::Content) && stored.lacks;
        let last = self.last.get(&stored.id).copied();
        let fits = stored.log == Some(envelope.log)
            && stored.seq == envelope.seq
            && stored.lacks == lacks
            && last.is_none_or(|last| last.position == stored.position);
        if !fits {
            self.find(Finding::RowDiffers(stored.id));
        }
        match last {
            None => self.find(Finding::NeverArrived(stored.id)),
            Some(last) if last.parts != parts_of(record) => {
                self.find(Finding::PartsDiffer(stored.id));
            }
            Some(_) => {}
        }
        let indexed: BTreeSet<(Vec<u8>, u64)> =
            self.read.indexed(&stored.id)?.into_iter().collect();
        let keys = keys_of(record).into_iter();
        let keys: BTreeSet<_> =
            keys.map(|indexed| (indexed.key.to_bytes(), indexed.rank.min(RANK_MAX))).collect();
        if indexed != keys {
            self.find(Finding::IndexDiffers(stored.id));
        }
        Ok(())
    }

    fn signature(&mut self, record: &Record, book: &Book) {
        let envelope = record.envelope();
        match book.enrolments.get(&envelope.log.enrolment) {
            None => self.find(Finding::UnknownSigner(record.id())),
            Some(enrolled) => {
                let good = envelope.company == book.id
                    && record.raw().clone().verify(&enrolled.key).is_ok();
                if !good {
                    self.find(Finding::Forged(record.id()));
                }
            }
        }
    }

    /// What is gone and not missed is what headquarters has had erased, and nothing else.
    fn erased(&mut self, stored: &Stored, record: &Record, book: &Book) {
        let bare = record.lacks(WhichPart::Content);
        let gone = self.shrunk.contains(&stored.id) || bare && !stored.lacks;
        let ordered = book.has_erased(record);
        if gone && !ordered {
            self.find(Finding::PartsDiffer(stored.id));
        }
        if ordered && record.part(WhichPart::Content).is_some() {
            self.find(Finding::NotErased(stored.id));
        }
    }

    /// Chains have no gaps, but for those of the server's own that a restored store has closed.
    fn chains(&mut self, places: &BTreeMap<RecordId, Place>, book: &Book) {
        let own = places.values().filter(|place| book.is_server(&place.log.enrolment));
        let newest = own.map(|place| place.log).max();
        let may_have_gaps = |log: &LogId| book.is_server(&log.enrolment) && Some(*log) != newest;
        for (id, place) in places {
            let Some(prev) = &place.prev else { continue };
            let continues = places
                .get(prev)
                .is_some_and(|prev| prev.log == place.log && prev.seq.next() == place.seq);
            if !continues && !may_have_gaps(&place.log) {
                self.find(Finding::ChainBroken(*id));
            }
        }
    }
}

/// The record of a row, if its bytes are one, to the last bit, and the one that the row names.
fn record_of(stored: &Stored) -> Option<Record> {
    let record = RawRecord::decode(&stored.bytes).and_then(RawRecord::already_verified).ok()?;
    (record.id() == stored.id && record.encode() == stored.bytes).then_some(record)
}

/// Ranks beyond the end of what the database tells apart.
const RANK_MAX: u64 = i64::MAX as u64;

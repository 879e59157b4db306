//! Who changed what in the book, and from when (SYN-08): every version of everything that headquarters
//! keeps, those included that wait for the server's word.
//!
//! Two people at headquarters may change one thing at the same time. The later version counts, and nothing is
//! lost silently: each names the version that its author had before him, so whatever came between is known
//! ([`History::unseen`]).

use domain::time::Instant;
use domain::{FairId, PersonId};
use ledger::{Record, RecordId};

use crate::book::{Book, Tables, in_force, place};
use crate::fact::Fact;
use crate::payload::RecordBytes;

/// Something in the book that has versions.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Thing {
    /// A person.
    Person(PersonId),
    /// The territory table.
    Territories,
    /// The company's divisions.
    Divisions,
    /// A fair.
    Fair(FairId),
    /// Days that are no working days.
    Holidays,
    /// One number of the rulebook, by its name.
    Parameter(String),
}

/// One version of something.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its record.
    pub record: RecordId,
    /// Who wrote it; `None` for what the company was founded with.
    pub by: Option<PersonId>,
    /// When its author's clock says he wrote it.
    pub signed: Instant,
    /// From when it counts; `None` while the server has not endorsed it.
    pub from: Option<Instant>,
    /// What it says.
    pub fact: Fact,
    after: Option<RecordId>,
}

impl Version {
    /// Whether it says something about a thing.
    pub fn is_about(&self, thing: &Thing) -> bool {
        match (&self.fact, thing) {
            (Fact::Person(person), Thing::Person(id)) => person.id == id.as_str(),
            (Fact::Fair(fair), Thing::Fair(id)) => fair.id == id.as_str(),
            (Fact::Parameters(parameters), Thing::Parameter(name)) => {
                parameters.set.contains_key(name)
            }
            (Fact::Territories(_), Thing::Territories)
            | (Fact::Divisions(_), Thing::Divisions)
            | (Fact::Holidays(_), Thing::Holidays) => true,
            _ => false,
        }
    }
}

/// Every version of everything, in the order in which they count; those that wait come last.
#[derive(Clone, Debug, Default)]
pub struct History(Vec<Version>);

impl History {
    /// Reads it from the company's records, in any order.
    pub fn read(records: &[Record], book: &Book) -> Self {
        let mut found: Vec<_> = records
            .iter()
            .filter_map(|record| Some((record, version(record, book)?)))
            .map(|(record, version)| {
                // What waits counts, if it ever does, from a time that nobody knows yet.
                let from = version.from.unwrap_or(Instant(i64::MAX));
                (place(book, from, record), version)
            })
            .collect();
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut versions: Vec<Version> = found.into_iter().map(|(_, version)| version).collect();
        let mut tables = Tables::default();
        for version in &mut versions {
            if let Fact::Territories(table) = &mut version.fact {
                *table = tables.take(version.record, table);
            }
        }
        Self(versions)
    }

    /// All versions.
    pub fn all(&self) -> &[Version] {
        &self.0
    }

    /// The versions of one thing, the oldest first.
    pub fn of<'a>(&'a self, thing: &'a Thing) -> impl Iterator<Item = &'a Version> {
        self.0.iter().filter(move |version| version.is_about(thing))
    }

    /// The version of a thing that a change of it goes on from: what waits for the server included.
    pub fn head(&self, thing: &Thing) -> Option<&Version> {
        self.0.iter().rev().find(|version| version.is_about(thing))
    }

    /// The newest change of any parameter.
    pub fn newest_parameters(&self) -> Option<RecordId> {
        let parameters =
            self.0.iter().rev().find(|version| matches!(version.fact, Fact::Parameters(_)));
        parameters.map(|version| version.record)
    }

    /// Versions of a thing that count before this one and that its author did not have before him: whatever
    /// they changed, he did not mean to undo.
    pub fn unseen(&self, thing: &Thing, version: &Version) -> Vec<&Version> {
        let at = |id: RecordId| self.0.iter().position(|known| known.record == id);
        let (Some(seen), Some(here)) = (version.after.and_then(at), at(version.record)) else {
            return Vec::new();
        };
        let between = self.0.get(seen + 1..here).unwrap_or_default();
        between.iter().filter(|earlier| earlier.is_about(thing)).collect()
    }
}

fn version(record: &Record, book: &Book) -> Option<Version> {
    let fact = Fact::read(record).ok()?;
    let after = match &fact {
        Fact::Person(payload) => payload.after,
        Fact::Territories(payload) => payload.after,
        Fact::Divisions(payload) => payload.after,
        Fact::Fair(payload) => payload.after,
        Fact::Holidays(payload) => payload.after,
        Fact::Parameters(payload) => payload.after,
        _ => return None,
    };
    let envelope = record.envelope();
    let by_server = book.is_server(&envelope.log.enrolment);
    Some(Version {
        record: record.id(),
        by: (!by_server).then(|| PersonId::new(&envelope.author)),
        signed: Instant(envelope.stamp.claimed_ms),
        from: in_force(book, record, &fact),
        after: after.map(|after: RecordBytes| RecordId::new(*after)),
        fact,
    })
}

//! What the product asks of a database of records: look one up, and list those under a key.
//!
//! A store keeps the keys of every record beside it. They are a projection: they can be dropped and
//! made again from the records at any time.

use std::collections::BTreeSet;

use domain::act::{Assignment, Target};
use domain::correction::Field;
use domain::identity::Token;
use domain::{CardId, FairId, PersonId};
use ledger::{EnrolmentId, LogId, Record, RecordId, Seq};

use crate::erasure::{Subject, of_register};
use crate::fact::Fact;
use crate::receipts::{self, Heard, Hearing, Place};

/// Something that records can be found by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Key {
    /// Facts about the company itself.
    Company,
    /// Everything about a card.
    Card(CardId),
    /// Signed cards with an identity token, and corrections by which one would have it.
    Token(Token),
    /// Receipts about a log, ranked by the position they reach.
    Receipts(LogId),
    /// Signed cards and drafts of a fair.
    FairCards(FairId),
    /// Hand-ins and seals of a fair, and its rosters that are complete.
    FairDays(FairId),
    /// Those rosters alone: every ruling that is registered asks for them, and is not to read everybody's lists
    /// of the day with them.
    Rosters(FairId),
    /// Facts about a fair as a whole ([`Fact::about_fair`]).
    Fair(FairId),
    /// Signed cards and drafts of a person.
    CardsBy(PersonId),
    /// Assignments to a person, and deals that gave him something.
    AssignedTo(PersonId),
    /// Decisions on probable duplicates.
    Identities,
    /// What a laptop says that it let go of.
    Purges(EnrolmentId),
    /// Corrections of signed cards.
    Corrections,
    /// What was imported from lists, by anybody.
    Imports,
    /// What was taken out of the program, by anybody.
    Exports,
    /// Records that cite a receipt, receipts apart: about these only the server is heard ([`citations_of`]).
    Citing(RecordId),
    /// Versions of a line of the register, or what names a card without being about it: for erasing alone.
    Words(Subject),
    /// The first record of each chain of an enrolment, be it only its envelope.
    Chains(EnrolmentId),
}

impl Key {
    /// The bytes to index by. The first says which sort of key it is.
    pub fn to_bytes(&self) -> Vec<u8> {
        let tagged = |tag: u8, bytes: &[u8]| [&[tag], bytes].concat();
        match self {
            Self::Company => tagged(0, &[]),
            Self::Card(id) => tagged(1, &id.0),
            Self::Token(token) => tagged(2, &token.0),
            Self::Receipts(log) => tagged(3, &log.to_bytes()),
            Self::FairCards(fair) => tagged(4, fair.as_str().as_bytes()),
            Self::FairDays(fair) => tagged(5, fair.as_str().as_bytes()),
            Self::CardsBy(person) => tagged(6, person.as_str().as_bytes()),
            Self::Identities => tagged(7, &[]),
            Self::Purges(of) => tagged(8, of.as_bytes()),
            Self::Corrections => tagged(9, &[]),
            Self::Imports => tagged(10, &[]),
            Self::Exports => tagged(11, &[]),
            Self::Citing(receipt) => tagged(12, receipt.as_bytes()),
            Self::Chains(of) => tagged(13, of.as_bytes()),
            Self::Fair(fair) => tagged(14, fair.as_str().as_bytes()),
            Self::Rosters(fair) => tagged(16, fair.as_str().as_bytes()),
            Self::AssignedTo(person) => tagged(15, person.as_str().as_bytes()),
            Self::Words(subject) => tagged(17, &subject.0),
        }
    }
}

/// One entry of the index.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Indexed {
    /// The key.
    pub key: Key,
    /// Orders records under one key: the position that a receipt reaches, else 0.
    pub rank: u64,
}

/// Raised whenever [`keys_of`] gives other keys than before, so that stores make theirs anew.
pub const KEYS_VERSION: u16 = 11;

/// The keys of a record, from its ranking part. A record whose part arrives later gains its keys then.
pub fn keys_of(record: &Record) -> Vec<Indexed> {
    let mut keys = keys_of_fact(record);
    let envelope = record.envelope();
    if envelope.seq == Seq(1) {
        keys.push(Indexed { key: Key::Chains(envelope.log.enrolment), rank: 0 });
    }
    keys
}

fn keys_of_fact(record: &Record) -> Vec<Indexed> {
    let Ok(fact) = Fact::read(record) else { return Vec::new() };
    let author = PersonId::new(&record.envelope().author);
    let mut cards = fact.cards();
    if matches!(fact, Fact::HandIn { .. }) {
        // Everybody hands in his own: whoever lists others' cards makes nobody read his list with them.
        cards.retain(|card| card.is_of(&author));
    }
    let mut keys: Vec<Key> = cards.into_iter().map(Key::Card).collect();
    keys.dedup();
    keys.extend(of_register(record, &fact).into_iter().map(Key::Words));
    match &fact {
        Fact::Card(card) | Fact::Draft(card) => {
            if matches!(fact, Fact::Card(_)) {
                keys.extend(card.identity.all().map(Key::Token));
            }
            keys.extend(card.fair.clone().map(Key::FairCards));
            keys.push(Key::CardsBy(author));
        }
        Fact::Correction(correction) => {
            // Only by a correction of who he is does a card become another customer's.
            let names = correction.is_new_card() || correction.fields.contains(&Field::Site);
            let tokens = correction.to.identity.all().filter(|_| names);
            keys.extend(tokens.map(Key::Token));
            keys.push(Key::Corrections);
        }
        Fact::Assignment(Assignment { to: Target::Person(person), .. }) => {
            keys.push(Key::AssignedTo(person.clone()));
        }
        Fact::Deal(deal) => {
            let people: BTreeSet<&PersonId> = deal.dealt.values().collect();
            keys.extend(people.into_iter().cloned().map(Key::AssignedTo));
        }
        Fact::HandIn { fair, .. } => keys.push(Key::FairDays(fair.clone())),
        Fact::RosterComplete { fair, .. } => {
            keys.push(Key::FairDays(fair.clone()));
            keys.push(Key::Rosters(fair.clone()));
        }
        Fact::Seal(seal) => keys.push(Key::FairDays(seal.fair.clone())),
        Fact::Identity(_) => keys.push(Key::Identities),
        Fact::Imported(_) => keys.push(Key::Imports),
        Fact::Exported(_) => keys.push(Key::Exports),
        // By whose chain it stands in: nobody lets go for another.
        Fact::Purged { .. } => keys.push(Key::Purges(record.envelope().log.enrolment)),
        Fact::Receipt(receipt) => {
            return vec![Indexed { key: Key::Receipts(receipt.of), rank: receipt.through.0 }];
        }
        fact if fact.is_company() => keys.push(Key::Company),
        _ => {}
    }
    keys.extend(fact.about_fair().map(|(fair, _)| Key::Fair(fair.clone())));
    keys.into_iter().map(|key| Indexed { key, rank: 0 }).collect()
}

/// The receipts that a record cites, as further keys for a database that must find who cited what came late:
/// the server's. A laptop looks through the few chains that it holds.
pub fn citations_of(record: &Record) -> Vec<Indexed> {
    let cites = Fact::read(record).is_ok_and(|fact| !matches!(fact, Fact::Receipt(_)));
    let cited = record.envelope().anchors.iter().filter(|_| cites);
    cited.map(|receipt| Indexed { key: Key::Citing(*receipt), rank: 0 }).collect()
}

/// A database of records, read side.
pub trait Records {
    /// What may go wrong below.
    type Error;

    /// A record, with the parts that are held.
    ///
    /// # Errors
    /// Whatever the database reports.
    fn record(&self, id: &RecordId) -> Result<Option<Record>, Self::Error>;

    /// The records under a key whose rank is at least `from_rank`, in any order.
    ///
    /// # Errors
    /// Whatever the database reports.
    fn under(&self, key: &Key, from_rank: u64) -> Result<Vec<Record>, Self::Error>;

    /// How many records are held for one position of a log: more than one is a fork.
    ///
    /// # Errors
    /// Whatever the database reports.
    fn at_position(&self, log: LogId, seq: Seq) -> Result<usize, Self::Error>;

    /// Of the receipts about a record's log by those who are heard, the ones that can count for that record,
    /// in any order ([`receipts::choose`]).
    ///
    /// # Errors
    /// Whatever the database reports.
    fn bearing(&self, about: &Place, heard: Hearing<'_>) -> Result<Vec<Record>, Self::Error> {
        receipts::bearing_of_all(self, about, heard)
    }

    /// The receipts by which those who are heard say that they hold a record, in any order. Where each of
    /// the server's is later than the one before, the first of a chain is enough.
    ///
    /// # Errors
    /// Whatever the database reports.
    fn holding(&self, about: &Place, heard: Hearing<'_>) -> Result<Vec<Record>, Self::Error> {
        let mut reaching = self.under(&Key::Receipts(about.log), about.seq.0)?;
        reaching.retain(|given| heard(&given.envelope().log.enrolment) != Heard::Not);
        reaching.retain(|given| matches!(Fact::read(given), Ok(Fact::Receipt(r)) if r.holds));
        Ok(reaching)
    }
}

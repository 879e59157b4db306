//! A certificate of a ruling: everything that it rests on, in one file that anybody can check without a
//! server, a database or a network.
//!
//! It is gathered by ruling once while a [`Recorder`] looks over the shoulder. Whoever checks it has the
//! company's founding record, whose key is the company's id; from there every signature follows, and the
//! ruling is made again by the same rules. That nothing was left out is the server's word: it registered
//! the hash of exactly this ruling. A certificate without that registration proves what its maker knew.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use domain::CardId;
use domain::time::Instant;
use ledger::{CompanyId, LogId, PublicKey, RawRecord, Record, RecordId, Seq};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use thiserror::Error;

use crate::book::{Book, read_book};
use crate::fact::Fact;
use crate::gather::{Customer, Gather, SeenBy, signed_card};
use crate::index::{Key, Records, keys_of};
use crate::kind;

/// How a certificate begins, so that nobody takes it for another file.
const MAGIC: &[u8] = b"fairlead certificate 1\n";
/// How many records one may hold.
const RECORDS_MAX: usize = 100_000;

/// A certificate, before it is checked.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Certificate {
    /// Whose ledger.
    #[n(0)]
    pub company: CompanyId,
    /// A card of the customer.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub card: [u8; 16],
    /// As of when it was ruled, milliseconds since 1970 UTC.
    #[n(2)]
    pub as_of_ms: i64,
    /// The version of the rules.
    #[n(3)]
    pub rules: u16,
    /// The hash of the ruling's bytes.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub ruling: [u8; 32],
    /// Facts about the company, and everything that was read.
    #[n(5)]
    pub records: Vec<ByteVec>,
}

/// Why a certificate proves nothing.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Flaw {
    /// It is none, or was damaged.
    #[error("the file is no certificate, or is damaged")]
    Unreadable,
    /// It was made by rules that this program does not have.
    #[error("it was made by version {0} of the rules, which this program does not have")]
    OtherRules(u16),
    /// It does not hold the founding of its company.
    #[error("it does not begin with the founding of the company that it names")]
    NoCompany,
    /// A record is not as its author signed it.
    #[error("record {0} is not as its author signed it")]
    Forged(RecordId),
    /// A record of a key that the company has not certified.
    #[error("record {0} is signed by a key that the company does not know")]
    UnknownSigner(RecordId),
    /// The customer's card is not in it.
    #[error("it does not hold the card that it is about")]
    NoCard,
    /// The records lead to another ruling.
    #[error("its records lead to another ruling than the one that it names")]
    OtherRuling,
}

/// A certificate that holds.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The company.
    pub book: Book,
    /// The customer, ruled on again.
    pub customer: Customer,
    /// When the server registered exactly this ruling, if it did.
    pub registered: Option<Instant>,
    /// What its records say of each of the customer's cards.
    pub cards: BTreeMap<CardId, Certified>,
    /// How many records were checked.
    pub records: usize,
}

/// What a certificate's records say of one card beside the ruling.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Certified {
    /// The number that the company gave it, if it did (OWN-09).
    pub number: Option<u64>,
    /// Who saw it, and on whose word its time rests.
    pub seen_by: SeenBy,
}

impl Certificate {
    /// Certifies the ruling on a card's customer with what a database holds.
    ///
    /// # Errors
    /// Whatever the database reports. `None` when it holds no such card.
    pub fn of<R: Records>(
        records: &R,
        book: &Book,
        card: CardId,
        as_of: Instant,
        at: impl Fn(LogId, Seq) -> Result<Vec<Record>, R::Error>,
    ) -> Result<Option<Self>, R::Error> {
        let recorder = Recorder::over(records);
        let Some(customer) = Gather::new(&recorder, book).customer(card, as_of)? else {
            return Ok(None);
        };
        let mut held = recorder.seen.into_inner();
        // Two records of one position weigh as two: both go along.
        for (log, seq) in recorder.positions.into_inner() {
            held.extend(at(log, seq)?.into_iter().map(|record| (record.id(), record)));
        }
        let mut company = records.under(&Key::Company, 0)?;
        company.retain(|record| book.counts(record));
        held.extend(company.into_iter().map(|record| (record.id(), record)));
        let mut ordered: Vec<&Record> = held.values().collect();
        ordered.sort_by_key(|record| {
            let envelope = record.envelope();
            (record.kind() != kind::COMPANY, envelope.log, envelope.seq, record.id())
        });
        // Others' names and phone numbers prove nothing: the content parts stay where they are.
        let bare = ordered.into_iter().map(|record| record.without_content().encode().into());
        Ok(Some(Self {
            company: book.id,
            card: card.0,
            as_of_ms: as_of.0,
            rules: domain::ruling::RULES_VERSION,
            ruling: customer.hash,
            records: bare.collect(),
        }))
    }

    /// The file.
    pub fn encode(&self) -> Vec<u8> {
        let body = minicbor::to_vec(self).expect("encoding into a Vec cannot fail");
        [MAGIC, &body].concat()
    }

    /// Reads a file and checks all of it.
    ///
    /// # Errors
    /// [`Flaw`], and then it proves nothing.
    pub fn verify(bytes: &[u8]) -> Result<Verified, Flaw> {
        let body = bytes.strip_prefix(MAGIC).ok_or(Flaw::Unreadable)?;
        let mut decoder = minicbor::Decoder::new(body);
        let certificate: Self = decoder.decode().map_err(|_| Flaw::Unreadable)?;
        if decoder.position() != body.len() || certificate.records.len() > RECORDS_MAX {
            return Err(Flaw::Unreadable);
        }
        if !(1..=domain::ruling::RULES_VERSION).contains(&certificate.rules) {
            return Err(Flaw::OtherRules(certificate.rules));
        }
        let raws = certificate.records.iter().map(|bytes| RawRecord::decode(bytes));
        let raws = raws.collect::<Result<Vec<_>, _>>().map_err(|_| Flaw::Unreadable)?;
        let (records, book) = verified(raws, certificate.company)?;
        let count = records.len();
        let held = Held(records);
        let card = CardId(certificate.card);
        let gather = Gather::new(&held, &book).by_rules(certificate.rules);
        let customer = infallible(gather.customer(card, Instant(certificate.as_of_ms)));
        let customer = customer.ok_or(Flaw::NoCard)?;
        if customer.hash != certificate.ruling {
            return Err(Flaw::OtherRuling);
        }
        let registered = held.registered(&book, customer.ruling.customer, &customer.hash);
        let mut cards = BTreeMap::new();
        for card in customer.cluster.cards.keys() {
            cards.insert(*card, held.certified(&book, &gather, *card));
        }
        Ok(Verified { registered, book, customer, cards, records: count })
    }
}

/// Every record with its signature checked, up to the key that the company's id is the hash of.
fn verified(
    raws: Vec<RawRecord>,
    company: CompanyId,
) -> Result<(BTreeMap<RecordId, Record>, Book), Flaw> {
    let founding = raws.first().ok_or(Flaw::NoCompany)?;
    let key = founding_key(founding).filter(|key| Book::company_id(key) == company);
    let founding = key.and_then(|key| founding.clone().verify(&key).ok()).ok_or(Flaw::NoCompany)?;
    let mut book = read_book(std::slice::from_ref(&founding)).ok_or(Flaw::NoCompany)?;
    let mut records = BTreeMap::from([(founding.id(), founding)]);
    let mut waiting: Vec<RawRecord> = raws.into_iter().skip(1).collect();
    // Certificates of keys may stand behind what those keys signed; each round may learn of new ones.
    while !waiting.is_empty() {
        let before = waiting.len();
        let mut still = Vec::new();
        for raw in waiting {
            let id = raw.id();
            let envelope = raw.envelope().map_err(|_| Flaw::Unreadable)?;
            let Some(enrolled) = book.enrolments.get(&envelope.log.enrolment) else {
                still.push(raw);
                continue;
            };
            let own = book.is_server(&envelope.log.enrolment)
                || enrolled.person.as_str() == envelope.author;
            let record = raw.verify(&enrolled.key).ok().filter(|_| own);
            let record = record.filter(|record| record.envelope().company == book.id);
            records.insert(id, record.ok_or(Flaw::Forged(id))?);
        }
        if let (Some(raw), true) = (still.first(), still.len() == before) {
            return Err(Flaw::UnknownSigner(raw.id()));
        }
        let facts: Vec<Record> = records.values().cloned().collect();
        book = read_book(&facts).ok_or(Flaw::NoCompany)?;
        waiting = still;
    }
    Ok((records, book))
}

fn founding_key(raw: &RawRecord) -> Option<PublicKey> {
    let unverified = raw.clone().already_verified().ok()?;
    match Fact::read(&unverified) {
        Ok(Fact::Company(company)) => PublicKey::from_bytes(&company.server_key),
        _ => None,
    }
}

/// Remembers what was read while a ruling was made.
struct Recorder<'a, R: Records> {
    records: &'a R,
    seen: RefCell<BTreeMap<RecordId, Record>>,
    positions: RefCell<BTreeSet<(LogId, Seq)>>,
}

impl<'a, R: Records> Recorder<'a, R> {
    fn over(records: &'a R) -> Self {
        Self { records, seen: RefCell::default(), positions: RefCell::default() }
    }

    fn note<'r>(&self, records: impl IntoIterator<Item = &'r Record>) {
        let mut seen = self.seen.borrow_mut();
        seen.extend(records.into_iter().map(|record| (record.id(), record.clone())));
    }
}

impl<R: Records> Records for Recorder<'_, R> {
    type Error = R::Error;

    fn record(&self, id: &RecordId) -> Result<Option<Record>, R::Error> {
        let found = self.records.record(id)?;
        self.note(&found);
        Ok(found)
    }

    fn under(&self, key: &Key, from_rank: u64) -> Result<Vec<Record>, R::Error> {
        let found = self.records.under(key, from_rank)?;
        self.note(&found);
        Ok(found)
    }

    fn at_position(&self, log: LogId, seq: Seq) -> Result<usize, R::Error> {
        self.positions.borrow_mut().insert((log, seq));
        self.records.at_position(log, seq)
    }
}

/// The records of a certificate, as a database.
struct Held(BTreeMap<RecordId, Record>);

impl Held {
    fn certified(&self, book: &Book, gather: &Gather<'_, Self>, card: CardId) -> Certified {
        let about = infallible(self.under(&Key::Card(card), 0));
        let by_server = about.iter().filter(|r| book.is_server(&r.envelope().log.enrolment));
        let number = by_server.filter_map(|record| match Fact::read(record) {
            Ok(Fact::Number { number, .. }) => Some(number),
            _ => None,
        });
        let seen_by = signed_card(&about).map(|(record, _)| infallible(gather.seen_by(record)));
        Certified { number: number.min(), seen_by: seen_by.unwrap_or_default() }
    }

    fn registered(&self, book: &Book, customer: CardId, hash: &[u8; 32]) -> Option<Instant> {
        let by_server = self.0.values().filter(|r| book.is_server(&r.envelope().log.enrolment));
        let registered = by_server.filter(|record| {
            matches!(
                Fact::read(record),
                Ok(Fact::Registration { customer: of, ruling, .. })
                    if of == customer && ruling == *hash
            )
        });
        registered.map(|record| Instant(record.envelope().stamp.claimed_ms)).min()
    }
}

impl Records for Held {
    type Error = Infallible;

    fn record(&self, id: &RecordId) -> Result<Option<Record>, Infallible> {
        Ok(self.0.get(id).cloned())
    }

    fn under(&self, key: &Key, from_rank: u64) -> Result<Vec<Record>, Infallible> {
        let fits = |record: &&Record| {
            keys_of(record).iter().any(|found| found.key == *key && found.rank >= from_rank)
        };
        Ok(self.0.values().filter(fits).cloned().collect())
    }

    fn at_position(&self, log: LogId, seq: Seq) -> Result<usize, Infallible> {
        let there = |record: &&Record| record.envelope().log == log && record.envelope().seq == seq;
        Ok(self.0.values().filter(there).count())
    }
}

fn infallible<T>(result: Result<T, Infallible>) -> T {
    match result {
        Ok(value) => value,
        Err(never) => match never {},
    }
}

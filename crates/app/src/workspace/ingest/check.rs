//! What can be said of records before anything is written: which are this company's, whose they are, and
//! whether he signed them.

use domain::PersonId;
use facts::{Book, Fact, Key, Records, read_book};
use ledger::{Damage, PublicKey, RawRecord, Record, verify_all};

use super::super::Workspace;
use super::{Refusal, Source};
use crate::Failure;

/// How many of the records that a colleague brings at once may have to be set aside. A laptop passes on
/// what it has itself verified; more than these are nobody's mistake.
const REFUSALS_MAX: usize = 16;

/// What came, checked.
pub(super) struct Checked {
    /// What has a sound signature by a key that the book certifies.
    pub(super) verified: Vec<Record>,
    /// What has not.
    pub(super) aside: Aside,
    /// The book with what has just come.
    pub(super) book: Book,
}

impl Workspace {
    /// Checks everything. Facts about the company come first: they certify the keys of the others.
    pub(super) fn check(
        &self,
        raws: impl IntoIterator<Item = Result<RawRecord, Damage>>,
        source: &Source,
    ) -> Result<Checked, Failure> {
        let mut aside = Aside::of(source);
        let (mut company, mut others) = (Vec::new(), Vec::new());
        for raw in raws {
            match raw.and_then(|raw| Ok((raw.envelope()?, raw))) {
                Ok((envelope, raw)) if envelope.company != self.book.id => {
                    aside.put(Some(&raw), "record.company")?;
                }
                Ok((envelope, raw)) if envelope.kind.starts_with("company.") => company.push(raw),
                Ok((_, raw)) => others.push(raw),
                Err(_) => aside.put(None, "record.unreadable")?,
            }
        }
        let (mut verified, book) = self.certify(company, &mut aside)?;
        let mut certified = Vec::new();
        for raw in others {
            match key_of(&raw, &book) {
                Ok(key) => certified.push((raw, key)),
                Err(code) => aside.put(Some(&raw), code)?,
            }
        }
        for checked in verify_all(certified) {
            match checked {
                Ok(record) => verified.push(record),
                Err(bad) => aside.put(Some(&bad.0), code_of(&bad.1))?,
            }
        }
        Ok(Checked { verified, aside, book })
    }

    /// Checks facts about the company, each of which may certify the keys of the next.
    fn certify(
        &self,
        company: Vec<RawRecord>,
        aside: &mut Aside,
    ) -> Result<(Vec<Record>, Book), Failure> {
        let mut verified: Vec<Record> = Vec::new();
        let mut book = self.book.clone();
        let mut waiting = company;
        if waiting.is_empty() {
            return Ok((verified, book));
        }
        let mut known = self.store.under(&Key::Company, 0)?;
        let before = known.len();
        loop {
            let count = waiting.len();
            let mut still = Vec::new();
            for raw in waiting {
                match verify(raw.clone(), &book) {
                    Ok(record) => {
                        known.push(record.clone());
                        verified.push(record);
                    }
                    Err("record.unknown_enrolment") => still.push(raw),
                    Err(code) => aside.put(Some(&raw), code)?,
                }
            }
            waiting = still;
            if waiting.is_empty() || waiting.len() == count {
                break;
            }
            book = read_book(&known).unwrap_or(book);
        }
        if known.len() > before {
            book = read_book(&known).unwrap_or(book);
        }
        for raw in &waiting {
            aside.put(Some(raw), "record.unknown_enrolment")?;
        }
        Ok((verified, book))
    }
}

/// Records to be set aside, and how many of them are borne.
pub(super) struct Aside {
    pub(super) records: Vec<(Vec<u8>, Refusal)>,
    max: usize,
}

impl Aside {
    fn of(source: &Source) -> Self {
        let max = match source {
            // Whatever it feeds, the exchange with it must go on.
            Source::Server => usize::MAX,
            Source::Colleague(_) | Source::Witness => REFUSALS_MAX,
        };
        Self { records: Vec::new(), max }
    }

    /// Sets one aside.
    fn put(&mut self, raw: Option<&RawRecord>, code: &'static str) -> Result<(), Failure> {
        if self.records.len() == self.max {
            return Err(Failure::new("bundle.damaged"));
        }
        let refusal = Refusal { id: raw.map(RawRecord::id), code };
        self.records.push((raw.map(RawRecord::encode).unwrap_or_default(), refusal));
        Ok(())
    }
}

/// Checks a record against the keys that the book certifies.
fn verify(raw: RawRecord, book: &Book) -> Result<Record, &'static str> {
    let key = key_of(&raw, book)?;
    raw.verify(&key).map_err(|damage| code_of(&damage))
}

/// The key that the book certifies for whoever signed a record.
fn key_of(raw: &RawRecord, book: &Book) -> Result<PublicKey, &'static str> {
    let envelope = raw.envelope().map_err(|_| "record.unreadable")?;
    let enrolled =
        book.enrolments.get(&envelope.log.enrolment).ok_or("record.unknown_enrolment")?;
    let own = book.is_server(&envelope.log.enrolment)
        || enrolled.person == PersonId::new(&envelope.author);
    if !own {
        return Err("record.author");
    }
    Ok(enrolled.key)
}

fn code_of(damage: &Damage) -> &'static str {
    match damage {
        Damage::BadSignature => "record.signature",
        Damage::PartMismatch => "record.part",
        _ => "record.unreadable",
    }
}

/// Verifies the records of a company that nobody here knows yet. The founding record brings the
/// server's key; the company's id is the hash of that key.
pub(in super::super) fn verify_company(raws: &[RawRecord]) -> Option<Vec<Record>> {
    let founding = raws
        .iter()
        .find(|raw| raw.envelope().is_ok_and(|envelope| envelope.kind == facts::kind::COMPANY))?;
    let unverified = founding.clone().already_verified().ok()?;
    let Ok(Fact::Company(company)) = Fact::read(&unverified) else { return None };
    let server = PublicKey::from_bytes(&company.server_key)?;
    let founding = founding.clone().verify(&server).ok()?;
    let mut book = read_book(std::slice::from_ref(&founding))?;
    let mut records = vec![founding];
    let mut waiting: Vec<RawRecord> = raws.to_vec();
    loop {
        let count = records.len();
        let mut still = Vec::new();
        for raw in waiting {
            match verify(raw.clone(), &book) {
                Ok(record) => records.push(record),
                Err("record.unknown_enrolment") => still.push(raw),
                Err(_) => return None,
            }
        }
        if still.is_empty() || records.len() == count {
            break;
        }
        waiting = still;
        book = read_book(&records)?;
    }
    Some(records)
}

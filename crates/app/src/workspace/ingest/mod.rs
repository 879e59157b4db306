//! Taking records from outside: verify all, then commit all.

use std::collections::BTreeSet;

use domain::PersonId;
use facts::{Book, Fact, Key, Records, payload, read_book};
use ledger::{
    BootId, Damage, Head, LogId, PublicKey, RawRecord, Receipt, Record, RecordId, Seq, WhichPart,
    verify_all,
};
use store::Tx;

use super::renewal::{Event, note, own_among};
use super::sign::Fresh;
use super::{NO_BOOT, Workspace, erasure, lists};
use crate::{Failure, Now};

/// How many of the records that a colleague brings at once may have to be set aside. A laptop passes on
/// what it has itself verified; more than these are nobody's mistake.
const REFUSALS_MAX: usize = 16;

/// Where records came from: it decides what is signed in return.
#[derive(Clone, Debug)]
pub enum Source {
    /// The server's feed. The server has given its own receipt.
    Server,
    /// A colleague's device.
    Colleague(Met),
    /// A colleague's word about this laptop's own chain, or his certificate: nothing is signed in return.
    Witness,
}

/// What a colleague's device showed of itself.
#[derive(Clone, Copy, Debug)]
pub struct Met {
    /// The log that it writes.
    pub log: LogId,
    /// Its boot and monotonic clock, when it is here now. What came by a file has been under way for
    /// who knows how long, and says nothing about anybody's clock.
    pub clock: Option<(BootId, u64)>,
}

/// A record that was set aside, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// The record, as far as it could be read.
    pub id: Option<RecordId>,
    /// A stable code under `quarantine.` in the language files.
    pub code: &'static str,
}

/// What came.
#[derive(Clone, Debug, Default)]
pub struct Ingested {
    /// Records that were new, or whose parts were.
    pub records: u32,
    /// New signed cards among them.
    pub cards: u32,
    /// What was set aside.
    pub refused: Vec<Refusal>,
    /// Whether facts about the company changed.
    pub company: bool,
}

/// Records to be set aside, and how many of them are borne.
struct Aside {
    records: Vec<(Vec<u8>, Refusal)>,
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

    fn put(&mut self, raw: Option<&RawRecord>, code: &'static str) -> Result<(), Failure> {
        if self.records.len() == self.max {
            return Err(Failure::new("bundle.damaged"));
        }
        let refusal = Refusal { id: raw.map(RawRecord::id), code };
        self.records.push((raw.map(RawRecord::encode).unwrap_or_default(), refusal));
        Ok(())
    }
}

impl Workspace {
    /// Takes records. One bad record never blocks the others: it is set aside with a reason. `also`
    /// runs in the same transaction, so that a cursor never runs ahead of its records.
    ///
    /// # Errors
    /// `store` when the disk fails, `bundle.damaged` when a colleague brings more than a few records
    /// that are bad; then nothing was taken.
    pub fn ingest(
        &mut self,
        raws: impl IntoIterator<Item = Result<RawRecord, Damage>>,
        source: &Source,
        now: &Now,
        also: impl FnOnce(&mut Tx<'_>) -> Result<(), store::Error>,
    ) -> Result<Ingested, Failure> {
        let mut outcome = Ingested::default();
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
        let mut verified: Vec<Record> = Vec::new();
        // Facts about the company first: they certify the keys of the others.
        let mut book = self.book.clone();
        let mut known = self.store.under(&Key::Company, 0)?;
        let before = known.len();
        let mut waiting = company;
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
        outcome.refused = aside.records.iter().map(|(_, refusal)| refusal.clone()).collect();

        let as_of = self.as_of(now);
        let me = self.identity.person.clone();
        let head = self.store.head(self.log())?;
        let mut anchors = std::mem::take(&mut self.anchors);
        verified.iter().for_each(|record| anchors.learn(record, &book, self.log()));
        self.anchors = anchors;
        let deliveries = self.deliveries(&verified)?;
        let renewed = match self.went_on_elsewhere(&verified)? {
            true => Some(self.next_incarnation(now)),
            false => None,
        };
        let lost = self.store.lost()?;
        let writer = renewed.as_ref().unwrap_or(&self.identity);
        let head = if renewed.is_some() { Head::start(writer.log()) } else { head };

        let from_server = matches!(source, Source::Server);
        let result = self.store.write(|tx| -> Result<Ingested, store::Error> {
            // First, so that nothing of it is taken any more.
            let erased = erasure::erase(tx, &book)?;
            let mut fresh: Vec<Record> = Vec::new();
            let mut grown: Vec<&Record> = Vec::new();
            for record in &verified {
                let taken = tx.ingest(record)?;
                grown.extend(Some(record).filter(|_| taken == store::Ingested::MorePartsNow));
                if taken != store::Ingested::Known {
                    // The bare envelope of a card that is none of our business is no card.
                    let card = matches!(Fact::read(record), Ok(Fact::Card(_)));
                    outcome.cards += u32::from(card);
                    outcome.company |= record.kind().starts_with("company.");
                    fresh.push(record.clone());
                }
            }
            outcome.records = u32::try_from(fresh.len()).unwrap_or(u32::MAX);
            if let Some(renewed) = &renewed {
                renewed.save(tx)?;
            }
            // What was let go of and is given back was never lost.
            let given_back: BTreeSet<RecordId> = grown.iter().map(|record| record.id()).collect();
            let new = fresh.iter().filter(|record| !given_back.contains(&record.id()));
            let came_back = own_among(writer, new, &lost);
            if came_back > 0 {
                note(tx, Event::WentOnElsewhere, as_of.0, came_back)?;
            }
            let receipts = match source {
                Source::Server | Source::Witness => Vec::new(),
                Source::Colleague(met) => {
                    bring_again(tx, &grown)?;
                    self.receipts(tx, met)?
                }
            };
            let mut own_head = head;
            for (i, fact) in receipts.into_iter().chain(deliveries).enumerate() {
                let record = self.make(&own_head, fact, now, i);
                tx.append(&record)?;
                own_head = Head::after(&record);
                fresh.push(record);
            }
            for (raw, refusal) in &aside.records {
                tx.quarantine(raw, refusal.code, as_of.0)?;
            }
            erasure::show(tx, &book, &me, &erased, as_of)?;
            let told = from_server.then_some(now);
            lists::refresh(tx, &book, &me, &fresh, as_of, told)?;
            also(tx)?;
            Ok(outcome)
        });
        let outcome = result?;
        if let Some(renewed) = renewed {
            self.become_incarnation(renewed)?;
        }
        if outcome.company {
            self.reload_book()?;
        }
        self.settle(now)?;
        Ok(outcome)
    }

    /// Receipts for a colleague's logs: the one that he writes, and those that he wrote before it.
    fn receipts(&self, tx: &Tx<'_>, met: &Met) -> Result<Vec<Fresh>, store::Error> {
        let before = tx.chains_of(met.log.enrolment)?.into_keys().filter(|log| *log != met.log);
        let before = before.map(|log| Met { log, clock: None });
        let receipts = before.chain([*met]).map(|met| self.receipt(tx, &met));
        Ok(receipts.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// A receipt for a colleague's log, as far as it is held here now, whatever he says of it: for what
    /// he has yet to write there is none. Without his clock, once for every position.
    fn receipt(&self, tx: &Tx<'_>, met: &Met) -> Result<Option<Fresh>, store::Error> {
        let held = tx.head(met.log)?;
        if met.clock.is_none() {
            let reaching = tx.under(&Key::Receipts(met.log), held.seq.0)?;
            if reaching
                .iter()
                .any(|receipt| receipt.envelope().log.enrolment == self.identity.enrolment)
            {
                return Ok(None);
            }
        }
        let (boot, mono_ms) = met.clock.unwrap_or((NO_BOOT, 0));
        let (of, through, head) = (met.log, held.seq, held.last);
        let receipt = Receipt { of, through, head, boot, mono_ms, holds: true };
        Ok(Some(Fresh::open(ledger::RECEIPT_KIND, receipt.encode())))
    }

    /// The delivery of every assignment that now reaches its new owner (OWN-19).
    fn deliveries(&self, verified: &[Record]) -> Result<Vec<Fresh>, Failure> {
        let mut deliveries = Vec::new();
        let me = domain::act::Target::Person(self.identity.person.clone());
        let mut seen: BTreeSet<RecordId> = BTreeSet::new();
        for record in verified {
            let Ok(Fact::Assignment(assignment)) = Fact::read(record) else { continue };
            let mine =
                assignment.to == me && record.envelope().log.enrolment != self.identity.enrolment;
            // The bare envelope of it may have come before.
            let held = self.store.record(&record.id())?;
            let read = held.is_some_and(|held| !held.lacks(WhichPart::Ranking));
            if mine && seen.insert(record.id()) && !read {
                let delivery = payload::Delivery {
                    assignment: (*record.id().as_bytes()).into(),
                    card: payload::card_bytes(assignment.card),
                };
                deliveries.push(Fresh::open(facts::kind::DELIVERY, delivery.encode()));
            }
        }
        Ok(deliveries)
    }
}

/// Of records that gained parts from a colleague the server may lack these parts too, whatever it has
/// acknowledged: it is brought them once more.
fn bring_again(tx: &mut Tx<'_>, grown: &[&Record]) -> Result<(), store::Error> {
    let mut acknowledged = tx.acknowledged()?;
    for envelope in grown.iter().map(|record| record.envelope()) {
        let before = Seq(envelope.seq.0.saturating_sub(1));
        acknowledged.entry(envelope.log).and_modify(|has| *has = before.min(*has));
    }
    tx.acknowledge(&acknowledged)
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
pub(super) fn verify_company(raws: &[RawRecord]) -> Option<Vec<Record>> {
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

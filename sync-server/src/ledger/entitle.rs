//! Who may hold which of the touched records, and how deep. The rules are [`domain::audience`]'s and
//! [`facts::Entitlement`]'s; here they are asked for many people at once.

use std::collections::{BTreeMap, BTreeSet};

use domain::PersonId;
use domain::audience::{self, Depth};
use domain::time::Instant;
use facts::{Book, Customer, Entitlement, Fact, Gather, Key};
use ledger::{EnrolmentId, Record, RecordId, WhichPart};

use super::memo::Memo;
use super::proofs::Proofs;
use super::touched::Touched;
use crate::storage::StorageError;

/// What is added to each enrolment's feed, in order.
pub(super) type Rows = BTreeMap<EnrolmentId, Vec<(RecordId, Depth)>>;

/// Works out the rows for some people's enrolments. Facts about the company come first.
pub(super) fn entitle(
    memo: &Memo<'_>,
    book: &Book,
    viewers: &BTreeMap<PersonId, Vec<EnrolmentId>>,
    company: Vec<Record>,
    touched: Touched,
    now: Instant,
) -> Result<Rows, StorageError> {
    let mut desk = Grants::new(memo, book, viewers.keys(), now);
    desk.customers(&touched.cards)?;
    desk.records(&touched.records)?;
    desk.proofs()?;
    let mut rows = Rows::new();
    for (person, enrolments) in viewers {
        for enrolment in enrolments {
            let mut own = desk.of_person(person);
            desk.receipts_about(*enrolment, &touched.records, &mut own)?;
            rows.insert(*enrolment, in_order(*enrolment, &company, own));
        }
    }
    Ok(rows)
}

/// Records with how much of them somebody may hold.
type Held = BTreeMap<RecordId, (Record, Depth)>;

struct Grants<'a> {
    memo: &'a Memo<'a>,
    book: &'a Book,
    now: Instant,
    proofs: Proofs<'a>,
    people: BTreeMap<&'a PersonId, Held>,
}

impl<'a> Grants<'a> {
    fn new(
        memo: &'a Memo<'a>,
        book: &'a Book,
        people: impl Iterator<Item = &'a PersonId>,
        now: Instant,
    ) -> Self {
        let people = people.map(|person| (person, Held::new())).collect();
        Self { memo, book, now, proofs: Proofs::new(memo, book), people }
    }

    /// Everything about the customers of some cards, to those whom they concern.
    fn customers(&mut self, cards: &BTreeSet<domain::CardId>) -> Result<(), StorageError> {
        let gather = Gather::new(self.memo, self.book);
        let mut done = BTreeSet::new();
        for card in cards {
            if done.contains(card) {
                continue;
            }
            if let Some(customer) = gather.customer(*card, self.now)? {
                done.extend(customer.cluster.cards.keys().copied());
                self.customer(&customer)?;
            }
        }
        Ok(())
    }

    fn customer(&mut self, customer: &Customer) -> Result<(), StorageError> {
        let Customer { cluster, ruling, .. } = customer;
        for (person, held) in &mut self.people {
            let depths =
                audience::of_customer(person, cluster, ruling, &self.book.company, self.now);
            let entitlement = Entitlement::new(self.memo, self.book, person, self.now);
            for (card, depth) in depths {
                for record in self.memo.all_under(&Key::Card(card))?.iter() {
                    grant(held, record, entitlement.about_card(record, depth));
                }
            }
        }
        Ok(())
    }

    /// Records that are about no customer, or not only: hand-ins, seals, drafts, what a person's other
    /// device wrote. Whoever sees everything gets kinds from the future too.
    fn records(&mut self, records: &BTreeMap<RecordId, Record>) -> Result<(), StorageError> {
        let apart = |record: &&Record| {
            let fact = Fact::read(record);
            // Receipts go as proofs; facts about the company by a way of their own.
            !matches!(&fact, Ok(fact) if fact.is_company() || matches!(fact, Fact::Receipt(_)))
        };
        for (person, held) in &mut self.people {
            let entitlement = Entitlement::new(self.memo, self.book, person, self.now);
            let everything = self
                .book
                .company
                .person(person, self.now)
                .is_some_and(|person| person.sees_everything())
                .then_some(Depth::Content);
            for record in records.values().filter(apart) {
                grant(held, record, everything.or_else(|| entitlement.on_its_own(record)));
            }
        }
        Ok(())
    }

    /// Adds what proves the time of everything that has been granted.
    fn proofs(&mut self) -> Result<(), StorageError> {
        for held in self.people.values_mut() {
            let granted: Vec<Record> = held.values().map(|(record, _)| record.clone()).collect();
            for record in &granted {
                for proof in self.proofs.of(record)?.iter() {
                    grant(held, proof, Some(Depth::Ranking));
                }
            }
        }
        Ok(())
    }

    fn of_person(&self, person: &PersonId) -> Held {
        self.people.get(person).cloned().unwrap_or_default()
    }

    /// Receipts about a device's own log always go to it: it cites the newest ones.
    fn receipts_about(
        &self,
        enrolment: EnrolmentId,
        records: &BTreeMap<RecordId, Record>,
        held: &mut Held,
    ) -> Result<(), StorageError> {
        for record in records.values() {
            if matches!(Fact::read(record), Ok(Fact::Receipt(r)) if r.of.enrolment == enrolment) {
                grant(held, record, Some(Depth::Ranking));
                for proof in self.proofs.of(record)?.iter() {
                    grant(held, proof, Some(Depth::Ranking));
                }
            }
        }
        Ok(())
    }
}

/// Grants a record, or more of it. What is not held here itself waits until it comes.
fn grant(held: &mut Held, record: &Record, depth: Option<Depth>) {
    let Some(depth) = depth.filter(|_| !record.lacks(WhichPart::Ranking)) else { return };
    let depth = match depth {
        _ if record.envelope().content.is_none() => Depth::Content,
        _ if record.lacks(WhichPart::Content) => Depth::Ranking,
        depth => depth,
    };
    let entry = held.entry(record.id()).or_insert_with(|| (record.clone(), depth));
    entry.1 = entry.1.max(depth);
}

/// Facts about the company first, then everything in the order in which it claims to have happened.
/// Nobody is told what he said himself.
fn in_order(enrolment: EnrolmentId, company: &[Record], held: Held) -> Vec<(RecordId, Depth)> {
    let foreign = |record: &Record| record.envelope().log.enrolment != enrolment;
    let mut others: Vec<(Record, Depth)> =
        held.into_values().filter(|(record, _)| foreign(record)).collect();
    others.sort_by_key(|(record, _)| {
        let envelope = record.envelope();
        (envelope.stamp.claimed_ms, envelope.log, envelope.seq, record.id())
    });
    let company = company.iter().filter(|record| foreign(record)).map(|r| (r.id(), Depth::Content));
    company.chain(others.iter().map(|(record, depth)| (record.id(), *depth))).collect()
}

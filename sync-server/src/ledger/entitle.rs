//! Who may hold which of the touched records, and how deep. The rules are [`domain::audience`]'s and
//! [`facts::Entitlement`]'s; here they are asked for many people at once.

use std::collections::{BTreeMap, BTreeSet};

use domain::audience::{self, Depth};
use domain::time::Instant;
use domain::{CardId, PersonId};
use facts::kind::Importance;
use facts::{Book, Customer, Entitlement, Fact, Gather, Key, is_for_few};
use ledger::{EnrolmentId, LogId, Receipt, Record, RecordId, Seq, WhichPart};

use super::memo::Memo;
use super::proofs::{Proofs, in_order as in_order_of_giver, same_giver};
use super::release::{Taken, Whose};
use super::touched::Touched;
use crate::storage::StorageError;

/// What is added to each enrolment's feed, in order.
pub(super) type Rows = BTreeMap<EnrolmentId, Vec<(RecordId, Depth)>>;

/// Works out the rows for some people's enrolments. Facts about the company come first.
pub(super) fn entitle(
    memo: &Memo<'_>,
    book: &Book,
    viewers: &BTreeMap<PersonId, Vec<EnrolmentId>>,
    company: &[Record],
    touched: &Touched,
    now: Instant,
) -> Result<(Rows, Taken), StorageError> {
    let mut entitled = Entitled::new(memo, book, viewers, now);
    entitled.customers(&touched.cards)?;
    entitled.records(&touched.records)?;
    entitled.other_laptops(viewers, &touched.records)?;
    let mut rows = Rows::new();
    let about = receipts_about(&touched.records);
    for (person, enrolments) in viewers {
        for enrolment in enrolments {
            let mut grants = entitled.people[person].clone();
            // Receipts about a laptop's own log always go to it: its next record cites the newest ones.
            for receipt in about.get(enrolment).into_iter().flatten() {
                grants.add(receipt, Some(Depth::Ranking), &entitled.proofs)?;
            }
            let entitlement = Entitlement::new(memo, book, person, now);
            let company = company.iter().filter_map(|record| {
                // What there is no more of cannot be told.
                let depth = match record.part(WhichPart::Content) {
                    None if record.envelope().content.is_some() => Depth::Ranking,
                    _ => entitlement.on_its_own(record)?,
                };
                Some((record, depth))
            });
            rows.insert(*enrolment, in_order(*enrolment, company, grants));
        }
    }
    Ok((rows, entitled.taken))
}

struct Entitled<'a> {
    memo: &'a Memo<'a>,
    book: &'a Book,
    now: Instant,
    proofs: Proofs<'a>,
    people: BTreeMap<&'a PersonId, Grants>,
    viewers: &'a BTreeMap<PersonId, Vec<EnrolmentId>>,
    taken: Taken,
}

impl<'a> Entitled<'a> {
    fn new(
        memo: &'a Memo<'a>,
        book: &'a Book,
        viewers: &'a BTreeMap<PersonId, Vec<EnrolmentId>>,
        now: Instant,
    ) -> Self {
        let people = viewers.keys().map(|person| (person, Grants::default())).collect();
        let (proofs, taken) = (Proofs::new(memo, book), Taken::default());
        Self { memo, book, now, proofs, people, viewers, taken }
    }

    /// Everything about the customers of some cards, to those whom they concern.
    fn customers(&mut self, cards: &BTreeSet<CardId>) -> Result<(), StorageError> {
        let gather = Gather::new(self.memo, self.book);
        let mut done = BTreeSet::new();
        for card in cards {
            if done.contains(card) {
                continue;
            }
            let customer = gather.customer(*card, self.now)?;
            if let Some(customer) = &customer {
                done.extend(customer.cluster.cards.keys().copied());
                self.customer(customer)?;
            }
            let whose = Whose { memo: self.memo, book: self.book, now: self.now };
            whose.take(*card, customer.as_ref(), self.viewers, &mut self.taken)?;
        }
        Ok(())
    }

    fn customer(&mut self, customer: &Customer) -> Result<(), StorageError> {
        let Customer { cluster, ruling, .. } = customer;
        let company = &self.book.company;
        let confided = Gather::new(self.memo, self.book).confided(customer)?;
        for (person, grants) in &mut self.people {
            let depths = audience::of_customer(person, cluster, ruling, company, self.now);
            let entitlement = Entitlement::new(self.memo, self.book, person, self.now);
            for (card, depth) in depths {
                for record in self.memo.all_under(&Key::Card(card))?.iter() {
                    let depth = entitlement.about_card(record, depth, (ruling, &confided));
                    grants.add(record, depth, &self.proofs)?;
                }
            }
        }
        Ok(())
    }

    /// Records that are about no customer, or not only: hand-ins, seals, drafts, what a person's other
    /// laptop wrote. Whoever sees everything gets kinds from the future too.
    fn records(&mut self, records: &BTreeMap<RecordId, Record>) -> Result<(), StorageError> {
        let company = &self.book.company;
        let records: Vec<(&Record, bool)> = records
            .values()
            .filter(|record| !goes_another_way(record))
            .map(|record| (record, is_for_few(record)))
            .collect();
        for (person, grants) in &mut self.people {
            let entitlement = Entitlement::new(self.memo, self.book, person, self.now);
            let sees_everything =
                company.person(person, self.now).is_some_and(|person| person.sees_everything());
            for (record, for_few) in records.iter().copied() {
                let depth = match sees_everything && !for_few {
                    true => Some(Depth::Content),
                    false => entitlement.on_its_own(record),
                };
                grants.add(record, depth, &self.proofs)?;
            }
        }
        Ok(())
    }

    /// What somebody who has more than one laptop is told of the others' chains, beyond what they say: the
    /// receipts in them, envelopes of which no more has come, and who saw more of them than is held. So the
    /// new laptop in the place of a lost one knows what is missing (SEC-09).
    fn other_laptops(
        &mut self,
        enrolments: &BTreeMap<PersonId, Vec<EnrolmentId>>,
        records: &BTreeMap<RecordId, Record>,
    ) -> Result<(), StorageError> {
        let mut laptops: BTreeMap<&PersonId, usize> = BTreeMap::new();
        for enrolled in self.book.enrolments.values() {
            *laptops.entry(&enrolled.person).or_default() += 1;
        }
        // Most people have one.
        let several = self.people.iter_mut().filter(|(person, _)| laptops.get(*person) > Some(&1));
        for (person, grants) in several {
            let his = |enrolment: &EnrolmentId| {
                self.book.enrolments.get(enrolment).is_some_and(|known| known.person == **person)
            };
            let others =
                |of: EnrolmentId| his(&of) && enrolments[*person].iter().any(|own| *own != of);
            for record in records.values() {
                let of = record.envelope().log.enrolment;
                let depth = match Fact::read(record) {
                    Ok(Fact::Receipt(_)) if others(of) => Some(Depth::Content),
                    Ok(Fact::Receipt(receipt)) if others(receipt.of.enrolment) => {
                        let told = tells_more(self.memo, self.book, record, &receipt)?;
                        told.then_some(Depth::Ranking)
                    }
                    _ if record.lacks(WhichPart::Ranking) && others(of) => Some(Depth::Envelope),
                    _ => None,
                };
                if let Some(depth) = depth {
                    grants.grant(record, depth, Importance::Rest);
                }
            }
        }
        Ok(())
    }
}

/// Whether a receipt is the server's newest about a chain, or a colleague's word that there is more of it.
fn tells_more(
    memo: &Memo<'_>,
    book: &Book,
    record: &Record,
    receipt: &Receipt,
) -> Result<bool, StorageError> {
    if book.is_server(&record.envelope().log.enrolment) {
        let newer = |other: &Record| {
            same_giver(book, other, record) && in_order_of_giver(other) > in_order_of_giver(record)
        };
        return Ok(!memo.about(receipt.of)?.reaching(Seq::ZERO).any(newer));
    }
    let view = memo.view();
    Ok(receipt.through > view.head(receipt.of)?.seq || !view.lacking(receipt.of, 1)?.is_empty())
}

/// Receipts go as proofs; facts about the company before everything else.
fn goes_another_way(record: &Record) -> bool {
    match Fact::read(record) {
        Ok(fact) => fact.is_company() || matches!(fact, Fact::Receipt(_)),
        Err(_) => false,
    }
}

/// The receipts among records, by the enrolment whose logs they are about.
fn receipts_about(records: &BTreeMap<RecordId, Record>) -> BTreeMap<EnrolmentId, Vec<&Record>> {
    let mut about: BTreeMap<EnrolmentId, Vec<&Record>> = BTreeMap::new();
    for record in records.values() {
        if let Ok(Fact::Receipt(receipt)) = Fact::read(record) {
            about.entry(receipt.of.enrolment).or_default().push(record);
        }
    }
    about
}

/// Facts about the company first, then the rest of the step in its order of importance (SYN-10), each in
/// the order in which it claims to have happened. Nobody is told what he said himself.
fn in_order<'r>(
    enrolment: EnrolmentId,
    company: impl Iterator<Item = (&'r Record, Depth)>,
    grants: Grants,
) -> Vec<(RecordId, Depth)> {
    let company = company.filter(|(record, _)| record.envelope().log.enrolment != enrolment);
    let mut others: Vec<(RecordId, Grant)> = grants.0.into_iter().collect();
    others.retain(|(_, grant)| grant.log.enrolment != enrolment);
    others
        .sort_by_key(|(id, grant)| (grant.importance, grant.claimed_ms, grant.log, grant.seq, *id));
    let others = others.into_iter().map(|(id, grant)| (id, grant.depth));
    company.map(|(record, depth)| (record.id(), depth)).chain(others).collect()
}

/// What somebody may hold.
#[derive(Clone, Default)]
struct Grants(BTreeMap<RecordId, Grant>);

/// How deep, and what puts it in order.
#[derive(Clone, Copy)]
struct Grant {
    depth: Depth,
    importance: Importance,
    claimed_ms: i64,
    log: LogId,
    seq: Seq,
}

impl Grants {
    /// Adds a record, or more of it, with what proves its time: a proof is as urgent as what it proves.
    fn add(
        &mut self,
        record: &Record,
        depth: Option<Depth>,
        proofs: &Proofs<'_>,
    ) -> Result<(), StorageError> {
        let Some(depth) = depth else { return Ok(()) };
        let importance = Importance::of(record.kind());
        if self.grant(record, depth, importance) {
            let proofs = proofs.of(record)?;
            for receipt in proofs.receipts.values() {
                self.grant(receipt, Depth::Ranking, importance);
            }
            for head in proofs.heads.values() {
                self.grant(head, Depth::Envelope, importance);
            }
        }
        Ok(())
    }

    /// Says whether the record is among them now. What is not held here itself waits until it comes:
    /// then its record is news again.
    fn grant(&mut self, record: &Record, depth: Depth, importance: Importance) -> bool {
        if depth > Depth::Envelope && record.lacks(WhichPart::Ranking) {
            return false;
        }
        let envelope = record.envelope();
        let depth = match depth {
            Depth::Envelope => Depth::Envelope,
            _ if envelope.content.is_none() => Depth::Content,
            _ if record.lacks(WhichPart::Content) => Depth::Ranking,
            depth => depth,
        };
        let claimed_ms = envelope.stamp.claimed_ms;
        let grant = Grant { depth, importance, claimed_ms, log: envelope.log, seq: envelope.seq };
        let known = self.0.entry(record.id()).or_insert(grant);
        known.depth = known.depth.max(depth);
        known.importance = known.importance.min(importance);
        true
    }
}

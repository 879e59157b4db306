//! Who may hold which of the touched records, and how deep. The rules are [`domain::audience`]'s and
//! [`facts::Entitlement`]'s; here they are asked for many people at once.

use std::collections::{BTreeMap, BTreeSet};

use domain::audience::Depth;
use domain::time::Instant;
use domain::{CardId, PersonId};
use facts::kind::{self, Importance};
use facts::{Book, Fact, Key, is_for_few};
use ledger::{BootId, EnrolmentId, LogId, Receipt, Record, RecordId, Seq, WhichPart};

use super::memo::Memo;
use super::release::{Known, Taken, Whose};
use super::shelf::{Grants, Shelf};
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
    entitled.customers(touched.cards.union(&touched.listed))?;
    entitled.records(&touched.records)?;
    entitled.other_laptops(viewers, &touched.records)?;
    let mut rows = Rows::new();
    let about = receipts_about(&touched.records);
    for (person, enrolments) in viewers {
        for enrolment in enrolments {
            let mut grants = entitled.people[person].clone();
            // Receipts about a laptop's own log always go to it: its next record cites the newest ones.
            for receipt in about.get(enrolment).into_iter().flatten() {
                entitled.shelf.add(&mut grants, receipt, Some(Depth::Ranking))?;
            }
            let entitlement = entitled.whose.entitlement(person);
            let company = company.iter().filter_map(|record| {
                // What there is no more of cannot be told.
                let depth = match record.part(WhichPart::Content) {
                    None if record.envelope().content.is_some() => Depth::Ranking,
                    _ => entitlement.on_its_own(record)?,
                };
                Some((record, depth))
            });
            // Nobody is told what he said himself.
            let company =
                company.filter(|(record, _)| record.envelope().log.enrolment != *enrolment);
            let company = company.map(|(record, depth)| (record.id(), depth));
            let others = entitled.shelf.in_order(*enrolment, &grants);
            rows.insert(*enrolment, company.chain(others).collect());
        }
    }
    Ok((rows, entitled.taken))
}

struct Entitled<'a> {
    memo: &'a Memo<'a>,
    book: &'a Book,
    now: Instant,
    shelf: Shelf<'a>,
    people: BTreeMap<&'a PersonId, Grants>,
    whose: Whose<'a>,
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
        let (shelf, taken) = (Shelf::new(memo, book), Taken::default());
        Self { memo, book, now, shelf, people, whose: Whose::of(memo, book, now, viewers), taken }
    }

    /// Everything about the customers of some cards, to those whom they concern.
    fn customers<'c>(
        &mut self,
        cards: impl Iterator<Item = &'c CardId>,
    ) -> Result<(), StorageError> {
        let mut done = BTreeSet::new();
        for card in cards {
            if done.contains(card) {
                continue;
            }
            let customer = self.shelf.gather().customer(*card, self.now)?;
            let customer = customer.map(|customer| self.whose.know(customer)).transpose()?;
            if let Some(known) = &customer {
                done.extend(known.customer.cluster.cards.keys().copied());
                self.customer(known)?;
            }
            self.whose.take(*card, customer.as_ref(), &mut self.taken)?;
        }
        Ok(())
    }

    fn customer(&mut self, known: &Known<'_>) -> Result<(), StorageError> {
        let of = (&known.customer.ruling, &known.confided);
        for (person, grants) in &mut self.people {
            let entitlement = self.whose.entitlement(person);
            for (card, depth) in known.depths(person) {
                for record in self.memo.all_under(&Key::Card(*card))?.iter() {
                    let depth = entitlement.about_card(record, *depth, of);
                    self.shelf.add(grants, record, depth)?;
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
            .map(|record| (record, is_for_few(record) || kind::is_of_fair(record.kind())))
            .collect();
        for (person, grants) in &mut self.people {
            let entitlement = self.whose.entitlement(person);
            let sees_everything =
                company.person(person, self.now).is_some_and(|person| person.sees_everything());
            for (record, for_few) in records.iter().copied() {
                let depth = match sees_everything && !for_few {
                    true => Some(Depth::Content),
                    false => entitlement.on_its_own(record),
                };
                self.shelf.add(grants, record, depth)?;
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
                    self.shelf.grant(grants, record, depth, Importance::Rest);
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
        let newer =
            |other: &Record| same_giver(book, other, record) && in_order(other) > in_order(record);
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

/// Within one of these the times of receipts rise with their positions: the server's clock always, a
/// colleague's within one boot.
type Giver = (LogId, Option<BootId>);

fn giver_of(book: &Book, record: &Record) -> Giver {
    let envelope = record.envelope();
    let server = book.is_server(&envelope.log.enrolment);
    (envelope.log, (!server).then_some(envelope.stamp.boot))
}

/// Whether two receipts have one giver, so that the earlier one makes the later one superfluous.
fn same_giver(book: &Book, a: &Record, b: &Record) -> bool {
    giver_of(book, a) == giver_of(book, b)
}

/// Orders the receipts of one giver as he gave them.
fn in_order(giver: &Record) -> (LogId, Seq) {
    (giver.envelope().log, giver.envelope().seq)
}

//! How much of a record somebody may hold (SYN-05): the one answer that the server's feed and a
//! laptop's exchange both give.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use domain::audience::{self, Depth};
use domain::company::{Person, Role};
use domain::ruling::Ruling;
use domain::time::Instant;
use domain::{CardId, PersonId};
use ledger::document::Class;
use ledger::{Record, RecordId};

use crate::book::Book;
use crate::confided::{Confided, in_confidence};
use crate::fact::Fact;
use crate::gather::{Customer, Gather};
use crate::index::{Key, Records};
use crate::kind;

/// What one person may hold, asked record by record.
pub struct Entitlement<'a, R: Records> {
    records: &'a R,
    book: &'a Book,
    viewer: &'a PersonId,
    as_of: Instant,
    /// Of lists of a day, which every card that they name brings up.
    lists: RefCell<BTreeMap<RecordId, Option<Depth>>>,
}

impl<'a, R: Records> Entitlement<'a, R> {
    /// The entitlement of `viewer` as of `as_of`.
    pub fn new(records: &'a R, book: &'a Book, viewer: &'a PersonId, as_of: Instant) -> Self {
        Self { records, book, viewer, as_of, lists: RefCell::default() }
    }

    /// How much of each card of a customer; empty if for the viewer the customer does not exist.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn of_customer(&self, card: CardId) -> Result<BTreeMap<CardId, Depth>, R::Error> {
        let customer = self.customer(card)?;
        Ok(customer.map_or_else(BTreeMap::new, |customer| self.depths(&customer)))
    }

    fn customer(&self, card: CardId) -> Result<Option<Customer>, R::Error> {
        Gather::new(self.records, self.book).customer(card, self.as_of)
    }

    /// As [`Entitlement::of_customer`], of one that was gathered before.
    pub fn depths(&self, customer: &Customer) -> BTreeMap<CardId, Depth> {
        let Customer { cluster, ruling, .. } = customer;
        audience::of_customer(self.viewer, cluster, ruling, &self.book.company, self.as_of)
    }

    /// Everything about a customer that the viewer may hold, receipts that prove it included.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn records_of(
        &self,
        card: CardId,
    ) -> Result<BTreeMap<RecordId, (Record, Depth)>, R::Error> {
        let mut held = BTreeMap::new();
        let Some(customer) = self.customer(card)? else { return Ok(held) };
        let confided = Gather::new(self.records, self.book).confided(&customer)?;
        for (card, depth) in self.depths(&customer) {
            for record in self.records.under(&Key::Card(card), 0)? {
                // A record about two cards goes as deep as the deeper of them.
                let of = (&customer.ruling, &confided);
                let Some(depth) = self.about_card(&record, depth, of) else { continue };
                let entry = held.entry(record.id()).or_insert((record, depth));
                entry.1 = entry.1.max(depth);
            }
        }
        let about: Vec<Record> = held.values().map(|(record, _)| record.clone()).collect();
        let proofs = Gather::new(self.records, self.book).proofs(&about)?;
        for (id, record) in proofs.receipts {
            held.entry(id).or_insert((record, Depth::Ranking));
        }
        for (id, record) in proofs.heads {
            held.entry(id).or_insert((record.envelope_only(), Depth::Envelope));
        }
        Ok(held)
    }

    /// How much of a record, as one about this card.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn about(&self, record: &Record, card: CardId) -> Result<Option<Depth>, R::Error> {
        let Some(customer) = self.customer(card)? else { return Ok(None) };
        let Some(depth) = self.depths(&customer).get(&card).copied() else { return Ok(None) };
        let confided = Gather::new(self.records, self.book).confided(&customer)?;
        Ok(self.about_card(record, depth, (&customer.ruling, &confided)))
    }

    /// A draft is nobody's business but its author's and whoever reads his fair, and what is written for
    /// few is not for everybody who reads the card; everything else about a card goes as deep as the card.
    pub fn about_card(
        &self,
        record: &Record,
        depth: Depth,
        of: (&Ruling, &Confided),
    ) -> Option<Depth> {
        let is_draft = || matches!(Fact::read(record), Ok(Fact::Draft(_)));
        match record.kind() {
            _ if self.is_confided(record, depth, of) => Some(Depth::Content),
            _ if is_for_few(record) => self.on_its_own(record),
            kind::HAND_IN => self.on_its_own(record),
            kind::DRAFT if is_draft() => self.on_its_own(record),
            // How the others' cards of the day were judged is not for everybody who has one of them.
            kind::SEAL => self.on_its_own(record).or(Some(depth.min(Depth::Ranking))),
            _ => Some(depth),
        }
    }

    /// Whether the viewer, who holds a card to this depth, may read what is said about it in confidence.
    fn is_confided(
        &self,
        record: &Record,
        depth: Depth,
        (ruling, confided): (&Ruling, &Confided),
    ) -> bool {
        let Some(card) = in_confidence(record).filter(|_| depth == Depth::Content) else {
            return false;
        };
        let viewer = self.book.company.person(self.viewer, self.as_of);
        // By whose key it is signed, whoever it says it is from.
        let by = self.book.enrolments.get(&record.envelope().log.enrolment);
        by.zip(viewer).is_some_and(|(by, viewer)| {
            let named = confided.readers(card, &by.person);
            audience::reads_in_confidence(viewer, ruling, &named)
        })
    }

    /// How much of a record that is about no customer.
    pub fn on_its_own(&self, record: &Record) -> Option<Depth> {
        if !matches!(record.kind(), kind::HAND_IN | kind::SEAL) {
            return self.weighed_on_its_own(record);
        }
        let mut lists = self.lists.borrow_mut();
        *lists.entry(record.id()).or_insert_with(|| self.weighed_on_its_own(record))
    }

    fn weighed_on_its_own(&self, record: &Record) -> Option<Depth> {
        let viewer =
            self.book.company.person(self.viewer, self.as_of).filter(|person| person.active)?;
        if record.envelope().author == self.viewer.as_str() {
            return Some(Depth::Content);
        }
        // Everybody asks this of everything: what is always about a customer is not read for it.
        if matches!(record.kind(), kind::CARD | kind::FOLLOW_UP | kind::NUMBER | kind::NOTE) {
            return None;
        }
        match Fact::read(record).ok()? {
            // Why is headquarters' own business; that it is so is everybody's.
            Fact::Erasure { .. } if !viewer.is(Role::Hq) => Some(Depth::Ranking),
            fact if fact.is_company() => Some(Depth::Content),
            ref fact if let Some((fair, circle)) = fact.about_fair() => {
                let company = &self.book.company;
                let about = |of| audience::reads_about(viewer, of, company, self.as_of);
                let reads = audience::reads_of_fair(viewer, fair, circle, company, self.as_of)
                    || fact.concerns().is_some_and(about)
                    || fact.is_passed_on_to(self.viewer);
                reads.then_some(Depth::Content)
            }
            // Of a future fact about a fair it is not known for whom it is.
            Fact::Unknown if kind::is_of_fair(record.kind()) => {
                viewer.is(Role::Hq).then_some(Depth::Content)
            }
            Fact::Draft(draft) => self.reads(viewer, draft.fair.as_ref()).then_some(Depth::Content),
            // Whoever reads a draft learns that it is gone.
            Fact::Withdrawal { fair: Some(fair), .. } => {
                self.reads(viewer, Some(&fair)).then_some(Depth::Content)
            }
            Fact::HandIn { fair, .. } => self.reads(viewer, Some(&fair)).then_some(Depth::Content),
            Fact::Seal(seal) if self.reads(viewer, Some(&seal.fair)) => Some(Depth::Content),
            Fact::Seal(seal) => self.takes_part(&seal.fair).then_some(Depth::Ranking),
            Fact::RosterComplete { fair, .. } => {
                let concerned = self.takes_part(&fair) || self.reads(viewer, Some(&fair));
                concerned.then_some(Depth::Ranking)
            }
            // Headquarters sees who brought in and took out what, and how much (SEC-06).
            Fact::Imported(_) | Fact::Exported(_) => viewer.is(Role::Hq).then_some(Depth::Content),
            Fact::Receipt(receipt) => {
                let of = self.book.enrolments.get(&receipt.of.enrolment);
                of.is_some_and(|of| of.person == *self.viewer).then_some(Depth::Ranking)
            }
            _ => None,
        }
    }

    fn reads(&self, viewer: &Person, fair: Option<&domain::FairId>) -> bool {
        viewer.sees_everything()
            || fair.is_some_and(|fair| {
                audience::reads_fair(viewer, fair, &self.book.company, self.as_of)
            })
    }

    fn takes_part(&self, fair: &domain::FairId) -> bool {
        self.book.company.fair(fair, self.as_of).is_some_and(|fair| fair.has(self.viewer))
    }
}

/// Whether a record belongs to a document that not everybody may read who reads its card: its author, and of
/// what is said in confidence those whom [`Entitlement::about_card`] lets in. However much somebody sees
/// otherwise, he does not see this.
pub fn is_for_few(record: &Record) -> bool {
    // Everybody asks this of everything: what it cannot be is not read for it.
    if !matches!(record.kind(), kind::NOTE | kind::CONFIDED) {
        return false;
    }
    match Fact::read(record) {
        Ok(Fact::Note { class, .. }) => class != Some(Class::Shared),
        Ok(Fact::Confided { .. }) => true,
        _ => false,
    }
}

/// The record as somebody may hold it.
pub fn cut(record: &Record, depth: Depth) -> Record {
    match depth {
        Depth::Content => record.clone(),
        Depth::Ranking => record.without_content(),
        Depth::Envelope => record.envelope_only(),
    }
}

/// The cards that a set of records is about.
pub fn cards_of(records: &[Record]) -> BTreeSet<CardId> {
    records.iter().filter_map(|r| Fact::read(r).ok()).flat_map(|fact| fact.cards()).collect()
}

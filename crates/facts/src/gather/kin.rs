//! Which cards are one customer, and which may be (DUP-02).

use std::collections::{BTreeMap, BTreeSet};

use domain::act::IdentityDecision;
use domain::card::{Act, Card};
use domain::cluster::Cluster;
use domain::company::Role;
use domain::identity::{Decided, Likeness, Neighbours, Signed, compare};
use domain::time::Instant;
use domain::{CardId, FactId, ruling};
use ledger::Record;

use super::{Gather, signed_card};
use crate::fact::Fact;
use crate::index::{Key, Records};
use crate::kind;
use crate::names::CARDS_NAMED_MAX;

/// What is held about each of some cards.
type About = BTreeMap<CardId, Vec<Record>>;

/// How many cards one customer may gather before the rest is left to a person. A thousand cards that
/// all look alike are an accident or an attack; a ruling stays cheap either way.
const CARDS_MAX: usize = CARDS_NAMED_MAX;

impl<R: Records> Gather<'_, R> {
    /// The cards of the customer that a card belongs to (DUP-02). Time parts what facts brought together
    /// where two of these customers were final by then.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn members(&self, card: CardId, as_of: Instant) -> Result<BTreeSet<CardId>, R::Error> {
        let found = self.neighbours(card, true, as_of)?.customers().into_iter();
        Ok(found.into_iter().find(|c| c.contains(&card)).unwrap_or_default())
    }

    /// The cards that are one customer with this one, or would be if nobody had told them apart: those on
    /// which a decision about this one may bear (DUP-02).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn kin(&self, card: CardId) -> Result<BTreeSet<CardId>, R::Error> {
        let mut start = vec![card];
        // What it said before it was corrected, or would say, was or will be somebody's too.
        for version in self.versions(card)? {
            self.alike(&version, true, &mut start)?;
        }
        Ok(self.around(start, true)?.0.cards.into_keys().collect())
    }

    /// Pairs among the look-alikes of a card that a person should decide (DUP-02).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn probable(
        &self,
        card: CardId,
        as_of: Instant,
    ) -> Result<Vec<(CardId, CardId)>, R::Error> {
        Ok(self.neighbours(card, false, as_of)?.probable_pairs())
    }

    /// Whether what is final keeps two cards apart until the CRM centre brings them together.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn settled_apart(&self, a: CardId, b: CardId, as_of: Instant) -> Result<bool, R::Error> {
        let apart = self.neighbours(a, false, as_of)?.settled_apart();
        Ok(apart.contains(&(a.min(b), a.max(b))))
    }

    /// The cards around one with everything that decides which of them are one customer.
    fn neighbours(
        &self,
        card: CardId,
        only_sure: bool,
        as_of: Instant,
    ) -> Result<Neighbours, R::Error> {
        let (mut neighbours, about) = self.around(vec![card], only_sure)?;
        // A pair has nobody to bring together.
        if about.len() > 2 && self.rules > 1 {
            neighbours.removed = self.removed(&about)?;
            for card in neighbours.bridged() {
                let file = self.card_file(&about[&card])?;
                neighbours.signed.extend(file.map(|file| (card, Signed::of(&file))));
            }
        }
        if about.len() > 1 {
            neighbours.settled = self.settled(&about, as_of)?;
        }
        Ok(neighbours)
    }

    fn removed(&self, neighbours: &About) -> Result<BTreeSet<CardId>, R::Error> {
        let mut removed = BTreeSet::new();
        for (card, about) in neighbours {
            if self.may_be_removed(about)
                && let Some(file) = self.card_file(about)?
                && ruling::is_removed(&file, &self.book.company)
            {
                removed.insert(*card);
            }
        }
        Ok(removed)
    }

    /// What can be said without weighing when the card was signed; it is so of hardly any card.
    fn may_be_removed(&self, about: &[Record]) -> bool {
        let Some((signed, _)) = signed_card(about) else { return false };
        let enrolled = self.book.enrolments.get(&signed.envelope().log.enrolment);
        let doubtful = enrolled.is_none_or(|by| {
            let versions = self.book.company.people.get(&by.person).into_iter();
            let left = versions.flat_map(|versions| versions.all()).any(|person| !person.active);
            by.revoked.is_some() || by.person.as_str() != signed.envelope().author || left
        });
        doubtful || about.iter().any(|record| record.kind() == kind::WITHDRAWAL)
    }

    /// The cards of each customer that is final, where two would take something from each other.
    fn settled(
        &self,
        neighbours: &About,
        as_of: Instant,
    ) -> Result<Vec<BTreeSet<CardId>>, R::Error> {
        let words = neighbours.values().flatten().filter(|r| r.kind() == kind::REGISTRATION);
        let words: BTreeMap<_, _> = words.map(|record| (record.id(), record)).collect();
        // Hardly anybody has neighbours about whom more than one word was said.
        if words.len() < 2 {
            return Ok(Vec::new());
        }
        let mut cluster = Cluster::default();
        for (card, about) in neighbours {
            cluster.cards.extend(self.card_file(about)?.map(|file| (*card, file)));
        }
        let words: Vec<Record> = words.into_values().cloned().collect();
        self.add_history(&words, &mut cluster)?;
        Ok(ruling::settled_apart(&cluster, &self.book.company, as_of))
    }

    /// Cards that are connected to those of `queue` by likeness, and the decisions about them.
    fn around(
        &self,
        mut queue: Vec<CardId>,
        only_sure: bool,
    ) -> Result<(Neighbours, About), R::Error> {
        let (mut cards, mut read) = (BTreeMap::new(), About::new());
        let mut decisions: BTreeMap<FactId, Act<IdentityDecision>> = BTreeMap::new();
        while let Some(id) = queue.pop() {
            if cards.contains_key(&id) || cards.len() >= CARDS_MAX {
                continue;
            }
            let about = self.about(id)?;
            let Some(card) = self.counting(&about)? else { continue };
            for record in &about {
                if let Ok(Fact::Identity(decision)) = Fact::read(record)
                    && let Some(act) = self.identity_act(record, decision)?
                {
                    queue.extend(act.what.cards.iter().filter(|_| act.what.same));
                    decisions.insert(act.id, act);
                }
            }
            self.alike(&card, only_sure, &mut queue)?;
            cards.insert(id, card);
            read.insert(id, about);
        }
        let decisions: Vec<_> = decisions.into_values().collect();
        let decided = Decided::from(&decisions);
        Ok((Neighbours { cards, decided, ..Neighbours::default() }, read))
    }

    /// Adds the cards that are like this one. One that a correction made like it is found by that; one that a
    /// correction made unlike it is looked at for nothing.
    fn alike(&self, card: &Card, only_sure: bool, found: &mut Vec<CardId>) -> Result<(), R::Error> {
        let near = |other: &Card| match compare(card, other) {
            Likeness::Sure(_) => true,
            Likeness::Probable => !only_sure,
            Likeness::Unlike => false,
        };
        for token in card.identity.all() {
            for record in self.records.under(&Key::Token(token), 0)? {
                match Fact::read(&record) {
                    Ok(Fact::Card(other)) if near(&other) => found.push(other.id),
                    Ok(Fact::Correction(correction)) if correction.card != card.id => {
                        let other = self.card(correction.card)?;
                        found.extend(other.filter(&near).map(|other| other.id));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// The CRM centre decides; a fair's supervisor about the cards of his fair, provisionally.
    pub(super) fn identity_act(
        &self,
        record: &Record,
        decision: IdentityDecision,
    ) -> Result<Option<Act<IdentityDecision>>, R::Error> {
        if let Some(known) = self.decided.borrow().get(&record.id()) {
            return Ok(known.clone());
        }
        let act = self.weigh_identity(record, decision)?;
        self.decided.borrow_mut().insert(record.id(), act.clone());
        Ok(act)
    }

    fn weigh_identity(
        &self,
        record: &Record,
        decision: IdentityDecision,
    ) -> Result<Option<Act<IdentityDecision>>, R::Error> {
        let mut act = self.act(record, decision)?;
        let company = &self.book.company;
        let central =
            [Role::CrmCentre, Role::Hq].iter().any(|r| company.holds(&act.by, *r, act.time.at));
        act.what.by_crm_centre = central;
        if central {
            return Ok(Some(act));
        }
        let mut his = Vec::new();
        for card in &act.what.cards {
            let about = self.about(*card)?;
            let fair = signed_card(&about).and_then(|(_, card)| card.fair);
            let fair = fair.filter(|fair| company.supervises(&act.by, fair, act.time.at));
            his.extend(fair.map(|_| *card));
        }
        act.what.cards = his;
        Ok(Some(act).filter(|act| act.what.cards.len() > 1))
    }
}

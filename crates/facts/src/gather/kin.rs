//! Which cards are one customer, and which may be (DUP-02).

use std::collections::{BTreeMap, BTreeSet};

use domain::act::IdentityDecision;
use domain::card::{Act, Card};
use domain::company::Role;
use domain::identity::{Decided, Likeness, compare, customers};
use domain::{CardId, FactId};
use ledger::Record;

use super::{Gather, card_of, signed_card};
use crate::fact::Fact;
use crate::index::{Key, Records};

/// How many cards one customer may gather before the rest is left to a person. A thousand cards that
/// all look alike are an accident or an attack; a ruling stays cheap either way.
const CARDS_MAX: usize = 512;

impl<R: Records> Gather<'_, R> {
    /// The cards of the customer that a card belongs to (DUP-02).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn members(&self, card: CardId) -> Result<BTreeSet<CardId>, R::Error> {
        let (cards, decided) = self.neighbourhood(card, true)?;
        let found = customers(&cards, &decided).into_iter().find(|c| c.contains(&card));
        Ok(found.unwrap_or_default())
    }

    /// The cards that are one customer with this one, or would be if nobody had told them apart: those on
    /// which a decision about this one may bear (DUP-02).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn kin(&self, card: CardId) -> Result<BTreeSet<CardId>, R::Error> {
        Ok(self.neighbourhood(card, true)?.0.into_keys().collect())
    }

    /// Pairs among the look-alikes of a card that a person should decide (DUP-02).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn probable(&self, card: CardId) -> Result<Vec<(CardId, CardId)>, R::Error> {
        let (cards, decided) = self.neighbourhood(card, false)?;
        Ok(domain::identity::probable_pairs(&cards, &decided))
    }

    /// Cards that are connected to `start` by likeness, and the decisions about them.
    pub(super) fn neighbourhood(
        &self,
        start: CardId,
        only_sure: bool,
    ) -> Result<(BTreeMap<CardId, Card>, Decided), R::Error> {
        let mut cards = BTreeMap::new();
        let mut decisions: BTreeMap<FactId, Act<IdentityDecision>> = BTreeMap::new();
        let mut queue = vec![start];
        while let Some(id) = queue.pop() {
            if cards.contains_key(&id) || cards.len() >= CARDS_MAX {
                continue;
            }
            let about = self.records.under(&Key::Card(id), 0)?;
            let Some((_, card)) = signed_card(&about) else { continue };
            for record in &about {
                if let Ok(Fact::Identity(decision)) = Fact::read(record)
                    && let Some(act) = self.identity_act(record, decision)?
                {
                    queue.extend(act.what.cards.iter().filter(|_| act.what.same));
                    decisions.insert(act.id, act);
                }
            }
            for token in card.identity.all() {
                for record in self.records.under(&Key::Token(token), 0)? {
                    let Some(other) = card_of(&record) else { continue };
                    let near = match compare(&card, &other) {
                        Likeness::Sure(_) => true,
                        Likeness::Probable => !only_sure,
                        Likeness::Unlike => false,
                    };
                    if near {
                        queue.push(other.id);
                    }
                }
            }
            cards.insert(id, card);
        }
        let decisions: Vec<_> = decisions.into_values().collect();
        Ok((cards, Decided::from(&decisions)))
    }

    /// The CRM centre decides; the supervisor of a fair of one of the cards, provisionally.
    pub(super) fn identity_act(
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
        for card in &act.what.cards {
            for record in self.records.under(&Key::Card(*card), 0)? {
                let fair = card_of(&record).and_then(|card| card.fair);
                let fair = fair.and_then(|fair| company.fair(&fair, act.time.at).cloned());
                if fair.is_some_and(|fair| fair.supervisor == act.by) {
                    return Ok(Some(act));
                }
            }
        }
        Ok(None)
    }
}

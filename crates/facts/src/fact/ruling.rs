//! Rulings that are registered, and decisions on the cases that follow: as bytes and back.

use domain::act::{Appeal, CaseDecision};
use domain::ruling::{Decides, Outcome, Owner, RULES_VERSION};
use domain::{FactId, PersonId, TerritoryId};

use super::{Fact, card_ids};
use crate::gather::Customer;
use crate::payload::{self, RecordBytes, card_bytes, card_id};

impl payload::Outcome {
    /// The payload of an outcome.
    pub fn of(outcome: &Outcome) -> Self {
        let mut payload = Self {
            effective: outcome.effective.map(card_bytes),
            credit: outcome.credit.as_ref().map(PersonId::to_string),
            ..Self::default()
        };
        match &outcome.owner {
            Owner::Person(person) => payload.person = Some(person.to_string()),
            Owner::Pool(territory) => payload.pool = Some(territory.to_string()),
            Owner::Company => {}
            Owner::None => payload.nobody = true,
        }
        payload
    }

    /// The outcome that it says.
    pub fn read(&self) -> Outcome {
        let owner = match (&self.person, &self.pool) {
            (Some(person), _) => Owner::Person(PersonId::new(person)),
            (None, Some(pool)) => Owner::Pool(TerritoryId::new(pool)),
            (None, None) if self.nobody => Owner::None,
            (None, None) => Owner::Company,
        };
        Outcome {
            effective: self.effective.as_ref().map(card_id),
            owner,
            credit: self.credit.as_ref().map(PersonId::new),
        }
    }
}

impl payload::Registration {
    /// The registration of the ruling on a customer.
    pub fn of(customer: &Customer) -> Self {
        let ruling = &customer.ruling;
        let outcome = ruling.outcome();
        let said = Some(&ruling.settled.said).filter(|said| **said != outcome);
        Self {
            ruling: customer.hash.into(),
            decides: Some(payload::Outcome::of(&outcome)),
            said: said.map(payload::Outcome::of),
            founded_on: ruling.founded_on.map(|act| act.0.into()),
            decision: ruling.settled.decision.map(|act| act.0.into()),
            rests_on: ruling.settled.rests_on.map(|act| act.0.into()),
            ..Self::undone(customer)
        }
    }

    /// That a customer waits again: what was registered is not what the facts say, and what they say
    /// cannot be registered yet. Without it time would make final what was known to be out of date.
    pub fn undone(customer: &Customer) -> Self {
        Self {
            customer: card_bytes(customer.ruling.customer),
            cards: customer.cluster.cards.keys().map(|card| card_bytes(*card)).collect(),
            rules: RULES_VERSION,
            ..Self::default()
        }
    }
}

/// What a registration says that it decides.
fn decides(payload: &payload::Registration) -> Option<Decides> {
    let outcome = payload.decides.as_ref()?.read();
    let fact = |bytes: &RecordBytes| FactId(**bytes);
    Some(Decides {
        said: payload.said.as_ref().map_or_else(|| outcome.clone(), payload::Outcome::read),
        founded_on: payload.founded_on.as_ref().map(fact),
        decision: payload.decision.as_ref().map(fact),
        rests_on: payload.rests_on.as_ref().map(fact),
        outcome,
    })
}

pub(super) fn registered(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Registration::decode(bytes)?;
    Some(Fact::Registration {
        customer: card_id(&payload.customer),
        cards: card_ids(&payload.cards),
        ruling: *payload.ruling,
        rules: payload.rules,
        decides: decides(&payload),
    })
}

pub(super) fn case_decided(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::CaseDecision::decode(bytes)?;
    Some(Fact::CaseDecision(CaseDecision {
        card: card_id(&payload.card),
        standing: payload.standing.read(),
        proposed: payload.proposed.read(),
        adopt: payload.adopt,
        reason: payload.reason,
    }))
}

pub(super) fn appealed(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Appeal::decode(bytes)?;
    Some(Fact::Appeal(Appeal {
        card: card_id(&payload.card),
        decision: FactId(*payload.decision),
        reason: payload.reason,
    }))
}

//! What is done with a customer: to whom he is assigned, who he is, who talked to him.

use domain::act::{Assignment, IdentityDecision, Target};
use domain::class::Usage;
use domain::{PersonId, TerritoryId};
use ledger::RecordId;

use super::{Fact, card_ids};
use crate::payload::{self, card_id};

pub(super) fn assigned(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Assignment::decode(bytes)?;
    let to = match (payload.person, payload.pool) {
        (Some(person), None) => Target::Person(PersonId::new(person)),
        (None, Some(pool)) => Target::Pool(TerritoryId::new(pool)),
        _ => return None,
    };
    Some(Fact::Assignment(Assignment {
        card: card_id(&payload.card),
        to,
        reason: payload.reason,
        overriding: payload.overriding,
        discussion: payload.discussion.iter().map(PersonId::new).collect(),
        seen: card_ids(&payload.seen),
        dealt: None,
    }))
}

pub(super) fn delivered(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Delivery::decode(bytes)?;
    let assignment = RecordId::new(*payload.assignment);
    Some(Fact::Delivery { assignment, card: card_id(&payload.card) })
}

pub(super) fn identity(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Identity::decode(bytes)?;
    let (same, cards) = (payload.same, card_ids(&payload.cards));
    Some(Fact::Identity(IdentityDecision { same, cards, by_crm_centre: false }))
}

pub(super) fn followed_up(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::FollowUp::decode(bytes)?;
    let (channel, connected) = (payload.channel, payload.connected);
    Some(Fact::FollowUp { card: card_id(&payload.card), channel, connected })
}

pub(super) fn classified(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Classification::decode(bytes)?;
    let usage = Usage {
        hundredths: payload.usage_hundredths,
        stable: payload.stable,
        special: payload.special,
    };
    let evidence = payload.evidence;
    Some(Fact::Classification { card: card_id(&payload.card), usage, evidence })
}

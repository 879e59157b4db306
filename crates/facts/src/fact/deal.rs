//! Pools that are dealt in shares.

use std::collections::BTreeMap;

use domain::class::Class;
use domain::fair::pool::{Deal, Pool, Scope};
use domain::{CardId, FairId, PersonId};

use super::Fact;
use crate::payload::{self, card_bytes, card_id};

/// A deal by a scope or of a class from the future does not read: it is kept, and not counted.
pub(super) fn dealt(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Deal::decode(bytes)?;
    let mut cards = BTreeMap::new();
    let mut dealt = BTreeMap::new();
    for one in &payload.dealt {
        let card = card_id(&one.card);
        cards.insert(card, Class::from_name(&one.class)?);
        dealt.insert(card, PersonId::new(&one.person));
    }
    let seat = |seat: &payload::Seat| (PersonId::new(&seat.person), seat.had);
    let pool = Pool {
        fair: FairId::new(payload.fair),
        cards,
        among: payload.among.iter().map(seat).collect(),
        scope: Scope::from_name(&payload.scope)?,
    };
    Some(Fact::Deal(Deal { pool, dealt, reason: payload.reason }))
}

impl payload::Deal {
    /// The payload of a deal; the reverse of what [`Fact::read`] does.
    pub fn of(deal: &Deal) -> Self {
        let dealt = |(card, person): (&CardId, &PersonId)| payload::Dealt {
            card: card_bytes(*card),
            class: deal.pool.cards.get(card).map_or("", |class| class.name()).to_owned(),
            person: person.to_string(),
        };
        let seat = |(person, had): (&PersonId, &u32)| payload::Seat {
            person: person.to_string(),
            had: *had,
        };
        Self {
            fair: deal.pool.fair.to_string(),
            dealt: deal.dealt.iter().map(dealt).collect(),
            among: deal.pool.among.iter().map(seat).collect(),
            scope: deal.pool.scope.name().to_owned(),
            reason: deal.reason.clone(),
        }
    }
}

//! A fair's evenings: hand-ins, discussions and sealed packages.

use domain::act::Seal;
use domain::fair::package::Excuse;
use domain::time::Day;
use domain::{FairId, PersonId};

use super::{Fact, card_ids};
use crate::payload;

pub(super) fn handed_in(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::HandIn::decode(bytes)?;
    Some(Fact::HandIn {
        fair: FairId::new(payload.fair),
        day: Day::parse(&payload.day)?,
        cards: card_ids(&payload.cards),
        drafts: card_ids(&payload.drafts),
        paper: payload.paper,
    })
}

pub(super) fn discussed(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Discussion::decode(bytes)?;
    Some(Fact::Discussion {
        fair: FairId::new(payload.fair),
        day: Day::parse(&payload.day)?,
        people: payload.people.iter().map(PersonId::new).collect(),
    })
}

pub(super) fn sealed(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Seal::decode(bytes)?;
    Some(Fact::Seal(Seal {
        fair: FairId::new(payload.fair),
        day: Day::parse(&payload.day)?,
        cards: card_ids(&payload.cards),
        reason: payload.reason,
    }))
}

pub(super) fn package_excused(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::PackageExcused::decode(bytes)?;
    Some(Fact::PackageExcused(Excuse {
        fair: FairId::new(&payload.fair),
        day: Day::parse(&payload.day)?,
        excused: payload.excused,
    }))
}

pub(super) fn roster_complete(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::RosterComplete::decode(bytes)?;
    let (fair, day) = (FairId::new(payload.fair), Day::parse(&payload.day)?);
    Some(Fact::RosterComplete { fair, day })
}

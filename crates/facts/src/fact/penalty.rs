//! What is proposed that somebody answer for, and what is said to it.

use domain::fair::penalty::hearing::{Decision, Delivered, Statement, Told, Verdict, Way};
use domain::fair::penalty::{Matter, Offence};
use domain::time::Day;
use domain::{FactId, FairId, PersonId};

use super::Fact;
use crate::payload::{self, card_id};

impl payload::Matter {
    /// What a proposal is about; an offence from the future is none that is known here.
    fn read(&self) -> Option<Matter> {
        Some(Matter {
            fair: FairId::new(&self.fair),
            day: Day::parse(&self.day)?,
            offence: Offence::from_name(&self.offence)?,
            person: PersonId::new(&self.person),
            about: self.about.as_ref().map(PersonId::new),
        })
    }
}

pub(super) fn told(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::PenaltyTold::decode(bytes)?;
    let way = payload.way.as_deref().map_or(Way::Unsaid, Way::from_name);
    Some(Fact::PenaltyTold(Told { matter: payload.matter.read()?, way }))
}

pub(super) fn delivered(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::PenaltyDelivered::decode(bytes)?;
    let (matter, told) = (payload.matter.read()?, FactId(*payload.told));
    Some(Fact::PenaltyDelivered(Delivered { matter, told }))
}

pub(super) fn heard(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::PenaltyHeard::decode(bytes)?;
    let (matter, declines) = (payload.matter.read()?, payload.declines);
    Some(Fact::PenaltyHeard(Statement { matter, declines }))
}

pub(super) fn decided(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::PenaltyDecided::decode(bytes)?;
    Some(Fact::PenaltyDecided(Decision {
        matter: payload.matter.read()?,
        verdict: Verdict::from_name(&payload.verdict, payload.amount)?,
        seen: payload.seen.iter().map(card_id).collect(),
    }))
}

//! Who has which exhibits, and what becomes of those that are gone.

use domain::fair::custody::{Count, Giving, Occasion, Taking};
use domain::fair::incident::{About, Outcome, Said};
use domain::fair::preparation::ItemId;
use domain::time::Day;
use domain::{FactId, FairId, PersonId};

use super::Fact;
use super::handover::by_item;
use crate::payload;

pub(super) fn given(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::CustodyGiven::decode(bytes)?;
    let (fair, to) = (FairId::new(payload.fair), PersonId::new(payload.to));
    Some(Fact::CustodyGiven(Giving { fair, to, items: by_item(&payload.items)? }))
}

pub(super) fn taken(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::CustodyTaken::decode(bytes)?;
    let (fair, giving) = (FairId::new(payload.fair), FactId(*payload.giving));
    Some(Fact::CustodyTaken(Taking { fair, giving, items: by_item(&payload.items)? }))
}

pub(super) fn counted(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::ExhibitsCounted::decode(bytes)?;
    let occasion = match &payload.day {
        Some(day) => Occasion::Evening(Day::parse(day)?),
        None => Occasion::TearDown,
    };
    let (fair, of) = (FairId::new(payload.fair), PersonId::new(payload.of));
    Some(Fact::ExhibitsCounted(Count { fair, of, occasion, items: by_item(&payload.items)? }))
}

pub(super) fn incident_said(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::IncidentSaid::decode(bytes)?;
    let (fair, holder) = (FairId::new(payload.fair), PersonId::new(payload.holder));
    let about = match (payload.item, payload.laptop) {
        (Some(item), None) => About::Exhibit { holder, item: ItemId(*item) },
        (None, Some(laptop)) => About::Laptop { holder, enrolment: *laptop },
        _ => return None,
    };
    let outcome = match payload.outcome.as_str() {
        "" => None,
        outcome => Some(Outcome::from_name(outcome)?),
    };
    Some(Fact::IncidentSaid(Said { fair, about, outcome, words: String::new() }))
}

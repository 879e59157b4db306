//! The register of visitors and calls.

use domain::fair::entry::{EntryId, Written};
use domain::fair::reception::{Channel, Reception, Statement, Statistic, Told};
use domain::time::{Day, Instant};
use domain::{FactId, FairId, PersonId};

use super::Fact;
use crate::payload::{self, card_id};

pub(super) fn received_visitor(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Reception::decode(bytes)?;
    let what = Reception {
        channel: Channel::from_name(&payload.channel)?,
        came: Instant(payload.came_ms),
        phone_left: payload.phone_left,
        asked_after: payload.asked_after,
        first_contact: PersonId::new(payload.first_contact),
        routed_to: payload.routed_to.map(PersonId::new),
        card: payload.card.as_ref().map(card_id),
        told: Told::default(),
    };
    let (entry, version) = (EntryId(*payload.entry), payload.version);
    let line = Written { entry, version, withdrawn: payload.withdrawn, what };
    Some(Fact::Reception { fair: FairId::new(payload.fair), line })
}

pub(super) fn register_signed(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::RegisterSigned::decode(bytes)?;
    Some(Fact::RegisterSigned(Statement {
        fair: FairId::new(payload.fair),
        day: Day::parse(&payload.day)?,
        counted: Statistic {
            came: payload.came,
            called: payload.called,
            phones: payload.phones,
            cards: payload.cards,
            routed: payload.routed,
            asked_after: payload.asked_after,
        },
        lines: payload.lines.iter().map(|id| FactId(**id)).collect(),
    }))
}

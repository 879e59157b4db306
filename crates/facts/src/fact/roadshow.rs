//! Roadshows.

use domain::fair::entry::{EntryId, Written};
use domain::fair::roadshow::{Month, Show, Spending, Word};
use domain::time::Day;
use domain::{FactId, FairId};

use super::Fact;
use crate::payload;

pub(super) fn held(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Roadshow::decode(bytes)?;
    let what = Show {
        month: Month::from_id(&FairId::new(payload.month))?,
        day: Day::parse(&payload.day)?,
        spending: Spending { yuan: payload.yuan, gifts: payload.gifts },
        place: String::new(),
        remarks: String::new(),
        photo: None,
    };
    let (entry, version) = (EntryId(*payload.entry), payload.version);
    Some(Fact::Roadshow(Written { entry, version, withdrawn: payload.withdrawn, what }))
}

pub(super) fn word(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::RoadshowWord::decode(bytes)?;
    let month = Month::from_id(&FairId::new(payload.month))?;
    let (show, agrees) = (FactId(*payload.show), payload.agrees);
    Some(Fact::RoadshowWord(Word { month, show, agrees }))
}

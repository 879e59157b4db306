//! The report after the fair.

use domain::fair::report::{Report, Words};
use domain::{FactId, FairId};

use super::Fact;
use crate::payload;

pub(super) fn reported(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Report::decode(bytes)?;
    Some(Fact::Report(Report {
        fair: FairId::new(payload.fair),
        rests_on: payload.rests_on.iter().map(|id| FactId(**id)).collect(),
        figures: payload.figures,
        words: Words::default(),
    }))
}

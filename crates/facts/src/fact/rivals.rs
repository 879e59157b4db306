//! The notebook about rivals.

use domain::FairId;
use domain::fair::entry::{EntryId, Written};
use domain::fair::rivals::{Basis, Sighting, Topic};

use super::Fact;
use crate::payload;

pub(super) fn noted(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Rival::decode(bytes)?;
    let what = Sighting {
        topic: Topic::from_name(&payload.topic)?,
        basis: Basis::from_name(&payload.basis)?,
        rival: String::new(),
        what: String::new(),
        evidence: String::new(),
        photo: None,
    };
    let (entry, version) = (EntryId(*payload.entry), payload.version);
    let note = Written { entry, version, withdrawn: payload.withdrawn, what };
    Some(Fact::Rival { fair: FairId::new(payload.fair), note })
}

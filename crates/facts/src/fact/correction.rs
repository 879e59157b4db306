//! Corrections of what was signed.

use std::collections::BTreeSet;

use domain::FactId;
use domain::correction::{Correction, CorrectionDecision, Field};

use super::Fact;
use crate::payload::{self, card_id};

/// A correction of nothing, or in a field of the future, does not read: it is kept, and not counted.
pub(super) fn corrected(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Correction::decode(bytes)?;
    let fields = payload.fields.iter().map(|name| Field::from_name(name));
    let fields = fields.collect::<Option<BTreeSet<_>>>().filter(|fields| !fields.is_empty())?;
    let (card, to) = (card_id(&payload.card), payload.to.read()?);
    Some(Fact::Correction(Correction { card, fields, to }))
}

pub(super) fn decided(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::CorrectionDecision::decode(bytes)?;
    Some(Fact::CorrectionDecision(CorrectionDecision {
        card: card_id(&payload.card),
        correction: FactId(*payload.correction),
        approve: payload.approve,
    }))
}

//! Sealing the day's package for headquarters (FAIR-08, FAIR-09).

use domain::time::Day;
use domain::{FairId, Rule};
use facts::kind;
use facts::payload::{self, card_bytes};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::office::{cards_of_day, supervised};
use crate::text::fits;
use crate::view::SealInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// A sealed package.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Sealed {
    /// Hash over its cards and their judgements, hexadecimal.
    pub package: String,
    /// Cards in it.
    pub cards: u32,
}

/// Seals a day. The package holds every card of the day that is here, with its judgement; sealing again
/// makes a package that holds what has come since.
///
/// # Errors
/// SYN-04 for anybody but the supervisor, FAIR-09 while a card lacks its judgement and no reason is
/// given; `field.day`, `field.too_long`.
pub fn seal(workspace: &mut Workspace, now: &Now, input: SealInput) -> Result<Sealed, Failure> {
    let as_of = workspace.as_of(now);
    let fair = FairId::new(&input.fair);
    supervised(workspace, &fair, as_of)?;
    let day = Day::parse(&input.day).ok_or_else(|| Failure::field("field.day", "day"))?;
    fits("reason", &input.reason)?;
    let cards = cards_of_day(workspace, &fair, day)?;
    let mut hasher = blake3::Hasher::new_derive_key("fairlead 2026 day package v1");
    hasher.update(fair.as_str().as_bytes()).update(&[0]).update(day.to_string().as_bytes());
    let mut unevaluated = 0u32;
    for card in &cards {
        let judgement = workspace.gather().judgement(*card)?.map(|(_, judgement)| judgement);
        unevaluated += u32::from(judgement.is_none());
        let record = workspace.card_record(*card)?;
        let id = record.map(|record| *record.id().as_bytes()).unwrap_or_default();
        hasher.update(&id).update(judgement.map_or("", |j| j.name()).as_bytes()).update(&[0]);
    }
    if unevaluated > 0 && input.reason.trim().is_empty() {
        return Err(Failure::refused(Rule::Fair09).with("count", unevaluated));
    }
    let hash = *hasher.finalize().as_bytes();
    let payload = payload::Seal {
        fair: input.fair,
        day: day.to_string(),
        cards: cards.iter().map(|card| card_bytes(*card)).collect(),
        reason: input.reason,
        hash: hash.into(),
    };
    workspace.sign(vec![Fresh::open(kind::SEAL, payload.encode())], now)?;
    Ok(Sealed {
        package: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        cards: u32::try_from(cards.len()).unwrap_or(u32::MAX),
    })
}

//! Sealing the day's package for headquarters (FAIR-08, FAIR-09).

use domain::time::Day;
use domain::{FairId, Rule};
use facts::payload::{self, card_bytes};
use facts::{kind, package};
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
    /// Its hash, hexadecimal ([`facts::package::hash`]).
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
    let gather = workspace.gather();
    let mut judged = Vec::new();
    let mut records = Vec::new();
    for card in &cards {
        let judgement = gather.judgement(*card)?.map_or("", |(_, judgement)| judgement.name());
        judged.push(judgement.to_owned());
        let record = workspace.card_record(*card)?.ok_or_else(|| Failure::new("lead.unknown"))?;
        records.push((record.id(), judgement));
    }
    let unevaluated = judged.iter().filter(|judgement| judgement.is_empty()).count();
    if unevaluated > 0 && input.reason.trim().is_empty() {
        return Err(Failure::refused(Rule::Fair09).with("count", unevaluated));
    }
    let discussed = gather.discussion(&fair, day)?;
    let mut payload = payload::Seal {
        fair: input.fair,
        day: day.to_string(),
        cards: cards.iter().map(|card| card_bytes(*card)).collect(),
        reason: input.reason,
        hash: [0; 32].into(),
        discussion: discussed.map(|discussed| discussed.act.id.0.into()),
    };
    let hash = package::hash(&payload, &records);
    payload.hash = hash.into();
    let sealed = Fresh {
        kind: kind::SEAL,
        ranking: payload.encode(),
        content: Some(payload::Sealed { judged }.encode()),
    };
    workspace.sign(vec![sealed], now)?;
    Ok(Sealed {
        package: package::hex(&hash),
        cards: u32::try_from(cards.len()).unwrap_or(u32::MAX),
    })
}

//! Countersigning in rotation (FAIR-10).

use domain::{CardId, Rule};
use facts::kind;
use facts::names::{CARDS_NAMED_MAX, DAY_NAMES_MAX};
use facts::payload::{Countersign, card_bytes};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::office::leads;
use crate::capture::card_id;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Which cards.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Cards {
    /// The cards.
    pub cards: Vec<String>,
}

/// Countersigns cards. A missing countersign makes a card incomplete, not void.
///
/// # Errors
/// FAIR-10 for one's own card, SYN-04 for somebody who leads nobody, `lead.draft` for a card that nobody
/// signed yet, `lead.unknown`, `record.too_many`.
pub fn countersign(workspace: &mut Workspace, now: &Now, input: Cards) -> Result<(), Failure> {
    if input.cards.len() > DAY_NAMES_MAX {
        return Err(Failure::new("record.too_many").with("max", DAY_NAMES_MAX));
    }
    let as_of = workspace.as_of(now);
    let mut cards = Vec::new();
    for text in &input.cards {
        let card = card_id(text)?;
        let signed = workspace.card_record(card)?.ok_or_else(|| unsigned(workspace, card))?;
        if signed.envelope().author == workspace.me().as_str() {
            return Err(Failure::refused(Rule::Fair10));
        }
        cards.push(card_bytes(card));
    }
    if !leads(workspace, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    let some = cards.chunks(CARDS_NAMED_MAX).map(|some| Countersign { cards: some.to_vec() });
    let said = some.map(|said| Fresh::open(kind::COUNTERSIGN, said.encode())).collect();
    workspace.sign(said, now)?;
    Ok(())
}

/// Why a card has no signature here.
fn unsigned(workspace: &Workspace, card: CardId) -> Failure {
    let held = workspace.store().lead(card);
    Failure::new(if matches!(held, Ok(Some(_))) { "lead.draft" } else { "lead.unknown" })
}

//! Corrections of signed cards (ORD-15).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::lead::LeadRowView;

/// What somebody would have a card say.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectInput {
    /// The card.
    pub card: String,
    /// The fields that change, by their names on the card (`credit_code`, `usage`, …), as typed.
    pub set: BTreeMap<String, String>,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// A leader's word on a correction.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecideCorrectionInput {
    /// The card.
    pub card: String,
    /// The correction, as [`CorrectionView::id`] names it: no other version is meant.
    pub correction: String,
    /// Whether it is made.
    pub approve: bool,
    /// Why; a rejection says so.
    #[serde(default)]
    pub reason: String,
}

/// A correction that was asked for.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CorrectionAsked {
    /// Its id, hexadecimal.
    pub correction: String,
}

/// A correction of a card, and how it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CorrectionView {
    /// Its record, hexadecimal: what a decision names.
    pub id: String,
    /// Who asked for it, by name.
    pub by: String,
    /// When.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// What would change.
    pub fields: Vec<CorrectedField>,
    /// Why, as far as it may be read here.
    pub reason: String,
    /// `waits`, `approved`, `rejected`, or `void` for one that a revoked key signed.
    pub state: String,
    /// The rule that says so.
    pub rule: String,
    /// Who decided, by name; empty while it waits.
    pub decided_by: String,
    /// When.
    #[ts(type = "number | null")]
    pub decided_ms: Option<i64>,
    /// What he said to it.
    pub decided_reason: String,
    /// Whether the card counts as a new one by it, signed when it was corrected.
    pub new_card: bool,
    /// When the card is signed as it stands.
    #[ts(type = "number")]
    pub signed_ms: i64,
    /// Whose cards were signed in between, by name: they would come first.
    pub overtaken_by: Vec<String>,
    /// Whether the person at the desk may decide.
    pub may_decide: bool,
}

/// One field of a correction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CorrectedField {
    /// Its name on the card.
    pub name: String,
    /// What stands there without it; null where the person at the desk may not read it.
    pub was: Option<String>,
    /// What would stand there.
    pub now: Option<String>,
}

/// A correction that waits, on a desk.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CorrectionRow {
    /// The card.
    pub row: LeadRowView,
    /// The correction.
    pub correction: CorrectionView,
}

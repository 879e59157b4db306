//! Cases: both outcomes side by side (OWN-12).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::lead::{LeadRowView, ReasonView};

/// Something that came after a ruling was final, and waits for a decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseView {
    /// Names both outcomes, hexadecimal: a decision repeats it, and decides nothing else.
    pub id: String,
    /// Since when the standing outcome is final.
    #[ts(type = "number")]
    pub since_ms: i64,
    /// What stands until it is decided.
    pub standing: OutcomeView,
    /// What is proposed.
    pub proposed: OutcomeView,
    /// What was final of other customers that have turned out to be this one.
    pub joined: Vec<OutcomeView>,
    /// What came late.
    pub because: Vec<ReasonView>,
    /// Why the rules propose it.
    pub reasons: Vec<ReasonView>,
    /// Person id or `hq`.
    pub authority: String,
    /// The authority for people.
    pub authority_name: String,
    /// When the present owner first reached the customer since he has him.
    #[ts(type = "number | null")]
    pub served_ms: Option<i64>,
    /// Whether the rules recommend what is proposed, rather than to leave it.
    pub recommended: bool,
    /// The appeal that brought it before headquarters.
    pub appeal: Option<AppealView>,
}

/// One of the outcomes of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OutcomeView {
    /// The card that counts.
    pub effective: Option<String>,
    /// Its signer's name.
    pub signer_name: String,
    /// Person id, `POOL:south`, `COMPANY`, `NONE`.
    pub owner: String,
    /// The owner for people.
    pub owner_name: String,
    /// Who has the capture credit, by name; empty for nobody.
    pub credit_name: String,
    /// Who helps, by name.
    pub helper_names: Vec<String>,
}

/// An appeal to headquarters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AppealView {
    /// Who, by name.
    pub by: String,
    /// When.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// Why.
    pub reason: String,
}

/// A customer about whom something is open, on a desk.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseRow {
    /// A card of the customer.
    pub row: LeadRowView,
    /// The case; null for an assignment that was made before its author knew of the card that counts: that
    /// is not final, and an assignment settles it.
    pub case: Option<CaseView>,
    /// Whether the person at the desk decides.
    pub may_decide: bool,
}

/// A decision on a case.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecideCaseInput {
    /// A card of the customer.
    pub card: String,
    /// [`CaseView::id`] as it was shown.
    pub case: String,
    /// Whether what is proposed holds from now on.
    pub adopt: bool,
    /// Why.
    pub reason: String,
}

/// An appeal.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AppealInput {
    /// A card of the customer.
    pub card: String,
    /// Why.
    pub reason: String,
}

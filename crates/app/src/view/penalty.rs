//! Alerts, proposals, hearings and decisions.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::lead::LeadRowView;

/// What a proposal is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MatterRef {
    /// Fair id.
    pub fair: String,
    /// Day.
    pub day: String,
    /// Offence by name.
    pub offence: String,
    /// Person id of who is to answer for it.
    pub person: String,
    /// Person id of the colleague whose cards it is about.
    pub about: Option<String>,
}

/// A fair, looked through.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FairReview {
    /// What somebody should look at, the newest day first.
    pub alerts: Vec<AlertRow>,
    /// What is proposed and what has become of it, the newest day first.
    pub affairs: Vec<AffairRow>,
    /// Up to when this laptop knows what others did.
    #[ts(type = "number")]
    pub known_until_ms: i64,
}

/// Something to look at. It accuses nobody.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AlertRow {
    /// `hoard`, `favour`, `no_countersign` …
    pub kind: String,
    /// The rule behind it.
    pub rule: String,
    /// Person id.
    pub person: String,
    /// Name.
    pub name: String,
    /// Who is heard beside him, or whose cards they are; empty where there is none.
    pub beside_name: String,
    /// Day, or empty.
    pub day: String,
    /// About how many cards.
    pub count: u32,
    /// Those of them that are held here.
    pub cards: Vec<LeadRowView>,
}

/// A proposal with everything that became of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AffairRow {
    /// What it is about.
    pub matter: MatterRef,
    /// Fair name.
    pub fair_name: String,
    /// The rule.
    pub rule: String,
    /// Name of who is to answer for it.
    pub name: String,
    /// Name of the colleague whose cards it is about, or empty.
    pub about_name: String,
    /// Whether the facts still call for it.
    pub called_for: bool,
    /// Whether headquarters has still to say if the delay is excused.
    pub awaits_excuse: bool,
    /// `flag`, `unstated`, `severe`, `fine`; empty when nothing is called for any more.
    pub measure: String,
    /// Yuan, where the rule names an amount.
    #[ts(type = "number | null")]
    pub amount: Option<i64>,
    /// Milder offences that it displaces (PEN-04).
    pub covers: Vec<String>,
    /// Since when the facts call for it.
    #[ts(type = "number | null")]
    pub since_ms: Option<i64>,
    /// About how many cards.
    pub count: u32,
    /// Those of them that are held here.
    pub cards: Vec<LeadRowView>,
    /// How often the same was verified about him at this fair before (PEN-03).
    pub verified_before: u32,
    /// Who explained it to him, and how.
    pub told: Vec<SaidView>,
    /// When that is first known to have reached him, and how.
    pub reached: Option<ReachedView>,
    /// Until when he may speak; null before it has reached him.
    #[ts(type = "number | null")]
    pub may_speak_until_ms: Option<i64>,
    /// What he said.
    pub statements: Vec<SaidView>,
    /// Whether he was heard, or has let the time pass.
    pub heard: bool,
    /// What was decided.
    pub decision: Option<PenaltyDecisionView>,
    /// Whether that was made of less than what is known now.
    pub grown: bool,
    /// Whether it is about the person at the desk.
    pub mine: bool,
    /// Whether the person at the desk may explain it to him.
    pub may_tell: bool,
    /// Whether the person at the desk may decide now.
    pub may_decide: bool,
    /// Whether the person at the desk is one who decides, now or later.
    pub decides: bool,
}

/// That an explanation has reached the person concerned.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReachedView {
    /// When.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// `written`: it is on his laptop; `spoken`: whoever explained it has spoken with him; `unsaid`: nobody knows,
    /// it was signed before this was asked.
    pub way: String,
}

/// What somebody wrote.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaidView {
    /// Who.
    pub by_name: String,
    /// When.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// He does not want to say anything.
    pub declines: bool,
    /// His words.
    pub text: String,
}

/// A decision on a proposal.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PenaltyDecisionView {
    /// Whose.
    pub by_name: String,
    /// When.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// `uphold`, `waive`, `milder`.
    pub verdict: String,
    /// Yuan, where there is an amount.
    #[ts(type = "number | null")]
    pub amount: Option<i64>,
    /// Why.
    pub reason: String,
}

/// Explaining a proposal to the person concerned.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TellInput {
    /// Which.
    pub matter: MatterRef,
    /// Why it is necessary and what for.
    pub text: String,
    /// Whoever signs it has spoken with him.
    #[serde(default)]
    pub spoken: bool,
}

/// What the person concerned says.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HearInput {
    /// To which.
    pub matter: MatterRef,
    /// He does not want to say anything.
    #[serde(default)]
    pub declines: bool,
    /// His words.
    #[serde(default)]
    pub text: String,
}

/// A decision on a proposal.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecidePenaltyInput {
    /// On which.
    pub matter: MatterRef,
    /// `uphold`, `waive`, `milder`.
    pub verdict: String,
    /// Yuan instead, where the rule names an amount and it is to be less.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub amount: Option<i64>,
    /// Why.
    pub reason: String,
}

/// Headquarters' word on a package that came late.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExcuseInput {
    /// Fair id.
    pub fair: String,
    /// Day.
    pub day: String,
    /// Whether the delay is excused.
    pub excused: bool,
    /// Why.
    pub reason: String,
}

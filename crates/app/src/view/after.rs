//! What is said after a fair about those who were there (KPI-01 to KPI-03; E10, E11).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How award, appraisal and score of a fair stand.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AfterFairView {
    /// The award, for whoever took part or answers for the fair.
    pub award: Option<AwardState>,
    /// The supervisor's appraisal, for himself, whoever leads him, and headquarters.
    pub appraisal: Option<AppraisalView>,
    /// Marketing's score.
    pub score: ScoreView,
}

/// How the award stands.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AwardState {
    /// Until when it takes in what is said.
    #[ts(type = "number | null")]
    pub closes_ms: Option<i64>,
    /// Whether that is over.
    pub closed: bool,
    /// Whether the person at the desk may state it to everybody.
    pub may_state: bool,
    /// Who would be the best by what this laptop knows now; for whoever may state it, and empty for others.
    pub best: Vec<String>,
    /// Who stated it; empty where nobody has.
    pub stated_by: String,
    /// When.
    #[ts(type = "number | null")]
    pub stated_ms: Option<i64>,
}

/// A supervisor's appraisal.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AppraisalView {
    /// Whose.
    pub name: String,
    /// From when headquarters may sign it.
    #[ts(type = "number | null")]
    pub opens_ms: Option<i64>,
    /// By when it is due.
    #[ts(type = "number | null")]
    pub due_ms: Option<i64>,
    /// Whether that is over and nothing is signed.
    pub overdue: bool,
    /// Whether the person at the desk may sign it now.
    pub may_sign: bool,
    /// Line by line.
    pub lines: Vec<AppraisalLine>,
    /// What headquarters said on the whole.
    pub overall: String,
    /// Who signed it; empty where nobody has.
    pub signed_by: String,
    /// When; the newest first.
    #[ts(type = "number[]")]
    pub signed_ms: Vec<i64>,
}

/// One line of an appraisal.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AppraisalLine {
    /// `packages`, `evaluation`, `loss`, `allotment`, `intel`, `quality`.
    pub criterion: String,
    /// The rule by which it is a duty.
    pub rule: String,
    /// As they should be, by the facts that are here now.
    pub got: u32,
    /// Of how many.
    pub of: u32,
    /// The points for all of it.
    pub points: u32,
    /// What the share is worth, in hundredths of a point.
    pub worth: u32,
    /// What headquarters signed for it, in hundredths of a point.
    pub given: Option<u32>,
    /// Why that is something else.
    pub reason: String,
    /// Whether the facts give another share by now than the one that was signed.
    pub moved: bool,
}

/// What headquarters signs of an appraisal: the facts are taken as they stand.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AppraiseInput {
    /// Fair id.
    pub fair: String,
    /// Other points for a line than its share is worth, in hundredths, by criterion.
    pub given: BTreeMap<String, u32>,
    /// Why, by criterion.
    pub reasons: BTreeMap<String, String>,
    /// On the whole.
    pub overall: String,
}

/// How marketing's score stands.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ScoreView {
    /// From when people score.
    #[ts(type = "number | null")]
    pub opens_ms: Option<i64>,
    /// Until when.
    #[ts(type = "number | null")]
    pub closes_ms: Option<i64>,
    /// Whether the person at the desk scores now.
    pub may_score: bool,
    /// What he said.
    pub mine: Option<ScoreInput>,
    /// When he said it.
    #[ts(type = "number | null")]
    pub mine_ms: Option<i64>,
    /// How many have scored, as far as headquarters knows; none for everybody else.
    pub raters: Option<u32>,
    /// How many it takes.
    pub raters_min: u32,
    /// Whether the person at the desk may tell the sum now.
    pub may_tell: bool,
    /// What was told.
    pub told: Option<RatingView>,
}

/// A participant's score.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScoreInput {
    /// Fair id.
    pub fair: String,
    /// The plan of the booth, 0 to 100.
    pub layout: u32,
    /// Working together, 0 to 100.
    pub cooperation: u32,
    /// In his own words.
    #[serde(default)]
    pub remark: String,
}

/// What all who scored say together. Points in hundredths.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RatingView {
    /// How many scored.
    pub raters: u32,
    /// Mean for the plan.
    pub layout: u32,
    /// Mean for working together.
    pub cooperation: u32,
    /// Late days of the hand-over.
    pub days_late: u32,
    /// What each of them costs, in points.
    pub late_points: u32,
    /// The score.
    pub hundredths: u32,
    /// Remarks, in an order that says nothing.
    pub remarks: Vec<String>,
    /// When it was told.
    #[ts(type = "number")]
    pub at_ms: i64,
}

//! What is prepared for a fair, and its hand-over (FAIR-02 to FAIR-04; E1).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which fair.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanRef {
    /// Its id.
    pub fair: String,
}

/// A fair whose preparation somebody reads.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanFairRow {
    /// Its id.
    pub fair: String,
    /// Its name.
    pub name: String,
    /// Its first day.
    pub first: Option<String>,
    /// Calendar days to it while the person at the desk is reminded of what is not handed over (FAIR-03, D1);
    /// null where there is nothing to be reminded of.
    #[ts(type = "number | null")]
    pub remind_days: Option<i64>,
    /// How many items are not received yet.
    pub open: u32,
    /// Whether an offer waits for his signature.
    pub awaits: bool,
    /// How many times exhibits that somebody gives him wait for his signature (FAIR-05).
    pub given: u32,
    /// Losses that wait for him: for headquarters to close them, for who is liable and who had what is gone to
    /// answer.
    pub losses: u32,
}

/// From which fair to which the lists are copied.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanCopyRef {
    /// The fair that is prepared.
    pub fair: String,
    /// The earlier one.
    pub from: String,
}

/// What was chosen of a preview.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanCopyInput {
    /// The fair that is prepared.
    pub fair: String,
    /// The earlier one.
    pub from: String,
    /// The versions that were looked at, as [`PlanCopyRow::version`] names them.
    pub versions: Vec<String>,
}

/// An earlier fair's lists as they would stand.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanCopyView {
    /// Item by item, list by list.
    pub rows: Vec<PlanCopyRow>,
}

/// An item as it would stand.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanCopyRow {
    /// The record that is copied.
    pub version: String,
    /// `organiser`, `exhibits`, `layout`.
    pub list: String,
    /// What it is called.
    pub name: String,
    /// Pieces.
    pub quantity: u32,
    /// Who sees to it; null where he is to be named.
    pub owner_name: Option<String>,
    /// Who saw to it then.
    pub was_name: Option<String>,
    /// By which day, moved with the first day of the fair.
    pub due: Option<String>,
    /// It stands there already, and is not copied.
    pub there: bool,
}

/// A version of an item, as marketing writes it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanItemInput {
    /// The fair.
    pub fair: String,
    /// The item that it is a version of; null begins one.
    pub item: Option<String>,
    /// `organiser`, `exhibits`, `layout`.
    pub list: String,
    /// What it is called.
    pub name: String,
    /// Of which kind.
    #[serde(default)]
    pub kind: String,
    /// Pieces.
    pub quantity: u32,
    /// Who sees to it; null is whoever writes.
    pub owner: Option<String>,
    /// By which day, `2026-03-05`.
    pub due: Option<String>,
    /// Since which day it is done.
    pub done: Option<String>,
    /// No longer wanted.
    #[serde(default)]
    pub dropped: bool,
    /// For the visitors: it does not come back.
    #[serde(default)]
    pub giveaway: bool,
    /// Remarks.
    #[serde(default)]
    pub remarks: String,
}

/// What was written: an item's id, or a record's.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Written {
    /// The id.
    pub id: String,
}

/// One item as it changes hands.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HandedInput {
    /// Which.
    pub item: String,
    /// Pieces.
    pub quantity: u32,
    /// `good`, `worn`, `broken`.
    pub condition: String,
}

/// What marketing offers.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfferInput {
    /// The fair.
    pub fair: String,
    /// Item by item.
    pub items: Vec<HandedInput>,
    /// Remarks.
    #[serde(default)]
    pub remarks: String,
}

/// What the supervisor received.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReceiveInput {
    /// The fair.
    pub fair: String,
    /// The offer, as [`OfferView::id`] names it: no other list is meant.
    pub offer: String,
    /// Item by item.
    pub items: Vec<HandedInput>,
    /// Remarks.
    #[serde(default)]
    pub remarks: String,
}

/// A fair's plan with how it stands.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FairPlanView {
    /// The fair.
    pub fair: String,
    /// Its name.
    pub name: String,
    /// Who receives.
    pub supervisor_name: String,
    /// Calendar days to the first day of exhibition; null for a fair without days.
    #[ts(type = "number | null")]
    pub days_left: Option<i64>,
    /// The last day on which the hand-over is in time.
    pub due: Option<String>,
    /// Since when everything that is wanted is received.
    #[ts(type = "number | null")]
    pub complete_at_ms: Option<i64>,
    /// Calendar days late, up to now where it is not complete (FAIR-03, KPI-03).
    #[ts(type = "number")]
    pub days_late: i64,
    /// The reminder that holds for the person at the desk: 10, 7 or 3.
    #[ts(type = "number | null")]
    pub reminder: Option<i64>,
    /// Whether the person at the desk prepares it and offers.
    pub may_prepare: bool,
    /// Half-typed items of his, as the window kept them.
    pub unfinished: Option<String>,
    /// And on the sheets of the hand-over.
    pub unfinished_handover: Option<String>,
    /// Whether he receives.
    pub may_receive: bool,
    /// The three lists, in their order; what is no longer wanted among them.
    pub items: Vec<PlanItemView>,
    /// Offers that count, the oldest first.
    pub offers: Vec<OfferView>,
    /// Signatures that do not count.
    pub void: Vec<VoidView>,
}

/// An item.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanItemView {
    /// Its id.
    pub item: String,
    /// The version that holds.
    pub now: PlanVersionView,
    /// Those before it, the oldest first.
    pub earlier: Vec<PlanVersionView>,
}

/// A version of an item.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanVersionView {
    /// Its list.
    pub list: String,
    /// What it is called.
    pub name: String,
    /// Of which kind.
    pub kind: String,
    /// Pieces.
    pub quantity: u32,
    /// Who sees to it: id.
    pub owner: Option<String>,
    /// And name.
    pub owner_name: Option<String>,
    /// By which day.
    pub due: Option<String>,
    /// Since which day it is done.
    pub done: Option<String>,
    /// No longer wanted.
    pub dropped: bool,
    /// For the visitors: it does not come back.
    pub giveaway: bool,
    /// Remarks.
    pub remarks: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    #[ts(type = "number")]
    pub at_ms: i64,
}

/// An offer and what was received of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfferView {
    /// Its record: hash of the list to the last byte.
    pub id: String,
    /// Who offered.
    pub by: String,
    /// When.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// His remarks.
    pub remarks: String,
    /// Item by item.
    pub items: Vec<HandedView>,
    /// Who received; null while nobody has.
    pub received_by: Option<String>,
    /// When.
    #[ts(type = "number | null")]
    pub received_at_ms: Option<i64>,
    /// His remarks.
    pub received_remarks: String,
}

/// An item that changes hands.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HandedView {
    /// Which.
    pub item: String,
    /// As it was called in the version that was offered.
    pub name: String,
    /// For the visitors, in that version: it does not come back.
    pub giveaway: bool,
    /// Pieces offered.
    pub quantity: u32,
    /// In what condition.
    pub condition: String,
    /// Pieces received; null while nobody has signed, zero for what the supervisor did not name.
    pub received: Option<u32>,
    /// In what condition.
    pub received_condition: Option<String>,
    /// Whether both differ.
    pub differs: bool,
}

/// A signature that does not count.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VoidView {
    /// Its record.
    pub id: String,
    /// Why: `key`, `not_marketing`, `not_supervisor`, `same_side`, `nothing`, `again`.
    pub why: String,
}

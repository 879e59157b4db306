//! Exhibits, counts and losses (FAIR-05).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{HandedInput, RemainsView, VoidView};

/// Whose exhibits are looked at, and when they are counted.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CustodyRef {
    /// The fair.
    pub fair: String,
    /// A day of it, or `tear_down`; empty for what is due now.
    #[serde(default)]
    pub on: String,
}

/// What somebody gives to another.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CustodyGiveInput {
    /// The fair.
    pub fair: String,
    /// To whom: id.
    pub to: String,
    /// Item by item.
    pub items: Vec<HandedInput>,
    /// Remarks.
    #[serde(default)]
    pub remarks: String,
}

/// What the other took of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CustodyTakeInput {
    /// The fair.
    pub fair: String,
    /// What was given, as [`GivingView::id`] names it.
    pub giving: String,
    /// Item by item.
    pub items: Vec<HandedInput>,
    /// Remarks.
    #[serde(default)]
    pub remarks: String,
}

/// What was counted.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CustodyCountInput {
    /// The fair.
    pub fair: String,
    /// Whose exhibits: id.
    pub of: String,
    /// A day of the fair, or `tear_down`.
    pub on: String,
    /// Item by item. What is not named was not counted.
    pub items: Vec<HandedInput>,
    /// Remarks.
    #[serde(default)]
    pub remarks: String,
}

/// What somebody says to a loss.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IncidentSayInput {
    /// The fair.
    pub fair: String,
    /// Which, as [`IncidentView::id`] names it.
    pub incident: String,
    /// His words.
    pub words: String,
    /// How headquarters closes it: `found`, `replaced`, `written_off`; empty for a statement.
    #[serde(default)]
    pub outcome: String,
}

/// A fair's exhibits as they stand.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CustodyView {
    /// The fair.
    pub fair: String,
    /// What its sheets hold half typed, as [`super::BoothKeep`] kept it.
    pub unfinished: Option<String>,
    /// Its days, and then `tear_down`: when there is something to count.
    pub occasions: Vec<String>,
    /// Which of them is shown.
    pub on: String,
    /// Whether its day has come.
    pub countable: bool,
    /// Who has what, the person at the desk first.
    pub holders: Vec<HolderView>,
    /// What was given and not taken yet.
    pub open: Vec<GivingView>,
    /// To whom the person at the desk may give what he has.
    pub may_give_to: Vec<ReceiverView>,
    /// How the exhibits came to where they are, the oldest first.
    pub moves: Vec<MoveView>,
    /// What was lost, the first first; to whom it does not concern, none.
    pub incidents: Vec<IncidentView>,
    /// How many lines of what is there were not counted on the occasion.
    pub uncounted: u32,
    /// Signatures that do not count: `key`, `not_named`, `stranger`, `not_custodian`, `nothing`, `again`.
    pub void: Vec<VoidView>,
}

/// To whom exhibits may be given.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReceiverView {
    /// Who: id.
    pub id: String,
    /// And name.
    pub name: String,
}

/// What somebody has.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HolderView {
    /// Who: id.
    pub person: String,
    /// And name.
    pub name: String,
    /// Whether it is the person at the desk.
    pub mine: bool,
    /// Whether he may count it.
    pub may_count: bool,
    /// Item by item.
    pub items: Vec<HeldView>,
}

/// How much of an item somebody has.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HeldView {
    /// Which.
    pub item: String,
    /// What it is called.
    pub name: String,
    /// Pieces that he signed for.
    pub held: u32,
    /// Pieces that the last count of the occasion found; null where nobody counted.
    pub counted: Option<u32>,
    /// In what condition.
    pub condition: Option<String>,
    /// Who counted.
    pub counted_by: String,
    /// When.
    #[ts(type = "number | null")]
    pub counted_ms: Option<i64>,
    /// How many were missing at that count.
    pub missing: u32,
    /// For the visitors: it need not be counted, and what is not there is no loss.
    pub giveaway: bool,
    /// Of those, how many were given away by that count.
    pub given_out: u32,
}

/// What was given and not taken yet.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GivingView {
    /// Its record.
    pub id: String,
    /// Who gives.
    pub from: String,
    /// To whom.
    pub to: String,
    /// When it was signed.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// His remarks.
    pub remarks: String,
    /// Whether the person at the desk signs for it.
    pub may_take: bool,
    /// Whether he gave it, and may take it back.
    pub mine: bool,
    /// Item by item.
    pub items: Vec<GivenView>,
}

/// An item that is given.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GivenView {
    /// Which.
    pub item: String,
    /// What it is called.
    pub name: String,
    /// Pieces.
    pub quantity: u32,
    /// In what condition.
    pub condition: String,
}

/// Exhibits that changed hands.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoveView {
    /// The record by which they did.
    pub id: String,
    /// Who had them; empty for marketing's hand-over.
    pub from: String,
    /// Who has had them since.
    pub to: String,
    /// When the second signed.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// Names and pieces.
    pub items: Vec<MovedView>,
}

/// How many pieces moved.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MovedView {
    /// What it is called.
    pub name: String,
    /// Pieces.
    pub quantity: u32,
}

/// A loss.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IncidentView {
    /// Names it.
    pub id: String,
    /// `exhibit` or `laptop`.
    pub kind: String,
    /// The item's name, or what people call the laptop.
    pub what: String,
    /// Who had it.
    pub holder: String,
    /// Who is directly liable; empty where the fair had no supervisor.
    pub liable: String,
    /// When it came out.
    #[ts(type = "number")]
    pub opened_ms: i64,
    /// Pieces that are still missing; of a laptop, entries that are known to be.
    pub missing: u32,
    /// Each count from then on.
    pub counts: Vec<ShortView>,
    /// Of a laptop, when its holder last said that he had handed in everything.
    #[ts(type = "number | null")]
    pub stated_ms: Option<i64>,
    /// Of a laptop, its enrolment: headquarters asks the server what it has of it.
    pub enrolment: Option<String>,
    /// Of a laptop, what is here of it.
    pub remains: Option<RemainsView>,
    /// What was said.
    pub said: Vec<IncidentSaidView>,
    /// Whether nobody has to do anything about it any more.
    pub settled: bool,
    /// How headquarters closed it; empty while it did not.
    pub outcome: String,
    /// Whether the person at the desk may say something.
    pub may_speak: bool,
    /// Whether he may close it.
    pub may_close: bool,
}

/// What a count found missing.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShortView {
    /// When.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// How many.
    pub missing: u32,
}

/// What somebody said to a loss.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IncidentSaidView {
    /// Who.
    pub by: String,
    /// When.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// What.
    pub words: String,
    /// How it closed the matter, if it did.
    pub outcome: String,
}

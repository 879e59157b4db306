//! Lists as a person arranges them, and what he does to many leads at once.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::lead::LeadRowView;
use crate::Failure;

/// What a list leaves out; whatever is empty leaves out nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct LeadFilterInput {
    /// Person id, or `POOL:south`.
    pub owner: String,
    /// `business_card`, `self_filled`, `conversation`, `other`.
    pub source: String,
    /// `provisional`, `registered`, `final`.
    pub state: String,
    /// Fair class (CLS-01).
    pub class: String,
    /// Who signed: a person id.
    pub signer: String,
    /// From this day on, `2026-03-12`.
    pub from: String,
    /// Until this day.
    pub to: String,
    /// Who has it: `person`, `pool`, `nobody`.
    pub held: String,
    /// Only what waits for somebody's decision.
    pub disputed: bool,
    /// Only with a duty whose deadline has gone by.
    pub overdue: bool,
}

/// The cards of a list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeadCards {
    /// In the list's order.
    pub cards: Vec<String>,
    /// Whether there are more than can be chosen at once.
    pub capped: bool,
}

/// A list that somebody has arranged and named. It stays on this laptop, in the encrypted database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SavedView {
    /// What he calls it; another one of that name is replaced.
    pub name: String,
    /// As in a list.
    pub view: String,
    /// As in a list.
    #[serde(default)]
    pub text: String,
    /// As in a list.
    #[serde(default)]
    pub fair: String,
    /// As in a list.
    #[serde(default)]
    pub filter: LeadFilterInput,
    /// As in a list.
    #[serde(default)]
    pub sort: String,
    /// As in a list.
    #[serde(default)]
    pub backwards: bool,
    /// The columns that are shown, in their order, by their names in the screens.
    #[serde(default)]
    pub columns: Vec<String>,
}

/// Which arranged list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SavedViewRef {
    /// What it is called.
    pub name: String,
}

/// One act for many leads. Each is judged as if it were the only one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BulkInput {
    /// The cards, at most fifty; more are more calls.
    pub cards: Vec<String>,
    /// `assign`, `countersign`, `evaluate`, `follow_up`, `withdraw`.
    pub act: String,
    /// To whom, for `assign`; which judgement, for `evaluate`; by which channel, for `follow_up`.
    #[serde(default)]
    pub what: String,
    /// Why, or what was said.
    #[serde(default)]
    pub text: String,
    /// Cards of the same choice that earlier calls were about: an act about a customer is done once.
    #[serde(default)]
    pub before: Vec<String>,
}

/// What became of an act for many leads: every card stands in one of the three.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BulkView {
    /// Done.
    pub done: Vec<String>,
    /// Another card of the same customer was among them, and the act is about the customer.
    pub together: Vec<String>,
    /// Not done, and why.
    pub refused: Vec<BulkRefused>,
}

/// A lead for which an act was not done.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BulkRefused {
    /// The card.
    pub card: String,
    /// Its row, as far as it may be seen here.
    pub row: Option<LeadRowView>,
    /// Why.
    pub failure: Failure,
}

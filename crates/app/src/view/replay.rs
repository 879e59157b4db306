//! What a fair would have come to under other rules.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::lead::RulingView;

/// A fair, and what shall have been otherwise.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReplayInput {
    /// Which fair.
    pub fair: String,
    /// Numbers, by their rulebook names.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// Division codes to the territories that they would belong to; an empty one is none.
    #[serde(default)]
    pub regions: BTreeMap<u32, String>,
}

/// How far a replay has come, and what it found.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReplayView {
    /// What is played.
    pub input: ReplayInput,
    /// Customers of the fair that have been ruled on again.
    pub done: u32,
    /// Cards that have been looked at.
    pub looked: u32,
    /// Cards of the fair.
    pub cards: u32,
    /// Every card has been looked at.
    pub complete: bool,
    /// Customers for whom something would be otherwise.
    pub changed: u32,
    /// How many customers would have another: `owner`, `effective`, `credit`, `territory`, `authority`.
    pub counts: BTreeMap<String, u32>,
    /// The first of them, owners first.
    pub rows: Vec<ReplayRow>,
}

/// A customer for whom something would be otherwise.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReplayRow {
    /// One of his cards.
    pub card: String,
    /// His name as it was typed.
    pub company: String,
    /// What would be otherwise.
    pub differs: Vec<String>,
    /// As the rules say.
    pub before: ReplaySide,
    /// As they would say.
    pub after: ReplaySide,
    /// Rules that speak on one side only.
    pub rules: Vec<String>,
    /// What is final stands whatever was played (OWN-12): it would not change hands by itself.
    pub held: bool,
}

/// One outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReplaySide {
    /// Person id, `POOL:south`, `COMPANY` or `NONE`.
    pub owner: String,
    /// His name.
    pub owner_name: String,
    /// Who signed the card that counts.
    pub effective_name: String,
    /// Whose credit it is.
    pub credit_name: String,
    /// `in`, `out` or `unknown`.
    pub territory: String,
    /// Who decides; `hq`, or a person's id.
    pub authority: String,
    /// His name.
    pub authority_name: String,
}

/// One customer of a replay.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReplayRef {
    /// One of his cards.
    pub card: String,
}

/// Both rulings on one customer, each with its reasons.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReplayCustomer {
    /// As the rules say, without regard to what is final.
    pub before: RulingView,
    /// As they would say.
    pub after: RulingView,
    /// What is final stands whatever was played.
    pub held: bool,
}

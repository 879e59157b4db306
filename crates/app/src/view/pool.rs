//! Pools that are dealt, and late hand-ins that are excused.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A pool of a fair.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PoolRef {
    /// Fair id.
    pub fair: String,
}

/// Dealing a pool (OWN-07).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DealInput {
    /// Fair id.
    pub fair: String,
    /// Cards, one a customer; none for everything that waits in the pool.
    #[serde(default)]
    pub cards: Vec<String>,
    /// Among whom; null for the staff of the department who took part.
    #[serde(default)]
    pub among: Option<Vec<String>>,
    /// Anything that everybody who took part should read about it.
    #[serde(default)]
    pub reason: String,
}

/// What waits to be dealt at a fair, and what was.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PoolView {
    /// Fair id.
    pub fair: String,
    /// How what waits would be dealt; null when nothing waits, or the person at the desk deals nothing.
    pub proposed: Option<DealtView>,
    /// What was dealt, the oldest first.
    pub dealt: Vec<DealtView>,
}

/// A deal, proposed or signed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DealtView {
    /// When it was signed; null for a proposal.
    #[ts(type = "number | null")]
    pub at_ms: Option<i64>,
    /// Who dealt, by name; empty for a proposal.
    pub by: String,
    /// The participants in the order of their seats.
    pub seats: Vec<SeatView>,
    /// The cards, the one that is worth most first.
    pub cards: Vec<DealtCard>,
    /// What equal means: `pool`, or `all` where own cards count.
    pub scope: String,
    /// Whether it is what the rule deals.
    pub equal: bool,
    /// What was said about it.
    pub reason: String,
}

/// A participant of a deal.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SeatView {
    /// Person id.
    pub person: String,
    /// Name.
    pub name: String,
    /// Cards that he had had before.
    pub had: u32,
    /// Cards that he gets.
    pub gets: u32,
}

/// A card of a deal.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DealtCard {
    /// Which.
    pub card: String,
    /// Customer as typed; empty where this person may not read it.
    pub company: String,
    /// Its class.
    pub class: String,
    /// Person id.
    pub to: String,
    /// Name.
    pub to_name: String,
}

/// Excusing a late hand-in (OWN-08).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExcuseLateInput {
    /// Whose cards came late.
    pub person: String,
    /// Which.
    pub cards: Vec<String>,
    /// What happened.
    pub reason: String,
}

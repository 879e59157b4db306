//! The board of a fair's customers by class (FUP-01, CLS-01; E7).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The board.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClassBoardView {
    /// Whether it shows all of the fair: otherwise what this laptop holds.
    pub complete: bool,
    /// The customers, the overdue first, then by when they are due.
    pub cards: Vec<BoardCard>,
    /// From which yearly usage on stability decides, 万元: what is not stable there is read as class c.
    #[ts(type = "number")]
    pub silent_from: i64,
}

/// A customer on the board.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BoardCard {
    /// The card that counts.
    pub card: String,
    /// The customer.
    pub company: String,
    /// His personal data was erased.
    pub erased: bool,
    /// Whose he is: a person's id, `COMPANY`, `POOL:…`, `NONE`.
    pub owner: String,
    /// The owner's name.
    pub owner_name: String,
    /// `special`, `a`, `b`, `c`, `d`, `unclassified`: by the newest classification; until there is one,
    /// `unclassified`.
    pub column: String,
    /// What the card alone would make it.
    pub by_card: String,
    /// Yearly usage as people write it, 万元; empty where it is unknown.
    pub usage: String,
    /// Whether that is stable.
    pub stable: bool,
    /// `phone`, `visit`, `sms`, `mail`; empty before it was classified.
    pub evidence: String,
    /// Whether the evidence is what the rule asks for: a call or a visit.
    pub proper: bool,
    /// Whether the source has no class for this usage (CLS-01).
    pub silent: bool,
    /// By when its owner classifies it.
    #[ts(type = "number | null")]
    pub due_ms: Option<i64>,
    /// Whether that is over and nothing was said.
    pub overdue: bool,
    /// When it was classified.
    #[ts(type = "number | null")]
    pub classified_ms: Option<i64>,
}

//! What is left of a laptop that is gone.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A laptop in whose place another one came, and what is held of what was signed on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemainsView {
    /// Enrolment id, hexadecimal.
    pub enrolment: String,
    /// What people call it.
    pub device: String,
    /// Whose it was, by name.
    pub person: String,
    /// When headquarters revoked it; null while it counts.
    #[ts(type = "number | null")]
    pub revoked_ms: Option<i64>,
    /// When it said, after it was revoked, that it had let go of others' customers; null while it has not.
    #[ts(type = "number | null")]
    pub let_go_ms: Option<i64>,
    /// Signed cards that are here, with all that was written on them.
    pub cards: u32,
    /// All entries that are here, the cards among them.
    pub entries: u32,
    /// Up to when nothing is missing; null if the very first entry is.
    #[ts(type = "number | null")]
    pub whole_until_ms: Option<i64>,
    /// Entries that are here although earlier ones are missing.
    pub later: u32,
    /// Entries that are known to be missing because others follow them.
    pub gaps: u32,
    /// Signed cards among those.
    pub gap_cards: u32,
    /// Who saw more than is here.
    pub sightings: Vec<SightingView>,
    /// When anybody last saw it, as far as is known.
    #[ts(type = "number | null")]
    pub last_seen_ms: Option<i64>,
    /// Until when it shows other people's customers, if it never connects again (SEC-04).
    #[ts(type = "number")]
    pub blind_ms: i64,
    /// Whether its person has put this away as it stands.
    pub put_away: bool,
}

/// Somebody who saw entries that are not here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SightingView {
    /// Who, by name; empty for the company's server.
    pub by: String,
    /// When.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// How many.
    pub unheld: u32,
}

/// Which laptop.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LaptopRef {
    /// Enrolment id, hexadecimal.
    pub enrolment: String,
}

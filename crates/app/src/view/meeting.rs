//! The evening's meeting: who is there, whose turn it is, and the package that comes out of it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::lead::LeadRowView;

/// Which evening, and who is there.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MeetingInput {
    /// Fair id.
    pub fair: String,
    /// Day.
    pub day: String,
    /// Person ids; null to take who is written down, or else whoever handed in or met this laptop that day.
    #[serde(default)]
    pub present: Option<Vec<String>>,
}

/// The evening's meeting as far as it is not about single cards.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MeetingView {
    /// Everybody who takes part in the fair, its supervisor first.
    pub people: Vec<AttendeeRow>,
    /// What is written down of the discussion.
    pub discussion: Option<DiscussionView>,
    /// Whose turn it is to countersign whose cards (FAIR-10).
    pub turns: Vec<TurnRow>,
    /// The day's sealed packages, in order.
    pub seals: Vec<SealRow>,
    /// `open`, `in_time`, `sealed_in_time_sent_late`, `late`, `missing`.
    pub status: String,
    /// When the supervisor is reminded of the seal (D4), in order.
    #[ts(type = "number[]")]
    pub reminders_ms: Vec<i64>,
}

/// A participant of the fair, and whether he is at the meeting.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttendeeRow {
    /// Person id.
    pub person: String,
    /// Name.
    pub name: String,
    /// `supervisor`, `leader`, or empty.
    pub office: String,
    /// How this laptop knows of him that day: `handed_in`, `met`, or empty.
    pub known_by: String,
    /// Whether he is there.
    pub present: bool,
}

/// A discussion that was written down (OWN-05).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DiscussionView {
    /// When it was signed.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// By whom, by name.
    pub by: String,
    /// Person ids of who took part, beside him.
    pub people: Vec<String>,
    /// Their names.
    pub names: Vec<String>,
    /// What was written beside it.
    pub text: String,
}

/// Whose turn it is to countersign somebody's cards of the day.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TurnRow {
    /// Whose cards: person id.
    pub person: String,
    /// His name.
    pub name: String,
    /// His cards of the day.
    pub cards: u32,
    /// Those of them that nobody has countersigned.
    pub open: Vec<String>,
    /// Whose turn it is: person id, or empty where nobody may who is there.
    pub leader: String,
    /// His name.
    pub leader_name: String,
    /// Whether that is the person at the desk.
    pub mine: bool,
    /// Whether the person at the desk may countersign them, be it his turn or not.
    pub may: bool,
    /// Names of who signed on the day of the fair before.
    pub before: Vec<String>,
    /// Whether whose turn it is signed then, too: there is nobody else.
    pub repeats: bool,
    /// Names of who has signed out of turn.
    pub out_of_turn: Vec<String>,
}

/// A sealed package of the day.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SealRow {
    /// When it was sealed.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// When headquarters' server had it; null while this laptop knows of no receipt.
    #[ts(type = "number | null")]
    pub received_ms: Option<i64>,
    /// Cards in it.
    pub cards: u32,
    /// Its hash, hexadecimal.
    pub package: String,
    /// Why something is missing.
    pub reason: String,
}

/// Writing down the discussion.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DiscussInput {
    /// Fair id.
    pub fair: String,
    /// Day.
    pub day: String,
    /// Who took part, beside the supervisor: person ids.
    pub people: Vec<String>,
    /// What is to be remembered of it; may be empty.
    #[serde(default)]
    pub text: String,
}

/// Assigning as the rules propose.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssignProposedInput {
    /// Cards, one of each customer.
    pub cards: Vec<String>,
    /// Who discussed it; null as in a single assignment.
    #[serde(default)]
    pub discussion: Option<Vec<String>>,
}

/// Which package.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PackageRef {
    /// Fair id.
    pub fair: String,
    /// Day.
    pub day: String,
    /// Its hash; empty for the newest of the day.
    #[serde(default)]
    pub package: String,
}

/// A sealed day package, opened (E4).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackageView {
    /// Fair id.
    pub fair: String,
    /// Fair name.
    pub fair_name: String,
    /// Where.
    pub place: String,
    /// Day.
    pub day: String,
    /// Who sealed it, by name.
    pub supervisor: String,
    /// The package.
    pub seal: SealRow,
    /// `open`, `in_time`, `sealed_in_time_sent_late`, `late`, `missing`: how the day's package came.
    pub status: String,
    /// Whether its hash is that of what is held here: `whole`, `lacking` where something of it is not here,
    /// `differs`.
    pub check: String,
    /// Its cards, in order of signing.
    pub cards: Vec<PackageCard>,
    /// How many of its cards are not here.
    pub lacking: u32,
    /// What is missing of anybody's hand-in.
    pub losses: Vec<LossRow>,
    /// What is written down of the discussion that the package names.
    pub discussion: Option<DiscussionView>,
    /// Names of participants who were not at it.
    pub absent: Vec<String>,
    /// Packages that were sealed for this day, the newest first: hashes.
    pub versions: Vec<String>,
}

/// A card of a package.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackageCard {
    /// The lead.
    pub row: LeadRowView,
    /// The judgement that was sealed; empty where there was none.
    pub judgement: String,
    /// `in`, `out`, `unknown` (FAIR-11).
    pub territory: String,
    /// Whom the rules propose, by name.
    pub proposal_name: String,
    /// How many cards its customer has.
    pub customers_cards: u32,
    /// Whether it is the one of them that counts.
    pub effective: bool,
    /// Names of who countersigned it.
    pub countersigned_by: Vec<String>,
}

/// What is missing of somebody's hand-in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LossRow {
    /// Name.
    pub name: String,
    /// Whether "this is all" was not signed.
    pub not_stated: bool,
    /// Whether something came late.
    pub late: bool,
    /// Drafts that nobody signed.
    pub drafts: u32,
    /// Numbers missing in his register.
    pub gaps: u32,
}

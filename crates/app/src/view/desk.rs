//! The evening desk and headquarters' desk.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::case::CaseRow;
use super::lead::{LeadRowView, RulingView};
use super::penalty::SaidView;
use super::session::PersonRow;

/// The supervisor's evening.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EveningView {
    /// Fair id.
    pub fair: String,
    /// Day.
    pub day: String,
    /// Whether the person at the desk is the supervisor; a group leader only countersigns.
    pub supervisor: bool,
    /// One row a participant.
    pub hand_ins: Vec<HandInRow>,
    /// Customers with several cards, the proposed ruling with each.
    pub duplicates: Vec<EveningCard>,
    /// Every card of the day.
    pub cards: Vec<EveningCard>,
    /// Pairs that may be one customer (DUP-02).
    pub pairs: Vec<PairView>,
    /// What came late about customers of this fair, or is for the person at the desk to decide (OWN-12).
    pub cases: Vec<CaseRow>,
    /// People to whom cards may be assigned: participants first.
    pub people: Vec<PersonRow>,
    /// Who wrote down more cards in ten minutes than talks can have been (DUP-05).
    pub dense: Vec<DenseRow>,
    /// Cards without a judgement (FAIR-09).
    pub unevaluated: u32,
    /// Cards that nobody countersigned (FAIR-10).
    pub uncountersigned: u32,
    /// When the day was sealed.
    #[ts(type = "number | null")]
    pub sealed_ms: Option<i64>,
    /// By when it must be sealed.
    #[ts(type = "number")]
    pub seal_due_ms: i64,
    /// By when cards must be handed in.
    #[ts(type = "number")]
    pub hand_in_due_ms: i64,
    /// Hash of the sealed package, hexadecimal.
    pub package: String,
}

/// How a participant's hand-in stands.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HandInRow {
    /// Person id.
    pub person: String,
    /// Name.
    pub name: String,
    /// Cards of the day that are held here.
    pub cards: u32,
    /// Drafts that were listed.
    pub drafts: u32,
    /// Paper pieces.
    pub paper: u32,
    /// His cards of the day that were written down from paper: business cards, and forms that visitors filled.
    pub from_paper: u32,
    /// Of the drafts that were listed, those that nobody has signed or thrown away since.
    pub unsigned: Vec<OpenDraftRow>,
    /// When "this is all" was signed, if it was.
    #[ts(type = "number | null")]
    pub stated_ms: Option<i64>,
    /// When the first card came, if any.
    #[ts(type = "number | null")]
    pub received_ms: Option<i64>,
    /// Whether a card of his came late.
    pub late: bool,
    /// `open`, `in_time`, `late`, `missing`: whether and when he said that this is all (FAIR-07).
    pub status: String,
    /// Numbers of his register that are missing here: an integrity alert (FAIR-18).
    pub gaps: u32,
}

/// A draft that waits for its author's signature.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenDraftRow {
    /// The card that it would be.
    pub card: String,
    /// What tells it from others: the customer, else the contact, else the phone; empty where none is held.
    pub name: String,
}

/// A card on a desk with its ruling.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EveningCard {
    /// The lead.
    pub row: LeadRowView,
    /// Matter asked.
    pub matter: String,
    /// `business_card`, `self_filled`, `conversation`, `other`.
    pub source: String,
    /// The ruling on its customer.
    pub ruling: RulingView,
    /// The judgement, or empty.
    pub judgement: String,
    /// When it came or was judged, whichever was later: what is later than the seal is not in the
    /// sealed package (FAIR-08).
    #[ts(type = "number | null")]
    pub changed_ms: Option<i64>,
    /// Whether it was countersigned by somebody else.
    pub countersigned: bool,
    /// Whether the person at the desk may countersign it (FAIR-10).
    pub may_countersign: bool,
    /// The rule that keeps the person at the desk from assigning it, or empty.
    pub assign_refused: String,
    /// By when it must be assigned.
    #[ts(type = "number | null")]
    pub assign_due_ms: Option<i64>,
    /// Whether nobody attended to the visitor who filled it: it is for the pool (OWN-07).
    pub unattended: bool,
    /// The rule for which its customer is to be spoken about before he is assigned as proposed; empty where
    /// nothing is contested.
    pub contested: String,
}

/// Two cards that may be one customer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PairView {
    /// One.
    pub a: LeadRowView,
    /// The other.
    pub b: LeadRowView,
    /// Whether the person at the desk may decide.
    pub may_decide: bool,
}

/// Headquarters' desk.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HqView {
    /// Out-of-territory and unknown leads that wait.
    pub to_assign: Vec<EveningCard>,
    /// What lies with a department past the deadline by which it was to be assigned (OWN-05), the oldest first.
    pub late_pools: Vec<EveningCard>,
    /// Day packages of fairs that run or ran.
    pub packages: Vec<PackageRow>,
    /// Probable duplicates that wait (DUP-02).
    pub pairs: Vec<PairView>,
    /// What came late and waits for a decision (OWN-12).
    pub cases: Vec<CaseRow>,
    /// People and their devices.
    pub people: Vec<PersonRow>,
}

/// A stretch of one person's cards that came faster than anybody talks (DUP-05). A suspicion: it changes no
/// ruling.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DenseRow {
    /// Person id.
    pub person: String,
    /// Name.
    pub name: String,
    /// When the first was written down.
    #[ts(type = "number")]
    pub from_ms: i64,
    /// When the last was.
    #[ts(type = "number")]
    pub through_ms: i64,
    /// How many.
    pub count: u32,
    /// How many in ten minutes are no suspicion.
    #[ts(type = "number")]
    pub most: i64,
    /// Which, in order.
    pub cards: Vec<LeadRowView>,
}

/// A day package as headquarters sees it (FAIR-08).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackageRow {
    /// Fair id.
    pub fair: String,
    /// Fair name.
    pub fair_name: String,
    /// Day.
    pub day: String,
    /// Who answers for it: whoever supervised the fair at 24:00.
    pub supervisor_name: String,
    /// `open`, `in_time`, `sealed_in_time_sent_late`, `late`, `missing`.
    pub status: String,
    /// Cards in the newest.
    pub cards: u32,
    /// When it was sealed first.
    #[ts(type = "number | null")]
    pub sealed_ms: Option<i64>,
    /// When headquarters had it.
    #[ts(type = "number | null")]
    pub received_ms: Option<i64>,
    /// Why something is missing, if the supervisor said so.
    pub reason: String,
    /// Whether headquarters excuses that it came late; null before it has said so.
    pub excused: Option<bool>,
    /// Who said so, and why.
    pub excuse: Option<SaidView>,
    /// Hash of the newest package of the day, hexadecimal; empty while there is none.
    pub package: String,
    /// What it calls for somebody to answer for: `open` or `decided`, empty where it calls for nothing.
    pub proposal: String,
}

/// Judgements.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EvaluateInput {
    /// Card to `valuable`, `ordinary`, `worthless`.
    #[ts(type = "Record<string, string>")]
    pub cards: BTreeMap<String, String>,
}

/// An assignment.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssignInput {
    /// A card of the customer.
    pub card: String,
    /// Person id, or `POOL:south`.
    pub to: String,
    /// Why; needed to deviate, replace or override.
    #[serde(default)]
    pub reason: String,
    /// Over the competent authority (headquarters only).
    #[serde(default, rename = "override")]
    pub overriding: bool,
    /// Who discussed it; null to take whoever handed in or met the supervisor that day.
    #[serde(default)]
    pub discussion: Option<Vec<String>>,
}

/// Sealing a day.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SealInput {
    /// Fair id.
    pub fair: String,
    /// Day.
    pub day: String,
    /// Why something is missing.
    #[serde(default)]
    pub reason: String,
}

/// A decision on a probable duplicate.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IdentityInput {
    /// One customer, or not.
    pub same: bool,
    /// The cards.
    pub cards: Vec<String>,
}

/// A follow-up.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FollowUpInput {
    /// The card.
    pub card: String,
    /// `phone`, `visit`, `meeting`, `sms`, `im`, `mail`, `event`.
    pub channel: String,
    /// Whether anybody was reached.
    #[serde(default)]
    pub connected: bool,
    /// What was said.
    #[serde(default)]
    pub text: String,
}

/// A classification.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClassifyInput {
    /// The card.
    pub card: String,
    /// 万元 a year, as typed; empty for unknown.
    #[serde(default)]
    pub usage: String,
    /// Stable.
    #[serde(default)]
    pub stable: bool,
    /// A large user that cannot be estimated.
    #[serde(default)]
    pub special: bool,
    /// `phone`, `visit`, `sms` or `mail`.
    pub evidence: String,
}

/// A laptop that was revoked, and what it signed afterwards: kept, and void until somebody takes it in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LostLaptopView {
    /// Enrolment id, hexadecimal.
    pub enrolment: String,
    /// What people call it.
    pub device: String,
    /// Whose, by name.
    pub person: String,
    /// Since when it is revoked.
    #[ts(type = "number")]
    pub revoked_ms: i64,
    /// What waits, in order of signing.
    pub records: Vec<AdoptableRow>,
}

/// A record that waits to be taken in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AdoptableRow {
    /// Its id, hexadecimal.
    pub record: String,
    /// Its kind, as `card.signed`.
    pub kind: String,
    /// The first card that it is about.
    pub card: String,
    /// Customer as typed; empty where it may not be read.
    pub company: String,
    /// Whether headquarters has had what was written about it erased (SEC-14).
    pub erased: bool,
    /// When it says that it was signed; nobody saw it.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// Whether the person at the desk may take it in.
    pub may_adopt: bool,
}

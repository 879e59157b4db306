//! Leads, rulings and the day.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::card::CardInput;
use super::case::CaseView;
use super::correction::CorrectionView;
use super::notes::NotesView;
use super::views::LeadFilterInput;

/// Which leads.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LeadListInput {
    /// `mine` (I own or wait for), `captured` (I signed), `helping`, `pool`, `all`.
    pub view: String,
    /// Search text; empty for all.
    #[serde(default)]
    pub text: String,
    /// Only this fair.
    #[serde(default)]
    pub fair: Option<String>,
    /// `signed`, `due`, `company`, `owner`, `state`, `class`, `source`, `signer`, `fair`.
    #[serde(default)]
    pub sort: String,
    /// The other way round.
    #[serde(default)]
    pub backwards: bool,
    /// What else is left out.
    #[serde(default)]
    pub filter: LeadFilterInput,
    /// First row.
    #[serde(default)]
    pub offset: u32,
    /// Rows, at most 200.
    pub limit: u32,
}

/// A page of leads.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeadPageView {
    /// The rows.
    pub rows: Vec<LeadRowView>,
    /// How many there are, counted up to a limit.
    pub total: u32,
    /// Whether the count stopped at the limit.
    pub capped: bool,
}

/// A lead in a list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeadRowView {
    /// The card.
    pub card: String,
    /// Customer as typed; empty where only the ranking part is held.
    pub company: String,
    /// Contact.
    pub person: String,
    /// Phone.
    pub phone: String,
    /// Site as typed.
    pub site: String,
    /// Fair id.
    pub fair: String,
    /// Register number.
    pub register: u32,
    /// On which of the signer's laptops it was given, from 1 (FAIR-18).
    pub laptop: u32,
    /// Official number, 0 until the company gave one (OWN-09).
    #[ts(type = "number")]
    pub number: u64,
    /// Signer's name.
    pub signer: String,
    /// Corrected signing time.
    #[ts(type = "number")]
    pub signed_ms: i64,
    /// Whether it is an unsigned draft.
    pub draft: bool,
    /// Whether headquarters has had its personal data erased (SEC-14).
    pub erased: bool,
    /// Owner's name; empty for pool, company and none.
    pub owner: String,
    /// `person`, `pool`, `company`, `none`.
    pub owner_kind: String,
    /// Whether the person at the desk is the owner.
    pub mine: bool,
    /// `business_card`, `self_filled`, `conversation`, `other`.
    pub source: String,
    /// Fair class (CLS-01); empty for a draft.
    pub class: String,
    /// Whether something about the customer waits for somebody's decision.
    pub disputed: bool,
    /// The one reason that says most.
    pub why: ReasonView,
    /// `provisional`, `registered`, `final`.
    pub state: String,
    /// Where the card is: `here`, `supervisor`, `hq`.
    pub held_by: String,
    /// Next duty: `classify`, `hand_in`, `assign`, `help`, or empty.
    pub due_kind: String,
    /// Its deadline.
    #[ts(type = "number | null")]
    pub due_ms: Option<i64>,
}

/// One reason: a rule, a key of the language files, and arguments. Names are already names; times are
/// milliseconds under keys that end in `Ms`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReasonView {
    /// Rulebook id.
    pub rule: String,
    /// Key under `reason.`.
    pub key: String,
    /// Arguments.
    #[ts(type = "Record<string, string | number | boolean | null>")]
    pub args: BTreeMap<String, Value>,
}

/// A lead's page.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeadView {
    /// As in the list.
    pub row: LeadRowView,
    /// Headquarters' order to erase what was written about this card; null where there is none.
    pub erasure: Option<ErasureView>,
    /// The card as signed; null where only the ranking part is held, and where it is erased.
    pub fields: Option<CardInput>,
    /// What the visitor agreed to who filled in the form himself (SEC-14); null for any other card.
    pub consent: Option<ConsentView>,
    /// Corrections of this card, oldest first (ORD-15).
    pub corrections: Vec<CorrectionView>,
    /// Fair class (CLS-01): `a`, `b`, `c`, `d`, `special`, `unclassified`.
    pub class: String,
    /// The evening's judgement, or empty.
    pub judgement: String,
    /// What people have written beside the cards of the customer that the person at the desk may read;
    /// this card's first.
    pub notes: Vec<NotesView>,
    /// The ruling.
    pub ruling: RulingView,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// Deadlines by name.
    #[ts(type = "Record<string, number>")]
    pub due: BTreeMap<String, i64>,
    /// Acts that the person at the desk may do now: `follow_up`, `classify`, `assign`, `withdraw`, …
    pub may: Vec<String>,
}

/// A draft as whoever reads it sees it (OWN-02).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftView {
    /// The card that it would be.
    pub card: String,
    /// Whose it is, by name.
    pub author: String,
    /// When it was begun.
    #[ts(type = "number")]
    pub begun_ms: i64,
    /// When it was saved last.
    #[ts(type = "number")]
    pub saved_ms: i64,
    /// What stands on it; null where that is not held, and where it is erased.
    pub fields: Option<CardInput>,
    /// What the visitor agreed to who filled it in himself (SEC-14).
    pub consent: Option<ConsentView>,
    /// Headquarters' order to erase it; null where there is none.
    pub erasure: Option<ErasureView>,
    /// Whether the person at the desk may have it erased.
    pub may_erase: bool,
}

/// What a visitor agreed to (SEC-14).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConsentView {
    /// Which version of the text.
    pub version: u32,
    /// In which language he read it, `zh-CN`, `zh-Hant` or `en`.
    pub language: String,
    /// The text as it stood before him.
    pub text: String,
    /// When.
    #[ts(type = "number")]
    pub given_ms: i64,
}

/// An order to erase what was written about a card (SEC-14).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ErasureView {
    /// From when it counts; null until the server has the order: nothing is erased before.
    #[ts(type = "number | null")]
    pub at_ms: Option<i64>,
    /// Who ordered it, by name.
    pub by: String,
    /// Why, at headquarters; elsewhere empty.
    pub reason: String,
}

/// A ruling for people and for the scenario runner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RulingView {
    /// The customer's name among rulings.
    pub customer: String,
    /// The effective card, if any.
    pub effective: Option<String>,
    /// Whether a tie is open to a human ruling.
    pub undecided: bool,
    /// Person id, `POOL:south`, `COMPANY`, `NONE`.
    pub owner: String,
    /// The owner for people.
    pub owner_name: String,
    /// Person id, or null.
    pub proposal: Option<String>,
    /// The proposal for people.
    pub proposal_name: String,
    /// Person id or `hq`.
    pub authority: String,
    /// The authority for people.
    pub authority_name: String,
    /// Person ids.
    pub helpers: Vec<String>,
    /// Names.
    pub helper_names: Vec<String>,
    /// Person id, or null.
    pub credit: Option<String>,
    /// The credit for people.
    pub credit_name: String,
    /// `in`, `out`, `unknown`.
    pub territory: String,
    /// `provisional`, `registered`, `final`.
    pub state: String,
    /// The version of the rules by which this laptop has ruled.
    pub rules_version: u16,
    /// The one by which the server has registered the ruling last; null while it has not.
    #[ts(type = "number | null")]
    pub registered_rules: Option<u16>,
    /// When a registered ruling becomes final or became it; null while it is provisional.
    #[ts(type = "number | null")]
    pub final_ms: Option<i64>,
    /// Final without waiting `ruling.final_hours`, because every roster device had synced (SYN-03).
    pub roster_complete: bool,
    /// Every rule cited, those that excluded something included.
    pub rules: Vec<String>,
    /// Why, in the order of the pipeline.
    pub reasons: Vec<ReasonView>,
    /// What would change it.
    pub turns: Vec<ReasonView>,
    /// Kind to person ids.
    #[ts(type = "Record<string, string[]>")]
    pub alerts: BTreeMap<String, Vec<String>>,
    /// The customer's cards, in order of signing.
    pub cards: Vec<RulingCardView>,
    /// What came after it was final and waits for a decision.
    pub case: Option<CaseView>,
    /// Hash of the ruling's bytes, hexadecimal.
    pub hash: String,
}

/// One card of a customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RulingCardView {
    /// The card.
    pub card: String,
    /// Signer's id.
    pub signer: String,
    /// Signer's name.
    pub signer_name: String,
    /// Whether what was typed is here: `known`, `hidden` where this person may not read it, `erased`.
    pub text: String,
    /// Customer as typed; may be empty where the text is known, too.
    pub company: String,
    /// Contact as typed.
    pub person: String,
    /// `business_card`, `self_filled`, `conversation`, `other`.
    pub source: String,
    /// Corrected signing time.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// What the laptop's clock showed.
    #[ts(type = "number")]
    pub claimed_ms: i64,
    /// Proven not earlier.
    #[ts(type = "number | null")]
    pub not_before_ms: Option<i64>,
    /// Proven not later.
    #[ts(type = "number | null")]
    pub not_after_ms: Option<i64>,
    /// `anchored`, `bounded`, `wide`.
    pub proof: String,
    /// Whose word the interval rests on.
    pub proven_by: WitnessesView,
    /// Everybody who saw it, whatever his word is worth.
    pub seen_by: WitnessesView,
    /// Whether what the laptop's clock showed lies outside what is proven.
    pub contradicted: bool,
    /// Rule that takes it out of the ranking, or empty.
    pub out: String,
    /// Countersigned by somebody else.
    pub complete: bool,
    /// The evening's judgement, or empty.
    pub judgement: String,
}

/// Who saw a card: names, by how their word is to be taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WitnessesView {
    /// Those who may compete for the customer themselves.
    pub colleagues: Vec<String>,
    /// A fair's supervisor, a regional manager.
    pub in_charge: Vec<String>,
    /// Headquarters.
    pub headquarters: Vec<String>,
    /// Whether the company's server is among them.
    pub server: bool,
}

/// One entry of a timeline.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineEntry {
    /// When, corrected.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// Who, by name.
    pub by: String,
    /// Key under `timeline.`.
    pub key: String,
    /// Arguments.
    #[ts(type = "Record<string, string | number | boolean | null>")]
    pub args: BTreeMap<String, Value>,
    /// Text that somebody typed; shown as text, never as markup.
    pub text: String,
}

/// The day: what I captured, what is not handed in, what changed for me.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DayView {
    /// The day, `2026-03-12`.
    pub day: String,
    /// Fair of the day, if any.
    pub fair: Option<String>,
    /// Signed today, newest first.
    pub captured: Vec<LeadRowView>,
    /// Open drafts.
    pub drafts: Vec<LeadRowView>,
    /// Signed cards that neither supervisor nor server has.
    pub not_handed_in: u32,
    /// Hand-in deadline.
    #[ts(type = "number | null")]
    pub hand_in_due_ms: Option<i64>,
    /// When this person said "this is all" for the day.
    #[ts(type = "number | null")]
    pub handed_in_ms: Option<i64>,
    /// Whether the supervisor or the server is known to have that statement.
    pub handed_in_received: bool,
    /// What changed since the person last looked, newest first.
    pub changes: Vec<ChangeView>,
}

/// Something that changed for the person at the desk.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeView {
    /// When this laptop learnt it.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// `owner`, `helper`, `refused`, `alert`, `effective`, `erased`.
    pub kind: String,
    /// The card.
    pub card: String,
    /// Customer as typed.
    pub company: String,
    /// Why.
    pub why: ReasonView,
}

/// "This is all" (FAIR-07).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HandInStatement {
    /// Fair id.
    pub fair: String,
    /// Day, `2026-03-12`; empty for today.
    #[serde(default)]
    pub day: String,
    /// Paper pieces handed over with it.
    #[serde(default)]
    pub paper: u32,
}

//! Capture.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::photo::PhotoRef;

/// A card as it is typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CardInput {
    /// The card, once it exists (a draft that goes on).
    #[serde(default)]
    pub card: Option<String>,
    /// Fair id.
    #[serde(default)]
    pub fair: Option<String>,
    /// `business_card`, `self_filled`, `conversation` or `other:…` (FAIR-06).
    pub source: String,
    /// Customer.
    #[serde(default)]
    pub company: String,
    /// Contact.
    #[serde(default)]
    pub person: String,
    /// Phone.
    #[serde(default)]
    pub phone: String,
    /// Mail.
    #[serde(default)]
    pub email: String,
    /// Unified credit code.
    #[serde(default)]
    pub credit_code: String,
    /// Buying site.
    #[serde(default)]
    pub site: String,
    /// Matter asked.
    #[serde(default)]
    pub matter: String,
    /// Estimated annual use, 万元, as typed: `20` or `12.5`.
    #[serde(default)]
    pub usage: String,
    /// Whether it is stable; null when not asked.
    #[serde(default)]
    pub stable: Option<bool>,
    /// Mandatory fields that are marked unknown: `company`, `person`, `matter` (FAIR-18).
    #[serde(default)]
    pub unknown: Vec<String>,
    /// A form that nobody attended to (OWN-07).
    #[serde(default)]
    pub unattended: bool,
    /// End of the talk, milliseconds since 1970 UTC.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub talk_ended_ms: Option<i64>,
    /// Anything else that was typed, by field name.
    #[serde(default)]
    pub more: BTreeMap<String, String>,
    /// The photo of the business card that it is written from.
    #[serde(default)]
    pub photo: Option<PhotoRef>,
}

/// What the capture screen starts with.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaptureView {
    /// The fair to start with: the one that runs today.
    pub fair: Option<String>,
    /// The register number that the next signature will get.
    pub next_register: u32,
    /// Which of its person's laptops this is, from 1: it stands beside the number.
    pub laptop: u32,
    /// Matters that were typed today, newest first.
    pub matters: Vec<String>,
    /// Open drafts of this person.
    pub drafts: Vec<CardInput>,
    /// A card that was being typed when the window closed.
    pub unfinished: Option<CardInput>,
}

/// What the laptop makes of a card that is being typed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CardReading {
    /// The phone number in international form; empty when none was understood.
    pub phone: String,
    /// The buying site; null when no place was understood.
    pub place: Option<PlaceReading>,
}

/// A place that was understood.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaceReading {
    /// Province and prefecture, by their short names.
    pub name: String,
    /// Whether it lies in the territory of whoever decides at this fair (OWN-01).
    pub in_territory: bool,
}

/// A signature.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignedView {
    /// The card.
    pub card: String,
    /// Its number in the register of this fair (FAIR-18).
    pub register: u32,
    /// On which of its person's laptops, from 1; 0 for a draft.
    pub laptop: u32,
}

/// Another card on this laptop that may be the same customer. Of one that this person may not see, nothing is
/// said but that the customer is taken (P35).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DuplicateHint {
    /// That card; empty where only that the customer is taken may be said.
    pub card: String,
    /// Customer as typed there; empty where this person may not read it.
    pub company: String,
    /// Contact as typed there; empty where this person may not read it.
    pub person: String,
    /// Whether headquarters has had what was written there erased (SEC-14).
    pub erased: bool,
    /// Its signer's name.
    pub signer: String,
    /// Whether the signer is the person at the desk.
    pub own: bool,
    /// Minutes between that signature and now.
    #[ts(type = "number")]
    pub minutes_before: i64,
    /// Sure, or for a person to decide (DUP-02).
    pub sure: bool,
    /// What will happen if this card is signed now.
    pub outcome: DuplicateOutcome,
    /// The owner's name, if the customer has one.
    pub owner: String,
}

/// What a signature now would lead to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DuplicateOutcome {
    /// The other card counts; this person helps (DUP-01, DUP-03).
    TheyCountYouHelp,
    /// The customer has an owner in proper service; he stays (DUP-09).
    OwnerStays,
    /// The customer is this person's already, and stays so (DUP-09).
    YoursAlready,
    /// This person's own earlier card counts; the new one becomes a note (DUP-11).
    YourEarlierCounts,
    /// Only similar; a person will decide (DUP-02).
    SomebodyDecides,
    /// Signed within the minutes that make a tie: other rules decide between them (DUP-06, DUP-07).
    Tie,
    /// The customer is taken, which is all that this person may know (P35).
    Taken,
    /// Too many customers were asked about in this minute; whether this one is taken is not said.
    AskedTooOften,
}

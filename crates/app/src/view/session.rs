//! Who is at the desk, and what this laptop holds.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::scope::LetGoView;

/// The person at the desk and what he can open.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SessionView {
    /// Person id.
    pub person: String,
    /// Name.
    pub name: String,
    /// Role names of the rulebook.
    pub roles: Vec<String>,
    /// Company name.
    pub company: String,
    /// What people call this device.
    pub device: String,
    /// IANA time zone that decides every "day".
    pub zone: String,
    /// Best estimate of the time now, milliseconds since 1970 UTC.
    #[ts(type = "number")]
    pub now_ms: i64,
    /// Today in the company's zone, `2026-03-12`.
    pub today: String,
    /// Fairs that this person takes part in or may see, running ones first.
    pub fairs: Vec<FairView>,
    /// Whether the evening desk is his (supervisor or group leader of a fair).
    pub evening_desk: bool,
    /// Whether the headquarters desk is his.
    pub hq_desk: bool,
    /// Until when this laptop shows other people's customers without another contact (SEC-04).
    #[ts(type = "number")]
    pub lease_until_ms: i64,
    /// When headquarters revoked this laptop, if it did: what it signs since counts for nothing until somebody
    /// takes it in (SYN-04).
    #[ts(type = "number | null")]
    pub revoked_ms: Option<i64>,
    /// Minutes without a key press after which the window locks.
    #[ts(type = "number")]
    pub lock_minutes: i64,
}

/// A fair.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FairView {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Place.
    pub place: String,
    /// Days, `2026-03-12`.
    pub days: Vec<String>,
    /// Daily closing time, `17:00`.
    pub closes: String,
    /// Supervisor's id.
    pub supervisor: String,
    /// Supervisor's name.
    pub supervisor_name: String,
    /// Who takes part and hands in to him, by id.
    pub team: Vec<String>,
    /// Whether today is one of its days.
    pub today: bool,
    /// Whether the person at the desk takes part.
    pub mine: bool,
    /// Whether the person at the desk leads the evening: `supervisor`, `leader` or empty.
    pub office: String,
}

/// A person, for choosing.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonRow {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Role names.
    pub roles: Vec<String>,
    /// Territory name, if any.
    pub territory: String,
    /// Devices, for headquarters.
    pub devices: Vec<DeviceRow>,
}

/// A department's pool, for choosing.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PoolRow {
    /// As an assignment names it: `POOL:south`.
    pub id: String,
    /// The territory's name.
    pub territory: String,
    /// Its regional manager's name, who deals the pool on; empty if there is none.
    pub head: String,
}

/// An enrolled device.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeviceRow {
    /// Enrolment id, hexadecimal.
    pub enrolment: String,
    /// What people call it.
    pub device: String,
    /// Whether it was revoked.
    pub revoked: bool,
    /// Whether it is the one in use.
    pub this: bool,
}

/// What is unsent, and why.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SyncPageView {
    /// The server's origin.
    pub server: String,
    /// What this person did and the server does not have.
    pub unsent: u32,
    /// Signed cards among them.
    pub unsent_cards: u32,
    /// Records of colleagues carried for them.
    pub carried: u32,
    /// All records held.
    pub records: u32,
    /// Time of the last receipt by the server, if there was one.
    #[ts(type = "number | null")]
    pub last_server_ms: Option<i64>,
    /// How far this laptop's clock was off then, milliseconds; positive is fast.
    #[ts(type = "number | null")]
    pub clock_off_ms: Option<i64>,
    /// Items that were not taken, each with its reason.
    pub quarantined: Vec<QuarantineRow>,
    /// What the person is asked before much is let go of.
    pub let_go: Option<LetGoView>,
}

/// What befell this laptop, to be told to the person once.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoticeRow {
    /// `wentOnElsewhere`, `damaged`, `copied`, `reassigned`, `released`, `asked`, `ended`, `clockFast` or
    /// `clockSlow`; the sentence is in the language files.
    pub event: String,
    /// When it was noticed.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// Records that came back, or that were set aside; or customers.
    pub records: u32,
    /// To whom customers went, by name.
    pub to: String,
    /// The reason that was given.
    pub why: String,
    /// Their official numbers.
    #[ts(type = "number[]")]
    pub numbers: Vec<u64>,
    /// Records of one's own about them that the server has.
    pub handed_over: u32,
    /// How far the clock is off, milliseconds; positive is fast.
    #[ts(type = "number")]
    pub off_ms: i64,
}

/// An item that was set aside.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuarantineRow {
    /// A stable code; the sentence is in the language files.
    pub code: String,
    /// When.
    #[ts(type = "number")]
    pub at_ms: i64,
}

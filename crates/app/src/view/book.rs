//! What headquarters keeps: people, territories, fairs, numbers, and who changed what from when.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything that headquarters keeps, as a change would go on from it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookView {
    /// People, those that left last.
    pub people: Vec<BookPersonRow>,
    /// Territories.
    pub territories: Vec<BookTerritoryRow>,
    /// Divisions.
    pub divisions: Vec<BookDivision>,
    /// The table of divisions.
    pub divisions_stand: BookStand,
    /// Fairs, the newest first.
    pub fairs: Vec<BookFairRow>,
    /// Days that are no working days beside weekends, `2026-05-01`.
    pub holidays: Vec<String>,
    /// The list of holidays.
    pub holidays_stand: BookStand,
    /// Every number of the rulebook.
    pub parameters: Vec<BookParameterRow>,
    /// The newest change of any number, hexadecimal.
    pub parameters_seen: Option<String>,
    /// The roles that there are.
    pub roles: Vec<String>,
    /// Changes that wait for the server.
    pub waiting: u32,
    /// Today in the company's zone.
    pub today: String,
}

/// How one thing stands: its newest version, and who made it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookStand {
    /// The version that a change goes on from, hexadecimal.
    pub seen: Option<String>,
    /// Who made it; empty for what the company was founded with.
    pub by: String,
    /// Since when it counts; while it waits, when it was written.
    #[ts(type = "number | null")]
    pub at_ms: Option<i64>,
    /// The server has not endorsed it: it does not count yet (SYN-06).
    pub waits: bool,
    /// How many versions there are.
    pub versions: u32,
    /// Whose changes the author of the newest version had not seen.
    pub unseen: Vec<String>,
}

/// A person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BookPerson {
    /// Id; empty for somebody new.
    #[serde(default)]
    pub id: String,
    /// Name.
    pub name: String,
    /// Roles by their rulebook names.
    pub roles: Vec<String>,
    /// Special powers inside a role.
    #[serde(default)]
    pub capabilities: Vec<String>,
    /// Home territory.
    pub territory: Option<String>,
    /// Division.
    pub division: Option<String>,
    /// Who answers for him while he is new (OWN-16).
    pub mentor: Option<String>,
}

/// A person with his history.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookPersonRow {
    /// The person.
    pub entry: BookPerson,
    /// He has left (OWN-14).
    pub left: bool,
    /// Laptops that are not revoked.
    pub devices: u32,
    /// How it stands.
    pub stand: BookStand,
}

/// A place, for choosing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookPlace {
    /// Division code.
    pub code: u32,
    /// 广东, 东莞.
    pub name: String,
    /// The province it lies in; empty for a province.
    pub province: String,
    /// The territory that it belongs to by now; empty for none.
    pub territory: String,
}

/// What is typed of a place.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlaceInput {
    /// The beginning of its name.
    pub text: String,
}

/// A territory (B3).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BookTerritory {
    /// Id; empty for a new one.
    #[serde(default)]
    pub id: String,
    /// Name.
    pub name: String,
    /// Division codes.
    pub regions: Vec<u32>,
    /// Its regional manager.
    pub head: Option<String>,
}

/// A territory with its history.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookTerritoryRow {
    /// The territory.
    pub entry: BookTerritory,
    /// Its places, by name.
    pub places: Vec<BookPlace>,
    /// Who works there.
    pub people: u32,
    /// How it stands.
    pub stand: BookStand,
}

/// A division of the company.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BookDivision {
    /// Id; empty for a new one.
    #[serde(default)]
    pub id: String,
    /// Name.
    pub name: String,
    /// Head.
    pub head: Option<String>,
}

/// A fair (B1).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BookFair {
    /// Id; empty for a new one.
    #[serde(default)]
    pub id: String,
    /// Name.
    pub name: String,
    /// Whom one calls at the organiser's.
    #[serde(default)]
    pub organiser: String,
    /// Place.
    #[serde(default)]
    pub place: String,
    /// Hosting territory.
    pub territory: String,
    /// The one person responsible (FAIR-01).
    pub supervisor: String,
    /// Days, `2026-03-12`.
    pub days: Vec<String>,
    /// Daily closing time, `17:00`.
    pub closes: String,
    /// Participants beside the supervisor.
    #[serde(default)]
    pub team: Vec<String>,
    /// Who looks at the rivals (FAIR-12).
    #[serde(default)]
    pub intel: Vec<String>,
    /// What it is to bring.
    #[serde(default)]
    pub goals: String,
    /// The fair that it was copied from.
    #[serde(default)]
    pub copied_from: Option<String>,
}

/// A fair with its history.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookFairRow {
    /// The fair.
    pub entry: BookFair,
    /// The supervisor's name.
    pub supervisor_name: String,
    /// The hosting territory's name.
    pub territory_name: String,
    /// `planned`, `open`, `over`, or `blocked`: without a supervisor who may be one it does not open
    /// (FAIR-01).
    pub status: String,
    /// How it stands.
    pub stand: BookStand,
}

/// A number of the rulebook.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookParameterRow {
    /// The rulebook's name.
    pub name: String,
    /// Its default; empty where the company has to say.
    pub default: String,
    /// What it is.
    pub value: String,
    /// What it is counted in.
    pub unit: String,
    /// The rule that reads it.
    pub rule: String,
    /// `T` text, `I` interpretation, `D` invented.
    pub basis: String,
    /// This version of the rules reads it.
    pub read: bool,
    /// How it stands.
    pub stand: BookStand,
}

/// A change of a person, or a new one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangePerson {
    /// As it shall be.
    pub entry: BookPerson,
    /// The version on the screen; without one, whatever it is now.
    #[serde(default)]
    pub seen: Option<String>,
    /// What speaks against it was read.
    #[serde(default)]
    pub sure: bool,
}

/// A change of a territory, or a new one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeTerritory {
    /// As it shall be.
    pub entry: BookTerritory,
    /// It shall be no more.
    #[serde(default)]
    pub remove: bool,
    /// The version on the screen; without one, whatever it is now.
    #[serde(default)]
    pub seen: Option<String>,
    /// Places of others are taken from them.
    #[serde(default)]
    pub sure: bool,
}

/// A change of a fair, or a new one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeFair {
    /// As it shall be.
    pub entry: BookFair,
    /// The version on the screen; without one, whatever it is now.
    #[serde(default)]
    pub seen: Option<String>,
    /// What speaks against it was read.
    #[serde(default)]
    pub sure: bool,
}

/// A change of the divisions.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeDivisions {
    /// All of them, as they shall be.
    pub table: Vec<BookDivision>,
    /// The version on the screen; without one, whatever it is now.
    #[serde(default)]
    pub seen: Option<String>,
}

/// A change of the holidays.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeHolidays {
    /// All of them, as they shall be.
    pub days: Vec<String>,
    /// The version on the screen; without one, whatever it is now.
    #[serde(default)]
    pub seen: Option<String>,
}

/// A change of some numbers; the others stay.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeParameters {
    /// Name to value, as the rulebook writes them.
    pub set: BTreeMap<String, String>,
    /// The newest change on the screen; without one, whatever it is now.
    #[serde(default)]
    pub seen: Option<String>,
}

/// What was written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookSaved {
    /// The id of what was changed.
    pub id: String,
}

/// A fair that shall be the pattern of another.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CopyFair {
    /// Which.
    pub fair: String,
    /// The first day of the new one.
    pub first: String,
}

/// One thing in the book.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BookRef {
    /// `person`, `territory`, `fair`, `divisions`, `holidays`, `parameter`.
    pub kind: String,
    /// Its id, or the number's name; empty for a whole list.
    #[serde(default)]
    pub id: String,
}

/// One version of something, and what it changed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookVersion {
    /// Its record, hexadecimal.
    pub record: String,
    /// Who made it; empty for what the company was founded with.
    pub by: String,
    /// Since when it counts; `null` while it waits.
    #[ts(type = "number | null")]
    pub from_ms: Option<i64>,
    /// When its author's clock says he wrote it.
    #[ts(type = "number")]
    pub signed_ms: i64,
    /// What it changed.
    pub changes: Vec<BookChange>,
    /// Whose earlier changes its author had not seen.
    pub unseen: Vec<String>,
}

/// One field of a version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookChange {
    /// Which.
    pub field: String,
    /// What is there no more.
    pub gone: Vec<String>,
    /// What is there since.
    pub new: Vec<String>,
}

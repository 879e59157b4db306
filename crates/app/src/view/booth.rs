//! The day at the booth beside the cards: the notebook, the register, the fair in figures, the report.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::lead::ErasureView;
use super::session::PersonRow;

/// Which fair, or which of its days.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BoothRef {
    /// Fair id.
    pub fair: String,
    /// `2026-03-12`; empty for the whole fair.
    #[serde(default)]
    pub day: String,
}

/// A half-typed form at the booth.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BoothKeep {
    /// Fair id.
    pub fair: String,
    /// `rival`, `reception`, `report`, `item`, `handover`, `custody` or `roadshow`.
    pub form: String,
    /// What stands in it; null when it was saved or given up.
    pub json: Option<String>,
}

/// An entry in the notebook about rivals, as it is written (FAIR-12).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RivalInput {
    /// Fair id.
    pub fair: String,
    /// The entry that is written anew.
    #[serde(default)]
    pub entry: Option<String>,
    /// `product`, `price`, `strategy`, `other`.
    pub topic: String,
    /// `seen`, `inferred`, `heard`.
    pub basis: String,
    /// The rival.
    pub rival: String,
    /// What was noted.
    pub what: String,
    /// What proves it.
    #[serde(default)]
    pub evidence: String,
    /// The photo that shows it, by its hash: one that was kept for this entry, or the one that it has.
    #[serde(default)]
    pub photo: Option<String>,
    /// Taken back.
    #[serde(default)]
    pub withdrawn: bool,
}

/// What an entry says, or said.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RivalText {
    /// When it was written.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// As in [`RivalInput`].
    pub topic: String,
    /// As in [`RivalInput`].
    pub basis: String,
    /// The rival; empty where the text was erased.
    pub rival: String,
    /// What was noted.
    pub what: String,
    /// What proves it.
    pub evidence: String,
    /// The photo that shows it, by its hash.
    pub photo: Option<String>,
    /// Taken back.
    pub withdrawn: bool,
}

/// Where the photo of a note that is being written waits.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RivalPhotoPlace {
    /// Fair id.
    pub fair: String,
    /// The entry that is written anew; null for a new one.
    pub entry: Option<String>,
}

/// Which photo of the notebook.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RivalPhotoRef {
    /// Fair id.
    pub fair: String,
    /// The entry that is being written, for a photo that nobody signed yet; null for a new one.
    pub entry: Option<String>,
    /// The photo's hash.
    pub hash: String,
}

/// An entry in the notebook.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RivalRow {
    /// Which.
    pub entry: String,
    /// The collector's name.
    pub by: String,
    /// Whether it is one's own: nobody else writes it anew.
    pub mine: bool,
    /// When it was first written.
    #[ts(type = "number")]
    pub begun_ms: i64,
    /// What it says.
    pub now: RivalText,
    /// What it said before, the newest first.
    pub earlier: Vec<RivalText>,
}

/// The notebook of a fair.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NotebookView {
    /// Whether this person takes part.
    pub may_write: bool,
    /// Whether he reads what others wrote too.
    pub reads_all: bool,
    /// Who was appointed to collect; nobody is a flag on the fair.
    pub collectors: Vec<String>,
    /// Entries, the newest first.
    pub rows: Vec<RivalRow>,
    /// What was being typed, as it was kept.
    pub unfinished: Option<String>,
}

/// A line of the register, as it is written (FAIR-20, FAIR-21).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReceptionInput {
    /// Fair id.
    pub fair: String,
    /// The line that is written anew.
    #[serde(default)]
    pub entry: Option<String>,
    /// `visit` or `call`.
    pub channel: String,
    /// When he came, milliseconds since 1970 UTC; null for now.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub came_ms: Option<i64>,
    /// Who.
    #[serde(default)]
    pub name: String,
    /// His company.
    #[serde(default)]
    pub company: String,
    /// The number that he left.
    #[serde(default)]
    pub phone: String,
    /// Matter asked.
    #[serde(default)]
    pub matter: String,
    /// Opinions.
    #[serde(default)]
    pub opinions: String,
    /// Needs.
    #[serde(default)]
    pub needs: String,
    /// Key points.
    #[serde(default)]
    pub key_points: String,
    /// What he answered when he was called back; empty while he was not.
    #[serde(default)]
    pub answer: String,
    /// Whom he asked first; empty for oneself.
    #[serde(default)]
    pub first_contact: String,
    /// To whom he was passed on; empty for nobody.
    #[serde(default)]
    pub routed_to: String,
    /// Taken back.
    #[serde(default)]
    pub withdrawn: bool,
}

/// A line of the register.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReceptionRow {
    /// What it says.
    pub input: ReceptionInput,
    /// Which.
    pub entry: String,
    /// Who received him.
    pub by: String,
    /// Whether it is one's own.
    pub mine: bool,
    /// Name of whom he asked first.
    pub first_contact: String,
    /// Name of whom he was passed on to; empty for nobody.
    pub routed_to: String,
    /// Whether he left a number.
    pub phone_left: bool,
    /// The lead card that was made of it.
    pub card: Option<String>,
    /// How often it was written anew.
    pub versions: u32,
    /// Entered on a later day than he came (FAIR-21).
    pub late: bool,
    /// Written, or written anew, since the day was signed.
    pub after_signing: bool,
    /// As orders to erase name it.
    pub line: String,
    /// Headquarters' order to erase its words (SEC-14); null where there is none.
    pub erasure: Option<ErasureView>,
}

/// A day's visitors and calls, counted (来人来电统计表).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatisticView {
    /// Who came.
    pub came: u32,
    /// Who called.
    pub called: u32,
    /// Who left a number.
    pub phones: u32,
    /// Of whom a lead card was made.
    pub cards: u32,
    /// Passed on.
    pub routed: u32,
    /// Called back.
    pub asked_after: u32,
}

/// A signed statistic.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignedStatistic {
    /// When.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// Who.
    pub by: String,
    /// What was counted.
    pub counted: StatisticView,
}

/// The register of visitors and calls of a day (E12).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RegisterView {
    /// Day; empty for the whole fair.
    pub day: String,
    /// Whether this person takes part.
    pub may_write: bool,
    /// Whether he signs the day.
    pub may_sign: bool,
    /// Whether he may have a line's words erased (SEC-14).
    pub may_erase: bool,
    /// Whether he reads what others entered too.
    pub reads_all: bool,
    /// Lines in order of their time; what was taken back stands at the end.
    pub rows: Vec<ReceptionRow>,
    /// What stands in them.
    pub counted: StatisticView,
    /// The day's signature that counts.
    pub signed: Option<SignedStatistic>,
    /// Lines that were written since.
    pub after_signing: u32,
    /// Who takes part: to them a visitor is passed on.
    pub people: Vec<PersonRow>,
    /// What was being typed, as it was kept.
    pub unfinished: Option<String>,
}

/// A line to make a lead card of.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReceptionRef {
    /// Fair id.
    pub fair: String,
    /// Which line.
    pub entry: String,
}

/// How many of something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Share {
    /// What: a source, a class, an hour, a topic, a person's id.
    pub key: String,
    /// A person's name; empty for everything else.
    pub name: String,
    /// How many.
    pub count: u32,
}

/// Whether somebody handed in a day.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HandInState {
    /// Day.
    pub day: String,
    /// Who.
    pub name: String,
    /// `in_time`, `late`, `missing` or `open`.
    pub status: String,
    /// When he said that this is all.
    #[ts(type = "number | null")]
    pub stated_ms: Option<i64>,
    /// By when.
    #[ts(type = "number")]
    pub due_ms: i64,
}

/// How a day's package stands.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DayState {
    /// Day.
    pub day: String,
    /// `open`, `in_time`, `sealed_in_time_sent_late`, `late`, `missing`.
    pub status: String,
    /// By when.
    #[ts(type = "number")]
    pub due_ms: i64,
}

/// A day's visitors and calls.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DayVisitors {
    /// Day.
    pub day: String,
    /// What stands in the register here.
    pub counted: StatisticView,
    /// What the manager signed.
    pub signed: Option<StatisticView>,
}

/// A fair, or a day of it, under the source's three headings (FAIR-14).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DashboardView {
    /// Whether this person's laptop holds the whole fair; otherwise it counts what is here.
    pub complete: bool,
    /// Whether the day or fair is counted to the end of what there is: what was counted when.
    #[ts(type = "number")]
    pub as_of_ms: i64,
    /// Showing what the company can do: who came and called.
    pub visitors: Vec<DayVisitors>,
    /// As much valid information about customers as possible: cards.
    pub leads: u32,
    /// Of them those that count: one for each customer.
    pub customers: u32,
    /// By hour of the day, `0` to `23`.
    pub by_hour: Vec<Share>,
    /// By source.
    pub by_source: Vec<Share>,
    /// By class.
    pub by_class: Vec<Share>,
    /// By who signed.
    pub by_person: Vec<Share>,
    /// Duties whose deadline has passed.
    pub overdue: u32,
    /// Who has handed in, and who has not.
    pub hand_ins: Vec<HandInState>,
    /// The days' packages.
    pub packages: Vec<DayState>,
    /// Learning how rivals stand: entries by topic.
    pub by_topic: Vec<Share>,
    /// How many rivals they are about.
    pub rivals: u32,
    /// Who was appointed to collect.
    pub collectors: Vec<String>,
    /// The report after the fair.
    pub report: FairReportState,
}

/// How the report after the fair stands (FAIR-13, D9).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FairReportState {
    /// Fair id.
    pub fair: String,
    /// Its name.
    pub name: String,
    /// Whose duty it is.
    pub supervisor: String,
    /// `open`, `in_time`, `sealed_in_time_sent_late`, `late`, `missing`.
    pub status: String,
    /// By when; null for a fair without days.
    #[ts(type = "number | null")]
    pub due_ms: Option<i64>,
    /// When it was first signed.
    #[ts(type = "number | null")]
    pub signed_ms: Option<i64>,
    /// When headquarters had it.
    #[ts(type = "number | null")]
    pub received_ms: Option<i64>,
}

/// One line about a rival in the report.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RivalLine {
    /// Topic.
    pub topic: String,
    /// How its author knows.
    pub basis: String,
    /// What was noted.
    pub what: String,
    /// What proves it.
    pub evidence: String,
    /// Which entry.
    pub entry: String,
    /// The photo that shows it, by its hash.
    pub photo: Option<String>,
    /// The collector's name.
    pub by: String,
    /// When.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// The signed report does not rest on it as it reads now.
    pub after_signing: bool,
}

/// One rival in the report.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RivalSheet {
    /// What a conclusion about it is kept under.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The best reason to believe any of it: `seen`, `inferred`, `heard`.
    pub best: String,
    /// What was noted, by topic.
    pub lines: Vec<RivalLine>,
    /// What the supervisor concluded, as signed.
    pub conclusion: String,
}

/// The report on rivals (E8).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CompetitorReportView {
    /// How it stands.
    pub state: FairReportState,
    /// Whether this person signs it.
    pub may_sign: bool,
    /// Every rival.
    pub rivals: Vec<RivalSheet>,
    /// The supervisor's conclusion about all of them, as signed.
    pub overall: String,
    /// When each version was signed, the newest first.
    #[ts(type = "number[]")]
    pub signed_ms: Vec<i64>,
    /// What the supervisor was writing, as it was kept.
    pub unfinished: Option<String>,
}

/// What a fair came to (E9).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FairSummaryView {
    /// How it stands: it is signed with the report on rivals.
    pub state: FairReportState,
    /// The supervisor's words on the first goal, as signed.
    pub strength: String,
    /// On the second.
    pub information: String,
    /// On the third.
    pub rivals: String,
    /// What was counted when it was signed, by name; before that, what would be signed now.
    pub figures: BTreeMap<String, u32>,
    /// Names of the people in it, by id.
    pub names: BTreeMap<String, String>,
}

/// The supervisor's words, to be signed (E8, E9).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FairReportInput {
    /// Fair id.
    pub fair: String,
    /// About each rival, by its key.
    #[serde(default)]
    pub conclusions: BTreeMap<String, String>,
    /// About all of them.
    #[serde(default)]
    pub overall: String,
    /// On the first goal.
    #[serde(default)]
    pub strength: String,
    /// On the second.
    #[serde(default)]
    pub information: String,
    /// On the third.
    #[serde(default)]
    pub rivals: String,
}

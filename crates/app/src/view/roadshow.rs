//! Roadshows (FAIR-19).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which month.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoadshowsRef {
    /// `2026-04`; empty for this one.
    #[serde(default)]
    pub month: String,
}

/// A month's roadshows.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RoadshowsView {
    /// Which month.
    pub month: String,
    /// Under which its photos are kept.
    pub id: String,
    /// Those that can be chosen, the newest first.
    pub months: Vec<String>,
    /// Its last day.
    pub last: String,
    /// Each specialist's, the person at the desk first.
    pub people: Vec<RoadshowPerson>,
    /// Whether the person at the desk holds roadshows himself.
    pub may_add: bool,
    /// Half-typed forms of his, as the window kept them.
    pub unfinished: Option<String>,
}

/// A specialist's month.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RoadshowPerson {
    /// Person id.
    pub person: String,
    /// His name.
    pub name: String,
    /// How many he holds a month; null where not the whole month was his.
    pub wanted: Option<u32>,
    /// How many count.
    pub counted: u32,
    /// The month is over.
    pub over: bool,
    /// What he wrote, in order of their days.
    pub shows: Vec<RoadshowView>,
}

/// A roadshow.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RoadshowView {
    /// Which.
    pub entry: String,
    /// The record of what stands here.
    pub version: String,
    /// On which day.
    pub day: String,
    /// Where.
    pub place: String,
    /// What it costs, yuan.
    pub yuan: u32,
    /// Which gifts are given away.
    pub gifts: String,
    /// What was to be seen.
    pub remarks: String,
    /// The photo of it, by its hash.
    pub photo: Option<String>,
    /// `withdrawn`, `refused`, `waits`, `planned`, `unseen`, `late`, `counts`.
    pub state: String,
    /// The person at the desk wrote it.
    pub mine: bool,
    /// The person at the desk has a word on what it costs.
    pub may_speak: bool,
    /// The last word of each who has one.
    pub words: Vec<RoadshowWordView>,
}

/// What somebody said to what a roadshow costs.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RoadshowWordView {
    /// His name.
    pub name: String,
    /// When, ms.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// He agrees.
    pub agrees: bool,
    /// Why not.
    pub text: String,
}

/// A roadshow as it is written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoadshowInput {
    /// Of which month.
    pub month: String,
    /// The entry that is written anew.
    #[serde(default)]
    pub entry: Option<String>,
    /// On which day of it.
    pub day: String,
    /// Where.
    pub place: String,
    /// What it costs, yuan.
    #[serde(default)]
    pub yuan: u32,
    /// Which gifts are given away.
    #[serde(default)]
    pub gifts: String,
    /// What was to be seen.
    #[serde(default)]
    pub remarks: String,
    /// The photo of it, by its hash: one that was kept for this entry, or the one that it has.
    #[serde(default)]
    pub photo: Option<String>,
    /// Taken back.
    #[serde(default)]
    pub withdrawn: bool,
}

/// What somebody says to what a roadshow costs.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoadshowWordInput {
    /// Of which month.
    pub month: String,
    /// What he saw, as [`RoadshowView::version`] names it.
    pub version: String,
    /// He agrees.
    pub agrees: bool,
    /// Why not.
    #[serde(default)]
    pub words: String,
}

//! Reports (rulebook E): the same data for the screen, for paper and for a spreadsheet.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::RivalPhotoRef;

/// Which report.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReportInput {
    /// `e1` to `e12`, `kpi1`; `package`, a day package as it was sealed.
    pub form: String,
    /// Fair id; empty for `e2`.
    #[serde(default)]
    pub fair: String,
    /// Day, `2026-03-12`: of `e3` and `e4`. Others take the whole fair where it is empty.
    #[serde(default)]
    pub day: String,
    /// Person id, of `e3`; empty for the person at the desk.
    #[serde(default)]
    pub person: String,
    /// The card, of `e2`.
    #[serde(default)]
    pub card: String,
    /// The hash of a sealed day package, hexadecimal, of `package`; empty for the newest of its day.
    #[serde(default)]
    pub package: String,
}

/// A report. Words are keys of the language files, so that it is read in whatever language.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportView {
    /// Which: its heading is `reports.form.` and this.
    pub form: String,
    /// The company's name.
    pub company: String,
    /// What it is about, a line each.
    pub head: Vec<ReportLine>,
    /// Tables and charts.
    pub parts: Vec<ReportPart>,
    /// Who signs on paper: keys under `reports.sign.`.
    pub signatures: Vec<String>,
    /// How many customers' cards, visitors' and rivals' lines it shows in words: taking it out counts as taking these (SEC-06).
    pub cards: u32,
    /// How many of these are visitors' and rivals' lines, and no cards.
    pub lines: u32,
    /// As of when.
    #[ts(type = "number")]
    pub as_of_ms: i64,
    /// The hash of what it says, hexadecimal: a sealed package's own, else of everything above but the moment.
    pub hash: String,
}

/// A name, and what stands behind it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportLine {
    /// Key under `reports.name.`.
    pub name: String,
    /// What.
    pub cell: ReportCell,
}

/// A table, with a chart before it where people would rather look than read.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportPart {
    /// Key under `reports.part.`.
    pub name: String,
    /// Its columns; empty for a chart alone.
    pub columns: Vec<ReportColumn>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Vec<ReportCell>>,
    /// What is counted, in the order in which it is shown.
    pub bars: Vec<ReportBar>,
}

/// A column of a table.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportColumn {
    /// Key under `reports.name.`.
    pub name: String,
    /// How wide, in parts of the page.
    pub width: u32,
    /// Whether numbers stand in it.
    pub number: bool,
}

/// A bar of a chart.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportBar {
    /// What is counted.
    pub cell: ReportCell,
    /// How many.
    pub count: u32,
    /// Of how many; null where the bars of a chart count one thing and are compared with the longest.
    pub of: Option<u32>,
}

/// What stands in a place of a report.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "is", content = "of")]
pub enum ReportCell {
    /// Nothing.
    Nothing,
    /// What somebody wrote, or an id of the rulebook.
    Text(String),
    /// A key of the language files.
    Word(String),
    /// A number.
    Count(#[ts(type = "number")] u64),
    /// A moment, milliseconds since 1970 UTC.
    At(#[ts(type = "number")] i64),
    /// A deadline, in milliseconds since 1970 UTC: the end of a day is its 24:00.
    Due(#[ts(type = "number")] i64),
    /// A photo of the notebook (FAIR-12).
    Photo(RivalPhotoRef),
}

/// A report as a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReportFileInput {
    /// Which.
    pub report: ReportInput,
    /// In which language its words are: `zh-CN`, `zh-Hant` or `en`.
    #[serde(default)]
    pub language: String,
    /// Where to; empty for the program's own folder.
    #[serde(default)]
    pub folder: String,
    /// `xlsx` or `pdf`; a workbook where it is empty.
    #[serde(default)]
    pub layout: String,
}

/// What stands on every page that somebody prints from the screen (SEC-06).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportMark {
    /// The words.
    pub mark: String,
}

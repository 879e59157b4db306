//! Lists that come in and go out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::card::DuplicateHint;
use crate::Failure;

/// A list that is being imported.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportView {
    /// What the file was called.
    pub file: String,
    /// `csv`, `xlsx` or `vcard`.
    pub kind: String,
    /// The encoding that it was read in; empty where there was none to choose.
    pub encoding: String,
    /// Its columns.
    pub columns: Vec<ImportColumn>,
    /// How many rows will be looked at.
    pub rows: u32,
    /// Rows that are word for word like one before: they are left out.
    pub repeated: u32,
    /// What was chosen.
    pub plan: ImportPlan,
    /// How many rows are done; none until the import has begun.
    pub done: u32,
    /// Cards that were signed.
    pub signed: u32,
    /// Rows that were left out because the customer was known.
    pub known: u32,
    /// Rows that cannot be a card.
    pub wrong: u32,
    /// Which import, once it has begun.
    pub import: String,
}

/// A column of a list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportColumn {
    /// What stands above it.
    pub heading: String,
    /// The first texts in it.
    pub samples: Vec<String>,
}

/// What is to be made of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportPlan {
    /// What each column is: `company`, `person`, `familyName`, `givenName`, `phone`, `email`, `creditCode`,
    /// `site`, `matter`, `usage`, `beside` or `skip`.
    pub fields: Vec<String>,
    /// The matter of every row that has none of its own.
    pub matter: String,
    /// Whether customer, contact and matter are marked unknown where a row has none (FAIR-18).
    pub unknown: bool,
    /// Whether the importer has dealt with each of them: otherwise nobody claims anything by it (OWN-07).
    pub claim: bool,
    /// Whether customers that this laptop knows for sure are imported all the same.
    pub known_too: bool,
}

/// Which rows of a list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportRowsInput {
    /// From which row, counted from 0.
    pub from: u32,
    /// How many at most, up to 100.
    pub count: u32,
}

/// What will become of a row.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportRow {
    /// Its number in the file.
    pub number: u32,
    /// Customer.
    pub company: String,
    /// Contact.
    pub person: String,
    /// Phone.
    pub phone: String,
    /// Buying site.
    pub site: String,
    /// `card`, `known` or `wrong`.
    pub becomes: String,
    /// Who may have the customer already; null where nobody is known.
    pub duplicate: Option<DuplicateHint>,
    /// Why it cannot be a card.
    pub failure: Option<Failure>,
}

/// An import of the past.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportedView {
    /// Which.
    pub import: String,
    /// What the file was called.
    pub file: String,
    /// By whom: a name.
    pub by: String,
    /// Whether that is the person at the desk, who may undo it.
    pub own: bool,
    /// When, milliseconds since 1970 UTC.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// Cards that were signed.
    pub cards: u32,
    /// Of these, taken back by undoing.
    pub withdrawn: u32,
    /// Whether they claim anything.
    pub claim: bool,
}

/// Which import is to be undone.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UndoImportInput {
    /// Which.
    pub import: String,
    /// Why: stands on every card that is taken back (FAIR-18).
    pub reason: String,
    /// From which card of it on; 0 at first, then what the last step said.
    pub from: u32,
}

/// How far an import is undone.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UndoView {
    /// Cards of this step that are taken back, by it or before.
    pub withdrawn: u32,
    /// With which card the next step begins.
    pub next: u32,
    /// Cards that are looked at after this step.
    pub left: u32,
    /// Cards of this step that are not taken back, because somebody has worked on them since.
    pub kept: Vec<KeptCard>,
}

/// A card that undoing leaves.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeptCard {
    /// Which.
    pub card: String,
    /// Customer.
    pub company: String,
    /// Contact.
    pub person: String,
    /// What happened to it: kinds of records.
    pub acts: Vec<String>,
    /// By whom: names.
    pub by: Vec<String>,
}

/// What is to be taken out, and how.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExportInput {
    /// `csv`, `xlsx`, `vcard`, `odoo`, `espocrm` or `salesforce`.
    pub layout: String,
    /// Which list: `mine`, `captured`, `helping`, `pool` or `all`.
    pub view: String,
    /// What is searched for; empty for all.
    #[serde(default)]
    pub text: String,
    /// Only this fair.
    #[serde(default)]
    pub fair: Option<String>,
    /// Only these cards of whatever list, at most two thousand; all of the list when empty.
    #[serde(default)]
    pub cards: Vec<String>,
    /// Where to; the workspace's own folder when empty.
    #[serde(default)]
    pub folder: String,
    /// What the columns are called, by their names here: headings are in the reader's language.
    pub headings: BTreeMap<String, String>,
}

/// How much may be taken out now.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportAllowance {
    /// How many records of this list there are that this person may take out.
    pub cards: u32,
    /// How many he may take out still today; null for whoever manages others.
    pub left: Option<u32>,
    /// How many files he may still write today.
    pub files: u32,
}

/// A file that was written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportedFileView {
    /// Where it is.
    pub path: String,
    /// Records in it.
    pub cards: u32,
    /// What stands on every row of it.
    pub mark: String,
}

/// Somebody took something out.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportedView {
    /// What stands on every row of the file.
    pub export: String,
    /// By whom: a name.
    pub by: String,
    /// When, milliseconds since 1970 UTC.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// How the file is laid out.
    pub layout: String,
    /// Which list it was taken from.
    pub view: String,
    /// What was searched for.
    pub text: String,
    /// Records in it.
    pub cards: u32,
}

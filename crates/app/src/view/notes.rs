//! What people write beside a card.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is written beside one card: its free fields.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NotesView {
    /// The card.
    pub card: String,
    /// For whom: `shared`, `owner` (its author only) or `confidential`.
    pub class: String,
    /// Its signer's name.
    pub signer: String,
    /// Of what is for few, its author's name; empty where everybody writes.
    pub author: String,
    /// Of what is said in confidence, the competent authority's name, if that is somebody else and not
    /// headquarters.
    pub authority: String,
    /// And whom the author has named.
    pub readers: Vec<String>,
    /// Fields in which something has been written, by name.
    pub fields: Vec<NoteFieldView>,
    /// Whether the person at the desk may write here.
    pub may_write: bool,
    /// What he has typed and not saved, by field.
    pub unfinished: BTreeMap<String, String>,
    /// Edits that do not count.
    pub set_aside: Vec<NoteAsideView>,
    /// How many edits wait for something that is not here.
    pub waiting: u32,
}

/// A free field.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteFieldView {
    /// Its name: `need`, `preference`, `wechat`, `website`, `contacts`, `note`, or one that a colleague
    /// made up.
    pub name: String,
    /// What it holds, newest first. More than one text: several people wrote without seeing each other, and
    /// somebody has to choose.
    pub texts: Vec<NoteTextView>,
}

/// A text somebody wrote.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteTextView {
    /// The text; empty when he emptied the field.
    pub text: String,
    /// Who, by name.
    pub by: String,
    /// When, corrected.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// What names this text in [`NoteInput::seen`].
    pub seen: Vec<String>,
}

/// An edit that does not count.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteAsideView {
    /// Who, by name.
    pub by: String,
    /// When, corrected.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// Why: a key under `quarantine.`.
    pub code: String,
}

/// An edit of free fields: each text takes the place of everything that was seen there.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoteInput {
    /// The card.
    pub card: String,
    /// For whom: `shared`, `owner` or `confidential`.
    #[serde(default = "shared")]
    pub class: String,
    /// The new texts, by field.
    pub fields: BTreeMap<String, String>,
    /// What the person saw there when he began: the marks of every text, by field.
    #[serde(default)]
    pub seen: BTreeMap<String, Vec<String>>,
}

/// What a helper has to say when he opens his notes (DUP-03).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HelpNoteInput {
    /// A card of the customer.
    pub card: String,
    /// Added to the note beside his own card; may be empty.
    #[serde(default)]
    pub text: String,
}

/// Whom to let read what one writes about a card in confidence.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConfideInput {
    /// The card.
    pub card: String,
    /// Person ids.
    pub readers: Vec<String>,
}

fn shared() -> String {
    "shared".to_owned()
}

/// A field in the middle of typing.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoteAutosave {
    /// The card.
    pub card: String,
    /// For whom.
    #[serde(default = "shared")]
    pub class: String,
    /// The field.
    pub field: String,
    /// What is typed; null forgets it.
    pub text: Option<String>,
}

//! What the two processes say to each other.

use std::collections::BTreeMap;

use ledger::document::{Change, ChangeHash, Merged, Value};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use tables::{Kind, Sheet};

/// What the process is asked to do.
#[derive(Encode, Decode)]
pub(super) enum Job {
    /// Changes to apply, in their order.
    #[n(0)]
    Apply(#[n(0)] Vec<ByteVec>),
    /// A photo whose codes are to be read.
    #[n(1)]
    Look(#[n(0)] ByteVec),
    /// A file that is to be read as a table.
    #[n(2)]
    Read(#[n(0)] ByteVec),
    /// A photo that is to be kept with a card.
    #[n(3)]
    Keep(#[n(0)] ByteVec),
}

impl Job {
    pub(super) fn of(changes: &[Change]) -> Self {
        Self::Apply(changes.iter().map(|change| change.raw().to_vec().into()).collect())
    }
}

/// What the process says.
#[derive(Encode, Decode)]
pub(super) enum Said {
    /// It has begun, with its limits in force.
    #[n(0)]
    Ready,
    /// It is about to try this change, or the photo.
    #[n(1)]
    Trying(#[n(0)] u32),
    /// All of them are applied.
    #[n(2)]
    Merged(#[n(0)] Whole),
    /// This change does not fit, for this reason.
    #[n(3)]
    Refused(#[n(0)] u32, #[n(1)] String),
    /// The texts of the codes on the photo.
    #[n(4)]
    Codes(#[n(0)] Vec<String>),
    /// The bytes are no photo, or no table, for this reason.
    #[n(5)]
    Unfit(#[n(0)] String),
    /// The table.
    #[n(6)]
    Table(#[n(0)] Table),
    /// The photo, made anew from its pixels: columns, rows, whole and for a list.
    #[n(7)]
    Kept(#[n(0)] u32, #[n(1)] u32, #[n(2)] ByteVec, #[n(3)] ByteVec),
}

/// A table of texts.
#[derive(Encode, Decode)]
pub(super) struct Table {
    #[n(0)]
    kind: String,
    #[n(1)]
    encoding: String,
    #[n(2)]
    headings: Vec<String>,
    #[n(3)]
    rows: Vec<(u32, Vec<String>)>,
}

impl From<Sheet> for Table {
    fn from(sheet: Sheet) -> Self {
        let Sheet { kind, encoding, headings, rows } = sheet;
        Self { kind: kind.name().to_owned(), encoding, headings, rows }
    }
}

impl Table {
    /// The table, unless the process says what none is.
    pub(super) fn sheet(self) -> Option<Sheet> {
        let kind = Kind::from_name(&self.kind)?;
        let width = self.headings.len();
        let even = self.rows.iter().all(|(_, row)| row.len() == width);
        let Self { encoding, headings, rows, .. } = self;
        even.then_some(Sheet { kind, encoding, headings, rows })
    }
}

/// A merged document.
#[derive(Encode, Decode)]
pub(super) struct Whole {
    #[n(0)]
    saved: ByteVec,
    #[n(1)]
    fields: BTreeMap<String, Vec<Text>>,
}

#[derive(Encode, Decode)]
struct Text {
    #[n(0)]
    text: String,
    #[cbor(n(1), with = "minicbor::bytes")]
    change: [u8; 32],
}

impl From<Merged> for Whole {
    fn from(merged: Merged) -> Self {
        let text = |value: Value| Text { text: value.text, change: *value.change.as_bytes() };
        let texts = |values: Vec<Value>| values.into_iter().map(text).collect();
        let fields = merged.fields.into_iter().map(|(name, values)| (name, texts(values)));
        Self { saved: merged.saved.into(), fields: fields.collect() }
    }
}

impl From<Whole> for Merged {
    fn from(whole: Whole) -> Self {
        let value = |text: Text| Value { text: text.text, change: ChangeHash::new(text.change) };
        let values = |texts: Vec<Text>| texts.into_iter().map(value).collect();
        let fields = whole.fields.into_iter().map(|(name, texts)| (name, values(texts)));
        Self { saved: whole.saved.into(), fields: fields.collect() }
    }
}

//! Photos of business cards, and what was read on them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The photo that a card names: what is signed is its hash.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PhotoRef {
    /// BLAKE3 of its bytes, hexadecimal.
    pub hash: String,
    /// How many they are.
    pub bytes: u32,
    /// What they are: `image/jpeg`.
    pub media: String,
}

/// A card's photo.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PhotoView {
    /// `none` for a card without one, `coming` while it is on its way here, `here`.
    pub state: String,
    /// Which.
    pub hash: String,
    /// A JPEG that this laptop has made, in base64.
    pub image: String,
}

/// A card's photo in a list.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SmallPhotoView {
    /// A JPEG that this laptop has made, in base64; empty where there is none here.
    pub image: String,
    /// The company, as far as it was read.
    pub company: String,
    /// The person, as far as he was read.
    pub person: String,
    /// As [`ReadingView::state`]; empty without a photo.
    pub state: String,
}

/// What is known of a card's words so far.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReadingView {
    /// `waiting`, `reading`, `done`, `stopped`, `failed`; `none` for a photo that was not read here.
    pub state: String,
    /// Why it failed, as a code.
    pub failed: String,
    /// Columns of the photo.
    pub width: u32,
    /// Its rows.
    pub height: u32,
    /// Its lines from above to below.
    pub lines: Vec<ReadLine>,
    /// What they say.
    pub fields: Vec<ReadField>,
    /// How many codes on the card were read.
    pub codes: u32,
}

/// A line on a photo.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReadLine {
    /// What it says.
    pub text: String,
    /// Its corners from the upper left as it is read, clockwise: column, row and so on, in pixels.
    pub corners: Vec<f32>,
    /// Whether every character of it was read with certainty.
    pub sure: bool,
}

/// A field that the words on a photo fill.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReadField {
    /// A field of a card, or a name among those beside them.
    pub name: String,
    /// What it says.
    pub text: String,
    /// On which of the lines; none for what a code says.
    pub lines: Vec<u32>,
    /// Whether those lines were read with certainty.
    pub sure: bool,
}

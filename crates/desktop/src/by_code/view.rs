//! What the screen is told of a talk by codes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The code to show, and where the talk stands.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VouchCodeView {
    /// The code's rows of modules from the top, `#` for a dark one; without the quiet zone.
    pub rows: Vec<String>,
    /// Whose code was read last; empty at first, and while nobody here knows whose.
    pub other: String,
    /// Whether anything is signed here that somebody could vouch for.
    pub signed: bool,
    /// Whether the other vouches for everything that is signed here.
    pub got: bool,
    /// Whether this laptop vouches for the other.
    pub gave: bool,
    /// Whether the other has read that.
    pub has: bool,
    /// Whether the other has signed anything.
    pub asks: bool,
    /// Whether the laptop whose code was read last is not known here yet: it has to read this one's code
    /// and shows who it is then.
    pub strange: bool,
}

/// A frame of this laptop's camera.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FrameInput {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// One byte for each pixel, row by row, 0 for black; in base64.
    pub grey: String,
}

/// A photo from a file, a clipboard or another window.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PhotoInput {
    /// The file's bytes, JPEG or PNG, in base64.
    pub photo: String,
}

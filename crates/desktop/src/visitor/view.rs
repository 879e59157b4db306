//! What the screen is told of the visitors' form.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The form's door, and what to show while it is open.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VisitorFormView {
    /// `noFair` on a day without a fair of this person's, `closed`, `noNetwork` while it is open and no phone
    /// could come, `open`.
    pub state: String,
    /// The fair, as people write it; empty where there is none.
    pub fair: String,
    /// Until when it takes forms.
    #[ts(type = "number")]
    pub until_ms: i64,
    /// Under which addresses it is found, the likeliest first; without a network, by this laptop alone.
    pub addresses: Vec<VisitorAddressView>,
    /// How many phones have opened the form.
    pub opened: u32,
    /// How many forms have arrived.
    pub arrived: u32,
    /// Whether somebody was refused within the last minutes, because too much came at once.
    pub flooded: bool,
}

/// An address of the form.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VisitorAddressView {
    /// This laptop's address on one of its networks.
    pub network: String,
    /// What is typed on a phone whose camera reads no codes.
    pub text: String,
    /// The code's rows of modules from the top, `#` for a dark one; without the quiet zone.
    pub rows: Vec<String>,
}

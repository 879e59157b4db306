//! Roadshows.

use minicbor::{Decode, Encode};

use super::{CardBytes, RecordBytes};

payloads! {
    /// A roadshow (FAIR-19).
    Roadshow {
        /// Which month.
        0 month: String,
        /// Which entry of its author.
        1 entry: CardBytes,
        /// Which version of it, from 1.
        2 version: u32,
        /// Taken back.
        3 withdrawn: bool,
        /// On which day.
        4 day: String,
        /// What it costs, yuan.
        5 yuan: u32,
        /// Which gifts are given away: two agree to them, so they stand here.
        6 gifts: String,
    }
    /// Content part of it.
    RoadshowContent {
        /// Where.
        0 place: String,
        /// What was to be seen.
        1 remarks: String,
        /// The photo of it, a JPEG, by its BLAKE3; it travels after the records.
        2 photo: Option<RecordBytes>,
    }
    /// What somebody says to a roadshow's spending; his words are a [`Remark`](super::Remark).
    RoadshowWord {
        /// Of which month.
        0 month: String,
        /// The record of the version that he saw.
        1 show: RecordBytes,
        /// He agrees.
        2 agrees: bool,
    }
}

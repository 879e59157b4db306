//! The notebook about rivals.

use minicbor::{Decode, Encode};

use super::{CardBytes, RecordBytes};

payloads! {
    /// What somebody noted about a rival.
    Rival {
        /// Fair.
        0 fair: String,
        /// Which entry of his.
        1 entry: CardBytes,
        /// Which version of it, from 1.
        2 version: u32,
        /// Taken back.
        3 withdrawn: bool,
        /// `product`, `price`, `strategy`, `other`.
        4 topic: String,
        /// `seen`, `inferred`, `heard`.
        5 basis: String,
    }
    /// Content part of it.
    RivalContent {
        /// Which rival.
        0 rival: String,
        /// What.
        1 what: String,
        /// What proves it.
        2 evidence: String,
        /// The photo that shows it, a JPEG, by its BLAKE3; it travels after the records.
        3 photo: Option<RecordBytes>,
    }
}

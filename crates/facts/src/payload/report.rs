//! The report after the fair.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};

use super::RecordBytes;

payloads! {
    /// The report after the fair.
    Report {
        /// Fair.
        0 fair: String,
        /// The notebook's entries that it rests on, as they read.
        1 rests_on: Vec<RecordBytes>,
        /// What was counted when it was signed, by name.
        2 figures: BTreeMap<String, u32>,
    }
    /// Content part of it: the supervisor's words.
    ReportContent {
        /// About each rival, by what its names have in common.
        0 conclusions: BTreeMap<String, String>,
        /// About all of them.
        1 overall: String,
        /// On the fair's first goal (FAIR-14).
        2 strength: String,
        /// On the second.
        3 information: String,
        /// On the third.
        4 rivals: String,
    }
}

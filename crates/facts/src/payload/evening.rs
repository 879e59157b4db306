//! A fair's evenings: hand-ins, discussions and sealed packages.

use minicbor::{Decode, Encode};

use super::{CardBytes, RecordBytes};

payloads! {
    /// A daily hand-in.
    HandIn {
        /// Fair.
        0 fair: String,
        /// Day.
        1 day: String,
        /// Every signed card of it.
        2 cards: Vec<CardBytes>,
        /// Open drafts.
        3 drafts: Vec<CardBytes>,
        /// Paper pieces handed over with it.
        4 paper: u32,
    }
    /// An evening's discussion. What was said is the content part, a [`super::Remark`].
    Discussion {
        /// Fair.
        0 fair: String,
        /// Day.
        1 day: String,
        /// Who took part.
        2 people: Vec<String>,
    }
    /// A sealed day package.
    Seal {
        /// Fair.
        0 fair: String,
        /// Day.
        1 day: String,
        /// Every card in it.
        2 cards: Vec<CardBytes>,
        /// Why something is missing.
        3 reason: String,
        /// Hash over what is in it ([`crate::package::hash`]).
        4 hash: RecordBytes,
        /// The record of the evening's discussion, where there is one.
        5 discussion: Option<RecordBytes>,
    }
    /// What only those read who read a day package whole: its content part.
    Sealed {
        /// The judgement of each card, in the order of its cards; empty where there is none.
        0 judged: Vec<String>,
    }
    /// Whether a package that came late is excused; why is the content part, a [`super::Remark`].
    PackageExcused {
        /// Fair.
        0 fair: String,
        /// Day.
        1 day: String,
        /// Whether it is.
        2 excused: bool,
    }
    /// A roster that is complete.
    RosterComplete {
        /// Fair.
        0 fair: String,
        /// Day.
        1 day: String,
    }
}

//! The register of visitors and calls.

use minicbor::{Decode, Encode};

use super::{CardBytes, RecordBytes};

payloads! {
    /// A line of the register of visitors and calls.
    Reception {
        /// Fair.
        0 fair: String,
        /// Which entry of whoever received him.
        1 entry: CardBytes,
        /// Which version of it, from 1.
        2 version: u32,
        /// Taken back.
        3 withdrawn: bool,
        /// `visit`, `call`.
        4 channel: String,
        /// When he came, ms.
        5 came_ms: i64,
        /// He left a number.
        6 phone_left: bool,
        /// He was called back and asked.
        7 asked_after: bool,
        /// Whom he asked first (FST-01).
        8 first_contact: String,
        /// To whom it was passed on.
        9 routed_to: Option<String>,
        /// The lead card that was made of it.
        10 card: Option<CardBytes>,
    }
    /// Content part of it.
    ReceptionContent {
        /// Who.
        0 name: String,
        /// Whose company.
        1 company: String,
        /// The number.
        2 phone: String,
        /// Matter asked.
        3 matter: String,
        /// His opinions.
        4 opinions: String,
        /// His needs.
        5 needs: String,
        /// Key points.
        6 key_points: String,
        /// What he answered when he was called back.
        7 answer: String,
    }
    /// A day's statistic of visitors and calls, signed.
    RegisterSigned {
        /// Fair.
        0 fair: String,
        /// Day.
        1 day: String,
        /// The lines, as they read.
        2 lines: Vec<RecordBytes>,
        /// Who came.
        3 came: u32,
        /// Who called.
        4 called: u32,
        /// Who left a number.
        5 phones: u32,
        /// Of whom a lead card was made.
        6 cards: u32,
        /// Passed on.
        7 routed: u32,
        /// Called back.
        8 asked_after: u32,
    }
}

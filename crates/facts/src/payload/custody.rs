//! Who has which exhibits, and what becomes of those that are gone.

use minicbor::{Decode, Encode};

use super::{CardBytes, HandedItem, RecordBytes};

payloads! {
    /// Exhibits that somebody gives to another; his remarks are the content part ([`super::Remark`]).
    CustodyGiven {
        /// Fair.
        0 fair: String,
        /// To whom.
        1 to: String,
        /// Item by item.
        2 items: Vec<HandedItem>,
    }
    /// What the other took of them; his remarks are the content part ([`super::Remark`]).
    CustodyTaken {
        /// Fair.
        0 fair: String,
        /// The record of what was given.
        1 giving: RecordBytes,
        /// Item by item.
        2 items: Vec<HandedItem>,
    }
    /// A count of what somebody has; remarks are the content part ([`super::Remark`]).
    ExhibitsCounted {
        /// Fair.
        0 fair: String,
        /// Whose exhibits.
        1 of: String,
        /// At the end of which day; without one when the booth is taken down.
        2 day: Option<String>,
        /// Item by item.
        3 items: Vec<HandedItem>,
    }
    /// What somebody says to a loss; his words are the content part ([`super::Remark`]).
    IncidentSaid {
        /// Fair.
        0 fair: String,
        /// Who had what is gone.
        1 holder: String,
        /// The item,
        2 item: Option<CardBytes>,
        /// or the laptop.
        3 laptop: Option<CardBytes>,
        /// How headquarters closes it; empty for a statement.
        4 outcome: String,
    }
}

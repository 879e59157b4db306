//! What marketing prepares for a fair, and its hand-over.

use minicbor::{Decode, Encode};

use super::{CardBytes, RecordBytes};

payloads! {
    /// A version of an item that is prepared for a fair. What it is called is the content part, an
    /// [`ItemContent`].
    Item {
        /// Fair.
        0 fair: String,
        /// Which item.
        1 item: CardBytes,
        /// `organiser`, `exhibits`, `layout`.
        2 list: String,
        /// Pieces.
        3 quantity: u32,
        /// Who of marketing sees to it; empty while he is to be named.
        4 owner: String,
        /// By which day.
        5 due: Option<String>,
        /// Since which day it is done.
        6 done: Option<String>,
        /// No longer wanted.
        7 dropped: bool,
        /// The version of an earlier fair's item that it is a copy of.
        8 copied: Option<RecordBytes>,
        /// For the visitors: it does not come back.
        9 giveaway: bool,
    }
    /// Content part of an item.
    ItemContent {
        /// What it is called.
        0 name: String,
        /// Of which kind.
        1 kind: String,
        /// Remarks.
        2 remarks: String,
    }
    /// One item of an offer or a receipt.
    HandedItem {
        /// Which.
        0 item: CardBytes,
        /// The record of the version that was offered; of no meaning in a receipt.
        1 version: RecordBytes,
        /// Pieces.
        2 quantity: u32,
        /// `good`, `worn`, `broken`.
        3 condition: String,
    }
    /// What marketing offers; its remarks are the content part ([`super::Remark`]).
    Offer {
        /// Fair.
        0 fair: String,
        /// Item by item.
        1 items: Vec<HandedItem>,
    }
    /// What the supervisor received; his remarks are the content part ([`super::Remark`]).
    Received {
        /// Fair.
        0 fair: String,
        /// The record of the offer.
        1 offer: RecordBytes,
        /// Item by item.
        2 items: Vec<HandedItem>,
    }
}

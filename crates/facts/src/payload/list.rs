//! Lists that come in and go out as files.

use minicbor::{Decode, Encode};

use super::{CardBytes, IdBytes, RecordBytes};

payloads! {
    /// Cards that were signed from a list, or taken back with it; the content part ([`super::Remark`]) says what the
    /// list was called.
    Imported {
        /// Which import: one has many of these.
        0 import: IdBytes<16>,
        /// The cards, as they were signed.
        1 cards: Vec<CardBytes>,
        /// Cards of it that were taken back.
        2 withdrawn: Vec<CardBytes>,
        /// Nobody's claim: a list is not a talk (OWN-07).
        3 unattended: bool,
    }
    /// What somebody took out; the content part ([`super::Remark`]) says what he had searched for.
    Exported {
        /// Stands on every row of the file.
        0 export: IdBytes<16>,
        /// How the file is laid out: `csv`, `xlsx`, `vcard`, `odoo`, `espocrm`, `salesforce`.
        1 layout: String,
        /// Which list it was taken from.
        2 view: String,
        /// The cards in it.
        3 cards: Vec<CardBytes>,
        /// BLAKE3 of the file.
        4 file: RecordBytes,
        /// Lines of other people's words in it that are no card: visitors, rivals.
        5 lines: u32,
    }
}

//! Corrections of what was signed.

use minicbor::{Decode, Encode};

use super::{CardBytes, CardContent, CardRanking, RecordBytes};

payloads! {
    /// A correction of what was signed.
    Correction {
        /// Which card.
        0 card: CardBytes,
        /// In which fields.
        1 fields: Vec<String>,
        /// The card's ranking part as it would be; of it only what belongs to the fields is taken.
        2 to: CardRanking,
    }
    /// Content part of a correction.
    CorrectionContent {
        /// What was written on the card as it would be; of it only the fields are taken.
        0 to: CardContent,
        /// Why.
        1 reason: String,
    }
    /// A leader's word on one; its reason is the content part ([`super::Remark`]).
    CorrectionDecision {
        /// The card.
        0 card: CardBytes,
        /// The correction.
        1 correction: RecordBytes,
        /// Whether it is made.
        2 approve: bool,
    }
}

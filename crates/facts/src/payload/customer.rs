//! What is done with a customer: to whom he is assigned, who he is, who talked to him.

use minicbor::{Decode, Encode};

use super::{CardBytes, RecordBytes};

payloads! {
    /// An assignment. Exactly one of `person` and `pool` is set.
    Assignment {
        /// A card of the customer.
        0 card: CardBytes,
        /// New owner.
        1 person: Option<String>,
        /// Or a department.
        2 pool: Option<String>,
        /// Why.
        3 reason: String,
        /// Over the competent authority (P4).
        4 overriding: bool,
        /// Who discussed it.
        5 discussion: Vec<String>,
        /// The customer's cards that its author had before him.
        6 seen: Vec<CardBytes>,
    }
    /// A delivery.
    Delivery {
        /// The assignment.
        0 assignment: RecordBytes,
        /// Its card.
        1 card: CardBytes,
    }
    /// A decision on a probable duplicate.
    Identity {
        /// Joined or kept apart.
        0 same: bool,
        /// The cards.
        1 cards: Vec<CardBytes>,
    }
    /// A follow-up; its text is the content part ([`super::Remark`]).
    FollowUp {
        /// Card.
        0 card: CardBytes,
        /// `phone`, `visit`, `meeting`, `sms`, `im`, `mail`, `event`.
        1 channel: String,
        /// Whether anybody was reached.
        2 connected: bool,
    }
    /// A classification.
    Classification {
        /// Card.
        0 card: CardBytes,
        /// Hundredths of 万元 a year.
        1 usage_hundredths: Option<i64>,
        /// Stable.
        2 stable: bool,
        /// Special.
        3 special: bool,
        /// `phone`, `visit`, `sms` or `mail`.
        4 evidence: String,
    }
}

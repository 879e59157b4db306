//! Rulings that are registered, and decisions on the cases that follow.

use minicbor::{Decode, Encode};

use super::{CardBytes, RecordBytes};

payloads! {
    /// A registered ruling.
    Registration {
        /// Customer.
        0 customer: CardBytes,
        /// All its cards.
        1 cards: Vec<CardBytes>,
        /// Hash of the ruling's bytes.
        2 ruling: RecordBytes,
        /// Version of the rules.
        3 rules: u16,
        /// What it decides. Registrations of version 1 do not say, nor does one that only says that what
        /// was registered before waits again.
        4 decides: Option<Outcome>,
        /// What the rules say of the facts alone, where a case was decided otherwise.
        5 said: Option<Outcome>,
        /// The assignment on which the owner rests.
        6 founded_on: Option<RecordBytes>,
        /// The decision on a case that it carries out.
        7 decision: Option<RecordBytes>,
        /// The decision on a case on which it goes on to rest; an earlier registration carried it out.
        8 rests_on: Option<RecordBytes>,
    }
    /// What a ruling decides about people.
    Outcome {
        /// The card whose signature counts.
        0 effective: Option<CardBytes>,
        /// The owner, if a person is.
        1 person: Option<String>,
        /// The department whose customer it is, if one is.
        2 pool: Option<String>,
        /// Nobody's: every card was taken back. With neither of the three it is the company's.
        3 nobody: bool,
        /// Whose capture credit it is.
        4 credit: Option<String>,
    }
    /// A decision on a case.
    CaseDecision {
        /// A card of the customer.
        0 card: CardBytes,
        /// The outcome that stood.
        1 standing: Outcome,
        /// The outcome that was proposed.
        2 proposed: Outcome,
        /// Whether the proposed one holds from now on.
        3 adopt: bool,
        /// Why.
        4 reason: String,
    }
    /// An appeal to headquarters.
    Appeal {
        /// A card of the customer.
        0 card: CardBytes,
        /// The decision.
        1 decision: RecordBytes,
        /// Why.
        2 reason: String,
    }
}

//! Laptops and the server: who may sign, and what a store no longer holds.

use minicbor::{Decode, Encode};

use super::{CardBytes, RecordBytes};

payloads! {
    /// An enrolment.
    Enrolment {
        /// Id.
        0 id: CardBytes,
        /// Whose.
        1 person: String,
        /// Ed25519 key that signs its records.
        2 signing_key: RecordBytes,
        /// age recipient to which hand-ins for it are encrypted.
        3 recipient: String,
        /// What people call the device.
        4 device: String,
    }
    /// The end of an enrolment.
    Revocation {
        /// Which.
        0 enrolment: CardBytes,
        /// Why.
        1 reason: String,
    }
    /// A record that was signed after a revocation is taken in.
    Adoption {
        /// Which.
        0 record: RecordBytes,
        /// The cards that it is about: it is found by them.
        1 cards: Vec<CardBytes>,
        /// Why.
        2 reason: String,
    }
    /// The server's store came back from an earlier state.
    Restored {
        /// The incarnation of its chain that ends by this.
        0 incarnation: u32,
        /// The last position of it that was still held. Others may come back, with gaps.
        1 after: u64,
    }
    /// What a laptop has let go of at the server's word.
    Purged {
        /// The store whose word it was.
        0 epoch: CardBytes,
        /// Through which of its words to this laptop.
        1 through: u64,
        /// Cards of which nothing is left but bare envelopes and what its person signed.
        2 gone: u32,
        /// Cards of which the ranking part is left.
        3 thinned: u32,
        /// How many records of its person's own about them had been handed over before.
        4 handed_over: u32,
    }
}

//! Pools that are dealt in shares.

use minicbor::{Decode, Encode};

use super::CardBytes;

payloads! {
    /// A pool that was dealt.
    Deal {
        /// The fair at which it was collected.
        0 fair: String,
        /// What was dealt, and to whom.
        1 dealt: Vec<Dealt>,
        /// Among whom, and what they had had before.
        2 among: Vec<Seat>,
        /// What equal means: `pool` or `all`.
        3 scope: String,
        /// Why the shares are not equal; empty where they are.
        4 reason: String,
    }
    /// One card of a pool.
    Dealt {
        /// Which.
        0 card: CardBytes,
        /// Its class when it was dealt, by its rulebook name.
        1 class: String,
        /// To whom.
        2 person: String,
    }
    /// One participant.
    Seat {
        /// Who.
        0 person: String,
        /// How many cards he had had before.
        1 had: u32,
    }
}

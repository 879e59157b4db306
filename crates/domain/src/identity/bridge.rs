//! A card that is like two customers who have nothing in common (DUP-02).
//!
//! Marks join pairs, and pairs are transitive: whoever signs a card with the credit code of one customer and the
//! name and phone of another would make one of both, and the older card would count for either. Somebody may
//! really have met such a company, so nobody is accused; but that two are one customer is said by a person. A
//! *new* card joins the customer that it is like, whatever else was brought to him before it.

use crate::card::CardFile;
use crate::ids::CardId;
use crate::time::Instant;

/// When a card was signed, for saying which of two was there first. Ordered by what is proven.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Signed {
    /// By when it is proven to have been there; for a time that was measured, that time.
    proven: Instant,
    /// The corrected time, by which cards rank.
    at: Instant,
}

impl Signed {
    /// Of a card. What only a wall clock claims is no older than whoever saw it.
    pub fn of(file: &CardFile) -> Self {
        let time = &file.signed.time;
        let measured = time.proof == crate::card::Proof::Anchored && !file.forked;
        let seen = time.not_after.unwrap_or(Instant(i64::MAX));
        Self { proven: if measured { time.at } else { seen }, at: time.at }
    }
}

/// Whether one card was there before another, by the times that rank them and by what is proven.
pub(super) fn was_there_before(one: (Signed, CardId), other: (Signed, CardId)) -> bool {
    (one.0.at, one.1) < (other.0.at, other.1) && one.0.proven <= other.0.proven
}

//! What is left of a device that is gone: how much of its chains is held, and how much further others saw
//! them reach. Made where the records are (`Gather::remains` of the facts), told as it stands.

use minicbor::{Decode, Encode};

use crate::ids::EnrolmentId;

/// What is held of everything that one device signed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode)]
#[cbor(map)]
pub struct Remains {
    /// Records that are held whole, receipts about others' chains aside.
    #[n(0)]
    pub entries: u64,
    /// Signed cards among them.
    #[n(1)]
    pub cards: u64,
    /// When the last record was signed before which none is missing; `None` if the first is.
    #[n(2)]
    pub whole_until_ms: Option<i64>,
    /// Whole records after the first that is missing.
    #[n(3)]
    pub later: u64,
    /// Records of which no more than the place or the envelope is known, because others follow them.
    #[n(4)]
    pub gaps: u64,
    /// Signed cards among these, as far as their envelopes say so.
    #[n(5)]
    pub gap_cards: u64,
    /// Others who saw something that is not held, each by his furthest look, the furthest first.
    #[n(6)]
    pub sightings: Vec<Sighting>,
    /// When anybody last saw the device's chains, as far as is known.
    #[n(7)]
    pub last_seen_ms: Option<i64>,
    /// When it last heard from the company: from then on its offline lease runs.
    #[n(8)]
    pub last_contact_ms: i64,
    /// When it said, after it was revoked, that it had let go of what it should not hold any more.
    #[n(9)]
    pub let_go_ms: Option<i64>,
}

/// Somebody who saw more than is held.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Sighting {
    /// Whose device saw it.
    #[n(0)]
    pub by: EnrolmentId,
    /// When.
    #[n(1)]
    pub at_ms: i64,
    /// How many of the records that it saw are not held.
    #[n(2)]
    pub unheld: u64,
}

impl Remains {
    /// Whether everything is held that anybody is known to have seen.
    pub fn is_complete(&self) -> bool {
        self.gaps == 0 && self.sightings.is_empty()
    }
}

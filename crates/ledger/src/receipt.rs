//! A receipt: an outsider's word that a chain had come this far when he looked.
//!
//! The same statement bounds a signing time from both sides. For records before it: *not after*. For
//! records that cite it: *not before*, and, by the monotonic clock that the device showed at that
//! moment, how wrong its wall clock was. It is a record of the outsider's own chain, so it can be
//! neither forged nor slipped in later.

use minicbor::{Decode, Encode};

use crate::ids::{BootId, Incarnation, LogId, RecordId, Seq};

/// The kind of a receipt's record.
pub const RECEIPT_KIND: &str = "receipt";

/// Payload of a receipt's ranking part.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Receipt {
    /// The chain that was seen.
    #[n(0)]
    pub of: LogId,
    /// Its last position, [`Seq::ZERO`] when it was empty.
    #[n(1)]
    pub through: Seq,
    /// Its last record.
    #[n(2)]
    pub head: Option<RecordId>,
    /// The boot that the device was in.
    #[n(3)]
    pub boot: BootId,
    /// The device's monotonic time at that moment, milliseconds.
    #[n(4)]
    pub mono_ms: u64,
    /// Whether the outsider now *holds* all records up to `through` that he may hold (a hand-in, a
    /// sync), or has only seen the head (a witness on the LAN). Only the first is possession (FAIR-07).
    #[n(5)]
    pub holds: bool,
    /// What the server knows of the other chains of its device. A colleague does not say, and is not believed.
    #[n(6)]
    pub beside: Option<Beside>,
}

/// Which other chains of a device the server had seen, when it gave a receipt about one of them. An honest
/// device goes on in its newest chain, and never shows an old one again.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Beside {
    /// The chain that the device said it was going on in.
    #[n(0)]
    pub current: Incarnation,
    /// When it first showed itself going on in another than the one that the receipt is about, since it had
    /// last shown itself going on in this one; milliseconds since 1970 UTC.
    #[n(1)]
    pub first_ms: Option<i64>,
    /// And when last.
    #[n(2)]
    pub last_ms: Option<i64>,
}

impl Receipt {
    /// The payload bytes.
    pub fn encode(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("encoding into a Vec cannot fail")
    }

    /// Reads a payload; `None` if it is none.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        minicbor::decode(bytes).ok()
    }
}

//! The signed head of a record: everything that must survive the erasure of what was said.

use minicbor::{Decode, Encode};

use crate::ids::{BootId, CompanyId, Hash, LogId, RecordId, Seq};

/// The version this crate writes. Newer envelopes are kept and passed on, never rewritten.
pub const ENVELOPE_VERSION: u16 = 1;

/// How many outside records an envelope may cite.
pub const ANCHORS_MAX: usize = 4;

/// The longest name of a kind, in bytes.
pub const KIND_BYTES_MAX: usize = 40;

/// What a device's clocks said. None of it is believed by itself (DUP-06).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Stamp {
    /// The wall clock, milliseconds since 1970 UTC, as the device shows it.
    #[n(0)]
    pub claimed_ms: i64,
    /// Which run of the operating system.
    #[n(1)]
    pub boot: BootId,
    /// Milliseconds since that run began, sleep included.
    #[n(2)]
    pub mono_ms: u64,
}

/// The envelope. Its encoded bytes are what is hashed and signed; they are stored and sent verbatim,
/// so fields that this version does not know survive.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Envelope {
    /// [`ENVELOPE_VERSION`] of the writer.
    #[n(0)]
    pub version: u16,
    /// The company whose ledger this belongs to.
    #[n(1)]
    pub company: CompanyId,
    /// The chain that this record continues.
    #[n(2)]
    pub log: LogId,
    /// Its position there, from 1.
    #[n(3)]
    pub seq: Seq,
    /// The record before it; `None` only for the first.
    #[n(4)]
    pub prev: Option<RecordId>,
    /// The person who acts.
    #[n(5)]
    pub author: String,
    /// What kind of fact the parts hold. Unknown kinds are kept and passed on.
    #[n(6)]
    pub kind: String,
    /// What the device's clocks said at signing.
    #[n(7)]
    pub stamp: Stamp,
    /// The newest receipts by outsiders about this log that the device knew: the server's first, then
    /// a colleague's. They prove *not before* and carry the measured clock offset (DUP-06).
    #[n(8)]
    pub anchors: Vec<RecordId>,
    /// The newest parameters and territory table that the device knew (SYN-08). Evidence of good faith;
    /// rulings use the version in force at the event's time.
    #[n(9)]
    pub policy: Option<RecordId>,
    /// Hash of the ranking part.
    #[n(10)]
    pub ranking: Option<Hash>,
    /// Hash of the content part.
    #[n(11)]
    pub content: Option<Hash>,
}

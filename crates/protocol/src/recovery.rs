//! After the server's store was set back: what came back, what did not, and headquarters' word that it
//! may go on.

use ledger::{EnrolmentId, LogId, Seq};
use minicbor::{Decode, Encode};

use crate::checkpoint::Checkpoint;
use crate::sync::message;
use crate::wire::{Malformed, RawRecords};

/// Path at which headquarters asks, signed.
pub const PATH: &str = "/v1/recovery";
/// Path at which a laptop that the server has forgotten brings back what the server once signed. The
/// server's own signatures are the proof.
pub const RETURN_PATH: &str = "/v1/return";

/// Asks how far the recovery has come.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Request {
    /// Whether to end it: what has not come back is given up, and comes as news should it still come.
    #[n(0)]
    pub confirm: bool,
}

/// The answer: nothing, if the store was never set back.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode)]
#[cbor(map)]
pub struct Reply {
    /// The last recovery.
    #[n(0)]
    pub report: Option<Report>,
}

/// What is known of a recovery.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Report {
    /// When it began, milliseconds since 1970 UTC.
    #[n(0)]
    pub since_ms: i64,
    /// When it ended.
    #[n(1)]
    pub ended_ms: Option<i64>,
    /// The last arrival that the store still had.
    #[n(2)]
    pub through: u64,
    /// The last arrival that it once had, by the newest checkpoint that a device has shown.
    #[n(3)]
    pub once: Option<u64>,
    /// Chains of which something had been lost.
    #[n(4)]
    pub chains: Vec<Chain>,
    /// Devices that have not been heard since: they may bring more.
    #[n(5)]
    pub silent: Vec<Silent>,
}

impl Report {
    /// Whether anything is known to be missing still.
    pub fn misses(&self) -> bool {
        self.chains.iter().any(|chain| !chain.missing.is_empty())
    }
}

/// What became of one chain.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Chain {
    /// Which.
    #[n(0)]
    pub log: LogId,
    /// Whose; `server` for its own.
    #[n(1)]
    pub person: String,
    /// What people call the device.
    #[n(2)]
    pub device: String,
    /// Positions that have come back.
    #[n(3)]
    pub back: Vec<Range>,
    /// Positions that the store once had and nobody has brought.
    #[n(4)]
    pub missing: Vec<Range>,
}

/// Positions, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Range {
    /// First.
    #[n(0)]
    pub from: Seq,
    /// Last.
    #[n(1)]
    pub through: Seq,
}

impl Range {
    /// The ranges that some positions, in order, make up.
    pub fn of(positions: impl IntoIterator<Item = Seq>) -> Vec<Self> {
        let mut ranges: Vec<Self> = Vec::new();
        for seq in positions {
            match ranges.last_mut() {
                Some(range) if range.through.next() == seq => range.through = seq,
                _ => ranges.push(Self { from: seq, through: seq }),
            }
        }
        ranges
    }
}

impl std::fmt::Display for Range {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.from, self.through) {
            (from, through) if from == through => write!(f, "{}", from.0),
            (from, through) => write!(f, "{}–{}", from.0, through.0),
        }
    }
}

/// A device that has not been heard since.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Silent {
    /// Which.
    #[n(0)]
    pub enrolment: EnrolmentId,
    /// Whose.
    #[n(1)]
    pub person: String,
    /// What people call it.
    #[n(2)]
    pub device: String,
}

/// Brings back what the server has lost.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Return {
    /// The newest checkpoint that the laptop has seen.
    #[n(0)]
    pub witness: Option<Checkpoint>,
    /// Records of the server's own chains.
    #[n(1)]
    pub records: RawRecords,
}

/// How many of them were news.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Returned {
    /// Records.
    #[n(0)]
    pub taken: u32,
}

message!(Request);
message!(Reply);
message!(Return);
message!(Returned);

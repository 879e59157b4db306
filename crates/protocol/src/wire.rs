//! Records inside messages.

use ledger::{Damage, RawRecord, Record};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use thiserror::Error;

use crate::limits::{FRAME_BYTES_MAX, FRAME_RECORDS_MAX};

/// Bytes that are no message: a captive portal's page, a truncated body, another program.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("these bytes are no message of ours")]
pub struct Malformed;

/// Encoded records, in the order in which they are to be taken.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode)]
#[cbor(transparent)]
pub struct RawRecords(#[n(0)] Vec<ByteVec>);

impl RawRecords {
    /// Takes records while they fit in one frame; says how many it took. At least one, if there is any.
    pub fn fill<'r>(records: impl IntoIterator<Item = &'r Record>) -> (Self, usize) {
        let mut frame = Vec::new();
        let mut bytes = 0;
        for record in records {
            let encoded = record.encode();
            let full = bytes + encoded.len() > FRAME_BYTES_MAX || frame.len() == FRAME_RECORDS_MAX;
            if full && !frame.is_empty() {
                break;
            }
            bytes += encoded.len();
            frame.push(ByteVec::from(encoded));
        }
        let taken = frame.len();
        (Self(frame), taken)
    }

    /// All records, without a budget: for bundles, which have a limit of their own.
    pub fn all<'r>(records: impl IntoIterator<Item = &'r Record>) -> Self {
        Self(records.into_iter().map(|record| ByteVec::from(record.encode())).collect())
    }

    /// Reads the records one by one: a bad one does not hide the others.
    pub fn decode(&self) -> impl Iterator<Item = Result<RawRecord, Damage>> + '_ {
        self.0.iter().map(|bytes| RawRecord::decode(bytes))
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// How long they are together, in bytes.
    pub fn bytes(&self) -> usize {
        self.0.iter().map(|bytes| bytes.len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

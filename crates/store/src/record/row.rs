use ledger::{RawRecord, Record, WhichPart};
use rusqlite::types::ValueRef;

use crate::error::Error;

/// A record from its stored bytes. It was verified before it was stored, so only its parts are
/// compared with their hashes again.
pub(super) fn decode(raw: &[u8]) -> Result<Record, Error> {
    Ok(RawRecord::decode(raw)?.already_verified()?)
}

/// A record from the column `raw`, without copying it first.
pub(super) fn decode_column(raw: ValueRef<'_>) -> Result<Record, Error> {
    decode(raw.as_blob().map_err(rusqlite::Error::from)?)
}

/// The column `parts`: which of the two parts are held.
pub(super) fn parts(record: &Record) -> i64 {
    let bit = |which, bit| if record.part(which).is_some() { bit } else { 0 };
    bit(WhichPart::Ranking, RANKING) | bit(WhichPart::Content, CONTENT)
}

pub(super) const RANKING: i64 = 1;
pub(super) const CONTENT: i64 = 2;

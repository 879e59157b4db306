//! SQLite's integers have a sign and 64 bits; positions and cursors have no sign.

use ledger::Seq;

use crate::error::Error;

/// The last position that is stored. A record above it is nobody's honest work.
const SEQ_MAX: u64 = i64::MAX as u64 - 1;

/// For a column.
///
/// # Errors
/// [`Error::OutOfRange`] above [`SEQ_MAX`].
pub(crate) fn stored(seq: Seq) -> Result<i64, Error> {
    if seq.0 > SEQ_MAX { Err(Error::OutOfRange) } else { Ok(clamped(seq.0)) }
}

/// For a comparison: nothing is stored at the largest number, so larger ones need not be told apart.
pub(crate) fn clamped(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// From a column.
pub(crate) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

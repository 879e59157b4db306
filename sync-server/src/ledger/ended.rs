//! What somebody in office says by having seen where a chain ended: something about what was signed after.
//!
//! Such a word may come when the server has had those records for long (DUP-06): they, too, are to be looked
//! at again, or their readers would rule by less than the server does.

use facts::receipts::given;
use facts::{Book, Fact};
use ledger::evidence::{CLOCK_TOLERANCE_MS, NO_BOOT};
use ledger::{Receipt, Record};

use super::memo::Memo;
use crate::storage::StorageError;

/// Arrivals, and beside them the records whose time they prove worse by having been signed after an end that
/// somebody in office saw.
pub(super) fn with_later(
    memo: &Memo<'_>,
    book: &Book,
    arrived: Vec<Record>,
) -> Result<Vec<Record>, StorageError> {
    let mut all = arrived.clone();
    for (receipt, giver) in arrived.into_iter().filter_map(given) {
        let by = giver.envelope().log.enrolment;
        if receipt.boot != NO_BOOT && !book.is_server(&by) && book.is_in_office(&by) {
            all.extend(later(memo, &receipt, &giver)?);
        }
    }
    Ok(all)
}

/// What was signed after the end that he saw, as far as he has said no later thing about it since. In the boot
/// that he saw only what shows an earlier clock.
fn later(memo: &Memo<'_>, receipt: &Receipt, giver: &Record) -> Result<Vec<Record>, StorageError> {
    let about = memo.about(receipt.of)?;
    let since = about.reaching(receipt.through.next()).cloned().filter_map(given);
    let since = since.filter(|(_, other)| {
        let (other, own) = (other.envelope(), giver.envelope());
        other.log == own.log && other.seq > own.seq
    });
    let next = since.map(|(said, _)| said.through).min();
    let end = memo.head(receipt.of)?.seq;
    let to = next.map_or(end, |next| next.min(end));
    let bears = |record: &Record| {
        let stamp = &record.envelope().stamp;
        let earlier =
            stamp.mono_ms.saturating_add(CLOCK_TOLERANCE_MS.unsigned_abs()) < receipt.mono_ms;
        (stamp.boot != receipt.boot || earlier)
            && !matches!(Fact::read(record), Ok(Fact::Receipt(_)))
    };
    let mut later = Vec::new();
    for stretch in memo.backwards(receipt.of, receipt.through, to) {
        later.extend(stretch?.into_iter().filter(bears));
    }
    Ok(later)
}

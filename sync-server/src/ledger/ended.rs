//! What somebody in office says by having seen where a chain ended: something about what was signed after.
//!
//! Such a word may come when the server has had those records for long (DUP-06): they, too, are to be looked
//! at again, or their readers would rule by less than the server does.

use facts::receipts::given;
use facts::{Book, Fact, Gather, Key};
use ledger::evidence::{CLOCK_TOLERANCE_MS, NO_BOOT};
use ledger::{LogId, Receipt, Record, Seq};

use super::memo::Memo;
use crate::storage::StorageError;

/// What was signed after the end that somebody in office saw, and is proven worse by that: as far as he has
/// said no later thing about it since. In the boot that he saw only what shows an earlier clock.
pub(super) fn later(
    memo: &Memo<'_>,
    book: &Book,
    giver: &Record,
    receipt: &Receipt,
) -> Result<Vec<Record>, StorageError> {
    if !is_heard(book, giver, receipt) {
        return Ok(Vec::new());
    }
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

/// What its laptop wrote in other chains than the one that somebody in office saw it go on in, and the server
/// did not have by then: kept back, should it say that it is older than that.
pub(super) fn shown_since(
    memo: &Memo<'_>,
    book: &Book,
    giver: &Record,
    receipt: &Receipt,
) -> Result<Vec<Record>, StorageError> {
    let mut since = Vec::new();
    if !is_heard(book, giver, receipt) {
        return Ok(since);
    }
    let firsts = memo.all_under(&Key::Chains(receipt.of.enrolment))?;
    let others = firsts.iter().map(|first| first.envelope().log).filter(|log| *log != receipt.of);
    for log in others {
        // Whatever is known of his own time now: it was no earlier than this.
        let no_earlier = Gather::new(memo, book).evidence(giver.envelope())?.not_before_ms;
        let had = had_by(memo, book, log, no_earlier)?;
        for stretch in memo.backwards(log, had, memo.view().head(log)?.seq) {
            since.extend(stretch?);
        }
    }
    since.retain(|record| !matches!(Fact::read(record), Ok(Fact::Receipt(_))));
    Ok(since)
}

/// How far the server had a chain by a time.
fn had_by(
    memo: &Memo<'_>,
    book: &Book,
    log: LogId,
    at_ms: Option<i64>,
) -> Result<Seq, StorageError> {
    let about = memo.about(log)?;
    let by_server = about.reaching(Seq::ZERO).filter(|given| {
        let envelope = given.envelope();
        book.is_server(&envelope.log.enrolment) && Some(envelope.stamp.claimed_ms) <= at_ms
    });
    let reached = by_server.cloned().filter_map(given).map(|(receipt, _)| receipt.through);
    Ok(reached.max().unwrap_or(Seq::ZERO))
}

fn is_heard(book: &Book, giver: &Record, receipt: &Receipt) -> bool {
    let by = giver.envelope().log.enrolment;
    receipt.boot != NO_BOOT && !book.is_server(&by) && book.is_in_office(&by)
}

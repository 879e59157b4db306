//! What can be said of a record before it is held against the ledger: whether it is one, whose it is,
//! and whether he signed it. Outside the transaction, because signatures are what takes long.

use facts::Book;
use ledger::{RawRecord, Record};
use protocol::RawRecords;
use protocol::sync::Refused;

/// Sorts a frame. A bad record never hides the others.
pub(super) fn check(frame: &RawRecords, book: &Book) -> (Vec<Record>, Vec<Refused>) {
    let (mut good, mut refused) = (Vec::new(), Vec::new());
    for raw in frame.decode() {
        let checked = match raw {
            Ok(raw) => check_one(raw, book),
            Err(_) => Err(Refused { id: None, code: "record.unreadable".to_owned() }),
        };
        match checked {
            Ok(record) => good.push(record),
            Err(bad) => refused.push(bad),
        }
    }
    (good, refused)
}

/// Only keys that the server itself has certified count: the book is made of its records, never of
/// what comes in the same frame.
fn check_one(raw: RawRecord, book: &Book) -> Result<Record, Refused> {
    let id = raw.id();
    let refuse = |code: &str| Refused { id: Some(id), code: code.to_owned() };
    let envelope = raw.envelope().map_err(|_| refuse("record.unreadable"))?;
    if envelope.company != book.id {
        return Err(refuse("record.company"));
    }
    let enrolled = book.enrolments.get(&envelope.log.enrolment);
    let enrolled = enrolled.ok_or_else(|| refuse("record.unknown_enrolment"))?;
    raw.verify(&enrolled.key).map_err(|_| refuse("record.signature"))
}

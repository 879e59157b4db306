//! What can be said of a record before it is held against the ledger: whether it is one, whose it is,
//! and whether he signed it. Outside the transaction, because signatures are what takes long.

use facts::Book;
use ledger::{PublicKey, RawRecord, Record, verify_all};
use protocol::RawRecords;
use protocol::sync::Refused;

/// Sorts a frame. A bad record never hides the others.
pub(super) fn check(frame: &RawRecords, book: &Book) -> (Vec<Record>, Vec<Refused>) {
    let (mut good, mut refused, mut certified) = (Vec::new(), Vec::new(), Vec::new());
    for raw in frame.decode() {
        let found = match raw {
            Ok(raw) => key_of(&raw, book).map(|key| (raw, key)),
            Err(_) => Err(Refused { id: None, code: "record.unreadable".to_owned() }),
        };
        match found {
            Ok(found) => certified.push(found),
            Err(bad) => refused.push(bad),
        }
    }
    for checked in verify_all(certified) {
        match checked {
            Ok(record) => good.push(record),
            Err(bad) => refused.push(refuse(&bad.0, "record.signature")),
        }
    }
    (good, refused)
}

fn refuse(raw: &RawRecord, code: &str) -> Refused {
    Refused { id: Some(raw.id()), code: code.to_owned() }
}

/// Only keys that the server itself has certified count: the book is made of its records, never of
/// what comes in the same frame.
fn key_of(raw: &RawRecord, book: &Book) -> Result<PublicKey, Refused> {
    let envelope = raw.envelope().map_err(|_| refuse(raw, "record.unreadable"))?;
    if envelope.company != book.id {
        return Err(refuse(raw, "record.company"));
    }
    let enrolled = book.enrolments.get(&envelope.log.enrolment);
    let enrolled = enrolled.ok_or_else(|| refuse(raw, "record.unknown_enrolment"))?;
    Ok(enrolled.key)
}

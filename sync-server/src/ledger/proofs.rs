//! What a holder of a record needs beside it, so that he weighs its time as the server does (DUP-06).
//! Which receipts these are is [`facts::Gather::proofs`]'s answer; here each is found once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use facts::{Book, Gather, Proofs as Found};
use ledger::{BootId, LogId, Record, RecordId, Seq};

use super::memo::Memo;
use crate::storage::StorageError;

/// Finds proofs, each once.
pub(super) struct Proofs<'a> {
    gather: Gather<'a, Memo<'a>>,
    found: RefCell<HashMap<RecordId, Rc<Found>>>,
}

impl<'a> Proofs<'a> {
    pub(super) fn new(memo: &'a Memo<'a>, book: &'a Book) -> Self {
        Self { gather: Gather::new(memo, book), found: RefCell::default() }
    }

    /// The receipts that bear on a record's time, those that bear on theirs, and the heads they name.
    pub(super) fn of(&self, record: &Record) -> Result<Rc<Found>, StorageError> {
        if let Some(known) = self.found.borrow().get(&record.id()) {
            return Ok(Rc::clone(known));
        }
        let found = self.gather.proofs(std::slice::from_ref(record))?;
        let found = Rc::new(found);
        self.found.borrow_mut().insert(record.id(), Rc::clone(&found));
        Ok(found)
    }
}

/// Within one of these the times of receipts rise with their positions: the server's clock always, a
/// colleague's within one boot.
type Giver = (LogId, Option<BootId>);

fn giver_of(book: &Book, record: &Record) -> Giver {
    let envelope = record.envelope();
    let server = book.is_server(&envelope.log.enrolment);
    (envelope.log, (!server).then_some(envelope.stamp.boot))
}

/// Whether two receipts have one giver, so that the earlier one makes the later one superfluous.
pub(super) fn same_giver(book: &Book, a: &Record, b: &Record) -> bool {
    giver_of(book, a) == giver_of(book, b)
}

/// Orders the receipts of one giver as he gave them.
pub(super) fn in_order(giver: &Record) -> (LogId, Seq) {
    (giver.envelope().log, giver.envelope().seq)
}

//! The receipts that a holder of a record needs, so that he weighs its time as the server does
//! (DUP-06). Of the many receipts about a log, few say anything about one record; [`Proofs`] finds
//! exactly those on which [`ledger::evidence::weigh`] and the hand-in (FAIR-07) can rest.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use facts::{Book, Fact, Records};
use ledger::{BootId, Envelope, LogId, Receipt, Record, RecordId, Seq};

use super::memo::Memo;
use crate::storage::StorageError;

/// Finds proofs, each once.
pub(super) struct Proofs<'a> {
    memo: &'a Memo<'a>,
    book: &'a Book,
    found: RefCell<HashMap<RecordId, Rc<[Record]>>>,
}

impl<'a> Proofs<'a> {
    pub(super) fn new(memo: &'a Memo<'a>, book: &'a Book) -> Self {
        Self { memo, book, found: RefCell::default() }
    }

    /// The receipts that bear on a record's time, and those that bear on theirs.
    pub(super) fn of(&self, record: &Record) -> Result<Rc<[Record]>, StorageError> {
        if let Some(known) = self.found.borrow().get(&record.id()) {
            return Ok(Rc::clone(known));
        }
        let mut found = Vec::new();
        if !self.by_server(record) {
            found = self.witnesses(record)?;
            for witness in found.clone().iter().filter(|witness| !self.by_server(witness)) {
                found.extend(self.witnesses(witness)?);
            }
        }
        let found: Rc<[Record]> = found.into();
        self.found.borrow_mut().insert(record.id(), Rc::clone(&found));
        Ok(found)
    }

    fn by_server(&self, record: &Record) -> bool {
        self.book.is_server(&record.envelope().log.enrolment)
    }

    /// Receipts about the record's own log: those it cites, and of each giver those that can count.
    /// When a colleague's receipt was given is proven by the server's alone.
    fn witnesses(&self, record: &Record) -> Result<Vec<Record>, StorageError> {
        let about = record.envelope();
        let server_only = matches!(Fact::read(record), Ok(Fact::Receipt(_)));
        let may_witness = |giver: &Record| {
            self.by_server(giver) || !server_only && self.is_outsider(giver, about)
        };
        let mut witnesses = Vec::new();
        for id in &about.anchors {
            // Only receipts: whoever cites anything else would have it brought to him.
            let cited = self.memo.record(id)?.filter(|cited| is_receipt_about(cited, about.log));
            witnesses.extend(cited.filter(may_witness));
        }
        let receipts = self.memo.receipts(about.log)?;
        let reaching = receipts
            .iter()
            .filter(|(receipt, giver)| receipt.through >= about.seq && may_witness(giver));
        let mut givers: BTreeMap<Giver, Chosen<'_>> = BTreeMap::new();
        for (receipt, giver) in reaching {
            givers.entry(giver_of(self.book, giver)).or_default().consider(receipt, giver, about);
        }
        witnesses.extend(givers.into_values().flat_map(Chosen::into_records));
        Ok(witnesses)
    }

    /// Nobody countersigns his own chain.
    fn is_outsider(&self, giver: &Record, about: &Envelope) -> bool {
        let person = |envelope: &Envelope| {
            self.book.enrolments.get(&envelope.log.enrolment).map(|enrolled| &enrolled.person)
        };
        person(giver.envelope()).is_some() && person(giver.envelope()) != person(about)
    }
}

fn is_receipt_about(record: &Record, log: LogId) -> bool {
    matches!(Fact::read(record), Ok(Fact::Receipt(receipt)) if receipt.of == log)
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

/// Of one giver's receipts: the first (not after), the first that holds (possession), and the one
/// nearest by the record's own monotonic clock.
#[derive(Default)]
struct Chosen<'a> {
    first: Option<&'a Record>,
    first_that_holds: Option<&'a Record>,
    nearest: Option<(u64, &'a Record)>,
}

impl<'a> Chosen<'a> {
    fn consider(&mut self, receipt: &Receipt, giver: &'a Record, about: &Envelope) {
        let earlier =
            |other: &Option<&Record>| other.is_none_or(|other| in_order(giver) < in_order(other));
        if earlier(&self.first) {
            self.first = Some(giver);
        }
        if receipt.holds && earlier(&self.first_that_holds) {
            self.first_that_holds = Some(giver);
        }
        let same_boot = receipt.boot == about.stamp.boot && receipt.mono_ms >= about.stamp.mono_ms;
        let nearer = self
            .nearest
            .is_none_or(|(mono, other)| (receipt.mono_ms, giver.id()) < (mono, other.id()));
        if same_boot && nearer {
            self.nearest = Some((receipt.mono_ms, giver));
        }
    }

    fn into_records(self) -> impl Iterator<Item = Record> {
        let nearest = self.nearest.map(|(_, record)| record);
        let mut chosen: Vec<&Record> =
            [self.first, self.first_that_holds, nearest].into_iter().flatten().collect();
        chosen.dedup_by_key(|record| record.id());
        chosen.into_iter().cloned()
    }
}

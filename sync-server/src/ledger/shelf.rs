//! What is handed out in one step: each record once, with what proves it, however many people are told of it.
//! What somebody may hold of it is then a list of numbers.

use std::collections::HashMap;
use std::rc::Rc;

use domain::audience::Depth;
use facts::kind::Importance;
use facts::{Book, Gather};
use ledger::{EnrolmentId, Record, RecordId, WhichPart};

use super::memo::Memo;
use crate::storage::StorageError;

/// Records, each under a number.
pub(super) struct Shelf<'a> {
    gather: Gather<'a, Memo<'a>>,
    numbers: HashMap<RecordId, usize>,
    items: Vec<Item>,
}

struct Item {
    record: Record,
    proving: Option<Rc<Proving>>,
}

/// What a holder of a record needs beside it, so that he weighs its time as the server does (DUP-06). Which
/// records these are is [`facts::Gather::proofs`]'s answer.
struct Proving {
    receipts: Vec<usize>,
    heads: Vec<usize>,
}

/// What somebody may hold, by number: how deep, and how urgently he is told.
#[derive(Clone, Default)]
pub(super) struct Grants(Vec<Option<(Depth, Importance)>>);

impl<'a> Shelf<'a> {
    pub(super) fn new(memo: &'a Memo<'a>, book: &'a Book) -> Self {
        let (numbers, items) = Default::default();
        Self { gather: Gather::new(memo, book), numbers, items }
    }

    /// The reader of customers, which remembers what it has weighed.
    pub(super) fn gather(&self) -> &Gather<'a, Memo<'a>> {
        &self.gather
    }

    /// Grants a record, or more of it, with what proves its time: a proof is as urgent as what it proves.
    pub(super) fn add(
        &mut self,
        grants: &mut Grants,
        record: &Record,
        depth: Option<Depth>,
    ) -> Result<(), StorageError> {
        let Some(depth) = depth else { return Ok(()) };
        let importance = Importance::of(record.kind());
        let number = self.number(record);
        if self.grant_numbered(grants, number, depth, importance) {
            let proving = self.proving(number)?;
            for receipt in &proving.receipts {
                self.grant_numbered(grants, *receipt, Depth::Ranking, importance);
            }
            for head in &proving.heads {
                self.grant_numbered(grants, *head, Depth::Envelope, importance);
            }
        }
        Ok(())
    }

    /// Grants a record without what proves it.
    pub(super) fn grant(
        &mut self,
        grants: &mut Grants,
        record: &Record,
        depth: Depth,
        importance: Importance,
    ) {
        let number = self.number(record);
        self.grant_numbered(grants, number, depth, importance);
    }

    /// Says whether the record is among them now. What is not held here itself waits until it comes: then its
    /// record is news again.
    fn grant_numbered(
        &self,
        grants: &mut Grants,
        number: usize,
        depth: Depth,
        importance: Importance,
    ) -> bool {
        let record = &self.items[number].record;
        if depth > Depth::Envelope && record.lacks(WhichPart::Ranking) {
            return false;
        }
        let depth = match depth {
            Depth::Envelope => Depth::Envelope,
            _ if record.envelope().content.is_none() => Depth::Content,
            _ if record.lacks(WhichPart::Content) => Depth::Ranking,
            depth => depth,
        };
        if grants.0.len() < self.items.len() {
            grants.0.resize(self.items.len(), None);
        }
        let known = grants.0[number].get_or_insert((depth, importance));
        *known = (known.0.max(depth), known.1.min(importance));
        true
    }

    /// In order of importance (SYN-10), each in the order in which it claims to have happened. Nobody is told
    /// what he said himself.
    pub(super) fn in_order(
        &self,
        enrolment: EnrolmentId,
        grants: &Grants,
    ) -> Vec<(RecordId, Depth)> {
        let granted = self.items.iter().zip(&grants.0);
        let granted = granted.filter_map(|(item, granted)| Some((&item.record, (*granted)?)));
        let mut granted: Vec<_> =
            granted.filter(|(record, _)| record.envelope().log.enrolment != enrolment).collect();
        granted.sort_by_key(|(record, (_, importance))| {
            let envelope = record.envelope();
            (*importance, envelope.stamp.claimed_ms, envelope.log, envelope.seq, record.id())
        });
        granted.into_iter().map(|(record, (depth, _))| (record.id(), depth)).collect()
    }

    fn number(&mut self, record: &Record) -> usize {
        *self.numbers.entry(record.id()).or_insert_with(|| {
            self.items.push(Item { record: record.clone(), proving: None });
            self.items.len() - 1
        })
    }

    fn proving(&mut self, number: usize) -> Result<Rc<Proving>, StorageError> {
        let Item { record, proving } = &self.items[number];
        if let Some(known) = proving {
            return Ok(Rc::clone(known));
        }
        let found = self.gather.proofs(std::slice::from_ref(record))?;
        let mut numbers = |records: &mut dyn Iterator<Item = &Record>| -> Vec<usize> {
            records.map(|record| self.number(record)).collect()
        };
        let receipts = numbers(&mut found.receipts.values());
        let heads = numbers(&mut found.heads.values());
        let proving = Rc::new(Proving { receipts, heads });
        self.items[number].proving = Some(Rc::clone(&proving));
        Ok(proving)
    }
}

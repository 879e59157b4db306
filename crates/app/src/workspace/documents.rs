//! What people have written together, made from the records that hold their changes.
//!
//! A document is due as soon as a record of it has come. What this laptop has written itself goes on top of
//! the document as it is; as soon as anything from outside is among what came, the whole document is made
//! again by the [`Examiner`], where a hostile change can harm nobody.

use std::collections::{BTreeMap, BTreeSet};

use domain::CardId;
use domain::time::Instant;
use facts::{Fact, Key, Records, kind, payload};
use ledger::document::{
    Change, ChangeHash, Document, DocumentId, Entry, History, Merged, Refused, Unfit,
};
use ledger::{Record, RecordId, WhichPart};
use minicbor::{Decode, Encode};
use store::{DocumentRow, Store};

use super::sign::Fresh;
use super::{Workspace, lists};
use crate::{Failure, Now};

/// How many documents are looked for at a time.
const PAGE: usize = 200;
/// How many changes of one document may end the process that tries them before the rest waits.
const FATAL_MAX: usize = 8;

/// Applies changes where they can harm nobody: in a process of its own, with little memory and little
/// time. Hosts bring one; nothing here knows processes.
pub trait Examiner: Send + Sync {
    /// Applies changes in their order, from the beginning ([`ledger::document::merge`]). The inner error
    /// names the first that does not fit, or that ended the process.
    ///
    /// # Errors
    /// [`Unavailable`] when nothing could be tried: then they wait.
    fn examine(&self, changes: &[Change]) -> Result<Result<Merged, Refused>, Unavailable>;
}

/// The examiner could not be started, or was stopped by something other than a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unavailable;

/// What a document shows, as it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode)]
#[cbor(map)]
pub struct Shown {
    /// The texts of each field that nobody has replaced.
    #[n(0)]
    pub fields: BTreeMap<String, Vec<ShownText>>,
    /// Records whose change counts.
    #[n(1)]
    counted: BTreeSet<RecordId>,
    /// Records whose change does not, with the code that says why.
    #[n(2)]
    pub unfit: BTreeMap<RecordId, String>,
    /// How many changes follow something that is not here or does not count, or are not examined yet.
    #[n(3)]
    pub waiting: u32,
}

/// A text, and the record that brought it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct ShownText {
    /// The text.
    #[n(0)]
    pub text: String,
    /// Whose signature is under it.
    #[n(1)]
    pub record: RecordId,
}

impl Shown {
    pub(super) fn read(row: &DocumentRow) -> Self {
        minicbor::decode(&row.shown).unwrap_or_default()
    }

    fn encode(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("encoding into a Vec cannot fail")
    }
}

/// A document as the records make it.
struct Made {
    row: DocumentRow,
    /// What turned out not to fit since it was last made.
    newly_unfit: Vec<(Record, Unfit)>,
}

impl Workspace {
    /// What a document shows; empty for one that nobody has begun.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn shown(&self, id: DocumentId) -> Result<Shown, Failure> {
        Ok(self.store.document(id)?.map(|row| Shown::read(&row)).unwrap_or_default())
    }

    /// Signs an edit of a document: these fields now have these texts, in place of everything that they
    /// show. Nothing is signed when they do already.
    ///
    /// # Errors
    /// `note.too_large`, `store` when the disk fails.
    pub fn write_document(
        &mut self,
        id: DocumentId,
        fields: &BTreeMap<String, String>,
        now: &Now,
    ) -> Result<(), Failure> {
        self.settle(now)?;
        let saved = self.store.document(id)?.unwrap_or_default().saved;
        // One that does not load is made again by the next exchange; until then this begins beside it.
        let mut document = match saved.as_slice() {
            [] => Document::default(),
            saved => Document::load(saved).unwrap_or_default(),
        };
        let run = *self.run.get_or_insert_with(|| now.random("document run"));
        let texts = fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let change = document
            .set(id.actor(self.log(), &run), texts)
            .map_err(|_| Failure::new("note.too_large"))?;
        let Some(change) = change else { return Ok(()) };
        self.sign(vec![noted(id, run, &change)], now)?;
        self.settle(now)
    }

    /// Signs what was typed beside a card and never saved, in place of nothing: whoever goes on with the
    /// card finds it beside what is there.
    ///
    /// # Errors
    /// `note.too_large`, `store` when the disk fails.
    pub(super) fn write_beside(
        &mut self,
        id: DocumentId,
        field: &str,
        text: &str,
        now: &Now,
    ) -> Result<(), Failure> {
        let run = now.random(&format!("beside {field}"));
        let change = Document::default().set(id.actor(self.log(), &run), [(field, text)]);
        let change = change.map_err(|_| Failure::new("note.too_large"))?;
        let Some(change) = change else { return Ok(()) };
        self.sign(vec![noted(id, run, &change)], now)?;
        Ok(())
    }

    /// Makes every document again that is due. What cannot be examined now stays due.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn settle(&mut self, now: &Now) -> Result<(), Failure> {
        let as_of = self.as_of(now);
        let mut after = None;
        loop {
            let due = self.store.documents_due(after, PAGE)?;
            let Some(last) = due.last() else { return Ok(()) };
            after = Some(*last);
            for id in due {
                let made = self.make_document(id)?;
                self.put_made(id, &made, as_of)?;
            }
        }
    }

    fn put_made(&self, id: DocumentId, made: &Made, as_of: Instant) -> Result<(), Failure> {
        let (book, me) = (&self.book, &self.identity.person);
        self.store.write(|tx| -> Result<(), store::Error> {
            tx.put_document(id, &made.row)?;
            for (record, unfit) in &made.newly_unfit {
                tx.quarantine(&record.encode(), unfit.code(), as_of.0)?;
            }
            lists::refresh_card(tx, book, me, CardId(id.subject), as_of)
        })?;
        Ok(())
    }

    fn make_document(&self, id: DocumentId) -> Result<Made, Failure> {
        let row = self.store.document(id)?.unwrap_or_default();
        let records = notes(&self.store, id)?;
        let before = Shown::read(&row);
        let mut tried = before.tried();
        let mut fatal = 0;
        loop {
            let history = history(id, &records, &tried, |_| true);
            let strange = history.counted.iter().any(|(record, _)| {
                !before.counted.contains(record) && self.is_foreign(&records[record])
            });
            if !strange && let Some(merged) = on_top(&row, &before, &history) {
                return Ok(Made::new(false, merged, history, &before, &records));
            }
            let changes: Vec<Change> =
                history.counted.iter().map(|(_, change)| change.clone()).collect();
            match self.examiner.examine(&changes) {
                Ok(Ok(merged)) => return Ok(Made::new(false, merged, history, &before, &records)),
                Ok(Err(Refused { nth, why })) if fatal < FATAL_MAX && nth < changes.len() => {
                    tried.insert(history.counted[nth].0, why);
                    fatal += usize::from(why == Unfit::Fatal);
                }
                Ok(Err(_)) | Err(Unavailable) => {
                    return Ok(self.without(id, row, before, &records, &tried));
                }
            }
        }
    }

    /// The document with what was examined before, and what was written here; the rest stays due.
    fn without(
        &self,
        id: DocumentId,
        row: DocumentRow,
        before: Shown,
        records: &BTreeMap<RecordId, Record>,
        tried: &BTreeMap<RecordId, Unfit>,
    ) -> Made {
        let known = |record: &Record| {
            let id = record.id();
            before.counted.contains(&id) || tried.contains_key(&id) || !self.is_foreign(record)
        };
        let history = history(id, records, tried, known);
        match on_top(&row, &before, &history) {
            Some(merged) => Made::new(true, merged, history, &before, records),
            None => Made { row: DocumentRow { due: true, ..row }, newly_unfit: Vec::new() },
        }
    }

    fn is_foreign(&self, record: &Record) -> bool {
        record.envelope().log.enrolment != self.identity.enrolment
    }
}

/// A change as a fact.
fn noted(id: DocumentId, run: [u8; 16], change: &Change) -> Fresh {
    let (card, class) = (id.subject.into(), id.class.name().to_owned());
    let ranking = payload::Note { card, class, run: run.into() }.encode();
    Fresh { kind: kind::NOTE, ranking, content: Some(change.raw().to_vec()) }
}

impl Shown {
    /// What was found not to fit when it was applied: it is not tried again.
    fn tried(&self) -> BTreeMap<RecordId, Unfit> {
        let tried = self.unfit.iter().filter_map(|(id, code)| Some((*id, Unfit::from_code(code)?)));
        tried.filter(|(_, unfit)| matches!(unfit, Unfit::Refused | Unfit::Fatal)).collect()
    }
}

impl Made {
    fn new(
        due: bool,
        merged: Merged,
        history: History,
        before: &Shown,
        records: &BTreeMap<RecordId, Record>,
    ) -> Self {
        let by_change: BTreeMap<ChangeHash, RecordId> =
            history.counted.iter().map(|(record, change)| (change.hash(), *record)).collect();
        let fields = merged.fields.into_iter().map(|(name, values)| {
            let texts = values.into_iter().filter_map(|value| {
                Some(ShownText { record: *by_change.get(&value.change)?, text: value.text })
            });
            (name, texts.collect())
        });
        let newly_unfit = history.unfit.iter().filter(|(id, _)| !before.unfit.contains_key(*id));
        let newly_unfit = newly_unfit.map(|(id, unfit)| (records[id].clone(), *unfit)).collect();
        let shown = Shown {
            fields: fields.collect(),
            waiting: u32::try_from(records.len() - history.counted.len() - history.unfit.len())
                .unwrap_or(u32::MAX),
            counted: history.counted.into_iter().map(|(record, _)| record).collect(),
            unfit: history.unfit.into_iter().map(|(id, unfit)| (id, unfit.code().into())).collect(),
        };
        Self { row: DocumentRow { due, saved: merged.saved, shown: shown.encode() }, newly_unfit }
    }
}

/// The records that hold a change of a document, with the change.
fn notes(store: &Store, id: DocumentId) -> Result<BTreeMap<RecordId, Record>, store::Error> {
    let about = store.under(&Key::Card(CardId(id.subject)), 0)?;
    let of_it = |record: &Record| {
        let Ok(Fact::Note { card, class: Some(class), .. }) = Fact::read(record) else {
            return false;
        };
        let of = DocumentId::of(card.0, class, &record.envelope().author);
        of == id && record.part(WhichPart::Content).is_some()
    };
    Ok(about.into_iter().filter(of_it).map(|record| (record.id(), record)).collect())
}

fn history(
    id: DocumentId,
    records: &BTreeMap<RecordId, Record>,
    tried: &BTreeMap<RecordId, Unfit>,
    only: impl Fn(&Record) -> bool,
) -> History {
    let entries = records.values().filter(|record| only(record)).filter_map(|record| {
        let Ok(Fact::Note { run, .. }) = Fact::read(record) else { return None };
        let envelope = record.envelope();
        let raw = record.part(WhichPart::Content)?;
        Some(Entry { record: record.id(), log: envelope.log, seq: envelope.seq, run, raw })
    });
    History::of(id, &entries.collect::<Vec<_>>(), tried)
}

/// What was written here since, on top of the document as it was. `None` when it no longer loads, or when
/// something of it does not count any more.
fn on_top(row: &DocumentRow, before: &Shown, history: &History) -> Option<Merged> {
    let counted: BTreeSet<RecordId> = history.counted.iter().map(|(record, _)| *record).collect();
    if !before.counted.is_subset(&counted) {
        return None;
    }
    let mut document = match row.saved.as_slice() {
        [] => Document::default(),
        saved => Document::load(saved).ok()?,
    };
    for (record, change) in &history.counted {
        if !before.counted.contains(record) {
            document.apply(change).ok()?;
        }
    }
    Some(Merged { saved: document.save().ok()?, fields: document.fields() })
}

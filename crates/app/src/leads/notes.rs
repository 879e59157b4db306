//! What people write beside a card: needs, preferences, further contacts, notes (design: documents).
//!
//! Each card has a document of its own, so that joining or parting customers moves no document; the page of
//! a customer shows those of its cards together. Whoever may read a card may write beside it.

use std::collections::{BTreeMap, BTreeSet};

use domain::audience::Depth;
use domain::time::Instant;
use domain::{CardId, Rule};
use facts::{Customer, Entitlement, Records};
use ledger::RecordId;
use ledger::document::{Class, DocumentId, FIELD_NAME_BYTES_MAX, FIELDS_PER_CHANGE_MAX};

use crate::capture::card_id;
use crate::text::fits;
use crate::view::{NoteAsideView, NoteAutosave, NoteFieldView, NoteInput, NoteTextView, NotesView};
use crate::workspace::{Shown, Workspace};
use crate::{Failure, Now};

/// What is on the signed card, and changes only with an approval (ORD-02, ORD-15).
const SIGNED: [&str; 11] = [
    "company",
    "person",
    "phone",
    "email",
    "credit_code",
    "creditCode",
    "site",
    "source",
    "usage",
    "stable",
    "matter",
];

/// Writes into free fields of a card.
///
/// # Errors
/// `note.not_yours` for a card that the person may not read, `note.changed` with the field when something
/// is there now that he has not seen, [`Rule::Ord15`] for a signed field, `field.too_long`.
pub fn note_edit(workspace: &mut Workspace, now: &Now, input: NoteInput) -> Result<(), Failure> {
    let card = writable(workspace, &input.card, now)?;
    if input.fields.len() > FIELDS_PER_CHANGE_MAX {
        return Err(Failure::new("note.too_large"));
    }
    for (field, text) in &input.fields {
        check_name(field)?;
        fits(field, text)?;
    }
    workspace.settle(now)?;
    let id = document(card);
    let shown = workspace.shown(id)?;
    for field in input.fields.keys() {
        let there: BTreeSet<String> = marks(&shown, field).collect();
        let seen = input.seen.get(field).cloned().unwrap_or_default();
        if !there.is_subset(&seen.into_iter().collect()) {
            return Err(Failure::field("note.changed", field));
        }
    }
    workspace.write_document(id, &input.fields, now)?;
    let mut unfinished = unfinished(workspace, card)?;
    unfinished.retain(|field, _| !input.fields.contains_key(field));
    keep(workspace, card, &unfinished)
}

/// Keeps what is typed into a field and not saved.
///
/// # Errors
/// `note.not_yours`, `store` when the disk fails.
pub fn note_autosave(
    workspace: &mut Workspace,
    now: &Now,
    typed: NoteAutosave,
) -> Result<(), Failure> {
    let card = writable(workspace, &typed.card, now)?;
    check_name(&typed.field)?;
    let mut unfinished = unfinished(workspace, card)?;
    match typed.text {
        // However long: it is given back as it is, and told to be too long when it is saved.
        Some(text) => drop(unfinished.insert(typed.field, text)),
        None => drop(unfinished.remove(&typed.field)),
    }
    keep(workspace, card, &unfinished)
}

/// What is written beside a customer's cards, the named one's first.
pub(super) fn notes(
    workspace: &Workspace,
    customer: &Customer,
    first: CardId,
    as_of: Instant,
) -> Result<Vec<NotesView>, Failure> {
    let depths = depths(workspace, first, as_of)?;
    let readable = |card: &CardId| depths.get(card) == Some(&Depth::Content);
    let mut cards: Vec<CardId> = customer.cluster.cards.keys().copied().filter(readable).collect();
    cards.sort_by_key(|card| (*card != first, *card));
    cards.into_iter().map(|card| view(workspace, customer, card)).collect()
}

fn view(workspace: &Workspace, customer: &Customer, card: CardId) -> Result<NotesView, Failure> {
    let shown = workspace.shown(document(card))?;
    let mut fields = Vec::new();
    for (name, texts) in &shown.fields {
        let mut views: Vec<NoteTextView> = Vec::new();
        for text in texts {
            let (by, at_ms) = signed(workspace, &text.record)?;
            let seen = vec![text.record.to_string()];
            match views.iter_mut().find(|view| view.text == text.text) {
                // Two who wrote the same agree.
                Some(same) => same.seen.extend(seen),
                None => views.push(NoteTextView { text: text.text.clone(), by, at_ms, seen }),
            }
        }
        views.sort_by(|a, b| (b.at_ms, &b.text).cmp(&(a.at_ms, &a.text)));
        fields.push(NoteFieldView { name: name.clone(), texts: views });
    }
    let mut set_aside = Vec::new();
    for (record, code) in &shown.unfit {
        let (by, at_ms) = signed(workspace, record)?;
        set_aside.push(NoteAsideView { by, at_ms, code: code.clone() });
    }
    Ok(NotesView {
        card: card.to_string(),
        signer: workspace.name(customer.cluster.cards[&card].signer()),
        fields,
        may_write: !workspace.book().erased.contains_key(&card),
        unfinished: unfinished(workspace, card)?,
        set_aside,
        waiting: shown.waiting,
    })
}

/// Who signed a record, by name, and when.
fn signed(workspace: &Workspace, record: &RecordId) -> Result<(String, i64), Failure> {
    let Some(record) = workspace.store().record(record)? else { return Ok(Default::default()) };
    let act = workspace.gather().act(&record, ())?;
    Ok((workspace.name(&act.by), act.time.at.0))
}

fn document(card: CardId) -> DocumentId {
    DocumentId { subject: card.0, class: Class::Shared }
}

fn marks<'a>(shown: &'a Shown, field: &str) -> impl Iterator<Item = String> + use<'a> {
    shown.fields.get(field).into_iter().flatten().map(|text| text.record.to_string())
}

fn depths(
    workspace: &Workspace,
    card: CardId,
    as_of: Instant,
) -> Result<BTreeMap<CardId, Depth>, Failure> {
    let (store, book, me) = (workspace.store(), workspace.book(), workspace.me());
    Ok(Entitlement::new(store, book, me, as_of).of_customer(card)?)
}

/// A card beside which the person at the desk may write.
fn writable(workspace: &Workspace, card: &str, now: &Now) -> Result<CardId, Failure> {
    let card = card_id(card)?;
    if workspace.book().erased.contains_key(&card) {
        return Err(Failure::new("card.erased"));
    }
    match depths(workspace, card, workspace.as_of(now))?.get(&card) {
        Some(Depth::Content) => Ok(card),
        Some(Depth::Ranking) => Err(Failure::new("note.not_yours")),
        Some(Depth::Envelope) | None => Err(Failure::new("lead.unknown")),
    }
}

fn check_name(field: &str) -> Result<(), Failure> {
    if SIGNED.contains(&field) {
        return Err(Failure { field: Some(field.to_owned()), ..Failure::refused(Rule::Ord15) });
    }
    let fits = (1..=FIELD_NAME_BYTES_MAX).contains(&field.len());
    if fits && !field.chars().any(char::is_control) {
        Ok(())
    } else {
        Err(Failure::new("note.field_name"))
    }
}

/// Under which name what nobody has finished beside a card is kept.
pub(crate) fn unfinished_key(card: CardId) -> String {
    format!("note {card}")
}

pub(crate) fn unfinished(
    workspace: &Workspace,
    card: CardId,
) -> Result<BTreeMap<String, String>, Failure> {
    let kept = workspace.store().autosave(&unfinished_key(card))?;
    Ok(kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
}

fn keep(
    workspace: &mut Workspace,
    card: CardId,
    unfinished: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    let json = serde_json::to_string(unfinished).ok().filter(|_| !unfinished.is_empty());
    workspace.keep(&unfinished_key(card), json.as_deref())
}

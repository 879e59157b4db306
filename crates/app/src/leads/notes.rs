//! What people write beside a card: needs, preferences, further contacts, notes (design: documents).
//!
//! Each card has a document of its own, so that joining or parting customers moves no document; the page of
//! a customer shows those of its cards together. Whoever may read a card may write beside it, and says for
//! whom before he begins: for all who read it, for himself, or in confidence ([`Class`]). What is for few is
//! in no list and no search, on nobody's laptop.

use std::collections::{BTreeMap, BTreeSet};

use domain::audience::Depth;
use domain::time::Instant;
use domain::{CardId, Rule};
use facts::Entitlement;
use ledger::document::{Class, DocumentId, FIELD_NAME_BYTES_MAX, FIELDS_PER_CHANGE_MAX};

use crate::capture::card_id;
use crate::text::fits;
use crate::view::{NoteAutosave, NoteInput};
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
    let class = class_of(&input.class)?;
    if input.fields.len() > FIELDS_PER_CHANGE_MAX {
        return Err(Failure::new("note.too_large"));
    }
    for (field, text) in &input.fields {
        check_name(field)?;
        fits(field, text)?;
    }
    workspace.settle(now)?;
    let id = DocumentId::of(card.0, class, workspace.me().as_str());
    let shown = workspace.shown(id)?;
    for field in input.fields.keys() {
        let there: BTreeSet<String> = marks(&shown, field).collect();
        let seen = input.seen.get(field).cloned().unwrap_or_default();
        if !there.is_subset(&seen.into_iter().collect()) {
            return Err(Failure::field("note.changed", field));
        }
    }
    workspace.write_document(id, &input.fields, now)?;
    let mut unfinished = unfinished(workspace, card, class)?;
    unfinished.retain(|field, _| !input.fields.contains_key(field));
    keep(workspace, card, class, &unfinished)
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
    let class = class_of(&typed.class)?;
    check_name(&typed.field)?;
    let mut unfinished = unfinished(workspace, card, class)?;
    match typed.text {
        // However long: it is given back as it is, and told to be too long when it is saved.
        Some(text) => drop(unfinished.insert(typed.field, text)),
        None => drop(unfinished.remove(&typed.field)),
    }
    keep(workspace, card, class, &unfinished)
}

/// Reads a class that came through the door.
fn class_of(name: &str) -> Result<Class, Failure> {
    let unknown = || Failure::new("call.arguments").with("detail", "class");
    Class::from_name(name).ok_or_else(unknown)
}

fn marks<'a>(shown: &'a Shown, field: &str) -> impl Iterator<Item = String> + use<'a> {
    shown.fields.get(field).into_iter().flatten().map(|text| text.record.to_string())
}

pub(super) fn depths(
    workspace: &Workspace,
    card: CardId,
    as_of: Instant,
) -> Result<BTreeMap<CardId, Depth>, Failure> {
    let (store, book, me) = (workspace.store(), workspace.book(), workspace.me());
    Ok(Entitlement::new(store, book, me, as_of).of_customer(card)?)
}

/// A card beside which the person at the desk may write.
pub(super) fn writable(workspace: &Workspace, card: &str, now: &Now) -> Result<CardId, Failure> {
    let card = card_id(card)?;
    if workspace.book().erasure(card).is_some() {
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

/// Under which names what nobody has finished beside a card is kept.
pub(crate) fn unfinished_keys(card: CardId) -> [String; 3] {
    Class::ALL.map(|class| unfinished_key(card, class))
}

pub(crate) fn unfinished_key(card: CardId, class: Class) -> String {
    match class {
        Class::Shared => format!("note {card}"),
        few => format!("note {card} {}", few.name()),
    }
}

pub(crate) fn unfinished(
    workspace: &Workspace,
    card: CardId,
    class: Class,
) -> Result<BTreeMap<String, String>, Failure> {
    let kept = workspace.store().autosave(&unfinished_key(card, class))?;
    Ok(kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
}

fn keep(
    workspace: &mut Workspace,
    card: CardId,
    class: Class,
    unfinished: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    let json = serde_json::to_string(unfinished).ok().filter(|_| !unfinished.is_empty());
    workspace.keep(&unfinished_key(card, class), json.as_deref())
}

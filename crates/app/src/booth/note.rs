//! The notebook about rivals (FAIR-12).

use domain::audience::Circle;
use domain::card::Act;
use domain::fair::entry::{Entry, Written};
use domain::fair::rivals::{Basis, Sighting, Topic, collectors};
use facts::kind;
use facts::payload::{Rival, RivalContent};
use ledger::Hash;

use super::keep::Form;
use super::photo::{settle, signed_with};
use super::place::{Place, entry_id, entry_text};
use crate::text::fits;
use crate::view::{BoothRef, NotebookView, RivalInput, RivalRow, RivalText};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// The notebook as far as this person reads it: his own entries, and everybody's if he leads the fair or was
/// appointed to collect.
///
/// # Errors
/// SYN-04 for a fair that is none of his.
pub fn notebook(
    workspace: &mut Workspace,
    now: &Now,
    input: BoothRef,
) -> Result<NotebookView, Failure> {
    let place = Place::of(workspace, now, &input.fair)?;
    let reads_all = place.reads(workspace, Circle::Intel);
    let mut entries = entries(workspace, &place)?;
    entries.reverse();
    let company = &workspace.book().company;
    let collectors = collectors(&place.fair, company, place.as_of);
    Ok(NotebookView {
        may_write: place.inside,
        reads_all,
        collectors: collectors.iter().map(|person| workspace.name(person)).collect(),
        rows: entries.iter().map(|entry| row(workspace, entry)).collect(),
        unfinished: workspace.store().autosave(&Form::Rival.key(&input.fair))?,
    })
}

/// The entries that this person may read now, in order of their time.
pub(super) fn entries(
    workspace: &Workspace,
    place: &Place,
) -> Result<Vec<Entry<Sighting>>, Failure> {
    let mut entries = workspace.gather().rivals_noted(&place.fair.id)?;
    if !place.reads(workspace, Circle::Intel) {
        entries.retain(|entry| entry.author() == workspace.me());
    }
    Ok(entries)
}

fn row(workspace: &Workspace, entry: &Entry<Sighting>) -> RivalRow {
    let mut texts: Vec<RivalText> = entry.versions().iter().rev().map(text).collect();
    let now = texts.remove(0);
    RivalRow {
        entry: entry_text(entry.newest().what.entry),
        by: workspace.name(entry.author()),
        mine: entry.author() == workspace.me(),
        begun_ms: entry.begun().0,
        now,
        earlier: texts,
    }
}

fn text(act: &Act<Written<Sighting>>) -> RivalText {
    let Written { withdrawn, what, .. } = &act.what;
    RivalText {
        at_ms: act.time.at.0,
        topic: what.topic.name().to_owned(),
        basis: what.basis.name().to_owned(),
        rival: what.rival.clone(),
        what: what.what.clone(),
        evidence: what.evidence.clone(),
        photo: what.photo.map(|hash| Hash::new(hash).to_string()),
        withdrawn: *withdrawn,
    }
}

/// Writes an entry, or one's own anew: what it said before stays.
///
/// # Errors
/// SYN-04 for whoever does not take part, `field.missing` without a rival or without anything noted,
/// `field.too_long`, `booth.unknown` for an entry that is not his, `photo.unknown` for a photo that neither waits for
/// this entry nor is its own.
pub fn note_rival(workspace: &mut Workspace, now: &Now, input: RivalInput) -> Result<(), Failure> {
    let place = Place::inside(workspace, now, &input.fair)?;
    let texts = [("rival", &input.rival), ("what", &input.what), ("evidence", &input.evidence)];
    for (field, text) in texts {
        fits(field, text)?;
        if field != "evidence" && text.trim().is_empty() {
            return Err(Failure::field("field.missing", field).with("field", field));
        }
    }
    let unread = |field| Failure::field("call.arguments", field);
    Topic::from_name(&input.topic).ok_or_else(|| unread("topic"))?;
    Basis::from_name(&input.basis).ok_or_else(|| unread("basis"))?;
    let (entry, version, before) = match input.entry.as_deref() {
        None => (now.random("rival entry"), 1, None),
        Some(text) => {
            let id = entry_id(text)?;
            let entries = entries(workspace, &place)?;
            let own = entries
                .iter()
                .find(|entry| entry.newest().what.entry == id && entry.author() == workspace.me());
            let own = own.ok_or_else(|| Failure::new("booth.unknown"))?;
            let newest = &own.newest().what;
            (id.0, newest.version.saturating_add(1), newest.what.photo)
        }
    };
    let (fair, form) = (input.fair.clone(), input.entry.clone());
    let form = form.as_deref();
    let photo = signed_with(workspace, &fair, form, input.photo.as_deref(), before)?;
    let key = Form::Rival.key(&input.fair);
    let ranking = Rival {
        fair: input.fair,
        entry: entry.into(),
        version,
        withdrawn: input.withdrawn,
        topic: input.topic,
        basis: input.basis,
    };
    let content = RivalContent {
        rival: input.rival,
        what: input.what,
        evidence: input.evidence,
        photo: photo.as_ref().map(|(hash, _)| (*hash.as_bytes()).into()),
    };
    let fact =
        Fresh { kind: kind::RIVAL, ranking: ranking.encode(), content: Some(content.encode()) };
    workspace.sign_with(vec![fact], now, |tx| {
        tx.remove_autosave(&key)?;
        settle(tx, &fair, form, photo)
    })?;
    Ok(())
}

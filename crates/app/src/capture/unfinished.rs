//! A half-typed form that its laptop may hold no longer (SYN-05).

use std::collections::BTreeMap;

use domain::audience::Depth;
use domain::card::Source;
use domain::{CardId, FairId};
use facts::{kind, payload};
use store::Tx;

use super::content::{card_id, parse, usage};
use crate::text::TEXT_CHARS_MAX;
use crate::view::CardInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Under which name the form is kept.
pub(crate) const FORM: &str = "capture";

/// So much beside the named fields goes into one draft: together they stay below what a record holds.
const MORE_BYTES_MAX: usize = 64 * 1024;

/// Forgets the half-typed form, if it goes on with this card.
///
/// # Errors
/// What the database reports.
pub(crate) fn forget_unfinished(tx: &mut Tx<'_>, card: CardId) -> Result<(), store::Error> {
    let kept = tx.autosave(FORM)?.and_then(|json| read(&json));
    match kept.is_some_and(|input| continues(&input) == Some(card)) {
        true => tx.remove_autosave(FORM),
        false => Ok(()),
    }
}

/// Refuses a form that goes on with a card which this laptop has let go of: a window that still shows it
/// would put it back on the disk (SYN-05).
pub(super) fn may_hold(workspace: &Workspace, input: &CardInput) -> Result<(), Failure> {
    let Some(card) = continues(input) else { return Ok(()) };
    match workspace.store().withdrawn(card)? {
        Some(depth) if depth < Depth::Content => Err(Failure::new("card.let_go")),
        _ => Ok(()),
    }
}

/// The half-typed form, if any, and the card that it goes on with.
///
/// # Errors
/// What the database reports.
pub(crate) fn unfinished_form(
    workspace: &Workspace,
) -> Result<Option<(CardInput, Option<CardId>)>, Failure> {
    let kept = workspace.store().autosave(FORM)?.and_then(|json| read(&json));
    Ok(kept.map(|input| {
        let card = continues(&input);
        (input, card)
    }))
}

/// Signs the form as a draft, in place of the form, with something more in the same transaction.
///
/// A draft, because nobody has signed what stands in it: it never ranks (DUP-01), and his supervisor and
/// headquarters read it as they read every draft (OWN-02). To wait until he has finished would keep on his
/// laptop what he may hold no longer, and whoever has left never finishes anything. However it was typed it
/// goes whole: what no field takes stands beside the fields.
///
/// # Errors
/// `store` when the disk fails.
pub(crate) fn hand_over_form(
    workspace: &mut Workspace,
    now: &Now,
    input: CardInput,
    also: impl FnOnce(&mut Tx<'_>, CardId) -> Result<(), store::Error>,
) -> Result<(), Failure> {
    let mut drafts = Vec::new();
    let mut id = None;
    for input in in_parts(fitting(workspace, input)) {
        let typed = parse(workspace, &input, now)?;
        id = Some(typed.card.id);
        drafts.push(Fresh {
            kind: kind::DRAFT,
            ranking: payload::CardRanking::of(&typed.card).encode(),
            content: Some(typed.content.encode()),
        });
    }
    workspace.sign_with(drafts, now, |tx| {
        tx.remove_autosave(FORM)?;
        id.map_or(Ok(()), |id| also(tx, id))
    })?;
    Ok(())
}

fn read(json: &str) -> Option<CardInput> {
    serde_json::from_str(json).ok()
}

fn continues(input: &CardInput) -> Option<CardId> {
    card_id(input.card.as_deref()?).ok()
}

/// The same words as a form that can be saved.
fn fitting(workspace: &Workspace, mut input: CardInput) -> CardInput {
    let mut beside: Vec<(String, String)> = Vec::new();
    if continues(&input).is_none() {
        input.card = None;
    }
    let known = |fair: &str| workspace.book().company.fairs.contains_key(&FairId::new(fair));
    let fair = input.fair.take_if(|fair| !fair.is_empty() && !known(fair));
    beside.extend(fair.map(|fair| ("fair".to_owned(), fair)));
    if usage(&input.usage).is_err() {
        beside.push(("usage".to_owned(), std::mem::take(&mut input.usage)));
    }
    if Source::from_name(&input.source).is_none() {
        let other = Source::Other.name().to_owned();
        beside.push(("source".to_owned(), std::mem::replace(&mut input.source, other)));
    }
    let fields = [
        ("company", &mut input.company),
        ("person", &mut input.person),
        ("phone", &mut input.phone),
        ("email", &mut input.email),
        ("creditCode", &mut input.credit_code),
        ("site", &mut input.site),
        ("matter", &mut input.matter),
    ];
    for (name, text) in fields {
        beside.push((name.to_owned(), split_off_rest(text)));
    }
    for unknown in &mut input.unknown {
        beside.push(("unknown".to_owned(), split_off_rest(unknown)));
    }
    for (mut name, text) in std::mem::take(&mut input.more) {
        let rest = split_off_rest(&mut name);
        beside.extend([(name.clone(), text), (name, rest)]);
    }
    for (name, mut text) in beside {
        while !text.is_empty() {
            let rest = split_off_rest(&mut text);
            put_beside(&mut input.more, &name, text);
            text = rest;
        }
    }
    input
}

/// Shortens a text to what a field takes, and gives the rest.
fn split_off_rest(text: &mut String) -> String {
    let end = text.char_indices().nth(TEXT_CHARS_MAX).map_or(text.len(), |(end, _)| end);
    text.split_off(end)
}

/// Puts a text under its name, or under the name with the next number.
fn put_beside(more: &mut BTreeMap<String, String>, name: &str, text: String) {
    let short: String = name.chars().take(TEXT_CHARS_MAX - 8).collect();
    let mut names = std::iter::once(name.to_owned()).chain((2..).map(|n| format!("{short} {n}")));
    let free = names.find(|name| !more.contains_key(name));
    more.extend(free.map(|name| (name, text)));
}

/// As many forms as it takes, each with the named fields.
fn in_parts(mut input: CardInput) -> Vec<CardInput> {
    let (mut parts, mut bytes) = (Vec::new(), 0);
    for (name, text) in std::mem::take(&mut input.more) {
        let more = name.len() + text.len();
        if bytes > 0 && bytes + more > MORE_BYTES_MAX {
            parts.push(input.clone());
            input.more.clear();
            bytes = 0;
        }
        bytes += more;
        input.more.insert(name, text);
    }
    parts.push(input);
    parts
}

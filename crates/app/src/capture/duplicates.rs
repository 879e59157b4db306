//! Possible duplicates while typing, with what will happen (DUP-02, DUP-03).

use std::collections::BTreeSet;

use domain::card::Card;
use domain::identity::{Likeness, compare};
use domain::ruling::Owner;
use facts::{Fact, Key, Records, kind};

use super::content::{content_of, parse};
use crate::view::{CardInput, DuplicateHint, DuplicateOutcome};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// How many hints fit beside a form.
const HINTS_MAX: usize = 5;

/// Cards on this laptop that may be the same customer as the form that is being typed.
///
/// # Errors
/// `store` when the disk fails. A form that cannot be a card yet has no duplicates.
pub fn duplicates(
    workspace: &mut Workspace,
    now: &Now,
    input: CardInput,
) -> Result<Vec<DuplicateHint>, Failure> {
    let Ok(typed) = parse(workspace, &input, now) else { return Ok(Vec::new()) };
    let mut hints = Vec::new();
    let mut seen = BTreeSet::new();
    for token in typed.card.identity.all() {
        for record in workspace.store().under(&Key::Token(token), 0)? {
            let Ok(Fact::Card(other)) = Fact::read(&record) else { continue };
            if other.id == typed.card.id || !seen.insert(other.id) {
                continue;
            }
            let likeness = compare(&typed.card, &other);
            if likeness != Likeness::Unlike {
                hints.extend(hint(workspace, now, &other, matches!(likeness, Likeness::Sure(_)))?);
            }
        }
    }
    hints.sort_by_key(|hint| (!hint.sure, std::cmp::Reverse(hint.minutes_before)));
    hints.truncate(HINTS_MAX);
    Ok(hints)
}

fn hint(
    workspace: &Workspace,
    now: &Now,
    other: &Card,
    sure: bool,
) -> Result<Option<DuplicateHint>, Failure> {
    let as_of = workspace.as_of(now);
    let Some(customer) = workspace.gather().customer(other.id, as_of)? else { return Ok(None) };
    let file = &customer.cluster.cards[&other.id];
    if file.withdrawn {
        return Ok(None);
    }
    let about = workspace.store().under(&Key::Card(other.id), 0)?;
    let text = about.iter().filter(|record| record.kind() == kind::CARD).find_map(content_of);
    let text = text.unwrap_or_default();
    let own = file.signer() == workspace.me();
    let outcome = match (&customer.ruling.owner, sure, own) {
        (_, false, _) => DuplicateOutcome::SomebodyDecides,
        (Owner::Person(owner), true, _) if owner != workspace.me() => DuplicateOutcome::OwnerStays,
        (_, true, true) => DuplicateOutcome::YourEarlierCounts,
        (_, true, false) => DuplicateOutcome::TheyCountYouHelp,
    };
    let owner = match &customer.ruling.owner {
        Owner::Person(owner) => workspace.name(owner),
        _ => String::new(),
    };
    Ok(Some(DuplicateHint {
        card: other.id.to_string(),
        company: text.company,
        person: text.person,
        signer: workspace.name(file.signer()),
        own,
        minutes_before: as_of.ms_since(file.at()) / 60_000,
        sure,
        outcome,
        owner,
    }))
}

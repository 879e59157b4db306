//! Possible duplicates while typing, with what will happen (DUP-02, DUP-03).

use std::collections::BTreeMap;

use domain::CardId;
use domain::card::Card;
use domain::correction::Correction;
use domain::identity::{Likeness, compare};
use domain::ruling::Owner;
use facts::{Entitlement, Fact, Key, Records};

use super::content::{Typed, parse};
use super::taken::{self, identifies};
use crate::corrections::counting_content;
use crate::view::{CardInput, DuplicateHint, DuplicateOutcome};
use crate::workspace::Workspace;
use crate::{Failure, Now, lease};

/// How many hints fit beside a form.
const HINTS_MAX: usize = 5;

/// Cards on this laptop that may be the same customer as the form that is being typed. Where this person may
/// see none of a customer's cards he is told that the customer is taken, and no more (P35).
///
/// # Errors
/// `store` when the disk fails. A form that cannot be a card yet has no duplicates.
pub fn duplicates(
    workspace: &mut Workspace,
    now: &Now,
    input: CardInput,
) -> Result<Vec<DuplicateHint>, Failure> {
    let Ok(typed) = parse(workspace, &input, now) else { return Ok(Vec::new()) };
    let Alike { mut hints, taken } = alike(workspace, now, &typed)?;
    if identifies(&typed.card) && lease::holds(workspace, now).is_ok() {
        let may_ask = workspace.questions().take(&typed.card, now);
        let told = match taken {
            _ if !may_ask => Some(taken::hint(false, DuplicateOutcome::AskedTooOften)),
            Some(sure) => Some(taken::hint(sure, DuplicateOutcome::Taken)),
            None => None,
        };
        hints.extend(told);
    }
    Ok(hints)
}

/// The same of what this person may see. A list of many rows is asked about nothing else: it would answer
/// for every company of a hall at once.
pub(crate) fn known_here(
    workspace: &mut Workspace,
    now: &Now,
    input: &CardInput,
) -> Result<Vec<DuplicateHint>, Failure> {
    let Ok(typed) = parse(workspace, input, now) else { return Ok(Vec::new()) };
    Ok(alike(workspace, now, &typed)?.hints)
}

/// What this laptop holds that is like a form.
struct Alike {
    /// What this person may see.
    hints: Vec<DuplicateHint>,
    /// Whether there are cards that he may not see, and whether any of them is surely the same customer's.
    taken: Option<bool>,
}

/// The cards on this laptop that are like a form, and whether surely the same customer's.
pub(crate) fn candidates(
    workspace: &Workspace,
    typed: &Card,
) -> Result<BTreeMap<CardId, bool>, Failure> {
    let mut alike: BTreeMap<CardId, bool> = BTreeMap::new();
    for token in typed.identity.all() {
        for record in workspace.store().under(&Key::Token(token), 0)? {
            let Ok(Fact::Card(Card { id, .. }) | Fact::Correction(Correction { card: id, .. })) =
                Fact::read(&record)
            else {
                continue;
            };
            let Some(other) = workspace.gather().card(id)? else { continue };
            let likeness = compare(typed, &other);
            if other.id != typed.id && likeness != Likeness::Unlike {
                *alike.entry(other.id).or_default() |= matches!(likeness, Likeness::Sure(_));
            }
        }
    }
    Ok(alike)
}

fn alike(workspace: &Workspace, now: &Now, typed: &Typed) -> Result<Alike, Failure> {
    let alike = candidates(workspace, &typed.card)?;
    let mut alike: Vec<(CardId, bool)> = alike.into_iter().collect();
    alike.sort_by_key(|(_, sure)| !sure);
    let all = lease::holds(workspace, now).is_ok();
    let mut shown: BTreeMap<CardId, DuplicateHint> = BTreeMap::new();
    let mut taken = None;
    for (card, sure) in alike {
        match hint(workspace, now, card, sure)? {
            Some(Told::Shown(card, hint)) if all || hint.own => {
                shown.entry(card).or_insert(*hint);
            }
            Some(Told::Taken) => taken = taken.max(Some(sure)),
            _ => {}
        }
    }
    let mut hints: Vec<DuplicateHint> = shown.into_values().collect();
    hints.sort_by_key(|hint| (!hint.sure, std::cmp::Reverse(hint.minutes_before)));
    hints.truncate(HINTS_MAX);
    Ok(Alike { hints, taken })
}

/// What may be told of a card that is like the form.
enum Told {
    /// This hint, under the card that decides.
    Shown(CardId, Box<DuplicateHint>),
    /// That its customer is taken.
    Taken,
}

/// What a signature now would lead to, told by the card that decides it. Of a sure customer's cards
/// that is one's own, or else the effective one: that somebody else has signed too changes nothing.
fn hint(
    workspace: &Workspace,
    now: &Now,
    card: CardId,
    sure: bool,
) -> Result<Option<Told>, Failure> {
    let as_of = workspace.as_of(now);
    let Some(customer) = workspace.gather().customer(card, as_of)? else { return Ok(None) };
    let cards = &customer.cluster.cards;
    if cards[&card].withdrawn {
        return Ok(None);
    }
    let entitlement = Entitlement::new(workspace.store(), workspace.book(), workspace.me(), as_of);
    if entitlement.depths(&customer).is_empty() {
        return Ok(Some(Told::Taken));
    }
    let foreign = cards[&card].signer() != workspace.me();
    let card = customer.ruling.effective.filter(|_| sure && foreign).unwrap_or(card);
    let file = &cards[&card];
    let about = workspace.store().under(&Key::Card(card), 0)?;
    let text = counting_content(&about, file).unwrap_or_default();
    let own = file.signer() == workspace.me();
    let tie_ms = workspace.book().company.parameters(as_of).tie_minutes.saturating_mul(60_000);
    let outcome = match (&customer.ruling.owner, sure, own) {
        (_, false, _) => DuplicateOutcome::SomebodyDecides,
        (Owner::Person(owner), true, _) if owner != workspace.me() => DuplicateOutcome::OwnerStays,
        (Owner::Person(_), true, _) => DuplicateOutcome::YoursAlready,
        (_, true, true) => DuplicateOutcome::YourEarlierCounts,
        (_, true, false) if as_of.ms_since(file.at()) < tie_ms => DuplicateOutcome::Tie,
        (_, true, false) => DuplicateOutcome::TheyCountYouHelp,
    };
    let owner = match &customer.ruling.owner {
        Owner::Person(owner) => workspace.name(owner),
        _ => String::new(),
    };
    let hint = DuplicateHint {
        card: card.to_string(),
        company: text.company,
        person: text.person,
        erased: workspace.book().erasure(card).is_some(),
        signer: workspace.name(file.signer()),
        own,
        minutes_before: as_of.ms_since(file.at()) / 60_000,
        sure,
        outcome,
        owner,
    };
    Ok(Some(Told::Shown(card, Box::new(hint))))
}

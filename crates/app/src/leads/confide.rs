//! Naming those who may read what one writes about a card in confidence (SEC-04).

use std::collections::BTreeSet;

use domain::audience::{self, Depth};
use domain::company::Role;
use domain::ruling::Authority;
use domain::{CardId, PersonId};
use facts::payload::{Confided, card_bytes};
use facts::{Entitlement, kind};

use super::notes::writable;
use super::page::CardRef;
use crate::people;
use crate::view::{ConfideInput, PersonRow};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Lets more people read what the person at the desk writes about a card in confidence, what he has written
/// before included. Nobody can be made to forget: there is no taking back.
///
/// # Errors
/// `note.not_yours`, `lead.unknown`, `card.erased` as for writing; `confide.nobody` when nobody is named, or
/// somebody who may not read the card at all.
pub fn confide(workspace: &mut Workspace, now: &Now, input: ConfideInput) -> Result<(), Failure> {
    let card = writable(workspace, &input.card, now)?;
    let may: BTreeSet<PersonId> = may_be_named(workspace, card, now)?;
    let readers: BTreeSet<PersonId> = input.readers.iter().map(PersonId::new).collect();
    if readers.is_empty() || !readers.is_subset(&may) {
        return Err(Failure::field("confide.nobody", "readers"));
    }
    let readers = readers.iter().map(ToString::to_string).collect();
    let payload = Confided { card: card_bytes(card), readers };
    workspace.sign(vec![Fresh::open(kind::CONFIDED, payload.encode())], now)?;
    Ok(())
}

/// Whom the person at the desk may name: those who read the card, and would not read this without it.
///
/// # Errors
/// As [`confide`].
pub fn candidates(
    workspace: &mut Workspace,
    now: &Now,
    input: CardRef,
) -> Result<Vec<PersonRow>, Failure> {
    let card = writable(workspace, &input.card, now)?;
    let may = may_be_named(workspace, card, now)?;
    let people = people::rows(workspace, None, workspace.as_of(now));
    Ok(people.into_iter().filter(|row| may.contains(&PersonId::new(&row.id))).collect())
}

fn may_be_named(
    workspace: &Workspace,
    card: CardId,
    now: &Now,
) -> Result<BTreeSet<PersonId>, Failure> {
    let (as_of, me, book) = (workspace.as_of(now), workspace.me(), workspace.book());
    let customer = workspace.customer(card, as_of)?;
    let named = workspace.gather().confided(&customer)?.readers(card, me);
    let mut may = BTreeSet::new();
    for person in book.company.people.values().filter_map(|versions| versions.at(as_of)) {
        let reads = Entitlement::new(workspace.store(), book, &person.id, as_of);
        let known = person.id == *me
            || person.is(Role::Hq)
            || customer.ruling.authority == Authority::Person(person.id.clone())
            || audience::reads_in_confidence(person, &customer.ruling, &named);
        if !known && reads.depths(&customer).get(&card) == Some(&Depth::Content) {
            may.insert(person.id.clone());
        }
    }
    Ok(may)
}

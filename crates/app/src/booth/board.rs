//! The board of a fair's customers by class: whose week runs out, and by what they were classified (FUP-01,
//! CLS-01; E7).

use std::collections::BTreeMap;

use domain::audience::Circle;
use domain::class::{class, is_silent};
use domain::time::Instant;
use facts::{Customer, Key, Records};
use store::LeadRow;

use super::place::Place;
use crate::capture::usage_text;
use crate::explain::owner_text;
use crate::leads::usage_until;
use crate::reports::customers_of;
use crate::view::{BoardCard, BoothRef, ClassBoardView};
use crate::workspace::{Workspace, deadlines};
use crate::{Failure, Now, lease};

/// What counts as having found out (「通過電話拜訪或上門訪問了解」).
const PROPER: [&str; 2] = ["phone", "visit"];

/// The fair's customers in their columns: all of them for whoever leads it, and for everybody else those that his
/// laptop holds.
///
/// # Errors
/// SYN-04 for a fair that is none of his; `lease.over`.
pub fn board(
    workspace: &mut Workspace,
    now: &Now,
    input: BoothRef,
) -> Result<ClassBoardView, Failure> {
    let workspace = &*workspace;
    lease::holds(workspace, now)?;
    let place = Place::of(workspace, now, &input.fair)?;
    let parameters = workspace.book().company.parameters(place.as_of);
    let mut cards = Vec::new();
    for (row, customer) in customers_of(workspace, &place.fair.id, place.as_of)? {
        cards.push(card(workspace, &row, &customer, place.as_of)?);
    }
    cards.sort_by_key(|card| (!card.overdue, card.due_ms.unwrap_or(i64::MAX), card.card.clone()));
    let complete = place.reads(workspace, Circle::Leaders) || place.leads;
    Ok(ClassBoardView { complete, cards, silent_from: parameters.class_b })
}

fn card(
    workspace: &Workspace,
    row: &LeadRow,
    customer: &Customer,
    as_of: Instant,
) -> Result<BoardCard, Failure> {
    let (store, book) = (workspace.store(), workspace.book());
    let mut about = BTreeMap::new();
    for card in customer.cluster.cards.keys() {
        about.insert(*card, store.under(&Key::Card(*card), 0)?);
    }
    let said = usage_until(store, book, customer, &about, as_of)?;
    let parameters = book.company.parameters(as_of);
    let class = class(said.usage, &parameters).name();
    let due = deadlines(store, book, customer, as_of)?.get("classify").copied();
    let evidence = said.by.as_ref().map(|(_, evidence)| evidence.clone()).unwrap_or_default();
    let (owner, owner_name) = owner_text(&customer.ruling.owner, book);
    let proper = PROPER.contains(&evidence.as_str());
    Ok(BoardCard {
        card: row.card.to_string(),
        company: row.company.clone(),
        erased: book.erasure(row.card).is_some(),
        owner,
        owner_name,
        column: if said.by.is_some() { class } else { "unclassified" }.to_owned(),
        by_card: class.to_owned(),
        usage: usage_text(said.usage.hundredths),
        stable: said.usage.stable,
        silent: is_silent(said.usage, &parameters),
        // There is a deadline only until it was classified as the rule asks for.
        overdue: due.is_some_and(|due| as_of > due),
        due_ms: due.map(|due| due.0),
        classified_ms: said.by.map(|(at, _)| at.0),
        evidence,
        proper,
    })
}

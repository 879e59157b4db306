//! What a screen lists, kept beside the records: made again for every customer that new facts touch, and
//! when the clock alone may have changed it.

mod changes;
mod duty;
mod remembered;
mod row;
mod touched;

use std::collections::BTreeSet;
use std::ops::Deref;

use domain::time::Instant;
use domain::{CardId, PersonId};
use facts::{Book, Fact, Gather};
use ledger::Record;
use store::{LeadRow, Tx};

pub(crate) use changes::CHANGES;
use changes::{changes_of, remember};
pub(super) use changes::{forget_changes, tell_of_erasure};
pub use duty::deadlines;
pub(crate) use duty::week;
use remembered::Remembered;
use row::{refresh_draft, rows_of};
use touched::touched;

use crate::Now;
use crate::view::ChangeView;

/// The customers of how many cards are worked out before their rows are written.
const AT_ONCE: usize = 200;

/// How many rows a tick looks at: the others wait for the next.
const TICK_ROWS_MAX: usize = 200;

/// Makes the rows of every customer that `fresh` touches. With `told`, notes what changed for the
/// person at the desk.
pub(super) fn refresh(
    tx: &mut Tx<'_>,
    book: &Book,
    me: &PersonId,
    fresh: &[Record],
    as_of: Instant,
    told: Option<&Now>,
) -> Result<(), store::Error> {
    let mut changes = Vec::new();
    let mut done = BTreeSet::new();
    let cards: Vec<CardId> =
        with_former_company(tx, touched(tx, book, fresh)?)?.into_iter().collect();
    for some in cards.chunks(AT_ONCE) {
        refresh_some(tx, book, me, some, as_of, &mut done, &mut changes)?;
    }
    if told.is_some() {
        remember(tx, changes)?;
    }
    Ok(())
}

/// Makes the rows of the customers of some cards, but of those that are done. Everything is read before
/// anything is written: what was read for one of them is not read again for the next.
fn refresh_some(
    tx: &mut Tx<'_>,
    book: &Book,
    me: &PersonId,
    cards: &[CardId],
    as_of: Instant,
    done: &mut BTreeSet<CardId>,
    changes: &mut Vec<ChangeView>,
) -> Result<(), store::Error> {
    let (mut rows, mut drafts): (Vec<LeadRow>, Vec<CardId>) = Default::default();
    let records = Remembered::of(tx.deref());
    let gather = Gather::new(&records, book);
    for card in cards {
        if done.contains(card) {
            continue;
        }
        let members = gather.members(*card, as_of)?;
        if members.is_empty() {
            drafts.push(*card);
            done.insert(*card);
            continue;
        }
        let Some(customer) = gather.customer_of(&members, as_of)? else { continue };
        for row in rows_of(&records, tx, book, me, &customer, as_of)? {
            let old = tx.lead(row.card)?;
            changes.extend(changes_of(&row, old.as_ref(), &customer, book, me, as_of));
            rows.push(row);
        }
        done.extend(customer.cluster.cards.into_keys());
    }
    for row in &rows {
        tx.put_lead(row)?;
    }
    drafts.into_iter().try_for_each(|card| refresh_draft(tx, card))
}

/// Cards and those that were one customer with them until now: a decision that parts two may leave a third
/// with either, or alone (DUP-02).
fn with_former_company(
    tx: &Tx<'_>,
    cards: BTreeSet<CardId>,
) -> Result<BTreeSet<CardId>, store::Error> {
    let mut all = cards.clone();
    let mut customers = BTreeSet::new();
    for card in cards {
        if let Some(row) = tx.lead(card)?
            && customers.insert(row.customer)
        {
            all.extend(tx.leads_of_customer(row.customer)?.into_iter().map(|row| row.card));
        }
    }
    Ok(all)
}

/// Makes the rows again that the clock alone may have changed: a deadline went by, a waiting period ended,
/// a clock that was ahead has been corrected. Says whether any row differs now.
pub(super) fn tick(
    tx: &mut Tx<'_>,
    book: &Book,
    me: &PersonId,
    as_of: Instant,
) -> Result<bool, store::Error> {
    let mut changed = false;
    let mut done = BTreeSet::new();
    for card in tx.leads_to_wake(as_of.0, TICK_ROWS_MAX)? {
        if done.contains(&card) {
            continue;
        }
        let before = tx.lead(card)?;
        let mut changes = Vec::new();
        refresh_some(tx, book, me, &[card], as_of, &mut done, &mut changes)?;
        changed |= tx.lead(card)? != before;
        remember(tx, changes)?;
    }
    Ok(changed)
}

/// Every card that is held, in pages of arrivals.
pub(super) fn all_cards(tx: &Tx<'_>) -> Result<BTreeSet<CardId>, store::Error> {
    const PAGE: usize = 1_000;
    let mut cards = BTreeSet::new();
    let mut position = 0;
    loop {
        let arrivals = tx.arrivals_after(position, PAGE)?;
        let Some(last) = arrivals.last() else { return Ok(cards) };
        position = last.position;
        for arrival in &arrivals {
            if let Ok(Fact::Card(card) | Fact::Draft(card)) = Fact::read(&arrival.record) {
                cards.insert(card.id);
            }
        }
    }
}

/// Makes every row again, after records were taken out.
pub(super) fn remake(
    tx: &mut Tx<'_>,
    book: &Book,
    me: &PersonId,
    as_of: Instant,
) -> Result<(), store::Error> {
    for card in tx.lead_cards()? {
        tx.remove_lead(card)?;
    }
    rebuild(tx, book, me, as_of)
}

/// Makes every row again, after the projections were dropped.
pub(super) fn rebuild(
    tx: &mut Tx<'_>,
    book: &Book,
    me: &PersonId,
    as_of: Instant,
) -> Result<(), store::Error> {
    for card in all_cards(tx)? {
        if tx.lead(card)?.is_none() {
            refresh_card(tx, book, me, card, as_of)?;
        }
    }
    tx.leads_done()
}

/// Makes the row of a card again, with those of its customer.
pub(super) fn refresh_card(
    tx: &mut Tx<'_>,
    book: &Book,
    me: &PersonId,
    card: CardId,
    as_of: Instant,
) -> Result<(), store::Error> {
    refresh_some(tx, book, me, &[card], as_of, &mut BTreeSet::new(), &mut Vec::new())
}

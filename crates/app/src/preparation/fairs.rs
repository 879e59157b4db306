//! The fairs whose preparation somebody reads.

use std::collections::BTreeSet;

use domain::audience::Circle;
use domain::company::Fair;
use domain::fair::handover::Pair;
use domain::fair::preparation::ItemId;
use domain::time::Instant;

use super::view::{complete_at, reminded};
use crate::custody::Stock;
use crate::view::PlanFairRow;
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// Every fair that the person at the desk prepares, takes part in or answers for, the next one first, with what he
/// is reminded of.
///
/// # Errors
/// `store` when the disk fails.
pub fn fairs(workspace: &mut Workspace, now: &Now, (): ()) -> Result<Vec<PlanFairRow>, Failure> {
    let workspace = &*workspace;
    let as_of = workspace.as_of(now);
    let company = &workspace.book().company;
    let today = company.zone.day(as_of);
    let fairs = company.fairs.values().filter_map(|versions| versions.at(as_of));
    let mine = fairs.filter(|fair| workspace.reads_of_fair(&fair.id, Circle::Preparation, as_of));
    let over = |fair: &Fair| fair.days.last().is_none_or(|last| *last < today);
    let mut mine: Vec<_> = mine.collect();
    mine.sort_by_key(|fair| (over(fair), fair.days.first().copied(), fair.id.clone()));
    mine.into_iter().map(|fair| row(workspace, fair, as_of)).collect()
}

fn row(workspace: &Workspace, fair: &Fair, as_of: Instant) -> Result<PlanFairRow, Failure> {
    let first = fair.days.iter().min().copied();
    let today = workspace.book().company.zone.day(as_of);
    let mut row = PlanFairRow {
        fair: fair.id.to_string(),
        name: fair.name.clone(),
        first: first.map(|day| day.to_string()),
        remind_days: None,
        open: 0,
        awaits: false,
        given: 0,
        losses: 0,
    };
    let me = workspace.me();
    let supervises = fair.supervisor == *me;
    let stock = Stock::of(workspace, fair, as_of)?;
    let given = stock.custody.open.iter().filter(|giving| giving.what.to == *me);
    row.given = u32::try_from(given.count()).unwrap_or(u32::MAX);
    let losses = stock.incidents(workspace)?;
    let company = &workspace.book().company;
    let mine = losses.iter().filter(|loss| loss.waits_for(me, company, as_of));
    row.losses = u32::try_from(mine.count()).unwrap_or(u32::MAX);
    // Nobody's lists are read who is not to be told of them.
    if !supervises && reminded(workspace, fair, None, as_of).is_none() {
        return Ok(row);
    }
    let prepared = &stock.prepared;
    let received = prepared.handover.pairs.iter().filter(|pair| pair.receipt.is_some());
    let received: BTreeSet<&ItemId> =
        received.flat_map(|pair| pair.offer.what.items.keys()).collect();
    let open = prepared.wanted().iter().filter(|item| !received.contains(item)).count();
    let reminder = reminded(workspace, fair, complete_at(prepared), as_of);
    row.open = u32::try_from(open).unwrap_or(u32::MAX);
    // Once it has begun it is late, which its own page says.
    let left = first.map(|first| first.days_since(today)).filter(|left| *left > 0);
    row.remind_days = left.filter(|_| reminder.is_some());
    let waits = |pair: &Pair| pair.receipt.is_none() && pair.offer.by != *me;
    row.awaits = supervises && prepared.handover.pairs.iter().any(waits);
    Ok(row)
}

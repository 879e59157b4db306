//! The fairs whose preparation somebody reads.

use domain::audience::{Circle, reads_of_fair};

use crate::view::PlanFairRow;
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// Every fair that the person at the desk prepares, takes part in or answers for, the next one first.
///
/// # Errors
/// None; the signature is that of a call.
pub fn fairs(workspace: &mut Workspace, now: &Now, (): ()) -> Result<Vec<PlanFairRow>, Failure> {
    let as_of = workspace.as_of(now);
    let company = &workspace.book().company;
    let today = company.zone.day(as_of);
    let Some(me) = company.person(workspace.me(), as_of) else { return Ok(Vec::new()) };
    let fairs = company.fairs.values().filter_map(|versions| versions.at(as_of));
    let mine =
        fairs.filter(|fair| reads_of_fair(me, &fair.id, Circle::Preparation, company, as_of));
    let over = |fair: &domain::company::Fair| fair.days.last().is_none_or(|last| *last < today);
    let mut mine: Vec<_> = mine.collect();
    mine.sort_by_key(|fair| (over(fair), fair.days.first().copied(), fair.id.clone()));
    let row = |fair: &&domain::company::Fair| PlanFairRow {
        fair: fair.id.to_string(),
        name: fair.name.clone(),
        opens: fair.days.first().map(|day| day.to_string()),
    };
    Ok(mine.iter().map(row).collect())
}

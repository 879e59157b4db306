//! What is proposed about the person at the desk (PEN-01, PEN-02).

use domain::FairId;
use domain::fair::roadshow::Month;

use super::matter::affairs;
use super::row::affair_row;
use crate::view::AffairRow;
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// For how many days after its last day a fair's facts are gone through for it.
const LOOKED_AT_DAYS: i64 = 60;

/// His affairs, the newest first. What this laptop has not heard of is not in it.
///
/// # Errors
/// `store` when the disk fails.
pub fn about_me(workspace: &mut Workspace, now: &Now, (): ()) -> Result<Vec<AffairRow>, Failure> {
    let as_of = workspace.as_of(now);
    let company = &workspace.book().company;
    let today = company.zone.day(as_of);
    let fairs = company.fairs.values().filter_map(|versions| versions.at(as_of));
    let mut fairs: Vec<FairId> = fairs
        .filter(|fair| fair.days.first().is_some_and(|first| *first <= today))
        .filter(|fair| fair.days.last().is_some_and(|last| last.plus(LOOKED_AT_DAYS) >= today))
        .map(|fair| fair.id.clone())
        .collect();
    let this = Month::of(today);
    fairs.extend([this.before().before(), this.before()].map(|month| month.id().clone()));
    let mut rows = Vec::new();
    for fair in fairs {
        for affair in affairs(workspace, now, &fair)? {
            if affair.matter.person == *workspace.me() {
                rows.push(affair_row(workspace, &affair, as_of)?);
            }
        }
    }
    rows.sort_by(|a, b| b.matter.day.cmp(&a.matter.day));
    Ok(rows)
}

//! Who wrote down more cards than talks can have been, at fairs that are not long over (DUP-05).

use domain::FairId;

use super::view::at_desk;
use crate::evening::dense_of;
use crate::view::DenseRow;
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// For how many days after its last day a fair is looked at.
const LOOKED_AT_DAYS: i64 = 30;

/// The stretches of each fair, the newest first.
///
/// # Errors
/// SYN-04 for anybody but headquarters and the CRM centre; `lease.over`.
pub fn dense(workspace: &mut Workspace, now: &Now, (): ()) -> Result<Vec<DenseRow>, Failure> {
    let as_of = workspace.as_of(now);
    at_desk(workspace, now)?;
    let company = &workspace.book().company;
    let today = company.zone.day(as_of);
    let fairs: Vec<FairId> = company
        .fairs
        .values()
        .filter_map(|versions| versions.at(as_of))
        .filter(|fair| fair.days.last().is_some_and(|last| last.plus(LOOKED_AT_DAYS) >= today))
        .map(|fair| fair.id.clone())
        .collect();
    let mut rows = Vec::new();
    for fair in fairs {
        rows.extend(dense_of(workspace, &fair, None, as_of)?);
    }
    rows.sort_by_key(|row| (std::cmp::Reverse(row.from_ms), row.person.clone()));
    Ok(rows)
}

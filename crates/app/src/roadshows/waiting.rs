//! What waits for somebody's word.

use domain::fair::roadshow::Month;

use super::stood;
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// How many roadshows of the last, this and the next month wait for the person at the desk to agree to what they
/// cost; none for whoever has no word there.
///
/// # Errors
/// `store` when the disk fails.
pub fn waiting(workspace: &mut Workspace, now: &Now, (): ()) -> Result<u32, Failure> {
    let workspace = &*workspace;
    let as_of = workspace.as_of(now);
    let (me, company) = (workspace.me(), &workspace.book().company);
    let this = Month::of(company.zone.day(as_of));
    let mut waiting = 0;
    for month in [this.before(), this.clone(), Month::of(this.last().plus(1))] {
        let stood = match stood(workspace, &month, as_of) {
            Ok(stood) => stood,
            Err(refused) if refused.rule.is_some() => return Ok(0),
            Err(failed) => return Err(failed),
        };
        waiting += stood.iter().filter(|one| one.waits_for(me, company, as_of)).count();
    }
    Ok(u32::try_from(waiting).unwrap_or(u32::MAX))
}

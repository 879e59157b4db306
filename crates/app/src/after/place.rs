//! Which fair.

use domain::audience::{Circle, reads_of_fair};
use domain::company::Fair;
use domain::time::Instant;
use domain::{FairId, Rule};

use crate::workspace::Workspace;
use crate::{Failure, Now, lease};

/// A fair of which somebody reads what is for a circle.
///
/// # Errors
/// SYN-04 for anybody else; `lease.over`.
pub(super) fn fair(
    workspace: &Workspace,
    now: &Now,
    fair: &str,
    circle: Circle,
) -> Result<Fair, Failure> {
    lease::holds(workspace, now)?;
    let as_of = workspace.as_of(now);
    let found = workspace.book().company.fair(&FairId::new(fair), as_of);
    let found = found.filter(|fair| reads(workspace, fair, circle, as_of));
    found.cloned().ok_or_else(|| Failure::refused(Rule::Syn04))
}

/// Whether the person at the desk reads what is for a circle.
pub(super) fn reads(workspace: &Workspace, fair: &Fair, circle: Circle, as_of: Instant) -> bool {
    let company = &workspace.book().company;
    let me = company.person(workspace.me(), as_of);
    me.is_some_and(|me| reads_of_fair(me, &fair.id, circle, company, as_of))
}

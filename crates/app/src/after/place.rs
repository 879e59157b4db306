//! Which fair.

use domain::audience::Circle;
use domain::company::Fair;
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
    let found = found.filter(|fair| workspace.reads_of_fair(&fair.id, circle, as_of));
    found.cloned().ok_or_else(|| Failure::refused(Rule::Syn04))
}

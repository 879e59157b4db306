//! Cases: what came after a ruling was final, and who decides on it (OWN-12).

mod appeal;
mod decide;
mod list;

pub use appeal::appeal;
pub use decide::decide;
pub(crate) use list::{open, open_of_fair};

use domain::Rule;
use domain::company::Role;
use domain::ruling::{Authority, Case};
use domain::time::Instant;
use facts::Customer;

use crate::workspace::Workspace;

/// Whether the person at the desk is the one whom the rules name to decide.
pub(crate) fn decides(workspace: &Workspace, case: &Case, as_of: Instant) -> bool {
    match &case.authority {
        Authority::Person(person) => person == workspace.me(),
        Authority::Hq => workspace.book().company.holds(workspace.me(), Role::Hq, as_of),
    }
}

/// Whether something about a customer waits: a case, or an assignment made in ignorance (P2).
fn is_open(customer: &Customer) -> bool {
    customer.ruling.alerts.iter().any(|alert| alert.kind.rule() == Rule::Own12)
}

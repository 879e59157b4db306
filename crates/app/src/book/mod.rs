//! Headquarters keeps the company's book: people, territories, fairs, numbers (B1, B3, B39).
//!
//! Everything here is a versioned fact. A change is checked before it is signed ([`check`]), goes on from the
//! newest version that is known here, the own ones that wait included ([`Draft`]), and counts once the server
//! has endorsed it (decision 0006). What a screen shows beside it is who changed what from when ([`history`]).

mod changes;
mod check;
mod copy;
mod draft;
mod fair;
mod history;
mod leave;
mod lists;
mod parameters;
mod person;
mod places;
mod territory;
mod view;

use domain::Rule;
use domain::company::Role;
use facts::history::Thing;
use facts::payload::RecordBytes;
use ledger::RecordId;

use crate::workspace::Workspace;
use crate::{Failure, Now, lease};

pub use copy::copy;
pub use fair::fair;
pub use history::history;
pub use leave::{Leave, leave};
pub use lists::{divisions, holidays};
pub use parameters::parameters;
pub use person::person;
pub use places::places;
pub use territory::territory;
pub use view::view;

pub(crate) use check::parameters as check_parameters;
pub(crate) use draft::Draft;

/// Refuses everybody but headquarters, on a laptop that may show it.
///
/// # Errors
/// SYN-04, `lease.over`.
pub(crate) fn may(workspace: &Workspace, now: &Now) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    if !workspace.book().company.holds(workspace.me(), Role::Hq, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    lease::holds(workspace, now)
}

/// The version that a change goes on from. Whoever saw an older one is told before he signs: he has not read
/// what he would change.
///
/// # Errors
/// `book.changed` with who changed it.
fn goes_on_from(
    workspace: &Workspace,
    draft: &Draft,
    thing: &Thing,
    seen: Option<&str>,
) -> Result<Option<RecordBytes>, Failure> {
    let head = draft.history.head(thing);
    if let (Some(seen), Some(head)) = (seen, head)
        && RecordId::from_hex(seen) != Some(head.record)
    {
        let by = head.by.as_ref().map(|by| workspace.name(by)).unwrap_or_default();
        return Err(Failure::new("book.changed").with("by", by));
    }
    Ok(head.map(|head| bytes(head.record)))
}

fn bytes(id: RecordId) -> RecordBytes {
    (*id.as_bytes()).into()
}

/// An id for something new. People see names; an id only has to be nobody else's.
fn fresh_id(now: &Now, prefix: &str) -> String {
    let random = now.random("an id in the book");
    let hex: String = random[..5].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{prefix}{hex}")
}

//! Who is at the evening's meeting, for all that this laptop knows: whoever handed in or met it today (OWN-05).

use std::collections::BTreeSet;

use domain::time::{Day, Instant};
use domain::{FairId, PersonId};
use facts::{Fact, Key, Records};

use crate::Failure;
use crate::workspace::Workspace;

/// Who took part in the discussion of a day, for an assignment that names nobody: as its supervisor has
/// written it down, or else as far as this laptop met them.
pub(super) fn participants(
    workspace: &Workspace,
    fair: Option<&FairId>,
    as_of: Instant,
) -> Result<Vec<PersonId>, Failure> {
    let today = workspace.book().company.zone.day(as_of);
    let written = match fair {
        Some(fair) => workspace.gather().discussion(fair, today)?,
        None => None,
    };
    let by_me = written.filter(|written| written.act.by == *workspace.me());
    match by_me {
        Some(written) => Ok(written.act.what.people.into_iter().collect()),
        None => Ok(met_on(workspace, today)?.into_iter().collect()),
    }
}

/// Whoever handed in or met this laptop on a day: its own receipts of the day say who did.
pub(super) fn met_on(workspace: &Workspace, day: Day) -> Result<BTreeSet<PersonId>, Failure> {
    let zone = &workspace.book().company.zone;
    let gather = workspace.gather();
    let mut met = BTreeSet::new();
    for log in workspace.store().heads_contiguous()?.into_keys() {
        let Some(enrolled) = workspace.book().enrolments.get(&log.enrolment) else { continue };
        let mine = enrolled.person == *workspace.me();
        if workspace.book().is_server(&log.enrolment) || mine || met.contains(&enrolled.person) {
            continue;
        }
        for record in workspace.store().under(&Key::Receipts(log), 0)? {
            let own = record.envelope().log.enrolment == workspace.log().enrolment;
            if own
                && matches!(Fact::read(&record), Ok(Fact::Receipt(_)))
                && zone.day(gather.act(&record, ())?.time.at) == day
            {
                met.insert(enrolled.person.clone());
                break;
            }
        }
    }
    Ok(met)
}

//! A fair is planned, or is otherwise from now on (B1, FAIR-01).

use domain::FairId;
use facts::history::Thing;
use facts::{kind, payload};

use super::{Draft, check, fresh_id, goes_on_from, may};
use crate::view::{BookSaved, ChangeFair};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Writes a fair as it is from now on. It has one supervisor: whoever is named replaces the one before him at
/// one instant, and what that one signed until then stands (FAIR-01, SYN-04).
///
/// # Errors
/// SYN-04 for anybody but headquarters; `book.changed`; FAIR-01 where the supervisor is no regional manager
/// of the hosting territory; FAIR-12 where whoever looks at the rivals takes no part; what else is wrong with
/// it; `book.sure.two_fairs` where somebody would be at two fairs on one day and nobody has said that he is
/// sure.
pub fn fair(workspace: &mut Workspace, now: &Now, input: ChangeFair) -> Result<BookSaved, Failure> {
    may(workspace, now)?;
    let today = workspace.book().company.zone.day(workspace.as_of(now));
    let draft = Draft::read(workspace)?;
    let entry = input.entry;
    let id = if entry.id.is_empty() { fresh_id(now, "f") } else { entry.id };
    let thing = Thing::Fair(FairId::new(&id));
    let after = goes_on_from(workspace, &draft, &thing, input.seen.as_deref())?;
    let sorted = |mut list: Vec<String>| {
        list.sort();
        list.dedup();
        list
    };
    let mut team = sorted(entry.team);
    team.retain(|member| *member != entry.supervisor);
    let payload = payload::Fair {
        id: id.clone(),
        name: entry.name.trim().to_owned(),
        place: entry.place.trim().to_owned(),
        territory: entry.territory,
        supervisor: entry.supervisor,
        days: sorted(entry.days),
        closes: entry.closes,
        team,
        organiser: entry.organiser.trim().to_owned(),
        intel: sorted(entry.intel),
        goals: entry.goals.trim().to_owned(),
        copied_from: entry.copied_from,
        after,
    };
    check::fair(&draft, &payload, today, input.sure)?;
    workspace.sign(vec![Fresh::open(kind::FAIR, payload.encode())], now)?;
    Ok(BookSaved { id })
}

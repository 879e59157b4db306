//! Which affair is meant.

use domain::PersonId;
use domain::company::Role;
use domain::fair::penalty::hearing::Affair;
use domain::fair::penalty::{Matter, Offence};
use domain::fair::roadshow::Month;
use domain::time::{Day, Instant};
use domain::{FairId, company::Company};
use facts::payload;

use crate::view::MatterRef;
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// Reads what came through the door.
pub(super) fn matter(input: &MatterRef) -> Result<Matter, Failure> {
    let unknown = || Failure::new("penalty.unknown");
    Ok(Matter {
        fair: FairId::new(&input.fair),
        day: Day::parse(&input.day).ok_or_else(unknown)?,
        offence: Offence::from_name(&input.offence).ok_or_else(unknown)?,
        person: PersonId::new(&input.person),
        about: input.about.as_ref().map(PersonId::new),
    })
}

pub(super) fn matter_ref(matter: &Matter) -> MatterRef {
    MatterRef {
        fair: matter.fair.to_string(),
        day: matter.day.to_string(),
        offence: matter.offence.name().to_owned(),
        person: matter.person.to_string(),
        about: matter.about.as_ref().map(PersonId::to_string),
    }
}

/// What goes into a record about it.
pub(crate) fn matter_bytes(matter: &Matter) -> payload::Matter {
    let MatterRef { fair, day, offence, person, about } = matter_ref(matter);
    payload::Matter { fair, day, offence, person, about }
}

/// The affair, as this laptop knows it.
///
/// # Errors
/// `penalty.unknown` for what no fact calls for and nobody has spoken about.
pub(super) fn affair(
    workspace: &Workspace,
    now: &Now,
    input: &MatterRef,
) -> Result<Affair, Failure> {
    let matter = matter(input)?;
    let affairs = affairs(workspace, now, &matter.fair)?;
    let found = affairs.into_iter().find(|affair| affair.matter == matter);
    found.ok_or_else(|| Failure::new("penalty.unknown"))
}

/// A fair's affairs, as this laptop knows them.
pub(super) fn affairs(
    workspace: &Workspace,
    now: &Now,
    fair: &FairId,
) -> Result<Vec<Affair>, Failure> {
    let (as_of, known) = (workspace.as_of(now), known_until(workspace, now));
    if let Some(month) = Month::from_id(fair) {
        return Ok(workspace.gather().roadshow_affairs(&month, known, as_of)?);
    }
    let diary = workspace.gather().evenings(fair, known)?;
    Ok(workspace.gather().affairs(&diary, known, as_of)?)
}

/// Up to when this laptop knows what others have done. Headquarters hears of it from the server alone: without a
/// contact nobody's package is missing because its own network was.
pub(crate) fn known_until(workspace: &Workspace, now: &Now) -> Instant {
    let as_of = workspace.as_of(now);
    let contact = workspace.last_contact().map_or(as_of, |contact| Instant(contact.at_ms));
    if is_hq(workspace, as_of) { as_of.min(contact) } else { as_of }
}

pub(super) fn is_hq(workspace: &Workspace, as_of: Instant) -> bool {
    let company: &Company = &workspace.book().company;
    company.holds(workspace.me(), Role::Hq, as_of)
}

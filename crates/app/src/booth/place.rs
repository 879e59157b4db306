//! Which fair, and what somebody is there.

use domain::audience::Circle;
use domain::company::Fair;
use domain::fair::entry::EntryId;
use domain::time::{Day, Instant};
use domain::{CardId, FairId, Rule};

use crate::workspace::Workspace;
use crate::{Failure, Now, lease};

/// A fair that somebody may look at.
pub(super) struct Place {
    pub(super) fair: Fair,
    pub(super) as_of: Instant,
    /// Takes part.
    pub(super) inside: bool,
    /// Is its supervisor.
    pub(super) leads: bool,
    /// Whether he may look at what colleagues wrote: not after fourteen days without contact (SEC-04).
    pub(super) leased: bool,
}

impl Place {
    /// The fair, for whoever takes part in it or is answerable for it.
    ///
    /// # Errors
    /// SYN-04 for anybody else.
    pub(super) fn of(workspace: &Workspace, now: &Now, fair: &str) -> Result<Self, Failure> {
        let as_of = workspace.as_of(now);
        let refused = || Failure::refused(Rule::Syn04);
        let company = &workspace.book().company;
        let fair = company.fair(&FairId::new(fair), as_of).ok_or_else(refused)?.clone();
        let inside = fair.has(workspace.me());
        let leads = fair.supervisor == *workspace.me();
        let leased = lease::holds(workspace, now).is_ok();
        let place = Self { fair, as_of, inside, leads, leased };
        if inside || place.reads(workspace, Circle::Leaders) { Ok(place) } else { Err(refused()) }
    }

    /// The same, for taking part.
    ///
    /// # Errors
    /// SYN-04 for anybody else.
    pub(super) fn inside(workspace: &Workspace, now: &Now, fair: &str) -> Result<Self, Failure> {
        let place = Self::of(workspace, now, fair)?;
        if place.inside { Ok(place) } else { Err(Failure::refused(Rule::Syn04)) }
    }

    /// The same, for its supervisor.
    ///
    /// # Errors
    /// SYN-04 for anybody else.
    pub(super) fn led(workspace: &Workspace, now: &Now, fair: &str) -> Result<Self, Failure> {
        let place = Self::of(workspace, now, fair)?;
        if place.leads { Ok(place) } else { Err(Failure::refused(Rule::Syn04)) }
    }

    /// Whether he reads what is for a circle.
    pub(super) fn reads(&self, workspace: &Workspace, circle: Circle) -> bool {
        self.leased && workspace.reads_of_fair(&self.fair.id, circle, self.as_of)
    }
}

/// Reads a day; none where nothing was said.
pub(super) fn day(text: &str) -> Result<Option<Day>, Failure> {
    match text {
        "" => Ok(None),
        text => Day::parse(text).map(Some).ok_or_else(|| Failure::field("field.day", "day")),
    }
}

/// An entry's id as it crosses the door.
pub(crate) fn entry_text(entry: EntryId) -> String {
    CardId(entry.0).to_string()
}

/// Reads it.
pub(crate) fn entry_id(text: &str) -> Result<EntryId, Failure> {
    let id = CardId::from_hex(text).ok_or_else(|| Failure::new("booth.unknown"))?;
    Ok(EntryId(id.0))
}

/// So many, as far as it can be said.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

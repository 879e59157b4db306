//! Who holds which office at a fair.

use std::collections::{BTreeMap, BTreeSet};

use domain::company::{Fair, Role};
use domain::time::{Day, Instant};
use domain::{CardId, FairId, PersonId, Rule};
use facts::{Fact, Gather, Key, Records, kind};
use store::Store;

use crate::Failure;
use crate::workspace::Workspace;

/// The fair, if the person at the desk supervises it.
///
/// # Errors
/// SYN-04 otherwise.
pub(super) fn supervised<'w>(
    workspace: &'w Workspace,
    fair: &FairId,
    as_of: Instant,
) -> Result<&'w Fair, Failure> {
    let known = workspace.book().company.fair(fair, as_of);
    known
        .filter(|fair| fair.supervisor == *workspace.me())
        .ok_or_else(|| Failure::refused(Rule::Syn04))
}

/// That the person at the desk supervises a fair at all: who does not, hears that before he hears which cards he
/// does not hold.
///
/// # Errors
/// SYN-04 otherwise.
pub(super) fn supervises(workspace: &Workspace, as_of: Instant) -> Result<(), Failure> {
    let mut fairs =
        workspace.book().company.fairs.values().filter_map(|versions| versions.at(as_of));
    let any = fairs.any(|fair| fair.supervisor == *workspace.me());
    if any { Ok(()) } else { Err(Failure::refused(Rule::Syn04)) }
}

/// Whether the person at the desk may countersign at all: a leader, supervisor or regional manager.
pub(super) fn leads(workspace: &Workspace, as_of: Instant) -> bool {
    let company = &workspace.book().company;
    [Role::GroupLeader, Role::RegionalManager]
        .iter()
        .any(|role| company.holds(workspace.me(), *role, as_of))
}

/// The fair, if the person at the desk supervises it or leads a group there.
///
/// # Errors
/// SYN-04 otherwise.
pub(super) fn led<'w>(
    workspace: &'w Workspace,
    fair: &FairId,
    as_of: Instant,
) -> Result<&'w Fair, Failure> {
    let known = workspace.book().company.fair(fair, as_of);
    let led = known.filter(|fair| {
        let leads = || leads(workspace, as_of) && fair.has(workspace.me());
        fair.supervisor == *workspace.me() || leads()
    });
    led.ok_or_else(|| Failure::refused(Rule::Syn04))
}

/// Reads a day that came through the door.
///
/// # Errors
/// `field.day`.
pub(super) fn day_of(text: &str) -> Result<Day, Failure> {
    Day::parse(text).ok_or_else(|| Failure::field("field.day", "day"))
}

/// The signed cards of a fair that are held here, by the day of their signature, each with its signer.
pub(super) type SignedByDay = BTreeMap<Day, BTreeMap<CardId, PersonId>>;

/// See [`SignedByDay`]. What its signer has withdrawn is not among them.
pub(super) fn signed_by_day(
    workspace: &Workspace,
    gather: &Gather<'_, Store>,
    fair: &FairId,
) -> Result<SignedByDay, Failure> {
    let zone = &workspace.book().company.zone;
    let mut days = SignedByDay::new();
    for record in workspace.store().under(&Key::FairCards(fair.clone()), 0)? {
        if record.kind() != kind::CARD {
            continue;
        }
        let Ok(Fact::Card(card)) = Fact::read(&record) else { continue };
        let act = gather.act(&record, ())?;
        let withdrawn = workspace.store().under(&Key::Card(card.id), 0)?.iter().any(|other| {
            other.kind() == kind::WITHDRAWAL && other.envelope().author == record.envelope().author
        });
        if !withdrawn {
            days.entry(zone.day(act.time.at)).or_default().insert(card.id, act.by);
        }
    }
    Ok(days)
}

/// The signed cards of a fair's day that are held here, in order of their ids.
pub(super) fn cards_of_day(
    workspace: &Workspace,
    fair: &FairId,
    day: Day,
) -> Result<Vec<CardId>, Failure> {
    let mut days = signed_by_day(workspace, &workspace.gather(), fair)?;
    Ok(days.remove(&day).unwrap_or_default().into_keys().collect())
}

/// The signed cards of a fair that are held here, of one day or of all, in order of their ids.
pub(crate) fn cards_of_fair(
    workspace: &Workspace,
    fair: &FairId,
    day: Option<Day>,
) -> Result<Vec<CardId>, Failure> {
    let mut days = signed_by_day(workspace, &workspace.gather(), fair)?;
    days.retain(|signed, _| day.is_none_or(|day| day == *signed));
    let cards: BTreeSet<CardId> = days.into_values().flat_map(BTreeMap::into_keys).collect();
    Ok(cards.into_iter().collect())
}

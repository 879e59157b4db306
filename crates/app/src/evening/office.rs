//! Who holds which office at a fair.

use domain::company::{Fair, Role};
use domain::time::{Day, Instant};
use domain::{CardId, FairId, Rule};
use facts::{Fact, Key, Records, kind};

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

/// Whether the person at the desk may countersign at all: a leader, supervisor or regional manager.
pub(super) fn leads(workspace: &Workspace, as_of: Instant) -> bool {
    let company = &workspace.book().company;
    [Role::GroupLeader, Role::RegionalManager]
        .iter()
        .any(|role| company.holds(workspace.me(), *role, as_of))
}

/// The signed cards of a fair's day that are held here, in order of their ids.
pub(super) fn cards_of_day(
    workspace: &Workspace,
    fair: &FairId,
    day: Day,
) -> Result<Vec<CardId>, Failure> {
    cards_of_fair(workspace, fair, Some(day))
}

/// The signed cards of a fair that are held here, of one day or of all, in order of their ids.
pub(crate) fn cards_of_fair(
    workspace: &Workspace,
    fair: &FairId,
    day: Option<Day>,
) -> Result<Vec<CardId>, Failure> {
    let mut cards = Vec::new();
    for record in workspace.store().under(&Key::FairCards(fair.clone()), 0)? {
        if record.kind() != kind::CARD {
            continue;
        }
        let Ok(Fact::Card(card)) = Fact::read(&record) else { continue };
        let act = workspace.gather().act(&record, ())?;
        let withdrawn = workspace.store().under(&Key::Card(card.id), 0)?.iter().any(|other| {
            other.kind() == kind::WITHDRAWAL && other.envelope().author == record.envelope().author
        });
        let signed = workspace.book().company.zone.day(act.time.at);
        if !withdrawn && day.is_none_or(|day| day == signed) {
            cards.push(card.id);
        }
    }
    cards.sort();
    cards.dedup();
    Ok(cards)
}

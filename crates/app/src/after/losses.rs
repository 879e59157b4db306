//! What was lost at a fair (FAIR-05): 「如出現展品丟失,客戶信息丟失等事件將由參展主管負直接責任」.

use domain::PersonId;
use domain::company::Fair;
use domain::time::Instant;
use ledger::{EnrolmentId, Record, Seq};

use crate::Failure;
use crate::workspace::Workspace;

/// Something that was lost, by what is known here.
pub(crate) struct Loss {
    /// Who had it.
    pub(crate) person: PersonId,
    /// When that was said.
    pub(crate) at: Instant,
    /// What people call the laptop.
    pub(crate) device: String,
    /// How many entries are known to have been on it that nobody has any more.
    pub(crate) entries: u64,
}

/// What was lost at a fair: laptops of those who took part that were revoked from its first day on, as far as
/// somebody had seen entries on them that never came (SEC-09), or cards came without their words. A laptop that
/// is gone with nothing missing lost no customer's data.
pub(crate) fn losses(workspace: &Workspace, fair: &Fair) -> Result<Vec<Loss>, Failure> {
    let Some(first) = fair.days.first() else { return Ok(Vec::new()) };
    let from = workspace.book().company.zone.start(*first);
    let mut losses = Vec::new();
    for (id, enrolled) in &workspace.book().enrolments {
        let revoked = enrolled.revoked.filter(|at| *at >= from && enrolled.since < *at);
        let Some(at) = revoked.filter(|_| fair.has(&enrolled.person)) else { continue };
        let entries = missing(workspace, *id)?;
        if entries > 0 {
            let (person, device) = (enrolled.person.clone(), enrolled.device.clone());
            losses.push(Loss { person, at, device, entries });
        }
    }
    losses.sort_by_key(|loss| (loss.at, loss.person.clone()));
    Ok(losses)
}

/// How many entries others saw beyond all that came, and cards that came without their words. What this laptop
/// may not read is neither.
fn missing(workspace: &Workspace, of: EnrolmentId) -> Result<u64, Failure> {
    let mut held: Vec<Record> = Vec::new();
    for log in workspace.store().chains_of(of)?.into_keys() {
        held.extend(workspace.store().held_of(log, Seq::ZERO, usize::MAX)?);
    }
    let remains = workspace.gather().remains(of, &held)?;
    let seen = remains.sightings.iter().map(|seen| seen.unheld).max().unwrap_or(0);
    Ok(seen.saturating_sub(remains.gaps).saturating_add(remains.gap_cards))
}

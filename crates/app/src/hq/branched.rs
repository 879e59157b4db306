//! What headquarters is told of laptops whose past is not one: put back to an older state, copied, or
//! damaged (design §4). Their people are told on the laptop itself; headquarters alone can act on a copy.

use std::collections::BTreeMap;

use domain::Rule;
use domain::company::Role;
use domain::time::Instant;
use ledger::{EnrolmentId, LogId, Seq};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::workspace::Workspace;
use crate::{Failure, Now};

/// A laptop that began its chain anew, or whose chain goes two ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BranchedView {
    /// Enrolment id, hexadecimal.
    pub enrolment: String,
    /// What people call it.
    pub device: String,
    /// Whose it is, by name.
    pub person: String,
    /// When the first of what is held after it began anew was signed; null if it did not begin anew.
    #[ts(type = "number | null")]
    pub since_ms: Option<i64>,
    /// How often it began anew.
    pub anew: u32,
    /// At how many places it signed two different things.
    pub forks: u32,
    /// Whether it was revoked since.
    pub revoked: bool,
}

/// What is known of one laptop.
#[derive(Default)]
struct Known {
    later: Vec<LogId>,
    forks: u64,
}

/// The laptops that headquarters has not put away, by person.
///
/// # Errors
/// SYN-04 for anybody but headquarters and the CRM centre; `store` when the disk fails.
pub fn branched(
    workspace: &mut Workspace,
    now: &Now,
    (): (),
) -> Result<Vec<BranchedView>, Failure> {
    let mut rows = all(workspace, now)?;
    let mut kept = Vec::new();
    for row in rows.drain(..) {
        if workspace.store().meta(&seen_key(&row))? != Some(digest(&row)) {
            kept.push(row);
        }
    }
    Ok(kept)
}

/// Puts them away, until more is known of one.
///
/// # Errors
/// As [`branched`].
pub fn branched_seen(workspace: &mut Workspace, now: &Now, (): ()) -> Result<(), Failure> {
    for row in all(workspace, now)? {
        workspace.put_meta(&seen_key(&row), &digest(&row))?;
    }
    Ok(())
}

fn all(workspace: &Workspace, now: &Now) -> Result<Vec<BranchedView>, Failure> {
    let (book, as_of) = (workspace.book(), workspace.as_of(now));
    let offices = [Role::Hq, Role::CrmCentre];
    if !offices.iter().any(|role| book.company.holds(workspace.me(), *role, as_of)) {
        return Err(Failure::refused(Rule::Syn04));
    }
    let (later, forks) = workspace.store().read(|snapshot| -> Result<_, store::Error> {
        Ok((snapshot.later_chains()?, snapshot.forks()?))
    })?;
    let mut known: BTreeMap<EnrolmentId, Known> = BTreeMap::new();
    for log in later {
        known.entry(log.enrolment).or_default().later.push(log);
    }
    for (log, forks) in forks {
        known.entry(log.enrolment).or_default().forks += forks;
    }
    // The server's own chain begins anew when its store was set back, which is told elsewhere.
    known.retain(|enrolment, _| !book.is_server(enrolment));
    let rows = known.iter().filter_map(|(enrolment, known)| {
        let device = book.enrolments.get(enrolment)?;
        Some((enrolment, device, known))
    });
    let mut views = Vec::new();
    for (enrolment, device, known) in rows {
        views.push(BranchedView {
            enrolment: enrolment.to_string(),
            device: device.device.clone(),
            person: workspace.name(&device.person),
            since_ms: since(workspace, &known.later)?.map(|at| at.0),
            anew: clamp(known.later.len() as u64),
            forks: clamp(known.forks),
            revoked: device.revoked.is_some(),
        });
    }
    views.sort_by(|a, b| (&a.person, &a.enrolment).cmp(&(&b.person, &b.enrolment)));
    Ok(views)
}

/// When the first of what is held of these chains was signed.
fn since(workspace: &Workspace, chains: &[LogId]) -> Result<Option<Instant>, Failure> {
    let mut first = None;
    for log in chains {
        for record in workspace.store().held_of(*log, Seq::ZERO, 1)? {
            let at = workspace.gather().act(&record, ())?.time.at;
            first = Some(first.map_or(at, |first: Instant| first.min(at)));
        }
    }
    Ok(first)
}

fn seen_key(row: &BranchedView) -> String {
    format!("branched {}", row.enrolment)
}

/// What of it is news.
fn digest(row: &BranchedView) -> Vec<u8> {
    format!("{} {}", row.anew, row.forks).into_bytes()
}

fn clamp(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

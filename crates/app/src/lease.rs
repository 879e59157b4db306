//! The offline lease (SEC-04): whoever has not been in touch with the company for long reads nobody's
//! customers but those he wrote down himself. A laptop that was kept or stolen goes blind by itself; its
//! owner goes on capturing, handing in and settling a fair, and one contact opens everything again.

use domain::time::Instant;
use facts::{Fact, Key, Records};

use crate::workspace::Workspace;
use crate::{Failure, Now};

const SEEN: &str = "lease seen";
/// The time that was seen is written down no more often than this.
const NOTED_EVERY_MS: i64 = 10 * 60_000;
const DAY_MS: i64 = 24 * 60 * 60_000;

/// Until when this laptop may read other people's customers.
///
/// # Errors
/// `store` when the disk fails.
pub fn until(workspace: &Workspace, now: &Now) -> Result<Instant, Failure> {
    let days = workspace.book().company.parameters(workspace.as_of(now)).lease_days;
    let lasts_ms = days.saturating_mul(DAY_MS);
    let end = |contact: Instant| Instant(contact.0.saturating_add(lasts_ms));
    let by_server = end(server_contact(workspace)?);
    if by_server >= time(workspace, now)? {
        return Ok(by_server);
    }
    // Only then: it reads every receipt.
    let by_leader = supervisor_contact(workspace)?.map_or(by_server, end);
    Ok(by_server.max(by_leader))
}

/// Whether it may still.
///
/// # Errors
/// `lease.over` with `days` since the last contact; `store` when the disk fails.
pub fn holds(workspace: &Workspace, now: &Now) -> Result<(), Failure> {
    let (until, time) = (until(workspace, now)?, time(workspace, now)?);
    if time <= until {
        return Ok(());
    }
    let days = workspace.book().company.parameters(workspace.as_of(now)).lease_days;
    let since = time.ms_since(until) / DAY_MS + days;
    Err(Failure::new("lease.over").with("days", since))
}

/// Notes how late it has been: a clock that is turned back does not prolong the lease.
///
/// # Errors
/// `store` when the disk fails.
pub(crate) fn note(workspace: &mut Workspace, now: &Now) -> Result<(), Failure> {
    let (time, seen) = (time(workspace, now)?, seen(workspace)?);
    // What was seen on a clock that was fast is corrected by the next contact.
    if seen.is_none_or(|seen| (time.0 - seen.0).abs() >= NOTED_EVERY_MS) {
        workspace.put_meta(SEEN, &time.0.to_be_bytes())?;
    }
    Ok(())
}

/// The time by which the lease is measured: measured since a contact in this boot, else the wall clock,
/// but never earlier than what was seen before.
fn time(workspace: &Workspace, now: &Now) -> Result<Instant, Failure> {
    let as_of = workspace.as_of(now);
    let measured = workspace.last_contact().is_some_and(|contact| {
        contact.receipt.boot == now.stamp.boot && contact.receipt.mono_ms <= now.stamp.mono_ms
    });
    Ok(if measured { as_of } else { seen(workspace)?.map_or(as_of, |seen| seen.max(as_of)) })
}

fn seen(workspace: &Workspace) -> Result<Option<Instant>, Failure> {
    let bytes = workspace.store().meta(SEEN)?;
    Ok(bytes.and_then(|bytes| Some(Instant(i64::from_be_bytes(bytes.try_into().ok()?)))))
}

/// The newest word of the server about this laptop; at first its certificate.
fn server_contact(workspace: &Workspace) -> Result<Instant, Failure> {
    if let Some(contact) = workspace.last_contact() {
        return Ok(Instant(contact.at_ms));
    }
    let enrolled = workspace.book().enrolments.get(&workspace.identity().enrolment);
    let certificate = match enrolled {
        Some(enrolled) => workspace.store().record(&enrolled.certificate)?,
        None => None,
    };
    Ok(Instant(certificate.map_or(0, |record| record.envelope().stamp.claimed_ms)))
}

/// When a supervisor of one's fairs last took a hand-in: where there is no network, he speaks for the company.
fn supervisor_contact(workspace: &Workspace) -> Result<Option<Instant>, Failure> {
    let book = workspace.book();
    let mut newest = None;
    for record in workspace.store().under(&Key::Receipts(workspace.log()), 0)? {
        let Ok(Fact::Receipt(receipt)) = Fact::read(&record) else { continue };
        let act = workspace.gather().act(&record, ())?;
        let supervises = book.company.fairs.values().filter_map(|fair| fair.at(act.time.at));
        let supervises = supervises
            .filter(|fair| fair.has(workspace.me()))
            .any(|fair| fair.supervisor == act.by && act.by != *workspace.me());
        if receipt.holds && supervises && !act.after_revocation {
            newest = newest.max(Some(act.time.at));
        }
    }
    Ok(newest)
}

//! A laptop in the place of another one that was lost (SEC-09): what came back of what its person had signed
//! there, what is known to be missing, and what nobody can know.

use ledger::{EnrolmentId, Record, Remains, Seq};

use crate::view::{RemainsView, SightingView};
use crate::workspace::Workspace;
use crate::{Failure, Now};

const DAY_MS: i64 = 24 * 60 * 60_000;

/// The other laptops of the person at the desk, as far as what was signed on them is here.
///
/// # Errors
/// `store` when the disk fails.
pub fn earlier(workspace: &mut Workspace, now: &Now, (): ()) -> Result<Vec<RemainsView>, Failure> {
    let (book, own) = (workspace.book(), workspace.identity().enrolment);
    let others =
        book.enrolments.iter().filter(|(id, known)| **id != own && known.person == *workspace.me());
    let others: Vec<EnrolmentId> = others.map(|(id, _)| *id).collect();
    others.into_iter().map(|of| shown(workspace, now, of)).collect()
}

/// Puts away what is said of them, until it changes.
///
/// # Errors
/// `store` when the disk fails.
pub fn earlier_seen(workspace: &mut Workspace, now: &Now, (): ()) -> Result<(), Failure> {
    for view in earlier(workspace, now, ())? {
        workspace.put_meta(&seen_key(&view.enrolment), &digest(&view))?;
    }
    Ok(())
}

/// What is left here of a laptop.
pub(crate) fn remains(workspace: &Workspace, of: EnrolmentId) -> Result<Remains, Failure> {
    let mut held: Vec<Record> = Vec::new();
    for log in workspace.store().chains_of(of)?.into_keys() {
        held.extend(workspace.store().held_of(log, Seq::ZERO, usize::MAX)?);
    }
    Ok(workspace.gather().remains(of, &held)?)
}

/// How many entries others saw beyond all that came, and cards that came without their words. What this laptop
/// may not read is neither.
pub(crate) fn missing(remains: &Remains) -> u32 {
    let seen = remains.sightings.iter().map(|seen| seen.unheld).max().unwrap_or(0);
    clamp(seen.saturating_sub(remains.gaps).saturating_add(remains.gap_cards))
}

fn shown(workspace: &Workspace, now: &Now, of: EnrolmentId) -> Result<RemainsView, Failure> {
    let mut view = view(workspace, now, of, remains(workspace, of)?);
    view.put_away = workspace
        .store()
        .meta(&seen_key(&view.enrolment))?
        .is_some_and(|seen| seen == digest(&view));
    Ok(view)
}

/// What is left of a laptop, for people.
pub fn view(workspace: &Workspace, now: &Now, of: EnrolmentId, remains: Remains) -> RemainsView {
    let book = workspace.book();
    let known = book.enrolments.get(&of);
    let sighting = |seen: ledger::Sighting| SightingView {
        by: match book.enrolments.get(&seen.by).filter(|_| !book.is_server(&seen.by)) {
            Some(by) => workspace.name(&by.person),
            None => String::new(),
        },
        at_ms: seen.at_ms,
        unheld: clamp(seen.unheld),
    };
    let lease_days = book.company.parameters(workspace.as_of(now)).lease_days;
    RemainsView {
        enrolment: of.to_string(),
        device: known.map(|known| known.device.clone()).unwrap_or_default(),
        person: known.map(|known| workspace.name(&known.person)).unwrap_or_default(),
        revoked_ms: known.and_then(|known| known.revoked).map(|at| at.0),
        let_go_ms: remains.let_go_ms,
        cards: clamp(remains.cards),
        entries: clamp(remains.entries),
        whole_until_ms: remains.whole_until_ms,
        later: clamp(remains.later),
        gaps: clamp(remains.gaps),
        gap_cards: clamp(remains.gap_cards),
        sightings: remains.sightings.into_iter().map(sighting).collect(),
        last_seen_ms: remains.last_seen_ms,
        blind_ms: remains.last_contact_ms.saturating_add(lease_days.saturating_mul(DAY_MS)),
        put_away: false,
    }
}

/// Which of its person's laptops an enrolment is, from 1, in the order in which the company certified them:
/// each counts its register for itself, and no two cards of one person look the same (FAIR-18).
pub(crate) fn number(workspace: &Workspace, of: EnrolmentId) -> u32 {
    let enrolments = &workspace.book().enrolments;
    let Some(known) = enrolments.get(&of) else { return 1 };
    let earlier = enrolments.iter().filter(|(id, other)| {
        other.person == known.person && (other.since, **id) < (known.since, of)
    });
    clamp(earlier.count() as u64).saturating_add(1)
}

fn seen_key(enrolment: &str) -> String {
    format!("earlier laptop {enrolment}")
}

/// What was said, without when it was last seen: that alone is no news.
fn digest(view: &RemainsView) -> Vec<u8> {
    let missing: Vec<(&str, u32)> =
        view.sightings.iter().map(|seen| (seen.by.as_str(), seen.unheld)).collect();
    let (revoked, let_go) = (view.revoked_ms.is_some(), view.let_go_ms.is_some());
    format!("{revoked} {let_go} {} {} {} {missing:?}", view.cards, view.entries, view.gaps)
        .into_bytes()
}

fn clamp(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

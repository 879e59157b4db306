//! Who is at the desk, and what is unsent.

use domain::company::{Fair, Role};
use ledger::EnrolmentId;

use crate::view::{FairView, NoticeRow, QuarantineRow, SessionView, SyncPageView};
use crate::workspace::{Event, Notice, Workspace};
use crate::{Failure, Now, lease};

/// The session.
///
/// # Errors
/// `store` when the disk fails.
pub fn session(workspace: &mut Workspace, now: &Now, (): ()) -> Result<SessionView, Failure> {
    let as_of = workspace.as_of(now);
    let company = &workspace.book().company;
    let me = company.person(workspace.me(), as_of);
    let roles = me.map(|person| person.roles.clone()).unwrap_or_default();
    let today = company.zone.day(as_of);
    let sees_all = me.is_some_and(|person| person.sees_everything());
    let leads = roles.contains(&Role::GroupLeader);
    let office = |fair: &Fair| match () {
        () if fair.supervisor == *workspace.me() => "supervisor",
        () if leads && fair.has(workspace.me()) => "leader",
        () => "",
    };
    let mut fairs: Vec<FairView> = company
        .fairs
        .values()
        .filter_map(|versions| versions.at(as_of))
        .filter(|fair| sees_all || fair.has(workspace.me()))
        .map(|fair| FairView {
            id: fair.id.to_string(),
            name: fair.name.clone(),
            place: fair.place.clone(),
            days: fair.days.iter().map(|day| day.to_string()).collect(),
            closes: fair.closes.to_string(),
            supervisor: fair.supervisor.to_string(),
            supervisor_name: workspace.name(&fair.supervisor),
            team: fair
                .team
                .iter()
                .filter(|one| **one != fair.supervisor)
                .map(ToString::to_string)
                .collect(),
            today: fair.days.contains(&today),
            mine: fair.has(workspace.me()),
            office: office(fair).to_owned(),
        })
        .collect();
    fairs.sort_by_key(|fair| (!fair.today, !fair.mine, fair.id.clone()));
    let lease_until_ms = lease::until(workspace, now)?.0;
    Ok(SessionView {
        person: workspace.me().to_string(),
        name: workspace.name(workspace.me()),
        roles: roles.iter().map(|role| role.name().to_owned()).collect(),
        company: company.name.clone(),
        device: workspace.identity().device.clone(),
        zone: workspace.book().zone_name.clone(),
        now_ms: as_of.0,
        today: today.to_string(),
        evening_desk: fairs.iter().any(|fair| !fair.office.is_empty()),
        hq_desk: roles.contains(&Role::Hq) || roles.contains(&Role::CrmCentre),
        fairs,
        lease_until_ms,
        revoked_ms: workspace.revoked().map(|at| at.0),
        lock_minutes: company.parameters(as_of).lock_minutes,
    })
}

/// What is unsent, and why.
///
/// # Errors
/// `store` when the disk fails.
pub fn sync_page(workspace: &mut Workspace, now: &Now, (): ()) -> Result<SyncPageView, Failure> {
    let unsent = workspace.unsent()?;
    let contact = workspace.last_contact();
    let quarantined = workspace.store().quarantined()?;
    Ok(SyncPageView {
        server: workspace.identity().server.clone(),
        unsent: clamp(unsent.own),
        unsent_cards: clamp(unsent.cards),
        carried: clamp(unsent.carried),
        records: clamp(workspace.store().count_records()?),
        last_server_ms: contact.map(|witness| witness.at_ms),
        clock_off_ms: workspace.clock_off_ms(now),
        let_go: crate::scope::let_go(workspace, now)?,
        quarantined: quarantined
            .into_iter()
            .map(|item| QuarantineRow { code: item.reason, at_ms: item.received_ms })
            .collect(),
    })
}

/// What befell this laptop and has not been put away, newest first; before all that, what its person is
/// asked; after it, that its clock is wrong.
///
/// # Errors
/// `store` when the disk fails.
pub fn notices(workspace: &mut Workspace, now: &Now, (): ()) -> Result<Vec<NoticeRow>, Failure> {
    let row = |notice: Notice| {
        let handover = notice.handover.unwrap_or_default();
        NoticeRow {
            event: notice.event.name().to_owned(),
            at_ms: notice.at_ms,
            records: clamp(notice.records),
            to: handover.to,
            why: handover.why,
            numbers: handover.numbers,
            handed_over: clamp(handover.handed_over),
            off_ms: 0,
        }
    };
    let asked = workspace.question(now)?.filter(|question| !question.put_off);
    let asked = asked.map(|question| Notice {
        event: Event::Asked,
        at_ms: workspace.as_of(now).0,
        records: question.cards.len() as u64,
        handover: None,
    });
    let clock = workspace.clock_to_tell(now)?.map(|off_ms| NoticeRow {
        event: if off_ms > 0 { "clockFast" } else { "clockSlow" }.to_owned(),
        at_ms: workspace.as_of(now).0,
        off_ms,
        ..NoticeRow::default()
    });
    Ok(asked.into_iter().chain(workspace.notices()?).map(row).chain(clock).collect())
}

/// Puts them away.
///
/// # Errors
/// `store` when the disk fails.
pub fn notices_seen(workspace: &mut Workspace, now: &Now, (): ()) -> Result<(), Failure> {
    workspace.clock_was_told(now)?;
    workspace.put_notices_away()
}

fn clamp(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Reads an enrolment id that came through the door.
pub(crate) fn enrolment_id(text: &str) -> Result<EnrolmentId, Failure> {
    EnrolmentId::from_hex(text).ok_or_else(|| Failure::new("enrolment.unknown"))
}

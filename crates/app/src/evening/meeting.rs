//! The meeting as far as it is not about single cards: who is there, whose turn it is to countersign, and how
//! the package stands. It rules on no customer, so it may be asked for after every key.

use std::collections::{BTreeMap, BTreeSet};

use domain::company::{Fair, Role};
use domain::fair::meeting::{Signers, turns};
use domain::time::{Day, Instant};
use domain::{CardId, FairId, PersonId, deadline};
use facts::{Discussed, Fact};

use super::attendance::met_on;
use super::memo::Memo;
use super::office::{day_of, leads, led};
use super::package::seals_of_day;
use crate::view::{AttendeeRow, DiscussionView, MeetingInput, MeetingView, TurnRow};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// How long before the seal is due the supervisor is reminded of it (D4), in milliseconds.
const REMINDERS_MS: [i64; 2] = [2 * 60 * 60_000, 30 * 60_000];

/// The meeting of a fair's day.
///
/// # Errors
/// SYN-04 for somebody who neither supervises nor leads there, `field.day`.
pub fn meeting(
    workspace: &mut Workspace,
    now: &Now,
    input: MeetingInput,
) -> Result<MeetingView, Failure> {
    let as_of = workspace.as_of(now);
    workspace.with_shown(as_of, |workspace, memo| of_day(workspace, memo, as_of, &input))
}

fn of_day(
    workspace: &Workspace,
    memo: &mut Memo,
    as_of: Instant,
    input: &MeetingInput,
) -> Result<MeetingView, Failure> {
    let day = day_of(&input.day)?;
    let fair = led(workspace, &FairId::new(&input.fair), as_of)?.clone();
    let discussed = workspace.gather().discussion(&fair.id, day)?;
    let handed_in = handed_in(workspace, &fair.id, day)?;
    let met = met_on(workspace, day)?;
    let present: BTreeSet<PersonId> = match (&input.present, &discussed) {
        (Some(named), _) => named.iter().map(PersonId::new).collect(),
        (None, Some(written)) => written.act.what.people.clone(),
        (None, None) => handed_in.union(&met).cloned().collect(),
    };
    let present = &present | &BTreeSet::from([fair.supervisor.clone()]);
    let mut people: Vec<&PersonId> = fair.team.iter().collect();
    people.sort_by_key(|person| !is_leader(workspace, person, as_of));
    people.retain(|person| **person != fair.supervisor);
    people.insert(0, &fair.supervisor);
    let attendee = |person: &PersonId| AttendeeRow {
        person: person.to_string(),
        name: workspace.name(person),
        office: match () {
            () if *person == fair.supervisor => "supervisor",
            () if is_leader(workspace, person, as_of) => "leader",
            () => "",
        }
        .to_owned(),
        known_by: match () {
            () if handed_in.contains(person) => "handed_in",
            () if met.contains(person) => "met",
            () => "",
        }
        .to_owned(),
        present: present.contains(person),
    };
    let seals = seals_of_day(workspace, &fair.id, day)?;
    let zone = &workspace.book().company.zone;
    let due = deadline::seal(day, zone);
    let first = seals.first();
    let status = deadline::package_status(
        day,
        first.map(|sealed| Instant(sealed.row.at_ms)),
        first.and_then(|sealed| sealed.row.received_ms).map(Instant),
        as_of,
        zone,
    );
    Ok(MeetingView {
        people: people.into_iter().map(attendee).collect(),
        discussion: discussed.map(|discussed| discussion_view(workspace, &discussed)),
        turns: turn_rows(workspace, memo, &fair, day, &present, as_of)?,
        seals: seals.into_iter().map(|sealed| sealed.row).collect(),
        status: status.name().to_owned(),
        reminders_ms: REMINDERS_MS.iter().map(|before| due.0 - before).collect(),
    })
}

/// Who may countersign (FAIR-10).
fn is_leader(workspace: &Workspace, person: &PersonId, as_of: Instant) -> bool {
    let company = &workspace.book().company;
    [Role::GroupLeader, Role::RegionalManager]
        .iter()
        .any(|role| company.holds(person, *role, as_of))
}

/// Whose statement "this is all" about the day is here.
fn handed_in(
    workspace: &Workspace,
    fair: &FairId,
    day: Day,
) -> Result<BTreeSet<PersonId>, Failure> {
    let mut stated = BTreeSet::new();
    for record in workspace.fair_days(fair)? {
        if matches!(Fact::read(&record), Ok(Fact::HandIn { day: of, .. }) if of == day) {
            stated.insert(workspace.gather().act(&record, ())?.by);
        }
    }
    Ok(stated)
}

/// What was written down, for people.
pub(super) fn discussion_view(workspace: &Workspace, discussed: &Discussed) -> DiscussionView {
    let people = &discussed.act.what.people;
    DiscussionView {
        at_ms: discussed.act.time.at.0,
        by: workspace.name(&discussed.act.by),
        people: people.iter().map(|person| person.to_string()).collect(),
        names: people.iter().map(|person| workspace.name(person)).collect(),
        text: discussed.text.clone(),
    }
}

/// One person's cards of a day, and those of them that nobody has countersigned.
#[derive(Default)]
struct Theirs {
    cards: u32,
    open: Vec<CardId>,
}

fn turn_rows(
    workspace: &Workspace,
    memo: &mut Memo,
    fair: &Fair,
    day: Day,
    present: &BTreeSet<PersonId>,
    as_of: Instant,
) -> Result<Vec<TurnRow>, Failure> {
    let gather = workspace.gather();
    let days = memo.days(workspace, &gather, &fair.id)?;
    let cards = |day: Option<&Day>| day.and_then(|day| days.get(day)).into_iter().flatten();
    let mut theirs: BTreeMap<PersonId, Theirs> = BTreeMap::new();
    let mut today = Signers::new();
    for (card, signer) in cards(Some(&day)) {
        let signers = memo.countersigners(&gather, *card)?;
        let entry = theirs.entry(signer.clone()).or_default();
        entry.cards += 1;
        if signers.is_empty() {
            entry.open.push(*card);
        }
        today.entry(signer.clone()).or_default().extend(signers.iter().cloned());
    }
    let mut before = Signers::new();
    for (card, signer) in cards(fair.days.iter().rfind(|other| **other < day)) {
        let signers = memo.countersigners(&gather, *card)?.iter().cloned();
        before.entry(signer.clone()).or_default().extend(signers);
    }
    let leaders =
        present.iter().filter(|person| is_leader(workspace, person, as_of)).cloned().collect();
    let names =
        |people: &BTreeSet<PersonId>| people.iter().map(|who| workspace.name(who)).collect();
    let rows = turns(&theirs.keys().cloned().collect(), &leaders, &before, &today);
    let rows = rows.into_iter().map(|turn| {
        let own = &theirs[&turn.of];
        TurnRow {
            person: turn.of.to_string(),
            name: workspace.name(&turn.of),
            cards: own.cards,
            open: own.open.iter().map(|card| card.to_string()).collect(),
            leader_name: turn.leader.as_ref().map(|who| workspace.name(who)).unwrap_or_default(),
            mine: turn.leader.as_ref() == Some(workspace.me()),
            may: leads(workspace, as_of) && turn.of != *workspace.me(),
            leader: turn.leader.map(|leader| leader.to_string()).unwrap_or_default(),
            before: before.get(&turn.of).map(names).unwrap_or_default(),
            repeats: turn.repeats,
            out_of_turn: names(&turn.out_of_turn),
        }
    });
    Ok(rows.collect())
}

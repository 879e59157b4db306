//! The fair, or a day of it, under the three headings of the source (FAIR-14).

use std::collections::BTreeMap;

use domain::audience::Circle;
use domain::deadline::{self, PackageStatus};
use domain::fair::entry::Entry;
use domain::fair::reception::{day_of, newest_about, statistic};
use domain::fair::rivals::{assemble, collectors};
use domain::time::{Day, Instant};

use super::figures::{Figures, add, hours, overdue, people, shares};
use super::note::entries;
use super::place::{Place, count, day};
use super::receive::{lines, statistic_view};
use super::report::state;
use crate::evening::statements;
use crate::view::{BoothRef, DashboardView, DayState, DayVisitors, HandInState};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// The fair in figures: all of it for whoever leads it, and for everybody else what his laptop holds.
///
/// # Errors
/// SYN-04 for a fair that is none of his, `field.day`.
pub fn dashboard(
    workspace: &mut Workspace,
    now: &Now,
    input: BoothRef,
) -> Result<DashboardView, Failure> {
    let place = Place::of(workspace, now, &input.fair)?;
    let day = day(&input.day)?;
    let text = day.map(|day| day.to_string());
    let zone = workspace.book().company.zone.clone();
    let fair = &place.fair;
    let figures = Figures::of(workspace, &fair.id, text.as_deref())?;

    let mut noted = entries(workspace, &place)?;
    noted.retain(|entry| day.is_none_or(|day| zone.day(entry.begun()) == day));
    let mut by_topic = BTreeMap::new();
    for what in noted.iter().filter_map(Entry::standing) {
        add(&mut by_topic, what.topic.name().to_owned(), 1);
    }
    let appointed = collectors(fair, &workspace.book().company, place.as_of);
    Ok(DashboardView {
        complete: place.reads(workspace, Circle::Leaders),
        as_of_ms: place.as_of.0,
        visitors: visitors(workspace, &place, day)?,
        leads: figures.leads,
        customers: figures.customers,
        by_hour: hours(&figures.by_hour),
        by_source: shares(&figures.by_source),
        by_class: shares(&figures.by_class),
        by_person: people(workspace, &figures.by_person),
        overdue: overdue(workspace, now, &fair.id, text.as_deref())?,
        hand_ins: hand_ins(workspace, &place, day)?,
        packages: packages(workspace, &place, day)?,
        by_topic: shares(&by_topic),
        rivals: count(assemble(&noted).len()),
        collectors: appointed.iter().map(|person| workspace.name(person)).collect(),
        report: state(workspace, fair, place.as_of)?,
    })
}

/// Days of the fair that have begun, or the one that is asked about.
fn days(workspace: &Workspace, place: &Place, day: Option<Day>) -> Vec<Day> {
    let begun = deadline::days_begun(&workspace.book().company, &place.fair.id, place.as_of);
    begun.into_iter().filter(|begun| day.is_none_or(|day| day == *begun)).collect()
}

/// Who came and called on each day.
fn visitors(
    workspace: &Workspace,
    place: &Place,
    day: Option<Day>,
) -> Result<Vec<DayVisitors>, Failure> {
    let zone = &workspace.book().company.zone;
    let lines = lines(workspace, place)?;
    let signed = workspace.gather().registers_signed(&place.fair.id)?;
    let of_day = |day: Day| {
        let lines = lines.iter().filter(|entry| day_of(entry, zone) == day);
        DayVisitors {
            day: day.to_string(),
            counted: statistic_view(statistic(lines.filter_map(Entry::standing))),
            signed: newest_about(&signed, day).map(|act| statistic_view(act.what.counted)),
        }
    };
    Ok(days(workspace, place, day).into_iter().map(of_day).collect())
}

/// Who has handed in each day, and who has not (FAIR-07). A salesperson sees what he stated himself.
fn hand_ins(
    workspace: &Workspace,
    place: &Place,
    day: Option<Day>,
) -> Result<Vec<HandInState>, Failure> {
    let stated = statements(workspace, &place.fair.id)?;
    let company = &workspace.book().company;
    let parameters = company.parameters(place.as_of);
    let all = place.reads(workspace, Circle::Leaders);
    let mut states = Vec::new();
    for day in days(workspace, place, day) {
        let due = deadline::hand_in(&place.fair, day, &parameters, &company.zone);
        // Nobody hands in to himself.
        let team = place.fair.team.iter().filter(|person| **person != place.fair.supervisor);
        for person in team.filter(|person| all || *person == workspace.me()) {
            let at = stated.get(&(day, person.clone())).map(|stated| stated.first);
            let status = deadline::hand_in_status(at, due, place.as_of);
            states.push(HandInState {
                day: day.to_string(),
                name: workspace.name(person),
                status: status.name().to_owned(),
                stated_ms: at.map(|at| at.0),
                due_ms: due.0,
            });
        }
    }
    Ok(states)
}

/// How each day's package stands (FAIR-08).
fn packages(
    workspace: &Workspace,
    place: &Place,
    day: Option<Day>,
) -> Result<Vec<DayState>, Failure> {
    let zone = &workspace.book().company.zone;
    let mut received: BTreeMap<Day, (Instant, Option<Instant>)> = BTreeMap::new();
    for record in workspace.fair_days(&place.fair.id)? {
        let Some(seal) = workspace.gather().seal(&record)? else { continue };
        let arrived = workspace.gather().received(record.envelope(), None)?;
        let first = received.entry(seal.what.day).or_insert((seal.time.at, arrived));
        if seal.time.at < first.0 {
            *first = (seal.time.at, arrived);
        }
    }
    let state = |day: Day| {
        let (sealed, arrived) = received.get(&day).copied().unzip();
        let status: PackageStatus =
            deadline::package_status(day, sealed, arrived.flatten(), place.as_of, zone);
        let due_ms = deadline::seal(day, zone).0;
        DayState { day: day.to_string(), status: status.name().to_owned(), due_ms }
    };
    Ok(days(workspace, place, day).into_iter().map(state).collect())
}

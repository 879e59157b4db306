//! What headquarters keeps, as a change would go on from it.

use domain::company::Role;
use domain::parameter::catalogue::{CATALOGUE, Entry};
use domain::places::DivisionCode;
use domain::time::Day;
use domain::{FairId, PersonId};
use facts::history::Thing;
use facts::payload;

use super::changes::stand;
use super::places::place;
use super::{Draft, may};
use crate::view::{
    BookDivision, BookFair, BookFairRow, BookParameterRow, BookPerson, BookPersonRow,
    BookTerritory, BookTerritoryRow, BookView,
};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// The book.
///
/// # Errors
/// SYN-04 for anybody but headquarters; `lease.over`.
pub fn view(workspace: &mut Workspace, now: &Now, (): ()) -> Result<BookView, Failure> {
    may(workspace, now)?;
    let today = workspace.book().company.zone.day(workspace.as_of(now));
    let draft = Draft::read(workspace)?;
    let waiting = draft.history.all().iter().filter(|version| version.from.is_none()).count();
    let mut people: Vec<_> =
        draft.people.values().map(|person| person_row(workspace, &draft, person)).collect();
    people.sort_by(|a, b| (a.left, &a.entry.id).cmp(&(b.left, &b.entry.id)));
    let mut fairs: Vec<_> =
        draft.fairs.values().map(|fair| fair_row(workspace, &draft, fair, today)).collect();
    fairs.sort_by(|a, b| (&b.entry.days, &a.entry.id).cmp(&(&a.entry.days, &b.entry.id)));
    let territories = draft.territories.table.iter();
    let divisions = draft.divisions.iter().cloned();
    Ok(BookView {
        people,
        territories: territories.map(|row| territory_row(workspace, &draft, row)).collect(),
        divisions: divisions
            .map(|payload::Division { id, name, head }| BookDivision { id, name, head })
            .collect(),
        divisions_stand: stand(workspace, &draft, &Thing::Divisions, ""),
        fairs,
        holidays: draft.holidays.clone(),
        holidays_stand: stand(workspace, &draft, &Thing::Holidays, ""),
        parameters: CATALOGUE.iter().map(|entry| number(workspace, &draft, entry)).collect(),
        parameters_seen: draft.history.newest_parameters().map(|id| id.to_string()),
        roles: Role::all().map(|role| role.name().to_owned()).collect(),
        waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
        today: today.to_string(),
    })
}

fn person_row(workspace: &Workspace, draft: &Draft, person: &payload::Person) -> BookPersonRow {
    let id = PersonId::new(&person.id);
    let devices = workspace.book().devices_of(&id).count();
    BookPersonRow {
        entry: BookPerson {
            id: person.id.clone(),
            name: person.name.clone(),
            roles: person.roles.clone(),
            capabilities: person.capabilities.clone(),
            territory: person.territory.clone(),
            division: person.division.clone(),
            mentor: person.mentor.clone(),
        },
        left: person.left,
        devices: u32::try_from(devices).unwrap_or(u32::MAX),
        stand: stand(workspace, draft, &Thing::Person(id), ""),
    }
}

fn territory_row(
    workspace: &Workspace,
    draft: &Draft,
    territory: &payload::Territory,
) -> BookTerritoryRow {
    let here = |person: &&payload::Person| {
        person.territory.as_ref() == Some(&territory.id) && !person.left
    };
    let people = draft.people.values().filter(here).count();
    let codes = territory.regions.iter().filter_map(|code| DivisionCode::new(*code));
    BookTerritoryRow {
        entry: BookTerritory {
            id: territory.id.clone(),
            name: territory.name.clone(),
            regions: territory.regions.clone(),
            head: territory.head.clone(),
        },
        places: codes.map(|code| place(draft, code)).collect(),
        people: u32::try_from(people).unwrap_or(u32::MAX),
        stand: stand(workspace, draft, &Thing::Territories, &territory.id),
    }
}

pub(super) fn fair_entry(fair: &payload::Fair) -> BookFair {
    BookFair {
        id: fair.id.clone(),
        name: fair.name.clone(),
        organiser: fair.organiser.clone(),
        place: fair.place.clone(),
        territory: fair.territory.clone(),
        supervisor: fair.supervisor.clone(),
        days: fair.days.clone(),
        closes: fair.closes.clone(),
        team: fair.team.clone(),
        intel: fair.intel.clone(),
        goals: fair.goals.clone(),
        copied_from: fair.copied_from.clone(),
    }
}

fn fair_row(workspace: &Workspace, draft: &Draft, fair: &payload::Fair, today: Day) -> BookFairRow {
    let supervisor = draft.people.get(&fair.supervisor);
    let host = draft.territory(&fair.territory);
    BookFairRow {
        supervisor_name: supervisor.map_or(&fair.supervisor, |person| &person.name).clone(),
        territory_name: host.map_or(&fair.territory, |host| &host.name).clone(),
        status: status(draft, fair, today).to_owned(),
        stand: stand(workspace, draft, &Thing::Fair(FairId::new(&fair.id)), ""),
        entry: fair_entry(fair),
    }
}

/// A fair does not open without exactly one active supervisor (FAIR-01).
fn status(draft: &Draft, fair: &payload::Fair, today: Day) -> &'static str {
    let mut days: Vec<Day> = fair.days.iter().filter_map(|day| Day::parse(day)).collect();
    days.sort();
    match (days.first(), days.last()) {
        (_, Some(last)) if *last < today => "over",
        _ if !draft.may_supervise(&fair.supervisor, &fair.territory) => "blocked",
        (Some(first), _) if *first <= today => "open",
        _ => "planned",
    }
}

fn number(workspace: &Workspace, draft: &Draft, entry: &Entry) -> BookParameterRow {
    let set = draft.parameters.get(entry.name);
    BookParameterRow {
        name: entry.name.to_owned(),
        default: entry.default.to_owned(),
        value: set.map_or_else(|| entry.default.to_owned(), Clone::clone),
        unit: entry.unit.name().to_owned(),
        rule: entry.rule.to_owned(),
        basis: entry.basis.letter().to_owned(),
        read: entry.is_read(),
        stand: stand(workspace, draft, &Thing::Parameter(entry.name.to_owned()), ""),
    }
}

//! From entries to the payloads of records.

use domain::places;
use facts::{kind, payload};

use super::shape::Shape;

/// The ranking part of a record to be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Payload {
    /// The record's kind.
    pub kind: &'static str,
    /// The payload's bytes.
    pub bytes: Vec<u8>,
}

/// Tables first, then people, then what refers to people.
pub(super) fn of(shape: &Shape) -> Vec<Payload> {
    let mut payloads = vec![
        Payload { kind: kind::TERRITORIES, bytes: territories(shape).encode() },
        Payload { kind: kind::DIVISIONS, bytes: divisions(shape).encode() },
    ];
    payloads.extend(people(shape).map(|p| Payload { kind: kind::PERSON, bytes: p.encode() }));
    payloads.extend(fairs(shape).map(|p| Payload { kind: kind::FAIR, bytes: p.encode() }));
    payloads.extend(events(shape).map(|p| Payload { kind: kind::EVENT, bytes: p.encode() }));
    if !shape.holidays.is_empty() {
        let holidays = payload::Holidays { days: shape.holidays.clone(), after: None };
        payloads.push(Payload { kind: kind::HOLIDAYS, bytes: holidays.encode() });
    }
    if !shape.parameters.is_empty() {
        let parameters =
            payload::Parameters { set: shape.parameters.iter().cloned().collect(), after: None };
        payloads.push(Payload { kind: kind::PARAMETERS, bytes: parameters.encode() });
    }
    payloads
}

fn territories(shape: &Shape) -> payload::Territories {
    let code = |region: &String| places::resolve(region).map(|division| division.get());
    let row = |(id, territory): &(String, super::shape::Territory)| payload::Territory {
        id: id.clone(),
        name: territory.name.clone(),
        regions: territory.regions.iter().filter_map(code).collect(),
        head: territory.head.clone(),
    };
    payload::Territories { table: shape.territories.iter().map(row).collect(), after: None }
}

fn divisions(shape: &Shape) -> payload::Divisions {
    let row = |(id, division): &(String, super::shape::Division)| payload::Division {
        id: id.clone(),
        name: division.name.clone(),
        head: division.head.clone(),
    };
    payload::Divisions { table: shape.divisions.iter().map(row).collect(), after: None }
}

fn people(shape: &Shape) -> impl Iterator<Item = payload::Person> {
    shape.people.iter().map(|(id, person)| payload::Person {
        id: id.clone(),
        name: person.name.clone(),
        roles: person.roles.clone(),
        capabilities: person.capabilities.clone(),
        territory: person.territory.clone(),
        division: person.division.clone(),
        mentor: person.mentor.clone(),
        left: false,
        after: None,
    })
}

fn fairs(shape: &Shape) -> impl Iterator<Item = payload::Fair> {
    shape.fairs.iter().map(|(id, fair)| payload::Fair {
        id: id.clone(),
        name: fair.name.clone(),
        place: fair.place.clone(),
        territory: fair.territory.clone(),
        supervisor: fair.supervisor.clone(),
        days: fair.days.clone(),
        closes: fair.closes.clone(),
        team: fair.team.clone(),
        ..payload::Fair::default()
    })
}

fn events(shape: &Shape) -> impl Iterator<Item = payload::Event> {
    shape.events.iter().map(|(id, event)| payload::Event {
        id: id.clone(),
        name: event.name.clone(),
        date: event.date.clone(),
    })
}

//! Whether the entries fit together.

use std::collections::BTreeMap;

use domain::company::Role;
use domain::places;
use domain::time::{Day, TimeOfDay, Zone};

use super::problem::{CompanyFileError, Problem, Wrong};
use super::shape::{Fair, Person, Shape, Territory};

const ID_CHARS_MAX: usize = 64;

/// Checks everything and reports all that is wrong.
pub(super) fn check(shape: &Shape) -> Result<(), CompanyFileError> {
    let mut checker = Checker { shape, problems: Vec::new() };
    checker.company();
    shape.territories.iter().for_each(|(id, territory)| checker.territory(id, territory));
    shape.people.iter().for_each(|(id, person)| checker.person(id, person));
    shape.fairs.iter().for_each(|(id, fair)| checker.fair(id, fair));
    for (id, division) in &shape.divisions {
        checker.named("divisions", id, &division.name);
        checker.somebody(&format!("divisions.{id}"), "head", division.head.as_deref());
    }
    for (id, event) in &shape.events {
        checker.named("events", id, &event.name);
        checker.day(&format!("events.{id}"), &event.date);
    }
    shape.holidays.iter().for_each(|day| checker.day("holidays", day));
    for (name, value) in &shape.parameters {
        let set = BTreeMap::from([(name.clone(), value.clone())]);
        if let Err(bad) = facts::book::check_parameters(&set) {
            checker.wrong("parameters", bad.into());
        }
    }
    CompanyFileError::unless_empty(checker.problems)
}

struct Checker<'a> {
    shape: &'a Shape,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    fn wrong(&mut self, entry: &str, wrong: Wrong) {
        self.problems.push(Problem::new(entry, wrong));
    }

    fn company(&mut self) {
        if self.shape.name.trim().is_empty() {
            self.wrong("name", Wrong::Nameless);
        }
        if Zone::named(&self.shape.timezone).is_none() {
            self.wrong("timezone", Wrong::Zone(self.shape.timezone.clone()));
        }
        let people = &self.shape.people;
        if !people.iter().any(|(_, person)| person.roles.iter().any(|role| role == "hq")) {
            self.wrong("people", Wrong::NoHeadquarters);
        }
    }

    fn territory(&mut self, id: &str, territory: &Territory) {
        self.named("territories", id, &territory.name);
        let entry = format!("territories.{id}");
        for region in territory.regions.iter().filter(|region| places::resolve(region).is_none()) {
            self.wrong(&entry, Wrong::Region(region.clone()));
        }
        self.somebody(&entry, "head", territory.head.as_deref());
    }

    fn person(&mut self, id: &str, person: &Person) {
        self.named("people", id, &person.name);
        let entry = format!("people.{id}");
        for role in person.roles.iter().filter(|role| Role::from_name(role).is_none()) {
            self.wrong(&entry, Wrong::Role(role.clone()));
        }
        if let Some(territory) = &person.territory {
            self.territory_exists(&entry, territory);
        }
        if let Some(division) = &person.division
            && !self.shape.divisions.iter().any(|(id, _)| id == division)
        {
            self.wrong(&entry, Wrong::Division(division.clone()));
        }
        self.somebody(&entry, "mentor", person.mentor.as_deref());
    }

    fn fair(&mut self, id: &str, fair: &Fair) {
        self.named("fairs", id, &fair.name);
        let entry = format!("fairs.{id}");
        self.territory_exists(&entry, &fair.territory);
        self.somebody(&entry, "supervisor", Some(&fair.supervisor));
        fair.team.iter().for_each(|member| self.somebody(&entry, "team member", Some(member)));
        self.supervisor(&entry, fair);
        if fair.days.is_empty() {
            self.wrong(&entry, Wrong::NoDays);
        }
        fair.days.iter().for_each(|day| self.day(&entry, day));
        if TimeOfDay::parse(&fair.closes).is_none() {
            self.wrong(&entry, Wrong::Time(fair.closes.clone()));
        }
    }

    /// FAIR-01: a regional manager of the hosting territory.
    fn supervisor(&mut self, entry: &str, fair: &Fair) {
        let Some((_, person)) = self.shape.people.iter().find(|(id, _)| *id == fair.supervisor)
        else {
            return;
        };
        let manages = person.roles.iter().any(|role| role == Role::RegionalManager.name());
        if !manages || person.territory.as_ref() != Some(&fair.territory) {
            let (supervisor, territory) = (fair.supervisor.clone(), fair.territory.clone());
            self.wrong(entry, Wrong::Supervisor { supervisor, territory });
        }
    }

    fn named(&mut self, section: &str, id: &str, name: &str) {
        let entry = format!("{section}.{id}");
        let good = (1..=ID_CHARS_MAX).contains(&id.chars().count())
            && !id.chars().any(|c| c.is_whitespace() || c.is_control())
            && id != "server";
        if !good {
            self.wrong(&entry, Wrong::Id);
        }
        if name.trim().is_empty() {
            self.wrong(&entry, Wrong::Nameless);
        }
    }

    fn somebody(&mut self, entry: &str, field: &'static str, person: Option<&str>) {
        if let Some(person) = person
            && !self.shape.people.iter().any(|(id, _)| id == person)
        {
            self.wrong(entry, Wrong::Person { field, id: person.to_owned() });
        }
    }

    fn territory_exists(&mut self, entry: &str, territory: &str) {
        if !self.shape.territories.iter().any(|(id, _)| id == territory) {
            self.wrong(entry, Wrong::Territory(territory.to_owned()));
        }
    }

    fn day(&mut self, entry: &str, day: &str) {
        if Day::parse(day).is_none() {
            self.wrong(entry, Wrong::Day(day.to_owned()));
        }
    }
}

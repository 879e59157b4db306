//! The book as the next change goes on from it: what counts, and over it what waits for the server.

use std::collections::BTreeMap;

use domain::PersonId;
use facts::history::{History, Thing};
use facts::{Fact, Key, Records, payload};

use crate::Failure;
use crate::workspace::Workspace;

/// The newest version of everything.
pub(crate) struct Draft {
    pub(crate) history: History,
    pub(super) people: BTreeMap<String, payload::Person>,
    pub(super) territories: payload::Territories,
    pub(super) divisions: Vec<payload::Division>,
    pub(super) fairs: BTreeMap<String, payload::Fair>,
    pub(super) holidays: Vec<String>,
    pub(super) parameters: BTreeMap<String, String>,
}

impl Draft {
    /// Reads it.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub(crate) fn read(workspace: &Workspace) -> Result<Self, Failure> {
        let records = workspace.store().under(&Key::Company, 0)?;
        let mut draft = Self {
            history: History::read(&records, workspace.book()),
            people: BTreeMap::new(),
            territories: payload::Territories::default(),
            divisions: Vec::new(),
            fairs: BTreeMap::new(),
            holidays: Vec::new(),
            parameters: BTreeMap::new(),
        };
        for version in draft.history.all() {
            match version.fact.clone() {
                Fact::Person(person) => drop(draft.people.insert(person.id.clone(), person)),
                Fact::Fair(fair) => drop(draft.fairs.insert(fair.id.clone(), fair)),
                Fact::Territories(table) => draft.territories = table,
                Fact::Divisions(divisions) => draft.divisions = divisions.table,
                Fact::Holidays(holidays) => draft.holidays = holidays.days,
                Fact::Parameters(parameters) => draft.parameters.extend(parameters.set),
                _ => {}
            }
        }
        Ok(draft)
    }

    /// A person who has not left.
    pub(super) fn active(&self, id: &str) -> Option<&payload::Person> {
        self.people.get(id).filter(|person| !person.left)
    }

    /// A territory.
    pub(super) fn territory(&self, id: &str) -> Option<&payload::Territory> {
        self.territories.table.iter().find(|territory| territory.id == id)
    }

    /// Whether somebody may supervise a fair that a territory hosts (FAIR-01).
    pub(super) fn may_supervise(&self, id: &str, territory: &str) -> bool {
        self.active(id).is_some_and(|person| manages(person, territory))
    }

    /// What has versions of its own under an id.
    pub(super) fn thing(kind: &str, id: &str) -> Option<Thing> {
        Some(match kind {
            "person" => Thing::Person(PersonId::new(id)),
            "territory" => Thing::Territories,
            "fair" => Thing::Fair(domain::FairId::new(id)),
            "divisions" => Thing::Divisions,
            "holidays" => Thing::Holidays,
            "parameter" => Thing::Parameter(id.to_owned()),
            _ => return None,
        })
    }
}

/// Whether somebody is a regional manager of a territory.
pub(super) fn manages(person: &payload::Person, territory: &str) -> bool {
    let manager = domain::company::Role::RegionalManager.name();
    person.roles.iter().any(|role| role == manager)
        && person.territory.as_deref() == Some(territory)
}

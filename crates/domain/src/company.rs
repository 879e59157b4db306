//! The company through time: people, territories, fairs, parameters as versioned facts.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::{EventId, FairId, PersonId, TerritoryId};
use crate::parameter::Parameters;
use crate::places::DivisionCode;
use crate::time::{Day, Instant, TimeOfDay, Zone};

/// Versions of one thing. A ruling uses the version in force at the event's time (SYN-04, SYN-08).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Timeline<T>(BTreeMap<(Instant, u64), T>);

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Timeline<T> {
    /// Adds a version. `order` separates versions of one instant; the later one prevails.
    pub fn insert(&mut self, from: Instant, order: u64, value: T) {
        self.0.insert((from, order), value);
    }

    /// The version in force at `at`; before the first, the first: what the company was founded with
    /// holds for all earlier times.
    pub fn at(&self, at: Instant) -> Option<&T> {
        self.0
            .range(..=(at, u64::MAX))
            .next_back()
            .or_else(|| self.0.first_key_value())
            .map(|(_, v)| v)
    }

    /// When the first version came into force, though it holds for all earlier times too.
    pub fn begins(&self) -> Option<Instant> {
        self.0.first_key_value().map(|((from, _), _)| *from)
    }

    /// When the first version after `at` comes into force.
    pub fn next_after(&self, at: Instant) -> Option<Instant> {
        let mut later = self.0.range((at, u64::MAX)..).map(|((from, _), _)| *from);
        later.find(|from| *from > at)
    }

    /// Every version, the oldest first.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        self.0.values()
    }

    /// The same timeline as it would be if whatever was in force from `start` on had been otherwise.
    pub fn changed_from(&self, start: Instant, change: impl Fn(&T) -> T) -> Self
    where
        T: Clone,
    {
        let before = self.0.iter().filter(|((from, _), _)| *from < start);
        let before = before.map(|(from, value)| (*from, value.clone()));
        let then = self.at(start).map(|value| ((start, 0), change(value)));
        let later = self.0.iter().filter(|((from, _), _)| *from > start);
        let later = later.map(|(from, value)| (*from, change(value)));
        // The first version also holds for all earlier times; what was before the start stays what it was.
        let first = self.0.first_key_value().filter(|((from, _), _)| *from >= start);
        let first = first.map(|(_, value)| ((Instant(i64::MIN), 0), value.clone()));
        Self(first.into_iter().chain(before).chain(then).chain(later).collect())
    }

    /// The newest version.
    pub fn latest(&self) -> Option<&T> {
        self.0.last_key_value().map(|(_, value)| value)
    }
}

/// What a person may do (rulebook A). One person may hold several.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // The names are the rulebook's.
pub enum Role {
    Rep,
    GroupLeader,
    RegionalManager,
    SalesAssistant,
    Marketing,
    Hq,
    CrmCentre,
    ResourceDirector,
    Coordinator,
    Visitor,
    Technician,
    ServiceAgent,
    ServiceSupervisor,
    ServiceManager,
    KeyAccount,
    Executive,
    Auditor,
}

impl Role {
    const NAMES: &[(Self, &str)] = &[
        (Self::Rep, "rep"),
        (Self::GroupLeader, "group_leader"),
        (Self::RegionalManager, "regional_manager"),
        (Self::SalesAssistant, "sales_assistant"),
        (Self::Marketing, "marketing"),
        (Self::Hq, "hq"),
        (Self::CrmCentre, "crm_centre"),
        (Self::ResourceDirector, "resource_director"),
        (Self::Coordinator, "coordinator"),
        (Self::Visitor, "visitor"),
        (Self::Technician, "technician"),
        (Self::ServiceAgent, "service_agent"),
        (Self::ServiceSupervisor, "service_supervisor"),
        (Self::ServiceManager, "service_manager"),
        (Self::KeyAccount, "key_account"),
        (Self::Executive, "executive"),
        (Self::Auditor, "auditor"),
    ];

    /// Every role, in the order of the rulebook.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::NAMES.iter().map(|(role, _)| *role)
    }

    /// Two roles that are the two sides of a check: whoever holds both must leave one of them to somebody
    /// else on every single record (rulebook A).
    pub const BOTH_SIDES: &[(Self, Self)] = &[
        // Owner and tour visitor.
        (Self::Rep, Self::Visitor),
        (Self::KeyAccount, Self::Visitor),
        // Handling and quality review.
        (Self::ServiceAgent, Self::ServiceSupervisor),
        // Requesting and approving.
        (Self::Rep, Self::SalesAssistant),
        (Self::Rep, Self::Hq),
    ];

    /// The rulebook's name.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(role, _)| *role == self).map_or("", |(_, name)| name)
    }

    /// Reads the rulebook's name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(role, _)| *role)
    }
}

/// A person, as of some time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// As colleagues write the name.
    pub name: String,
    /// Powers.
    pub roles: BTreeSet<Role>,
    /// Special powers inside a role (`review`, `blacklist`, …).
    pub capabilities: BTreeSet<String>,
    /// Home territory.
    pub territory: Option<TerritoryId>,
    /// Division, where the company has any.
    pub division: Option<String>,
    /// Who answers for a trainee (OWN-16).
    pub mentor: Option<PersonId>,
    /// False from the day the person left (OWN-14).
    pub active: bool,
}

impl Person {
    /// Whether the person holds a role.
    pub fn is(&self, role: Role) -> bool {
        self.active && self.roles.contains(&role)
    }

    /// Whether the person sells: only such a person is proposed as an owner (OWN-06).
    pub fn sells(&self) -> bool {
        [Role::Rep, Role::GroupLeader, Role::RegionalManager, Role::KeyAccount]
            .into_iter()
            .any(|role| self.is(role))
    }

    /// The department: the division where he has one, else his territory (rulebook C2).
    pub fn department(&self) -> Option<&str> {
        self.division.as_deref().or(self.territory.as_ref().map(TerritoryId::as_str))
    }

    /// Whether the person sees everything: headquarters, CRM centre, resource director.
    pub fn sees_everything(&self) -> bool {
        [Role::Hq, Role::CrmCentre, Role::ResourceDirector].into_iter().any(|role| self.is(role))
    }
}

/// A sales territory (B3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Territory {
    /// Which.
    pub id: TerritoryId,
    /// As people write it.
    pub name: String,
    /// The divisions that belong to it.
    pub regions: BTreeSet<DivisionCode>,
    /// Its regional manager.
    pub head: Option<PersonId>,
}

/// All territories, as of some time.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TerritoryTable(pub BTreeMap<TerritoryId, Territory>);

impl TerritoryTable {
    /// The territory that a site belongs to: the finest entry wins (a prefecture's over its
    /// province's); two equally fine ones contradict each other, and headquarters decides
    /// (failures 22).
    pub fn of(&self, site: DivisionCode) -> Option<&Territory> {
        let holders = |code: DivisionCode| {
            let mut found = self.0.values().filter(move |t| t.regions.contains(&code));
            match (found.next(), found.next()) {
                (Some(territory), None) => Some(territory),
                _ => None,
            }
        };
        holders(site).or_else(|| holders(site.province()))
    }
}

/// An exhibition (B1), as of some time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fair {
    /// Which.
    pub id: FairId,
    /// As people write it.
    pub name: String,
    /// Where.
    pub place: String,
    /// Hosting territory.
    pub territory: TerritoryId,
    /// The one person responsible (FAIR-01).
    pub supervisor: PersonId,
    /// Exhibition days, in order.
    pub days: Vec<Day>,
    /// Daily closing time.
    pub closes: TimeOfDay,
    /// Participants beside the supervisor.
    pub team: BTreeSet<PersonId>,
    /// Who looks at the rivals (FAIR-12).
    pub intel: BTreeSet<PersonId>,
}

impl Fair {
    /// Whether a person takes part.
    pub fn has(&self, person: &PersonId) -> bool {
        self.supervisor == *person || self.team.contains(person)
    }
}

/// An event to which customers are invited.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// Which.
    pub id: EventId,
    /// As people write it.
    pub name: String,
    /// When.
    pub date: Day,
}

/// Everything about the company that a ruling may depend on.
#[derive(Clone, Debug)]
pub struct Company {
    /// As people write it.
    pub name: String,
    /// Decides every "day".
    pub zone: Zone,
    /// People through time.
    pub people: BTreeMap<PersonId, Timeline<Person>>,
    /// The territory table through time.
    pub territories: Timeline<TerritoryTable>,
    /// Divisions: id to name and head.
    pub divisions: BTreeMap<String, (String, Option<PersonId>)>,
    /// Fairs through time.
    pub fairs: BTreeMap<FairId, Timeline<Fair>>,
    /// Events.
    pub events: BTreeMap<EventId, Event>,
    /// Days that are no working days, beside weekends.
    pub holidays: BTreeSet<Day>,
    /// The rulebook's numbers through time.
    pub parameters: Timeline<Parameters>,
}

impl Company {
    /// A company without anybody.
    pub fn new(name: impl Into<String>, zone: Zone) -> Self {
        Self {
            name: name.into(),
            zone,
            people: BTreeMap::new(),
            territories: Timeline::default(),
            divisions: BTreeMap::new(),
            fairs: BTreeMap::new(),
            events: BTreeMap::new(),
            holidays: BTreeSet::new(),
            parameters: Timeline::default(),
        }
    }

    /// A person as of `at`.
    pub fn person(&self, id: &PersonId, at: Instant) -> Option<&Person> {
        self.people.get(id)?.at(at)
    }

    /// Whether somebody has left the company (OWN-14).
    pub fn has_left(&self, id: &PersonId, at: Instant) -> bool {
        self.person(id, at).is_some_and(|person| !person.active)
    }

    /// Whether a person holds a role at `at`.
    pub fn holds(&self, id: &PersonId, role: Role, at: Instant) -> bool {
        self.person(id, at).is_some_and(|person| person.is(role))
    }

    /// A fair as of `at`.
    pub fn fair(&self, id: &FairId, at: Instant) -> Option<&Fair> {
        self.fairs.get(id)?.at(at)
    }

    /// Whether a person supervised a fair at `at`.
    pub fn supervises(&self, person: &PersonId, fair: &FairId, at: Instant) -> bool {
        self.fair(fair, at).is_some_and(|fair| fair.supervisor == *person)
    }

    /// The territory that a site belonged to at `at`.
    pub fn territory_of(&self, site: DivisionCode, at: Instant) -> Option<&Territory> {
        self.territories.at(at)?.of(site)
    }

    /// The numbers in force at `at`.
    pub fn parameters(&self, at: Instant) -> Parameters {
        self.parameters.at(at).cloned().unwrap_or_default()
    }
}

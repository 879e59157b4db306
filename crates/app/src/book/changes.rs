//! What each version of something changed, field by field.

use std::collections::{BTreeMap, BTreeSet};

use domain::places::DivisionCode;
use facts::Fact;
use facts::history::{Thing, Version};

use super::Draft;
use crate::view::{BookChange, BookStand};
use crate::workspace::Workspace;

/// Field to what stands in it, for people.
type Fields = BTreeMap<&'static str, Vec<String>>;

/// A version that changed something, and what stood there before and after.
pub(super) struct Change<'a> {
    pub(super) version: &'a Version,
    before: Fields,
    after: Fields,
}

impl Change<'_> {
    /// Field by field.
    pub(super) fn fields(&self) -> Vec<BookChange> {
        let names: BTreeSet<_> = self.before.keys().chain(self.after.keys()).copied().collect();
        let row = |field: &'static str| {
            let side = |fields: &Fields| fields.get(field).cloned().unwrap_or_default();
            let (before, after) = (side(&self.before), side(&self.after));
            let without = |these: &[String], those: &[String]| -> Vec<String> {
                these.iter().filter(|text| !those.contains(text)).cloned().collect()
            };
            let (gone, new) = (without(&before, &after), without(&after, &before));
            let changed = !gone.is_empty() || !new.is_empty();
            changed.then(|| BookChange { field: field.to_owned(), gone, new })
        };
        names.into_iter().filter_map(row).collect()
    }
}

/// The versions that changed something about a thing, the oldest first. `id` is the row of a table.
pub(super) fn changes<'a>(draft: &'a Draft, thing: &'a Thing, id: &str) -> Vec<Change<'a>> {
    let mut before = Fields::new();
    let mut found = Vec::new();
    for version in draft.history.of(thing) {
        let after = fields(draft, &version.fact, thing, id);
        if after != before {
            found.push(Change { version, before, after: after.clone() });
        }
        before = after;
    }
    found
}

/// Whose changes of this very thing the author of a version had not seen.
pub(super) fn unseen(
    workspace: &Workspace,
    draft: &Draft,
    thing: &Thing,
    changes: &[Change<'_>],
    version: &Version,
) -> Vec<String> {
    let earlier = draft.history.unseen(thing, version);
    let here = |record| changes.iter().any(|change| change.version.record == record);
    earlier
        .into_iter()
        .filter(|earlier| here(earlier.record))
        .filter_map(|earlier| earlier.by.as_ref())
        .map(|by| workspace.name(by))
        .collect()
}

/// How a thing stands.
pub(super) fn stand(workspace: &Workspace, draft: &Draft, thing: &Thing, id: &str) -> BookStand {
    let changes = changes(draft, thing, id);
    let seen = draft.history.head(thing).map(|head| head.record.to_string());
    let Some(last) = changes.last() else { return BookStand { seen, ..BookStand::default() } };
    let version = last.version;
    BookStand {
        seen,
        by: version.by.as_ref().map(|by| workspace.name(by)).unwrap_or_default(),
        at_ms: Some(version.from.unwrap_or(version.signed).0),
        waits: version.from.is_none(),
        versions: u32::try_from(changes.len()).unwrap_or(u32::MAX),
        unseen: unseen(workspace, draft, thing, &changes, version),
    }
}

fn fields(draft: &Draft, fact: &Fact, thing: &Thing, id: &str) -> Fields {
    let name = |id: &String| draft.people.get(id).map_or(id, |known| &known.name).clone();
    let names = |ids: &[String]| ids.iter().map(name).collect::<Vec<_>>();
    let one = |text: &str| {
        if text.is_empty() { Vec::new() } else { vec![text.to_owned()] }
    };
    let territory = |id: &String| draft.territory(id).map_or(id, |known| &known.name).clone();
    let division = |id: &String| {
        let known = draft.divisions.iter().find(|known| known.id == *id);
        known.map_or(id, |known| &known.name).clone()
    };
    match fact {
        Fact::Person(person) => Fields::from([
            ("name", one(&person.name)),
            ("roles", person.roles.clone()),
            ("capabilities", person.capabilities.clone()),
            ("territory", person.territory.iter().map(territory).collect()),
            ("division", person.division.iter().map(division).collect()),
            ("mentor", person.mentor.iter().map(name).collect()),
            ("left", if person.left { one("left") } else { Vec::new() }),
        ]),
        Fact::Fair(fair) => Fields::from([
            ("name", one(&fair.name)),
            ("organiser", one(&fair.organiser)),
            ("place", one(&fair.place)),
            ("territory", one(&territory(&fair.territory))),
            ("supervisor", one(&name(&fair.supervisor))),
            ("days", fair.days.clone()),
            ("closes", one(&fair.closes)),
            ("team", names(&fair.team)),
            ("intel", names(&fair.intel)),
            ("goals", one(&fair.goals)),
        ]),
        Fact::Territories(table) => {
            let row = table.table.iter().find(|row| row.id == id);
            row.map_or_else(Fields::new, |row| {
                let place = |code: &u32| DivisionCode::new(*code).map(|code| code.name().into());
                Fields::from([
                    ("name", one(&row.name)),
                    ("regions", row.regions.iter().filter_map(place).collect()),
                    ("head", row.head.iter().map(name).collect()),
                ])
            })
        }
        Fact::Divisions(table) => {
            let row = |row: &facts::payload::Division| match &row.head {
                Some(head) => format!("{} · {}", row.name, name(head)),
                None => row.name.clone(),
            };
            Fields::from([("divisions", table.table.iter().map(row).collect())])
        }
        Fact::Holidays(holidays) => Fields::from([("days", holidays.days.clone())]),
        Fact::Parameters(parameters) => match thing {
            Thing::Parameter(name) => {
                Fields::from([("value", parameters.set.get(name).into_iter().cloned().collect())])
            }
            _ => Fields::new(),
        },
        _ => Fields::new(),
    }
}

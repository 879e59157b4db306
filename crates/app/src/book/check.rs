//! What is wrong with a change of the book before anybody signs it. Pure: the book as it stands, and how it
//! shall be. Whatever may be meant all the same is said, and signed by somebody who is sure of it.

use std::collections::BTreeMap;

use domain::company::Role;
use domain::parameter::BadParameter;
use domain::parameter::catalogue::Entry;
use domain::places::DivisionCode;
use domain::time::{Day, TimeOfDay};
use facts::payload;

use super::draft::{Draft, manages};
use crate::Failure;
use crate::text::fits;

const ID_CHARS_MAX: usize = 64;
const NAME_CHARS_MAX: usize = 200;

/// A person as he shall be.
pub(super) fn person(
    draft: &Draft,
    person: &payload::Person,
    today: Day,
    sure: bool,
) -> Result<(), Failure> {
    id(&person.id)?;
    name(&person.name)?;
    if person.roles.is_empty() {
        return Err(Failure::field("book.no_role", "roles"));
    }
    if let Some(role) = person.roles.iter().find(|role| Role::from_name(role).is_none()) {
        return Err(Failure::field("book.unknown", "roles").with("id", role));
    }
    person.capabilities.iter().try_for_each(|capability| id(capability))?;
    if let Some(territory) = &person.territory {
        territory_exists(draft, territory)?;
    }
    if let Some(division) = &person.division
        && !draft.divisions.iter().any(|known| known.id == *division)
    {
        return Err(Failure::field("book.unknown", "division").with("id", division));
    }
    let is = |role: Role| person.roles.iter().any(|name| name == role.name());
    if is(Role::RegionalManager) && person.territory.is_none() {
        return Err(Failure::field("book.manager_nowhere", "territory"));
    }
    mentor(draft, person)?;
    last_headquarters(draft, person)?;
    offices(draft, person, today)?;
    let both = Role::BOTH_SIDES.iter().find(|(a, b)| is(*a) && is(*b));
    match both {
        Some((a, b)) if !sure => Err(Failure::field("book.sure.both_sides", "roles")
            .with("role", a.name())
            .with("other", b.name())),
        _ => Ok(()),
    }
}

/// Nobody answers for himself, and nobody for whoever answers for him (OWN-16).
fn mentor(draft: &Draft, person: &payload::Person) -> Result<(), Failure> {
    let Some(mentor) = &person.mentor else { return Ok(()) };
    let known = draft.active(mentor);
    let known = known.ok_or_else(|| Failure::field("book.unknown", "mentor").with("id", mentor))?;
    if *mentor == person.id || known.mentor.as_ref() == Some(&person.id) {
        return Err(Failure::field("book.own_mentor", "mentor"));
    }
    Ok(())
}

/// A company without headquarters could never change its book again.
fn last_headquarters(draft: &Draft, person: &payload::Person) -> Result<(), Failure> {
    let hq = |person: &payload::Person| {
        !person.left && person.roles.iter().any(|role| role == Role::Hq.name())
    };
    let was = draft.people.get(&person.id).is_some_and(hq);
    let others = draft.people.values().any(|other| other.id != person.id && hq(other));
    match was && !hq(person) && !others {
        true => Err(Failure::field("book.last_hq", "roles")),
        false => Ok(()),
    }
}

/// Who holds an office is replaced there first: a fair never is without its supervisor (FAIR-01).
fn offices(draft: &Draft, person: &payload::Person, today: Day) -> Result<(), Failure> {
    let fits = |territory: &str| !person.left && manages(person, territory);
    for fair in draft.fairs.values().filter(|fair| fair.supervisor == person.id) {
        let last = fair.days.iter().filter_map(|day| Day::parse(day)).max();
        if last.is_some_and(|last| last >= today) && !fits(&fair.territory) {
            return Err(rule("FAIR-01", "book.supervises", "roles").with("fair", &fair.name));
        }
    }
    let heads = draft
        .territories
        .table
        .iter()
        .find(|territory| territory.head.as_ref() == Some(&person.id) && !fits(&territory.id));
    match heads {
        Some(territory) => {
            Err(Failure::field("book.heads", "roles").with("territory", &territory.name))
        }
        None => Ok(()),
    }
}

/// The table of territories as it shall be.
pub(super) fn territories(draft: &Draft, table: &payload::Territories) -> Result<(), Failure> {
    let mut places: BTreeMap<u32, &str> = BTreeMap::new();
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    for territory in &table.table {
        id(&territory.id)?;
        name(&territory.name)?;
        if names.insert(territory.name.trim(), &territory.id).is_some() {
            return Err(Failure::field("book.same_name", "name").with("name", &territory.name));
        }
        for region in &territory.regions {
            let place = DivisionCode::new(*region)
                .ok_or_else(|| Failure::field("book.unknown", "regions").with("id", region))?;
            if let Some(other) = places.insert(*region, &territory.name) {
                return Err(Failure::field("book.overlap", "regions")
                    .with("place", place.name())
                    .with("territory", &territory.name)
                    .with("other", other));
            }
        }
        if let Some(head) = &territory.head {
            head_of(draft, territory, head)?;
        }
    }
    still_needed(draft, table)
}

fn head_of(draft: &Draft, territory: &payload::Territory, head: &str) -> Result<(), Failure> {
    let known = draft.active(head);
    let known = known.ok_or_else(|| Failure::field("book.unknown", "head").with("id", head))?;
    match manages(known, &territory.id) {
        true => Ok(()),
        false => Err(Failure::field("book.head_elsewhere", "head")
            .with("name", &known.name)
            .with("territory", &territory.name)),
    }
}

fn still_needed(draft: &Draft, table: &payload::Territories) -> Result<(), Failure> {
    let gone = |id: &str| !table.table.iter().any(|territory| territory.id == id);
    let needs = |name: &str| Err(Failure::new("book.in_use").with("by", name));
    let people = draft.people.values().filter(|person| !person.left);
    let person = people.into_iter().find(|person| person.territory.as_deref().is_some_and(gone));
    if let Some(person) = person {
        return needs(&person.name);
    }
    match draft.fairs.values().find(|fair| gone(&fair.territory)) {
        Some(fair) => needs(&fair.name),
        None => Ok(()),
    }
}

/// A fair as it shall be.
pub(super) fn fair(
    draft: &Draft,
    fair: &payload::Fair,
    today: Day,
    sure: bool,
) -> Result<(), Failure> {
    id(&fair.id)?;
    name(&fair.name)?;
    for (field, text) in
        [("place", &fair.place), ("organiser", &fair.organiser), ("goals", &fair.goals)]
    {
        fits(field, text)?;
    }
    days(draft, fair, today)?;
    if TimeOfDay::parse(&fair.closes).is_none() {
        return Err(Failure::field("book.bad_time", "closes"));
    }
    territory_exists(draft, &fair.territory)?;
    if !draft.may_supervise(&fair.supervisor, &fair.territory) {
        let territory = draft.territory(&fair.territory).map(|t| t.name.as_str());
        return Err(rule("FAIR-01", "book.supervisor", "supervisor")
            .with("territory", territory.unwrap_or_default()));
    }
    let stranger = fair.team.iter().find(|member| draft.active(member).is_none());
    if let Some(stranger) = stranger {
        return Err(Failure::field("book.unknown", "team").with("id", stranger));
    }
    let takes_part = |id: &String| fair.supervisor == *id || fair.team.contains(id);
    if let Some(outsider) = fair.intel.iter().find(|id| !takes_part(id)) {
        let who = draft.people.get(outsider).map_or(outsider.as_str(), |p| p.name.as_str());
        return Err(rule("FAIR-12", "book.intel_outside", "intel").with("name", who));
    }
    if sure { Ok(()) } else { elsewhere(draft, fair) }
}

fn days(draft: &Draft, fair: &payload::Fair, today: Day) -> Result<(), Failure> {
    if fair.days.is_empty() {
        return Err(Failure::field("book.no_days", "days"));
    }
    if let Some(bad) = fair.days.iter().find(|day| Day::parse(day).is_none()) {
        return Err(Failure::field("book.bad_day", "days").with("day", bad));
    }
    // What was signed on a day of the fair belongs to it.
    let known = draft.fairs.get(&fair.id).map(|known| known.days.as_slice()).unwrap_or_default();
    let begun = known
        .iter()
        .find(|day| Day::parse(day).is_some_and(|day| day <= today) && !fair.days.contains(day));
    match begun {
        Some(day) => Err(Failure::field("book.day_begun", "days").with("day", day)),
        None => Ok(()),
    }
}

/// Whether somebody would be at two fairs on one day.
fn elsewhere(draft: &Draft, fair: &payload::Fair) -> Result<(), Failure> {
    let at = |fair: &payload::Fair, id: &String| fair.supervisor == *id || fair.team.contains(id);
    for other in draft.fairs.values().filter(|other| other.id != fair.id) {
        let Some(day) = fair.days.iter().find(|day| other.days.contains(day)) else { continue };
        let everybody = fair.team.iter().chain([&fair.supervisor]);
        if let Some(twice) = everybody.into_iter().find(|id| at(other, id)) {
            let who = draft.people.get(twice).map_or(twice.as_str(), |p| p.name.as_str());
            return Err(Failure::field("book.sure.two_fairs", "team")
                .with("name", who)
                .with("fair", &other.name)
                .with("day", day));
        }
    }
    Ok(())
}

/// The divisions as they shall be.
pub(super) fn divisions(draft: &Draft, table: &[payload::Division]) -> Result<(), Failure> {
    for (at, division) in table.iter().enumerate() {
        id(&division.id)?;
        name(&division.name)?;
        if table[..at].iter().any(|other| other.name.trim() == division.name.trim()) {
            return Err(Failure::field("book.same_name", "name").with("name", &division.name));
        }
        if let Some(head) = division.head.as_ref().filter(|head| draft.active(head).is_none()) {
            return Err(Failure::field("book.unknown", "head").with("id", head));
        }
    }
    let gone = |id: &str| !table.iter().any(|division| division.id == id);
    let mut people = draft.people.values().filter(|person| !person.left);
    match people.find(|person| person.division.as_deref().is_some_and(gone)) {
        Some(person) => Err(Failure::new("book.in_use").with("by", &person.name)),
        None => Ok(()),
    }
}

/// Days that are no working days.
pub(super) fn holidays(days: &[String]) -> Result<(), Failure> {
    match days.iter().find(|day| Day::parse(day).is_none()) {
        Some(day) => Err(Failure::field("book.bad_day", "days").with("day", day)),
        None => Ok(()),
    }
}

/// Numbers of the rulebook.
pub(crate) fn parameters(set: &BTreeMap<String, String>) -> Result<(), Failure> {
    for (name, value) in set {
        let entry = Entry::of(name)
            .ok_or_else(|| Failure::field("book.unknown", "parameter").with("id", name))?;
        if let Err(BadParameter::NotANumber { .. } | BadParameter::Unknown { .. }) =
            entry.check(value)
        {
            return Err(Failure::field("book.bad_value", "value")
                .with("name", name)
                .with("unit", entry.unit.name())
                .with("example", entry.default));
        }
    }
    Ok(())
}

fn territory_exists(draft: &Draft, territory: &str) -> Result<(), Failure> {
    match draft.territory(territory) {
        Some(_) => Ok(()),
        None => Err(Failure::field("book.unknown", "territory").with("id", territory)),
    }
}

fn id(id: &str) -> Result<(), Failure> {
    let good = (1..=ID_CHARS_MAX).contains(&id.chars().count())
        && !id.chars().any(|c| c.is_whitespace() || c.is_control())
        && id != "server";
    if good { Ok(()) } else { Err(Failure::field("book.bad_id", "id").with("id", id)) }
}

fn name(name: &str) -> Result<(), Failure> {
    match name.trim().chars().count() {
        0 => Err(Failure::field("book.nameless", "name")),
        n if n > NAME_CHARS_MAX => {
            Err(Failure::field("field.too_long", "name").with("max", NAME_CHARS_MAX))
        }
        _ => Ok(()),
    }
}

fn rule(rule: &str, code: &str, field: &str) -> Failure {
    Failure { rule: Some(rule.to_owned()), ..Failure::field(code, field) }
}

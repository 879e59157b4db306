//! People, for choosing.

use domain::company::{Fair, Person, Territory};
use domain::time::Instant;

use crate::view::{DeviceRow, PersonRow, PoolRow};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// Everybody, sorted by name.
///
/// # Errors
/// None; the signature is that of a call.
pub fn people(workspace: &mut Workspace, now: &Now, (): ()) -> Result<Vec<PersonRow>, Failure> {
    let as_of = workspace.as_of(now);
    Ok(rows(workspace, None, as_of))
}

/// Everybody who is active, a fair's participants first.
pub(crate) fn rows(workspace: &Workspace, fair: Option<&Fair>, as_of: Instant) -> Vec<PersonRow> {
    let company = &workspace.book().company;
    let mut people: Vec<&Person> = company
        .people
        .values()
        .filter_map(|versions| versions.at(as_of))
        .filter(|person| person.active)
        .collect();
    let outside = |person: &Person| fair.is_some_and(|fair| !fair.has(&person.id));
    people.sort_by(|a, b| (outside(a), !a.sells(), &a.id).cmp(&(outside(b), !b.sells(), &b.id)));
    people.into_iter().map(|person| row(workspace, person)).collect()
}

/// The departments to whose pool headquarters may give a customer (OWN-04), sorted by name.
///
/// # Errors
/// None; the signature is that of a call.
pub fn pools(workspace: &mut Workspace, now: &Now, (): ()) -> Result<Vec<PoolRow>, Failure> {
    let as_of = workspace.as_of(now);
    let Some(table) = workspace.book().company.territories.at(as_of) else { return Ok(Vec::new()) };
    let row = |territory: &Territory| PoolRow {
        id: format!("POOL:{}", territory.id),
        territory: territory.name.clone(),
        head: territory.head.as_ref().map(|head| workspace.name(head)).unwrap_or_default(),
    };
    let mut pools: Vec<PoolRow> = table.0.values().map(row).collect();
    pools.sort_by(|a, b| (&a.territory, &a.id).cmp(&(&b.territory, &b.id)));
    Ok(pools)
}

fn row(workspace: &Workspace, person: &Person) -> PersonRow {
    let book = workspace.book();
    let table = book.company.territories.latest();
    let territory = person.territory.as_ref().and_then(|id| table?.0.get(id));
    let devices = book.enrolments.iter().filter(|(_, enrolled)| enrolled.person == person.id);
    PersonRow {
        id: person.id.to_string(),
        name: person.name.clone(),
        roles: person.roles.iter().map(|role| role.name().to_owned()).collect(),
        territory: territory.map(|territory| territory.name.clone()).unwrap_or_default(),
        devices: devices
            .map(|(id, enrolled)| DeviceRow {
                enrolment: id.to_string(),
                device: enrolled.device.clone(),
                revoked: enrolled.revoked.is_some(),
                this: *id == workspace.identity().enrolment,
            })
            .collect(),
    }
}

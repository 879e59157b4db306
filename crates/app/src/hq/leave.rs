//! Somebody leaves the company (OWN-14).

use domain::Rule;
use domain::company::{Person, Role};
use facts::{kind, payload};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::workspace::{Fresh, Workspace, person_id};
use crate::{Failure, Now};

/// Who.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Leave {
    /// Person id.
    pub person: String,
}

/// Says that somebody has left: his cards rank no longer, his customers go back to the pool or to headquarters,
/// his laptops are revoked. What he signed before stands. It holds from when the server hears it.
///
/// # Errors
/// SYN-04 for anybody but headquarters, and for oneself; `person.unknown`, `person.left`.
pub fn leave(workspace: &mut Workspace, now: &Now, input: Leave) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    let company = &workspace.book().company;
    let id = person_id(workspace, &input.person)?;
    if !company.holds(workspace.me(), Role::Hq, as_of) || id == *workspace.me() {
        return Err(Failure::refused(Rule::Syn04));
    }
    let person = company.person(&id, as_of).ok_or_else(|| Failure::new("person.unknown"))?;
    if !person.active {
        return Err(Failure::new("person.left").with("person", &person.name));
    }
    let mut facts = vec![Fresh::open(kind::PERSON, left(person).encode())];
    facts.extend(workspace.book().devices_of(&id).map(|(enrolment, _)| {
        let enrolment = (*enrolment.as_bytes()).into();
        let revocation = payload::Revocation { enrolment, reason: String::new() };
        Fresh::open(kind::REVOCATION, revocation.encode())
    }));
    workspace.sign(facts, now)?;
    Ok(())
}

fn left(person: &Person) -> payload::Person {
    payload::Person {
        id: person.id.to_string(),
        name: person.name.clone(),
        roles: person.roles.iter().map(|role| role.name().to_owned()).collect(),
        capabilities: person.capabilities.iter().cloned().collect(),
        territory: person.territory.as_ref().map(ToString::to_string),
        division: person.division.clone(),
        mentor: person.mentor.as_ref().map(ToString::to_string),
        left: true,
    }
}

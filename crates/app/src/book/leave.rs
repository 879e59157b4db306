//! Somebody leaves the company (OWN-14).

use domain::{PersonId, Rule};
use facts::history::Thing;
use facts::{kind, payload};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Draft, goes_on_from, may};
use crate::text::fits;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Who.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Leave {
    /// Person id.
    pub person: String,
    /// Why, for headquarters' own records.
    #[serde(default)]
    pub reason: String,
}

/// Says that somebody has left: his cards rank no longer, his customers go back to the pool or to headquarters,
/// his laptops are revoked. What he signed before stands. It holds from when the server hears it.
///
/// # Errors
/// SYN-04 for anybody but headquarters, and for oneself; `person.unknown`, `person.left`, `field.too_long`.
pub fn leave(workspace: &mut Workspace, now: &Now, input: Leave) -> Result<(), Failure> {
    may(workspace, now)?;
    fits("reason", &input.reason)?;
    let id = PersonId::new(&input.person);
    if id == *workspace.me() {
        return Err(Failure::refused(Rule::Syn04));
    }
    let draft = Draft::read(workspace)?;
    let known = draft.people.get(&input.person);
    let known =
        known.ok_or_else(|| Failure::new("person.unknown").with("person", &input.person))?;
    if known.left {
        return Err(Failure::new("person.left").with("person", &known.name));
    }
    let after = goes_on_from(workspace, &draft, &Thing::Person(id.clone()), None)?;
    let left = payload::Person { left: true, after, ..known.clone() };
    let mut facts = vec![Fresh::open(kind::PERSON, left.encode())];
    facts.extend(workspace.book().devices_of(&id).map(|(enrolment, _)| {
        let enrolment = (*enrolment.as_bytes()).into();
        let revocation = payload::Revocation { enrolment, reason: input.reason.clone() };
        Fresh::open(kind::REVOCATION, revocation.encode())
    }));
    workspace.sign(facts, now)?;
    Ok(())
}

//! A person joins, or is somebody else from now on (B39).

use domain::PersonId;
use facts::history::Thing;
use facts::{kind, payload};

use super::{Draft, check, fresh_id, goes_on_from, may};
use crate::view::{BookSaved, ChangePerson};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Writes how a person is from now on. Whoever is new gets his laptop by an enrolment code, once the server
/// has endorsed it.
///
/// # Errors
/// SYN-04 for anybody but headquarters; `book.changed`; what is wrong with it; `book.sure.both_sides` where
/// two roles are the two sides of a check and nobody has said that he is sure.
pub fn person(
    workspace: &mut Workspace,
    now: &Now,
    input: ChangePerson,
) -> Result<BookSaved, Failure> {
    may(workspace, now)?;
    let today = workspace.book().company.zone.day(workspace.as_of(now));
    let draft = Draft::read(workspace)?;
    let entry = input.entry;
    let id = if entry.id.is_empty() { fresh_id(now, "p") } else { entry.id };
    let thing = Thing::Person(PersonId::new(&id));
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    let payload = payload::Person {
        left: draft.people.get(&id).is_some_and(|known| known.left),
        after: goes_on_from(workspace, &draft, &thing, input.seen.as_deref())?,
        id: id.clone(),
        name: entry.name.trim().to_owned(),
        roles: entry.roles,
        capabilities: entry.capabilities,
        territory: filled(entry.territory),
        division: filled(entry.division),
        mentor: filled(entry.mentor),
    };
    check::person(&draft, &payload, today, input.sure)?;
    workspace.sign(vec![Fresh::open(kind::PERSON, payload.encode())], now)?;
    Ok(BookSaved { id })
}

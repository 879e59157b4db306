//! Assigning a customer (OWN-04, OWN-05).

use domain::act::{Assignment, Target};
use domain::card::{Act, SigningTime};
use domain::ruling::may_assign;
use domain::time::Instant;
use domain::{FactId, PersonId, TerritoryId};
use facts::kind;
use facts::payload::{self, card_bytes};

use super::attendance::participants;
use crate::capture::card_id;
use crate::text::fits;
use crate::view::AssignInput;
use crate::workspace::{Fresh, Workspace, person_id};
use crate::{Failure, Now};

/// Assigns a customer. What would be void for all that this laptop knows is refused on the spot.
///
/// # Errors
/// OWN-03, OWN-04, OWN-05, DUP-09 or SYN-04; `lead.unknown`; `person.unknown`; `field.too_long`.
pub fn assign(workspace: &mut Workspace, now: &Now, input: AssignInput) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    let card = card_id(&input.card)?;
    let customer = workspace.customer(card, as_of)?;
    fits("reason", &input.reason)?;
    let to = match input.to.strip_prefix("POOL:") {
        Some(territory) => Target::Pool(TerritoryId::new(territory)),
        None => Target::Person(person_id(workspace, &input.to)?),
    };
    let fair = customer.cluster.cards.get(&card).and_then(|file| file.signed.what.fair.clone());
    let discussion = match &input.discussion {
        Some(named) => {
            named.iter().map(|id| person_id(workspace, id)).collect::<Result<Vec<_>, _>>()?
        }
        None => participants(workspace, fair.as_ref(), as_of)?,
    };
    let seen = customer.cluster.cards.keys().copied().collect();
    let assignment = Assignment {
        card,
        to,
        reason: input.reason,
        overriding: input.overriding,
        discussion,
        seen,
        dealt: None,
    };
    let candidate = candidate(workspace.me().clone(), as_of, assignment.clone());
    may_assign(&candidate, &customer.cluster, &workspace.book().company, as_of)
        .map_err(Failure::refused)?;
    let (person, pool) = match &assignment.to {
        Target::Person(person) => (Some(person.to_string()), None),
        Target::Pool(pool) => (None, Some(pool.to_string())),
    };
    let payload = payload::Assignment {
        card: card_bytes(card),
        person,
        pool,
        reason: assignment.reason,
        overriding: assignment.overriding,
        discussion: assignment.discussion.iter().map(|person| person.to_string()).collect(),
        seen: assignment.seen.into_iter().map(card_bytes).collect(),
    };
    workspace.sign(vec![Fresh::open(kind::ASSIGNMENT, payload.encode())], now)?;
    Ok(())
}

/// An assignment that nobody has signed yet, to be judged.
pub(super) fn candidate(by: PersonId, at: Instant, what: Assignment) -> Act<Assignment> {
    Act::new(FactId([0xff; 32]), by, SigningTime::exact(at), what)
}

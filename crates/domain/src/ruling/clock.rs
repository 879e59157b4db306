//! When time alone changes a ruling.

use crate::act::Target;
use crate::cluster::Cluster;
use crate::company::Company;
use crate::deadline;
use crate::time::Instant;

use super::{settled, standing};

/// The first instant after `as_of` at which the ruling on a customer may change although nobody does
/// anything: a hand-in deadline goes by (OWN-08), a fair's assignment closes (OWN-05), what was registered
/// becomes final (SYN-03), a version of a fact about the company comes into force. Until then
/// [`super::rule`] gives the same ruling.
pub fn next_turn_by_clock(cluster: &Cluster, company: &Company, as_of: Instant) -> Option<Instant> {
    let parameters = company.parameters(as_of);
    let mut instants =
        vec![company.territories.next_after(as_of), company.parameters.next_after(as_of)];
    instants.extend(settled::finalities(cluster, company).map(Some));
    // Whoever leaves takes his rank with him (OWN-14).
    let given = cluster.assignments.iter().filter_map(|act| match &act.what.to {
        Target::Person(person) => Some(person),
        Target::Pool(_) => None,
    });
    let people = cluster.cards.values().map(|file| file.signer()).chain(given);
    instants.extend(people.map(|person| company.people.get(person)?.next_after(as_of)));
    for file in cluster.cards.values() {
        if file.possession.is_none() {
            let due = standing::hand_in_deadline(file, company);
            instants.push(due.map(|due| due.plus_ms(1)));
        }
        let Some(fair) = &file.signed.what.fair else { continue };
        let Some(versions) = company.fairs.get(fair) else { continue };
        instants.push(versions.next_after(as_of));
        let close = versions
            .at(as_of)
            .and_then(|fair| deadline::assignment_close(fair, &parameters, &company.zone));
        instants.push(close.map(|close| close.plus_ms(1)));
    }
    instants.into_iter().flatten().filter(|at| *at > as_of).min()
}

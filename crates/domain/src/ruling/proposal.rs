//! Step 5: whom the rules propose to the competent authority (OWN-06, OWN-07, OWN-16).

use crate::card::CardFile;
use crate::cluster::Cluster;
use crate::company::Company;
use crate::ids::PersonId;

use super::rank::Rank;
use super::standing::Standing;
use super::venue::{Territory, Venue};

/// A proposal and how it came about.
#[derive(Default)]
pub(super) struct Proposal {
    /// Whom.
    pub(super) person: Option<PersonId>,
    /// The trainee for whom his mentor answers.
    pub(super) trainee: Option<PersonId>,
}

pub(super) fn propose(
    venue: &Venue,
    rank: &Rank,
    standing: &Standing,
    cluster: &Cluster,
    company: &Company,
) -> Proposal {
    let counts = rank.effective.filter(|_| venue.territory == Territory::In);
    let Some(effective) = counts else { return Proposal::default() };
    let heir = match standing.departed().next() {
        None => Some(effective),
        // What a leaver had goes to a duplicate's holder of his department first, else to all of it (P29): the
        // next live card of that department, also where another department's card was signed before it.
        Some(_) => [effective]
            .into_iter()
            .chain(standing.live())
            // Where an outcome is held, not every card that lives was known when it became final.
            .find(|card| {
                let known = cluster.cards.get(card);
                known.is_some_and(|file| inherits(file, standing, company))
            }),
    };
    let Some(file) = heir.map(|card| &cluster.cards[&card]) else { return Proposal::default() };
    let at = file.at();
    let Some(signer) = company.person(file.signer(), at) else { return Proposal::default() };
    let takes_part = match &venue.fair {
        Some(fair) => company.fair(fair, at).is_some_and(|fair| fair.has(&signer.id)),
        None => true,
    };
    if !signer.sells() || !takes_part {
        return Proposal::default();
    }
    match &signer.mentor {
        Some(mentor) => Proposal { person: Some(mentor.clone()), trainee: Some(signer.id.clone()) },
        None => Proposal { person: Some(signer.id.clone()), trainee: None },
    }
}

/// Whether a card's signer is of the department of everybody who has left.
fn inherits(file: &CardFile, standing: &Standing, company: &Company) -> bool {
    let at = file.at();
    company.person(file.signer(), at).is_some_and(|signer| {
        standing.departed().all(|leaver| {
            company
                .person(leaver, at)
                .is_some_and(|leaver| leaver.department() == signer.department())
        })
    })
}

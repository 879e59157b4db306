//! The reasons of a ruling, in the order of the pipeline.

use std::collections::BTreeSet;

use crate::act::Target;
use crate::card::{Adoption, CardFile};
use crate::cluster::Cluster;
use crate::identity::{Likeness, compare};
use crate::ids::{CardId, PersonId};

use super::authority::Decision;
use super::proposal::Proposal;
use super::rank::{Rank, minutes_between};
use super::reason::Reason;
use super::standing::Standing;
use super::venue::{Territory, Venue};
use super::{Owner, Ruling};

pub(super) fn reasons(
    ruling: &Ruling,
    standing: &Standing,
    rank: &Rank,
    venue: &Venue,
    proposal: &Proposal,
    decision: &Decision,
    cluster: &Cluster,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    explain_rank(&mut reasons, standing, rank, cluster);
    explain_adoptions(&mut reasons, cluster);
    reasons.push(Reason::Territory {
        territory: venue.territory,
        site: venue.site,
        home: venue.home.clone(),
        fair: venue.fair.clone(),
    });
    if venue.contested {
        reasons.push(Reason::SitesContradict);
    }
    explain_owner(&mut reasons, ruling, venue, proposal, decision);
    if !ruling.helpers.is_empty() {
        let whom = match &ruling.owner {
            Owner::Person(person) => Some(person.clone()),
            _ => ruling.effective.map(|id| cluster.cards[&id].signer().clone()),
        };
        reasons.push(Reason::Helpers { who: ruling.helpers.iter().cloned().collect(), whom });
    }
    if let Some(person) = &ruling.credit {
        reasons.push(Reason::Credit { person: person.clone() });
    }
    reasons
}

fn explain_rank(reasons: &mut Vec<Reason>, standing: &Standing, rank: &Rank, cluster: &Cluster) {
    let signer = |id: CardId| cluster.cards[&id].signer().clone();
    match rank.effective {
        None => reasons.push(Reason::NoLiveCard),
        Some(card) => {
            let at = cluster.cards[&card].at();
            let next = rank
                .runner_up
                .filter(|next| !rank.tied.contains(next))
                .map(|next| (next, signer(next), minutes_between(at, cluster.cards[&next].at())));
            reasons.push(Reason::FirstSignature { card, by: signer(card), at, next });
            if let Some(step) = rank.tie {
                let over = rank.tied.clone();
                reasons.push(Reason::Tie { card, by: signer(card), step, over });
            }
        }
    }
    let joined = joined(cluster);
    if !joined.is_empty() {
        reasons.push(Reason::Joined { cards: joined.into_iter().collect() });
    }
    for id in &rank.unproven {
        reasons.push(Reason::NotProven { card: *id, by: signer(*id) });
    }
    for file in cluster.cards.values().filter(|file| file.signed.time.contradicted) {
        let time = &file.signed.time;
        reasons.push(Reason::ClockCorrected {
            card: file.id(),
            by: file.signer().clone(),
            claimed: time.claimed,
            corrected: time.at,
        });
    }
    for file in cluster.cards.values() {
        reasons.extend(file.corrected.iter().map(|made| Reason::Corrected {
            card: file.id(),
            by: made.by.clone(),
            at: made.at,
            fields: made.fields.clone(),
            instead_of: made.instead_of,
            approved_by: made.approved.by.clone(),
        }));
        reasons.extend(file.excused.iter().map(|excuse| Reason::Excused {
            card: file.id(),
            signer: file.signer().clone(),
            by: excuse.by.clone(),
            at: excuse.at,
            reason: excuse.reason.clone(),
            restored: file.restored_by().is_some(),
        }));
        reasons.extend(file.disputed.iter().map(|said| Reason::Disputed {
            card: file.id(),
            by: file.signer().clone(),
            said: said.clone(),
        }));
    }
    for card in &standing.cards {
        if let Some(why) = &card.out {
            let (card, by) = (card.card, card.signer.clone());
            reasons.push(Reason::CardOut { card, by, why: why.clone() });
        }
    }
}

/// What would be void had nobody taken it in: the cards, and what was decided about the customer.
fn explain_adoptions(reasons: &mut Vec<Reason>, cluster: &Cluster) {
    let reason = |card, author: &PersonId, adopted: &Adoption| Reason::Adopted {
        card,
        author: author.clone(),
        revoked: adopted.revoked,
        by: adopted.by.clone(),
        at: adopted.at,
        reason: adopted.reason.clone(),
    };
    for file in cluster.cards.values() {
        let adopted = file.signed.adopted.iter();
        reasons.extend(adopted.map(|adopted| reason(Some(file.id()), file.signer(), adopted)));
    }
    let decided: BTreeSet<_> = cluster
        .assignments
        .iter()
        .filter_map(|act| Some((act.adopted.as_ref()?, act.id, &act.by)))
        .collect();
    reasons.extend(decided.into_iter().map(|(adopted, _, by)| reason(None, by, adopted)));
}

/// The cards that are one customer because a person said so, and not by what stands on them.
fn joined(cluster: &Cluster) -> BTreeSet<CardId> {
    let by_word = cluster.same.iter().filter(|(one, other)| {
        let of = |card| cluster.cards.get(card).map(|file: &CardFile| &file.signed.what);
        let (Some(one), Some(other)) = (of(one), of(other)) else { return false };
        !matches!(compare(one, other), Likeness::Sure(_))
    });
    by_word.flat_map(|(one, other)| [*one, *other]).collect()
}

fn explain_owner(
    reasons: &mut Vec<Reason>,
    ruling: &Ruling,
    venue: &Venue,
    proposal: &Proposal,
    decision: &Decision,
) {
    let inside = venue.territory == Territory::In;
    let followed = |person: &PersonId| match &decision.founding {
        Some(founding) => founding.owner == Owner::Person(person.clone()),
        None => true,
    };
    match &proposal.person {
        Some(person) if followed(person) => {
            reasons.push(Reason::Proposed { person: person.clone() });
            if let Some(trainee) = &proposal.trainee {
                let (trainee, mentor) = (trainee.clone(), person.clone());
                reasons.push(Reason::Mentor { trainee, mentor });
            }
        }
        None if inside && decision.founding.is_none() => reasons.push(Reason::EqualShare),
        _ => {}
    }
    match &decision.founding {
        Some(founding) => {
            let to = match &founding.owner {
                Owner::Pool(territory) => Target::Pool(territory.clone()),
                Owner::Person(person) => Target::Person(person.clone()),
                Owner::Company | Owner::None => return,
            };
            reasons.push(Reason::Assigned {
                by: founding.by.clone(),
                level: founding.level,
                to,
                at: founding.at,
                reason: founding.reason.clone(),
                out_of_territory: !inside,
            });
            if let (Some(share), Owner::Person(person)) = (&founding.dealt, &founding.owner) {
                reasons.push(Reason::Dealt {
                    person: person.clone(),
                    fair: share.fair.clone(),
                    cards: share.cards,
                    people: share.people,
                    equal: share.equal,
                });
            }
        }
        None if ruling.owner == Owner::None => {}
        None if inside => reasons.push(Reason::WaitsFor { authority: ruling.authority.clone() }),
        None => reasons.push(Reason::WaitsForHeadquarters),
    }
    for act in &decision.acts {
        if let Some(rule) = act.void {
            let (by, to, at) = (act.by.clone(), act.to.clone(), act.at);
            reasons.push(Reason::VoidAct { rule, by, to, at });
        } else if act.outranked {
            let (by, to, at) = (act.by.clone(), act.to.clone(), act.at);
            reasons.push(Reason::Outranked { by, to, at, out_of_territory: !inside });
        }
    }
    if let (true, Owner::Person(person)) = (decision.protected, &ruling.owner) {
        reasons.push(Reason::OwnerStays { person: person.clone() });
    }
}

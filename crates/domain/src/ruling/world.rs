//! Steps 1 to 5 over a set of facts: freely, or with an outcome held that was final before.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::act::CaseDecision;
use crate::card::{Act, CardFile, Source};
use crate::cluster::Cluster;
use crate::company::{Company, Role};
use crate::ids::{CardId, FactId, PersonId};
use crate::time::Instant;

use super::authority::{self, Decision, Founding, InPlace, Level};
use super::case::Settled;
use super::proposal::{self, Proposal};
use super::rank::{self, Rank};
use super::reason::Reason;
use super::standing::{self, Standing};
use super::state::Outcome;
use super::venue::{self, Territory, Venue};
use super::{Owner, Ruling, alert, explain, turn};

/// An outcome that is held whatever the facts say.
pub(super) struct Held<'a> {
    pub(super) outcome: &'a Outcome,
    /// What was signed up to here changes nothing any more.
    pub(super) since: Instant,
    /// The cards that were known then.
    pub(super) cards: &'a BTreeSet<CardId>,
    pub(super) founded_on: Option<FactId>,
    pub(super) decision: Option<&'a Act<CaseDecision>>,
}

/// What the steps of the pipeline come to.
pub(super) struct World<'a> {
    /// The facts by which acts are judged.
    pub(super) cluster: Cow<'a, Cluster>,
    standing: Standing,
    rank: Rank,
    pub(super) venue: Venue,
    proposal: Proposal,
    pub(super) decision: Decision,
    owner: Owner,
    credit: Option<PersonId>,
    /// Whom the rules would propose in place of an owner who was assigned without knowing of the card
    /// that counts (P2).
    pub(super) unseen: Option<PersonId>,
}

impl<'a> World<'a> {
    pub(super) fn free(cluster: &'a Cluster, company: &Company, as_of: Instant) -> Self {
        let standing = standing::sort_out(cluster, company, as_of);
        let rank = rank::rank(&standing, cluster, company);
        let venue = venue::find(&standing, rank.effective, cluster, company);
        let proposal = proposal::propose(&venue, &rank, &standing, cluster, company);
        let weighed = Weighed::new(&venue, &rank, &proposal, (cluster, company, as_of));
        let in_place = InPlace::default();
        let decision =
            authority::decide(&venue, cluster, company, as_of, in_place, |current, at| {
                weighed.reopened(current, at)
            });
        let owner = match &decision.founding {
            Some(founding) => founding.owner.clone(),
            None => waiting(&standing, &venue),
        };
        let credit = free_credit(&standing, &rank, cluster, company);
        Self::new(
            Cow::Borrowed(cluster),
            standing,
            rank,
            venue,
            proposal,
            decision,
            owner,
            credit,
            (company, as_of),
        )
    }

    pub(super) fn held(
        held: &Held<'_>,
        cluster: &'a Cluster,
        company: &Company,
        as_of: Instant,
    ) -> Self {
        let standing = standing::sort_out(cluster, company, as_of);
        let mut known = cluster.clone();
        known.cards.retain(|id, file| held.cards.contains(id) || file.at() > held.since);
        // A leaver's card counts no longer, however final it was (OWN-14).
        let pinned = held.outcome.effective.filter(|card| {
            let file = known.cards.get(card);
            file.is_some_and(|file| !company.has_left(file.signer(), as_of))
        });
        let (rank, used) = match pinned {
            Some(card) => (Rank { effective: Some(card), ..Rank::default() }, Cow::Owned(known)),
            // Nobody's signature counted, or its card is another customer's now: nothing to hold.
            None => (rank::rank(&standing, cluster, company), Cow::Borrowed(cluster)),
        };
        let among = standing::sort_out(&used, company, as_of);
        let venue = venue::find(&among, rank.effective, &used, company);
        let has_owner = match &held.outcome.owner {
            Owner::Person(person) => !company.has_left(person, as_of),
            _ => false,
        };
        let founding = has_owner.then(|| founding(held, cluster, company)).flatten();
        let founded_on = founding.as_ref().map(|founding| founding.act);
        let in_place = InPlace { since: has_owner.then_some(held.since), founding };
        let proposal = proposal::propose(&venue, &rank, &standing, &used, company);
        let weighed = Weighed::new(&venue, &rank, &proposal, (&used, company, as_of));
        let decision = authority::decide(&venue, &used, company, as_of, in_place, |current, at| {
            weighed.reopened(current, at)
        });
        let owner = match &decision.founding {
            Some(founding) if Some(founding.act) == founded_on => held.outcome.owner.clone(),
            Some(founding) => founding.owner.clone(),
            None if has_owner => held.outcome.owner.clone(),
            None => waiting(&standing, &venue),
        };
        let holds = held.outcome.effective.is_some_and(|card| used.cards.contains_key(&card));
        let credit = match holds {
            true => held.outcome.credit.clone(),
            false => free_credit(&standing, &rank, cluster, company),
        };
        Self::new(used, standing, rank, venue, proposal, decision, owner, credit, (company, as_of))
    }

    #[allow(clippy::too_many_arguments)] // Both ways of making one end here, and nobody else calls it.
    fn new(
        cluster: Cow<'a, Cluster>,
        standing: Standing,
        rank: Rank,
        venue: Venue,
        proposal: Proposal,
        decision: Decision,
        owner: Owner,
        credit: Option<PersonId>,
        (company, as_of): (&Company, Instant),
    ) -> Self {
        let weighed = Weighed::new(&venue, &rank, &proposal, (&cluster, company, as_of));
        let unseen = decision.founding.as_ref().and_then(|founding| weighed.unseen(founding));
        Self { cluster, standing, rank, venue, proposal, decision, owner, credit, unseen }
    }

    /// Everybody who is bound to help under an outcome (DUP-03).
    pub(super) fn helpers_of(&self, cluster: &Cluster, outcome: &Outcome) -> BTreeSet<PersonId> {
        let helped = match &outcome.owner {
            Owner::Person(person) => Some(person.clone()),
            _ => outcome.effective.and_then(|id| Some(cluster.cards.get(&id)?.signer().clone())),
        };
        let bound = self.standing.duty_bound(cluster);
        bound.filter(|person| Some(person) != helped.as_ref()).collect()
    }

    /// The ruling that it comes to; `None` without cards.
    pub(super) fn ruling(&self, cluster: &Cluster, company: &Company) -> Option<Ruling> {
        let outcome = Outcome {
            effective: self.rank.effective,
            owner: self.owner.clone(),
            credit: self.credit.clone(),
        };
        let waits = !matches!(self.owner, Owner::Person(_));
        let served = self.served(cluster);
        let reopened = self.unseen.clone().filter(|_| served.is_none());
        let alerts = alert::alerts(
            &self.standing,
            &self.venue,
            &self.decision,
            self.proposal.person.as_ref(),
            self.unseen.as_ref(),
            cluster,
            company,
        );
        let mut ruling = Ruling {
            customer: cluster.customer()?,
            territory: self.venue.territory,
            effective: self.rank.effective,
            undecided: self.rank.undecided && waits,
            founded_on: self.decision.founding.as_ref().map(|founding| founding.act),
            assigned_at: self.decision.founding.as_ref().map(|founding| founding.at),
            proposal: self.proposal.person.clone().filter(|_| waits).or(reopened),
            authority: self.decision.authority.clone(),
            helpers: self.helpers_of(cluster, &outcome),
            cards: self.standing.cards.clone(),
            acts: self.decision.acts.clone(),
            reasons: Vec::new(),
            turns: Vec::new(),
            alerts,
            case: None,
            settled: Settled::unheld(outcome.clone()),
            owner: outcome.owner,
            credit: outcome.credit,
        };
        ruling.reasons = explain::reasons(
            &ruling,
            &self.standing,
            &self.rank,
            &self.venue,
            &self.proposal,
            &self.decision,
            cluster,
        );
        if let (Some(person), Some(card)) = (&self.unseen, self.rank.effective) {
            ruling.reasons.push(Reason::Unseen { card, person: person.clone(), served });
        }
        ruling.turns = turn::turns(&ruling, &self.standing, cluster);
        Some(ruling)
    }

    /// The owner's first proper service after he was assigned.
    fn served(&self, cluster: &Cluster) -> Option<Instant> {
        let founding = self.decision.founding.as_ref()?;
        first_service(&self.owner, founding.at, cluster)
    }

    /// Whom the rules propose in place of an owner, if what he rests on is to be looked at again (P2).
    pub(super) fn reopened(
        &self,
        founding: &Founding,
        at: Instant,
        (company, as_of): (&Company, Instant),
    ) -> Option<PersonId> {
        let facts = (self.cluster.as_ref(), company, as_of);
        Weighed::new(&self.venue, &self.rank, &self.proposal, facts).reopened(founding, at)
    }
}

fn waiting(standing: &Standing, venue: &Venue) -> Owner {
    match (standing.any_left(), &venue.territory, &venue.home) {
        (false, ..) => Owner::None,
        (true, Territory::In, Some(home)) => Owner::Pool(home.clone()),
        _ => Owner::Company,
    }
}

/// Whoever has left since keeps the credit that was his (rulebook M5).
fn free_credit(
    standing: &Standing,
    rank: &Rank,
    cluster: &Cluster,
    company: &Company,
) -> Option<PersonId> {
    match standing.departed().next() {
        None => credit_of(rank.effective, cluster, company),
        Some(_) => {
            let before = rank::rank(&standing.before_anybody_left(), cluster, company);
            credit_of(before.effective, cluster, company)
        }
    }
}

/// Capture credit is a fair's (DUP-10), of one that is known.
fn credit_of(effective: Option<CardId>, cluster: &Cluster, company: &Company) -> Option<PersonId> {
    let at_a_fair = |file: &&CardFile| {
        let fair = file.signed.what.fair.as_ref();
        fair.is_some_and(|fair| company.fair(fair, file.at()).is_some())
    };
    effective
        .map(|id| &cluster.cards[&id])
        .filter(|file| at_a_fair(file) && file.signed.what.source != Source::Other)
        .map(|file| file.signer().clone())
}

/// What an assignment is weighed against.
struct Weighed<'a> {
    cluster: &'a Cluster,
    /// Whom the rules propose, in territory.
    proposed: Option<&'a PersonId>,
    /// The card that counts, and since when it does although it came late.
    effective: Option<(CardId, Option<Instant>)>,
}

impl<'a> Weighed<'a> {
    fn new(
        venue: &Venue,
        rank: &Rank,
        proposal: &'a Proposal,
        (cluster, company, as_of): (&'a Cluster, &Company, Instant),
    ) -> Self {
        let proposed = proposal.person.as_ref().filter(|_| venue.territory == Territory::In);
        let effective = rank.effective.map(|card| {
            let excused = standing::restored(&cluster.cards[&card], company, as_of);
            (card, excused.map(|excuse| excuse.at))
        });
        Self { cluster, proposed, effective }
    }

    /// In territory the assignment follows the card that counts. One that was made before its author knew of
    /// that card is looked at again (P2): whom the rules propose instead.
    fn unseen(&self, founding: &Founding) -> Option<PersonId> {
        let (proposed, (effective, excused)) = (self.proposed?, self.effective?);
        // What lay there without a rank when he assigned, and was excused only then, he could not weigh (OWN-12).
        let in_rank = excused.is_none_or(|at| at <= founding.at);
        let known = in_rank && (founding.seen.is_empty() || founding.seen.contains(&effective));
        let other = matches!(&founding.owner, Owner::Person(owner) if owner != proposed);
        (other && !known).then(|| proposed.clone())
    }

    /// The same at an instant, unless the owner had reached the customer by then: he is rather left.
    fn reopened(&self, founding: &Founding, at: Instant) -> Option<PersonId> {
        let served = first_service(&founding.owner, founding.at, self.cluster);
        let served = served.is_some_and(|served| served <= at);
        self.unseen(founding).filter(|_| !served)
    }
}

/// An owner's first proper service since he was assigned.
fn first_service(owner: &Owner, since: Instant, cluster: &Cluster) -> Option<Instant> {
    let his = cluster.services.iter().filter(|act| {
        Owner::Person(act.by.clone()) == *owner && !act.after_revocation && act.time.at >= since
    });
    his.map(|act| act.time.at).min()
}

/// What a held owner rests on: his assignment, or the decision that chose him.
fn founding(held: &Held<'_>, cluster: &Cluster, company: &Company) -> Option<Founding> {
    let level = |by: &PersonId, at: Instant| match company.holds(by, Role::Hq, at) {
        true => Level::Headquarters,
        false => Level::RegionalManager,
    };
    let assigned = cluster.assignments.iter().find(|act| Some(act.id) == held.founded_on);
    if let Some(act) = assigned {
        return Some(authority::found(act, level(&act.by, act.time.at), cluster));
    }
    let act = held.decision?;
    let Owner::Person(person) = &held.outcome.owner else { return None };
    let card = cluster.cards.get(&act.what.card);
    Some(Founding {
        act: act.id,
        by: act.by.clone(),
        at: act.time.at,
        level: level(&act.by, act.time.at),
        owner: Owner::Person(person.clone()),
        reason: act.what.reason.clone(),
        discussed: true,
        seen: Vec::new(),
        fair: card.and_then(|file| file.signed.what.fair.clone()),
        dealt: None,
    })
}

//! What there is to decide between what is final and what the facts say, and whether somebody has.

use std::collections::BTreeSet;

use crate::act::{Appeal, CaseDecision};
use crate::card::{Act, CardFile};
use crate::cluster::Cluster;
use crate::company::{Company, Role};
use crate::ids::{CardId, PersonId};
use crate::rule::Rule;
use crate::time::Instant;

use super::authority::{Authority, authority_now};
use super::case::{Case, decision};
use super::cause::causes;
use super::reason::Reason;
use super::settled::{Base, takes_credit};
use super::state::{Outcome, Registration};
use super::venue::{Territory, Venue};
use super::world::{Held, World};
use super::{Owner, Ruling};

/// The decision that was carried out, unless headquarters itself had decided.
pub(super) fn appealable<'a>(
    cluster: &'a Cluster,
    base: &Base<'_>,
    company: &Company,
) -> Option<&'a Act<CaseDecision>> {
    let decided = decision(cluster, base.decides.due_to()?)?;
    (!company.holds(&decided.by, Role::Hq, decided.time.at)).then_some(decided)
}

/// The first appeal against a decision that counts: a party's, with a reason.
pub(super) fn appealed<'a>(
    cluster: &'a Cluster,
    decided: &Act<CaseDecision>,
) -> Option<&'a Act<Appeal>> {
    let counts = |appeal: &&Act<Appeal>| {
        appeal.what.decision == decided.id
            && decided.what.names(&appeal.by)
            && !appeal.after_revocation
            && !appeal.what.reason.trim().is_empty()
    };
    let appeals = cluster.appeals.iter().filter(counts);
    appeals.min_by_key(|appeal| (appeal.time.at, appeal.id))
}

/// What is final, what the facts say, and what would stand: between these there may be something to decide.
pub(super) struct Step<'a, 'w> {
    pub(super) cluster: &'a Cluster,
    pub(super) company: &'a Company,
    pub(super) as_of: Instant,
    pub(super) base: &'w Base<'a>,
    pub(super) free: &'w World<'a>,
    pub(super) world: &'w World<'a>,
}

impl<'a> Step<'a, '_> {
    /// What the rules say of all facts. An assignment that was made without knowing of a card handed in on
    /// time speaks for that card's holder, where the card is news (P2).
    pub(super) fn said(&self, ruling: &Ruling) -> Outcome {
        let mut said = ruling.outcome();
        let before = &self.base.decides.said;
        if let Some(person) = &self.free.unseen {
            let person = Owner::Person(person.clone());
            if said.effective != before.effective || before.owner == person {
                said.owner = person;
            }
        }
        said
    }

    /// What there is to decide, if anything.
    pub(super) fn question(
        &self,
        ruling: &Ruling,
        standing: &Ruling,
        said: &Outcome,
        others: &[Base<'_>],
    ) -> Option<Case> {
        let stands = standing.outcome();
        let before = &self.base.decides.said;
        let joined: Vec<Outcome> = others
            .iter()
            .map(|other| other.decides.outcome.clone())
            .filter(|other| {
                self.differ(&stands, other) || takes_credit(&stands.credit, &other.credit)
            })
            .collect();
        // The credit is of the card that counts, and comes and goes with it.
        let (effective, credit) = news(counts(&stands), counts(before), counts(said));
        let owner = news(&stands.owner, &before.owner, &said.owner).clone();
        let mut proposed = Outcome { effective: *effective, owner, credit: credit.clone() };
        let appeal = self.appeal();
        if let Some((_, rejected)) = &appeal {
            proposed = (*rejected).clone();
        }
        let other = self.differ(&stands, &proposed) || appeal.is_some() && proposed != stands;
        if !other && joined.is_empty() {
            return None;
        }
        let served = self.served(standing);
        let mut case = Case {
            because: causes(
                self.cluster,
                self.base.registration,
                self.base.decides,
                ruling,
                self.since(),
            ),
            helpers: self.free.helpers_of(self.cluster, &proposed),
            reasons: ruling.reasons.clone(),
            since: self.since(),
            authority: Authority::Hq,
            recommended: stands.owner == proposed.owner || served.is_none(),
            standing: stands,
            proposed,
            joined,
            served,
            appeal: appeal.map(|(appeal, _)| appeal.clone()),
        };
        case.authority = self.authority(&case, self.as_of);
        Some(case)
    }

    /// Whether there is anything between two outcomes that anybody could want decided. Which of several
    /// cards of one person counts is nothing: they are one (DUP-11), and he could go on with ever earlier
    /// ones.
    ///
    /// Nor is the credit: it is of the card that counts. Only of two files that were final each can have one.
    fn differ(&self, a: &Outcome, b: &Outcome) -> bool {
        let signer = |card: CardId| self.cluster.cards.get(&card).map(CardFile::signer);
        let signers = [a, b].map(|outcome| outcome.effective.map(signer));
        a.owner != b.owner || signers[0] != signers[1]
    }

    fn since(&self) -> Instant {
        self.base.finality.at
    }

    /// The first appeal by a party against the decision that was carried out, unless headquarters itself
    /// had decided, and what that decision rejected.
    fn appeal(&self) -> Option<(&'a Act<Appeal>, &'a Outcome)> {
        let decided = appealable(self.cluster, self.base, self.company)?;
        let CaseDecision { standing, proposed, adopt, .. } = &decided.what;
        let first = appealed(self.cluster, decided)?;
        Some((first, if *adopt { standing } else { proposed }))
    }

    /// Whom the rules name to decide: in territory the supervisor until the close, then the regional
    /// manager; headquarters for everything else, on appeal, and where he is a party himself.
    fn authority(&self, case: &Case, at: Instant) -> Authority {
        let (now, then) = (&self.free.venue, &self.world.venue);
        let inside = |venue: &Venue| venue.territory == Territory::In && !venue.contested;
        if case.appeal.is_some() || !inside(now) || !inside(then) || now.home != then.home {
            return Authority::Hq;
        }
        match authority_now(then, None, self.company, at) {
            Authority::Person(person) if !case.parties().contains(&person) => {
                Authority::Person(person)
            }
            _ => Authority::Hq,
        }
    }

    /// The owner's first contact in which he reached the customer since he was assigned.
    fn served(&self, standing: &Ruling) -> Option<Instant> {
        let Owner::Person(owner) = &standing.owner else { return None };
        let since = standing.assigned_at.unwrap_or(self.since());
        let services = self.cluster.services.iter();
        let his = services.filter(|act| act.by == *owner && !act.after_revocation);
        his.map(|act| act.time.at).filter(|at| *at >= since).min()
    }

    /// The decision on a case that counts, and why others do not.
    pub(super) fn decided(&self, case: &Case) -> (Option<&'a Act<CaseDecision>>, Vec<Reason>) {
        let carried_out = |act: &Act<CaseDecision>| {
            let by = |r: &Registration| r.decides.as_ref().and_then(|d| d.decision) == Some(act.id);
            self.cluster.registrations.iter().any(by)
        };
        // What was signed before the last word that was carried out was about another question, though its
        // words be the same.
        let last = self.base.decides.due_to().and_then(|id| decision(self.cluster, id));
        let since = last.map_or(self.since(), |last| last.time.at.max(self.since()));
        let open = |act: &&Act<CaseDecision>| act.time.at >= since && !carried_out(act);
        let mut acts: Vec<_> = self.cluster.decisions.iter().filter(open).collect();
        acts.sort_by_key(|act| (act.time.at, act.id));
        let mut void = Vec::new();
        for act in acts {
            match self.judge(act, case) {
                Ok(()) => return (Some(act), Vec::new()),
                Err(rule) => {
                    void.push(Reason::VoidDecision { rule, by: act.by.clone(), at: act.time.at });
                }
            }
        }
        (None, void)
    }

    pub(super) fn judge(&self, act: &Act<CaseDecision>, case: &Case) -> Result<(), Rule> {
        let at = act.time.at;
        let active = self.company.person(&act.by, at).is_some_and(|person| person.active);
        if act.after_revocation || !active {
            return Err(Rule::Syn04);
        }
        match self.authority(case, at) {
            Authority::Person(person) if person != act.by => return Err(Rule::Own05),
            Authority::Hq if !self.company.holds(&act.by, Role::Hq, at) => return Err(Rule::Own04),
            _ => {}
        }
        let CaseDecision { standing, proposed, reason, .. } = &act.what;
        let about_it = *standing == case.standing && *proposed == case.proposed;
        match about_it && !reason.trim().is_empty() {
            true => Ok(()),
            false => Err(Rule::Own12),
        }
    }

    /// The ruling with an outcome that somebody chose.
    pub(super) fn with(
        &self,
        outcome: &Outcome,
        act: &'a Act<CaseDecision>,
        free: &Ruling,
    ) -> Option<Ruling> {
        if *outcome == free.outcome() {
            return Some(free.clone());
        }
        let cards: BTreeSet<CardId> = self.cluster.cards.keys().copied().collect();
        let founded_on = self.world.decision.founding.as_ref().map(|founding| founding.act);
        let same_owner = *outcome == self.base.decides.outcome;
        let held = Held {
            outcome,
            since: act.time.at.max(self.since()),
            cards: &cards,
            founded_on: founded_on.filter(|_| same_owner),
            decision: Some(act),
        };
        World::held(&held, self.cluster, self.company, self.as_of)
            .ruling(self.cluster, self.company)
    }
}

fn counts(outcome: &Outcome) -> (&Option<CardId>, &Option<PersonId>) {
    (&outcome.effective, &outcome.credit)
}

/// What the rules say, where that is news; otherwise what stands.
fn news<T: PartialEq>(stands: T, before: T, said: T) -> T {
    if said == before { stands } else { said }
}

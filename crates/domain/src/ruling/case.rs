//! Step 6, second half: what is final stands, and what would change it opens a case (OWN-12, SYN-03).
//!
//! The server's registration says what the ruling decided, so that it is known long after what the server
//! knew then. A ruling of all facts that decides something else has learnt of something late: the outcome
//! that was final stands, and the other is put beside it until somebody competent decides. Acts signed
//! after that instant are no evidence but business as usual (decision 0014).

use std::collections::{BTreeMap, BTreeSet};

use crate::act::{Appeal, CaseDecision};
use crate::card::Act;
use crate::cluster::Cluster;
use crate::company::Company;
use crate::ids::{CardId, FactId, PersonId};
use crate::rule::Rule;
use crate::time::Instant;

use super::authority::Authority;
use super::cause::Cause;
use super::question::{Step, appealable, appealed};
use super::reason::{Alert, AlertKind, Reason, Turn};
use super::state::{Decides, Finality, Outcome, Registration};
use super::world::{Held, World};
use super::{Owner, Ruling};

/// Two outcomes side by side, until somebody competent decides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// The outcome that stands meanwhile.
    pub standing: Outcome,
    /// What would hold otherwise: what the rules make of all facts, or what an appealed decision rejected.
    pub proposed: Outcome,
    /// Who would help then.
    pub helpers: BTreeSet<PersonId>,
    /// Why the rules say so.
    pub reasons: Vec<Reason>,
    /// Outcomes that were final of other customers, whose cards have turned out to be this one's.
    pub joined: Vec<Outcome>,
    /// What came late.
    pub because: Vec<Cause>,
    /// Since when the standing outcome is final.
    pub since: Instant,
    /// Who decides.
    pub authority: Authority,
    /// The present owner's first proper service (FUP-04).
    pub served: Option<Instant>,
    /// Whether the rules recommend the proposed outcome; an owner in service is rather left (P2).
    pub recommended: bool,
    /// The appeal that put it before headquarters.
    pub appeal: Option<Act<Appeal>>,
}

impl Case {
    /// Everybody whom an outcome names: they may appeal, and none of them decides.
    pub fn parties(&self) -> BTreeSet<PersonId> {
        let outcomes = [&self.standing, &self.proposed].into_iter().chain(&self.joined);
        outcomes.flat_map(Outcome::people).cloned().collect()
    }
}

/// What is settled about a customer beyond the ruling itself. Not part of its bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settled {
    /// What the rules make of the facts alone.
    pub said: Outcome,
    /// Since when this very outcome is final.
    pub finality: Option<Finality>,
    /// A decision that counts and that the server has not carried out yet.
    pub decision: Option<FactId>,
    /// The decision that the server has carried out, while its outcome stands.
    pub rests_on: Option<FactId>,
}

impl Settled {
    /// Nothing is final, and the rules say this.
    pub(super) fn unheld(said: Outcome) -> Self {
        Self { said, finality: None, decision: None, rests_on: None }
    }
}

/// A registration that has become final.
#[derive(Clone)]
pub(super) struct Base<'a> {
    pub(super) registration: &'a Registration,
    pub(super) decides: &'a Decides,
    /// Since when its outcome is: earlier registrations may have said the same.
    pub(super) finality: Finality,
    /// The cards of which it is the last word.
    cards: BTreeSet<CardId>,
}

/// What became final of a customer's cards, the oldest first: of two files that turn out to be one the
/// older stands (DUP-09).
fn bases<'a>(cluster: &'a Cluster, company: &Company, as_of: Instant) -> Vec<Base<'a>> {
    let mut registrations: Vec<&Registration> = cluster.registrations.iter().collect();
    registrations.sort_by_key(|r| (r.order, r.at, r.ruling));
    let mut found: Vec<Base<'a>> = Vec::new();
    for card in cluster.cards.keys() {
        let about: Vec<_> =
            registrations.iter().copied().filter(|r| r.cards.contains(card)).collect();
        let newest = about.iter().enumerate().rev().find_map(|(at, registration)| {
            let ends = registration.finality(&company.parameters(registration.at));
            let decides = registration.decides.as_ref()?;
            let undone = about[at + 1..]
                .iter()
                .any(|later| later.at < ends.at && !later.repeats(registration));
            let finality = end_of_waiting(&about[..=at], company)?;
            let cards = BTreeSet::from([*card]);
            let base = Base { registration, decides, finality, cards };
            (!undone && ends.at <= as_of).then_some(base)
        });
        let Some(base) = newest else { continue };
        match found.iter_mut().find(|known| known.registration == base.registration) {
            Some(known) => known.cards.extend(base.cards),
            None => found.push(base),
        }
    }
    let signed = |base: &Base<'_>| base.cards.iter().map(|card| cluster.cards[card].at()).min();
    found.sort_by_key(|base| (base.finality.at, signed(base), base.registration.order));
    found
}

/// The cards of customers that are final and of which one would lose its owner or its credit if it turned out
/// to be the other. Nobody but the CRM centre makes one of them (SYN-03).
pub fn settled_apart(
    cluster: &Cluster,
    company: &Company,
    as_of: Instant,
) -> Vec<BTreeSet<CardId>> {
    let mut customers: BTreeMap<(&Owner, &Option<PersonId>), BTreeSet<CardId>> = BTreeMap::new();
    for base in bases(cluster, company, as_of) {
        let Outcome { owner, credit, .. } = &base.decides.outcome;
        customers.entry((owner, credit)).or_default().extend(base.cards);
    }
    let takes = |(a, b): (&Owner, &Owner), credits: [&Option<PersonId>; 2]| {
        let owners = matches!((a, b), (Owner::Person(_), Owner::Person(_))) && a != b;
        owners || credits.iter().all(|credit| credit.is_some()) && credits[0] != credits[1]
    };
    let keys: Vec<_> = customers.keys().copied().collect();
    customers.retain(|(owner, credit), _| {
        keys.iter().any(|(other, theirs)| takes((owner, other), [credit, theirs]))
    });
    customers.into_values().collect()
}

/// When the newest of some registrations in the server's order becomes final: the first of those that said
/// the same in a row began the waiting.
pub fn end_of_waiting(registrations: &[&Registration], company: &Company) -> Option<Finality> {
    let (newest, before) = registrations.split_last()?;
    let finality = |r: &Registration| r.finality(&company.parameters(r.at));
    let same = before.iter().rev().take_while(|earlier| newest.repeats(earlier));
    same.map(|earlier| finality(earlier)).chain([finality(newest)]).min()
}

/// When what was registered becomes final although nobody does anything.
pub(super) fn finalities<'a>(
    cluster: &'a Cluster,
    company: &'a Company,
) -> impl Iterator<Item = Instant> + 'a {
    let finality = |r: &Registration| r.finality(&company.parameters(r.at)).at;
    cluster.registrations.iter().filter(|r| r.decides.is_some()).map(finality)
}

/// The world by whose light acts are judged now.
pub(super) fn world<'a>(cluster: &'a Cluster, company: &Company, as_of: Instant) -> World<'a> {
    let bases = bases(cluster, company, as_of);
    match bases.first() {
        None => World::free(cluster, company, as_of),
        Some(base) => World::held(&held(base, cluster), cluster, company, as_of),
    }
}

fn held<'a>(base: &Base<'a>, cluster: &'a Cluster) -> Held<'a> {
    let Base { registration, decides, finality, .. } = base;
    Held {
        outcome: &decides.outcome,
        since: finality.at,
        cards: &registration.cards,
        founded_on: decides.founded_on,
        decision: decides.due_to().and_then(|id| decision(cluster, id)),
    }
}

pub(super) fn decision(cluster: &Cluster, id: FactId) -> Option<&Act<CaseDecision>> {
    cluster.decisions.iter().find(|act| act.id == id)
}

/// The ruling of all facts, held against what is final.
pub(super) fn settle(cluster: &Cluster, company: &Company, as_of: Instant) -> Option<Ruling> {
    let free = World::free(cluster, company, as_of);
    let ruling = free.ruling(cluster, company)?;
    let bases = bases(cluster, company, as_of);
    let Some((base, others)) = bases.split_first() else { return Some(ruling) };
    let world = World::held(&held(base, cluster), cluster, company, as_of);
    let mut standing = world.ruling(cluster, company)?;
    let step = Step { cluster, company, as_of, base, free: &free, world: &world };
    let said = step.said(&ruling);
    let question = step.question(&ruling, &standing, &said, others);
    let carried_out = base.decides.due_to().and_then(|id| decision(cluster, id));

    if let Some(case) = question {
        let (decided, void) = step.decided(&case);
        if let Some(act) = decided {
            let outcome = if act.what.adopt { &case.proposed } else { &case.standing };
            let mut chosen = step.with(outcome, act, &ruling)?;
            chosen.settled.said = said;
            chosen.settled.decision = Some(act.id);
            chosen.settled.finality = (*outcome == base.decides.outcome).then_some(base.finality);
            chosen.reasons.extend(decided_reason(act));
            return Some(chosen);
        }
        standing.reasons.push(Reason::Stands { since: base.finality.at });
        standing.reasons.push(Reason::CaseOpen { authority: case.authority.clone() });
        standing.reasons.extend(void);
        standing.turns.insert(0, Turn::CaseDecision { authority: case.authority.clone() });
        let parties = case.parties().into_iter();
        standing.alerts.extend(parties.map(|person| Alert {
            kind: AlertKind::Case,
            person,
            card: None,
        }));
        standing.case = Some(case);
    } else {
        if standing.outcome() == ruling.outcome() {
            standing = ruling;
        } else if carried_out.is_none() {
            standing.reasons.push(Reason::Stands { since: base.finality.at });
        }
        // The same words as before the server carried it out: it registers what it then ruled.
        standing.reasons.extend(carried_out.and_then(decided_reason));
    }
    let holds = standing.outcome() == base.decides.outcome;
    standing.settled = Settled {
        finality: holds.then_some(base.finality),
        rests_on: base.decides.due_to().filter(|_| holds),
        ..Settled::unheld(said)
    };
    Some(standing)
}

fn decided_reason(act: &Act<CaseDecision>) -> Option<Reason> {
    Some(Reason::CaseDecided {
        by: act.by.clone(),
        at: act.time.at,
        adopted: act.what.adopt,
        reason: act.what.reason.clone(),
    })
}

/// Whether somebody may decide the case about a customer now, before he signs it.
///
/// # Errors
/// The rule that refuses: OWN-12 where there is no such case, OWN-04, OWN-05, SYN-04.
pub fn may_decide_case(
    candidate: &Act<CaseDecision>,
    cluster: &Cluster,
    company: &Company,
    as_of: Instant,
) -> Result<(), Rule> {
    let ruling = settle(cluster, company, as_of).ok_or(Rule::Own12)?;
    let case = ruling.case.ok_or(Rule::Own12)?;
    let free = World::free(cluster, company, as_of);
    let bases = bases(cluster, company, as_of);
    let base = bases.first().ok_or(Rule::Own12)?;
    let world = World::held(&held(base, cluster), cluster, company, as_of);
    let step = Step { cluster, company, as_of, base, free: &free, world: &world };
    step.judge(candidate, &case)
}

/// The decision that was carried out and against which somebody may still appeal to headquarters.
pub fn may_appeal(
    person: &PersonId,
    cluster: &Cluster,
    company: &Company,
    as_of: Instant,
) -> Option<FactId> {
    let bases = bases(cluster, company, as_of);
    let decided = appealable(cluster, bases.first()?, company)?;
    let open = decided.what.names(person) && appealed(cluster, decided).is_none();
    open.then_some(decided.id)
}

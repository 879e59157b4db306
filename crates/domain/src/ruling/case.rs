//! Step 6, second half: what is final stands, and what would change it opens a case (OWN-12, SYN-03).
//!
//! The server's registration says what the ruling decided, so that it is known long after what the server
//! knew then. A ruling of all facts that decides something else has learnt of something late: the outcome
//! that was final stands, and the other is put beside it until somebody competent decides. Acts signed
//! after that instant are no evidence but business as usual (decision 0014).

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::act::{Appeal, CaseDecision};
use crate::card::Act;
use crate::cluster::Cluster;
use crate::company::Company;
use crate::ids::{FactId, PersonId};
use crate::rule::Rule;
use crate::time::Instant;

use super::Ruling;
use super::alert::{Alert, AlertKind};
use super::authority::Authority;
use super::cause::Cause;
use super::question::{Step, appealable, appealed};
use super::reason::Reason;
use super::settled::{Base, bases};
use super::state::{Finality, Outcome};
use super::turn::Turn;
use super::world::{Held, World};

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

/// The facts with the times that cards had when something became final. What was corrected and approved since makes
/// a new card of one (ORD-15), and nothing that was decided before rested on that.
fn as_they_were(cluster: &Cluster, since: Instant) -> Cow<'_, Cluster> {
    if !cluster.cards.values().any(|file| file.is_renewed_after(since)) {
        return Cow::Borrowed(cluster);
    }
    let mut then = cluster.clone();
    for file in then.cards.values_mut() {
        file.signed.time.at = file.before_renewal_after(since).unwrap_or(file.at());
    }
    Cow::Owned(then)
}

/// The ruling of all facts, held against what is final.
pub(super) fn settle(cluster: &Cluster, company: &Company, as_of: Instant) -> Option<Ruling> {
    let free = World::free(cluster, company, as_of);
    let ruling = free.ruling(cluster, company)?;
    let bases = bases(cluster, company, as_of);
    let Some((base, others)) = bases.split_first() else { return Some(ruling) };
    let world = World::held(&held(base, cluster), cluster, company, as_of);
    let mut standing = world.ruling(&as_they_were(cluster, base.finality.at), company)?;
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

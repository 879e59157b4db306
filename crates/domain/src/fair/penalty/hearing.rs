//! What has become of a proposal: told, heard, decided, or no longer called for (PEN-01).

use std::collections::{BTreeMap, BTreeSet};

use crate::card::Act;
use crate::company::{Company, Role};
use crate::ids::{CardId, FactId, PersonId};
use crate::rule::Rule;
use crate::time::Instant;

use super::call::Proposal;
use super::{Matter, Measure};

/// 「必须先找到当事人…讲明…必要性及处理的目的」: somebody in office has explained it to the person concerned. What he
/// said to him is the record's content part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// About what.
    pub matter: Matter,
    /// How.
    pub way: Way,
}

/// How something was explained to somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// The record is from before this was asked: his days run from its signature, as they did then.
    Unsaid,
    /// It stands in the record, and is explained once the record is on his laptop.
    Written,
    /// Whoever signs it has spoken with him.
    Spoken,
}

impl Way {
    /// The name in records and views; nothing where nothing was said.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Unsaid => None,
            Self::Written => Some("written"),
            Self::Spoken => Some("spoken"),
        }
    }

    /// Reads [`Way::name`]. A way from the future proves nothing by itself.
    pub fn from_name(name: &str) -> Self {
        match name {
            "spoken" => Self::Spoken,
            _ => Self::Written,
        }
    }
}

/// The person concerned has on his laptop what was explained to him; the laptop signs it by itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delivered {
    /// About what.
    pub matter: Matter,
    /// The record that explains it.
    pub told: FactId,
}

/// What the person concerned says to it; his words are the content part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// About what.
    pub matter: Matter,
    /// He does not want to say anything.
    pub declines: bool,
}

/// What a decision makes of a proposal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Verdict {
    /// As proposed.
    Upheld,
    /// Nothing.
    Waived,
    /// Less; in yuan, where the rule names an amount.
    Milder {
        /// How much.
        amount: Option<i64>,
    },
}

impl Verdict {
    /// The name in records, views and scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Self::Upheld => "uphold",
            Self::Waived => "waive",
            Self::Milder { .. } => "milder",
        }
    }

    /// Reads [`Verdict::name`].
    pub fn from_name(name: &str, amount: Option<i64>) -> Option<Self> {
        match name {
            "uphold" => Some(Self::Upheld),
            "waive" => Some(Self::Waived),
            "milder" => Some(Self::Milder { amount }),
            _ => None,
        }
    }

    /// Whether it is one of a measure: less is less than what was proposed, and not nothing.
    fn fits(self, measure: Measure) -> bool {
        match (self, measure) {
            (Self::Upheld | Self::Waived, _) => true,
            (Self::Milder { amount: Some(amount) }, Measure::Fine { most }) => {
                0 < amount && amount < most
            }
            (Self::Milder { amount: None }, Measure::Severe | Measure::Unstated) => true,
            (Self::Milder { .. }, _) => false,
        }
    }
}

/// A decision on a proposal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decision {
    /// About what.
    pub matter: Matter,
    /// What.
    pub verdict: Verdict,
    /// The cards that it was about when it was made.
    pub seen: BTreeSet<CardId>,
}

/// What people did about a fair's proposals, in any order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Acts {
    /// Who was told.
    pub told: Vec<Act<Told>>,
    /// On whose laptop that has come.
    pub delivered: Vec<Act<Delivered>>,
    /// Who said what.
    pub statements: Vec<Act<Statement>>,
    /// Who decided.
    pub decisions: Vec<Act<Decision>>,
}

/// A proposal with everything that became of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Affair {
    /// What it is about.
    pub matter: Matter,
    /// What the facts call for; `None` since they no longer do.
    pub proposal: Option<Proposal>,
    /// How it was explained to him, in order of signing.
    pub told: Vec<Act<Told>>,
    /// When an explanation is first known to have reached him, and how.
    pub reached: Option<Reached>,
    /// Until when he may speak; `None` before one has reached him.
    pub may_speak_until: Option<Instant>,
    /// What he said, in order of signing.
    pub statements: Vec<Act<Statement>>,
    /// The decision that counts: the newest by whoever could decide, after he was heard.
    pub decision: Option<Act<Decision>>,
    /// Decisions that decide nothing, and by which rule.
    pub void: Vec<(FactId, Rule)>,
    /// How often the same was verified about him at this fair before (PEN-03).
    pub verified_before: u32,
}

/// That an explanation has reached the person concerned, and how it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reached {
    /// When.
    pub at: Instant,
    /// How it was explained: what is [`Way::Written`] his own laptop says it has.
    pub way: Way,
}

impl Affair {
    /// Whether he has been heard at an instant, or has let the time pass in which he could speak.
    pub fn is_heard(&self, at: Instant) -> bool {
        let spoke = self.statements.iter().any(|said| said.time.at <= at);
        spoke || self.may_speak_until.is_some_and(|until| at > until)
    }

    /// Whether the decision was made of less than what is known now.
    pub fn has_grown(&self) -> bool {
        let (Some(decision), Some(proposal)) = (&self.decision, &self.proposal) else {
            return false;
        };
        !proposal.cards.is_subset(&decision.what.seen)
    }
}

/// The affairs of a fair: what its facts call for, and what they once called for and somebody spoke about.
pub fn affairs(
    proposals: Vec<Proposal>,
    acts: &Acts,
    company: &Company,
    as_of: Instant,
) -> Vec<Affair> {
    let mut all: BTreeMap<Matter, Affair> = BTreeMap::new();
    let told = acts.told.iter().map(|act| &act.what.matter);
    let said = acts.statements.iter().map(|act| &act.what.matter);
    let decided = acts.decisions.iter().map(|act| &act.what.matter);
    for matter in told.chain(said).chain(decided) {
        all.entry(matter.clone()).or_insert_with(|| empty(matter.clone()));
    }
    for proposal in proposals {
        let affair = all.entry(proposal.matter.clone());
        let affair = affair.or_insert_with(|| empty(proposal.matter.clone()));
        affair.proposal = Some(proposal);
    }
    for affair in all.values_mut() {
        hear(affair, acts, company, as_of);
    }
    // What nobody who may speak has spoken about, and no fact calls for, is nothing.
    all.retain(|_, affair| {
        affair.proposal.is_some()
            || !affair.told.is_empty()
            || !affair.statements.is_empty()
            || affair.decision.is_some()
    });
    let verified: Vec<Matter> = all.values().filter(|one| is_verified(one)).map(of).collect();
    let count = |matter: &Matter| {
        let same = |other: &&Matter| {
            (&other.person, other.offence) == (&matter.person, matter.offence)
                && other.day < matter.day
        };
        u32::try_from(verified.iter().filter(same).count()).unwrap_or(u32::MAX)
    };
    let mut affairs: Vec<Affair> = all.into_values().collect();
    affairs.iter_mut().for_each(|affair| affair.verified_before = count(&affair.matter));
    affairs
}

fn of(affair: &Affair) -> Matter {
    affair.matter.clone()
}

/// PEN-03: a human has said that it was so, and it still is.
fn is_verified(affair: &Affair) -> bool {
    let upheld = affair.decision.as_ref().is_some_and(|act| act.what.verdict != Verdict::Waived);
    upheld && affair.proposal.is_some()
}

fn empty(matter: Matter) -> Affair {
    Affair {
        matter,
        proposal: None,
        told: Vec::new(),
        reached: None,
        may_speak_until: None,
        statements: Vec::new(),
        decision: None,
        void: Vec::new(),
        verified_before: 0,
    }
}

fn hear(affair: &mut Affair, acts: &Acts, company: &Company, as_of: Instant) {
    let matter = affair.matter.clone();
    let told = acts.told.iter().filter(|act| act.what.matter == matter);
    let told =
        told.filter(|act| counts(act, as_of) && may_tell(&matter, &act.by, company, act.time.at));
    affair.told = told.cloned().collect();
    affair.told.sort_by_key(|act| (act.time.at, act.id));
    let reached = affair.told.iter().filter_map(|act| reached(act, acts, as_of));
    affair.reached = reached.min_by_key(|reached| reached.at);
    affair.may_speak_until = affair.reached.map(|reached| may_speak_until(reached.at, company));
    let said = acts.statements.iter().filter(|act| act.what.matter == matter);
    // FAIR-04: nobody speaks for another.
    let said = said.filter(|act| counts(act, as_of) && act.by == matter.person);
    affair.statements = said.cloned().collect();
    affair.statements.sort_by_key(|act| (act.time.at, act.id));
    let decided = acts.decisions.iter().filter(|act| act.what.matter == matter);
    let mut decided: Vec<&Act<Decision>> = decided.filter(|act| act.time.at <= as_of).collect();
    decided.sort_by_key(|act| (act.time.at, act.id));
    for act in decided {
        match judge(affair, act, company) {
            Ok(()) => affair.decision = Some(act.clone()),
            Err(rule) => affair.void.push((act.id, rule)),
        }
    }
}

/// When an explanation reached the person concerned, as far as anybody knows.
fn reached(told: &Act<Told>, acts: &Acts, as_of: Instant) -> Option<Reached> {
    let Told { matter, way } = &told.what;
    let at = match way {
        Way::Unsaid | Way::Spoken => Some(told.time.at),
        Way::Written => {
            let his = acts.delivered.iter().filter(|act| {
                (act.what.told, &act.by) == (told.id, &matter.person) && counts(act, as_of)
            });
            his.map(|act| act.time.at.max(told.time.at)).min()
        }
    };
    at.map(|at| Reached { at, way: *way })
}

fn counts<T>(act: &Act<T>, as_of: Instant) -> bool {
    !act.after_revocation && act.time.at <= as_of
}

/// The end of the `pen.hearing_days`th working day after it reached him. The texts give no time; working days, for
/// he is to answer in his working time.
fn may_speak_until(reached: Instant, company: &Company) -> Instant {
    let days = company.parameters(reached).hearing_days;
    let day = company.zone.working_days_after(company.zone.day(reached), days, &company.holidays);
    company.zone.end(day)
}

/// Who explains a proposal to the person concerned: headquarters, and the fair's supervisor for his team. Nobody
/// to himself.
pub fn may_tell(matter: &Matter, by: &PersonId, company: &Company, at: Instant) -> bool {
    let supervises = company.supervises(by, &matter.fair, at);
    *by != matter.person && (supervises || company.holds(by, Role::Hq, at))
}

fn judge(affair: &Affair, act: &Act<Decision>, company: &Company) -> Result<(), Rule> {
    if act.after_revocation {
        return Err(Rule::Syn04);
    }
    may_decide(affair, &act.by, company, act.time.at)?;
    let fits = affair.proposal.as_ref().is_none_or(|called| act.what.verdict.fits(called.measure));
    if fits { Ok(()) } else { Err(Rule::Pen01) }
}

/// Whether somebody may decide at an instant: headquarters, neither the person himself nor on whose word it
/// rests, and only after he was heard.
///
/// # Errors
/// SYN-04 for anybody else, PEN-01 for these and before that.
pub fn may_decide(
    affair: &Affair,
    by: &PersonId,
    company: &Company,
    at: Instant,
) -> Result<(), Rule> {
    if !company.holds(by, Role::Hq, at) {
        return Err(Rule::Syn04);
    }
    let called = affair.proposal.as_ref();
    let reported = called.is_some_and(|called| called.reporter.as_ref() == Some(by));
    let waits = called.is_some_and(|called| called.awaits_excuse);
    if *by == affair.matter.person || reported || waits || !affair.is_heard(at) {
        return Err(Rule::Pen01);
    }
    Ok(())
}

/// As [`may_decide`], of a decision that nobody has signed yet.
///
/// # Errors
/// As [`may_decide`]; PEN-01 also for a verdict that is none of what was proposed.
pub fn may_sign(
    affair: &Affair,
    by: &PersonId,
    verdict: Verdict,
    company: &Company,
    at: Instant,
) -> Result<(), Rule> {
    may_decide(affair, by, company, at)?;
    match &affair.proposal {
        Some(called) if verdict.fits(called.measure) => Ok(()),
        _ => Err(Rule::Pen01),
    }
}

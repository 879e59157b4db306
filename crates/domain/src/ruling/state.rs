//! Step 6: provisional, registered, final (SYN-03).

use std::collections::BTreeSet;

use crate::ids::{CardId, FactId, PersonId};
use crate::parameter::Parameters;
use crate::time::Instant;

use super::Owner;

/// How firm a ruling is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
    /// Made of what this device knows.
    Provisional,
    /// The server holds every package and card, and has signed this very ruling.
    Registered,
    /// The waiting period is over: nothing flips silently any more.
    Final,
}

impl State {
    /// The name in files and scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Self::Provisional => "provisional",
            Self::Registered => "registered",
            Self::Final => "final",
        }
    }
}

/// What a ruling decides about people. What else it says (helpers, who may assign next) may change at any
/// time; this stands once it is final.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Outcome {
    /// The card whose signature counts.
    pub effective: Option<CardId>,
    /// Who serves the customer.
    pub owner: Owner,
    /// Whose capture credit it is.
    pub credit: Option<PersonId>,
}

impl Outcome {
    /// Whom it names: they have a part in a case about it.
    pub fn people(&self) -> impl Iterator<Item = &PersonId> {
        let owner = match &self.owner {
            Owner::Person(person) => Some(person),
            _ => None,
        };
        owner.into_iter().chain(&self.credit)
    }
}

/// The server's word that it has registered a ruling. Its last word is the greatest.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Registration {
    /// Its place among the server's words, chain by chain: a server's clock may go back, they do not.
    pub order: (u32, u64),
    /// When.
    pub at: Instant,
    /// Hash of the ruling's bytes.
    pub ruling: [u8; 32],
    /// When every device of the fairs' rosters had synced after the seal, if that was known then.
    pub rosters_complete: Option<Instant>,
    /// The customer's name among rulings when it was registered.
    pub customer: CardId,
    /// The customer's cards when it was registered.
    pub cards: BTreeSet<CardId>,
    /// What it decided. Registrations of version 1 do not say; they hold nothing.
    pub decides: Option<Decides>,
}

/// What a registration says that the ruling decided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decides {
    /// The outcome.
    pub outcome: Outcome,
    /// What the rules said of the facts alone. It differs from the outcome where a case was decided
    /// against it, and is no news from then on.
    pub said: Outcome,
    /// The assignment on which the owner rests.
    pub founded_on: Option<FactId>,
    /// The decision that it carries out; such a registration is final at once.
    pub decision: Option<FactId>,
    /// The decision on which it goes on to rest, and which an earlier registration carried out.
    pub rests_on: Option<FactId>,
}

impl Decides {
    /// The decision to which the outcome is due, whoever carried it out: one may appeal against it.
    pub fn due_to(&self) -> Option<FactId> {
        self.decision.or(self.rests_on)
    }
}

/// When a registered ruling becomes final, or became it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finality {
    /// The instant.
    pub at: Instant,
    /// Every roster device had synced, so nobody needs to wait out `ruling.final_hours`.
    pub roster_complete: bool,
}

impl Registration {
    /// Whether it decides what another does. It takes nothing back then, and nothing waits anew: else
    /// anybody could put off the end with acts that change nothing but the list of acts.
    pub(super) fn repeats(&self, other: &Self) -> bool {
        match (&self.decides, &other.decides) {
            (Some(decides), Some(before)) => decides.outcome == before.outcome,
            _ => false,
        }
    }

    /// When it becomes final, unless the server registers another outcome before.
    pub fn finality(&self, parameters: &Parameters) -> Finality {
        let decided = self.decides.as_ref().is_some_and(|decides| decides.decision.is_some());
        let waited = self.at.plus_hours(if decided { 0 } else { parameters.final_hours });
        let complete = self.rosters_complete.map(|complete| complete.max(self.at));
        match complete.filter(|complete| *complete < waited) {
            Some(at) => Finality { at, roster_complete: true },
            None => Finality { at: waited, roster_complete: false },
        }
    }
}

impl State {
    /// The state of a ruling with this finality.
    pub fn at(finality: Option<Finality>, as_of: Instant) -> Self {
        match finality {
            None => Self::Provisional,
            Some(finality) if as_of >= finality.at => Self::Final,
            Some(_) => Self::Registered,
        }
    }
}

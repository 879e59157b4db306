//! Acts of authority and of the evening, as facts.

use crate::ids::{CardId, FactId, FairId, PersonId, TerritoryId};
use crate::ruling::Outcome;
use crate::time::Day;

/// Whom a customer is assigned to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Target {
    /// A person.
    Person(PersonId),
    /// A department, whose head deals it on (OWN-04, OWN-07).
    Pool(TerritoryId),
}

/// An assignment (B12). It names a card and means that card's customer, whoever that turns out to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assignment {
    /// A card of the customer.
    pub card: CardId,
    /// The new owner.
    pub to: Target,
    /// Why; needed to deviate, to supersede and to override. Visible to all participants (OWN-05).
    pub reason: String,
    /// Headquarters says that it knows it is stepping over the competent authority (P4).
    pub overriding: bool,
    /// Who took part in the discussion (OWN-05).
    pub discussion: Vec<PersonId>,
    /// The customer's cards that lay on the table when it was signed. Empty where nobody noted it: then it
    /// is taken as made in full knowledge (P2).
    pub seen: Vec<CardId>,
    /// It is one card's part of a pool that was dealt (OWN-07).
    pub dealt: Option<Share>,
}

/// How a share came about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Share {
    /// The fair whose pool it was.
    pub fair: FairId,
    /// Whether the whole deal is what the rule deals.
    pub equal: bool,
    /// How many cards were dealt.
    pub cards: u32,
    /// Among how many people.
    pub people: u32,
}

impl Assignment {
    /// Whether a reason was given.
    pub fn has_reason(&self) -> bool {
        !self.reason.trim().is_empty()
    }
}

/// The evening's judgement of a card (B7).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Judgement {
    /// Valuable information; counts for the best salesperson.
    Valuable,
    /// Ordinary.
    Ordinary,
    /// Of no value.
    Worthless,
}

impl Judgement {
    /// The name in files and scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Self::Valuable => "valuable",
            Self::Ordinary => "ordinary",
            Self::Worthless => "worthless",
        }
    }

    /// Reads [`Judgement::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Valuable, Self::Ordinary, Self::Worthless].into_iter().find(|j| j.name() == name)
    }
}

/// A decision whether cards name one customer (DUP-02).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IdentityDecision {
    /// Joined or kept apart.
    pub same: bool,
    /// The cards, each pair of them.
    pub cards: Vec<CardId>,
    /// Whether the CRM centre decided; a supervisor decides only provisionally.
    pub by_crm_centre: bool,
}

/// A decision on a case (OWN-12). It repeats both outcomes, so that it never decides what its author did
/// not see.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseDecision {
    /// A card of the customer.
    pub card: CardId,
    /// The outcome that stood.
    pub standing: Outcome,
    /// The outcome that was proposed.
    pub proposed: Outcome,
    /// Whether the proposed one holds from now on.
    pub adopt: bool,
    /// Why. One without a reason decides nothing.
    pub reason: String,
}

impl CaseDecision {
    /// Whether either outcome names somebody: he may see how it goes, and appeal.
    pub fn names(&self, person: &PersonId) -> bool {
        self.standing.people().chain(self.proposed.people()).any(|party| party == person)
    }
}

/// A party's appeal to headquarters against a decision.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Appeal {
    /// A card of the customer.
    pub card: CardId,
    /// The decision.
    pub decision: FactId,
    /// Why.
    pub reason: String,
}

/// A sealed day package (B6).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seal {
    /// Which fair.
    pub fair: FairId,
    /// Which day of it.
    pub day: Day,
    /// Every card in it.
    pub cards: Vec<CardId>,
    /// Why something is missing (FAIR-09), if so.
    pub reason: String,
}

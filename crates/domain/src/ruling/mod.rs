//! The ruling on one customer: a pure, total function of facts (rulebook C-X).
//!
//! ```text
//! 0 identity    crate::identity        which cards are one customer
//! 1 bars        standing               withdrawn, revoked, leavers
//! 2 rank        standing, rank         live cards, the effective one, helpers, credit
//! 3 existing    authority              an owner in proper service stays
//! 4 competence  venue, authority       who may assign, and which act founds the owner
//! 5 proposal    proposal               whom the rules propose
//! 6 finality    state, settled, case, question  provisional, registered, final; what is final stands
//! ```
//!
//! `world` runs steps 1 to 5. Of what it found `explain` gives the reasons, `turn` says what would change it,
//! and `alert` what somebody should look at.

mod alert;
mod authority;
mod case;
mod cause;
mod clock;
mod explain;
mod proposal;
mod question;
mod rank;
mod reason;
mod settled;
mod standing;
mod state;
mod turn;
mod venue;
mod world;

use std::collections::BTreeSet;

use crate::cluster::Cluster;
use crate::company::Company;
use crate::ids::{CardId, FactId, PersonId, TerritoryId};
use crate::rule::Rule;
use crate::time::Instant;

pub use alert::{Alert, AlertKind};
pub use authority::{ActOutcome, Authority, Level, is_left_behind, may_assign};
pub use case::{Case, Settled, may_appeal, may_decide_case};
pub use cause::Cause;
pub use clock::next_turn_by_clock;
pub use reason::{Reason, TieStep};
pub use settled::{end_of_waiting, settled_apart};
pub use standing::{CardStanding, Out, is_removed};
pub use state::{Decides, Finality, Outcome, Registration, State};
pub use turn::Turn;
pub use venue::Territory;

/// The version of the rules in this crate. A registered ruling names the version that made it.
///
/// 2 holds what is final against late facts (OWN-12). A ruling on which that has no bearing is byte for
/// byte what version 1 makes of it, and says so: see [`Ruling::version`].
pub const RULES_VERSION: u16 = 2;

/// Exactly one of these holds for every customer (rulebook M3).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Owner {
    /// A person serves him.
    Person(PersonId),
    /// In territory, waiting for the supervisor or regional manager.
    Pool(TerritoryId),
    /// Out of territory or unknown, waiting for headquarters.
    Company,
    /// Nobody: every card was taken back.
    None,
}

/// Who has a customer, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ruling {
    /// The customer's name among rulings: its smallest card id.
    pub customer: CardId,
    /// In or out of the territory that decides (OWN-01).
    pub territory: Territory,
    /// The card whose signature counts (DUP-01).
    pub effective: Option<CardId>,
    /// The tie is open to a human ruling; until then the effective card is provisional (DUP-07 (4)).
    /// A competent assignment is one.
    pub undecided: bool,
    /// Who serves the customer.
    pub owner: Owner,
    /// The assignment that made him owner.
    pub founded_on: Option<FactId>,
    /// When that assignment was signed.
    pub assigned_at: Option<Instant>,
    /// Who is proposed to the competent authority, while the customer waits for one.
    pub proposal: Option<PersonId>,
    /// Who decides now.
    pub authority: Authority,
    /// Who must help (DUP-03).
    pub helpers: BTreeSet<PersonId>,
    /// Whose capture credit it is (DUP-10).
    pub credit: Option<PersonId>,
    /// How each card stands, in order of signing.
    pub cards: Vec<CardStanding>,
    /// How each assignment stands, in order of signing.
    pub acts: Vec<ActOutcome>,
    /// Why, in the order of the pipeline. The same for every party (SYN-07).
    pub reasons: Vec<Reason>,
    /// What single fact would change it.
    pub turns: Vec<Turn>,
    /// What somebody should look at.
    pub alerts: BTreeSet<Alert>,
    /// What came late and waits for a decision, beside what stands meanwhile.
    pub case: Option<Case>,
    /// What is settled about it; no part of its bytes.
    pub settled: Settled,
}

impl Ruling {
    /// What it decides about people.
    pub fn outcome(&self) -> Outcome {
        Outcome {
            effective: self.effective,
            owner: self.owner.clone(),
            credit: self.credit.clone(),
        }
    }

    /// The oldest version of the rules that makes this very ruling of its facts.
    pub fn version(&self) -> u16 {
        self.reasons.iter().map(Reason::since_version).max().unwrap_or(1)
    }

    /// Whom the helpers help: the owner, and before there is one the signer of the card that counts
    /// (DUP-03).
    pub fn helped(&self) -> Option<&PersonId> {
        match &self.owner {
            Owner::Person(person) => Some(person),
            _ => {
                let counts = |card: &&CardStanding| Some(card.card) == self.effective;
                self.cards.iter().find(counts).map(|card| &card.signer)
            }
        }
    }

    /// Every rule that this ruling cites, those that excluded something included.
    pub fn rules(&self) -> BTreeSet<Rule> {
        let reasons = self.reasons.iter().map(Reason::rule);
        let cards = self.cards.iter().filter_map(|card| card.out.as_ref().map(Out::rule));
        let acts = self.acts.iter().filter_map(|act| act.void);
        reasons.chain(cards).chain(acts).collect()
    }
}

/// Rules on a customer as of an instant. Total: every set of facts has a ruling.
///
/// Returns `None` only for a cluster without cards.
pub fn rule(cluster: &Cluster, company: &Company, as_of: Instant) -> Option<Ruling> {
    case::settle(cluster, company, as_of)
}

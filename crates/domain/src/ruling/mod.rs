//! The ruling on one customer: a pure, total function of facts (rulebook C-X).
//!
//! ```text
//! 0 identity    crate::identity        which cards are one customer
//! 1 bars        standing               withdrawn, revoked, leavers
//! 2 rank        standing, rank         live cards, the effective one, helpers, credit
//! 3 existing    authority              an owner in proper service stays
//! 4 competence  venue, authority       who may assign, and which act founds the owner
//! 5 proposal    proposal               whom the rules propose
//! 6 finality    state                  provisional, registered, final
//! ```

mod authority;
mod clock;
mod proposal;
mod rank;
mod reason;
mod standing;
mod state;
mod venue;

use std::collections::BTreeSet;

use crate::card::Source;
use crate::cluster::Cluster;
use crate::company::Company;
use crate::ids::{CardId, FactId, PersonId, TerritoryId};
use crate::rule::Rule;
use crate::time::Instant;

pub use authority::{ActOutcome, Authority, Level, may_assign};
pub use clock::next_turn_by_clock;
pub use reason::{Alert, AlertKind, Reason, TieStep, Turn};
pub use standing::{CardStanding, Out};
pub use state::{Finality, Registration, State, finality};
pub use venue::Territory;

/// The version of the rules in this crate. A registered ruling names the version that made it.
pub const RULES_VERSION: u16 = 1;

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
}

impl Ruling {
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
    let customer = cluster.customer()?;
    let standing = standing::sort_out(cluster, company, as_of);
    let rank = rank::rank(&standing, cluster, company);
    let venue = venue::find(&standing, rank.effective, cluster, company);
    let proposal = proposal::propose(&venue, &rank, cluster, company);
    let decision = authority::decide(&venue, cluster, company, as_of);

    let owner = match (&decision.founding, standing.any_left()) {
        (Some(founding), _) => founding.owner.clone(),
        (None, false) => Owner::None,
        (None, true) => match (&venue.territory, &venue.home) {
            (Territory::In, Some(home)) => Owner::Pool(home.clone()),
            _ => Owner::Company,
        },
    };
    let waits = !matches!(owner, Owner::Person(_));
    let helped = match &owner {
        Owner::Person(person) => Some(person.clone()),
        _ => rank.effective.map(|id| cluster.cards[&id].signer().clone()),
    };
    let helpers =
        standing.duty_bound(cluster).filter(|person| Some(person) != helped.as_ref()).collect();
    let credit = rank
        .effective
        .map(|id| &cluster.cards[&id])
        .filter(|file| file.signed.what.fair.is_some() && file.signed.what.source != Source::Other)
        .map(|file| file.signer().clone());

    let mut ruling = Ruling {
        customer,
        territory: venue.territory,
        effective: rank.effective,
        undecided: rank.undecided && waits,
        founded_on: decision.founding.as_ref().map(|founding| founding.act),
        assigned_at: decision.founding.as_ref().map(|founding| founding.at),
        proposal: proposal.person.clone().filter(|_| waits),
        authority: decision.authority.clone(),
        helpers,
        credit,
        cards: standing.cards.clone(),
        acts: decision.acts.clone(),
        reasons: Vec::new(),
        turns: Vec::new(),
        alerts: reason::alerts(&standing, &decision, proposal.person.as_ref(), cluster, company),
        owner,
    };
    ruling.reasons =
        reason::explain(&ruling, &standing, &rank, &venue, &proposal, &decision, cluster);
    ruling.turns = reason::turns(&ruling, &standing, cluster);
    Some(ruling)
}

//! Everything that the ruling on one customer is made of.

use std::collections::{BTreeMap, BTreeSet};

use crate::act::{Appeal, Assignment, CaseDecision};
use crate::card::{Act, CardFile};
use crate::ids::CardId;
use crate::ruling::Registration;

/// The cards of one customer (DUP-02) and the acts of authority about them.
///
/// A set of facts, not a history of arrivals: the maps are keyed, and the acts are put in order by
/// [`crate::ruling::rule`] itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cluster {
    /// The cards.
    pub cards: BTreeMap<CardId, CardFile>,
    /// Pairs of them that somebody competent called one customer, the smaller first.
    pub same: BTreeSet<(CardId, CardId)>,
    /// Assignments that name any of them.
    pub assignments: Vec<Act<Assignment>>,
    /// Contacts in which somebody was reached: proper service (FUP-04).
    pub services: Vec<Act<CardId>>,
    /// What the server has registered about any of the cards, in its order.
    pub registrations: Vec<Registration>,
    /// Decisions on cases about any of them.
    pub decisions: Vec<Act<CaseDecision>>,
    /// Appeals against these.
    pub appeals: Vec<Act<Appeal>>,
}

impl Cluster {
    /// The customer's name among rulings: its smallest card id.
    pub fn customer(&self) -> Option<CardId> {
        self.cards.first_key_value().map(|(id, _)| *id)
    }
}

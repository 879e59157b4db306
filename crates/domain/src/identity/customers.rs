//! Which of the cards that are alike are one customer, and which pairs a person should look at (DUP-02).

use std::collections::{BTreeMap, BTreeSet};

use crate::act::IdentityDecision;
use crate::card::{Act, Card};
use crate::ids::CardId;

use super::bridge::{Signed, was_there_before};
use super::{Likeness, Mark, compare, never_sure};

/// What somebody decided about two cards.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    /// One customer, or two.
    pub same: bool,
    /// The CRM centre's word; a supervisor's is provisional.
    pub central: bool,
}

/// What people decided about pairs of cards: the CRM centre's word before a supervisor's, the later
/// word before the earlier.
#[derive(Clone, Debug, Default)]
pub struct Decided(BTreeMap<(CardId, CardId), Word>);

impl Decided {
    /// Reads the decisions, in any order.
    pub fn from(decisions: &[Act<IdentityDecision>]) -> Self {
        let mut sorted: Vec<_> = decisions.iter().filter(|act| !act.after_revocation).collect();
        sorted.sort_by_key(|act| (act.what.by_crm_centre, act.time.at, act.id));
        let mut pairs = BTreeMap::new();
        for act in sorted {
            let word = Word { same: act.what.same, central: act.what.by_crm_centre };
            pairs.extend(pairs_of(&act.what.cards).into_iter().map(|pair| (pair, word)));
        }
        Self(pairs)
    }

    /// The pairs that are one customer, the smaller first.
    pub fn same(&self) -> BTreeSet<(CardId, CardId)> {
        self.0.iter().filter(|(_, word)| word.same).map(|(pair, _)| *pair).collect()
    }

    /// The decision on a pair, if there is one.
    pub fn on(&self, a: CardId, b: CardId) -> Option<Word> {
        self.0.get(&ordered(a, b)).copied()
    }
}

/// Cards that may be one customer, and what is known of them.
#[derive(Clone, Debug, Default)]
pub struct Neighbours {
    /// The cards.
    pub cards: BTreeMap<CardId, Card>,
    /// What people decided.
    pub decided: Decided,
    /// Cards that are none any more: taken back, or signed when their signer could not. They belong to a
    /// customer, and bring no two together.
    pub removed: BTreeSet<CardId>,
    /// The cards of customers whose rulings are final and would take something from each other: no mark
    /// brings these together, only the CRM centre (SYN-03).
    pub settled: Vec<BTreeSet<CardId>>,
    /// When the cards of [`Neighbours::bridged`] were signed.
    pub signed: BTreeMap<CardId, Signed>,
}

impl Neighbours {
    /// Divides the cards into customers. The result depends on what is known alone, never on its order.
    ///
    /// Joined pairs are transitive, unless that would put two cards together that are never sure, were
    /// decided to be different, or are settled apart: then the stronger mark joins first and the weaker
    /// pair stays apart. So it does where a later card alone brings two together that have nothing in common
    /// ([`super::bridge`]): that is for a person to say.
    pub fn customers(&self) -> Vec<BTreeSet<CardId>> {
        let ids: Vec<_> = self.cards.keys().copied().collect();
        let mut joins: Vec<(bool, Option<Mark>, CardId, CardId)> = Vec::new();
        let mut barred = self.settled_apart();
        for (a, b) in pairs_of(&ids) {
            let by_removed = self.removed.contains(&a) || self.removed.contains(&b);
            match (self.decided.on(a, b), compare(&self.cards[&a], &self.cards[&b])) {
                (Some(word), _) if word.same => joins.push((false, None, a, b)),
                (Some(_), _) => {
                    barred.insert((a, b));
                }
                (None, Likeness::Sure(mark)) => joins.push((by_removed, Some(mark), a, b)),
                (None, _) if never_sure(&self.cards[&a], &self.cards[&b]) => {
                    barred.insert((a, b));
                }
                (None, _) => {}
            }
        }
        joins.sort();
        let mut groups = Groups::of(&ids);
        for (by_removed, mark, a, b) in joins {
            // Most pairs of a large customer are of one group by now.
            if groups.together(a, b) {
                continue;
            }
            let (left, right) = (groups.members(a), groups.members(b));
            let clash =
                left.iter().any(|x| right.iter().any(|y| barred.contains(&ordered(*x, *y))));
            let standing =
                |cards: &BTreeSet<CardId>| cards.iter().any(|card| !self.removed.contains(card));
            let bridges = by_removed && standing(&left) && standing(&right)
                || mark.is_some() && self.bridges((a, &left), (b, &right));
            if !clash && !bridges {
                groups.join(a, b);
            }
        }
        groups.all()
    }

    /// The cards of customers some of whose cards have nothing in common but others: when these were signed
    /// is to be known.
    pub fn bridged(&self) -> BTreeSet<CardId> {
        let unlike = |(a, b): (CardId, CardId)| {
            compare(&self.cards[&a], &self.cards[&b]) == Likeness::Unlike
        };
        let customers = self.customers().into_iter().filter(|cards| cards.len() > 2);
        let several = customers.filter(|cards| {
            let ids: Vec<_> = cards.iter().copied().collect();
            pairs_of(&ids).into_iter().any(unlike)
        });
        several.flatten().collect()
    }

    /// Whether two cards that are alike would bring together two customers whose oldest cards have nothing in
    /// common, and neither is a new card of a customer that was there before it. Whoever said of one of them
    /// that it is the same customer's as another has said so of all that it is like.
    fn bridges(
        &self,
        (a, left): (CardId, &BTreeSet<CardId>),
        (b, right): (CardId, &BTreeSet<CardId>),
    ) -> bool {
        let (Some(first), Some(second)) = (self.oldest(left), self.oldest(right)) else {
            return false;
        };
        if compare(&self.cards[&first], &self.cards[&second]) != Likeness::Unlike {
            return false;
        }
        let before = |one: CardId, other: CardId| {
            was_there_before((self.signed[&one], one), (self.signed[&other], other))
        };
        let said = |one: CardId, of: &BTreeSet<CardId>| {
            of.iter().any(|other| self.decided.on(one, *other).is_some_and(|word| word.same))
        };
        let joins_left = b == second && before(a, b);
        let joins_right = a == first && before(b, a);
        !joins_left && !joins_right && !said(a, left) && !said(b, right)
    }

    /// The card of a customer that is the first by what is proven; `None` where nobody asked.
    fn oldest(&self, cards: &BTreeSet<CardId>) -> Option<CardId> {
        let standing = cards.iter().filter(|card| !self.removed.contains(card));
        let known = cards.iter().all(|card| self.signed.contains_key(card));
        standing.min_by_key(|card| (self.signed.get(card), **card)).copied().filter(|_| known)
    }

    /// Pairs that a person should look at: probable or kept apart by what is final, not decided by who has
    /// the last word on them, and not one customer already.
    pub fn probable_pairs(&self) -> Vec<(CardId, CardId)> {
        let customers = self.customers();
        let together = |a, b| customers.iter().any(|c| c.contains(&a) && c.contains(&b));
        let settled = self.settled_apart();
        let ids: Vec<_> = self.cards.keys().copied().collect();
        let open = |a, b| match self.decided.on(a, b) {
            None => compare(&self.cards[&a], &self.cards[&b]) != Likeness::Unlike,
            Some(word) => word.same && settled.contains(&(a, b)),
        };
        pairs_of(&ids).into_iter().filter(|(a, b)| !together(*a, *b) && open(*a, *b)).collect()
    }

    /// Pairs of cards that only the CRM centre brings together.
    pub fn settled_apart(&self) -> BTreeSet<(CardId, CardId)> {
        let mut apart = BTreeSet::new();
        let mut joined = Groups::of(&self.cards.keys().copied().collect::<Vec<_>>());
        for ((a, b), word) in &self.decided.0 {
            if word.same && word.central && self.cards.contains_key(a) && self.cards.contains_key(b)
            {
                joined.join(*a, *b);
            }
        }
        for (at, one) in self.settled.iter().enumerate() {
            for other in &self.settled[at + 1..] {
                let united = one.iter().any(|a| other.iter().any(|b| joined.together(*a, *b)));
                if !united {
                    apart.extend(one.iter().flat_map(|a| other.iter().map(|b| ordered(*a, *b))));
                }
            }
        }
        apart
    }
}

/// Cards in groups, each named by one of its cards.
struct Groups(BTreeMap<CardId, CardId>);

impl Groups {
    fn of(cards: &[CardId]) -> Self {
        Self(cards.iter().map(|card| (*card, *card)).collect())
    }

    fn members(&self, card: CardId) -> BTreeSet<CardId> {
        let group = self.0[&card];
        self.0.iter().filter(|(_, of)| **of == group).map(|(card, _)| *card).collect()
    }

    fn together(&self, a: CardId, b: CardId) -> bool {
        self.0[&a] == self.0[&b]
    }

    fn join(&mut self, a: CardId, b: CardId) {
        let into = self.0[&a];
        for card in self.members(b) {
            self.0.insert(card, into);
        }
    }

    fn all(self) -> Vec<BTreeSet<CardId>> {
        let mut groups: BTreeMap<CardId, BTreeSet<CardId>> = BTreeMap::new();
        for (card, group) in self.0 {
            groups.entry(group).or_default().insert(card);
        }
        groups.into_values().collect()
    }
}

fn ordered(a: CardId, b: CardId) -> (CardId, CardId) {
    (a.min(b), a.max(b))
}

fn pairs_of(cards: &[CardId]) -> Vec<(CardId, CardId)> {
    let cards: BTreeSet<_> = cards.iter().copied().collect();
    let cards: Vec<_> = cards.into_iter().collect();
    let rest = |i: usize| cards[i + 1..].iter().copied();
    cards.iter().enumerate().flat_map(|(i, a)| rest(i).map(|b| (*a, b))).collect()
}

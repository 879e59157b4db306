//! Equal, open shares of what was collected together (OWN-07): forms that nobody attended to, leads that
//! headquarters gave to a department.
//!
//! A deal is one record. It says what it dealt, among whom, and what everybody had been dealt before, so that
//! whoever holds it can deal again and see whether it was equal; nobody need hold the deals before it.

use std::collections::{BTreeMap, BTreeSet};

use crate::act::{Assignment, Share, Target};
use crate::class::Class;
use crate::company::{Company, Fair, Person};
use crate::ids::{CardId, FairId, PersonId};
use crate::parameter::Parameters;
use crate::time::Instant;

/// What equal means.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Scope {
    /// As many pooled cards for each; what somebody signed himself is not offset (`alloc.equal_scope=pool`).
    Pool,
    /// Each next card goes to whoever has the fewest, own effective cards counted (`alloc.equal_scope=all`).
    All,
}

impl Scope {
    /// The name of the parameter's value.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pool => "pool",
            Self::All => "all",
        }
    }

    /// Reads [`Scope::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Pool, Self::All].into_iter().find(|scope| scope.name() == name)
    }
}

impl Scope {
    /// The one that a company has chosen (`alloc.equal_scope`).
    pub fn of(parameters: &Parameters) -> Self {
        parameters.text("alloc.equal_scope").and_then(Self::from_name).unwrap_or(Self::Pool)
    }
}

/// A pool, before it is dealt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pool {
    /// The fair at which it was collected.
    pub fair: FairId,
    /// Its cards and their classes.
    pub cards: BTreeMap<CardId, Class>,
    /// Among whom, and how many each has had before: pooled cards, or all of his ([`Scope`]).
    pub among: BTreeMap<PersonId, u32>,
    /// What equal means.
    pub scope: Scope,
}

impl Pool {
    /// In which order the participants sit: who has had the fewest first, then by a lot that the fair decides,
    /// so that nobody sits first for ever and nobody chooses who does.
    pub fn seats(&self) -> Vec<PersonId> {
        let lot = |person: &PersonId| self.lot(person.as_str().as_bytes());
        let mut seats: Vec<&PersonId> = self.among.keys().collect();
        seats.sort_by_cached_key(|person| (self.among[*person], lot(person), (*person).clone()));
        seats.into_iter().cloned().collect()
    }

    /// Deals: class by class, so that values are spread, from the first seat on. Nobody gets anything where
    /// nobody sits.
    pub fn deal(&self) -> BTreeMap<CardId, PersonId> {
        let seats = self.seats();
        let mut cards: Vec<(&CardId, &Class)> = self.cards.iter().collect();
        cards.sort_by_cached_key(|(card, class)| (**class, self.lot(&card.0), **card));
        let mut had = self.among.clone();
        let mut dealt = BTreeMap::new();
        for (turn, (card, _)) in cards.into_iter().enumerate() {
            let next = match self.scope {
                Scope::Pool => seats.get(turn % seats.len().max(1)),
                Scope::All => seats.iter().min_by_key(|seat| had[*seat]),
            };
            let Some(next) = next else { break };
            *had.entry(next.clone()).or_default() += 1;
            dealt.insert(*card, next.clone());
        }
        dealt
    }

    fn lot(&self, what: &[u8]) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_derive_key("fairlead 2026 seats at a pool v1");
        hasher.update(self.fair.as_str().as_bytes()).update(&[0]).update(what);
        *hasher.finalize().as_bytes()
    }
}

/// A pool that was dealt (OWN-07).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deal {
    /// What was dealt.
    pub pool: Pool,
    /// Who got what.
    pub dealt: BTreeMap<CardId, PersonId>,
    /// Why the shares are not equal, where they are not (P28). Everybody who took part reads it.
    pub reason: String,
}

impl Deal {
    /// Whether it is what the rule deals.
    pub fn is_equal(&self) -> bool {
        self.dealt == self.pool.deal()
    }

    /// Every card's part of it.
    pub fn assignments(&self) -> impl Iterator<Item = Assignment> {
        let equal = self.is_equal();
        self.dealt.keys().filter_map(move |card| self.part(*card, equal))
    }

    /// A card's part of it: an assignment like any other, which says how it came about. Whether the shares are
    /// equal is the same for all of them, and takes dealing everything once more: whoever asks about many says
    /// what [`Deal::is_equal`] has said.
    pub fn part(&self, card: CardId, equal: bool) -> Option<Assignment> {
        let to = self.dealt.get(&card)?.clone();
        let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        Some(Assignment {
            card,
            to: Target::Person(to),
            reason: self.reason.clone(),
            overriding: false,
            discussion: self.pool.among.keys().cloned().collect(),
            seen: Vec::new(),
            dealt: Some(Share {
                fair: self.pool.fair.clone(),
                equal,
                cards: count(self.dealt.len()),
                people: count(self.pool.among.len()),
            }),
        })
    }

    /// How many each got, also who got none.
    pub fn shares(&self) -> BTreeMap<PersonId, u32> {
        let none = self.pool.among.keys().map(|person| (person.clone(), 0));
        let mut shares: BTreeMap<PersonId, u32> = none.collect();
        for person in self.dealt.values() {
            *shares.entry(person.clone()).or_default() += 1;
        }
        shares
    }
}

/// Who may have a share of a fair's pool.
pub struct Among<'a> {
    /// The fair.
    pub fair: &'a Fair,
    /// Who deals: he gets nothing.
    pub dealer: &'a Person,
    /// Whether the whole department has a share, whoever took part: so what a leaver had is dealt (OWN-14).
    pub whole: bool,
}

impl Among<'_> {
    /// Among whom it is dealt: the staff of the department who took part, and if nobody of it did, all of it.
    pub fn participants(&self, company: &Company, at: Instant) -> BTreeSet<PersonId> {
        let people = company.people.values().filter_map(|versions| versions.at(at));
        let staff = people.filter(|person| {
            person.sells()
                && person.id != self.dealer.id
                && person.department() == self.dealer.department()
        });
        let staff: BTreeSet<PersonId> = staff.map(|person| person.id.clone()).collect();
        let took_part: BTreeSet<PersonId> =
            staff.iter().filter(|person| self.fair.has(person)).cloned().collect();
        if self.whole || took_part.is_empty() { staff } else { took_part }
    }

    /// Whether somebody may have any of it: who took part and sells, or has a share anyway.
    pub fn may_share(&self, person: &PersonId, company: &Company, at: Instant) -> bool {
        let sells = company.person(person, at).is_some_and(Person::sells);
        sells && (self.fair.has(person) || self.participants(company, at).contains(person))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn person(n: u8) -> PersonId {
        PersonId::new(format!("p{n}"))
    }

    const CLASSES: [Class; 6] =
        [Class::Special, Class::A, Class::B, Class::C, Class::D, Class::Unclassified];

    fn pool(cards: &[u8], people: u8, had: &[u32]) -> Pool {
        let id = |n: usize| {
            let mut id = [0; 16];
            id[..8].copy_from_slice(&n.to_be_bytes());
            CardId(id)
        };
        let class = |n: &u8| CLASSES[usize::from(*n) % CLASSES.len()];
        let cards = cards.iter().enumerate().map(|(n, of)| (id(n), class(of)));
        let had = |n: u8| had.get(usize::from(n)).copied().unwrap_or(0);
        Pool {
            fair: FairId::new("F1"),
            cards: cards.collect(),
            among: (0..people).map(|n| (person(n), had(n))).collect(),
            scope: Scope::Pool,
        }
    }

    fn shares(pool: &Pool) -> Vec<u32> {
        let deal = Deal { pool: pool.clone(), dealt: pool.deal(), reason: String::new() };
        deal.shares().into_values().collect()
    }

    proptest! {
        #[test]
        fn shares_differ_by_one_at_most(
            cards in prop::collection::vec(any::<u8>(), 0..60),
            people in 1_u8..9,
            had in prop::collection::vec(0_u32..9, 9),
        ) {
            let pool = pool(&cards, people, &had);
            let shares = shares(&pool);
            let (most, least) = (shares.iter().max().unwrap(), shares.iter().min().unwrap());
            prop_assert!(most - least <= 1, "{shares:?}");
            prop_assert_eq!(shares.iter().sum::<u32>(), u32::try_from(cards.len()).unwrap());
        }

        #[test]
        fn each_class_is_spread_as_evenly(
            cards in prop::collection::vec(any::<u8>(), 0..60),
            people in 1_u8..9,
        ) {
            let pool = pool(&cards, people, &[]);
            let dealt = pool.deal();
            for class in CLASSES {
                let mut of_class: BTreeMap<&PersonId, u32> =
                    pool.among.keys().map(|person| (person, 0)).collect();
                for (card, _) in pool.cards.iter().filter(|(_, of)| **of == class) {
                    *of_class.get_mut(&dealt[card]).unwrap() += 1;
                }
                let most = of_class.values().max().unwrap();
                prop_assert!(most - of_class.values().min().unwrap() <= 1);
            }
        }

        #[test]
        fn where_all_cards_count_nobody_who_has_more_is_dealt_before_one_who_has_less(
            cards in prop::collection::vec(any::<u8>(), 0..40),
            had in prop::collection::vec(0_u32..9, 5),
        ) {
            let pool = Pool { scope: Scope::All, ..pool(&cards, 5, &had) };
            let mut now = pool.among.clone();
            for person in pool.deal().values() {
                *now.get_mut(person).unwrap() += 1;
            }
            for (person, before) in &pool.among {
                let least = now.values().min().unwrap();
                prop_assert!(now[person] == *before || now[person] <= least + 1);
            }
        }
    }

    #[test]
    fn who_has_had_the_fewest_sits_first() {
        let pool = pool(&[1, 1, 1], 3, &[4, 2, 4]);
        assert_eq!(pool.seats()[0], person(1));
    }

    #[test]
    fn another_fair_seats_people_otherwise() {
        let seats = |fair: &str| {
            let pool = Pool { fair: FairId::new(fair), ..pool(&[], 6, &[]) };
            pool.seats()
        };
        let fairs: BTreeSet<_> = (0..20).map(|n| seats(&format!("F{n}"))).collect();
        assert!(fairs.len() > 15, "{} orders of twenty", fairs.len());
    }

    #[test]
    fn what_is_dealt_otherwise_is_not_equal() {
        let pool = pool(&[1, 2, 3, 4], 2, &[]);
        let mut deal = Deal { dealt: pool.deal(), pool, reason: String::new() };
        assert!(deal.is_equal());
        let first = *deal.dealt.keys().next().unwrap();
        let other = deal.pool.among.keys().find(|person| deal.dealt[&first] != **person).cloned();
        deal.dealt.insert(first, other.unwrap());
        assert!(!deal.is_equal());
    }
}

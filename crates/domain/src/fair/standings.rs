//! The award of a fair as it is told to everybody who took part (KPI-01).
//!
//! A colleague's laptop does not hold every card, and what it does not hold it may not be told (SEC-04). So
//! whoever answers for the fair states how many cards of each person count and in which classes, and why the
//! others do not: numbers, and no customer. Sums and places are not stated, they follow; what cannot be said
//! cannot be said wrongly.

use std::collections::{BTreeMap, BTreeSet};

use crate::card::Act;
use crate::class::Class;
use crate::company::{Company, Role};
use crate::fair::award::{Candidate, Placed, Weighed, close, ranked, weigh, weight};
use crate::ids::{FairId, PersonId};
use crate::time::Instant;

/// One person's cards of a fair, in numbers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sum {
    /// Cards that count, by their classes at the award's date.
    pub counting: BTreeMap<Class, u32>,
    /// The others, by why they do not.
    pub left_out: BTreeMap<Weighed, u32>,
    /// When the company had the last of those that count.
    pub handed_in: Option<Instant>,
}

impl Sum {
    /// How many count.
    pub fn cards(&self) -> u32 {
        self.counting.values().fold(0, |sum, cards| sum.saturating_add(*cards))
    }

    /// What they weigh in a tie.
    pub fn weight(&self) -> u32 {
        let weigh = |(class, cards): (&Class, &u32)| weight(*class).saturating_mul(*cards);
        self.counting.iter().map(weigh).fold(0, u32::saturating_add)
    }

    fn add(&mut self, card: &Candidate, close: Instant) {
        let counted = match weigh(card, close) {
            Weighed::Counts => {
                self.handed_in = self.handed_in.max(card.handed_in);
                self.counting.entry(card.class).or_default()
            }
            why => self.left_out.entry(why).or_default(),
        };
        *counted = counted.saturating_add(1);
    }
}

/// The whole sum of a fair.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standings {
    /// Which fair's.
    pub fair: FairId,
    /// Whoever takes part, with and without a card.
    pub sums: BTreeMap<PersonId, Sum>,
}

impl Standings {
    /// What the cards of a fair amount to.
    pub fn of<'a>(
        fair: FairId,
        people: impl IntoIterator<Item = &'a PersonId>,
        cards: &[Candidate],
        close: Instant,
    ) -> Self {
        let nobody = |person: &PersonId| (person.clone(), Sum::default());
        let mut sums: BTreeMap<PersonId, Sum> = people.into_iter().map(nobody).collect();
        for card in cards {
            sums.entry(card.signer.clone()).or_default().add(card, close);
        }
        Self { fair, sums }
    }

    /// How they stand.
    pub fn places(&self) -> Vec<Placed> {
        let placed = self.sums.iter().map(|(person, sum)| Placed {
            person: person.clone(),
            place: 0,
            cards: sum.cards(),
            weight: sum.weight(),
            handed_in: sum.handed_in,
        });
        ranked(placed.collect())
    }

    /// What another reckoning has otherwise: those whose cards it counts or leaves out in other numbers.
    pub fn differing(&self, other: &Self) -> BTreeSet<PersonId> {
        let everybody = self.sums.keys().chain(other.sums.keys());
        everybody
            .filter(|person| self.sums.get(*person) != other.sums.get(*person))
            .cloned()
            .collect()
    }
}

/// The statement that counts: the newest by headquarters, or else by whoever supervised the fair when he
/// signed it. One that was signed before the award closed counts for nothing: something was still to come.
pub fn stated<'a>(said: &'a [Act<Standings>], company: &Company) -> Option<&'a Act<Standings>> {
    let counts = |act: &&Act<Standings>| !act.after_revocation && is_closed(act, company);
    let rank = |act: &'a Act<Standings>| {
        let at = act.time.at;
        Some((office(&act.by, &act.what.fair, company, at)?, at, act.id))
    };
    let ranked = said.iter().filter(counts).filter_map(|act| Some((rank(act)?, act)));
    ranked.max_by_key(|(rank, _)| *rank).map(|(_, act)| act)
}

/// Who may state an award (KPI-01): headquarters, and whoever supervises the fair.
pub fn may_state(person: &PersonId, fair: &FairId, company: &Company, at: Instant) -> bool {
    office(person, fair, company, at).is_some()
}

/// In which office somebody states an award, the one that counts more last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Office {
    Supervisor,
    Headquarters,
}

fn office(person: &PersonId, fair: &FairId, company: &Company, at: Instant) -> Option<Office> {
    if company.holds(person, Role::Hq, at) {
        return Some(Office::Headquarters);
    }
    company.supervises(person, fair, at).then_some(Office::Supervisor)
}

fn is_closed(act: &Act<Standings>, company: &Company) -> bool {
    let at = act.time.at;
    let fair = company.fair(&act.what.fair, at);
    let close = fair.and_then(|fair| close(fair, &company.parameters(at), &company.zone));
    close.is_some_and(|close| at > close)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::Judgement;
    use crate::ids::CardId;

    const CLOSE: Instant = Instant(1_000);

    fn card(nth: u8, signer: &str, class: Class, judgement: Judgement) -> Candidate {
        Candidate {
            card: CardId::from_hex(&format!("{nth:032x}")).expect("32 digits"),
            signer: PersonId::new(signer),
            live: true,
            effective: true,
            handed_in: Some(Instant(i64::from(nth))),
            judgement: Some(judgement),
            class,
        }
    }

    fn sums(cards: &[Candidate]) -> Standings {
        let people = ["li", "wang"].map(PersonId::new);
        Standings::of(FairId::new("f"), &people, cards, CLOSE)
    }

    #[test]
    fn what_is_stated_gives_the_places_that_the_cards_give() {
        let cards = [
            card(1, "li", Class::A, Judgement::Valuable),
            card(2, "li", Class::D, Judgement::Ordinary),
            card(3, "wang", Class::B, Judgement::Valuable),
            card(4, "wang", Class::C, Judgement::Valuable),
        ];
        let people = ["li", "wang"].map(PersonId::new);
        let stated = sums(&cards);
        assert_eq!(stated.places(), crate::fair::award::places(&people, &cards, CLOSE));
        let li = &stated.sums[&PersonId::new("li")];
        assert_eq!((li.cards(), li.weight()), (1, 5));
        assert_eq!(li.left_out, BTreeMap::from([(Weighed::NotValuable, 1)]));
    }

    #[test]
    fn somebody_whose_cards_are_counted_otherwise_is_named() {
        let mine = sums(&[card(1, "li", Class::A, Judgement::Valuable)]);
        let theirs = sums(&[card(1, "li", Class::B, Judgement::Valuable)]);
        assert_eq!(mine.differing(&theirs), BTreeSet::from([PersonId::new("li")]));
        assert!(mine.differing(&mine).is_empty());
    }
}

//! The best salesperson of a fair (KPI-01): 「獲取有價值信息最多」.
//!
//! Everybody may add it up again: each card that was signed at the fair is named with why it counts or does not.

use std::collections::BTreeMap;

use crate::act::Judgement;
use crate::class::Class;
use crate::company::Fair;
use crate::ids::{CardId, PersonId};
use crate::parameter::Parameters;
use crate::time::{Instant, Zone};

/// Whatever of a card the award looks at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// Which.
    pub card: CardId,
    /// Who signed it.
    pub signer: PersonId,
    /// Whether it is in the ranking: not taken back, void, forged or forfeited.
    pub live: bool,
    /// Whether it is the card of its customer that counts (DUP-01).
    pub effective: bool,
    /// When the company had it (FAIR-07).
    pub handed_in: Option<Instant>,
    /// The newest judgement by the award's date.
    pub judgement: Option<Judgement>,
    /// The customer's class by the award's date (CLS-05).
    pub class: Class,
}

/// Why a card counts, or why not. The first that holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Weighed {
    /// It counts.
    Counts,
    /// Taken back, void, forged or forfeited.
    Out,
    /// A colleague's card, or an earlier one, counts for this customer (DUP-01, DUP-11).
    NotEffective,
    /// The company did not have it by the award's date.
    NotHandedIn,
    /// Nobody judged it.
    NotJudged,
    /// It was not judged valuable: nothing new about a known customer is not (DUP-09).
    NotValuable,
}

impl Weighed {
    const ALL: [Self; 6] = [
        Self::Counts,
        Self::Out,
        Self::NotEffective,
        Self::NotHandedIn,
        Self::NotJudged,
        Self::NotValuable,
    ];

    /// Reads [`Weighed::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.name() == name)
    }

    /// The name in records and views.
    pub fn name(self) -> &'static str {
        match self {
            Self::Counts => "counts",
            Self::Out => "out",
            Self::NotEffective => "not_effective",
            Self::NotHandedIn => "not_handed_in",
            Self::NotJudged => "not_judged",
            Self::NotValuable => "not_valuable",
        }
    }
}

/// How somebody stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Placed {
    /// Who.
    pub person: PersonId,
    /// From 1; those who share a place have the same.
    pub place: u32,
    /// Cards that count.
    pub cards: u32,
    /// Sum of their classes' weights.
    pub weight: u32,
    /// When the company had the last of them.
    pub handed_in: Option<Instant>,
}

/// Until when an award takes in what is said: the end of the `award.close_days`th day after the fair. Later
/// only forging changes it, and a forged card is out whenever that is found.
pub fn close(fair: &Fair, parameters: &Parameters, zone: &Zone) -> Option<Instant> {
    fair.days.last().map(|last| zone.end(last.plus(parameters.award_close_days)))
}

/// Whether a card counts.
pub fn weigh(card: &Candidate, close: Instant) -> Weighed {
    match card {
        Candidate { live: false, .. } => Weighed::Out,
        Candidate { effective: false, .. } => Weighed::NotEffective,
        Candidate { handed_in, .. } if handed_in.is_none_or(|at| at > close) => {
            Weighed::NotHandedIn
        }
        Candidate { judgement: None, .. } => Weighed::NotJudged,
        Candidate { judgement: Some(Judgement::Valuable), .. } => Weighed::Counts,
        Candidate { judgement: Some(_), .. } => Weighed::NotValuable,
    }
}

/// What a class weighs in a tie.
pub fn weight(class: Class) -> u32 {
    match class {
        Class::Special => 6,
        Class::A => 5,
        Class::B => 3,
        Class::C => 2,
        Class::D => 1,
        Class::Unclassified => 0,
    }
}

/// How those who take part stand: by cards that count, then by weight, then by who had handed in sooner
/// everything that counts. Who is equal in all three shares the place.
pub fn places<'a>(
    people: impl IntoIterator<Item = &'a PersonId>,
    cards: &[Candidate],
    close: Instant,
) -> Vec<Placed> {
    let nobody = |person: &PersonId| Placed {
        person: person.clone(),
        place: 0,
        cards: 0,
        weight: 0,
        handed_in: None,
    };
    let mut sums: BTreeMap<PersonId, Placed> =
        people.into_iter().map(|person| (person.clone(), nobody(person))).collect();
    for card in cards.iter().filter(|card| weigh(card, close) == Weighed::Counts) {
        let sum = sums.entry(card.signer.clone()).or_insert_with_key(nobody);
        sum.cards += 1;
        sum.weight += weight(card.class);
        sum.handed_in = sum.handed_in.max(card.handed_in);
    }
    ranked(sums.into_values().collect())
}

/// Puts people in order, and says who has which place.
pub(super) fn ranked(mut placed: Vec<Placed>) -> Vec<Placed> {
    let merit = |sum: &Placed| {
        let soon = sum.handed_in.map_or(i64::MIN, |at| -at.0);
        (sum.cards, sum.weight, soon)
    };
    placed.sort_by(|a, b| merit(b).cmp(&merit(a)).then_with(|| a.person.cmp(&b.person)));
    for nth in 0..placed.len() {
        let shares = nth > 0 && merit(&placed[nth]) == merit(&placed[nth - 1]);
        placed[nth].place = match shares {
            true => placed[nth - 1].place,
            false => u32::try_from(nth).map_or(u32::MAX, |nth| nth + 1),
        };
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLOSE: Instant = Instant(1_000);

    fn card(nth: u8, signer: &str, class: Class, handed_in: i64) -> Candidate {
        Candidate {
            card: CardId::from_hex(&format!("{nth:032x}")).expect("32 digits"),
            signer: PersonId::new(signer),
            live: true,
            effective: true,
            handed_in: Some(Instant(handed_in)),
            judgement: Some(Judgement::Valuable),
            class,
        }
    }

    fn check(cards: &[Candidate], expected: &[(&str, u32, u32, u32)]) {
        let people = ["li", "wang"].map(PersonId::new);
        let mut shuffled = cards.to_vec();
        shuffled.reverse();
        let placed = places(&people, cards, CLOSE);
        assert_eq!(
            placed,
            places(&people, &shuffled, CLOSE),
            "the order of the cards is no matter"
        );
        let found: Vec<_> =
            placed.iter().map(|p| (p.person.as_str(), p.place, p.cards, p.weight)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn most_valuable_cards_win_whatever_their_class() {
        check(
            &[
                card(1, "li", Class::Special, 1),
                card(2, "wang", Class::D, 9),
                card(3, "wang", Class::D, 9),
            ],
            &[("wang", 1, 2, 2), ("li", 2, 1, 6)],
        );
    }

    #[test]
    fn a_tie_goes_by_weight_then_by_hand_in_then_is_shared() {
        check(
            &[card(1, "li", Class::B, 1), card(2, "wang", Class::A, 9)],
            &[("wang", 1, 1, 5), ("li", 2, 1, 3)],
        );
        check(
            &[card(1, "li", Class::A, 9), card(2, "wang", Class::A, 8)],
            &[("wang", 1, 1, 5), ("li", 2, 1, 5)],
        );
        check(
            &[card(1, "li", Class::A, 8), card(2, "wang", Class::A, 8)],
            &[("li", 1, 1, 5), ("wang", 1, 1, 5)],
        );
    }

    #[test]
    fn whoever_has_no_card_is_named_all_the_same() {
        check(&[], &[("li", 1, 0, 0), ("wang", 1, 0, 0)]);
    }

    #[test]
    fn what_does_not_count_says_why() {
        let good = card(1, "li", Class::A, 1);
        let say = |card: Candidate, expected| assert_eq!(weigh(&card, CLOSE), expected);
        say(good.clone(), Weighed::Counts);
        say(Candidate { live: false, effective: false, ..good.clone() }, Weighed::Out);
        say(Candidate { effective: false, ..good.clone() }, Weighed::NotEffective);
        say(Candidate { handed_in: None, ..good.clone() }, Weighed::NotHandedIn);
        say(Candidate { handed_in: Some(Instant(1_001)), ..good.clone() }, Weighed::NotHandedIn);
        say(Candidate { handed_in: Some(CLOSE), ..good.clone() }, Weighed::Counts);
        say(Candidate { judgement: None, ..good.clone() }, Weighed::NotJudged);
        say(Candidate { judgement: Some(Judgement::Ordinary), ..good }, Weighed::NotValuable);
    }
}

//! More cards than talks can have been: a detection, and nothing but a detection (DUP-05).
//!
//! Nothing here touches a ruling. A person looks at the cards that are named, and what he says about them is
//! an act of his.

use crate::ids::{CardId, PersonId};
use crate::time::Instant;

/// The span of the rule, in milliseconds.
const SPAN_MS: i64 = 10 * 60_000;

/// A card, and when its talk was first written down: as a draft, or else with the signature.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Begun {
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// Which.
    pub card: CardId,
}

/// One person's cards that came faster than anybody talks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dense {
    /// Whose.
    pub by: PersonId,
    /// The first of them.
    pub from: Instant,
    /// The last.
    pub through: Instant,
    /// Which, in order.
    pub cards: Vec<CardId>,
}

/// Where somebody wrote down more than `most` cards in ten minutes: every card of each such stretch, in order
/// of person and time. Stretches that overlap are one.
pub fn dense(mut begun: Vec<Begun>, most: i64) -> Vec<Dense> {
    begun.sort();
    begun.dedup_by_key(|begun| begun.card);
    let most = usize::try_from(most).unwrap_or(0);
    let mut found: Vec<Dense> = Vec::new();
    for theirs in begun.chunk_by(|a, b| a.by == b.by) {
        // The last card that a stretch has taken up.
        let mut taken: Option<usize> = None;
        let mut first = 0;
        for last in 0..theirs.len() {
            while theirs[last].at.ms_since(theirs[first].at) >= SPAN_MS {
                first += 1;
            }
            if last - first < most {
                continue;
            }
            let overlaps = taken.is_some_and(|taken| first <= taken);
            let new = if overlaps { taken.map_or(first, |taken| taken + 1) } else { first };
            if !overlaps {
                let (by, from) = (theirs[first].by.clone(), theirs[first].at);
                found.push(Dense { by, from, through: from, cards: Vec::new() });
            }
            if let Some(stretch) = found.last_mut() {
                stretch.cards.extend(theirs[new..=last].iter().map(|begun| begun.card));
                stretch.through = theirs[last].at;
            }
            taken = Some(last);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(by: &str, seconds: i64, n: u8) -> Begun {
        let (by, at) = (PersonId::new(by), Instant(seconds * 1_000));
        let card = CardId::mint(&by, at, [0, 0, 0, 0, n]);
        Begun { by, at, card }
    }

    /// `count` cards, one every so many seconds.
    fn every(by: &str, from: i64, seconds: i64, count: u8) -> Vec<Begun> {
        (0..count).map(|n| begun(by, from + i64::from(n) * seconds, n)).collect()
    }

    fn sizes(found: &[Dense]) -> Vec<usize> {
        found.iter().map(|dense| dense.cards.len()).collect()
    }

    #[test]
    fn as_many_as_the_rule_allows_are_no_suspicion_and_one_more_is() {
        assert_eq!(sizes(&dense(every("a", 0, 30, 15), 15)), [0usize; 0]);
        assert_eq!(sizes(&dense(every("a", 0, 30, 16), 15)), [16]);
        assert_eq!(
            sizes(&dense(every("a", 0, 40, 16), 15)),
            [0usize; 0],
            "in ten minutes, not more"
        );
    }

    #[test]
    fn every_card_of_a_stretch_is_named_once_and_no_other() {
        let calm = every("a", 10_000, 120, 20);
        let mut all = every("a", 0, 20, 60);
        all.extend(calm);
        let found = dense(all, 15);
        assert_eq!(sizes(&found), [60]);
        assert_eq!((found[0].from, found[0].through), (Instant(0), Instant(59 * 20_000)));
        let named: std::collections::BTreeSet<_> = found[0].cards.iter().collect();
        assert_eq!(named.len(), 60);
    }

    #[test]
    fn two_stretches_are_two_and_a_colleagues_cards_are_his() {
        let mut all = every("a", 0, 10, 20);
        all.extend(every("a", 7_200, 10, 17));
        all.extend(every("b", 0, 10, 15));
        assert_eq!(sizes(&dense(all.clone(), 15)), [20, 17]);
        all.reverse();
        assert_eq!(sizes(&dense(all, 15)), [20, 17], "whatever the order");
    }
}

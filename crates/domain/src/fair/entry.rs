//! Entries in a book that somebody keeps: each is his own, and writing it anew loses nothing.

use std::collections::BTreeMap;

use crate::card::Act;
use crate::ids::PersonId;
use crate::time::Instant;

/// One entry, named by the laptop on which it was begun.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EntryId(pub [u8; 16]);

/// An entry as its author wrote it once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written<T> {
    /// Which.
    pub entry: EntryId,
    /// One more each time that its author writes it anew, from 1. Nobody but he counts here, so a clock that
    /// was set back brings no older words to the front.
    pub version: u32,
    /// Taken back by its author; what it said stays readable.
    pub withdrawn: bool,
    /// What it says.
    pub what: T,
}

/// An entry with all that it ever said, the oldest first; never empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry<T>(Vec<Act<Written<T>>>);

impl<T> Entry<T> {
    /// What it says now.
    pub fn newest(&self) -> &Act<Written<T>> {
        self.0.last().expect("an entry is made of what was written")
    }

    /// When it was first written.
    pub fn begun(&self) -> Instant {
        self.0.first().map_or(Instant(0), |act| act.time.at)
    }

    /// Every version, the oldest first.
    pub fn versions(&self) -> &[Act<Written<T>>] {
        &self.0
    }

    /// What it says now, unless it was taken back.
    pub fn standing(&self) -> Option<&T> {
        let newest = &self.newest().what;
        (!newest.withdrawn).then_some(&newest.what)
    }

    /// Whose it is.
    pub fn author(&self) -> &PersonId {
        &self.newest().by
    }
}

/// The entries that these acts come to, in order of their beginning. An id that two people use names two
/// entries: nobody goes on with another's.
pub fn entries<T>(acts: impl IntoIterator<Item = Act<Written<T>>>) -> Vec<Entry<T>> {
    let mut books: BTreeMap<(PersonId, EntryId), Vec<Act<Written<T>>>> = BTreeMap::new();
    for act in acts {
        books.entry((act.by.clone(), act.what.entry)).or_default().push(act);
    }
    let mut entries: Vec<Entry<T>> = books
        .into_values()
        .map(|mut acts| {
            acts.sort_by_key(|act| (act.what.version, act.time.at, act.id));
            acts.dedup_by_key(|act| act.id);
            Entry(acts)
        })
        .collect();
    // Stable: entries of one moment stay in the order of their authors and ids.
    entries.sort_by_key(Entry::begun);
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::{Proof, SigningTime};
    use crate::ids::FactId;

    fn act(by: &str, entry: u8, version: u32, at: i64, id: u8) -> Act<Written<u8>> {
        let at = Instant(at);
        let time = SigningTime {
            at,
            claimed: at,
            not_before: None,
            not_after: None,
            proof: Proof::Wide,
            contradicted: false,
        };
        let what = Written { entry: EntryId([entry; 16]), version, withdrawn: false, what: id };
        Act::new(FactId([id; 32]), PersonId::new(by), time, what)
    }

    fn acts() -> Vec<Act<Written<u8>>> {
        vec![
            act("wang", 1, 1, 10, 1),
            // Written anew while the clock was wrong.
            act("wang", 1, 2, 5, 2),
            act("li", 1, 9, 20, 3),
            act("li", 2, 1, 10, 4),
            act("li", 2, 1, 10, 5),
        ]
    }

    /// Every order of some things.
    fn orders<T: Clone>(of: &[T]) -> Vec<Vec<T>> {
        let [first, rest @ ..] = of else { return vec![Vec::new()] };
        let orders = orders(rest).into_iter();
        orders
            .flat_map(|order| {
                (0..=order.len()).map(move |at| {
                    let mut order = order.clone();
                    order.insert(at, first.clone());
                    order
                })
            })
            .collect()
    }

    #[test]
    fn the_same_acts_in_any_order_and_twice_are_the_same_entries() {
        let expected = entries(acts());
        for order in orders(&acts()) {
            assert_eq!(entries(order.clone()), expected);
            assert_eq!(entries([order.clone(), order].concat()), expected);
        }
    }

    #[test]
    fn the_newest_version_is_the_authors_last_whatever_his_clock_showed() {
        let entries = entries(acts());
        let of_wang = entries.iter().find(|entry| entry.author().as_str() == "wang");
        assert_eq!(of_wang.expect("hers").newest().what.what, 2);
    }

    #[test]
    fn nobody_goes_on_with_anothers_entry() {
        let begun =
            |entry: &Entry<u8>| (entry.author().to_string(), entry.newest().what.entry.0[0]);
        let entries = entries(acts());
        let mut all: Vec<_> = entries.iter().map(begun).collect();
        all.sort();
        let named = |by: &str, entry| (by.to_owned(), entry);
        assert_eq!(all, [named("li", 1), named("li", 2), named("wang", 1)]);
    }

    #[test]
    fn of_two_last_versions_the_one_that_counts_is_the_same_everywhere() {
        // One author on two laptops that had not met.
        let entries = entries(acts());
        let twice = entries.iter().find(|entry| entry.newest().what.entry.0[0] == 2);
        assert_eq!(twice.expect("his").newest().what.what, 5);
        assert_eq!(twice.expect("his").versions().len(), 2, "the other stays readable");
    }
}

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

//! Which changes of a document count, and in what order they are applied: a function of the records alone.

use std::collections::{BTreeMap, BTreeSet};

use super::DocumentId;
use super::change::{Actor, Change, ChangeHash, Unfit};
use crate::ids::{LogId, RecordId, Seq};

/// How many changes of one log count in one document.
pub const CHANGES_PER_LOG_MAX: usize = 2_000;
/// How many bytes of changes of one log count in one document.
pub const LOG_BYTES_MAX: usize = 2 * 1024 * 1024;

/// A record that holds a change.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The record.
    pub record: RecordId,
    /// Its chain.
    pub log: LogId,
    /// Its position there.
    pub seq: Seq,
    /// The run of a program that it says it was written in.
    pub run: [u8; 16],
    /// The change as it came.
    pub raw: &'a [u8],
}

/// The changes of a document, sorted out.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Those that count, each after those that it follows.
    pub counted: Vec<(RecordId, Change)>,
    /// Those that do not, and why.
    pub unfit: BTreeMap<RecordId, Unfit>,
    /// Those that follow something that is not here, or does not count.
    pub waiting: BTreeSet<RecordId>,
}

impl History {
    /// Sorts out the changes of a document. Their order, and how often each comes, is of no importance.
    /// `known_unfit` are those that turned out not to fit when they were applied.
    ///
    /// A change counts when everything that it follows counts, when it goes on where its own actor's last
    /// one ended, and when it replaces only what it has seen. So nobody replaces a text that he could not
    /// read, and no two changes can claim one place.
    pub fn of(
        document: DocumentId,
        entries: &[Entry<'_>],
        known_unfit: &BTreeMap<RecordId, Unfit>,
    ) -> Self {
        let mut sorting = Sorting::default();
        let mut waiting = sorting.queues(document, entries, known_unfit);
        loop {
            let before = sorting.decided();
            for queue in waiting.values_mut() {
                sorting.advance(queue);
            }
            if sorting.decided() == before {
                break;
            }
        }
        let left = waiting.into_values().flatten().map(|candidate| candidate.record);
        sorting.history.waiting.extend(left);
        sorting.history
    }
}

/// A change that is not yet decided on. The queues hold the first one last.
struct Candidate {
    record: RecordId,
    log: LogId,
    change: Change,
}

#[derive(Default)]
struct Sorting {
    history: History,
    /// What each counted change has seen: the last of each actor's changes before it, itself included.
    seen: BTreeMap<ChangeHash, BTreeMap<Actor, u64>>,
    /// Counted changes of an actor, in order: where in `history.counted`.
    by_actor: BTreeMap<Actor, Vec<usize>>,
    by_log: BTreeMap<LogId, (usize, usize)>,
}

impl Sorting {
    fn decided(&self) -> usize {
        self.history.counted.len() + self.history.unfit.len()
    }

    /// What fits by itself, actor by actor, in the order of the chain.
    fn queues(
        &mut self,
        document: DocumentId,
        entries: &[Entry<'_>],
        known_unfit: &BTreeMap<RecordId, Unfit>,
    ) -> BTreeMap<(LogId, Actor), Vec<Candidate>> {
        let places: BTreeMap<_, _> =
            entries.iter().map(|entry| ((entry.log, entry.seq, entry.record), entry)).collect();
        let mut queues: BTreeMap<(LogId, Actor), Vec<Candidate>> = BTreeMap::new();
        for entry in places.into_values().rev() {
            let actor = document.actor(entry.log, &entry.run);
            let read = match known_unfit.get(&entry.record) {
                Some(unfit) => Err(*unfit),
                None => Change::read(entry.raw),
            };
            match read {
                Ok(change) if change.actor == actor => {
                    let candidate = Candidate { record: entry.record, log: entry.log, change };
                    queues.entry((entry.log, actor)).or_default().push(candidate);
                }
                Ok(_) => drop(self.history.unfit.insert(entry.record, Unfit::ForeignActor)),
                Err(unfit) => drop(self.history.unfit.insert(entry.record, unfit)),
            }
        }
        queues
    }

    /// Decides on an actor's changes, up to the first that must wait.
    fn advance(&mut self, queue: &mut Vec<Candidate>) {
        while let Some(candidate) = queue.pop() {
            match self.judge(&candidate) {
                Ok(true) => self.count(candidate),
                Ok(false) => return queue.push(candidate),
                Err(unfit) => drop(self.history.unfit.insert(candidate.record, unfit)),
            }
        }
    }

    /// Whether a change counts; `false` when it must wait.
    fn judge(&self, candidate: &Candidate) -> Result<bool, Unfit> {
        let change = &candidate.change;
        let own = self.by_actor.get(&change.actor).map_or(0, Vec::len) as u64;
        if change.seq <= own {
            return Err(Unfit::Incoherent);
        }
        let (changes, bytes) = self.by_log.get(&candidate.log).copied().unwrap_or_default();
        if changes >= CHANGES_PER_LOG_MAX || bytes + change.raw.len() > LOG_BYTES_MAX {
            return Err(Unfit::TooMany);
        }
        if change.seq > own + 1 || !change.deps.iter().all(|dep| self.seen.contains_key(dep)) {
            return Ok(false);
        }
        let seen = self.seen_by(change);
        let goes_on = seen.get(&change.actor).copied().unwrap_or(0) == own;
        if !goes_on || change.start != self.last_of(&seen) + 1 {
            return Err(Unfit::Incoherent);
        }
        let replaced = change.edits.iter().all(|edit| {
            edit.replaces.iter().all(|(by, counter)| self.has_set(&seen, by, *counter, &edit.name))
        });
        if replaced { Ok(true) } else { Err(Unfit::Incoherent) }
    }

    fn seen_by(&self, change: &Change) -> BTreeMap<Actor, u64> {
        let mut seen = BTreeMap::new();
        for (actor, seq) in change.deps.iter().flat_map(|dep| &self.seen[dep]) {
            let latest = seen.entry(*actor).or_insert(0);
            *latest = (*seq).max(*latest);
        }
        seen
    }

    /// The number of the last operation among changes that were seen.
    fn last_of(&self, seen: &BTreeMap<Actor, u64>) -> u64 {
        let ends = seen.iter().map(|(actor, seq)| self.nth(actor, *seq).last());
        ends.max().unwrap_or(0)
    }

    fn nth(&self, actor: &Actor, seq: u64) -> &Change {
        &self.history.counted[self.by_actor[actor][seq as usize - 1]].1
    }

    /// Whether an operation that was seen has set this field.
    fn has_set(&self, seen: &BTreeMap<Actor, u64>, by: &Actor, counter: u64, name: &str) -> bool {
        let Some(seq) = seen.get(by) else { return false };
        let first_after = self.by_actor[by][..*seq as usize]
            .partition_point(|nth| self.history.counted[*nth].1.start <= counter);
        let Some(within) = first_after.checked_sub(1) else { return false };
        let change = self.nth(by, within as u64 + 1);
        let edit = change.edits.get((counter - change.start) as usize);
        edit.is_some_and(|edit| edit.sets && edit.name == name)
    }

    fn count(&mut self, candidate: Candidate) {
        let Candidate { record, log, change } = candidate;
        let mut seen = self.seen_by(&change);
        seen.insert(change.actor, change.seq);
        self.seen.insert(change.hash, seen);
        self.by_actor.entry(change.actor).or_default().push(self.history.counted.len());
        let (changes, bytes) = self.by_log.entry(log).or_default();
        *changes += 1;
        *bytes += change.raw.len();
        self.history.counted.push((record, change));
    }
}

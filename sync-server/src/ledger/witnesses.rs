//! Receipts, by the log that they are about and by who gave them, kept from one step to the next.
//!
//! Laptops that vouch for each other write three receipts for every card, and every question about when
//! something was signed asks for those that bear on it. So what has been read of them is kept, and what has
//! arrived since is added. It can be forgotten at any time.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use facts::Key;
use facts::receipts::{Choice, Given, Heard, Hearing, Place, choose, given};
use ledger::{BootId, LogId, Receipt, Record, RecordId, Seq};

use crate::storage::{Position, Read, StorageError};

/// How many receipts are kept between steps. When there are more, all are read anew as they are needed.
const KEPT_MAX: usize = 100_000;

/// How many arrivals are looked through at once for receipts that came since.
const STRIDE: usize = 2_000;

/// What is kept between steps.
#[derive(Default)]
pub(super) struct Witnesses(Mutex<Known>);

impl Witnesses {
    /// What is known now.
    fn known(&self) -> Known {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps what a step has read, once everything that it has read is committed.
    pub(super) fn keep(&self, known: Known) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.through >= kept.through {
            *kept = if known.count() > KEPT_MAX { Known::default() } else { known };
        }
    }
}

/// Receipts about some logs, complete through an arrival.
#[derive(Clone, Default)]
pub(super) struct Known {
    through: Position,
    logs: HashMap<LogId, Arc<About>>,
}

impl Known {
    /// What is kept, with what has come since.
    pub(super) fn of(read: &dyn Read, kept: Option<&Witnesses>) -> Result<Self, StorageError> {
        let mut known = kept.map(Witnesses::known).unwrap_or_default();
        let newest = read.newest()?;
        if known.logs.is_empty() || known.through > newest {
            known = Self { through: newest, logs: HashMap::new() };
        }
        while known.through < newest {
            let arrived = read.since(known.through, STRIDE)?;
            known.through = arrived.last().map_or(newest, |(position, _)| *position);
            for (receipt, record) in arrived.into_iter().filter_map(|(_, record)| given(record)) {
                if let Some(about) = known.logs.get_mut(&receipt.of) {
                    Arc::make_mut(about).insert((receipt, record));
                }
            }
        }
        Ok(known)
    }

    /// The receipts about a log.
    pub(super) fn about(
        &mut self,
        read: &dyn Read,
        log: LogId,
    ) -> Result<Arc<About>, StorageError> {
        if let Some(known) = self.logs.get(&log) {
            return Ok(Arc::clone(known));
        }
        let mut about = About::default();
        let all = read.under(&Key::Receipts(log), 0)?.into_iter().filter_map(given);
        all.for_each(|given| about.insert(given));
        let about = Arc::new(about);
        self.logs.insert(log, Arc::clone(&about));
        Ok(about)
    }

    fn count(&self) -> usize {
        self.logs.values().map(|about| about.count()).sum()
    }
}

/// The receipts about one log.
#[derive(Clone, Default)]
pub(super) struct About(BTreeMap<(LogId, BootId), Series>);

/// Receipts of one chain in one boot, in its order.
#[derive(Clone, Default)]
struct Series {
    given: Vec<Given>,
    /// Whether what they reach, and the clock that they saw, ever falls. An honest giver's never does.
    falls: bool,
    /// Whether any of them holds anything.
    holds: bool,
}

impl About {
    fn count(&self) -> usize {
        self.0.values().map(|series| series.given.len()).sum()
    }

    fn insert(&mut self, given: Given) {
        let envelope = given.1.envelope();
        self.0.entry((envelope.log, envelope.stamp.boot)).or_default().insert(given);
    }

    /// [`facts::Records::bearing`].
    pub(super) fn bearing(
        &self,
        about: &Place,
        heard: Hearing<'_>,
        names_a_head: impl Fn(&Receipt) -> Result<bool, StorageError>,
    ) -> Result<Vec<Record>, StorageError> {
        // Whoever gives receipts is one giver in all his boots: what is chosen of each is chosen from once
        // more.
        let mut in_boots: Vec<Given> = Vec::new();
        for ((log, _), series) in &self.0 {
            match heard(&log.enrolment) {
                Heard::Not => {}
                Heard::Server => {
                    in_boots.extend(series.chosen(about, Heard::Server, |_| Ok(true))?);
                }
                heard => in_boots.extend(series.chosen(about, heard, &names_a_head)?),
            }
        }
        // They are founded already.
        let chosen = choose(&in_boots, about, heard, |_| Ok::<_, StorageError>(true))?;
        Ok(chosen.into_iter().cloned().collect())
    }

    /// [`facts::Records::holding`]. The server's receipts come one after the other: of a chain that rises the
    /// first is enough.
    pub(super) fn holding(&self, about: &Place, heard: Hearing<'_>) -> Vec<Record> {
        let mut holding = Vec::new();
        for ((log, _), series) in self.0.iter().filter(|(_, series)| series.holds) {
            let limit = match heard(&log.enrolment) {
                Heard::Not => 0,
                Heard::Server if !series.falls => 1,
                _ => usize::MAX,
            };
            let reaching = series.reaching(about.seq, Seq(u64::MAX));
            let there = reaching.filter(|(receipt, _)| receipt.holds).take(limit);
            holding.extend(there.map(|(_, giver)| giver.clone()));
        }
        holding
    }

    /// How far the earlier receipts of a receipt's giver have reached that count: those that say as much as
    /// it does, and those that saw the device in the same boot.
    pub(super) fn reached_before(
        &self,
        (receipt, record): (&Receipt, &Record),
        by_server: bool,
        names_a_head: impl Fn(&Receipt) -> Result<bool, StorageError>,
    ) -> Result<(Seq, Seq), StorageError> {
        let (log, boot) = (record.envelope().log, record.envelope().stamp.boot);
        let own =
            |(giver, in_boot): &(LogId, BootId)| *giver == log && (by_server || *in_boot == boot);
        let (mut reached, mut in_boot) = (Seq::ZERO, Seq::ZERO);
        for (_, series) in self.0.iter().filter(|(giver, _)| own(giver)) {
            let earlier = series.before(record.envelope().seq);
            let furthest = |fits: &dyn Fn(&Receipt) -> bool| -> Result<Seq, StorageError> {
                let mut furthest = Seq::ZERO;
                for (said, _) in earlier.iter().rev().filter(|(said, _)| fits(said)) {
                    if said.through > furthest && (by_server || names_a_head(said)?) {
                        furthest = said.through;
                        if !series.falls {
                            break;
                        }
                    }
                }
                Ok(furthest)
            };
            reached = reached.max(furthest(&|said| said.holds || !receipt.holds)?);
            in_boot = in_boot.max(furthest(&|said| said.boot == receipt.boot)?);
        }
        Ok((reached, in_boot))
    }

    /// The receipts that name a record as the end of the chain at its place.
    pub(super) fn naming(&self, record: &Record) -> impl Iterator<Item = &Record> {
        let (seq, id) = (record.envelope().seq, record.id());
        let there = self.0.values().flat_map(move |series| series.reaching(seq, seq));
        there.filter(move |(receipt, _)| receipt.head == Some(id)).map(|(_, giver)| giver)
    }

    /// The receipts that reach a position.
    pub(super) fn reaching(&self, seq: Seq) -> impl Iterator<Item = &Record> {
        let there = self.0.values().flat_map(move |series| series.reaching(seq, Seq(u64::MAX)));
        there.map(|(_, giver)| giver)
    }
}

impl Series {
    fn insert(&mut self, given: Given) {
        let place = |(_, giver): &Given| (giver.envelope().seq, giver.id());
        let at = match self.given.binary_search_by_key(&place(&given), place) {
            // It has gained a part.
            Ok(at) => {
                self.given[at] = given;
                return;
            }
            Err(at) => at,
        };
        let (before, after) = self.given.split_at(at);
        let reach = given.0.through;
        self.falls |= before.last().is_some_and(|before| before.0.through > reach)
            || after.first().is_some_and(|after| after.0.through < reach);
        // The clock, within the device's boot: what was seen of another lies anywhere between.
        let in_boot = |(other, _): &&Given| other.boot == given.0.boot;
        let (before, after) = (before.iter().rfind(in_boot), after.iter().find(in_boot));
        self.falls |= before.is_some_and(|before| before.0.mono_ms > given.0.mono_ms)
            || after.is_some_and(|after| after.0.mono_ms < given.0.mono_ms);
        self.holds |= given.0.holds;
        self.given.insert(at, given);
    }

    /// Those before a place in their giver's chain.
    fn before(&self, seq: Seq) -> &[Given] {
        &self.given[..self.given.partition_point(|(_, giver)| giver.envelope().seq < seq)]
    }

    /// Those that reach a position, and no further than another one.
    fn reaching(&self, from: Seq, to: Seq) -> impl Iterator<Item = &Given> {
        let stretch = match self.falls {
            true => &self.given[..],
            false => {
                let begin = self.given.partition_point(|(receipt, _)| receipt.through < from);
                let end = self.given.partition_point(|(receipt, _)| receipt.through <= to);
                &self.given[begin..end]
            }
        };
        stretch.iter().filter(move |(receipt, _)| (from..=to).contains(&receipt.through))
    }

    /// [`choose`], without looking at those that cannot be chosen.
    fn chosen(
        &self,
        about: &Place,
        heard: Heard,
        names_a_head: impl Fn(&Receipt) -> Result<bool, StorageError>,
    ) -> Result<Vec<Given>, StorageError> {
        let mut chosen: BTreeMap<RecordId, Given> = BTreeMap::new();
        let reaching = match self.falls {
            true => 0,
            false => self.given.partition_point(|(receipt, _)| receipt.through < about.seq),
        };
        let (before, after) = match self.falls {
            true => (&self.given[..], &self.given[..]),
            false => self.given.split_at(reaching),
        };
        for choice in Choice::of(heard) {
            let series = if choice.is_before() { before } else { after };
            if series.is_empty() || choice == Choice::Holds && !self.holds {
                continue;
            }
            let fits = |given: &&Given| choice.fits(&given.0, about);
            let found = if !choice.is_by_clock() {
                match choice.is_last() {
                    false => first(series.iter().filter(fits), &names_a_head)?,
                    true => first(series.iter().rev().filter(fits), &names_a_head)?,
                }
            } else {
                self.by_clock(series, choice, about, &names_a_head)?
            };
            chosen.extend(found.map(|given| (given.1.id(), given.clone())));
        }
        Ok(chosen.into_values().collect())
    }

    /// The first or last by the clock of the device, then by id: in a series that rises, the first or last
    /// but for those of the same moment.
    fn by_clock<'s>(
        &self,
        series: &'s [Given],
        choice: Choice,
        about: &Place,
        names_a_head: &impl Fn(&Receipt) -> Result<bool, StorageError>,
    ) -> Result<Option<&'s Given>, StorageError> {
        let fits = |given: &&Given| choice.fits(&given.0, about);
        let key = |(receipt, giver): &&Given| (receipt.mono_ms, giver.id());
        let in_order = |mut some: Vec<&'s Given>| {
            some.sort_by_key(key);
            if choice.is_last() {
                some.reverse();
            }
            first(some.into_iter(), names_a_head)
        };
        if self.falls {
            return in_order(series.iter().filter(fits).collect());
        }
        let mut rest: Box<dyn Iterator<Item = &Given>> = match choice.is_last() {
            false => Box::new(series.iter().filter(fits)),
            true => Box::new(series.iter().rev().filter(fits)),
        };
        let mut next = rest.next();
        while let Some(given) = next {
            let mut moment = vec![given];
            next = rest.next();
            while let Some(other) = next.filter(|other| other.0.mono_ms == given.0.mono_ms) {
                moment.push(other);
                next = rest.next();
            }
            let found = in_order(moment)?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }
}

/// The first that names a record at the end of the chain.
fn first<'s>(
    mut series: impl Iterator<Item = &'s Given>,
    names_a_head: &impl Fn(&Receipt) -> Result<bool, StorageError>,
) -> Result<Option<&'s Given>, StorageError> {
    let found = series.find_map(|given| match names_a_head(&given.0) {
        Ok(true) => Some(Ok(given)),
        Ok(false) => None,
        Err(error) => Some(Err(error)),
    });
    found.transpose()
}

//! Working out what enrolments may hold, arrival by arrival (SYN-05).
//!
//! An enrolment's marker says through which arrival its feed is worked out. A pull moves it on, in
//! steps of a bounded size, together with all enrolments that stand at the same place: what an evening
//! rush brings is then ruled on once, not once for each of three hundred laptops. A new enrolment
//! begins at zero, alone, and joins the others where they stand.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use domain::PersonId;
use facts::{Book, Key};
use ledger::{EnrolmentId, Record};

use super::entitle::entitle;
use super::memo::Memo;
use super::pull::is_entitled;
use super::recovery::Recovery;
use super::touched::touched;
use super::{Ledger, Trouble};
use crate::storage::{Position, Read, StorageError};

/// How many arrivals one step works out.
const STEP_RECORDS_MAX: usize = 2_000;

/// How many steps one pull takes before it answers that there is more: no request lasts for ever.
const STEPS_MAX: usize = 5;

impl Ledger {
    /// Works on an enrolment's feed. Says whether it has reached the newest arrival.
    pub(super) fn work_out_feed(&self, enrolment: EnrolmentId) -> Result<bool, Trouble> {
        let _turn = self.feeding.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..STEPS_MAX {
            if !self.step(enrolment)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes one step. Says whether there was anything to do.
    fn step(&self, enrolment: EnrolmentId) -> Result<bool, Trouble> {
        let read = self.storage.read()?;
        let book = self.books.of(&*read)?;
        let now = self.clock.now();
        let markers = read.markers()?;
        let marker = |enrolment: &EnrolmentId| markers.get(enrolment).copied().unwrap_or(0);
        let entitled = book
            .enrolments
            .keys()
            .filter(|id| !book.is_server(id) && is_entitled(&book, **id, now));
        let standing: BTreeMap<EnrolmentId, Position> =
            entitled.map(|id| (*id, marker(id))).collect();
        let from = marker(&enrolment);
        let Some(stretch) = Stretch::read(&*read, from, standing.values().copied())? else {
            return Ok(false);
        };
        let here = standing.iter().filter(|(_, at)| **at == from).map(|(id, _)| *id);
        let viewers = by_person(&book, here);

        let memo = Memo::after(&self.witnesses, &*read);
        let company = company_facts(&*read, &book, from)?;
        let touched = touched(&memo, &book, stretch.arrived)?;
        let (rows, taken) = entitle(&memo, &book, &viewers, &company, &touched, now)?;
        // While it is not known what was lost, nobody is told to let go of anything.
        let recovering = Recovery::under_way(&*read)?.is_some();
        if let Some(known) = memo.known() {
            self.witnesses.keep(known);
        }
        drop(read);

        let mut write = self.storage.write()?;
        if !Arc::ptr_eq(&book, &self.books.of(&*write)?) {
            // Somebody may hold more by now: once again, by the new book.
            return Ok(true);
        }
        if !recovering {
            taken.write(&mut *write, now)?;
        }
        for (enrolment, rows) in &rows {
            write.feed(*enrolment, rows)?;
        }
        for enrolment in viewers.values().flatten() {
            write.move_marker(*enrolment, from, stretch.to)?;
        }
        write.commit()?;
        Ok(true)
    }
}

/// The arrivals of one step.
struct Stretch {
    arrived: Vec<Record>,
    to: Position,
}

impl Stretch {
    /// From a marker on, but not beyond the next place where others stand. `None` at the end.
    fn read(
        read: &dyn Read,
        from: Position,
        standing: impl Iterator<Item = Position>,
    ) -> Result<Option<Self>, StorageError> {
        let newest = read.newest()?;
        if from >= newest {
            return Ok(None);
        }
        let limit = standing.filter(|at| *at > from).min().unwrap_or(newest).min(newest);
        let arrived = read.since(from, STEP_RECORDS_MAX)?;
        let last = arrived.last().map_or(limit, |(position, _)| *position);
        let within = arrived.into_iter().filter(|(position, _)| *position <= limit);
        let arrived = within.map(|(_, record)| record).collect();
        Ok(Some(Self { arrived, to: last.min(limit) }))
    }
}

/// Everything about the company that has come since, whatever else the step reaches: a certificate is
/// told before the first record that it vouches for.
fn company_facts(
    read: &dyn Read,
    book: &Book,
    after: Position,
) -> Result<Vec<Record>, StorageError> {
    let mut facts = read.arrived_under(&Key::Company, after)?;
    facts.retain(|record| book.counts(record));
    Ok(facts)
}

fn by_person(
    book: &Book,
    enrolments: impl Iterator<Item = EnrolmentId>,
) -> BTreeMap<PersonId, Vec<EnrolmentId>> {
    let mut people: BTreeMap<PersonId, Vec<EnrolmentId>> = BTreeMap::new();
    for enrolment in enrolments {
        let person = book.enrolments[&enrolment].person.clone();
        people.entry(person).or_default().push(enrolment);
    }
    people
}

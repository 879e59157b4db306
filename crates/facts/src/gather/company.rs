//! What the company has: cards in its possession, sealed days, deliveries.

use std::collections::BTreeMap;
use std::rc::Rc;

use domain::act::{Assignment, Seal, Target};
use domain::card::{Act, Card, CardFile};
use domain::company::{Fair, Timeline};
use domain::time::{Day, Instant};
use domain::{FactId, FairId, PersonId};
use ledger::{EnrolmentId, Envelope, Record, RecordId};

use super::Gather;
use crate::fact::Fact;
use crate::index::{Key, Records};
use crate::kind;
use crate::receipts::{Given, Heard, Place, given};

impl<R: Records> Gather<'_, R> {
    /// When the last of the fair days that a customer's cards belong to was known to be complete;
    /// `None` while one is not, or when no card is from a fair.
    pub(super) fn rosters_complete<'c>(
        &self,
        cards: impl Iterator<Item = &'c CardFile>,
    ) -> Result<Option<Instant>, R::Error> {
        let mut last = None;
        for file in cards {
            let Some(fair) = &file.signed.what.fair else { continue };
            let day = self.book.company.zone.day(file.at());
            let Some(at) = self.rosters(fair)?.get(&day).copied() else { return Ok(None) };
            last = last.max(Some(at));
        }
        Ok(last)
    }

    /// Since when the rosters of a fair's days are known to be complete, by the server's first word on each.
    fn rosters(&self, fair: &FairId) -> Result<Rc<BTreeMap<Day, Instant>>, R::Error> {
        if let Some(known) = self.rosters.borrow().get(fair) {
            return Ok(Rc::clone(known));
        }
        let mut rosters: BTreeMap<Day, Instant> = BTreeMap::new();
        let about = self.records.under(&Key::Rosters(fair.clone()), 0)?;
        for record in about.iter().filter(|r| self.book.is_server(&r.envelope().log.enrolment)) {
            let Ok(Fact::RosterComplete { day, .. }) = Fact::read(record) else { continue };
            let at = Instant(record.envelope().stamp.claimed_ms);
            rosters.entry(day).and_modify(|first| *first = at.min(*first)).or_insert(at);
        }
        let rosters = Rc::new(rosters);
        self.rosters.borrow_mut().insert(fair.clone(), Rc::clone(&rosters));
        Ok(rosters)
    }

    /// First receipt by the fair's supervisor or the server, by any way (FAIR-07), and the server's first.
    pub(super) fn possession(
        &self,
        envelope: &Envelope,
        card: &Act<Card>,
    ) -> Result<(Option<Instant>, Option<FactId>), R::Error> {
        let company = &self.book.company;
        let fair = card.what.fair.as_ref().and_then(|fair| company.fair(fair, card.time.at));
        let holding = self.holding(envelope, fair.map(|fair| &fair.supervisor))?;
        let by_server = holding.iter().map(|(_, giver)| giver);
        let by_server =
            by_server.filter(|giver| self.book.is_server(&giver.envelope().log.enrolment));
        let first = by_server.min_by_key(|giver| (giver.envelope().log, giver.envelope().seq));
        Ok((self.earliest(&holding)?, first.map(|giver| FactId(*giver.id().as_bytes()))))
    }

    /// When the server or a supervisor first said to have a record.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn received(
        &self,
        envelope: &Envelope,
        supervisor: Option<&PersonId>,
    ) -> Result<Option<Instant>, R::Error> {
        self.earliest(&self.holding(envelope, supervisor)?)
    }

    fn holding(
        &self,
        envelope: &Envelope,
        supervisor: Option<&PersonId>,
    ) -> Result<Vec<Given>, R::Error> {
        let heard = |giver: &EnrolmentId| {
            let by = self.book.enrolments.get(giver);
            match self.book.is_server(giver) {
                true => Heard::Server,
                false if by.is_some_and(|by| Some(&by.person) == supervisor) => Heard::Office,
                false => Heard::Not,
            }
        };
        let mut founded = Vec::new();
        for given in
            self.records.holding(&Place::of(envelope), &heard)?.into_iter().filter_map(given)
        {
            if self.is_founded(&given)? {
                founded.push(given);
            }
        }
        Ok(founded)
    }

    fn earliest(&self, receipts: &[Given]) -> Result<Option<Instant>, R::Error> {
        let mut first: Option<Instant> = None;
        for (_, giver) in receipts {
            let at = self.witness_time(giver)?;
            first = Some(first.map_or(at, |earlier| earlier.min(at)));
        }
        Ok(first)
    }

    /// The sealed day packages of a fair that count, by its supervisor, in order of signing (FAIR-08).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn seals(&self, fair: &FairId) -> Result<Vec<Act<Seal>>, R::Error> {
        let mut seals = Vec::new();
        for record in self.records.under(&Key::FairDays(fair.clone()), 0)? {
            seals.extend(self.seal(&record)?);
        }
        seals.sort_by_key(|act| (act.time.at, act.id));
        Ok(seals)
    }

    /// The package that a record seals, if it counts. Of somebody who never was the fair's supervisor it is
    /// not even asked when he signed: he could sign a thousand.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn seal(&self, record: &Record) -> Result<Option<Act<Seal>>, R::Error> {
        if record.kind() != kind::SEAL {
            return Ok(None);
        }
        let Some(by) = self.book.enrolments.get(&record.envelope().log.enrolment) else {
            return Ok(None);
        };
        let fairs = &self.book.company.fairs;
        let supervised =
            |fair: &Timeline<Fair>| fair.all().any(|fair| fair.supervisor == by.person);
        // Nor is the list of somebody read who never supervised any.
        if !fairs.values().any(supervised) {
            return Ok(None);
        }
        let Ok(Fact::Seal(seal)) = Fact::read(record) else { return Ok(None) };
        if !fairs.get(&seal.fair).is_some_and(supervised) {
            return Ok(None);
        }
        let act = self.act(record, seal)?;
        Ok(Some(act).filter(|act| self.by_supervisor(act, &act.what.fair)))
    }

    /// When an assignment reached its new owner's laptop (OWN-19). Only he can say so.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn delivered(&self, assignment: &Act<Assignment>) -> Result<Option<Instant>, R::Error> {
        let mut first: Option<Instant> = None;
        for record in self.about(assignment.what.card)? {
            if let Ok(Fact::Delivery { assignment: of, .. }) = Fact::read(&record)
                && of == RecordId::new(assignment.id.0)
            {
                let act = self.act(&record, ())?;
                if assignment.what.to == Target::Person(act.by) {
                    let at = act.time.at;
                    first = Some(first.map_or(at, |earlier| earlier.min(at)));
                }
            }
        }
        Ok(first)
    }
}

//! Where somebody in office saw a laptop go on in another of its chains than the one that a record stands in
//! (DUP-06). A changed program keeps chains back, each with another customer, and shows the one that it needs;
//! what was seen of the others speaks against it whoever brings which of them first.

use std::rc::Rc;

use domain::PersonId;
use ledger::evidence::NO_BOOT;
use ledger::{Envelope, LogId, Record};

use super::Gather;
use crate::index::{Key, Records};
use crate::receipts::{Given, given, names_a_head};

/// One such word: in which chain, by whom, and between which times.
pub(super) struct Sighting {
    by: PersonId,
    earliest_ms: i64,
    latest_ms: i64,
    given: Given,
}

impl<R: Records> Gather<'_, R> {
    /// Of each giver the last word that the laptop went on in another chain before anybody in office or the
    /// server had this record, among whose receipts `bearing` are the first that reach it.
    pub(super) fn elsewhere(
        &self,
        about: &Envelope,
        bearing: &[Given],
    ) -> Result<Vec<Given>, R::Error> {
        let sightings = self.sightings(about)?;
        if sightings.is_empty() {
            return Ok(Vec::new());
        }
        let mut seen_ms = i64::MAX;
        for (receipt, giver) in bearing {
            let by = giver.envelope().log.enrolment;
            let heard = self.book.is_server(&by) || self.book.is_in_office(&by);
            if heard && receipt.of == about.log && receipt.through >= about.seq {
                let witness = self.witness((receipt.clone(), giver.clone()))?;
                seen_ms = witness.latest_ms.map_or(seen_ms, |latest| latest.min(seen_ms));
            }
        }
        let before =
            |sighting: &&Sighting| sighting.given.0.of != about.log && sighting.latest_ms < seen_ms;
        let mut last: Vec<&Sighting> = sightings.iter().filter(before).collect();
        last.sort_by_key(|one| (&one.by, one.earliest_ms, one.given.1.id()));
        last.reverse();
        last.dedup_by_key(|one| &one.by);
        Ok(last.into_iter().map(|one| one.given.clone()).collect())
    }

    /// What was seen of a record's laptop, if it has several chains. Each names a record that the laptop signed
    /// there: nobody makes up a second chain of another's.
    fn sightings(&self, about: &Envelope) -> Result<Rc<[Sighting]>, R::Error> {
        let enrolment = about.log.enrolment;
        if let Some(known) = self.sightings.borrow().get(&enrolment) {
            return Ok(Rc::clone(known));
        }
        let firsts = self.records.under(&Key::Chains(enrolment), 0)?;
        let mut found = Vec::new();
        for log in chains(&firsts).into_iter().filter(|_| firsts.len() > 1) {
            let about_it = self.records.under(&Key::Receipts(log), 0)?;
            for given in about_it.into_iter().filter_map(given) {
                found.extend(self.sighting(given)?);
            }
        }
        let found: Rc<[Sighting]> = found.into();
        self.sightings.borrow_mut().insert(enrolment, Rc::clone(&found));
        Ok(found)
    }

    fn sighting(&self, given: Given) -> Result<Option<Sighting>, R::Error> {
        let (receipt, giver) = &given;
        let by = giver.envelope().log.enrolment;
        let person = self.book.enrolments.get(&by).map(|enrolled| enrolled.person.clone());
        let own = self.book.enrolments.get(&receipt.of.enrolment).map(|of| &of.person);
        let went_on = receipt.boot != NO_BOOT
            && receipt.head.is_some()
            && receipt.beside.is_none_or(|beside| beside.current == receipt.of.incarnation);
        let heard = !self.book.is_server(&by) && self.book.is_in_office(&by);
        let Some(person) = person.filter(|by| heard && went_on && Some(by) != own) else {
            return Ok(None);
        };
        if !names_a_head(self.records, receipt)? {
            return Ok(None);
        }
        let witness = self.witness(given.clone())?;
        let times = witness.earliest_ms.zip(witness.latest_ms);
        Ok(times.map(|(earliest_ms, latest_ms)| Sighting {
            by: person,
            earliest_ms,
            latest_ms,
            given,
        }))
    }

    /// The first record of a chain: whoever holds it knows that there is one.
    pub(super) fn first_of(&self, log: LogId) -> Result<Option<Record>, R::Error> {
        let firsts = self.records.under(&Key::Chains(log.enrolment), 0)?;
        let of_it = firsts.into_iter().filter(|first| first.envelope().log == log);
        Ok(of_it.min_by_key(Record::id))
    }
}

fn chains(firsts: &[Record]) -> Vec<LogId> {
    let mut chains: Vec<LogId> = firsts.iter().map(|first| first.envelope().log).collect();
    chains.sort();
    chains.dedup();
    chains
}

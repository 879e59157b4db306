//! What the company has: cards in its possession, sealed days, registrations, deliveries.

use std::collections::BTreeSet;

use domain::act::{Assignment, Seal, Target};
use domain::card::{Act, Card};
use domain::cluster::Cluster;
use domain::ruling::{self, Finality, Registration};
use domain::time::Instant;
use domain::{CardId, FairId, PersonId};
use ledger::{Envelope, RecordId};

use super::Gather;
use crate::fact::Fact;
use crate::index::{Key, Records};
use crate::ruling_bytes::ruling_hash;

impl<R: Records> Gather<'_, R> {
    /// When the ruling is final (SYN-03). The facts are ruled on as of their registration: what the clock
    /// alone changes later, as who decides after a fair's close, needs no new one and undoes no
    /// waiting period.
    pub(super) fn finality(
        &self,
        members: &BTreeSet<CardId>,
        cluster: &Cluster,
    ) -> Result<Option<Finality>, R::Error> {
        let company = &self.book.company;
        let registrations = self.registrations(members, cluster)?;
        let Some(newest) = registrations.iter().max() else { return Ok(None) };
        let then = ruling::rule(cluster, company, newest.at);
        let parameters = company.parameters(newest.at);
        Ok(then.and_then(|then| ruling::finality(&ruling_hash(&then), &registrations, &parameters)))
    }

    pub(super) fn registrations(
        &self,
        members: &BTreeSet<CardId>,
        cluster: &Cluster,
    ) -> Result<Vec<Registration>, R::Error> {
        let Some(customer) = members.first() else { return Ok(Vec::new()) };
        let rosters_complete = self.rosters_complete(cluster)?;
        let mut found = Vec::new();
        for record in self.records.under(&Key::Card(*customer), 0)? {
            let by_server = self.book.is_server(&record.envelope().log.enrolment);
            if let (true, Ok(Fact::Registration { customer: of, ruling, .. })) =
                (by_server, Fact::read(&record))
                && of == *customer
            {
                let at = Instant(record.envelope().stamp.claimed_ms);
                let envelope = record.envelope();
                let order = (envelope.log.incarnation.0, envelope.seq.0);
                found.push(Registration { order, at, ruling, rosters_complete });
            }
        }
        Ok(found)
    }

    /// When the last of the fair days that a customer's cards belong to was known to be complete;
    /// `None` while one is not, or when no card is from a fair.
    pub(super) fn rosters_complete(&self, cluster: &Cluster) -> Result<Option<Instant>, R::Error> {
        let mut last = None;
        for file in cluster.cards.values() {
            let Some(fair) = &file.signed.what.fair else { continue };
            let day = self.book.company.zone.day(file.at());
            let about = self.records.under(&Key::FairDays(fair.clone()), 0)?;
            let complete =
                about.iter().filter(|r| self.book.is_server(&r.envelope().log.enrolment));
            let complete = complete.filter(|record| {
                matches!(Fact::read(record), Ok(Fact::RosterComplete { day: of, .. }) if of == day)
            });
            let Some(at) = complete.map(|r| Instant(r.envelope().stamp.claimed_ms)).min() else {
                return Ok(None);
            };
            last = last.max(Some(at));
        }
        Ok(last)
    }

    /// First receipt by the fair's supervisor or the server, by any way (FAIR-07).
    pub(super) fn possession(
        &self,
        envelope: &Envelope,
        card: &Act<Card>,
    ) -> Result<Option<Instant>, R::Error> {
        let company = &self.book.company;
        let fair = card.what.fair.as_ref().and_then(|fair| company.fair(fair, card.time.at));
        self.received(envelope, fair.map(|fair| &fair.supervisor))
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
        let mut first: Option<Instant> = None;
        for record in self.records.under(&Key::Receipts(envelope.log), envelope.seq.0)? {
            let by = self.book.enrolments.get(&record.envelope().log.enrolment);
            let by_server = self.book.is_server(&record.envelope().log.enrolment);
            let competent = by_server || by.is_some_and(|by| Some(&by.person) == supervisor);
            if let (true, Ok(Fact::Receipt(receipt))) = (competent, Fact::read(&record))
                && receipt.holds
                && self.is_founded(&(receipt, record.clone()))?
            {
                let at = self.witness_time(&record)?;
                first = Some(first.map_or(at, |earlier| earlier.min(at)));
            }
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
            if let Ok(Fact::Seal(seal)) = Fact::read(&record) {
                let act = self.act(&record, seal)?;
                seals.extend(Some(act).filter(|act| self.may_seal(act)));
            }
        }
        seals.sort_by_key(|act| (act.time.at, act.id));
        Ok(seals)
    }

    pub(super) fn may_seal(&self, act: &Act<Seal>) -> bool {
        let fair = self.book.company.fair(&act.what.fair, act.time.at);
        !act.after_revocation && fair.is_some_and(|fair| fair.supervisor == act.by)
    }

    /// When an assignment reached its new owner's laptop (OWN-19). Only he can say so.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn delivered(&self, assignment: &Act<Assignment>) -> Result<Option<Instant>, R::Error> {
        let mut first: Option<Instant> = None;
        for record in self.records.under(&Key::Card(assignment.what.card), 0)? {
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

//! Which receipts bear on a record's time. Of the many about a log few say anything about one record, and
//! whoever holds these weighs its time as everybody does (DUP-06): the same choice is made before weighing
//! and before handing out.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use domain::PersonId;
use domain::company::Role;
use ledger::evidence::Witness;
use ledger::{EnrolmentId, Envelope, Receipt, Record, RecordId};

use super::Gather;
use crate::fact::Fact;
use crate::index::Records;
use crate::receipts::{self, Given, Heard, Place, given};

impl<R: Records> Gather<'_, R> {
    /// The receipts that bear on a record: those that it cites, and of each giver those that can count.
    /// About a receipt only the server is heard: a chain of colleagues who vouch for each other proves no
    /// more than its first link.
    pub(super) fn bearing_on(&self, record: &Record) -> Result<Vec<Given>, R::Error> {
        let is_receipt = matches!(Fact::read(record), Ok(Fact::Receipt(_)));
        self.bearing(record.envelope(), is_receipt)
    }

    pub(super) fn bearing(
        &self,
        about: &Envelope,
        server_only: bool,
    ) -> Result<Vec<Given>, R::Error> {
        if self.book.is_server(&about.log.enrolment) {
            return Ok(Vec::new());
        }
        let heard = |giver: &EnrolmentId| self.heard(giver, about, server_only);
        let mut bearing = Vec::new();
        for id in &about.anchors {
            // Only receipts about its own logs: whoever cites anything else would have it brought to him.
            let cited = self.records.record(id)?.and_then(given);
            // One about what the record's author has yet to write is no citation of the past.
            let past = |receipt: &Receipt| {
                let of = receipt.of;
                let before = of.enrolment == about.log.enrolment && of != about.log;
                before || of == about.log && receipt.through < about.seq
            };
            bearing.extend(cited.filter(|(receipt, giver)| {
                past(receipt) && heard(&giver.envelope().log.enrolment) != Heard::Not
            }));
        }
        let chosen = self.records.bearing(&Place::of(about), &heard)?;
        bearing.extend(chosen.into_iter().filter_map(given));
        if !server_only {
            bearing.extend(self.elsewhere(about, &bearing)?);
        }
        bearing.sort_by_key(|(_, giver)| giver.id());
        bearing.dedup_by_key(|(_, giver)| giver.id());
        Ok(bearing)
    }

    /// Whether a receipt names the record at the place to which it says the chain had come. Somebody who
    /// would vouch for what is yet to be written cannot: nobody knows its hash. The server is believed.
    pub fn is_founded(&self, given: &Given) -> Result<bool, R::Error> {
        if self.by_server(&given.1) {
            return Ok(true);
        }
        receipts::names_a_head(self.records, &given.0)
    }

    /// A receipt as a witness, with when it was given.
    pub(super) fn witness(&self, (receipt, giver): Given) -> Result<Witness, R::Error> {
        let envelope = giver.envelope();
        if self.by_server(&giver) {
            return Ok(Witness::server(giver.id(), envelope.stamp.claimed_ms, receipt));
        }
        let office = self.book.is_in_office(&envelope.log.enrolment);
        let evidence = self.by_server_alone(&giver)?;
        let giver_of = self.book.enrolments.get(&envelope.log.enrolment);
        let person = giver_of.map(|enrolled| enrolled.person.to_string());
        let witness = Witness::colleague(giver.id(), &evidence, receipt, office);
        Ok(Witness { giver: person, ..witness })
    }

    /// Who saw a record and can say so, and on whose word its time rests: whoever must judge it is to know.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn seen_by(&self, record: &Record) -> Result<SeenBy, R::Error> {
        let about = record.envelope();
        let evidence = self.evidence(about)?;
        let ends = [evidence.not_before_by, evidence.not_after_by];
        let mut seen = SeenBy::default();
        // Nothing is older than its key, and that is the server's word.
        let key = self.book.enrolments.get(&about.log.enrolment).map(|known| known.certificate);
        seen.proving.server = key.is_some() && ends.contains(&key);
        for (receipt, giver) in self.bearing_on(record)? {
            if receipt.of == about.log && receipt.through >= about.seq {
                self.add(&mut seen.all, &giver);
            }
            if ends.contains(&Some(giver.id())) {
                self.add(&mut seen.proving, &giver);
            }
        }
        Ok(seen)
    }

    fn add(&self, witnesses: &mut Witnesses, giver: &Record) {
        let enrolment = &giver.envelope().log.enrolment;
        if self.by_server(giver) {
            witnesses.server = true;
        } else if let Some(by) = self.book.enrolments.get(enrolment) {
            let person = self.book.company.people.get(&by.person).and_then(|known| known.latest());
            let among = match self.book.is_in_office(enrolment) {
                true if person.is_some_and(|person| person.is(Role::Hq)) => {
                    &mut witnesses.headquarters
                }
                true => &mut witnesses.in_charge,
                false => &mut witnesses.colleagues,
            };
            among.insert(by.person.clone());
        }
    }

    /// How far a giver is heard about a record. Nobody countersigns his own chain.
    fn heard(&self, giver: &EnrolmentId, about: &Envelope, server_only: bool) -> Heard {
        if server_only {
            return if self.book.is_server(giver) { Heard::Server } else { Heard::Not };
        }
        let person =
            |of: &EnrolmentId| self.book.enrolments.get(of).map(|enrolled| &enrolled.person);
        match person(giver) {
            None => Heard::Not,
            Some(by) if Some(by) == person(&about.log.enrolment) => Heard::Not,
            Some(_) if self.book.is_server(giver) => Heard::Server,
            Some(_) if self.book.is_in_office(giver) => Heard::Office,
            Some(_) => Heard::Colleague,
        }
    }

    fn by_server(&self, record: &Record) -> bool {
        self.book.is_server(&record.envelope().log.enrolment)
    }

    /// The records that a viewer of others needs beside them: receipts that prove when they were signed and
    /// handed in, and the bare heads that these name.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn proofs(&self, about: &[Record]) -> Result<Proofs, R::Error> {
        let mut proofs = Proofs::default();
        for record in about {
            for (receipt, giver) in self.bearing_on(record)? {
                if proofs.receipts.contains_key(&giver.id()) {
                    continue;
                }
                if !self.by_server(&giver) {
                    let head = receipt.head.map(|head| self.records.record(&head)).transpose()?;
                    proofs.heads.extend(head.flatten().map(|head| (head.id(), head)));
                    if receipt.of != record.envelope().log {
                        let first = self.first_of(receipt.of)?;
                        proofs.heads.extend(first.map(|first| (first.id(), first)));
                    }
                    let of_giver = self.proving_given(&giver)?;
                    proofs.receipts.extend(of_giver.iter().map(|r| (r.id(), r.clone())));
                }
                proofs.receipts.insert(giver.id(), giver);
            }
        }
        Ok(proofs)
    }

    /// The server's receipts that prove when a receipt was given. One receipt bears on many records.
    fn proving_given(&self, giver: &Record) -> Result<Rc<[Record]>, R::Error> {
        if let Some(known) = self.proving_given.borrow().get(&giver.id()) {
            return Ok(Rc::clone(known));
        }
        let bearing = self.bearing(giver.envelope(), true)?.into_iter();
        let proving: Rc<[Record]> = bearing.map(|(_, receipt)| receipt).collect();
        self.proving_given.borrow_mut().insert(giver.id(), Rc::clone(&proving));
        Ok(proving)
    }
}

/// Who saw a record.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SeenBy {
    /// Everybody who saw it, however much later, but its author.
    pub all: Witnesses,
    /// Those whose receipts are the ends of the interval that is proven (DUP-06): who last saw the chain
    /// without it, and who first saw it there.
    pub proving: Witnesses,
}

/// People who saw something, by how their word is to be taken.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Witnesses {
    /// Those who may compete for the customer themselves.
    pub colleagues: BTreeSet<PersonId>,
    /// Those in office on the spot: a fair's supervisor, a regional manager.
    pub in_charge: BTreeSet<PersonId>,
    /// Headquarters.
    pub headquarters: BTreeSet<PersonId>,
    /// Whether the server is among them.
    pub server: bool,
}

/// What proves when records were signed.
#[derive(Clone, Debug, Default)]
pub struct Proofs {
    /// Receipts about their logs, and about the logs of those who gave them.
    pub receipts: BTreeMap<RecordId, Record>,
    /// Records at which these say that a chain ended. Nobody needs more of them than the envelope.
    pub heads: BTreeMap<RecordId, Record>,
}

//! Which receipts bear on a record's time. Of the many about a log few say anything about one record, and
//! whoever holds these weighs its time as everybody does (DUP-06): the same choice is made before weighing
//! and before handing out.

use std::collections::{BTreeMap, BTreeSet};

use domain::PersonId;
use ledger::evidence::{NO_BOOT, Witness};
use ledger::{BootId, Envelope, LogId, Receipt, Record, RecordId, Seq};

use super::Gather;
use crate::fact::Fact;
use crate::index::{Key, Records};

/// A receipt with the record that it stands in.
pub(super) type Given = (Receipt, Record);

/// Within one of these the times of receipts rise with their places: the server's clock always, a
/// colleague's within one boot.
type Giver = (LogId, Option<BootId>);

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
        let heard = |giver: &Record| match server_only {
            true => self.by_server(giver),
            false => self.is_outsider(giver, about),
        };
        let mut bearing = Vec::new();
        for id in &about.anchors {
            // Only receipts about its own logs: whoever cites anything else would have it brought to him.
            let cited = self.records.record(id)?.and_then(read);
            // One about what the record's author has yet to write is no citation of the past.
            let past = |receipt: &Receipt| {
                let of = receipt.of;
                let before = of.enrolment == about.log.enrolment && of != about.log;
                before || of == about.log && receipt.through < about.seq
            };
            bearing.extend(cited.filter(|(receipt, giver)| past(receipt) && heard(giver)));
        }
        let mut givers: BTreeMap<Giver, Vec<Given>> = BTreeMap::new();
        for given in self.records.under(&Key::Receipts(about.log), 0)?.into_iter().filter_map(read)
        {
            if heard(&given.1) {
                givers.entry(self.giver(&given.1)).or_default().push(given);
            }
        }
        for mut by_one in givers.into_values() {
            by_one.sort_by_key(|(_, giver)| (giver.envelope().seq, giver.id()));
            bearing.extend(self.chosen(by_one, about)?);
        }
        bearing.sort_by_key(|(_, giver)| giver.id());
        bearing.dedup_by_key(|(_, giver)| giver.id());
        Ok(bearing)
    }

    /// Of one giver's receipts: the first that reaches the record (not after), the first that holds it
    /// (possession), the nearest by its own monotonic clock; and, of whoever is believed uncited, the last
    /// that saw the chain end before it, in its boot and in any other.
    fn chosen(&self, by_one: Vec<Given>, about: &Envelope) -> Result<Vec<Given>, R::Error> {
        let (reaching, before): (Vec<_>, Vec<_>) =
            by_one.into_iter().partition(|(receipt, _)| receipt.through >= about.seq);
        let mut nearest: Vec<Given> = reaching.clone();
        nearest.retain(|(receipt, _)| {
            receipt.boot == about.stamp.boot && receipt.mono_ms >= about.stamp.mono_ms
        });
        nearest.sort_by_key(|(receipt, giver)| (receipt.mono_ms, giver.id()));
        let mut saw = before;
        saw.retain(|(receipt, giver)| receipt.boot != NO_BOOT && self.is_believed_uncited(giver));
        let (mut same_boot, other_boots): (Vec<_>, Vec<_>) =
            saw.into_iter().partition(|(receipt, _)| receipt.boot == about.stamp.boot);
        same_boot.sort_by_key(|(receipt, giver)| (receipt.mono_ms, giver.id()));
        let mut chosen = Vec::new();
        chosen.extend(self.first_founded(reaching.iter())?);
        chosen.extend(self.first_founded(reaching.iter().filter(|(receipt, _)| receipt.holds))?);
        chosen.extend(self.first_founded(nearest.iter())?);
        chosen.extend(self.first_founded(same_boot.iter().rev())?);
        chosen.extend(self.first_founded(other_boots.iter().rev())?);
        Ok(chosen)
    }

    fn first_founded<'g>(
        &self,
        mut given: impl Iterator<Item = &'g Given>,
    ) -> Result<Option<Given>, R::Error> {
        given
            .find_map(|given| match self.is_founded(given) {
                Ok(true) => Some(Ok(given.clone())),
                Ok(false) => None,
                Err(error) => Some(Err(error)),
            })
            .transpose()
    }

    /// Whether a receipt names the record at the place to which it says the chain had come. Somebody who
    /// would vouch for what is yet to be written cannot: nobody knows its hash. The server is believed.
    pub fn is_founded(&self, (receipt, giver): &Given) -> Result<bool, R::Error> {
        if self.by_server(giver) {
            return Ok(true);
        }
        let Some(head) = receipt.head else { return Ok(receipt.through == Seq::ZERO) };
        Ok(self.records.record(&head)?.is_some_and(|head| {
            let head = head.envelope();
            head.log == receipt.of && head.seq == receipt.through
        }))
    }

    /// A receipt as a witness, with when it was given.
    pub(super) fn witness(&self, (receipt, giver): Given) -> Result<Witness, R::Error> {
        let envelope = giver.envelope();
        if self.by_server(&giver) {
            return Ok(Witness::server(giver.id(), envelope.stamp.claimed_ms, receipt));
        }
        let office = self.book.is_in_office(&envelope.log.enrolment);
        Ok(Witness::colleague(giver.id(), &self.by_server_alone(envelope)?, receipt, office))
    }

    /// Who saw a record and can say so: whoever must judge it is to know whose word it rests on.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn seen_by(&self, record: &Record) -> Result<SeenBy, R::Error> {
        let about = record.envelope();
        let mut seen = SeenBy::default();
        for (receipt, giver) in self.bearing_on(record)? {
            let enrolment = &giver.envelope().log.enrolment;
            if receipt.of != about.log || receipt.through < about.seq {
                continue;
            }
            if self.by_server(&giver) {
                seen.server = true;
            } else if let Some(by) = self.book.enrolments.get(enrolment) {
                seen.people.insert(by.person.clone());
                seen.office.extend(self.book.is_in_office(enrolment).then(|| by.person.clone()));
            }
        }
        Ok(seen)
    }

    /// Nobody countersigns his own chain.
    fn is_outsider(&self, giver: &Record, about: &Envelope) -> bool {
        let person = |envelope: &Envelope| {
            self.book.enrolments.get(&envelope.log.enrolment).map(|enrolled| &enrolled.person)
        };
        person(giver.envelope()).is_some() && person(giver.envelope()) != person(about)
    }

    fn is_believed_uncited(&self, giver: &Record) -> bool {
        self.by_server(giver) || self.book.is_in_office(&giver.envelope().log.enrolment)
    }

    fn by_server(&self, record: &Record) -> bool {
        self.book.is_server(&record.envelope().log.enrolment)
    }

    fn giver(&self, record: &Record) -> Giver {
        let envelope = record.envelope();
        (envelope.log, (!self.by_server(record)).then_some(envelope.stamp.boot))
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
                    let of_giver = self.bearing(giver.envelope(), true)?;
                    proofs.receipts.extend(of_giver.into_iter().map(|(_, r)| (r.id(), r)));
                }
                proofs.receipts.insert(giver.id(), giver);
            }
        }
        Ok(proofs)
    }
}

/// Who saw a record.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SeenBy {
    /// Everybody but its author.
    pub people: BTreeSet<PersonId>,
    /// Those among them who are in office and do not compete for customers.
    pub office: BTreeSet<PersonId>,
    /// Whether the server did.
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

fn read(record: Record) -> Option<Given> {
    match Fact::read(&record) {
        Ok(Fact::Receipt(receipt)) => Some((receipt, record)),
        _ => None,
    }
}

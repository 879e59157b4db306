//! When something was signed, and what proves it (DUP-06).

use std::collections::BTreeMap;

use domain::card::{Act, Proof, SigningTime};
use domain::time::Instant;
use domain::{FactId, PersonId};
use ledger::evidence::{Evidence, Grade, Witness, by_server, weigh};
use ledger::{Envelope, Record, RecordId};

use super::Gather;
use crate::fact::Fact;
use crate::index::{Key, Records};

impl<R: Records> Gather<'_, R> {
    /// An act with its author and its time.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn act<T>(&self, record: &Record, what: T) -> Result<Act<T>, R::Error> {
        let envelope = record.envelope();
        let time = signing_time(self.evidence(envelope)?);
        let enrolled = self.book.enrolments.get(&envelope.log.enrolment);
        let revoked = enrolled.and_then(|enrolled| enrolled.revoked);
        // A key signs for its own person only.
        let by = enrolled.map_or_else(|| PersonId::new(&envelope.author), |e| e.person.clone());
        let impostor = enrolled.is_none() || by.as_str() != envelope.author;
        Ok(Act {
            id: FactId(*record.id().as_bytes()),
            by,
            after_revocation: impostor || revoked.is_some_and(|revoked| !is_before(&time, revoked)),
            time,
            what,
        })
    }

    /// What a record's signing time is worth (DUP-06).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn evidence(&self, envelope: &Envelope) -> Result<Evidence, R::Error> {
        if self.book.is_server(&envelope.log.enrolment) {
            return Ok(by_server(envelope));
        }
        let cited = self.witnesses(self.cited(envelope)?, envelope)?;
        let later = self.records.under(&Key::Receipts(envelope.log), envelope.seq.0)?;
        let later = self.witnesses(later, envelope)?;
        Ok(weigh(envelope, &cited, &later, self.bounded_ms(envelope)))
    }

    pub(super) fn cited(&self, envelope: &Envelope) -> Result<Vec<Record>, R::Error> {
        let cited = envelope.anchors.iter().map(|id| self.records.record(id));
        let cited = cited.collect::<Result<Vec<_>, _>>()?.into_iter().flatten();
        // Only receipts about this log: whoever cites anything else would have it brought to him.
        let counts = |record: &Record| matches!(Fact::read(record), Ok(Fact::Receipt(receipt)) if receipt.of == envelope.log);
        Ok(cited.filter(counts).collect())
    }

    /// Only outsiders are witnesses: nobody countersigns his own chain.
    pub(super) fn witnesses(
        &self,
        receipts: Vec<Record>,
        about: &Envelope,
    ) -> Result<Vec<Witness>, R::Error> {
        let me = self.book.enrolments.get(&about.log.enrolment).map(|e| &e.person);
        let mut witnesses = Vec::new();
        for record in receipts {
            let by = self.book.enrolments.get(&record.envelope().log.enrolment);
            let outsider = by.is_some() && by.map(|by| &by.person) != me;
            if let (true, Ok(Fact::Receipt(receipt))) = (outsider, Fact::read(&record)) {
                let at_ms = self.witness_time(&record)?.0;
                witnesses.push(Witness { id: record.id(), at_ms, receipt });
            }
        }
        Ok(witnesses)
    }

    /// When a receipt was given. A colleague's clock is itself corrected, but by the server's receipts
    /// alone: a chain of colleagues vouching for each other proves no more than its first link.
    pub(super) fn witness_time(&self, record: &Record) -> Result<Instant, R::Error> {
        let envelope = record.envelope();
        if self.book.is_server(&envelope.log.enrolment) {
            return Ok(Instant(envelope.stamp.claimed_ms));
        }
        let from_server = |records: Vec<Record>| -> Vec<Witness> {
            records
                .into_iter()
                .filter(|record| self.book.is_server(&record.envelope().log.enrolment))
                .filter_map(|record| match Fact::read(&record) {
                    Ok(Fact::Receipt(receipt)) => {
                        let at_ms = record.envelope().stamp.claimed_ms;
                        Some(Witness { id: record.id(), at_ms, receipt })
                    }
                    _ => None,
                })
                .collect()
        };
        let cited = from_server(self.cited(envelope)?);
        let later = from_server(self.records.under(&Key::Receipts(envelope.log), envelope.seq.0)?);
        Ok(Instant(weigh(envelope, &cited, &later, self.bounded_ms(envelope)).corrected_ms))
    }

    pub(super) fn bounded_ms(&self, envelope: &Envelope) -> i64 {
        let at = Instant(envelope.stamp.claimed_ms);
        self.book.company.parameters(at).bounded_hours.saturating_mul(3_600_000)
    }

    /// The records that a viewer of a customer needs beside those that name its cards: receipts that
    /// prove when they were signed and handed in.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn proofs(&self, about: &[Record]) -> Result<BTreeMap<RecordId, Record>, R::Error> {
        let mut proofs = BTreeMap::new();
        let mut add = |records: Vec<Record>| -> Vec<Record> {
            let new: Vec<Record> =
                records.into_iter().filter(|r| !proofs.contains_key(&r.id())).collect();
            proofs.extend(new.iter().map(|record| (record.id(), record.clone())));
            new
        };
        for record in about {
            let envelope = record.envelope();
            let mut witnesses = self.cited(envelope)?;
            witnesses.extend(self.records.under(&Key::Receipts(envelope.log), envelope.seq.0)?);
            for witness in add(witnesses) {
                let envelope = witness.envelope();
                if self.book.is_server(&envelope.log.enrolment) {
                    continue;
                }
                let mut of_witness = self.cited(envelope)?;
                of_witness
                    .extend(self.records.under(&Key::Receipts(envelope.log), envelope.seq.0)?);
                of_witness.retain(|record| self.book.is_server(&record.envelope().log.enrolment));
                add(of_witness);
            }
        }
        Ok(proofs)
    }
}

/// Whether something was signed before an instant for all that can be proven (SYN-04). Whoever stole a
/// laptop sets its clock: a time that nobody witnessed is no proof.
fn is_before(time: &SigningTime, instant: Instant) -> bool {
    let witnessed = time.not_after.is_some_and(|not_after| not_after <= instant);
    witnessed || time.proof == Proof::Anchored && time.at <= instant
}

fn signing_time(evidence: Evidence) -> SigningTime {
    SigningTime {
        at: Instant(evidence.corrected_ms),
        claimed: Instant(evidence.claimed_ms),
        not_before: evidence.not_before_ms.map(Instant),
        not_after: evidence.not_after_ms.map(Instant),
        proof: match evidence.grade {
            Grade::Anchored => Proof::Anchored,
            Grade::Bounded => Proof::Bounded,
            Grade::Wide => Proof::Wide,
        },
        contradicted: evidence.contradicted,
    }
}

//! When something was signed, and what proves it (DUP-06).

use domain::card::{Act, Proof, Says, SigningTime, Testimony};
use domain::time::Instant;
use domain::{FactId, PersonId};
use ledger::evidence::{Evidence, Grade, Word, by_server, weigh_words};
use ledger::{Envelope, Record};

use super::Gather;
use super::adoption::take_in;
use crate::index::Records;

impl<R: Records> Gather<'_, R> {
    /// An act with its author and its time.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn act<T>(&self, record: &Record, what: T) -> Result<Act<T>, R::Error> {
        let evidence = self.evidence(record.envelope())?;
        self.act_at(record, what, evidence)
    }

    /// The same at a time that is weighed already.
    pub(super) fn act_at<T>(
        &self,
        record: &Record,
        what: T,
        evidence: Evidence,
    ) -> Result<Act<T>, R::Error> {
        let mut act = self.as_signed(record, what, evidence);
        let genuine = act.by.as_str() == record.envelope().author;
        if act.after_revocation
            && genuine
            && let Some(adopted) = self.adopted(record)?
        {
            take_in(&mut act, adopted);
        }
        Ok(act)
    }

    /// The same without looking whether it was adopted.
    pub(super) fn plain_act<T>(&self, record: &Record, what: T) -> Result<Act<T>, R::Error> {
        Ok(self.as_signed(record, what, self.evidence(record.envelope())?))
    }

    fn as_signed<T>(&self, record: &Record, what: T, evidence: Evidence) -> Act<T> {
        let envelope = record.envelope();
        let time = signing_time(evidence);
        let enrolled = self.book.enrolments.get(&envelope.log.enrolment);
        let revoked = enrolled.and_then(|enrolled| enrolled.revoked);
        // A key signs for its own person only.
        let by = enrolled.map_or_else(|| PersonId::new(&envelope.author), |e| e.person.clone());
        let impostor = enrolled.is_none() || by.as_str() != envelope.author;
        let id = FactId(*record.id().as_bytes());
        let after_revocation =
            impostor || revoked.is_some_and(|revoked| !is_before(&time, revoked));
        Act { after_revocation, ..Act::new(id, by, time, what) }
    }

    /// What a record's signing time is worth (DUP-06).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn evidence(&self, envelope: &Envelope) -> Result<Evidence, R::Error> {
        if self.book.is_server(&envelope.log.enrolment) {
            return Ok(by_server(envelope));
        }
        Ok(self.weighed(envelope, false)?.0)
    }

    /// When a receipt was given, by the server's receipts about its giver.
    pub(super) fn by_server_alone(&self, given: &Record) -> Result<Evidence, R::Error> {
        if let Some(known) = self.given.borrow().get(&given.id()) {
            return Ok(*known);
        }
        let (evidence, _) = self.weighed(given.envelope(), true)?;
        self.given.borrow_mut().insert(given.id(), evidence);
        Ok(evidence)
    }

    /// What a record's time is worth, and whose words about it do not fit together.
    pub(super) fn weighed(
        &self,
        envelope: &Envelope,
        server_only: bool,
    ) -> Result<(Evidence, Vec<Word>), R::Error> {
        let bearing = self.bearing(envelope, server_only)?.into_iter();
        let witnesses = bearing.map(|given| self.witness(given)).collect::<Result<Vec<_>, _>>()?;
        let enrolled = self.book.enrolments.get(&envelope.log.enrolment);
        let since = enrolled.map(|enrolled| (enrolled.since.0, enrolled.certificate));
        Ok(weigh_words(envelope, &witnesses, since, self.bounded_ms(envelope)))
    }

    /// Who said these words.
    pub(super) fn testimony(&self, words: &[Word]) -> Result<Vec<Testimony>, R::Error> {
        let mut said = Vec::new();
        for word in words {
            let Some(given) = self.records.record(&word.by)? else { continue };
            let giver = given.envelope().log.enrolment;
            let by = self.book.enrolments.get(&giver).filter(|_| !self.book.is_server(&giver));
            let (says, at_ms) = match word.says {
                ledger::evidence::Says::SignedAt(at_ms) => (Says::SignedAt, at_ms),
                ledger::evidence::Says::NotBefore(at_ms) => (Says::NotBefore, at_ms),
                ledger::evidence::Says::NotAfter(at_ms) => (Says::NotAfter, at_ms),
                ledger::evidence::Says::Elsewhere(at_ms) => (Says::Elsewhere, at_ms),
            };
            let by = by.map(|enrolled| enrolled.person.clone());
            said.push(Testimony { by, says, at: Instant(at_ms) });
        }
        said.sort();
        said.dedup();
        Ok(said)
    }

    /// When a receipt was given, by the best estimate.
    pub(super) fn witness_time(&self, record: &Record) -> Result<Instant, R::Error> {
        let envelope = record.envelope();
        if self.book.is_server(&envelope.log.enrolment) {
            return Ok(Instant(envelope.stamp.claimed_ms));
        }
        Ok(Instant(self.by_server_alone(record)?.corrected_ms))
    }

    pub(super) fn bounded_ms(&self, envelope: &Envelope) -> i64 {
        let at = Instant(envelope.stamp.claimed_ms);
        self.book.company.parameters(at).bounded_hours.saturating_mul(3_600_000)
    }
}

/// Whether somebody had seen it by an instant (SYN-04). Whoever stole a laptop sets its clock, and goes on in
/// the boot that the server had measured: what he shows afterwards, and whatever his monotonic clock makes of
/// it, is his own word.
fn is_before(time: &SigningTime, instant: Instant) -> bool {
    time.not_after.is_some_and(|not_after| not_after <= instant)
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

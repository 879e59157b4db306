//! Whoever has seen a chain, and how far he is believed.

use super::proofs::End;
use super::{CLOCK_TOLERANCE_MS, DRIFT, Evidence, Grade, NO_BOOT, carry};
use crate::envelope::Envelope;
use crate::ids::RecordId;
use crate::receipt::Receipt;

/// A receipt together with when it was given.
#[derive(Clone, Debug)]
pub struct Witness {
    /// The receipt's record.
    pub id: RecordId,
    /// What he saw.
    pub receipt: Receipt,
    /// When he gave it, by the best estimate.
    pub at_ms: i64,
    /// It was given no earlier than this.
    pub earliest_ms: Option<i64>,
    /// And no later than this.
    pub latest_ms: Option<i64>,
    /// Whether the estimate is a measurement, or what his wall clock claims.
    pub measured: bool,
    /// How far he is believed.
    pub standing: Standing,
    /// Who he is, whatever device he used: whoever has two laptops has one voice. Where nobody says, each
    /// receipt is a voice of its own.
    pub giver: Option<String>,
}

/// How far a witness is believed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// A colleague: what he says counts where the record cites it, or as a later end; never against the
    /// company's clock.
    Colleague,
    /// Somebody in office: where he saw a chain end is believed although the chain does not cite it.
    Office,
    /// The server: its clock is the company's.
    Server,
}

impl Witness {
    /// A receipt by the server, at its own time.
    pub fn server(id: RecordId, at_ms: i64, receipt: Receipt) -> Self {
        let end = Some(at_ms);
        let (measured, standing) = (true, Standing::Server);
        let (earliest_ms, latest_ms) = (end, end);
        Self { id, receipt, at_ms, earliest_ms, latest_ms, measured, standing, giver: None }
    }

    /// A receipt by somebody else, by the evidence about *his* chain. What only his wall clock claims
    /// proves no more than the interval around it.
    pub fn colleague(id: RecordId, evidence: &Evidence, receipt: Receipt, office: bool) -> Self {
        let measured = evidence.grade == Grade::Anchored;
        let at_ms = evidence.corrected_ms;
        let end = |proven: Option<i64>| if measured { Some(at_ms) } else { proven };
        let (earliest_ms, latest_ms) = (end(evidence.not_before_ms), end(evidence.not_after_ms));
        let standing = if office { Standing::Office } else { Standing::Colleague };
        Self { id, receipt, at_ms, earliest_ms, latest_ms, measured, standing, giver: None }
    }

    /// The same, by somebody who is known.
    #[must_use]
    pub fn given_by(self, person: &str) -> Self {
        Self { giver: Some(person.to_owned()), ..self }
    }

    pub(super) fn is_server(&self) -> bool {
        self.standing == Standing::Server
    }
}

impl Witness {
    pub(super) fn earliest(&self) -> Option<End> {
        self.earliest_ms.map(|at_ms| (at_ms, self.id))
    }

    pub(super) fn latest(&self) -> Option<End> {
        self.latest_ms.map(|at_ms| (at_ms, self.id))
    }

    /// Whether he saw the chain with the record.
    pub(super) fn reaches(&self, envelope: &Envelope) -> bool {
        self.receipt.of == envelope.log && self.receipt.through >= envelope.seq
    }

    /// Whether he saw the clock of the record's boot after the record, and his own time is measured.
    pub(super) fn measures_after(&self, envelope: &Envelope) -> bool {
        let (receipt, stamp) = (&self.receipt, &envelope.stamp);
        let after = receipt.boot == stamp.boot && receipt.mono_ms >= stamp.mono_ms;
        self.reaches(envelope) && self.measured && after
    }

    /// Whether he saw the device's chain before the record: this one, or one that it wrote before it.
    pub(super) fn precedes(&self, envelope: &Envelope) -> bool {
        let of = self.receipt.of;
        let before =
            of.enrolment == envelope.log.enrolment && of.incarnation < envelope.log.incarnation;
        before || of == envelope.log && self.receipt.through < envelope.seq
    }

    /// Whether the clock that he says he saw is not the one that showed what it did at the record's time.
    pub(super) fn is_off(&self, envelope: &Envelope, signed_ms: i64) -> bool {
        let expected = carry(signed_ms, envelope.stamp.mono_ms, self.receipt.mono_ms);
        let apart = expected.saturating_sub(signed_ms).saturating_abs();
        let tolerance = CLOCK_TOLERANCE_MS.saturating_add(apart / DRIFT);
        let early = self.earliest_ms.is_some_and(|from| expected < from.saturating_sub(tolerance));
        let late = self.latest_ms.is_some_and(|to| expected > to.saturating_add(tolerance));
        self.receipt.boot == envelope.stamp.boot && (early || late)
    }

    /// Whether he is believed, uncited, that the chain ended there while its device showed him its clock.
    pub(super) fn saw_the_end(&self, envelope: &Envelope) -> bool {
        self.standing >= Standing::Office
            && self.receipt.of == envelope.log
            && self.receipt.boot != NO_BOOT
    }

    /// When he, who is in office, saw the device go on in another chain, at the earliest and at the latest.
    pub(super) fn saw_elsewhere(&self, envelope: &Envelope) -> Option<(i64, i64)> {
        let of = self.receipt.of;
        let another = of.enrolment == envelope.log.enrolment && of != envelope.log;
        let current = self.receipt.beside.map_or(of.incarnation, |beside| beside.current);
        let went_on = self.receipt.boot != NO_BOOT && current == of.incarnation;
        let seen = self.earliest_ms.zip(self.latest_ms);
        seen.filter(|_| self.standing == Standing::Office && another && went_on)
    }

    /// Whether the device had shown him a later time of its monotonic clock when its chain ended before the
    /// record. Signing waits for its turn, so a little is nothing.
    pub(super) fn contradicts(&self, envelope: &Envelope, cited: bool) -> bool {
        let stamp = &envelope.stamp;
        let tolerance = CLOCK_TOLERANCE_MS.unsigned_abs();
        (cited || self.saw_the_end(envelope))
            && self.receipt.of == envelope.log
            && self.receipt.boot == stamp.boot
            && stamp.mono_ms.saturating_add(tolerance) < self.receipt.mono_ms
    }

    /// Whether somebody in office says, uncited, that the record was not there when the server's measurement
    /// says that it was. Either may be wrong, he or the laptop's clock: a person decides, and until then
    /// neither moves it.
    pub(super) fn disputes(&self, envelope: &Envelope, measured: Option<i64>) -> bool {
        let uncited = self.standing == Standing::Office && !envelope.anchors.contains(&self.id);
        let ended = !self.reaches(envelope) && self.saw_the_end(envelope);
        let later = |at: i64| {
            let tolerated = at.saturating_add(CLOCK_TOLERANCE_MS);
            self.earliest_ms.is_some_and(|from| from > tolerated)
        };
        let against = |at: i64| self.contradicts(envelope, false) || later(at);
        uncited && ended && measured.is_some_and(against)
    }

    /// Whether he saw the chain end before the record with a later time of the clock that signed it, or when
    /// it is said to have been there.
    pub(super) fn regresses(&self, envelope: &Envelope, measured: Option<i64>) -> bool {
        let cited = envelope.anchors.contains(&self.id);
        let before = !self.reaches(envelope) && self.precedes(envelope);
        before && (self.contradicts(envelope, cited) || self.disputes(envelope, measured))
    }
}

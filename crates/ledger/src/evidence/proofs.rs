//! What receipts prove about one record.

use std::cmp::Reverse;

use super::{CLOCK_TOLERANCE_MS, DRIFT, Evidence, Grade, Says, Witness, Word, carry};
use crate::envelope::Envelope;
use crate::ids::RecordId;

/// An end of an interval, and the receipt that proves it.
pub(super) type End = (i64, RecordId);

pub(super) fn at(end: Option<End>) -> Option<i64> {
    end.map(|(at_ms, _)| at_ms)
}

/// What receipts say about one record.
#[derive(Clone, Copy, Default)]
pub(super) struct Proofs {
    pub(super) not_before: Option<End>,
    pub(super) not_after: Option<End>,
    /// The record's time by the last contact of its boot before it.
    pub(super) forward: Option<Measured>,
    /// And by the first one after it.
    pub(super) backward: Option<Measured>,
    /// The device showed a later monotonic time when its chain ended before the record.
    pub(super) regressed: bool,
    /// Those who saw the clock do not agree: whatever it comes to is no measurement.
    pub(super) disputed: bool,
}

/// A time that the monotonic clock carries from a contact to the record.
#[derive(Clone, Copy)]
pub(super) struct Measured {
    pub(super) at_ms: i64,
    pub(super) elapsed_ms: i64,
    pub(super) by: RecordId,
}

/// What the monotonic clock comes to.
#[derive(Clone, Copy)]
pub(super) enum Measurement {
    /// The time itself.
    Known(i64),
    /// It stood still between two contacts, as a machine's does that is paused: the time lies between.
    Between(i64, i64),
    /// Nothing.
    None,
}

impl Measurement {
    pub(super) fn known(self) -> Option<i64> {
        match self {
            Self::Known(at) => Some(at),
            _ => None,
        }
    }
}

impl Proofs {
    /// `measured` is the time that the server's receipts alone have measured.
    pub(super) fn of<'w>(
        envelope: &Envelope,
        witnesses: impl Iterator<Item = &'w Witness>,
        measured: Option<i64>,
    ) -> Self {
        let mut proofs = Self::default();
        let (mut nearest_before, mut nearest_after) = (None, None);
        for w in witnesses {
            let same_boot = w.receipt.boot == envelope.stamp.boot;
            if w.reaches(envelope) {
                proofs.not_after = earlier(proofs.not_after, w.latest());
                let key = (Reverse(w.standing), w.receipt.mono_ms, w.id);
                if w.measures_after(envelope) && nearest_after.is_none_or(|nearest| key < nearest) {
                    nearest_after = Some(key);
                    proofs.backward = Some(Measured::of(w, envelope));
                }
            } else if w.precedes(envelope) {
                let cited = envelope.anchors.contains(&w.id);
                if w.disputes(envelope, measured) {
                    proofs.regressed = true;
                } else if w.contradicts(envelope, cited) {
                    proofs.regressed = true;
                    proofs.not_before = proofs.not_before.max(w.earliest());
                } else if cited || w.saw_the_end(envelope) && !same_boot {
                    proofs.not_before = proofs.not_before.max(w.earliest());
                }
                let key = (w.standing, w.receipt.mono_ms, w.id);
                let measures = same_boot && cited && w.measured;
                if measures
                    && w.receipt.mono_ms <= envelope.stamp.mono_ms
                    && nearest_before.is_none_or(|nearest| key > nearest)
                {
                    nearest_before = Some(key);
                    proofs.forward = Some(Measured::of(w, envelope));
                }
            }
        }
        proofs
    }

    /// What both say; where both measure, these do. What the others saw of the clock afterwards is asked
    /// for apart ([`super::voices`]).
    pub(super) fn with(self, other: &Self) -> Self {
        Self {
            not_before: self.not_before.max(other.not_before),
            not_after: earlier(self.not_after, other.not_after),
            forward: self.forward.or(other.forward),
            backward: self.backward,
            regressed: self.regressed || other.regressed,
            disputed: false,
        }
    }

    pub(super) fn measures_both(&self) -> bool {
        self.forward.is_some() && self.backward.is_some()
    }

    /// Whether a measured time lies where the record can have been signed. A time that does not was carried
    /// by a clock that somebody made up, and is none.
    pub(super) fn is_possible(&self, measured: &Measured) -> bool {
        self.allows(measured.at_ms, CLOCK_TOLERANCE_MS.saturating_add(measured.elapsed_ms / DRIFT))
    }

    /// Whether a time lies between the ends that are proven.
    pub(super) fn allows(&self, at_ms: i64, tolerance_ms: i64) -> bool {
        self.not_before.is_none_or(|from| at_ms >= from.0.saturating_sub(tolerance_ms))
            && self.not_after.is_none_or(|to| at_ms <= to.0.saturating_add(tolerance_ms))
    }

    /// A monotonic clock may stand still, but never runs ahead: forwards it gives the earliest possible
    /// time, backwards the latest.
    pub(super) fn measurement(&self, bounded_ms: i64) -> Measurement {
        let possible = |measured: Option<Measured>| measured.filter(|one| self.is_possible(one));
        match (possible(self.forward), possible(self.backward)) {
            (Some(from), Some(to)) => {
                let apart = to.at_ms.saturating_sub(from.at_ms);
                let between = from.elapsed_ms.saturating_add(to.elapsed_ms);
                let tolerance = CLOCK_TOLERANCE_MS.saturating_add(between / DRIFT);
                match apart {
                    _ if apart.saturating_abs() <= tolerance => Measurement::Known(from.at_ms),
                    0.. => Measurement::Between(from.at_ms, to.at_ms),
                    _ => Measurement::None,
                }
            }
            // Nobody knows how long the clock stood still since; so long it is believed.
            (Some(from), None) if from.elapsed_ms <= bounded_ms => Measurement::Known(from.at_ms),
            (Some(_), None) | (None, None) => Measurement::None,
            (None, Some(to)) => Measurement::Known(to.at_ms),
        }
    }

    /// Whose words do not fit together, and what they say.
    pub(super) fn torn(&self, bounded_ms: i64) -> Vec<Word> {
        let mut words = Vec::new();
        if let (Some(from), Some(to)) = (self.not_before, self.not_after)
            && from.0 > to.0
        {
            words.push(Word { by: from.1, says: Says::NotBefore(from.0) });
            words.push(Word { by: to.1, says: Says::NotAfter(to.0) });
        }
        if let (Some(from), Some(to)) = (self.forward, self.backward)
            && self.is_possible(&from)
            && self.is_possible(&to)
            && self.measurement(bounded_ms).known().is_none()
        {
            words.extend([from, to].map(|one| one.word()));
        }
        words
    }

    pub(super) fn conclude(&self, envelope: &Envelope, bounded_ms: i64) -> Evidence {
        let claimed_ms = envelope.stamp.claimed_ms;
        let (not_before, not_after) = (at(self.not_before), at(self.not_after));
        let measurement = self.measurement(bounded_ms);
        let estimate = match measurement {
            Measurement::Known(at) => at,
            Measurement::Between(from, to) => claimed_ms.clamp(from, to),
            Measurement::None => claimed_ms,
        };
        let torn = matches!((not_before, not_after), (Some(from), Some(to)) if from > to);
        let corrected_ms = if torn {
            // Proofs that contradict each other help nobody: the later end counts.
            not_before.unwrap_or(estimate)
        } else {
            let floored = not_before.map_or(estimate, |from| estimate.max(from));
            not_after.map_or(floored, |to| floored.min(to))
        };
        let bounded = matches!((not_before, not_after),
            (Some(from), Some(to)) if to.saturating_sub(from) <= bounded_ms);
        let grade = match () {
            () if torn || self.regressed => Grade::Wide,
            () if measurement.known().is_some() && !self.disputed => Grade::Anchored,
            () if bounded => Grade::Bounded,
            () => Grade::Wide,
        };
        let too_early =
            not_before.is_some_and(|from| claimed_ms < from.saturating_sub(CLOCK_TOLERANCE_MS));
        let too_late =
            not_after.is_some_and(|to| claimed_ms > to.saturating_add(CLOCK_TOLERANCE_MS));
        Evidence {
            corrected_ms,
            claimed_ms,
            not_before_ms: not_before,
            not_after_ms: not_after,
            not_before_by: self.not_before.map(|(_, by)| by),
            not_after_by: self.not_after.map(|(_, by)| by),
            grade,
            contradicted: torn || self.regressed || too_early || too_late,
        }
    }
}

impl Measured {
    pub(super) fn of(w: &Witness, envelope: &Envelope) -> Self {
        let at_ms = carry(w.at_ms, w.receipt.mono_ms, envelope.stamp.mono_ms);
        let elapsed_ms = at_ms.saturating_sub(w.at_ms).saturating_abs();
        Self { at_ms, elapsed_ms, by: w.id }
    }

    /// What its giver says by it.
    pub(super) fn word(&self) -> Word {
        Word { by: self.by, says: Says::SignedAt(self.at_ms) }
    }
}

fn earlier(a: Option<End>, b: Option<End>) -> Option<End> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

//! What a signing time is worth (DUP-06; design §4).
//!
//! Clocks at a fair are wrong, and "earliest signature wins" rewards those who turn them back. So a
//! signing time is an interval with proof at both ends and an estimate inside it.

use crate::envelope::Envelope;
use crate::ids::RecordId;
use crate::receipt::Receipt;

/// How far a claimed time may stand outside its proven interval before anyone is told: clocks of
/// honest laptops drift by seconds.
pub const CLOCK_TOLERANCE_MS: i64 = 120_000;

/// How good the proof is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Grade {
    /// The same boot reaches back to a contact with an outsider.
    Anchored,
    /// Both ends are proven, at most `time.bounded_hours` apart.
    Bounded,
    /// Longer, open at an end, or contradictory.
    Wide,
}

/// A signing time as evidence. All times in milliseconds since 1970 UTC.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Evidence {
    /// The best estimate, always inside the interval. Cards are ranked by it.
    pub corrected_ms: i64,
    /// What the wall clock claimed.
    pub claimed_ms: i64,
    /// Proven not to be earlier than this.
    pub not_before_ms: Option<i64>,
    /// Proven not to be later than this.
    pub not_after_ms: Option<i64>,
    /// How good the proof is.
    pub grade: Grade,
    /// The claimed time lies outside the proven interval: an integrity alert.
    pub contradicted: bool,
}

/// A receipt together with the time at which it was given.
#[derive(Clone, Debug)]
pub struct Witness {
    /// The receipt's record.
    pub id: RecordId,
    /// When the outsider gave it, by evidence about *his* chain. The server's clock is taken as it is.
    pub at_ms: i64,
    /// What he saw.
    pub receipt: Receipt,
}

/// The time of a record that the server signed: its clock is the company's clock.
pub fn by_server(envelope: &Envelope) -> Evidence {
    let at = envelope.stamp.claimed_ms;
    Evidence {
        corrected_ms: at,
        claimed_ms: at,
        not_before_ms: Some(at),
        not_after_ms: Some(at),
        grade: Grade::Anchored,
        contradicted: false,
    }
}

/// Weighs a record's time. `cited` are the receipts that the envelope names; `later` are receipts
/// about the same log; those that do not reach the record are left out here.
pub fn weigh(
    envelope: &Envelope,
    cited: &[Witness],
    later: &[Witness],
    bounded_ms: i64,
) -> Evidence {
    let stamp = &envelope.stamp;
    let cited = || {
        cited.iter().filter(|w| {
            w.receipt.of == envelope.log
                && w.receipt.through < envelope.seq
                && envelope.anchors.contains(&w.id)
        })
    };
    let later = || {
        later.iter().filter(|w| w.receipt.of == envelope.log && w.receipt.through >= envelope.seq)
    };

    let not_before = cited().map(|w| w.at_ms).max();
    let not_after = later().map(|w| w.at_ms).min();
    // The monotonic clock carries a contact's time to the record, forwards from the last contact
    // before it or, failing that, backwards from the first one after it.
    let anchored = cited()
        .filter(|w| w.receipt.boot == stamp.boot && w.receipt.mono_ms <= stamp.mono_ms)
        .max_by_key(|w| (w.receipt.mono_ms, w.id))
        .map(|w| carry(w.at_ms, w.receipt.mono_ms, stamp.mono_ms));
    let measured_later = later()
        .filter(|w| w.receipt.boot == stamp.boot && w.receipt.mono_ms >= stamp.mono_ms)
        .min_by_key(|w| (w.receipt.mono_ms, w.id))
        .map(|w| carry(w.at_ms, w.receipt.mono_ms, stamp.mono_ms));

    let estimate = anchored.or(measured_later).unwrap_or(stamp.claimed_ms);
    let torn = matches!((not_before, not_after), (Some(from), Some(to)) if from > to);
    let corrected = if torn {
        // Proofs that contradict each other help nobody: the later end counts.
        not_before.unwrap_or(estimate)
    } else {
        let floored = not_before.map_or(estimate, |from| estimate.max(from));
        not_after.map_or(floored, |to| floored.min(to))
    };
    let bounded = matches!((not_before, not_after),
        (Some(from), Some(to)) if to.saturating_sub(from) <= bounded_ms);
    let grade = match (torn, anchored.is_some(), bounded) {
        (true, _, _) => Grade::Wide,
        (false, true, _) => Grade::Anchored,
        (false, false, true) => Grade::Bounded,
        (false, false, false) => Grade::Wide,
    };
    let too_early =
        not_before.is_some_and(|from| stamp.claimed_ms < from.saturating_sub(CLOCK_TOLERANCE_MS));
    let too_late =
        not_after.is_some_and(|to| stamp.claimed_ms > to.saturating_add(CLOCK_TOLERANCE_MS));
    Evidence {
        corrected_ms: corrected,
        claimed_ms: stamp.claimed_ms,
        not_before_ms: not_before,
        not_after_ms: not_after,
        grade,
        contradicted: torn || too_early || too_late,
    }
}

/// The time `to_mono` shows, if it was `at_ms` when the same clock showed `from_mono`.
fn carry(at_ms: i64, from_mono: u64, to_mono: u64) -> i64 {
    let elapsed = i128::from(to_mono) - i128::from(from_mono);
    let elapsed = elapsed.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64;
    at_ms.saturating_add(elapsed)
}

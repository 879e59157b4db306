//! What a signing time is worth (DUP-06; design §4).
//!
//! Clocks at a fair are wrong, and "earliest signature wins" rewards those who turn them back. So a
//! signing time is an interval with proof at both ends and an estimate inside it.

use std::cmp::Reverse;

use crate::envelope::Envelope;
use crate::ids::{BootId, RecordId};
use crate::receipt::Receipt;

/// How far a claimed time may stand outside its proven interval before anyone is told: clocks of
/// honest laptops drift by seconds.
pub const CLOCK_TOLERANCE_MS: i64 = 120_000;

/// How far two measurements may lie apart for each second between them, in parts of a second: a laptop's
/// clock drifts by about a second an hour.
const DRIFT: i64 = 3_600;

/// A boot that no device is ever in: whoever gives a receipt that names it had the chain from elsewhere,
/// and says nothing about its device's clock, nor that the chain ended there.
pub const NO_BOOT: BootId = BootId::new([0; 16]);

/// How good the proof is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Grade {
    /// Measured: the same boot reaches to a contact with an outsider.
    Anchored,
    /// Not measured, but both ends are proven, at most `time.bounded_hours` apart.
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
    /// Whose receipt proves the lower end: the last that saw the chain before.
    pub not_before_by: Option<RecordId>,
    /// Whose receipt proves the upper end: the first that saw it with the record in it.
    pub not_after_by: Option<RecordId>,
    /// How good the proof is.
    pub grade: Grade,
    /// The claimed time lies outside the proven interval: an integrity alert.
    pub contradicted: bool,
}

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
        Self { id, receipt, at_ms, earliest_ms: end, latest_ms: end, measured, standing }
    }

    /// A receipt by somebody else, by the evidence about *his* chain. What only his wall clock claims
    /// proves no more than the interval around it.
    pub fn colleague(id: RecordId, evidence: &Evidence, receipt: Receipt, office: bool) -> Self {
        let measured = evidence.grade == Grade::Anchored;
        let at_ms = evidence.corrected_ms;
        let end = |proven: Option<i64>| if measured { Some(at_ms) } else { proven };
        let (earliest_ms, latest_ms) = (end(evidence.not_before_ms), end(evidence.not_after_ms));
        let standing = if office { Standing::Office } else { Standing::Colleague };
        Self { id, receipt, at_ms, earliest_ms, latest_ms, measured, standing }
    }

    fn is_server(&self) -> bool {
        self.standing == Standing::Server
    }
}

/// The time of a record that the server signed: its clock is the company's clock.
pub fn by_server(envelope: &Envelope) -> Evidence {
    let at = envelope.stamp.claimed_ms;
    Evidence {
        corrected_ms: at,
        claimed_ms: at,
        not_before_ms: Some(at),
        not_after_ms: Some(at),
        not_before_by: None,
        not_after_by: None,
        grade: Grade::Anchored,
        contradicted: false,
    }
}

/// Weighs a record's time. `witnesses` are receipts about its log and about those that its device wrote
/// before it; those that say nothing about this record are left out here. `since` is when the server
/// certified the key that signed it, and by which record.
pub fn weigh(
    envelope: &Envelope,
    witnesses: &[Witness],
    since: Option<(i64, RecordId)>,
    bounded_ms: i64,
) -> Evidence {
    let mut server = Proofs::of(envelope, witnesses.iter().filter(|w| w.is_server()));
    server.not_before = server.not_before.max(since);
    let measured = server.measurement(bounded_ms);
    let off = |w: &Witness| {
        server.measures_both() && measured.known().is_some_and(|at| w.is_off(envelope, at))
    };
    // The company's clock goes before any colleague's: what one of them says against it is left out, one by
    // one, so that a wrong clock at the next booth hurts nobody. Against what the laptop's own monotonic
    // clock makes of it, somebody in office is heard; unless the server measured that clock before and after,
    // and what he says it showed is not what it then showed.
    let plausible = witnesses.iter().filter(|w| !w.is_server() && !off(w)).filter(|w| {
        let known = measured.known().filter(|_| w.standing < Standing::Office);
        let lower = at(server.not_before).max(known);
        let upper = [at(server.not_after), known].into_iter().flatten().min();
        let too_late = |at: i64| upper.is_some_and(|to| at > to.saturating_add(CLOCK_TOLERANCE_MS));
        let too_early =
            |at: i64| lower.is_some_and(|from| at < from.saturating_sub(CLOCK_TOLERANCE_MS));
        match w.reaches(envelope) {
            true => !w.latest_ms.is_some_and(too_early),
            false => !w.earliest_ms.is_some_and(too_late),
        }
    });
    let plausible: Vec<&Witness> = plausible.collect();
    let all = server.with(&Proofs::of(envelope, plausible.iter().copied()));
    let found = all.conclude(envelope, bounded_ms);
    if !is_kept_back(envelope, witnesses, found.corrected_ms) {
        return found;
    }
    // Whoever keeps chains back has colleagues who say when they began: only an office is heard then.
    let office = plausible.into_iter().filter(|w| w.standing >= Standing::Office);
    let office = server.with(&Proofs::of(envelope, office)).conclude(envelope, bounded_ms);
    Evidence { grade: Grade::Wide, contradicted: true, ..office }
}

/// Whether its device went on in another chain, before the server's eyes, after it had signed the record and
/// before anybody in office or the server had seen it. A changed program writes many chains, each with another
/// customer, and shows the one that it needs: such a place is doubled, whatever it cites.
fn is_kept_back(envelope: &Envelope, witnesses: &[Witness], signed_ms: i64) -> bool {
    let reaching = || witnesses.iter().filter(|w| w.reaches(envelope));
    let by_server = reaching().filter(|w| w.is_server()).min_by_key(|w| (w.at_ms, w.id));
    let Some(beside) = by_server.and_then(|w| w.receipt.beside) else { return false };
    let (Some(first), Some(last)) = (beside.first_ms, beside.last_ms) else { return false };
    let by_office = reaching().filter(|w| w.standing == Standing::Office);
    let in_time = by_office.filter_map(|w| w.latest_ms).any(|seen| seen <= first);
    last > signed_ms.saturating_add(CLOCK_TOLERANCE_MS) && !in_time
}

/// An end of an interval, and the receipt that proves it.
type End = (i64, RecordId);

fn at(end: Option<End>) -> Option<i64> {
    end.map(|(at_ms, _)| at_ms)
}

/// What receipts say about one record.
#[derive(Clone, Copy, Default)]
struct Proofs {
    not_before: Option<End>,
    not_after: Option<End>,
    /// The record's time by the last contact of its boot before it.
    forward: Option<Measured>,
    /// And by the first one after it.
    backward: Option<Measured>,
    /// The device showed a later monotonic time when its chain ended before the record.
    regressed: bool,
}

/// A time that the monotonic clock carries from a contact to the record.
#[derive(Clone, Copy)]
struct Measured {
    at_ms: i64,
    elapsed_ms: i64,
    standing: Standing,
}

/// What the monotonic clock comes to.
#[derive(Clone, Copy)]
enum Measurement {
    /// The time itself.
    Known(i64),
    /// It stood still between two contacts, as a machine's does that is paused: the time lies between.
    Between(i64, i64),
    /// Nothing.
    None,
}

impl Measurement {
    fn known(self) -> Option<i64> {
        match self {
            Self::Known(at) => Some(at),
            _ => None,
        }
    }
}

impl Proofs {
    fn of<'w>(envelope: &Envelope, witnesses: impl Iterator<Item = &'w Witness>) -> Self {
        let mut proofs = Self::default();
        let (mut nearest_before, mut nearest_after) = (None, None);
        for w in witnesses {
            let same_boot = w.receipt.boot == envelope.stamp.boot;
            if w.reaches(envelope) {
                proofs.not_after = earlier(proofs.not_after, w.latest());
                let key = (Reverse(w.standing), w.receipt.mono_ms, w.id);
                let measures =
                    same_boot && w.measured && w.receipt.mono_ms >= envelope.stamp.mono_ms;
                if measures && nearest_after.is_none_or(|nearest| key < nearest) {
                    nearest_after = Some(key);
                    proofs.backward = Some(Measured::of(w, envelope));
                }
            } else if w.precedes(envelope) {
                let cited = envelope.anchors.contains(&w.id);
                if w.contradicts(envelope, cited) {
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

    /// What both say; where both measure, these do.
    fn with(self, other: &Self) -> Self {
        Self {
            not_before: self.not_before.max(other.not_before),
            not_after: earlier(self.not_after, other.not_after),
            forward: self.forward.or(other.forward),
            // Against the server's measurement only somebody in office is heard.
            backward: self.backward.or(other.backward.filter(|measured| {
                self.forward.is_none() || measured.standing >= Standing::Office
            })),
            regressed: self.regressed || other.regressed,
        }
    }

    fn measures_both(&self) -> bool {
        self.forward.is_some() && self.backward.is_some()
    }

    /// Whether a measured time lies where the record can have been signed. A time that does not was carried
    /// by a clock that somebody made up, and is none.
    fn is_possible(&self, measured: &Measured) -> bool {
        let tolerance = CLOCK_TOLERANCE_MS.saturating_add(measured.elapsed_ms / DRIFT);
        self.not_before.is_none_or(|from| measured.at_ms >= from.0.saturating_sub(tolerance))
            && self.not_after.is_none_or(|to| measured.at_ms <= to.0.saturating_add(tolerance))
    }

    /// A monotonic clock may stand still, but never runs ahead: forwards it gives the earliest possible
    /// time, backwards the latest.
    fn measurement(&self, bounded_ms: i64) -> Measurement {
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

    fn conclude(&self, envelope: &Envelope, bounded_ms: i64) -> Evidence {
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
            () if measurement.known().is_some() => Grade::Anchored,
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
    fn of(w: &Witness, envelope: &Envelope) -> Self {
        let at_ms = carry(w.at_ms, w.receipt.mono_ms, envelope.stamp.mono_ms);
        let elapsed_ms = at_ms.saturating_sub(w.at_ms).saturating_abs();
        Self { at_ms, elapsed_ms, standing: w.standing }
    }
}

impl Witness {
    fn earliest(&self) -> Option<End> {
        self.earliest_ms.map(|at_ms| (at_ms, self.id))
    }

    fn latest(&self) -> Option<End> {
        self.latest_ms.map(|at_ms| (at_ms, self.id))
    }

    /// Whether he saw the chain with the record.
    fn reaches(&self, envelope: &Envelope) -> bool {
        self.receipt.of == envelope.log && self.receipt.through >= envelope.seq
    }

    /// Whether he saw the device's chain before the record: this one, or one that it wrote before it.
    fn precedes(&self, envelope: &Envelope) -> bool {
        let of = self.receipt.of;
        let before =
            of.enrolment == envelope.log.enrolment && of.incarnation < envelope.log.incarnation;
        before || of == envelope.log && self.receipt.through < envelope.seq
    }

    /// Whether the clock that he says he saw is not the one that showed what it did at the record's time.
    fn is_off(&self, envelope: &Envelope, signed_ms: i64) -> bool {
        let expected = carry(signed_ms, envelope.stamp.mono_ms, self.receipt.mono_ms);
        let apart = expected.saturating_sub(signed_ms).saturating_abs();
        let tolerance = CLOCK_TOLERANCE_MS.saturating_add(apart / DRIFT);
        let early = self.earliest_ms.is_some_and(|from| expected < from.saturating_sub(tolerance));
        let late = self.latest_ms.is_some_and(|to| expected > to.saturating_add(tolerance));
        self.receipt.boot == envelope.stamp.boot && (early || late)
    }

    /// Whether he is believed, uncited, that the chain ended there while its device showed him its clock.
    fn saw_the_end(&self, envelope: &Envelope) -> bool {
        self.standing >= Standing::Office
            && self.receipt.of == envelope.log
            && self.receipt.boot != NO_BOOT
    }

    /// Whether the device had shown him a later time of its monotonic clock when its chain ended before the
    /// record. Signing waits for its turn, so a little is nothing.
    fn contradicts(&self, envelope: &Envelope, cited: bool) -> bool {
        let stamp = &envelope.stamp;
        let tolerance = CLOCK_TOLERANCE_MS.unsigned_abs();
        (cited || self.saw_the_end(envelope))
            && self.receipt.of == envelope.log
            && self.receipt.boot == stamp.boot
            && stamp.mono_ms.saturating_add(tolerance) < self.receipt.mono_ms
    }
}

fn earlier(a: Option<End>, b: Option<End>) -> Option<End> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// The time `to_mono` shows, if it was `at_ms` when the same clock showed `from_mono`.
fn carry(at_ms: i64, from_mono: u64, to_mono: u64) -> i64 {
    let elapsed = i128::from(to_mono) - i128::from(from_mono);
    let elapsed = elapsed.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64;
    at_ms.saturating_add(elapsed)
}

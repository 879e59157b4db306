//! What a signing time is worth (DUP-06; design §4).
//!
//! Clocks at a fair are wrong, and "earliest signature wins" rewards those who turn them back. So a
//! signing time is an interval with proof at both ends and an estimate inside it.

mod proofs;
mod voices;
mod witness;

use crate::envelope::Envelope;
use crate::ids::{BootId, RecordId};
use proofs::{Proofs, at};

pub use witness::{Standing, Witness};

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

/// What a witness says about when a record was signed, where it does not fit what others say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Word {
    /// His receipt.
    pub by: RecordId,
    /// What it says.
    pub says: Says,
}

/// What a receipt says about a record's time. Milliseconds since 1970 UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Says {
    /// By what its device's clock showed him, it was signed then.
    SignedAt(i64),
    /// It was signed after that: he saw the chain end before it.
    NotBefore(i64),
    /// It was there then.
    NotAfter(i64),
    /// He saw its device go on in another chain then, and had not seen the record.
    Elsewhere(i64),
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
    weigh_words(envelope, witnesses, since, bounded_ms).0
}

/// As [`weigh`], and whose words do not fit together.
pub fn weigh_words(
    envelope: &Envelope,
    witnesses: &[Witness],
    since: Option<(i64, RecordId)>,
    bounded_ms: i64,
) -> (Evidence, Vec<Word>) {
    let mut server = Proofs::of(envelope, witnesses.iter().filter(|w| w.is_server()), None);
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
    let mut others: Vec<&Witness> = plausible.collect();
    let (found, mut words) = conclude(envelope, server, &others, bounded_ms);
    let Some((by, at_ms)) = kept_back(envelope, witnesses, found.corrected_ms) else {
        return (found, words);
    };
    // Whoever keeps chains back has colleagues who say when they began: only an office is heard then.
    others.retain(|w| w.standing >= Standing::Office);
    let (office, _) = conclude(envelope, server, &others, bounded_ms);
    words.push(Word { by, says: Says::Elsewhere(at_ms) });
    (Evidence { grade: Grade::Wide, contradicted: true, ..office }, words)
}

/// What the server and the others come to, and which of their words do not fit together.
fn conclude(
    envelope: &Envelope,
    server: Proofs,
    others: &[&Witness],
    bounded_ms: i64,
) -> (Evidence, Vec<Word>) {
    let measured = server.measurement(bounded_ms).known();
    let mut all = server.with(&Proofs::of(envelope, others.iter().copied(), measured));
    let mut words = Vec::new();
    if all.backward.is_none() {
        let verdict = voices::listen(envelope, others, &all, server.forward.is_some());
        (all.backward, all.disputed) = (verdict.measured, verdict.disputed);
        words = verdict.words;
    }
    words.extend(all.torn(bounded_ms));
    let ended = others.iter().filter(|w| w.regresses(envelope, measured));
    words.extend(ended.map(|w| Word { by: w.id, says: Says::NotBefore(w.at_ms) }));
    // Where the server alone says both, nobody contradicts anybody: the clock stood still.
    let said = |word: &Word| others.iter().any(|w| w.id == word.by);
    if !words.iter().any(said) {
        words.clear();
    }
    words.sort();
    words.dedup();
    (all.conclude(envelope, bounded_ms), words)
}

/// Whether its device went on in another chain after it had signed the record and before anybody in office or
/// the server had seen it: who says so, and when it did last. A changed program writes many chains, each with
/// another customer, and shows the one that it needs: such a place is doubled, whatever it cites.
///
/// The server says what it has seen. Somebody in office is heard until the server has the record, and then
/// where the server, too, knows of another chain: a device that has but one is harmed by nobody's word. What
/// he says of another chain that is held (`witnesses` has only such) counts whoever saw which of them first.
fn kept_back(
    envelope: &Envelope,
    witnesses: &[Witness],
    signed_ms: i64,
) -> Option<(RecordId, i64)> {
    let reaching = || witnesses.iter().filter(|w| w.reaches(envelope));
    let first = reaching().filter(|w| w.is_server()).min_by_key(|w| (w.at_ms, w.id));
    let one_chain = first.is_some_and(|server| server.receipt.beside.is_none());
    let office = reaching().filter(|w| w.standing == Standing::Office && !one_chain);
    let in_time = |seen_elsewhere: i64| {
        let seen = reaching().filter(|w| w.standing >= Standing::Office);
        seen.filter_map(|w| w.latest_ms).any(|seen| seen <= seen_elsewhere)
    };
    let says = |w: &Witness| {
        let beside = w.receipt.beside?;
        let (first, last) = (beside.first_ms?, beside.last_ms?);
        let after = last > signed_ms.saturating_add(CLOCK_TOLERANCE_MS);
        (after && !in_time(first)).then_some((w.id, last))
    };
    let saw = |w: &Witness| {
        let (from, to) = w.saw_elsewhere(envelope)?;
        let after = from > signed_ms.saturating_add(CLOCK_TOLERANCE_MS);
        (after && !in_time(to)).then_some((w.id, from))
    };
    first
        .and_then(says)
        .or_else(|| office.filter_map(says).min())
        .or_else(|| witnesses.iter().filter_map(saw).min())
}

/// The time `to_mono` shows, if it was `at_ms` when the same clock showed `from_mono`.
fn carry(at_ms: i64, from_mono: u64, to_mono: u64) -> i64 {
    let elapsed = i128::from(to_mono) - i128::from(from_mono);
    let elapsed = elapsed.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64;
    at_ms.saturating_add(elapsed)
}

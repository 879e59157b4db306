//! What several people say that a laptop's clock showed after a record was signed.
//!
//! One of them may lie, for himself or for a friend. So it is measured by those who agree, where they are
//! more than those who do not; and the signer's own clock is a voice against them, where it shows what can
//! be. Otherwise nobody has measured it, a person decides, and everybody reads who said what.

use super::proofs::{Measured, Proofs};
use super::{CLOCK_TOLERANCE_MS, DRIFT, Standing, Witness, Word};
use crate::envelope::Envelope;

/// What the voices come to.
#[derive(Default)]
pub(super) struct Verdict {
    /// The record's time by those who agree.
    pub(super) measured: Option<Measured>,
    /// Too many say something else.
    pub(super) disputed: bool,
    /// What those say who are not followed; where nobody is, all of them.
    pub(super) words: Vec<Word>,
}

/// Hears those who saw the clock in the record's boot after it was signed. `known` is what is proven without
/// them. Those in office go before colleagues, and alone are heard beside the server's own measurement.
pub(super) fn listen(
    envelope: &Envelope,
    witnesses: &[&Witness],
    known: &Proofs,
    measured_by_server: bool,
) -> Verdict {
    let mut voices: Vec<(&Witness, Measured)> = witnesses
        .iter()
        .filter(|w| w.measures_after(envelope))
        .map(|w| (*w, Measured::of(w, envelope)))
        .filter(|(_, measured)| known.is_possible(measured))
        .collect();
    let office = voices.iter().any(|(w, _)| w.standing >= Standing::Office);
    if measured_by_server || office {
        voices.retain(|(w, _)| w.standing >= Standing::Office);
    }
    // The nearest first, and of each giver no more than that.
    voices.sort_by_key(|(w, _)| (w.receipt.mono_ms, w.id));
    let mut nearest: Vec<(&Witness, Measured)> = Vec::new();
    for voice in voices {
        let same = |(w, _): &(&Witness, Measured)| w.giver.is_some() && w.giver == voice.0.giver;
        if !nearest.iter().any(same) {
            nearest.push(voice);
        }
    }
    let claim_ms = envelope.stamp.claimed_ms;
    let claims = !office && known.forward.is_none() && known.allows(claim_ms, CLOCK_TOLERANCE_MS);
    judge(&nearest, claims.then_some(claim_ms))
}

/// Follows the most who agree, if they are more than all others.
fn judge(voices: &[(&Witness, Measured)], claim_ms: Option<i64>) -> Verdict {
    let agreeing = |one: &Measured| voices.iter().filter(|(_, other)| agree(one, other)).count();
    let Some((most, leader)) = voices
        .iter()
        .map(|(_, measured)| (agreeing(measured), *measured))
        .rev()
        .max_by_key(|(most, _)| *most)
    else {
        return Verdict::default();
    };
    let claims_else =
        claim_ms.is_some_and(|claim| !agree(&leader, &Measured { at_ms: claim, ..leader }));
    let against = voices.len() - most + usize::from(claims_else);
    let followed = most > against;
    let dissents = |other: &Measured| !followed || !agree(&leader, other);
    let words = voices.iter().filter(|(_, other)| dissents(other)).map(|(_, other)| other.word());
    Verdict { measured: followed.then_some(leader), disputed: !followed, words: words.collect() }
}

/// Whether two say the same, as far as clocks go.
fn agree(one: &Measured, other: &Measured) -> bool {
    let elapsed = one.elapsed_ms.max(other.elapsed_ms);
    let tolerance = CLOCK_TOLERANCE_MS.saturating_add(elapsed / DRIFT);
    one.at_ms.saturating_sub(other.at_ms).saturating_abs() <= tolerance
}

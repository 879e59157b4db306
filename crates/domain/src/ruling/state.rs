//! Step 6: provisional, registered, final (SYN-03).

use crate::parameter::Parameters;
use crate::time::Instant;

/// How firm a ruling is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
    /// Made of what this device knows.
    Provisional,
    /// The server holds every package and card, and has signed this very ruling.
    Registered,
    /// The waiting period is over: nothing flips silently any more.
    Final,
}

impl State {
    /// The name in files and scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Self::Provisional => "provisional",
            Self::Registered => "registered",
            Self::Final => "final",
        }
    }
}

/// The server's word that it has registered a ruling.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Registration {
    /// When.
    pub at: Instant,
    /// Hash of the ruling's bytes.
    pub ruling: [u8; 32],
    /// When every device of the fairs' rosters had synced after the seal, if that was known then.
    pub rosters_complete: Option<Instant>,
}

/// How firm a ruling with this hash is. A laptop that knows newer facts computes another hash, and
/// shows its ruling as provisional until the server has registered that one.
pub fn state(
    ruling: &[u8; 32],
    registrations: &[Registration],
    parameters: &Parameters,
    as_of: Instant,
) -> State {
    let Some(newest) = registrations.iter().max() else { return State::Provisional };
    if newest.ruling != *ruling {
        return State::Provisional;
    }
    let waited = newest.at.plus_hours(parameters.final_hours);
    let final_at =
        newest.rosters_complete.map_or(waited, |complete| waited.min(complete.max(newest.at)));
    if as_of >= final_at { State::Final } else { State::Registered }
}

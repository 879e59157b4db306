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

/// The server's word that it has registered a ruling. Its last word is the greatest.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Registration {
    /// Its place among the server's words, chain by chain: a server's clock may go back, they do not.
    pub order: (u32, u64),
    /// When.
    pub at: Instant,
    /// Hash of the ruling's bytes.
    pub ruling: [u8; 32],
    /// When every device of the fairs' rosters had synced after the seal, if that was known then.
    pub rosters_complete: Option<Instant>,
}

/// When a registered ruling becomes final, or became it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finality {
    /// The instant.
    pub at: Instant,
    /// Every roster device had synced, so nobody needs to wait out `ruling.final_hours`.
    pub roster_complete: bool,
}

/// When the ruling with this hash becomes final; `None` while it is not registered. A laptop that knows
/// newer facts computes another hash, and shows its ruling as provisional until the server has
/// registered that one.
pub fn finality(
    ruling: &[u8; 32],
    registrations: &[Registration],
    parameters: &Parameters,
) -> Option<Finality> {
    let newest = registrations.iter().max().filter(|newest| newest.ruling == *ruling)?;
    let waited = newest.at.plus_hours(parameters.final_hours);
    let complete = newest.rosters_complete.map(|complete| complete.max(newest.at));
    Some(match complete.filter(|complete| *complete < waited) {
        Some(at) => Finality { at, roster_complete: true },
        None => Finality { at: waited, roster_complete: false },
    })
}

impl State {
    /// The state of a ruling with this finality.
    pub fn at(finality: Option<Finality>, as_of: Instant) -> Self {
        match finality {
            None => Self::Provisional,
            Some(finality) if as_of >= finality.at => Self::Final,
            Some(_) => Self::Registered,
        }
    }
}

//! What the facts call for, what the person concerned says to it, and what a human decides (PEN-01 to PEN-04).
//!
//! Nothing is ever deducted here. [`call`] says what the rules propose, [`hearing`] what has become of it;
//! [`registry`] is where a rule says what it costs.

pub mod call;
pub mod hearing;
pub mod registry;
#[cfg(test)]
mod tests;

use crate::ids::{FairId, PersonId};
use crate::time::Day;

pub use registry::{Measure, Offence};

/// What a proposal is about: the same whatever facts arrive late, so that a hearing stays attached to it.
///
/// The cards are not part of it: should a sixth late card turn up, it is still the evening about which
/// somebody was heard. What a decision's author had seen stands in the decision.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Matter {
    /// At which fair.
    pub fair: FairId,
    /// On which day of it.
    pub day: Day,
    /// What.
    pub offence: Offence,
    /// Who is to answer for it.
    pub person: PersonId,
    /// Whose cards it is about, where it is about one colleague's.
    pub about: Option<PersonId>,
}

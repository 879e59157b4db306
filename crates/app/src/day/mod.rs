//! The day: what was captured, what is not handed in, what changed.

mod hand_in;
mod view;

pub use hand_in::state_hand_in;
pub use view::{DayRef, changes_seen, view};

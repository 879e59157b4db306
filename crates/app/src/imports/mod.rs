//! Lists from elsewhere: an organiser's, another system's, an address book's.
//!
//! A list is read once and kept beside the records until every row has become a card, or been left out with a
//! reason ([`pending`]). What a row becomes is decided by one function ([`row`]), for the preview and for the
//! import alike; an imported card is signed as every other is, only that many are in one transaction
//! ([`step`]). Decision 0029.

mod cards;
mod past;
mod pending;
mod plan;
mod row;
mod step;
mod undo;

pub(crate) use cards::Imported;
pub use past::past;
pub(crate) use past::{hex, of_hex};
pub use pending::begin;
pub use plan::{now_importing, plan};
pub use row::rows;
pub use step::{end, step};
pub use undo::undo;

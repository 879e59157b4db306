//! What the rulebook says about a fair as a whole, beside its cards.

pub mod entry;
pub mod reception;
pub mod report;
pub mod rivals;

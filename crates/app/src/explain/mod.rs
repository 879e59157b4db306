//! Rulings for people: reasons as keys with arguments, names instead of ids.
//!
//! The sentences themselves are in the UI's language files, with the company's own phrase.

mod case;
mod reason;
mod ruling;

pub use case::case_id;
pub use reason::{headline, reason_view, turn_view};
pub use ruling::{alerts_of, in_context, owner_text, proof_name, ruling_view};

pub(crate) use case::case_view;
pub(crate) use reason::{territory_name, territory_word as territory_name_of};

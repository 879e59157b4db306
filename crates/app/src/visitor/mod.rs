//! What visitors fill in themselves, on their own phones (FAIR-06, OWN-07, SEC-14).

mod arrive;
mod consent;

pub use arrive::{Arrival, Arrived, Booth, OPEN_MAX, SPOKE_WITH, arrive, booth};
pub(crate) use consent::{came_by_phone, consent_of, consent_view};

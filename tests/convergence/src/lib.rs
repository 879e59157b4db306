//! A company on paper: enough of it to make any history of records without a disk or a network.
//!
//! The records are real (signed, chained, salted); the database is a map. What is proven here is that
//! a ruling depends on the *set* of facts alone (rulebook M1), which no single crate can show.

mod history;
mod memory;

pub use history::{Deed, History, Who};
pub use memory::Memory;

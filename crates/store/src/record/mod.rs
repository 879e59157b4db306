//! Records: taken once, kept byte for byte, found by key, by chain and by order of arrival.

mod branches;
mod derive;
mod keys;
mod links;
mod log;
mod read;
mod receipts;
mod register;
mod row;
mod soundness;
mod write;

pub(crate) use log::log_at;
pub use read::{Arrival, Held};
pub use soundness::Unsound;
pub use write::Ingested;

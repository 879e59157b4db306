//! The list of leads and its search.
//!
//! A row is a projection that the app computes from rulings and duties. Lists are read in pages from
//! indexes that are already in order; search goes through FTS5, and through the few rows that it has
//! not been told yet.

mod index;
mod list;
mod query;
mod read;
mod row;
mod search;
mod tally;
mod write;

pub(crate) use index::index_pending;
pub use query::{
    Held as LeadHeld, LEAD_COUNT_MAX, LEAD_PAGE_ROWS_MAX, LeadFilter, LeadPage, LeadQuery,
    LeadSort, LeadView, SEARCH_HITS_MAX,
};
pub use row::LeadRow;
pub use tally::LeadTally;

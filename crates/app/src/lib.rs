//! What people do with Fairlead: use cases, one file a verb, and the table of calls.
//!
//! A use case reads, decides with the pure crates, and writes once. It gets the moment of the call as
//! an argument and knows neither window nor network. Start at [`table`], the one door; then
//! [`workspace`], the state behind it.

pub mod after;
pub mod book;
pub mod booth;
pub mod calls;
pub mod capture;
pub mod cases;
pub mod corrections;
pub mod custody;
pub mod day;
pub mod evening;
pub mod exchange;
pub mod explain;
pub mod exports;
mod failure;
pub mod hq;
pub mod imports;
pub mod laptops;
pub mod leads;
pub mod lease;
pub mod neighbours;
mod now;
pub mod penalties;
pub mod people;
pub mod photos;
pub mod preparation;
pub mod replay;
pub mod reports;
pub mod roadshows;
pub mod scope;
pub mod session;
pub mod table;
mod text;
pub mod types;
pub mod view;
pub mod visitor;
pub mod workspace;

pub use failure::Failure;
pub use now::Now;
pub use workspace::Workspace;

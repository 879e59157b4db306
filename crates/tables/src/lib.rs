//! Tables of customers as other programs write and read them: CSV, XLSX and vCard.
//!
//! Pure: bytes in, texts out, and the other way round. It knows neither cards nor rules, and it expects that
//! the bytes were made by somebody who means harm: every size has a limit ([`limits`]), and what could cost
//! more than it shows is refused before it is opened ([`Unfit`]). It is run in a process of its own all the
//! same. Start at [`read`]; then [`mapping`], which guesses what the columns are; then [`write`].

pub mod limits;
pub mod mapping;
mod neutral;
mod read;
mod sheet;
mod unfit;
pub mod write;

pub use read::read;
pub use sheet::{Kind, Sheet};
pub use unfit::Unfit;

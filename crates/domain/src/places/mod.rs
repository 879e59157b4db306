//! Where a site lies, as a division of China (OWN-01, DUP-02).
//!
//! [`resolve`] reads the site on a card, [`leading_place`] and [`whole`] read the name of a company.
//! All three walk down the same checked-in table: province, prefecture, county, the longest name
//! first. Nothing here guesses: a name that could be two prefectures is none (OWN-01 treats what is
//! undeterminable as out). A site in Latin letters is read by a table of its own (`latin.rs`).
//!
//! Start reading at `walk.rs`. The table is made by `cargo xtask divisions`, the Latin one from it by
//! `npm run places` in `ui`.

mod abbreviation;
mod code;
mod company;
mod complete;
mod latin;
mod site;
mod table;
mod walk;

pub use code::DivisionCode;
pub use company::{leading_place, whole};
pub use complete::{beginning_with, within};
pub use site::resolve;

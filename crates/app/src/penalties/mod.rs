//! What a fair's facts give to look at and what they call for; hearing and decision (PEN-01 to PEN-04).

mod about_me;
mod decide;
mod excuse;
mod hear;
mod matter;
mod review;
mod row;
mod tell;

pub use about_me::about_me;
pub use decide::decide;
pub use excuse::excuse;
pub use hear::hear;
pub(crate) use matter::{known_until, matter_bytes};
pub use review::{FairRef, alert_rows, review};
pub use row::packages_of;
pub use tell::tell;

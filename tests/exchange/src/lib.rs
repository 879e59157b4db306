//! The exchange under test: laptops as their windows drive them, a real server, and the road between
//! them, on which anything may happen.
//!
//! [`Company`] is the server on a loopback socket with a clock that stands until it is moved;
//! [`Laptop`] is a [`desktop::Desktop`] on an encrypted database in a folder of its own, with a wall
//! clock that may be wrong; [`Road`] is a TCP proxy that counts, cuts and lies; [`forge`] makes what no
//! honest laptop sends. The tests stand in `tests/exchange`, one file a promise.

mod camera;
mod chance;
mod clock;
mod company;
pub mod forge;
mod insider;
mod laptop;
mod loaded;
mod pages;
pub mod phone;
mod planted;
mod replica;
mod report;
mod road;

pub use camera::Camera;
pub use chance::Chance;
pub use clock::{LaptopClock, TrueTime, on, on_day};
pub use company::Company;
pub use insider::Insider;
pub use laptop::{Laptop, Lead, PASSPHRASE, all_sync, enrolment, examiner, program, wait_for};
pub use loaded::{Loaded, assign};
pub use pages::{Disk, database_key};
pub use phone::Phone;
pub use planted::{Words, word};
pub use replica::{Fault, Replica};
pub use report::rows;
pub use road::{Road, Toll, Weather};

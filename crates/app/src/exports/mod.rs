//! Taking customers out of the program, as a file (SEC-06): what one may read and is responsible for, marked
//! on every row with who did it, limited by the day, and in the records before the file exists.

mod contact;
mod past;
mod rights;
mod take;

pub(crate) use contact::minute;
pub use past::past;
pub use rights::allowance;
pub(crate) use rights::{may_carry, may_take};
pub(crate) use take::ymd;
pub use take::{Taken, log, take};

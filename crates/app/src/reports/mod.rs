//! The company's reports and forms (rulebook E): what this person may read of a fair, gathered once and shown on
//! the screen, on paper and in a spreadsheet. Start at [`view`], which knows every form; each form is a file.
//!
//! A customer's words stand in a report only where this person may take them out (SEC-06): what is looked at here
//! is made to be carried away. Each report says what it was made from: a laptop knows what it holds.

mod allocation;
mod appraisal;
mod award;
mod card;
mod classes;
mod count;
mod duplicates;
mod hand_in;
mod handover;
mod held;
mod name;
mod package;
mod part;
mod rivals;
mod score;
mod sealed;
mod summary;
mod take;
mod view;
mod visitors;

pub(crate) use award::reckon;
pub(crate) use held::customers_of;
pub use take::{MARKED, Taken, log, marked, print, take};
pub use view::view;

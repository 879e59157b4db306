//! Corrections of what was signed (ORD-02, ORD-15): asked for by whoever reads the card, inert until
//! somebody who leads approves exactly that version.

mod content;
mod correct;
mod decide;
mod list;

pub use content::counting_content;
pub use correct::correct;
pub use decide::decide;
pub(crate) use list::of_card;
pub use list::waiting;

//! The evening desk: duplicates, countersigning, evaluation, assignment, the seal.

mod assign;
mod countersign;
mod density;
mod evaluate;
mod office;
mod seal;
mod view;

pub use assign::assign;
pub use countersign::{Cards, countersign};
pub(crate) use density::dense_of;
pub use evaluate::evaluate;
pub(crate) use office::cards_of_fair;
pub use seal::{Sealed, seal};
pub use view::{EveningRef, view};
pub(crate) use view::{card_ids, desk_card, hand_ins, may_decide, newest_seal, pairs_of};

//! The evening desk: duplicates, countersigning, evaluation, assignment, the seal.

mod assign;
mod countersign;
mod deal;
mod density;
mod evaluate;
mod excuse;
mod office;
mod seal;
mod view;

pub use assign::assign;
pub use countersign::{Cards, countersign};
pub use deal::{deal, pool};
pub(crate) use density::dense_of;
pub use evaluate::evaluate;
pub use excuse::excuse_late;
pub use seal::{Sealed, seal};
pub use view::{EveningRef, view};
pub(crate) use view::{card_ids, desk_card, may_decide, pairs_of};

//! The evening meeting: who is there, duplicates, countersigning, evaluation, assignment, the discussion, the
//! seal and the package that it makes.

mod assign;
mod attendance;
mod countersign;
mod deal;
mod density;
mod discuss;
mod evaluate;
mod excuse;
mod hand_ins;
mod meeting;
mod memo;
mod office;
mod package;
mod propose;
mod seal;
mod view;

pub use assign::assign;
pub use countersign::{Cards, countersign};
pub use deal::{deal, pool};
pub(crate) use density::dense_of;
pub use discuss::discuss;
pub use evaluate::evaluate;
pub use excuse::excuse_late;
pub(crate) use hand_ins::{hand_ins_of, statements};
pub use meeting::meeting;
pub(crate) use memo::Memo;
pub(crate) use office::cards_of_fair;
pub use package::open;
pub(crate) use package::opened;
pub use propose::assign_proposed;
pub use seal::{Sealed, seal};
pub use view::{EveningRef, view};
pub(crate) use view::{card_ids, desk_card, may_decide, newest_package, newest_seal, pairs_of};

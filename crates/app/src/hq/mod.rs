//! Headquarters' desk.

mod adopt;
mod branched;
mod density;
mod erase;
mod identity;
mod register;
mod retention;
mod revoke;
mod view;

pub use adopt::{Adopt, adopt, adoptable};
pub use branched::{BranchedView, branched, branched_seen};
pub use density::dense;
pub(crate) use erase::Orders;
pub use erase::{Erase, Erasing, erasable, erase};
pub use identity::decide_identity;
pub use register::ErasableLine;
pub(crate) use register::subject as line_subject;
pub use retention::{EraseProposed, RetentionRow, RetentionView, erase_proposed, retention};
pub use revoke::{Revoke, revoke};
pub use view::view;

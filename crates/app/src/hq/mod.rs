//! Headquarters' desk.

mod erase;
mod identity;
mod revoke;
mod view;

pub use erase::{Erase, erase};
pub use identity::decide_identity;
pub use revoke::{Revoke, revoke};
pub use view::view;

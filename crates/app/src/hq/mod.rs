//! Headquarters' desk.

mod identity;
mod revoke;
mod view;

pub use identity::decide_identity;
pub use revoke::{Revoke, revoke};
pub use view::view;

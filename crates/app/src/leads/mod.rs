//! Leads: lists, one lead's page, and what its owner does.

mod classify;
mod follow_up;
mod list;
mod page;

pub use classify::classify;
pub use follow_up::follow_up;
pub(crate) use list::row_view;
pub use list::list;
pub use page::{CardRef, page};

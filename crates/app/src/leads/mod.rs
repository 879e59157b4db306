//! Leads: lists, one lead's page, and what its owner does.

mod certify;
mod class;
mod classify;
mod follow_up;
mod list;
mod page;

pub use certify::certify;
pub use class::class_of;
pub use classify::classify;
pub use follow_up::follow_up;
pub use list::list;
pub(crate) use list::row_view;
pub use page::{CardRef, page};

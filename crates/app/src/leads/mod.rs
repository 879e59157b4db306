//! Leads: lists, one lead's page, and what its owner does.

mod class;
mod classify;
mod follow_up;
mod list;
mod notes;
mod page;

pub use class::class_of;
pub use classify::classify;
pub use follow_up::follow_up;
pub use list::list;
pub(crate) use list::row_view;
pub(crate) use notes::unfinished_key;
pub use notes::{note_autosave, note_edit};
pub use page::{CardRef, page};

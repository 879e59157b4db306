//! Leads: lists, one lead's page, and what its owner does.

mod certify;
mod class;
mod classify;
mod confide;
mod follow_up;
mod help;
mod list;
mod notes;
mod page;
mod sheets;

pub use certify::certify;
pub use class::class_of;
pub use classify::classify;
pub use confide::{candidates, confide};
pub use follow_up::follow_up;
pub use help::help_note;
pub use list::list;
pub(crate) use list::row_view;
pub use notes::{note_autosave, note_edit};
pub(crate) use notes::{unfinished, unfinished_key, unfinished_keys};
pub use page::{CardRef, page};

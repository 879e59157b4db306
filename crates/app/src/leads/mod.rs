//! Leads: lists, one lead's page, and what its owner does.

mod bulk;
mod certify;
mod class;
mod classify;
mod confide;
mod draft;
mod follow_up;
mod help;
mod list;
mod notes;
mod page;
mod sheets;
mod views;

pub use bulk::bulk;
pub use certify::certify;
pub use class::class_of;
pub(crate) use class::usage_written;
pub(crate) use class::{class_by, class_until, usage_until};
pub use classify::classify;
pub use confide::{candidates, confide};
pub use draft::draft;
pub use follow_up::follow_up;
pub use help::help_note;
pub(crate) use list::{CHOSEN_MAX, row_view};
pub use list::{cards, list};
pub use notes::{note_autosave, note_edit};
pub(crate) use notes::{unfinished, unfinished_key, unfinished_keys};
pub use page::{CardRef, page};
pub use views::{forget_view, save_view, views};

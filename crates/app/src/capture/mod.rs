//! Capture: from a half-typed form to a signed card.

mod content;
mod draft;
mod duplicates;
mod reading;
mod sign;
mod taken;
mod unfinished;
mod view;
mod withdraw;

pub(crate) use content::{Typed, parse, usage as usage_of, usage_text};
pub use content::{card_id, card_input, content_of};
pub use draft::{Autosave, autosave, draft};
pub(crate) use draft::{draft_with, drafts_with};
pub use duplicates::duplicates;
pub(crate) use duplicates::{candidates, known_here};
pub use reading::reading;
pub use sign::sign;
pub(crate) use sign::{missing, next_register};
pub(crate) use taken::{Questions, identifies};
pub(crate) use unfinished::{FORM, forget_unfinished, hand_over_form, unfinished_form};
pub(crate) use view::drafts;
pub use view::view;
pub use withdraw::{Withdraw, withdraw};

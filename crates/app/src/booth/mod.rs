//! The day at the booth beside the cards: the notebook about rivals, the register of visitors and calls, the fair
//! in figures, and the report after it (FAIR-12 to FAIR-14, FAIR-20, FAIR-21).

mod board;
mod dashboard;
mod figures;
mod keep;
mod lead;
mod note;
mod photo;
mod place;
mod receive;
mod report;
mod sign_day;
mod sign_report;

pub use board::board;
pub use dashboard::dashboard;
pub use keep::keep;
pub(crate) use keep::{Form, forget_reception};
pub use lead::lead_of_reception;
pub use note::{note_rival, notebook};
pub use photo::{drop_photo, keep_photo, photo};
pub(crate) use photo::{settle, signed_with};
pub(crate) use place::{entry_id, entry_text};
pub use receive::{receive, register};
pub(crate) use report::report_status;
pub use report::{competitor_report, fair_reports, fair_summary};
pub use sign_day::sign_register;
pub use sign_report::sign_report;

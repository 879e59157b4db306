//! What is said after a fair about those who were there: its award, its supervisor's appraisal, and marketing's
//! score (KPI-01 to KPI-03).

mod appraise;
mod losses;
mod place;
mod score;
mod state_award;
mod tell;
mod view;
mod work;

pub use appraise::appraise;
pub use score::score;
pub use state_award::state_award;
pub use tell::tell;
pub use view::view;

pub(crate) use losses::{Loss, losses};
pub(crate) use view::{points, reads_appraisal};
pub(crate) use work::{Done, done};

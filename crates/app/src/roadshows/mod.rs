//! Marketing's roadshows, so many a month (FAIR-19).

mod save;
mod say;
mod view;
mod waiting;

use domain::audience::Circle;
use domain::fair::roadshow::{Month, Stood, holds_them};
use domain::time::{Day, Instant};
use domain::{FairId, Rule};

use crate::workspace::Workspace;
use crate::{Failure, Now};

pub use save::save;
pub use say::say;
pub use view::view;
pub use waiting::waiting;

/// Reads `2026-04`.
fn month(text: &str) -> Result<Month, Failure> {
    let first = Day::parse(&format!("{text}-01"));
    first.map(Month::of).ok_or_else(|| Failure::field("field.day", "month"))
}

/// A month's roadshows, for whoever reads of them: marketing, headquarters and the general manager.
///
/// # Errors
/// SYN-04 for anybody else.
fn stood(workspace: &Workspace, month: &Month, as_of: Instant) -> Result<Vec<Stood>, Failure> {
    if !workspace.reads_of_fair(month.id(), Circle::Preparation, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    Ok(workspace.gather().roadshows(month, as_of)?)
}

/// Whether the person at the desk keeps photos and half-typed forms under a name that is a month's; `None` for any other name.
///
/// # Errors
/// SYN-04 for whoever holds no roadshows.
pub(crate) fn keeps(workspace: &Workspace, now: &Now, of: &str) -> Option<Result<(), Failure>> {
    Month::from_id(&FairId::new(of))?;
    let may = holds_them(workspace.me(), &workspace.book().company, workspace.as_of(now));
    Some(may.then_some(()).ok_or_else(|| Failure::refused(Rule::Syn04)))
}

/// The photos that a month's roadshows name or named; `None` for a name that is no month's.
///
/// # Errors
/// SYN-04 for whoever does not read of them.
pub(crate) fn photos(
    workspace: &Workspace,
    now: &Now,
    of: &str,
) -> Option<Result<Vec<[u8; 32]>, Failure>> {
    let month = Month::from_id(&FairId::new(of))?;
    let stood = stood(workspace, &month, workspace.as_of(now));
    Some(stood.map(|stood| {
        let versions = stood.iter().flat_map(|one| one.entry.versions());
        versions.filter_map(|act| act.what.what.photo).collect()
    }))
}

//! Last year's fair as the pattern of this year's (FAIR-03).

use domain::time::Day;

use super::view::fair_entry;
use super::{Draft, may};
use crate::view::{BookFair, CopyFair};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// A form for a new fair: as the other, from another day on. Whoever has left is not in it, and a supervisor
/// who could not be one is left out. What was prepared for the other is found by the name that the copy
/// keeps.
///
/// # Errors
/// SYN-04 for anybody but headquarters; `book.unknown`; `book.bad_day`.
pub fn copy(workspace: &mut Workspace, now: &Now, input: CopyFair) -> Result<BookFair, Failure> {
    may(workspace, now)?;
    let draft = Draft::read(workspace)?;
    let known = draft.fairs.get(&input.fair);
    let known = known.ok_or_else(|| Failure::new("book.unknown").with("id", &input.fair))?;
    let first = Day::parse(&input.first)
        .ok_or_else(|| Failure::field("book.bad_day", "days").with("day", &input.first))?;
    let mut fair = fair_entry(known);
    let days: Vec<Day> = fair.days.iter().filter_map(|day| Day::parse(day)).collect();
    let apart = days.first().map_or(0, |begins| first.days_since(*begins));
    fair.days = days.iter().map(|day| day.plus(apart).to_string()).collect();
    let here = |id: &String| draft.active(id).is_some();
    fair.team.retain(here);
    fair.intel.retain(here);
    if !draft.may_supervise(&fair.supervisor, &fair.territory) {
        fair.supervisor = String::new();
    }
    Ok(BookFair { id: String::new(), copied_from: Some(input.fair), ..fair })
}

//! Places by the beginning of their names, and whose they are.

use domain::places::{DivisionCode, beginning_with, within};

use super::{Draft, may};
use crate::view::{BookPlace, PlaceInput};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// How many are offered.
const OFFERED_MAX: usize = 12;

/// Provinces and prefectures that begin with a text. Where one province is meant, what lies in it follows.
///
/// # Errors
/// SYN-04 for anybody but headquarters.
pub fn places(
    workspace: &mut Workspace,
    now: &Now,
    input: PlaceInput,
) -> Result<Vec<BookPlace>, Failure> {
    may(workspace, now)?;
    let draft = Draft::read(workspace)?;
    let mut found = beginning_with(&input.text, OFFERED_MAX);
    if let [only] = found[..]
        && only.is_province()
    {
        found.extend(within(only));
    }
    Ok(found.into_iter().take(OFFERED_MAX * 2).map(|code| place(&draft, code)).collect())
}

pub(super) fn place(draft: &Draft, code: DivisionCode) -> BookPlace {
    let holder_of = |code: DivisionCode| {
        draft.territories.table.iter().find(|row| row.regions.contains(&code.get()))
    };
    // What is not listed by itself goes with its province.
    let holder = holder_of(code).or_else(|| holder_of(code.province()));
    let province = if code.is_province() { "" } else { code.province().name() };
    BookPlace {
        code: code.get(),
        name: code.name().to_owned(),
        province: province.to_owned(),
        territory: holder.map(|row| row.name.clone()).unwrap_or_default(),
    }
}

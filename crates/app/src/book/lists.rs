//! Divisions, and days that are no working days.

use facts::history::Thing;
use facts::{kind, payload};

use super::{Draft, check, fresh_id, goes_on_from, may};
use crate::view::{BookSaved, ChangeDivisions, ChangeHolidays};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Writes the divisions as they are from now on.
///
/// # Errors
/// SYN-04 for anybody but headquarters; `book.changed`; what is wrong with it.
pub fn divisions(
    workspace: &mut Workspace,
    now: &Now,
    input: ChangeDivisions,
) -> Result<BookSaved, Failure> {
    may(workspace, now)?;
    let draft = Draft::read(workspace)?;
    let after = goes_on_from(workspace, &draft, &Thing::Divisions, input.seen.as_deref())?;
    let rows = input.table.into_iter().enumerate();
    let table: Vec<_> = rows
        .map(|(nth, row)| payload::Division {
            id: if row.id.is_empty() { fresh_id(now, &format!("d{nth}")) } else { row.id },
            name: row.name.trim().to_owned(),
            head: row.head.filter(|head| !head.is_empty()),
        })
        .collect();
    check::divisions(&draft, &table)?;
    let payload = payload::Divisions { table, after };
    workspace.sign(vec![Fresh::open(kind::DIVISIONS, payload.encode())], now)?;
    Ok(BookSaved { id: String::new() })
}

/// Writes which days are no working days beside weekends, from now on.
///
/// # Errors
/// SYN-04 for anybody but headquarters; `book.changed`; `book.bad_day`.
pub fn holidays(
    workspace: &mut Workspace,
    now: &Now,
    input: ChangeHolidays,
) -> Result<BookSaved, Failure> {
    may(workspace, now)?;
    let draft = Draft::read(workspace)?;
    let after = goes_on_from(workspace, &draft, &Thing::Holidays, input.seen.as_deref())?;
    let mut days = input.days;
    days.sort();
    days.dedup();
    check::holidays(&days)?;
    let payload = payload::Holidays { days, after };
    workspace.sign(vec![Fresh::open(kind::HOLIDAYS, payload.encode())], now)?;
    Ok(BookSaved { id: String::new() })
}

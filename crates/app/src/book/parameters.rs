//! A number of the rulebook changes (SYN-08).

use facts::{kind, payload};
use ledger::RecordId;

use super::{Draft, bytes, check, may};
use crate::view::{BookSaved, ChangeParameters};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Writes what some numbers are from now on; the others stay. What happened before keeps the number that was
/// in force.
///
/// # Errors
/// SYN-04 for anybody but headquarters; `book.changed` where somebody changed one of them meanwhile;
/// `book.unknown` and `book.bad_value`; `book.nothing`.
pub fn parameters(
    workspace: &mut Workspace,
    now: &Now,
    input: ChangeParameters,
) -> Result<BookSaved, Failure> {
    may(workspace, now)?;
    let draft = Draft::read(workspace)?;
    let clean = |(name, value): (String, String)| (name, value.trim().to_owned());
    let set = input.set.into_iter().map(clean).collect();
    check::parameters(&set)?;
    if set.is_empty() {
        return Err(Failure::new("book.nothing"));
    }
    let seen = input.seen.as_deref().and_then(RecordId::from_hex);
    let position = |id: RecordId| draft.history.all().iter().position(|v| v.record == id);
    if let Some(seen) = seen.and_then(position) {
        let later = draft.history.all()[seen + 1..].iter().find(|version| {
            let about =
                |name: &String| version.is_about(&facts::history::Thing::Parameter(name.clone()));
            set.keys().any(about)
        });
        if let Some(version) = later {
            let by = version.by.as_ref().map(|by| workspace.name(by)).unwrap_or_default();
            return Err(Failure::new("book.changed").with("by", by));
        }
    }
    let id = set.keys().next().cloned().unwrap_or_default();
    let after = draft.history.newest_parameters().map(bytes);
    let payload = payload::Parameters { set, after };
    workspace.sign(vec![Fresh::open(kind::PARAMETERS, payload.encode())], now)?;
    Ok(BookSaved { id })
}

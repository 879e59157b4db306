//! Who changed what, and from when.

use super::changes::{changes, unseen};
use super::{Draft, may};
use crate::view::{BookRef, BookVersion};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// Every version of one thing, the newest first.
///
/// # Errors
/// SYN-04 for anybody but headquarters; `book.unknown`.
pub fn history(
    workspace: &mut Workspace,
    now: &Now,
    of: BookRef,
) -> Result<Vec<BookVersion>, Failure> {
    may(workspace, now)?;
    let draft = Draft::read(workspace)?;
    let thing = Draft::thing(&of.kind, &of.id)
        .ok_or_else(|| Failure::new("book.unknown").with("id", &of.kind))?;
    let changes = changes(&draft, &thing, &of.id);
    let row = |change: &super::changes::Change<'_>| BookVersion {
        record: change.version.record.to_string(),
        by: change.version.by.as_ref().map(|by| workspace.name(by)).unwrap_or_default(),
        from_ms: change.version.from.map(|from| from.0),
        signed_ms: change.version.signed.0,
        changes: change.fields(),
        unseen: unseen(workspace, &draft, &thing, &changes, change.version),
    };
    Ok(changes.iter().rev().map(row).collect())
}

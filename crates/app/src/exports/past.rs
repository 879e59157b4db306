//! What was taken out of the program: by oneself, and at headquarters by everybody (SEC-06).

use facts::payload::Remark;
use facts::{Fact, Key, Records};

use crate::imports::hex;
use crate::view::ExportedView;
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// Every export that this laptop knows of, the newest first.
///
/// # Errors
/// `store` when the disk fails.
pub fn past(workspace: &mut Workspace, _: &Now, (): ()) -> Result<Vec<ExportedView>, Failure> {
    let mut all = Vec::new();
    for record in workspace.store().under(&Key::Exports, 0)? {
        let Ok(Fact::Exported(exported)) = Fact::read(&record) else { continue };
        all.push(ExportedView {
            export: hex(&exported.export[..5]),
            by: workspace.name(&domain::PersonId::new(&record.envelope().author)),
            at_ms: record.envelope().stamp.claimed_ms,
            layout: exported.layout.clone(),
            view: exported.view.clone(),
            text: Remark::beside(&record),
            cards: u32::try_from(exported.cards.len())
                .unwrap_or(u32::MAX)
                .saturating_add(exported.lines),
        });
    }
    all.sort_by_key(|export| std::cmp::Reverse(export.at_ms));
    Ok(all)
}

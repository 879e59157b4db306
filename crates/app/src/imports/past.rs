//! Imports of the past: one's own, and at headquarters everybody's (threat C4: a list is not a talk).

use std::collections::BTreeMap;

use domain::CardId;
use facts::payload::Remark;
use facts::{Fact, Key, Records};

use crate::view::ImportedView;
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// Every import that this laptop knows of, the newest first.
///
/// # Errors
/// `store` when the disk fails.
pub fn past(workspace: &mut Workspace, _: &Now, (): ()) -> Result<Vec<ImportedView>, Failure> {
    let mut all: BTreeMap<(String, [u8; 16]), ImportedView> = BTreeMap::new();
    for record in workspace.store().under(&Key::Imports, 0)? {
        let Ok(Fact::Imported(imported)) = Fact::read(&record) else { continue };
        let author = &record.envelope().author;
        let at_ms = record.envelope().stamp.claimed_ms;
        let own = author == workspace.me().as_str();
        let view = all.entry((author.clone(), *imported.import)).or_insert_with(|| ImportedView {
            import: hex(&*imported.import),
            file: Remark::beside(&record),
            by: workspace.name(&domain::PersonId::new(author)),
            own,
            at_ms,
            cards: 0,
            withdrawn: 0,
            claim: !imported.unattended,
        });
        view.at_ms = view.at_ms.min(at_ms);
        view.cards += u32::try_from(imported.cards.len()).unwrap_or(u32::MAX);
        view.withdrawn += u32::try_from(imported.withdrawn.len()).unwrap_or(u32::MAX);
    }
    let mut all: Vec<ImportedView> = all.into_values().collect();
    all.sort_by_key(|import| std::cmp::Reverse(import.at_ms));
    Ok(all)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes that [`hex`] wrote.
pub(crate) fn of_hex(text: &str) -> Option<[u8; 16]> {
    // One way to write them: the other cases name no import.
    let bytes = CardId::from_hex(text)?.0;
    (hex(&bytes) == text).then_some(bytes)
}

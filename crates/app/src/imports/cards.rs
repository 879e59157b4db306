//! The cards of one import, remembered between two steps: reading back what all steps before have signed
//! would cost more than a step of a long list.

use std::collections::BTreeSet;

use domain::CardId;
use facts::payload::{self, Remark};
use facts::{Fact, Key, Records};

use crate::Failure;
use crate::workspace::Workspace;

/// An import and what it has signed.
#[derive(Default)]
pub(crate) struct Imported {
    pub(super) import: [u8; 16],
    /// The file's name; empty before the first card.
    pub(super) file: String,
    /// Whether its cards claim nothing (OWN-07).
    pub(super) unattended: bool,
    pub(super) cards: BTreeSet<CardId>,
}

/// The cards of one of one's own imports, as remembered or else as the records say; nobody else's word
/// counts for it. Whoever has signed more of them puts it back ([`remember`]), and nobody who failed to.
pub(super) fn imported(workspace: &mut Workspace, import: [u8; 16]) -> Result<Imported, Failure> {
    if let Some(known) = workspace.imported.take().filter(|known| known.import == import) {
        return Ok(known);
    }
    let mut read = Imported { import, ..Imported::default() };
    for record in workspace.store().under(&Key::Imports, 0)? {
        let Ok(Fact::Imported(imported)) = Fact::read(&record) else { continue };
        if *imported.import != import || record.envelope().author != workspace.me().as_str() {
            continue;
        }
        if read.file.is_empty() {
            read.file = Remark::beside(&record);
            read.unattended = imported.unattended;
        }
        read.cards.extend(imported.cards.iter().map(payload::card_id));
    }
    Ok(read)
}

/// Keeps it for the next step.
pub(super) fn remember(workspace: &mut Workspace, known: Imported) {
    workspace.imported = Some(known);
}

//! Which version of a draft counts.

use ledger::Record;

use crate::kind;

/// The newest draft among records about a card. All of them are its author's, so that his chain says which is the
/// newest, whatever his clock showed.
pub fn newest_draft<'r>(about: impl IntoIterator<Item = &'r Record>) -> Option<&'r Record> {
    let drafts = about.into_iter().filter(|record| record.kind() == kind::DRAFT);
    drafts.max_by_key(|record| (record.envelope().log, record.envelope().seq))
}

//! From rows to signed cards, some at a time: between two steps everybody else has his turn, and whoever pulls
//! the plug finds the import where it stood.

use facts::{kind, payload};

use super::cards::{imported, remember};
use super::pending;
use super::plan::view;
use super::row::{Becomes, becomes};
use crate::capture::next_register;
use crate::view::ImportView;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// How many rows one step takes.
const STEP_ROWS: usize = 50;

/// Imports some more rows, and says how far it has come. Cards, the record that names them, and how far the
/// list is done are one transaction: no row becomes two cards, and none is lost.
///
/// # Errors
/// `import.none`, `store` when the disk fails; then nothing of this step was written.
pub fn step(workspace: &mut Workspace, now: &Now, (): ()) -> Result<ImportView, Failure> {
    let mut pending = pending::expect(workspace)?;
    let rows = pending::rows_from(workspace, pending.done)?;
    let mut so_far = imported(workspace, pending.import)?;
    so_far.file.clone_from(&pending.file);
    so_far.unattended = !pending.plan.claim;
    pending.begun = true;
    let log = workspace.store().head(workspace.log())?.seq.0;
    let mut register = match pending.register {
        Some((next, at)) if at == log => next,
        _ => next_register(workspace, None)?,
    };
    let mut facts = Vec::new();
    let mut cards = Vec::new();
    for row in rows.iter().take(STEP_ROWS) {
        pending.done += 1;
        match becomes(workspace, now, &pending, row, &so_far.cards)? {
            Becomes::Known(_) => pending.known += 1,
            Becomes::Wrong(_) => pending.wrong += 1,
            Becomes::Card(mut typed, _) => {
                typed.card.register = register;
                register = register.saturating_add(1);
                pending.signed += 1;
                so_far.cards.insert(typed.card.id);
                cards.push(payload::card_bytes(typed.card.id));
                facts.push(Fresh {
                    kind: kind::CARD,
                    ranking: payload::CardRanking::of(&typed.card).encode(),
                    content: Some(typed.content.encode()),
                });
            }
        }
    }
    if !cards.is_empty() {
        let imported = payload::Imported {
            import: pending.import.into(),
            cards,
            withdrawn: Vec::new(),
            unattended: !pending.plan.claim,
        };
        facts.push(Fresh {
            kind: kind::IMPORTED,
            ranking: imported.encode(),
            content: Some(payload::Remark { text: pending.file.clone() }.encode()),
        });
    }
    pending.register = Some((register, log + facts.len() as u64));
    match facts.is_empty() {
        true => workspace.write(|tx| pending::put(tx, &pending))?,
        false => {
            workspace.sign_with(facts, now, |tx| pending::put(tx, &pending))?;
        }
    }
    remember(workspace, so_far);
    view(workspace, &pending)
}

/// Puts the list away: it is done, or the rest of it is not wanted. What was signed stays, and can be undone.
///
/// # Errors
/// `store` when the disk fails.
pub fn end(workspace: &mut Workspace, _: &Now, (): ()) -> Result<(), Failure> {
    pending::forget(workspace)
}

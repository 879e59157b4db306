//! Beginning a replay, going on with it, and putting it away.

use domain::{CardId, FairId};
use facts::{Key, Records, cards_of};

use super::otherwise::otherwise;
use super::{Replay, compare};
use crate::explain::ruling_view;
use crate::view::{ReplayCustomer, ReplayInput, ReplayRef, ReplayRow, ReplayView};
use crate::workspace::Workspace;
use crate::{Failure, Now, book};

/// How many customers one step rules on.
const STEP_CUSTOMERS: u32 = 50;

/// How many changes are shown; the counts tell of all.
const ROWS_MAX: usize = 500;

/// Begins a replay. One that was under way is put away.
///
/// # Errors
/// SYN-04 for anybody but headquarters; `lease.over`; `replay.nothing`; what is wrong with what shall have been
/// otherwise.
pub fn begin(
    workspace: &mut Workspace,
    now: &Now,
    input: ReplayInput,
) -> Result<ReplayView, Failure> {
    book::may(workspace, now)?;
    let other = otherwise(workspace.book(), &input, workspace.as_of(now))?;
    let fair = FairId::new(&input.fair);
    let cards = cards_of(&workspace.store().under(&Key::FairCards(fair), 0)?);
    let waiting: Vec<CardId> = cards.into_iter().collect();
    let replay = Replay {
        input,
        book: other,
        cards: u32::try_from(waiting.len()).unwrap_or(u32::MAX),
        waiting: waiting.into(),
        seen: Default::default(),
        looked: 0,
        done: 0,
        counts: Default::default(),
        rows: Vec::new(),
    };
    let view = view(&replay);
    workspace.replay = Some(replay);
    Ok(view)
}

/// The replay that goes on, if one does.
///
/// # Errors
/// SYN-04 for anybody but headquarters.
pub fn now_playing(
    workspace: &mut Workspace,
    now: &Now,
    (): (),
) -> Result<Option<ReplayView>, Failure> {
    book::may(workspace, now)?;
    Ok(workspace.replay.as_ref().map(view))
}

/// Rules on some more customers, and says how far it has come.
///
/// # Errors
/// SYN-04 for anybody but headquarters; `replay.none`; `store` when the disk fails.
pub fn step(workspace: &mut Workspace, now: &Now, (): ()) -> Result<ReplayView, Failure> {
    book::may(workspace, now)?;
    let mut replay = workspace.replay.take().ok_or_else(|| Failure::new("replay.none"))?;
    let some = some(workspace, now, &mut replay);
    let view = view(&replay);
    workspace.replay = Some(replay);
    some.map(|()| view)
}

fn some(workspace: &Workspace, now: &Now, replay: &mut Replay) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    let before = replay.done;
    while replay.done - before < STEP_CUSTOMERS {
        let Some(card) = replay.waiting.pop_front() else { break };
        replay.looked += 1;
        if replay.seen.contains(&card) {
            continue;
        }
        let members = workspace.gather().members(card, as_of)?;
        // A draft is nobody's card yet.
        if members.is_empty() {
            continue;
        }
        replay.seen.extend(members.iter().copied());
        let records = workspace.store();
        let both = compare::both(records, workspace.book(), &replay.book, &members, as_of)?;
        let Some(both) = both else { continue };
        replay.done += 1;
        let name = records.lead(card)?.map(|row| row.company).unwrap_or_default();
        if let Some(row) = compare::row(&both, &replay.book, name) {
            for what in &row.differs {
                *replay.counts.entry(what.clone()).or_default() += 1;
            }
            *replay.counts.entry("changed".to_owned()).or_default() += 1;
            keep(&mut replay.rows, row);
        }
    }
    Ok(())
}

/// Keeps the first of them, those that would change hands before the others.
fn keep(rows: &mut Vec<ReplayRow>, row: ReplayRow) {
    let weight = |row: &ReplayRow| !row.differs.iter().any(|what| what == "owner");
    let at = rows.partition_point(|known| weight(known) <= weight(&row));
    rows.insert(at, row);
    rows.truncate(ROWS_MAX);
}

/// Both rulings on one customer of the replay, each with its reasons.
///
/// # Errors
/// SYN-04 for anybody but headquarters; `replay.none`; `lead.unknown`.
pub fn customer(
    workspace: &mut Workspace,
    now: &Now,
    input: ReplayRef,
) -> Result<ReplayCustomer, Failure> {
    book::may(workspace, now)?;
    let as_of = workspace.as_of(now);
    let replay = workspace.replay.as_ref().ok_or_else(|| Failure::new("replay.none"))?;
    let unknown = || Failure::new("lead.unknown");
    let card = CardId::from_hex(&input.card).ok_or_else(unknown)?;
    let members = workspace.gather().members(card, as_of)?;
    let (records, book) = (workspace.store(), workspace.book());
    let both = compare::both(records, book, &replay.book, &members, as_of)?.ok_or_else(unknown)?;
    Ok(ReplayCustomer {
        before: ruling_view(&both.before, records, book)?,
        after: ruling_view(&both.after, records, &replay.book)?,
        held: both.held,
    })
}

/// Puts the replay away, finished or not.
///
/// # Errors
/// None; the signature is that of a call.
pub fn end(workspace: &mut Workspace, _: &Now, (): ()) -> Result<(), Failure> {
    workspace.replay = None;
    Ok(())
}

fn view(replay: &Replay) -> ReplayView {
    ReplayView {
        input: replay.input.clone(),
        done: replay.done,
        looked: replay.looked,
        cards: replay.cards,
        complete: replay.waiting.is_empty(),
        changed: replay.counts.get("changed").copied().unwrap_or_default(),
        counts: replay.counts.clone(),
        rows: replay.rows.clone(),
    }
}

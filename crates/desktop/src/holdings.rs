//! The server's word on what this laptop may no longer hold, as it comes with a reply: checked, and handed to
//! [`app::Workspace`], which thinks about it.

use std::sync::Arc;

use app::workspace::{Kept, Source, Word};
use app::{Failure, Now, Workspace};
use domain::audience::Depth;
use domain::{CardId, PersonId};
use protocol::holdings::{Answer, Ask, Brought, EVERYTHING, Entry, Holding, Open, PATH};
use protocol::limits::BROUGHT_MAX;
use protocol::sync::Reply;

use crate::clock::{Clock, now};
use crate::desk::Desktop;
use crate::link::{Link, LinkError};
use crate::sync::failure;
use crate::view::OutstandingRow;
use crate::witness;

/// Refuses a reply whose manifest is not our server's word to this very laptop. Nothing of it is used.
pub(crate) fn check(workspace: &Workspace, reply: &Reply) -> Result<(), Failure> {
    let Some(manifest) = &reply.holdings else { return Ok(()) };
    let claim = &manifest.claim;
    let to_us = claim.company == workspace.book().id
        && claim.enrolment == workspace.identity().enrolment
        && claim.epoch == reply.epoch;
    let by_server = workspace.server_key().is_some_and(|key| manifest.is_by(&key));
    match to_us && by_server {
        true => Ok(()),
        false => Err(failure(LinkError::NotOurs)),
    }
}

/// Takes it: the acts that it cites first, by which it is judged. How many of them were new.
pub(crate) fn take(
    workspace: &mut Workspace,
    reply: &Reply,
    clock: &dyn Clock,
) -> Result<u32, Failure> {
    let Some(manifest) = &reply.holdings else {
        workspace.hear(&reply.epoch, 0, &[])?;
        return Ok(0);
    };
    let acts: Vec<_> = manifest.acts.decode().collect();
    let taken = workspace.ingest(acts, &Source::Server, &now(clock), |_| Ok(()))?;
    let claim = &manifest.claim;
    let heard = workspace.heard(&claim.epoch)?;
    // A late reply says again what was heard, or less than has been heard since.
    let news = claim.entries.iter().filter(|entry| entry.number > heard);
    let words: Vec<Word> = news.map(word).collect();
    workspace.hear(&claim.epoch, claim.through, &words)?;
    Ok(taken.records)
}

/// On which cards the server is asked to judge: those that colleagues brought.
pub(crate) fn brought(workspace: &Workspace) -> Result<Vec<Brought>, Failure> {
    let brought = workspace.brought(BROUGHT_MAX)?;
    Ok(brought.into_iter().map(|(card, content)| Brought { card: card.0, content }).collect())
}

/// Takes its answer. Says whether it has judged on all of them.
pub(crate) fn take_judged(
    workspace: &mut Workspace,
    named: &[Brought],
    reply: &Reply,
) -> Result<bool, Failure> {
    if named.is_empty() {
        return Ok(true);
    }
    let named: Vec<CardId> = named.iter().map(|brought| CardId(brought.card)).collect();
    let judged: Vec<CardId> = reply.judged.iter().map(|card| CardId(**card)).collect();
    workspace.judged(&named, &judged)?;
    Ok(named.iter().all(|card| judged.contains(card)))
}

/// What the server has, by the newest checkpoint that this laptop has seen.
pub(crate) fn kept(workspace: &Workspace) -> Result<Kept, Failure> {
    let progress = witness::kept(workspace)?.map(|checkpoint| checkpoint.claim.progress);
    Ok(progress.map_or_else(Kept::default, |progress| Kept {
        position: progress.position,
        backed_up: progress.backed_up,
    }))
}

/// Laptops that may still hold what they should not: asked by headquarters.
pub(crate) fn outstanding(
    desk: &mut Arc<Desktop>,
    _: &Now,
    (): (),
) -> Result<Vec<OutstandingRow>, Failure> {
    let opened = desk.opened()?;
    let asked = opened.link.exchange(PATH, Ask {}.encode());
    let answer = desk.setup.runtime.block_on(asked).map_err(|error| match error {
        LinkError::Refused => Failure::refused(domain::Rule::Syn04),
        other => failure(other),
    })?;
    let answer = Answer::decode(&answer).map_err(|_| failure(LinkError::NotOurs))?;
    let workspace = opened.workspace();
    let row = |open: Open| OutstandingRow {
        enrolment: open.enrolment.to_string(),
        name: workspace.name(&PersonId::new(&open.person)),
        device: open.device,
        since_ms: open.since_ms,
        cards: u32::try_from(open.cards).unwrap_or(u32::MAX),
        last_contact_ms: open.last_contact_ms,
    };
    Ok(answer.open.into_iter().map(row).collect())
}

fn word(entry: &Entry) -> Word {
    Word {
        number: entry.number,
        card: Some(CardId(entry.card)).filter(|card| card.0 != EVERYTHING),
        depth: match entry.holding {
            Holding::Nothing => Depth::Envelope,
            Holding::Ranking => Depth::Ranking,
            Holding::Content => Depth::Content,
        },
        act: entry.act,
    }
}

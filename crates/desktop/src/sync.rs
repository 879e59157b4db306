//! The exchange with the server, performed: [`protocol::sync::Session`] thinks, this does.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};

use app::workspace::Source;
use app::{Failure, Workspace};
use facts::Records;
use ledger::{LogId, Seq};
use protocol::RawRecords;
use protocol::limits::{FRAME_BYTES_MAX, LOST_PLACES_MAX};
use protocol::sync::{Contact, PATH, Past, Reply, Request, Session, Step};
use store::Tx;

use crate::clock::{Clock, now};
use crate::link::{Link, LinkError};
use crate::{holdings, witness};

/// Under which name the server's last token is kept.
const TOKEN: &str = "token";

/// What is let go of is said in a second pass, what was half-typed about it goes before: more are not needed.
const PASSES_MAX: u32 = 4;

/// What an exchange moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Exchanged {
    /// Records that the server took.
    pub pushed: u32,
    /// Records that came and were new.
    pub pulled: u32,
    /// Requests that it took.
    pub requests: u32,
}

/// Exchanges with the server, both ways, to the end. Each frame commits on its own; wherever this
/// stops, the next exchange goes on from there.
///
/// # Errors
/// `sync.unreachable`, `sync.not_ours`, `sync.other_company`, `sync.set_back`, `sync.refused`,
/// `sync.busy`, `sync.failed`, or `store`.
pub async fn sync<L: Link>(
    workspace: &Mutex<Workspace>,
    link: &L,
    clock: &dyn Clock,
    progress: &(dyn Fn(Exchanged) + Sync),
) -> Result<Exchanged, Failure> {
    let mut done = Exchanged::default();
    for _ in 0..PASSES_MAX {
        pass(workspace, link, clock, progress, &mut done).await?;
        // What is not to be held any more goes once everything about it is at the server; that it is gone
        // is then said, too.
        let mut workspace = open(workspace);
        let kept = holdings::kept(&workspace)?;
        if !workspace.let_go(&now(clock), kept)? {
            break;
        }
    }
    Ok(done)
}

/// Until both sides have everything.
async fn pass<L: Link>(
    workspace: &Mutex<Workspace>,
    link: &L,
    clock: &dyn Clock,
    progress: &(dyn Fn(Exchanged) + Sync),
    done: &mut Exchanged,
) -> Result<(), Failure> {
    let (mut session, mut frame) = begin(&open(workspace))?;
    // Whether the server knows enough to judge on what colleagues brought.
    let mut judges = true;
    loop {
        let sent = frame.len();
        // It judges by what it has: once it has everything that is here.
        let asks = judges && session.missing().is_empty();
        let brought = if asks { holdings::brought(&open(workspace))? } else { Vec::new() };
        let request = {
            let workspace = open(workspace);
            let (epoch, cursor) = workspace.store().feed()?;
            let stamp = clock.stamp();
            let contact = Contact { boot: stamp.boot, mono_ms: stamp.mono_ms };
            let seen = witness::kept(&workspace)?;
            let seen = seen.filter(|seen| seen.claim.epoch[..] == epoch[..]);
            session.remember(past(&workspace)?);
            let heard = workspace.heard(&epoch)?;
            let request = session.request(contact, frame, epoch.into(), cursor);
            let (seen, brought) = (seen.map(|seen| seen.seen()), brought.clone());
            Request { seen, heard, brought, ..request }
        };
        let reply = ask(workspace, link, request).await?;
        done.requests += 1;
        done.pushed += u32::try_from(sent).unwrap_or(u32::MAX);

        let mut workspace = open(workspace);
        let checkpoint = witness::check(&workspace, &reply)?;
        holdings::check(&workspace, &reply)?;
        done.pulled += take_back(&mut workspace, &reply, clock)?;
        done.pulled += holdings::take(&mut workspace, &reply, clock)?;
        judges &= holdings::take_judged(&mut workspace, &brought, &reply)?;
        done.pulled += take(&mut workspace, &reply, clock)?;
        witness::keep(&mut workspace, &checkpoint)?;
        let step = session.take(&reply, offer(&workspace, reply.lost.is_some())?);
        let acknowledged = session.acknowledged().clone();
        workspace.acknowledge(&acknowledged)?;
        progress(*done);
        frame = match step {
            Step::Push { above, parts } => push(&workspace, &above, &parts)?,
            Step::Pull => RawRecords::default(),
            Step::Done if judges && !holdings::brought(&workspace)?.is_empty() => {
                RawRecords::default()
            }
            Step::Done => {
                // The time may be known better now than before.
                workspace.tick(&now(clock))?;
                return Ok(());
            }
        };
    }
}

fn begin(workspace: &Workspace) -> Result<(Session, RawRecords), Failure> {
    let acknowledged = workspace.store().acknowledged()?;
    let session = Session::new(offer(workspace, false)?, &acknowledged)
        .returning_to(workspace.book().server, &acknowledged)
        .sparing(workspace.identity().enrolment);
    let frame = push(workspace, &session.missing(), &[])?;
    Ok((session, frame))
}

/// One request and its reply. A server that has come back from an earlier state is shown the proof of
/// it; one that does not know this laptop any more is reminded.
async fn ask<L: Link>(
    workspace: &Mutex<Workspace>,
    link: &L,
    mut request: Request,
) -> Result<Reply, Failure> {
    let mut answer = link.exchange(PATH, request.encode()).await;
    if answer == Err(LinkError::Refused) && witness::remind(workspace, link).await? {
        // It now knows of this laptop what it knew before; and that its store is another one.
        answer = link.exchange(PATH, request.encode()).await;
    }
    if answer == Err(LinkError::Behind) {
        request.witness = witness::kept(&open(workspace))?;
        answer = link.exchange(PATH, request.encode()).await;
    }
    let reply = answer.map_err(failure)?;
    Reply::decode(&reply).map_err(|_| failure(LinkError::NotOurs))
}

/// What this laptop remembers of itself.
fn past(workspace: &Workspace) -> Result<Past, Failure> {
    let (store, me) = (workspace.store(), workspace.identity().enrolment);
    let lost = store.lost()?.into_iter().filter(|(log, _)| log.enrolment == me);
    Ok(Past {
        own: store.chains_of(me)?,
        returned: BTreeMap::new(),
        lost: lost.take(LOST_PLACES_MAX).collect(),
        token: store.meta(TOKEN)?.unwrap_or_default(),
    })
}

/// Own records that this laptop did not hold any more, and the token that it is to show next. A token is
/// kept before the next request is made: should this laptop stop here, it shows the last one again.
fn take_back(workspace: &mut Workspace, reply: &Reply, clock: &dyn Clock) -> Result<u32, Failure> {
    let (moment, token) = (now(clock), reply.token.clone());
    if reply.copied {
        workspace.note_copied(&moment)?;
    }
    let raws: Vec<_> = reply.returned.decode().collect();
    let keep = |tx: &mut Tx<'_>| match token.is_empty() {
        true => Ok(()),
        false => tx.put_meta(TOKEN, &token),
    };
    match raws.is_empty() {
        true => Ok(workspace.store().write(keep).map(|()| 0)?),
        false => Ok(workspace.ingest(raws, &Source::Server, &moment, keep)?.records),
    }
}

/// A frame of the feed, with its cursor, in one transaction.
fn take(workspace: &mut Workspace, reply: &Reply, clock: &dyn Clock) -> Result<u32, Failure> {
    let (epoch, cursor) = (reply.epoch.to_vec(), reply.cursor);
    let unchanged = workspace.store().feed()? == (epoch.clone(), cursor);
    if reply.feed.is_empty() && unchanged {
        return Ok(0);
    }
    let raws: Vec<_> = reply.feed.decode().collect();
    let taken =
        workspace.ingest(raws, &Source::Server, &now(clock), |tx| tx.set_feed(&epoch, cursor))?;
    Ok(taken.records)
}

/// The logs that this laptop can bring: its own and those handed in to it; the server's only once it has
/// said that it lost them.
fn offer(workspace: &Workspace, lost: bool) -> Result<BTreeMap<LogId, Seq>, Failure> {
    let (store, book) = (workspace.store(), workspace.book());
    let mut logs = store.heads_contiguous()?;
    logs.retain(|log, _| !book.is_server(&log.enrolment));
    if lost || store.acknowledged()?.keys().any(|log| book.is_server(&log.enrolment)) {
        logs.extend(store.reaches(book.server)?);
    }
    Ok(logs)
}

fn push(
    workspace: &Workspace,
    above: &BTreeMap<LogId, Seq>,
    parts: &[ledger::RecordId],
) -> Result<RawRecords, Failure> {
    let mut records = Vec::new();
    let mut bytes = 0;
    for (log, seq) in above {
        let budget = FRAME_BYTES_MAX.saturating_sub(bytes);
        if budget == 0 {
            break;
        }
        let frame = match workspace.book().is_server(&log.enrolment) {
            true => workspace.store().held_of(*log, *seq, budget)?,
            false => workspace.store().records_above(*log, *seq, budget)?,
        };
        bytes += frame.iter().map(|record| record.encode().len()).sum::<usize>();
        records.extend(frame);
    }
    for id in parts {
        records.extend(workspace.store().record(id)?);
    }
    Ok(RawRecords::fill(&records).0)
}

pub(crate) fn open(workspace: &Mutex<Workspace>) -> MutexGuard<'_, Workspace> {
    // A panic while the lock was held rolled its transaction back; what is on disk is whole.
    workspace.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A link error for people.
pub fn failure(error: LinkError) -> Failure {
    match error {
        LinkError::Unreachable => Failure::new("sync.unreachable"),
        LinkError::NotOurs => Failure::new("sync.not_ours"),
        LinkError::Refused => Failure::new("sync.refused"),
        LinkError::Busy => Failure::new("sync.busy"),
        LinkError::Behind => Failure::new("sync.set_back"),
        LinkError::Failed(status) => Failure::new("sync.failed").with("status", status),
    }
}

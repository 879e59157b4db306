//! The exchange that runs by itself, and the line that tells the truth about it.

use std::sync::Arc;
use std::time::Duration;

use app::Failure;
use app::calls::Topic;

use crate::clock::now;
use crate::desk::{Desktop, Opened};
use crate::photos;
use crate::sync::{Exchanged, sync};
use crate::view::SyncLineView;

/// How long after the last exchange the next one begins by itself.
const EVERY: Duration = Duration::from_secs(20);
/// How long after a change, so that a burst of changes goes in one exchange.
const SOON: Duration = Duration::from_millis(400);
/// What another time of the demo makes stale.
const MOVED: [Topic; 5] = [Topic::Session, Topic::Leads, Topic::Day, Topic::Desks, Topic::Sync];

/// What is stale when records came or went.
const BEFALLEN: [Topic; 4] = [Topic::Leads, Topic::Day, Topic::Desks, Topic::Sync];

/// Exchanges for ever: soon after every change, otherwise every few seconds. A locked workspace and a
/// missing network are ordinary; both are tried again.
pub async fn keep_exchanging(desk: Arc<Desktop>) {
    loop {
        if let Ok(opened) = desk.opened() {
            housekeep(&desk, &opened).await;
            // What went wrong stands in the line; it is nobody's surprise.
            let _ = exchange(&desk, &opened).await;
        }
        tokio::select! {
            () = desk.wake.notified() => tokio::time::sleep(SOON).await,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// Search follows in a transaction of its own, so that "saved" never waits for it; and the lists follow
/// the deadlines that have gone by.
async fn housekeep(desk: &Arc<Desktop>, opened: &Arc<Opened>) {
    const BATCH: usize = 100;
    /// Whoever waits for the workspace has it in between: a lock is given to whoever asks first, and that
    /// would be this loop again.
    const BETWEEN: Duration = Duration::from_millis(1);
    let (desk, opened) = (Arc::clone(desk), Arc::clone(opened));
    let keeping = tokio::task::spawn_blocking(move || {
        while opened.workspace().store().index_pending(BATCH).is_ok_and(|left| left > 0) {
            std::thread::sleep(BETWEEN);
        }
        let moment = now(&*desk.setup.clock);
        if opened.workspace().tick(&moment).is_ok_and(|changed| changed) {
            (desk.setup.stale)(&[Topic::Leads, Topic::Day, Topic::Desks]);
        }
    });
    // What did not work now is tried again in the next round.
    let _ = keeping.await;
}

/// Follows the demo's clock for ever, where there is one.
pub async fn follow_demo(desk: Arc<Desktop>) {
    if let Some(demo) = &desk.setup.demo {
        demo.follow(|| (desk.setup.stale)(&MOVED)).await;
    }
}

/// Exchanges now, and keeps the line up to date.
///
/// # Errors
/// As [`sync`].
pub async fn exchange(desk: &Arc<Desktop>, opened: &Opened) -> Result<Exchanged, Failure> {
    let mut inspected = opened.exchanging.lock().await;
    if !*inspected {
        // A damaged file is noticed before anything of it is passed on, and nobody waits for it to open.
        let clock = &*desk.setup.clock;
        let aside = tokio::task::block_in_place(|| opened.workspace().inspect(&now(clock)))?;
        if aside > 0 {
            (desk.setup.stale)(&BEFALLEN);
        }
        *inspected = true;
    }
    if let Some(demo) = &desk.setup.demo {
        // Moved a moment ago: a receipt against the old time would correct this laptop by hours.
        let _ = demo.ask().await;
    }
    set(desk, opened, |line| {
        line.state = "syncing".to_owned();
        (line.pushed, line.pulled) = (0, 0);
    });
    let progress = |done: Exchanged| {
        set(desk, opened, |line| (line.pushed, line.pulled) = (done.pushed, done.pulled));
    };
    let clock = &*desk.setup.clock;
    let mut outcome = sync(&opened.workspace, &opened.link, clock, &progress).await;
    let rotten = outcome.as_ref().is_err_and(|failure| failure.code == "store");
    if rotten && opened.workspace().inspect_all(&now(clock))? > 0 {
        outcome = sync(&opened.workspace, &opened.link, clock, &progress).await;
    }
    let at = opened.workspace().as_of(&now(&*desk.setup.clock)).0;
    match &outcome {
        Ok(done) => {
            set(desk, opened, |line| {
                line.state = "done".to_owned();
                line.problem.clear();
                line.last_ms = Some(at);
            });
            if done.pulled > 0 || done.pushed > 0 {
                (desk.setup.stale)(&BEFALLEN);
                (desk.setup.stale)(&[Topic::People]);
            }
            // Photos come last and hold up nothing: what did not get through goes with the next exchange.
            match photos::exchange(&opened.workspace, &opened.link).await {
                Ok(carried) => {
                    if carried.came > 0 {
                        (desk.setup.stale)(&[Topic::Leads, Topic::Day]);
                    }
                    if carried.more {
                        desk.wake.notify_one();
                    }
                }
                Err(failure) => tracing::debug!(%failure, "photos wait for the next exchange"),
            }
        }
        Err(failure) => set(desk, opened, |line| {
            line.state = match failure.code.as_str() {
                "sync.unreachable" => "offline",
                "sync.not_ours" => "notOurs",
                _ => "failed",
            }
            .to_owned();
            line.problem = failure.code.clone();
        }),
    }
    outcome
}

/// The line as it stands, with what is unsent right now.
pub(crate) fn line(desk: &Desktop) -> Result<SyncLineView, Failure> {
    let mut line = desk.line().clone();
    if let Ok(opened) = desk.opened() {
        let workspace = opened.workspace();
        line.unsent = u32::try_from(workspace.unsent()?.own).unwrap_or(u32::MAX);
        line.any = line.unsent > 0 || workspace.did_anything()?;
        // After a restart the server's own receipt says when the last exchange was.
        line.last_ms = line.last_ms.or(workspace.last_contact().map(|witness| witness.at_ms));
    }
    Ok(line)
}

/// Changes the line of the workspace that is shown and tells the window, if anything changed.
fn set(desk: &Desktop, opened: &Opened, change: impl FnOnce(&mut SyncLineView)) {
    let changed = {
        let mut line = desk.line();
        if !desk.shows(opened) {
            return;
        }
        let before = line.clone();
        change(&mut line);
        *line != before
    };
    if changed {
        (desk.setup.stale)(&[Topic::Sync]);
    }
}

//! The photos that wait to be read, and the one that is.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use app::calls::Topic;
use app::view::ReadingView;
use app::{Failure, photos};
use ledger::Hash;

use super::told;
use crate::desk::{Desktop, Opened};

/// What a list shows of a photo changes with what was read on it.
const READ: [Topic; 1] = [Topic::Day];

/// Photos of one laptop. They are read one after the other: each takes a processor for two seconds, and there
/// may be a form to be typed into meanwhile.
#[derive(Default)]
pub(crate) struct Queue(Mutex<State>);

#[derive(Default)]
struct State {
    waiting: VecDeque<(Weak<Opened>, Hash)>,
    /// What is being read, and what is known of it.
    now: Option<(Hash, ReadingView)>,
    /// Whether it is to be stopped.
    stop: bool,
    /// Whether somebody reads.
    at_work: bool,
}

impl Queue {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known of a photo that is being read or waits for it.
    pub(super) fn about(&self, photo: Hash) -> Option<ReadingView> {
        let state = self.state();
        if let Some((_, view)) = state.now.as_ref().filter(|(hash, _)| *hash == photo) {
            return Some(view.clone());
        }
        let waits = state.waiting.iter().any(|(_, hash)| *hash == photo);
        waits.then(|| ReadingView { state: "waiting".to_owned(), ..ReadingView::default() })
    }

    /// Stops reading a photo, now or before it begins.
    pub(super) fn stop(&self, opened: &Opened, photo: Hash) -> Result<(), Failure> {
        let mut state = self.state();
        if state.now.as_ref().is_some_and(|(hash, _)| *hash == photo) {
            state.stop = true;
            return Ok(());
        }
        let before = state.waiting.len();
        state.waiting.retain(|(_, hash)| *hash != photo);
        if state.waiting.len() == before {
            return Ok(());
        }
        drop(state);
        let stopped = ReadingView { state: "stopped".to_owned(), ..ReadingView::default() };
        photos::keep_reading(&mut opened.workspace(), photo, &stopped)
    }

    /// Whoever locks wants nothing of it any more; it is gone on with when he opens again.
    pub(crate) fn forget(&self) {
        let mut state = self.state();
        state.waiting.clear();
        state.stop = state.now.is_some();
    }
}

/// Has a photo read after those that wait; `next` before them, because somebody looks at it.
pub(super) fn ask(desk: &Desktop, opened: &Arc<Opened>, photo: Hash, next: bool) {
    let mut state = desk.reading.state();
    if state.now.as_ref().is_some_and(|(hash, _)| *hash == photo) {
        return;
    }
    let known = state.waiting.iter().any(|(_, hash)| *hash == photo);
    if known && !next {
        return;
    }
    state.waiting.retain(|(_, hash)| *hash != photo);
    let wish = (Arc::downgrade(opened), photo);
    match next {
        true => state.waiting.push_front(wish),
        false => state.waiting.push_back(wish),
    }
    if !state.at_work
        && let Some(desk) = desk.me()
    {
        state.at_work = true;
        std::thread::spawn(move || work(&desk));
    }
}

/// Reads until nothing waits.
fn work(desk: &Desktop) {
    loop {
        let (opened, photo) = {
            let mut state = desk.reading.state();
            state.now = None;
            let Some((opened, photo)) = state.waiting.pop_front() else {
                state.at_work = false;
                return;
            };
            let view = ReadingView { state: "reading".to_owned(), ..ReadingView::default() };
            (state.now, state.stop) = (Some((photo, view)), false);
            (opened, photo)
        };
        if let Some(opened) = opened.upgrade() {
            read(desk, &opened, photo);
        }
    }
}

fn read(desk: &Desktop, opened: &Opened, photo: Hash) {
    // Its draft may be gone meanwhile, and with it the photo.
    let Ok(Some(row)) = opened.workspace().store().photo(photo) else { return };
    let read = desk.setup.cards.read(&row.jpeg, &mut |reading| {
        let view = told::view(reading, "reading");
        let mut state = desk.reading.state();
        state.now = Some((photo, view));
        match state.stop {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    });
    let view = match read.failed {
        None => told::view(&read, "done"),
        Some(apart::Failed::Stopped) if !desk.shows(opened) => return,
        Some(apart::Failed::Stopped) => told::view(&read, "stopped"),
        Some(failed) => {
            ReadingView { failed: failed.code().to_owned(), ..told::view(&read, "failed") }
        }
    };
    if let Err(failure) = photos::keep_reading(&mut opened.workspace(), photo, &view) {
        tracing::warn!(%failure, "what was read on a photo could not be kept");
    }
    if desk.shows(opened) {
        (desk.setup.stale)(&READ);
    }
}

//! The one document that is being set: how far it is, and whether somebody still wants it.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};

use app::{Failure, Now};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::desk::{Desktop, Opened};

/// What is being set.
#[derive(Default)]
pub(crate) struct Press {
    /// Held while something is: a document takes a processor and some memory, so there is one at a time.
    at_work: Mutex<()>,
    percent: AtomicU8,
    stop: AtomicBool,
}

/// How far the document is that is being set.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PressView {
    /// Percent, while something is being set.
    pub percent: Option<u8>,
}

impl Press {
    /// The press, for one document.
    ///
    /// # Errors
    /// `report.busy` while another is set.
    pub(super) fn begin(&self) -> Result<MutexGuard<'_, ()>, Failure> {
        let held = match self.at_work.try_lock() {
            Ok(held) => held,
            Err(TryLockError::Poisoned(held)) => held.into_inner(),
            Err(TryLockError::WouldBlock) => return Err(Failure::new("report.busy")),
        };
        self.percent.store(0, Ordering::Relaxed);
        self.stop.store(false, Ordering::Relaxed);
        Ok(held)
    }

    fn is_at_work(&self) -> bool {
        matches!(self.at_work.try_lock(), Err(TryLockError::WouldBlock))
    }
}

impl Desktop {
    /// Whether to go on with what is this far: nobody has stopped it, and nobody has locked its workspace.
    pub(super) fn goes_on(&self, opened: &Opened, percent: u8) -> ControlFlow<()> {
        self.press.percent.store(percent, Ordering::Relaxed);
        match self.press.stop.load(Ordering::Relaxed) || !self.shows(opened) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}

/// How far it is.
pub(crate) fn view(desk: &mut Arc<Desktop>, _: &Now, (): ()) -> Result<PressView, Failure> {
    let percent = desk.press.percent.load(Ordering::Relaxed);
    Ok(PressView { percent: desk.press.is_at_work().then_some(percent) })
}

/// Stops it: nothing is written, and no record says that it was.
pub(crate) fn stop(desk: &mut Arc<Desktop>, _: &Now, (): ()) -> Result<(), Failure> {
    desk.press.stop.store(true, Ordering::Relaxed);
    Ok(())
}

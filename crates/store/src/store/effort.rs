//! How much the database is asked to do. Steps of its machine are the same on every computer and at any
//! hour: what a call costs is counted, not timed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;

/// How many steps are counted as one.
const STEPS: i32 = 50;

/// A count over all connections of a store.
#[derive(Clone, Default)]
pub(super) struct Effort(Arc<AtomicU64>);

impl Effort {
    /// Counts what this connection does from now on.
    pub(super) fn count(&self, connection: &mut Connection) -> rusqlite::Result<()> {
        let spent = Arc::clone(&self.0);
        connection.progress_handler(
            STEPS,
            Some(move || {
                spent.fetch_add(1, Ordering::Relaxed);
                false
            }),
        )
    }

    pub(super) fn spent(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

use std::ops::Deref;

use rusqlite::Connection;

use crate::snapshot::Snapshot;

/// An open transaction of [`crate::Store::write`]. It reads like a [`Snapshot`].
///
/// The writes are beside what they write: `record/write.rs`, `exchange.rs`, `meta.rs`,
/// `quarantine.rs`, `autosave.rs`, `lead/write.rs`.
#[derive(Debug)]
pub struct Tx<'c>(Snapshot<'c>);

impl<'c> Tx<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self(Snapshot::new(connection))
    }
}

impl<'c> Deref for Tx<'c> {
    type Target = Snapshot<'c>;

    fn deref(&self) -> &Snapshot<'c> {
        &self.0
    }
}

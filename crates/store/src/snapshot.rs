use rusqlite::Connection;

/// The database as it is at one moment: everything that can be read. Inside a [`crate::Tx`] it shows
/// what the transaction has written so far.
///
/// The reads are beside what they read: `record/read.rs`, `exchange.rs`, `meta.rs`, `quarantine.rs`,
/// `autosave.rs`, `lead/read.rs`.
#[derive(Debug)]
pub struct Snapshot<'c>(&'c Connection);

impl<'c> Snapshot<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self(connection)
    }

    pub(crate) fn connection(&self) -> &'c Connection {
        self.0
    }
}

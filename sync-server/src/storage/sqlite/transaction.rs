use std::cell::Cell;
use std::sync::MutexGuard;

use ledger::Hash;
use rusqlite::Connection;

use super::SqliteStorage;
use super::fed::Fed;
use super::lately::Lately;
use crate::storage::{Position, StorageError};

/// A connection inside a transaction. What was not committed is undone when it is dropped.
///
/// One type for both sides, because a writer reads as a reader does; a reader is only ever handed out
/// as [`crate::storage::Read`], and its connection refuses to write besides.
pub(super) struct Transaction<'s> {
    home: &'s SqliteStorage,
    held: Held<'s>,
    open: bool,
    /// The last arrival, once a writer has asked for it.
    pub(super) arrived: Cell<Option<(Position, Hash)>>,
}

enum Held<'s> {
    Reader(Option<Connection>),
    Writer(MutexGuard<'s, Connection>),
}

impl<'s> Transaction<'s> {
    pub(super) fn reading(
        home: &'s SqliteStorage,
        connection: Connection,
    ) -> Result<Self, StorageError> {
        connection.execute_batch("begin deferred")?;
        let held = Held::Reader(Some(connection));
        let transaction = Self { home, held, open: true, arrived: Cell::default() };
        // The view begins with the first read, not with `begin`.
        let touch = "select count(1) from sqlite_schema";
        transaction.connection().query_row(touch, [], |_| Ok(()))?;
        Ok(transaction)
    }

    pub(super) fn writing(home: &'s SqliteStorage) -> Result<Self, StorageError> {
        let connection = SqliteStorage::lock(&home.writer);
        connection.execute_batch("begin immediate")?;
        let held = Held::Writer(connection);
        Ok(Self { home, held, open: true, arrived: Cell::default() })
    }

    pub(super) fn connection(&self) -> &Connection {
        match &self.held {
            Held::Reader(connection) => connection.as_ref().expect("it is only taken when dropped"),
            Held::Writer(connection) => connection,
        }
    }

    /// What is kept of records from one transaction to the next.
    pub(super) fn lately(&self) -> &Lately {
        &self.home.lately
    }

    /// What is known of the feeds.
    pub(super) fn fed(&self) -> &Fed {
        &self.home.fed
    }

    pub(super) fn finish(&mut self) -> Result<(), StorageError> {
        self.connection().execute_batch("commit")?;
        self.open = false;
        Ok(())
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        // A failed commit may have rolled back already; there is nothing more to undo then.
        let clean = !self.open
            || self.connection().is_autocommit()
            || self.connection().execute_batch("rollback").is_ok();
        match &mut self.held {
            Held::Reader(connection) => {
                if let Some(connection) = connection.take().filter(|_| clean) {
                    self.home.keep(connection);
                }
            }
            Held::Writer(_) if self.open => {
                self.home.lately.forget();
                self.home.fed.forget_all();
            }
            Held::Writer(_) => {}
        }
    }
}

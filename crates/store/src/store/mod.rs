//! One file, one writer, a few readers.

mod connection;
mod delegates;
mod effort;
mod lock;
mod migrate;
mod open;
mod place;
mod projections;

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

pub(crate) use connection::BUSY_TIMEOUT;
pub use migrate::SCHEMA_VERSION;
pub use open::Vacant;

use crate::database_key::DbKey;
use crate::erasure;
use crate::error::{Error, OpenError};
use crate::snapshot::Snapshot;
use crate::tx::Tx;

/// Readers that are kept open for the next one. More may be open at once.
const IDLE_READERS_MAX: usize = 3;

/// An open database. Shared between threads by reference; writers queue, readers do not wait.
pub struct Store {
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    place: place::Place,
    key: DbKey,
    effort: effort::Effort,
    writes: AtomicU64,
    /// Dropped last: nobody else may open the file while a connection still closes.
    _lock: Arc<lock::Lock>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("path", &self.place.path()).finish_non_exhaustive()
    }
}

impl Store {
    /// Makes a database at `path` and opens it. It appears whole or not at all. Beside it stands a
    /// lock file (`…-lock`).
    ///
    /// # Errors
    /// [`OpenError::AlreadyThere`], [`OpenError::InUse`], [`OpenError::UnfitLibrary`],
    /// [`OpenError::Io`], [`OpenError::Database`].
    pub fn create(path: impl AsRef<Path>, key: &DbKey) -> Result<Self, OpenError> {
        Self::reserve(path)?.create(key, |_| Ok(()))
    }

    /// Takes a place for a database, before there is one: until the answer is dropped, nobody else makes
    /// one there.
    ///
    /// # Errors
    /// [`OpenError::AlreadyThere`], [`OpenError::InUse`] when somebody else has taken it,
    /// [`OpenError::UnfitLibrary`], [`OpenError::Io`].
    pub fn reserve(path: impl AsRef<Path>) -> Result<Vacant, OpenError> {
        open::reserve(path.as_ref())
    }

    /// Opens the database at `path`. After an update of the program it may first be migrated or its
    /// projections made anew, which takes seconds when it is large.
    ///
    /// # Errors
    /// Any [`OpenError`] but [`OpenError::AlreadyThere`].
    pub fn open(path: impl AsRef<Path>, key: &DbKey) -> Result<Self, OpenError> {
        open::open(path.as_ref(), key)
    }

    /// Does `work` in one transaction: when this returns `Ok`, all of it is on disk; otherwise nothing
    /// of it ever happened. Writers wait for each other, so `work` must not call this again.
    ///
    /// # Errors
    /// What `work` returns, or what the database reports. An error inside must be handed on, unless
    /// `work` knows that nothing was written before it.
    pub fn write<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let connection = self.writer();
        self.place.check()?;
        let behavior = TransactionBehavior::Immediate;
        let begun = Transaction::new_unchecked(&connection, behavior).map_err(Error::from)?;
        let done = work(&mut Tx::new(&begun))?;
        begun.commit().map_err(Error::from)?;
        self.writes.fetch_add(1, Ordering::SeqCst);
        self.place.check()?;
        // The work is done and on disk. What cannot be scrubbed now is due at the next write.
        let _ = erasure::scrub(&connection);
        Ok(done)
    }

    /// Does `work` on the database as it is at this moment, whatever is written meanwhile.
    ///
    /// # Errors
    /// What `work` returns, or what the database reports.
    pub fn read<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Snapshot<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let connection = self.take_reader()?;
        let behavior = TransactionBehavior::Deferred;
        let begun = Transaction::new_unchecked(&connection, behavior).map_err(Error::from)?;
        let done = work(&Snapshot::new(&begun));
        drop(begun);
        self.give_back(connection);
        done
    }

    /// Leaves no trace in the file of what was erased ([`Tx::erase`]) or withdrawn ([`Tx::withdraw`]). Every write does it by itself, unless
    /// somebody still reads an older state. Says whether nothing is due any more.
    ///
    /// # Errors
    /// What the database reports.
    pub fn scrub(&self) -> Result<bool, Error> {
        erasure::scrub(&self.writer())
    }

    /// Reads every page and every index and says what is wrong; empty when nothing is. Takes as long
    /// as reading the whole file.
    ///
    /// # Errors
    /// What the database reports.
    pub fn faults(&self) -> Result<Vec<String>, Error> {
        let connection = self.take_reader()?;
        let mut faults = connection::messages(&connection, "pragma cipher_integrity_check")?;
        let mut structure = connection::messages(&connection, "pragma integrity_check")?;
        structure.retain(|message| message != "ok");
        faults.append(&mut structure);
        self.give_back(connection);
        Ok(faults)
    }

    /// How much the database has done since it was opened, in fifties of steps of its machine: what a call
    /// costs, on every computer the same.
    pub fn effort(&self) -> u64 {
        self.effort.spent()
    }

    /// How many transactions have written since it was opened: while the number stands, what was worked out
    /// of what it holds is good.
    pub fn writes(&self) -> u64 {
        self.writes.load(Ordering::SeqCst)
    }

    /// A panic inside a transaction rolls it back, so the connection behind it is as good as before.
    fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take_reader(&self) -> Result<Connection, Error> {
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match idle {
            Some(connection) => Ok(connection),
            None => {
                self.place.check()?;
                let mut connection = connection::reader(self.place.path(), &self.key)?;
                self.effort.count(&mut connection)?;
                Ok(connection)
            }
        }
    }

    fn give_back(&self, connection: Connection) {
        let mut idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_READERS_MAX {
            idle.push(connection);
        }
    }
}

//! The database that is built in: one SQLite file, encrypted by SQLCipher.
//!
//! One connection writes, behind a mutex, so positions are handed out in the order of commits. Readers
//! have connections of their own and, thanks to the write-ahead log, an unchanging view each.

mod erase;
mod fed;
mod lately;
mod migrate;
mod open;
mod photo;
mod read;
mod transaction;
mod write;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::audience::Depth;
use rusqlite::{Connection, ErrorCode, Row};

use super::{Read, Storage, StorageError, Write};
use fed::Fed;
use lately::Lately;
use transaction::Transaction;

/// How many connections wait for the next reader; more are opened and closed as needed.
const READERS_KEPT: usize = 4;

/// The built-in database.
pub struct SqliteStorage {
    path: PathBuf,
    key: [u8; 32],
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    lately: Lately,
    fed: Fed,
}

impl SqliteStorage {
    /// Opens the database at `path`, encrypted with `key`; makes it when there is none.
    ///
    /// # Errors
    /// [`StorageError::Locked`] when the key does not fit, else whatever SQLite reports.
    pub fn open(path: impl Into<PathBuf>, key: [u8; 32]) -> Result<Self, StorageError> {
        let path = path.into();
        let mut writer = open::writer(&path, &key)?;
        migrate::to_newest(&mut writer)?;
        let (readers, lately, fed) = Default::default();
        let storage = Self { path, key, writer: Mutex::new(writer), readers, lately, fed };
        let mut transaction = Transaction::writing(&storage)?;
        transaction.index_anew_if_outdated()?;
        transaction.order_what_is_not()?;
        transaction.finish()?;
        drop(transaction);
        erase::scrub(&Self::lock(&storage.writer))?;
        Ok(storage)
    }

    /// Writes a copy of the database as it is at this moment to a new file, encrypted with the same key.
    /// Others may read and write meanwhile.
    ///
    /// # Errors
    /// When the file exists, or the disk refuses.
    pub(crate) fn copy_to(&self, file: &Path) -> Result<(), StorageError> {
        let connection = open::writer(&self.path, &self.key)?;
        let name = file.to_str().ok_or(StorageError::Damaged { what: "file name" })?;
        connection.execute("vacuum into ?1", [name])?;
        Ok(())
    }

    /// Asks the database itself whether its pages are whole.
    ///
    /// # Errors
    /// [`StorageError::Damaged`] when they are not.
    pub(crate) fn check_integrity(&self) -> Result<(), StorageError> {
        let connection = open::reader(&self.path, &self.key)?;
        let damaged = || StorageError::Damaged { what: "page" };
        // Says nothing when every page is as it was written.
        let mut statement = connection.prepare("pragma cipher_integrity_check")?;
        if statement.query([])?.next()?.is_some() {
            return Err(damaged());
        }
        let said: String = connection.query_row("pragma integrity_check", [], |row| row.get(0))?;
        if said == "ok" { Ok(()) } else { Err(damaged()) }
    }

    /// Closes, with everything in the one file.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) fn close(self) -> Result<(), StorageError> {
        drop(self.readers);
        let writer = self.writer.into_inner().unwrap_or_else(PoisonError::into_inner);
        writer.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
        writer.close().map_err(|(_, error)| error.into())
    }

    /// A panic elsewhere left no half transaction behind: dropping one rolls it back.
    fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
        mutex.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, reader: Connection) {
        let mut readers = Self::lock(&self.readers);
        if readers.len() < READERS_KEPT {
            readers.push(reader);
        }
    }
}

impl Storage for SqliteStorage {
    fn read(&self) -> Result<Box<dyn Read + '_>, StorageError> {
        let waiting = Self::lock(&self.readers).pop();
        let connection = match waiting {
            Some(connection) => connection,
            None => open::reader(&self.path, &self.key)?,
        };
        Ok(Box::new(Transaction::reading(self, connection)?))
    }

    fn write(&self) -> Result<Box<dyn Write + '_>, StorageError> {
        Ok(Box::new(Transaction::writing(self)?))
    }
}

impl From<rusqlite::Error> for StorageError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::NotADatabase) => Self::Locked,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { what: "page" },
            _ => Self::Failed(Box::new(error)),
        }
    }
}

/// SQLite's integers are signed. Positions stay far below; ranks that a hostile receipt claims need
/// not be told apart beyond the end.
fn integer(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The column `depth`.
fn depth_number(depth: Depth) -> u8 {
    match depth {
        Depth::Envelope => 0,
        Depth::Ranking => 1,
        Depth::Content => 2,
    }
}

/// The reverse of [`integer`].
fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(row.get::<_, i64>(column)?.unsigned_abs())
}

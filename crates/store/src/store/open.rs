//! Creating and opening, and every reason not to.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::effort::Effort;
use super::lock::Lock;
use super::place::Place;
use super::{Store, connection, migrate, projections};
use crate::database_key::DbKey;
use crate::durable;
use crate::error::{Error, OpenError};
use crate::tx::Tx;

/// SQLCipher's page.
const PAGE_BYTES: u64 = 4096;
const PLAIN_SQLITE: &[u8; 16] = b"SQLite format 3\0";

/// A place without a database, which nobody else can make one in while this exists.
pub struct Vacant {
    path: PathBuf,
    lock: Arc<Lock>,
}

impl std::fmt::Debug for Vacant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vacant").field("path", &self.path).finish_non_exhaustive()
    }
}

pub(super) fn reserve(path: &Path) -> Result<Vacant, OpenError> {
    connection::check_library()?;
    let vacant = |path: &Path| match path.try_exists()? {
        true => Err(OpenError::AlreadyThere),
        false => Ok(()),
    };
    // Before the lock, because a database that is there is so whether or not it is open.
    vacant(path)?;
    let lock = Lock::take(path)?;
    vacant(path)?;
    Ok(Vacant { path: path.to_owned(), lock: Arc::new(lock) })
}

impl Vacant {
    /// Whether there is still no database.
    ///
    /// # Errors
    /// [`OpenError::Io`].
    pub fn is_vacant(&self) -> Result<bool, OpenError> {
        Ok(!self.path.try_exists()?)
    }

    /// Makes the database with what `fill` writes into it, and opens it. It appears whole, with all of
    /// that, or not at all.
    ///
    /// # Errors
    /// [`OpenError::AlreadyThere`], [`OpenError::Io`], [`OpenError::Database`] with what `fill` returns.
    pub fn create(
        &self,
        key: &DbKey,
        fill: impl FnOnce(&mut Tx<'_>) -> Result<(), Error>,
    ) -> Result<Store, OpenError> {
        // Made beside its place: a power cut leaves a database or none, never half of one. Only the
        // holder of the lock uses that name, so what lies there was cut off.
        let fresh = durable::beside(&self.path, "-new");
        remove(&fresh)?;
        make(&fresh, key, fill)
            .and_then(|()| Ok(durable::place(&fresh, &self.path)?))
            .inspect_err(|_| drop(remove(&fresh)))
            .map_err(|error| match error {
                OpenError::Io(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    OpenError::AlreadyThere
                }
                error => error,
            })?;
        open_locked(&self.path, key, Arc::clone(&self.lock))
    }
}

/// Removes a database that was not finished.
fn remove(fresh: &Path) -> io::Result<()> {
    for leftover in [durable::beside(fresh, "-journal"), fresh.to_owned()] {
        fs::remove_file(leftover).or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })?;
    }
    Ok(())
}

/// Writes a whole database and closes it.
fn make(
    fresh: &Path,
    key: &DbKey,
    fill: impl FnOnce(&mut Tx<'_>) -> Result<(), Error>,
) -> Result<(), OpenError> {
    let connection = connection::keyed(fresh, key, true)?;
    connection::prepare(&connection)?;
    migrate::up(&connection)?;
    projections::create(&connection)?;
    let begun = Transaction::new_unchecked(&connection, TransactionBehavior::Immediate)?;
    fill(&mut Tx::new(&begun))?;
    begun.commit()?;
    Ok(connection.close().map_err(|(_, error)| error)?)
}

pub(super) fn open(path: &Path, key: &DbKey) -> Result<Store, OpenError> {
    connection::check_library()?;
    if !path.try_exists()? {
        return Err(OpenError::Missing);
    }
    let lock = Lock::take(path)?;
    // Its name while it was made, if that was cut off when it already had this one.
    let _ = remove(&durable::beside(path, "-new"));
    open_locked(path, key, Arc::new(lock))
}

fn open_locked(path: &Path, key: &DbKey, lock: Arc<Lock>) -> Result<Store, OpenError> {
    if !may_be_encrypted(path)? {
        return Err(OpenError::NotOurs);
    }
    let mut connection = connection::keyed(path, key, false)?;
    // Until we know that it is ours, not even closing it may move pages from the log into the file.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    check_ours(&connection)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    connection::prepare(&connection)?;
    connection.execute_batch("pragma journal_mode = wal")?;
    migrate::up(&connection)?;
    let effort = Effort::default();
    effort.count(&mut connection)?;
    let store = Store {
        writer: Mutex::new(connection),
        readers: Mutex::default(),
        place: Place::of(path)?,
        key: key.clone(),
        effort,
        writes: AtomicU64::new(0),
        _lock: lock,
    };
    store.refresh_outdated_projections()?;
    store.scrub()?;
    Ok(store)
}

/// Whether the file can be SQLCipher's at all. Its content looks random from the first byte.
fn may_be_encrypted(path: &Path) -> io::Result<bool> {
    let bytes = fs::metadata(path)?.len();
    if bytes == 0 || bytes % PAGE_BYTES != 0 {
        return Ok(false);
    }
    let mut head = [0; 16];
    File::open(path)?.read_exact(&mut head)?;
    Ok(head != *PLAIN_SQLITE)
}

fn check_ours(connection: &Connection) -> Result<(), OpenError> {
    let number = |pragma: &str| -> Result<i64, Error> {
        Ok(connection.query_row(&format!("pragma {pragma}"), [], |row| row.get(0))?)
    };
    let application = number("application_id").map_err(|error| match error {
        Error::Damaged => OpenError::WrongKey,
        error => OpenError::Database(error),
    })?;
    if application != migrate::APPLICATION_ID {
        return Err(OpenError::NotOurs);
    }
    let found = number("user_version")?;
    if found > migrate::SCHEMA_VERSION {
        return Err(OpenError::NewerSchema { found, known: migrate::SCHEMA_VERSION });
    }
    Ok(())
}

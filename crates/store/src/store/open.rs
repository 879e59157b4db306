//! Creating and opening, and every reason not to.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Mutex;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::lock::Lock;
use super::{Store, connection, migrate, projections};
use crate::database_key::DbKey;
use crate::durable;
use crate::error::{Error, OpenError};

/// SQLCipher's page.
const PAGE_BYTES: u64 = 4096;
const PLAIN_SQLITE: &[u8; 16] = b"SQLite format 3\0";

pub(super) fn create(path: &Path, key: &DbKey) -> Result<Store, OpenError> {
    connection::check_library()?;
    let lock = Lock::take(path)?;
    if path.try_exists()? {
        return Err(OpenError::AlreadyThere);
    }
    // Made beside its place: a power cut leaves a database or none, never half of one.
    let fresh = durable::beside(path, "-new");
    for leftover in [fresh.clone(), durable::beside(&fresh, "-journal")] {
        fs::remove_file(leftover).or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })?;
    }
    let connection = connection::keyed(&fresh, key, true)?;
    connection::prepare(&connection)?;
    migrate::up(&connection)?;
    projections::create(&connection)?;
    connection.close().map_err(|(_, error)| error)?;
    durable::rename(&fresh, path)?;
    open_locked(path, key, lock)
}

pub(super) fn open(path: &Path, key: &DbKey) -> Result<Store, OpenError> {
    connection::check_library()?;
    if !path.try_exists()? {
        return Err(OpenError::Missing);
    }
    let lock = Lock::take(path)?;
    open_locked(path, key, lock)
}

fn open_locked(path: &Path, key: &DbKey, lock: Lock) -> Result<Store, OpenError> {
    if !may_be_encrypted(path)? {
        return Err(OpenError::NotOurs);
    }
    let connection = connection::keyed(path, key, false)?;
    // Until we know that it is ours, not even closing it may move pages from the log into the file.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    check_ours(&connection)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    connection::prepare(&connection)?;
    connection.execute_batch("pragma journal_mode = wal")?;
    migrate::up(&connection)?;
    let store = Store {
        writer: Mutex::new(connection),
        readers: Mutex::default(),
        path: path.to_owned(),
        key: key.clone(),
        _lock: lock,
    };
    store.refresh_outdated_projections()?;
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

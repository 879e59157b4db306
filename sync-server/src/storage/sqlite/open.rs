//! Connections, and how durable and private they are.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::storage::StorageError;

/// How long a connection waits for another process (`fairlead-server code` beside a running server).
pub(super) const BUSY_TIME: Duration = Duration::from_secs(10);

pub(super) fn writer(path: &Path, key: &[u8; 32]) -> Result<Connection, StorageError> {
    sqlcipher::ready()?;
    let connection = Connection::open(path)?;
    unlock(&connection, key)?;
    // What was acknowledged is on the disk, not in its cache.
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}

pub(super) fn reader(path: &Path, key: &[u8; 32]) -> Result<Connection, StorageError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    unlock(&connection, key)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Gives the key and reads one page: only then does SQLCipher notice a wrong one.
fn unlock(connection: &Connection, key: &[u8; 32]) -> Result<(), StorageError> {
    let hex = key.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    connection.pragma_update(None, "key", format!("x'{hex}'"))?;
    connection.busy_timeout(BUSY_TIME)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "cache_size", -16_384)?;
    connection.query_row("select count(1) from sqlite_schema", [], |_| Ok(()))?;
    Ok(())
}

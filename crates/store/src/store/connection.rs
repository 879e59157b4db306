//! How a connection is made, so that none ever writes in the clear or acknowledges too early.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::database_key::DbKey;
use crate::error::OpenError;

/// The first SQLite without known ways to damage a WAL database.
const SQLITE_VERSION_MIN: i32 = 3_051_003;
const CIPHER_VERSION_MIN: u32 = 4;

/// Statements kept prepared.
const STATEMENTS_MAX: usize = 96;

/// Nobody else has the file, so only a checkpoint is ever waited for.
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Refuses a build with the wrong SQLite before it touches a file, and waits until its ciphers can be used.
pub(super) fn check_library() -> Result<(), OpenError> {
    let unfit = OpenError::UnfitLibrary;
    if rusqlite::version_number() < SQLITE_VERSION_MIN {
        return Err(unfit(format!("sqlite {}", rusqlite::version())));
    }
    let memory = Connection::open_in_memory()?;
    let found = messages(&memory, "pragma cipher_version")?.pop().unwrap_or_default();
    let major = found.split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= CIPHER_VERSION_MIN => Ok(sqlcipher::ready()?),
        _ => Err(unfit(format!("sqlcipher {found:?}"))),
    }
}

/// Opens a file with its key, and nothing more.
pub(super) fn keyed(path: &Path, key: &DbKey, create: bool) -> rusqlite::Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    flags.set(OpenFlags::SQLITE_OPEN_CREATE, create);
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // A wrong key is an answer to give, not a line for the log of a library.
    connection.execute_batch("pragma cipher_log_level = none")?;
    let mut pragma = Zeroizing::new(String::with_capacity(128));
    for part in ["pragma key = \"", &key.literal(), "\""] {
        pragma.push_str(part);
    }
    connection.execute_batch(&pragma)?;
    Ok(connection)
}

/// What every connection needs once the key has proven right.
pub(super) fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    connection.execute_batch(
        "pragma foreign_keys = on;
         pragma temp_store = memory;
         pragma secure_delete = on;
         pragma synchronous = full;
         pragma trusted_schema = off;
         pragma journal_size_limit = 16777216;
         pragma cache_size = -8192;",
    )
}

/// A connection that only reads.
pub(super) fn reader(path: &Path, key: &DbKey) -> rusqlite::Result<Connection> {
    let connection = keyed(path, key, false)?;
    prepare(&connection)?;
    connection.execute_batch("pragma query_only = on")?;
    Ok(connection)
}

/// The first column of every row, as text.
pub(super) fn messages(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

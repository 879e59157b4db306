use std::io;

use ledger::{Damage, Head};
use rusqlite::ErrorCode;
use thiserror::Error;

/// What may go wrong with an open database.
#[derive(Debug, Error)]
pub enum Error {
    /// An own record does not continue its chain. It would be a fork of ourselves.
    #[error("the record does not continue its chain, which ends at position {}", head.seq.0)]
    NotNext {
        /// Where the chain ends.
        head: Head,
    },
    /// A position or cursor that no honest device or server comes to.
    #[error("a position or cursor is larger than can be stored")]
    OutOfRange,
    /// Longer than its limit.
    #[error("the text is longer than {bytes_max} bytes")]
    TooLong {
        /// The limit, in bytes.
        bytes_max: usize,
    },
    /// A stored record no longer reads.
    #[error("a stored record is damaged: {0}")]
    Rotten(#[from] Damage),
    /// The file no longer reads.
    #[error("the database file is damaged")]
    Damaged,
    /// No room. Nothing was written.
    #[error("the disk is full")]
    DiskFull,
    /// Another program held the file for longer than anybody waits. Nothing was written.
    #[error("another program holds the database file")]
    Locked,
    /// Another file, or none, is where the database was. What was written last may be in neither.
    #[error("the database file was replaced while it was open")]
    Replaced,
    /// Anything else that SQLite reports.
    #[error("the database failed: {0}")]
    Sql(rusqlite::Error),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            _ => Self::Sql(error),
        }
    }
}

/// Why a database does not open. Nothing has been changed then.
#[derive(Debug, Error)]
pub enum OpenError {
    /// There is no file.
    #[error("there is no database at this place")]
    Missing,
    /// There is one already; creating never overwrites.
    #[error("there is a database at this place already")]
    AlreadyThere,
    /// Another process, or another [`crate::Store`] of this one, has it open.
    #[error("the database is open elsewhere")]
    InUse,
    /// The key does not open the file. Damage to its first page looks the same.
    #[error("the key does not open this database")]
    WrongKey,
    /// The file is no workspace of Fairlead.
    #[error("the file is no workspace")]
    NotOurs,
    /// A newer version of the program has written it.
    #[error("the database has version {found}, this program knows {known}")]
    NewerSchema {
        /// The file's.
        found: i64,
        /// Ours.
        known: i64,
    },
    /// The program was linked to an SQLite that is too old, or to one without SQLCipher.
    #[error("built with an unfit SQLite: {0}")]
    UnfitLibrary(String),
    /// The file system refuses.
    #[error("the database file cannot be used: {0}")]
    Io(#[from] io::Error),
    /// The database refuses.
    #[error(transparent)]
    Database(#[from] Error),
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error.into())
    }
}

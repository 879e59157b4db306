//! Half-typed forms, so that a crash costs nobody a word.

use rusqlite::{OptionalExtension, params};

use crate::error::Error;
use crate::snapshot::Snapshot;
use crate::tx::Tx;

/// The longest form that is kept, in bytes.
pub const AUTOSAVE_BYTES_MAX: usize = 256 * 1024;

impl Snapshot<'_> {
    /// What was typed into a form, as JSON.
    ///
    /// # Errors
    /// What the database reports.
    pub fn autosave(&self, key: &str) -> Result<Option<String>, Error> {
        let sql = "select json from draft_autosave where key = ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        Ok(statement.query_row(params![key], |row| row.get(0)).optional()?)
    }
}

impl Tx<'_> {
    /// Keeps a half-typed form, in place of what was kept under its key.
    ///
    /// # Errors
    /// [`Error::TooLong`] above [`AUTOSAVE_BYTES_MAX`]; or what the database reports.
    pub fn put_autosave(&mut self, key: &str, json: &str) -> Result<(), Error> {
        if json.len() > AUTOSAVE_BYTES_MAX {
            return Err(Error::TooLong { bytes_max: AUTOSAVE_BYTES_MAX });
        }
        let sql = "insert or replace into draft_autosave (key, json) values (?, ?)";
        self.connection().prepare_cached(sql)?.execute(params![key, json])?;
        Ok(())
    }

    /// Forgets a form: it was saved or given up.
    ///
    /// # Errors
    /// What the database reports.
    pub fn remove_autosave(&mut self, key: &str) -> Result<(), Error> {
        let mut statement =
            self.connection().prepare_cached("delete from draft_autosave where key = ?")?;
        statement.execute(params![key])?;
        Ok(())
    }
}

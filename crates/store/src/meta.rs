//! Identity, secrets and settings, as bytes under names that the caller gives.

use rusqlite::{OptionalExtension, params};

use crate::error::Error;
use crate::snapshot::Snapshot;
use crate::tx::Tx;

impl Snapshot<'_> {
    /// What was put under a name.
    ///
    /// # Errors
    /// What the database reports.
    pub fn meta(&self, key: &str) -> Result<Option<Vec<u8>>, Error> {
        let mut statement =
            self.connection().prepare_cached("select value from meta where key = ?")?;
        Ok(statement.query_row(params![key], |row| row.get(0)).optional()?)
    }
}

impl Tx<'_> {
    /// Puts bytes under a name, in place of what was there.
    ///
    /// # Errors
    /// What the database reports.
    pub fn put_meta(&mut self, key: &str, value: &[u8]) -> Result<(), Error> {
        let sql = "insert or replace into meta (key, value) values (?, ?)";
        self.connection().prepare_cached(sql)?.execute(params![key, value])?;
        Ok(())
    }

    /// Takes away what was under a name.
    ///
    /// # Errors
    /// What the database reports.
    pub fn remove_meta(&mut self, key: &str) -> Result<(), Error> {
        self.connection()
            .prepare_cached("delete from meta where key = ?")?
            .execute(params![key])?;
        Ok(())
    }
}

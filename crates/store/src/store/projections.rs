//! What is derived from the records. It is dropped and made again, never migrated.

use rusqlite::{Connection, params};

use super::Store;
use crate::error::Error;
use crate::tx::Tx;
use crate::{lead, text};

const TABLES: &[&str] = &[
    "record_key",
    "receipt",
    "receipt_giver",
    "register",
    "record_linked",
    "log_head",
    "lead_fts",
    "lead",
    "document",
    "photo_card",
    "photo_holder",
];

const SCRIPTS: &[&str] = &[
    include_str!("../schema/record_key.sql"),
    include_str!("../schema/receipt.sql"),
    include_str!("../schema/register.sql"),
    include_str!("../schema/record_linked.sql"),
    include_str!("../schema/log_head.sql"),
    include_str!("../schema/lead.sql"),
    include_str!("../schema/lead_order.sql"),
    include_str!("../schema/lead_fts.sql"),
    include_str!("../schema/document.sql"),
    include_str!("../schema/photo_holder.sql"),
];

/// Raised whenever a script above changes, or what this crate puts into its tables.
const TABLES_VERSION: u16 = 11;

/// Everything that decides what the projections hold: this crate, what records are found by, how text
/// is folded.
fn version() -> String {
    let folding = domain::identity::normal::TABLES_VERSION;
    format!("{TABLES_VERSION}.{}.{}.{folding}", facts::KEYS_VERSION, text::VERSION)
}

/// Empty projections in a new database.
pub(super) fn create(connection: &Connection) -> Result<(), Error> {
    for script in SCRIPTS {
        connection.execute_batch(script)?;
    }
    let sql = "insert into projection (one, version, leads_due) values (1, ?, 0)";
    connection.execute(sql, params![version()])?;
    Ok(())
}

impl Store {
    /// Drops everything that is derived from the records, and makes the keys and the heads of chains
    /// again. The leads are the caller's to put again: [`crate::Snapshot::leads_due`] says so until
    /// [`Tx::leads_done`].
    ///
    /// # Errors
    /// What the database reports; then everything is as it was.
    pub fn rebuild(&self) -> Result<(), Error> {
        self.write(|tx| {
            for table in TABLES {
                tx.connection().execute_batch(&format!("drop table if exists {table}"))?;
            }
            for script in SCRIPTS {
                tx.connection().execute_batch(script)?;
            }
            tx.derive_all()?;
            let sql = "update projection set version = ?, leads_due = 1";
            tx.connection().execute(sql, params![version()])?;
            Ok(())
        })
    }

    /// Writes up to `limit` leads that were put since into the search index, newest first, in a
    /// transaction of its own, so that saving a lead never waits for the index. Returns how many; call
    /// it again until that is 0. A search finds the others meanwhile.
    ///
    /// # Errors
    /// What the database reports.
    pub fn index_pending(&self, limit: usize) -> Result<usize, Error> {
        self.write(|tx| lead::index_pending(tx, limit))
    }

    pub(super) fn refresh_outdated_projections(&self) -> Result<(), Error> {
        let found: String =
            self.writer()
                .query_row("select version from projection where one = 1", [], |row| row.get(0))?;
        if found == version() { Ok(()) } else { self.rebuild() }
    }
}

impl Tx<'_> {
    /// Says that all leads have been put again after [`Store::rebuild`].
    ///
    /// # Errors
    /// What the database reports.
    pub fn leads_done(&mut self) -> Result<(), Error> {
        self.connection().execute("update projection set leads_due = 0", [])?;
        Ok(())
    }
}

impl crate::Snapshot<'_> {
    /// Whether the leads were dropped by [`Store::rebuild`] and have not all been put again.
    ///
    /// # Errors
    /// What the database reports.
    pub fn leads_due(&self) -> Result<bool, Error> {
        let sql = "select leads_due from projection where one = 1";
        Ok(self.connection().query_row(sql, [], |row| row.get(0))?)
    }
}

//! What came and does not count: kept with a reason, so that one bad item blocks nobody and is not
//! silently gone.

use ledger::RECORD_BYTES_MAX;
use rusqlite::params;

use crate::error::Error;
use crate::snapshot::Snapshot;
use crate::tx::Tx;

/// How many bytes are kept aside; beyond that the oldest items go. Whoever sends rubbish must not fill
/// a colleague's disk.
pub const QUARANTINE_BYTES_MAX: usize = 32 * 1024 * 1024;

/// How many items are kept aside; beyond that the oldest go.
pub const QUARANTINE_ITEMS_MAX: usize = 1_000;

/// Something that was set aside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quarantined {
    /// Names it for [`Tx::release`].
    pub item: i64,
    /// Its bytes, at most [`RECORD_BYTES_MAX`] of them.
    pub raw: Vec<u8>,
    /// A stable code.
    pub reason: String,
    /// When it first came, in milliseconds, by the caller's clock.
    pub received_ms: i64,
}

impl Snapshot<'_> {
    /// Everything that was set aside, newest first.
    ///
    /// # Errors
    /// What the database reports.
    pub fn quarantined(&self) -> Result<Vec<Quarantined>, Error> {
        let sql = "select item, raw, reason, received_ms from quarantine order by item desc";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(Quarantined {
                item: row.get(0)?,
                raw: row.get(1)?,
                reason: row.get(2)?,
                received_ms: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Sets bytes aside. The same bytes for the same reason are kept once, however often they come.
    ///
    /// # Errors
    /// What the database reports.
    pub fn quarantine(&mut self, raw: &[u8], reason: &str, received_ms: i64) -> Result<(), Error> {
        let raw = &self.as_set_aside(raw)?;
        let raw = &raw[..raw.len().min(RECORD_BYTES_MAX)];
        let mut hasher = blake3::Hasher::new();
        hasher.update(reason.as_bytes()).update(&[0]).update(raw);
        let hash = hasher.finalize();
        let sql = "insert or ignore into quarantine (hash, raw, reason, received_ms)
            values (?, ?, ?, ?)";
        let mut statement = self.connection().prepare_cached(sql)?;
        let values = params![hash.as_bytes(), raw, reason, received_ms];
        if statement.execute(values)? > 0 {
            self.drop_oldest_quarantined()?;
        }
        Ok(())
    }

    /// Lets an item go: it was taken after all, or its author has seen the reason.
    ///
    /// # Errors
    /// What the database reports.
    pub fn release(&mut self, item: i64) -> Result<(), Error> {
        let mut statement =
            self.connection().prepare_cached("delete from quarantine where item = ?")?;
        statement.execute(params![item])?;
        Ok(())
    }

    fn drop_oldest_quarantined(&mut self) -> Result<(), Error> {
        let sql = "delete from quarantine where item in (
            select item from (
                select item,
                    row_number() over newer as items,
                    sum(length(raw)) over newer as bytes
                from quarantine window newer as (order by item desc)
            ) where items > ? or bytes > ?)";
        let mut statement = self.connection().prepare_cached(sql)?;
        let most = params![QUARANTINE_ITEMS_MAX as i64, QUARANTINE_BYTES_MAX as i64];
        statement.execute(most)?;
        Ok(())
    }
}

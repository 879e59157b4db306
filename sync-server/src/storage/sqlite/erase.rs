//! Erasing, so that nothing is left in the file (SEC-14). Freed space is overwritten at once
//! (`secure_delete`); what the write-ahead log has of before goes after the commit.

use std::time::Duration;

use facts::{Records, Subject, erased_with};
use ledger::{Record, WhichPart};
use rusqlite::{Connection, params};

use super::open::BUSY_TIME;
use super::transaction::Transaction;
use crate::storage::StorageError;

/// How long scrubbing waits for readers. If they are longer, the next commit tries again.
const SCRUB_PATIENCE: Duration = Duration::from_millis(200);

impl Transaction<'_> {
    pub(super) fn knows_erased(&self, of: Subject) -> Result<bool, StorageError> {
        let sql = "select 1 from erased where subject = ?1";
        Ok(self.connection().prepare_cached(sql)?.exists(params![of.0])?)
    }

    pub(super) fn erase_now(&mut self, of: Subject) -> Result<bool, StorageError> {
        if self.knows_erased(of)? {
            return Ok(false);
        }
        let sql = "insert into erased (subject, scrubbed) values (?1, 0)";
        self.connection().prepare_cached(sql)?.execute(params![of.0])?;
        for key in of.keys() {
            // Those without their words, too: these are not lacking any more.
            for record in self.under(&key, 0)? {
                if erased_with(&record).contains(&of) {
                    self.replace(&record.without_content())?;
                }
            }
        }
        Ok(true)
    }

    /// Whether a record is kept without its content part.
    pub(super) fn is_bare(&self, record: &Record) -> Result<bool, StorageError> {
        for subject in erased_with(record) {
            if self.knows_erased(subject)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a part is lacking that is still wanted.
    pub(super) fn lacks(&self, record: &Record) -> Result<bool, StorageError> {
        Ok(record.lacks(WhichPart::Ranking)
            || record.lacks(WhichPart::Content) && !self.is_bare(record)?)
    }
}

/// Empties the write-ahead log if something was erased. While somebody reads an older state, it stays due.
pub(super) fn scrub(connection: &Connection) -> Result<(), StorageError> {
    let sql = "select 1 from erased indexed by erased_due where scrubbed = 0
        union all select 1 from photo_trace";
    if !connection.prepare_cached(sql)?.exists([])? {
        return Ok(());
    }
    connection.busy_timeout(SCRUB_PATIENCE)?;
    let busy =
        connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get::<_, bool>(0));
    connection.busy_timeout(BUSY_TIME)?;
    if !busy? {
        connection.execute("update erased set scrubbed = 1 where scrubbed = 0", [])?;
        connection.execute("delete from photo_trace", [])?;
    }
    Ok(())
}

//! The projection of `facts::keys_of`, and those of receipts and of registers beside it.

use facts::keys_of;
use ledger::Record;
use rusqlite::params;

use crate::error::Error;
use crate::number::clamped;
use crate::tx::Tx;

impl Tx<'_> {
    /// Enters a record under its keys.
    pub(super) fn put_keys(&mut self, position: i64, record: &Record) -> Result<(), Error> {
        let sql = "insert or ignore into record_key (key, rank, record) values (?, ?, ?)";
        let mut statement = self.connection().prepare_cached(sql)?;
        for indexed in keys_of(record) {
            statement.execute(params![indexed.key.to_bytes(), clamped(indexed.rank), position])?;
        }
        self.put_register(position, record)?;
        self.put_receipt(record)
    }

    /// Takes a record out from under the keys that it had.
    pub(super) fn remove_keys(&mut self, position: i64, record: &Record) -> Result<(), Error> {
        let sql = "delete from record_key where key = ? and rank = ? and record = ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        for indexed in keys_of(record) {
            statement.execute(params![indexed.key.to_bytes(), clamped(indexed.rank), position])?;
        }
        self.remove_register(position, record)?;
        self.remove_receipt(record)
    }
}

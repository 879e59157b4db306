//! Photos, beside the records that name them. Whatever takes the last such word away needs to know nothing of
//! photos: they follow the records.

use facts::{Holder, Records};
use ledger::{Hash, Record};
use rusqlite::{OptionalExtension, params};

use super::transaction::Transaction;
use crate::storage::StorageError;

impl Transaction<'_> {
    pub(super) fn photo_under(
        &self,
        holder: &Holder,
        hash: Hash,
    ) -> Result<Option<Vec<u8>>, StorageError> {
        let sql = "select bytes from photo_held where fair = ?1 and id = ?2 and hash = ?3";
        let mut statement = self.connection().prepare_cached(sql)?;
        let (fair, id) = columns(holder);
        let found = statement.query_row(params![fair, id, hash.as_bytes()], |row| row.get(0));
        Ok(found.optional()?)
    }

    pub(super) fn keep_photo(
        &mut self,
        holder: &Holder,
        hash: Hash,
        bytes: &[u8],
    ) -> Result<(), StorageError> {
        let sql = "insert or ignore into photo_held (fair, id, hash, bytes)
            values (?1, ?2, ?3, ?4)";
        let (fair, id) = columns(holder);
        let values = params![fair, id, hash.as_bytes(), bytes];
        self.connection().prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// Takes out what the records about a record's cards and notes no longer name.
    pub(super) fn follow_photos(&mut self, record: &Record) -> Result<(), StorageError> {
        for holder in Holder::of(record) {
            let held = self.photos_under(&holder)?;
            if held.is_empty() {
                continue;
            }
            let named = holder.photos(self.under(&holder.key(), 0)?);
            for hash in held.into_iter().filter(|hash| !named.contains(hash)) {
                let sql = "delete from photo_held where fair = ?1 and id = ?2 and hash = ?3";
                let (fair, id) = columns(&holder);
                let gone = params![fair, id, hash.as_bytes()];
                self.connection().prepare_cached(sql)?.execute(gone)?;
                let sql = "insert or ignore into photo_trace (one) values (1)";
                self.connection().execute(sql, [])?;
            }
        }
        Ok(())
    }

    fn photos_under(&self, holder: &Holder) -> Result<Vec<Hash>, StorageError> {
        let sql = "select hash from photo_held where fair = ?1 and id = ?2";
        let mut statement = self.connection().prepare_cached(sql)?;
        let (fair, id) = columns(holder);
        let rows = statement.query_map(params![fair, id], |row| row.get(0).map(Hash::new))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// How a holder stands in a row: a card has no fair.
fn columns(holder: &Holder) -> (&str, [u8; 16]) {
    match holder {
        Holder::Card(card) => ("", card.0),
        Holder::Note(fair, entry) => (fair.as_str(), entry.0),
    }
}

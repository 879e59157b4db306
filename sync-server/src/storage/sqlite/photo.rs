//! Photos, beside the records that name them. Whatever takes the last such word away needs to know nothing of
//! photos: they follow the records.

use domain::CardId;
use facts::{Fact, Key, Records, kind, photos_named};
use ledger::{Hash, Record};
use rusqlite::{OptionalExtension, params};

use super::transaction::Transaction;
use crate::storage::StorageError;

impl Transaction<'_> {
    pub(super) fn photo_under(
        &self,
        card: CardId,
        hash: Hash,
    ) -> Result<Option<Vec<u8>>, StorageError> {
        let sql = "select bytes from photo where card = ?1 and hash = ?2";
        let mut statement = self.connection().prepare_cached(sql)?;
        let found = statement.query_row(params![card.0, hash.as_bytes()], |row| row.get(0));
        Ok(found.optional()?)
    }

    pub(super) fn keep_photo(
        &mut self,
        card: CardId,
        hash: Hash,
        bytes: &[u8],
    ) -> Result<(), StorageError> {
        let sql = "insert or ignore into photo (card, hash, bytes) values (?1, ?2, ?3)";
        let values = params![card.0, hash.as_bytes(), bytes];
        self.connection().prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// Takes out what the records about a record's cards no longer name.
    pub(super) fn follow_photos(&mut self, record: &Record) -> Result<(), StorageError> {
        if !matches!(record.kind(), kind::CARD | kind::DRAFT | kind::WITHDRAWAL) {
            return Ok(());
        }
        let Ok(fact) = Fact::read(record) else { return Ok(()) };
        for card in fact.cards() {
            let held = self.photos_under(card)?;
            if held.is_empty() {
                continue;
            }
            let named = photos_named(&self.under(&Key::Card(card), 0)?);
            for hash in held.into_iter().filter(|hash| !named.contains(hash)) {
                let sql = "delete from photo where card = ?1 and hash = ?2";
                let gone = params![card.0, hash.as_bytes()];
                self.connection().prepare_cached(sql)?.execute(gone)?;
                let sql = "insert or ignore into photo_trace (one) values (1)";
                self.connection().execute(sql, [])?;
            }
        }
        Ok(())
    }

    fn photos_under(&self, card: CardId) -> Result<Vec<Hash>, StorageError> {
        let sql = "select hash from photo where card = ?1";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map(params![card.0], |row| row.get(0).map(Hash::new))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

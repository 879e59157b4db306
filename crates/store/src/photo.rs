//! Photos of business cards, beside the records that name them.
//!
//! A photo is in the same file as the records: it comes in the transaction of the draft that names it, under
//! the same key, and goes with the last content part that does. Whatever takes such a part out (erasing,
//! letting go, a thrown away draft) needs to know nothing of photos: [`Tx::name_photos`] follows the records.

use std::collections::BTreeSet;

use domain::CardId;
use facts::{Fact, Key, Records, kind, photo_of, photos_named};
use ledger::{Hash, Record};
use rusqlite::{OptionalExtension, params};

use crate::error::Error;
use crate::number::clamped;
use crate::snapshot::Snapshot;
use crate::tx::Tx;

/// A photo that is here.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PhotoRow {
    /// The photo, byte for byte as it was signed.
    pub jpeg: Vec<u8>,
    /// For lists; empty where this laptop has not made the photo itself.
    pub small: Vec<u8>,
    /// What was read on it, in the app's words, if it was read here.
    pub reading: Option<String>,
    /// Whether the server is known to have it.
    pub sent: bool,
}

impl Snapshot<'_> {
    /// A photo, if it is here.
    ///
    /// # Errors
    /// What the database reports.
    pub fn photo(&self, hash: Hash) -> Result<Option<PhotoRow>, Error> {
        let sql = "select jpeg, small, reading, sent from photo where hash = ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        let found = statement.query_row(params![hash.as_bytes()], |row| {
            Ok(PhotoRow {
                jpeg: row.get(0)?,
                small: row.get(1)?,
                reading: row.get(2)?,
                sent: row.get(3)?,
            })
        });
        Ok(found.optional()?)
    }

    /// The photos that records about a card name, whether they are here or not.
    ///
    /// # Errors
    /// What the database reports.
    pub fn photos_of(&self, card: CardId) -> Result<Vec<Hash>, Error> {
        let sql = "select hash from photo_card where card = ? order by hash";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map(params![card.0], |row| row.get(0).map(Hash::new))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The cards that name a photo.
    ///
    /// # Errors
    /// What the database reports.
    pub fn cards_of_photo(&self, hash: Hash) -> Result<Vec<CardId>, Error> {
        let sql = "select card from photo_card where hash = ? order by card";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map(params![hash.as_bytes()], |row| row.get(0).map(CardId))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Up to `limit` photos beyond `after` that the server is not known to have.
    ///
    /// # Errors
    /// What the database reports.
    pub fn photos_unsent(&self, after: Option<Hash>, limit: usize) -> Result<Vec<Hash>, Error> {
        let sql = "select hash from photo where sent = 0 and hash > ? order by hash limit ?";
        self.photos_beyond(sql, after, limit)
    }

    /// Up to `limit` photos that were kept here and not read yet.
    ///
    /// # Errors
    /// What the database reports.
    pub fn photos_unread(&self, limit: usize) -> Result<Vec<Hash>, Error> {
        let sql = "select hash from photo where reading is null and length(small) > 0
            order by rowid limit ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows =
            statement.query_map(params![clamped(limit as u64)], |row| row.get(0).map(Hash::new))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Up to `limit` photos beyond `after` that a card names and that are not here.
    ///
    /// # Errors
    /// What the database reports.
    pub fn photos_missing(&self, after: Option<Hash>, limit: usize) -> Result<Vec<Hash>, Error> {
        let sql = "select distinct hash from photo_card where hash > ?
            and not exists (select 1 from photo where photo.hash = photo_card.hash)
            order by hash limit ?";
        self.photos_beyond(sql, after, limit)
    }

    fn photos_beyond(
        &self,
        sql: &str,
        after: Option<Hash>,
        limit: usize,
    ) -> Result<Vec<Hash>, Error> {
        let after = after.map(|hash| hash.as_bytes().to_vec()).unwrap_or_default();
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement
            .query_map(params![after, clamped(limit as u64)], |row| row.get(0).map(Hash::new))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether a card names a photo that is here and that the server is not known to have.
    ///
    /// # Errors
    /// What the database reports.
    pub fn photo_waits(&self, card: CardId) -> Result<bool, Error> {
        let sql = "select 1 from photo_card join photo using (hash) where card = ? and sent = 0";
        Ok(self.connection().prepare_cached(sql)?.exists(params![card.0])?)
    }
}

impl Tx<'_> {
    /// Keeps a photo, unless it is here already.
    ///
    /// # Errors
    /// What the database reports.
    pub fn put_photo(&mut self, hash: Hash, row: &PhotoRow) -> Result<(), Error> {
        let sql = "insert or ignore into photo (hash, jpeg, small, reading, sent)
            values (?, ?, ?, ?, ?)";
        let values = params![hash.as_bytes(), row.jpeg, row.small, row.reading, row.sent];
        self.connection().prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// Keeps what was read on a photo, if that is still here.
    ///
    /// # Errors
    /// What the database reports.
    pub fn put_photo_reading(&mut self, hash: Hash, reading: &str) -> Result<(), Error> {
        let sql = "update photo set reading = ?2 where hash = ?1";
        self.connection().prepare_cached(sql)?.execute(params![hash.as_bytes(), reading])?;
        Ok(())
    }

    /// Notes whether the server has a photo.
    ///
    /// # Errors
    /// What the database reports.
    pub fn put_photo_sent(&mut self, hash: Hash, sent: bool) -> Result<(), Error> {
        let sql = "update photo set sent = ?2 where hash = ?1";
        self.connection().prepare_cached(sql)?.execute(params![hash.as_bytes(), sent])?;
        Ok(())
    }

    /// The server has come back from an earlier state: what it had may be gone.
    ///
    /// # Errors
    /// What the database reports.
    pub fn send_photos_again(&mut self) -> Result<(), Error> {
        self.connection().execute("update photo set sent = 0", [])?;
        Ok(())
    }

    /// Follows a record in what cards say of photos. A photo that no card names any more goes.
    pub(crate) fn name_photos(&mut self, record: &Record) -> Result<(), Error> {
        if !matches!(record.kind(), kind::CARD | kind::DRAFT | kind::WITHDRAWAL) {
            return Ok(());
        }
        let Ok(fact) = Fact::read(record) else { return Ok(()) };
        for card in fact.cards() {
            let before: BTreeSet<Hash> = self.photos_of(card)?.into_iter().collect();
            if before.is_empty() && photo_of(record).is_none() {
                continue;
            }
            let now = photos_named(&self.under(&Key::Card(card), 0)?);
            for hash in now.difference(&before) {
                let sql = "insert or ignore into photo_card (card, hash) values (?, ?)";
                self.connection().prepare_cached(sql)?.execute(params![card.0, hash.as_bytes()])?;
            }
            for hash in before.difference(&now) {
                self.forget_photo(card, *hash)?;
            }
        }
        Ok(())
    }

    fn forget_photo(&mut self, card: CardId, hash: Hash) -> Result<(), Error> {
        let sql = "delete from photo_card where card = ? and hash = ?";
        self.connection().prepare_cached(sql)?.execute(params![card.0, hash.as_bytes()])?;
        let sql = "delete from photo where hash = ?1
            and not exists (select 1 from photo_card where hash = ?1)";
        if self.connection().prepare_cached(sql)?.execute(params![hash.as_bytes()])? > 0 {
            self.connection().execute("insert or ignore into photo_trace (one) values (1)", [])?;
        }
        Ok(())
    }
}

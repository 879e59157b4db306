//! Photos of business cards and of what rivals show, beside the records that name them.
//!
//! A photo is in the same file as the records: it comes in the transaction of the record that names it, under
//! the same key, and goes with the last content part that does. Whatever takes such a part out (erasing,
//! letting go, a thrown away draft) needs to know nothing of photos: [`Tx::name_photos`] follows the records.

use std::collections::BTreeSet;

use domain::fair::entry::EntryId;
use domain::{CardId, FairId};
use facts::{Holder, Records, photo_of};
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

    /// The photos that records about their holder name, whether they are here or not.
    ///
    /// # Errors
    /// What the database reports.
    pub fn photos_of(&self, holder: &Holder) -> Result<Vec<Hash>, Error> {
        let sql = "select hash from photo_holder where fair = ? and id = ? order by hash";
        let mut statement = self.connection().prepare_cached(sql)?;
        let (fair, id) = columns(holder);
        let rows = statement.query_map(params![fair, id], |row| row.get(0).map(Hash::new))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The cards and notes that name a photo.
    ///
    /// # Errors
    /// What the database reports.
    pub fn holders_of_photo(&self, hash: Hash) -> Result<Vec<Holder>, Error> {
        let sql = "select fair, id from photo_holder where hash = ? order by fair, id";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map(params![hash.as_bytes()], |row| {
            Ok(holder(&row.get::<_, String>(0)?, row.get(1)?))
        })?;
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

    /// All photos that the server is not known to have, the newest first.
    ///
    /// # Errors
    /// What the database reports.
    pub fn photos_unsent_newest_first(&self) -> Result<Vec<Hash>, Error> {
        let sql = "select hash from photo where sent = 0 order by rowid desc";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get(0).map(Hash::new))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Up to `limit` photos of cards that were kept here and not read yet.
    ///
    /// # Errors
    /// What the database reports.
    pub fn photos_unread(&self, limit: usize) -> Result<Vec<Hash>, Error> {
        let sql = "select hash from photo where reading is null and length(small) > 0
            and exists (select 1 from photo_holder as held
                where held.hash = photo.hash and held.fair = '')
            order by rowid limit ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows =
            statement.query_map(params![clamped(limit as u64)], |row| row.get(0).map(Hash::new))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Up to `limit` photos beyond `after` that are named and not here.
    ///
    /// # Errors
    /// What the database reports.
    pub fn photos_missing(&self, after: Option<Hash>, limit: usize) -> Result<Vec<Hash>, Error> {
        let sql = "select distinct hash from photo_holder where hash > ?
            and not exists (select 1 from photo where photo.hash = photo_holder.hash)
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
        let sql = "select 1 from photo_holder join photo using (hash)
            where fair = '' and id = ? and sent = 0";
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

    /// Follows a record in what cards and notes say of photos. A photo that nothing names any more goes.
    pub(crate) fn name_photos(&mut self, record: &Record) -> Result<(), Error> {
        for holder in Holder::of(record) {
            let before: BTreeSet<Hash> = self.photos_of(&holder)?.into_iter().collect();
            if before.is_empty() && photo_of(record).is_none() {
                continue;
            }
            let now = holder.photos(self.under(&holder.key(), 0)?);
            for hash in now.difference(&before) {
                let sql = "insert or ignore into photo_holder (fair, id, hash) values (?, ?, ?)";
                let (fair, id) = columns(&holder);
                let named = params![fair, id, hash.as_bytes()];
                self.connection().prepare_cached(sql)?.execute(named)?;
            }
            for hash in before.difference(&now) {
                self.forget_photo(&holder, *hash)?;
            }
        }
        Ok(())
    }

    fn forget_photo(&mut self, holder: &Holder, hash: Hash) -> Result<(), Error> {
        let sql = "delete from photo_holder where fair = ? and id = ? and hash = ?";
        let (fair, id) = columns(holder);
        self.connection().prepare_cached(sql)?.execute(params![fair, id, hash.as_bytes()])?;
        let sql = "delete from photo where hash = ?1
            and not exists (select 1 from photo_holder where hash = ?1)";
        if self.connection().prepare_cached(sql)?.execute(params![hash.as_bytes()])? > 0 {
            self.connection().execute("insert or ignore into photo_trace (one) values (1)", [])?;
        }
        Ok(())
    }
}

/// How a holder stands in a row: a card has no fair.
fn columns(holder: &Holder) -> (&str, [u8; 16]) {
    match holder {
        Holder::Card(card) => ("", card.0),
        Holder::Note(fair, entry) => (fair.as_str(), entry.0),
    }
}

fn holder(fair: &str, id: [u8; 16]) -> Holder {
    match fair {
        "" => Holder::Card(CardId(id)),
        fair => Holder::Note(FairId::new(fair), EntryId(id)),
    }
}

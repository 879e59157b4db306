use std::borrow::Cow;

use ledger::Record;
use rusqlite::{OptionalExtension, params};

use super::row;
use crate::error::Error;
use crate::number::stored;
use crate::tx::Tx;

/// What a record from outside was to us.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ingested {
    /// Not held before.
    New,
    /// Held before, without a part that it brought now.
    MorePartsNow,
    /// Nothing new.
    Known,
}

impl Tx<'_> {
    /// Adds a record that this device has just signed.
    ///
    /// # Errors
    /// [`Error::NotNext`] when it does not continue its chain as held here; or what the database
    /// reports.
    pub fn append(&mut self, record: &Record) -> Result<(), Error> {
        let head = self.head(record.envelope().log)?;
        if !head.continues_with(record.envelope()) {
            return Err(Error::NotNext { head });
        }
        self.insert(record)
    }

    /// Takes a verified record from outside, in any order and any number of times. Parts that were
    /// missing are added, never taken away but by [`Tx::erase`]; both sides of a fork are kept.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for an absurd position, and then nothing was written; or what the database
    /// reports.
    pub fn ingest(&mut self, record: &Record) -> Result<Ingested, Error> {
        let Some((position, held)) = self.stored_as(record)? else {
            self.insert(record)?;
            return Ok(Ingested::New);
        };
        let merged = held.with_parts_of(record);
        let merged = self.as_kept(&merged)?;
        if row::parts(&merged) == row::parts(&held) {
            return Ok(Ingested::Known);
        }
        self.replace(position, &held, &merged)?;
        Ok(Ingested::MorePartsNow)
    }

    fn stored_as(&self, record: &Record) -> Result<Option<(i64, Record)>, Error> {
        let sql = "select position, raw from record where id = ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        let found = statement
            .query_row(params![record.id().as_bytes()], |found| {
                Ok((found.get(0)?, row::decode_column(found.get_ref(1)?)))
            })
            .optional()?;
        found.map(|(position, held)| Ok((position, held?))).transpose()
    }

    /// Takes out of a record that is held what may no longer be kept of it.
    pub(crate) fn strip(&mut self, record: &Record) -> Result<(), Error> {
        let Some((position, held)) = self.stored_as(record)? else { return Ok(()) };
        match self.as_kept(&held)? {
            Cow::Borrowed(_) => Ok(()),
            Cow::Owned(bare) => self.replace(position, &held, &bare),
        }
    }

    /// Puts a record that is held in the place of itself, with fewer parts.
    pub(crate) fn put_bare(&mut self, record: &Record, bare: &Record) -> Result<(), Error> {
        match self.stored_as(record)? {
            Some((position, held)) => self.replace(position, &held, bare),
            None => Ok(()),
        }
    }

    fn insert(&mut self, record: &Record) -> Result<(), Error> {
        let record = &*self.as_kept(record)?;
        let envelope = record.envelope();
        let seq = stored(envelope.seq)?;
        let log = self.log_numbered(envelope.log)?;
        let sql = "insert into record (id, log, seq, kind, author, claimed_ms, parts, raw)
            values (?, ?, ?, ?, ?, ?, ?, ?)";
        let position = self.connection().prepare_cached(sql)?.insert(params![
            record.id().as_bytes(),
            log,
            seq,
            envelope.kind,
            envelope.author,
            envelope.stamp.claimed_ms,
            row::parts(record),
            record.encode(),
        ])?;
        self.put_keys(position, record)?;
        self.mark_document(record)?;
        self.name_photos(record)?;
        self.found_again(envelope.log, envelope.seq, record.id())?;
        self.link(log, position, record)
    }

    fn replace(&mut self, position: i64, held: &Record, merged: &Record) -> Result<(), Error> {
        self.put_raw(position, merged)?;
        self.remove_keys(position, held)?;
        self.put_keys(position, merged)?;
        self.mark_document(merged)?;
        // What is left may not say any more which card it was about.
        self.name_photos(held)?;
        self.name_photos(merged)
    }

    /// Puts a record in the place of itself, with other parts.
    pub(super) fn put_raw(&mut self, position: i64, record: &Record) -> Result<(), Error> {
        let sql = "update record set parts = ?, raw = ? where position = ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        statement.execute(params![row::parts(record), record.encode(), position])?;
        Ok(())
    }
}

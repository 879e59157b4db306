//! What the server has, and how far its feed has come.

use std::collections::BTreeMap;

use ledger::{LogId, Seq};
use rusqlite::{OptionalExtension, params};

use crate::error::Error;
use crate::number::{stored, unsigned};
use crate::record::log_at;
use crate::snapshot::Snapshot;
use crate::tx::Tx;

impl Snapshot<'_> {
    /// How far the server has each chain, by its last word.
    ///
    /// # Errors
    /// What the database reports.
    pub fn acknowledged(&self) -> Result<BTreeMap<LogId, Seq>, Error> {
        let sql = "select enrolment, incarnation, seq from acknowledged join log using (log)";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows =
            statement.query_map([], |row| Ok((log_at(row, 0)?, Seq(unsigned(row.get(2)?)))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Where the server's feed goes on: which of its stores it belongs to, and how far that has been
    /// committed here. Empty and zero before its first reply.
    ///
    /// # Errors
    /// What the database reports.
    pub fn feed(&self) -> Result<(Vec<u8>, u64), Error> {
        let sql = "select epoch, cursor from feed where one = 1";
        let mut statement = self.connection().prepare_cached(sql)?;
        let feed = statement.query_row([], |row| Ok((row.get(0)?, unsigned(row.get(1)?))));
        Ok(feed.optional()?.unwrap_or_default())
    }
}

impl Tx<'_> {
    /// Remembers how far the server has these chains; others stay. A lower position than before is
    /// taken as it is: a server may have come back from an older backup.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for an absurd position; or what the database reports.
    pub fn acknowledge(&mut self, has: &BTreeMap<LogId, Seq>) -> Result<(), Error> {
        let sql = "insert into acknowledged (log, seq) values (?1, ?2)
            on conflict (log) do update set seq = ?2 where seq <> ?2";
        for (log, seq) in has {
            let number = self.log_numbered(*log)?;
            let mut statement = self.connection().prepare_cached(sql)?;
            statement.execute(params![number, stored(*seq)?])?;
        }
        Ok(())
    }

    /// Remembers how far the server's feed has been committed: in the transaction that took its
    /// records, so that a cursor never runs ahead of them.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for an absurd cursor; or what the database reports.
    pub fn set_feed(&mut self, epoch: &[u8], cursor: u64) -> Result<(), Error> {
        let cursor = stored(Seq(cursor))?;
        let sql = "insert or replace into feed (one, epoch, cursor) values (1, ?, ?)";
        self.connection().prepare_cached(sql)?.execute(params![epoch, cursor])?;
        Ok(())
    }
}

//! The short numbers by which this database knows chains.

use ledger::{EnrolmentId, Incarnation, LogId};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::Error;
use crate::snapshot::Snapshot;
use crate::tx::Tx;

impl Snapshot<'_> {
    /// The number of a chain, if anything is known about it.
    pub(crate) fn log_number(&self, log: LogId) -> Result<Option<i64>, Error> {
        let sql = "select log from log where enrolment = ? and incarnation = ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        let named = params![log.enrolment.as_bytes(), log.incarnation.0];
        Ok(statement.query_row(named, |row| row.get(0)).optional()?)
    }

    /// The other chains of a chain's enrolment, of which anything was ever held.
    ///
    /// # Errors
    /// What the database reports.
    pub fn chains_beside(&self, log: LogId) -> Result<Vec<LogId>, Error> {
        let sql = "select enrolment, incarnation from log where enrolment = ? and incarnation <> ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        let beside = params![log.enrolment.as_bytes(), log.incarnation.0];
        let rows = statement.query_map(beside, |row| log_at(row, 0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// The number of a chain, given out when it has none.
    pub(crate) fn log_numbered(&mut self, log: LogId) -> Result<i64, Error> {
        if let Some(number) = self.log_number(log)? {
            return Ok(number);
        }
        let sql = "insert into log (enrolment, incarnation) values (?, ?)";
        let mut statement = self.connection().prepare_cached(sql)?;
        Ok(statement.insert(params![log.enrolment.as_bytes(), log.incarnation.0])?)
    }
}

/// A chain from the columns `enrolment` and `incarnation` at `first` and after it.
pub(crate) fn log_at(row: &Row<'_>, first: usize) -> rusqlite::Result<LogId> {
    let enrolment = EnrolmentId::new(row.get(first)?);
    Ok(LogId { enrolment, incarnation: Incarnation(row.get(first + 1)?) })
}

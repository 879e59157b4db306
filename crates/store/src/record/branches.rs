//! Devices whose chain did not simply go on: it was begun anew, or goes two ways.

use std::collections::BTreeMap;

use ledger::LogId;

use super::log::log_at;
use crate::error::Error;
use crate::number::unsigned;
use crate::snapshot::Snapshot;

impl Snapshot<'_> {
    /// The chains that are not the first of their device and of which anything is held.
    ///
    /// # Errors
    /// What the database reports.
    pub fn later_chains(&self) -> Result<Vec<LogId>, Error> {
        let sql = "select enrolment, incarnation from log
            where incarnation > 1 and exists (select 1 from record where record.log = log.log)
            order by enrolment, incarnation";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map([], |row| log_at(row, 0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The chains that fork, each with at how many places two records or more are held. Reads the index of
    /// all records.
    ///
    /// # Errors
    /// What the database reports.
    pub fn forks(&self) -> Result<BTreeMap<LogId, u64>, Error> {
        let sql = "select enrolment, incarnation, count(*) from log
            join (select log, seq from record group by log, seq having count(*) > 1) using (log)
            group by log";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((log_at(row, 0)?, unsigned(row.get(2)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

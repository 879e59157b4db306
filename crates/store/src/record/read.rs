use std::collections::BTreeMap;

use facts::receipts::{Hearing, Place};
use facts::{Key, Records};
use ledger::{EnrolmentId, Head, LogId, Record, RecordId, Seq};
use rusqlite::{OptionalExtension, Params, params};

use super::{log, row};
use crate::error::Error;
use crate::number::{clamped, unsigned};
use crate::snapshot::Snapshot;
use crate::tx::Tx;

/// A record and when it came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arrival {
    /// Grows with every record that comes to this database; means nothing in another one. A record
    /// keeps it when parts of it come later.
    pub position: i64,
    /// The record, with the parts that are held.
    pub record: Record,
}

/// What is held of a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Held {
    /// As in [`Arrival`].
    pub position: i64,
    /// Which record.
    pub id: RecordId,
    /// Its chain.
    pub log: LogId,
    /// Its place there.
    pub seq: Seq,
    /// Whether its ranking part is held.
    pub ranking: bool,
    /// Whether its content part is held.
    pub content: bool,
}

impl Snapshot<'_> {
    /// The end of a chain as far as it is held without a gap: what the next own record continues.
    ///
    /// # Errors
    /// What the database reports.
    pub fn head(&self, log: LogId) -> Result<Head, Error> {
        let Some(number) = self.log_number(log)? else { return Ok(Head::start(log)) };
        let sql = "select seq, id from log_head where log = ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        let head = statement.query_row(params![number], |row| {
            Ok(Head {
                log,
                seq: Seq(unsigned(row.get(0)?)),
                last: Some(RecordId::new(row.get(1)?)),
            })
        });
        Ok(head.optional()?.unwrap_or(Head::start(log)))
    }

    /// The last position of a chain, as far as it is held without a gap, whose record is of another kind.
    ///
    /// # Errors
    /// What the database reports.
    pub fn last_but(&self, log: LogId, kind: &str) -> Result<Option<Seq>, Error> {
        let (number, through) = (self.log_number(log)?, self.head(log)?.seq);
        let sql = "select seq from record where log = ? and seq <= ? and kind <> ?
            order by seq desc limit 1";
        let mut statement = self.connection().prepare_cached(sql)?;
        let values = params![number, clamped(through.0), kind];
        let last = statement.query_row(values, |row| Ok(Seq(unsigned(row.get(0)?))));
        Ok(last.optional()?)
    }

    /// How many records of each kind a chain has above a position, up to its first gap.
    ///
    /// # Errors
    /// What the database reports.
    pub fn kinds_above(&self, log: LogId, seq: Seq) -> Result<BTreeMap<String, u64>, Error> {
        let (number, through) = (self.log_number(log)?, self.head(log)?.seq);
        let sql = "select kind, count(distinct seq) from record
            where log = ? and seq > ? and seq <= ? group by kind";
        let mut statement = self.connection().prepare_cached(sql)?;
        let values = params![number, clamped(seq.0), clamped(through.0)];
        let rows = statement.query_map(values, |row| Ok((row.get(0)?, unsigned(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How far every chain is held without a gap.
    ///
    /// # Errors
    /// What the database reports.
    pub fn heads_contiguous(&self) -> Result<BTreeMap<LogId, Seq>, Error> {
        let sql = "select enrolment, incarnation, seq from log_head join log using (log)";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement
            .query_map([], |row| Ok((log::log_at(row, 0)?, Seq(unsigned(row.get(2)?)))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The records of a chain above a position, in order, up to its first gap; both sides of a fork.
    /// Stops before `bytes_max` is exceeded, but gives at least one if there is any.
    ///
    /// # Errors
    /// What the database reports.
    pub fn records_above(
        &self,
        log: LogId,
        seq: Seq,
        bytes_max: usize,
    ) -> Result<Vec<Record>, Error> {
        let through = self.head(log)?.seq;
        let number = self.log_number(log)?;
        let sql = "select raw from record where log = ? and seq > ? and seq <= ?
            order by seq, position";
        self.records_within(sql, params![number, clamped(seq.0), clamped(through.0)], bytes_max)
    }

    /// The records of a chain above a position, in order, whatever is missing in between: what somebody
    /// who lost his own chain is brought back. Stops before `bytes_max` is exceeded, but gives at least
    /// one if there is any.
    ///
    /// # Errors
    /// What the database reports.
    pub fn held_of(&self, log: LogId, seq: Seq, bytes_max: usize) -> Result<Vec<Record>, Error> {
        let number = self.log_number(log)?;
        let sql = "select raw from record where log = ? and seq > ? order by seq, position";
        self.records_within(sql, params![number, clamped(seq.0)], bytes_max)
    }

    /// The last position that is held of each chain of an enrolment, whatever is missing before it.
    ///
    /// # Errors
    /// What the database reports.
    pub fn reaches(&self, enrolment: EnrolmentId) -> Result<BTreeMap<LogId, Seq>, Error> {
        let sql = "select enrolment, incarnation, max(seq) from record join log using (log)
            where enrolment = ? group by log";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map(params![enrolment.as_bytes()], |row| {
            Ok((log::log_at(row, 0)?, Seq(unsigned(row.get(2)?))))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The records with these ids that are held, in the order asked for.
    ///
    /// # Errors
    /// What the database reports.
    pub fn records_with_ids(&self, ids: &[RecordId]) -> Result<Vec<Record>, Error> {
        let found = ids.iter().map(|id| self.record(id));
        Ok(found.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// Up to `limit` records that came after a position, in order of arrival. From 0, all of them in
    /// pages.
    ///
    /// # Errors
    /// What the database reports.
    pub fn arrivals_after(&self, position: i64, limit: usize) -> Result<Vec<Arrival>, Error> {
        let sql = "select position, raw from record where position > ? order by position limit ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        let mut rows = statement.query(params![position, clamped(limit as u64)])?;
        let mut arrivals = Vec::new();
        while let Some(found) = rows.next()? {
            let record = row::decode_column(found.get_ref(1)?)?;
            arrivals.push(Arrival { position: found.get(0)?, record });
        }
        Ok(arrivals)
    }

    /// Which records, and which parts of them, are held after a position, in order of arrival. From 0,
    /// everything that a holdings manifest is compared with, in pages.
    ///
    /// # Errors
    /// What the database reports.
    pub fn held_after(&self, position: i64, limit: usize) -> Result<Vec<Held>, Error> {
        let sql = "select position, id, enrolment, incarnation, seq, parts from record join log using (log)
            where position > ? order by position limit ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map(params![position, clamped(limit as u64)], |row| {
            let parts: i64 = row.get(5)?;
            Ok(Held {
                position: row.get(0)?,
                id: RecordId::new(row.get(1)?),
                log: log::log_at(row, 2)?,
                seq: Seq(unsigned(row.get(4)?)),
                ranking: parts & row::RANKING != 0,
                content: parts & row::CONTENT != 0,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many records are held.
    ///
    /// # Errors
    /// What the database reports.
    pub fn count_records(&self) -> Result<u64, Error> {
        let count =
            self.connection().query_row("select count(*) from record", [], |row| row.get(0));
        Ok(unsigned(count?))
    }

    pub(super) fn records_within(
        &self,
        sql: &str,
        values: impl Params,
        bytes_max: usize,
    ) -> Result<Vec<Record>, Error> {
        let mut statement = self.connection().prepare_cached(sql)?;
        let mut rows = statement.query(values)?;
        let (mut records, mut bytes) = (Vec::new(), 0);
        while let Some(found) = rows.next()? {
            let raw = found.get_ref(0)?;
            bytes += raw.as_blob().map_or(0, <[u8]>::len);
            if bytes > bytes_max && !records.is_empty() {
                break;
            }
            records.push(row::decode_column(raw)?);
        }
        Ok(records)
    }
}

impl Records for Snapshot<'_> {
    type Error = Error;

    fn record(&self, id: &RecordId) -> Result<Option<Record>, Error> {
        let sql = "select raw from record where id = ?";
        let found = self.records_within(sql, params![id.as_bytes()], usize::MAX)?;
        Ok(found.into_iter().next())
    }

    fn under(&self, key: &Key, from_rank: u64) -> Result<Vec<Record>, Error> {
        let sql = "select raw from record_key join record on position = record_key.record
            where key = ? and rank >= ? order by rank, record_key.record";
        self.records_within(sql, params![key.to_bytes(), clamped(from_rank)], usize::MAX)
    }

    fn at_position(&self, log: LogId, seq: Seq) -> Result<usize, Error> {
        let number = self.log_number(log)?;
        let sql = "select count(*) from record where log = ? and seq = ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        let count: i64 = statement.query_row(params![number, clamped(seq.0)], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    fn bearing(&self, about: &Place, heard: Hearing<'_>) -> Result<Vec<Record>, Error> {
        self.receipts_bearing(about, heard)
    }

    fn holding(&self, about: &Place, heard: Hearing<'_>) -> Result<Vec<Record>, Error> {
        self.receipts_holding(about, heard)
    }
}

impl Records for Tx<'_> {
    type Error = Error;

    fn record(&self, id: &RecordId) -> Result<Option<Record>, Error> {
        Snapshot::record(self, id)
    }

    fn under(&self, key: &Key, from_rank: u64) -> Result<Vec<Record>, Error> {
        Snapshot::under(self, key, from_rank)
    }

    fn at_position(&self, log: LogId, seq: Seq) -> Result<usize, Error> {
        Snapshot::at_position(self, log, seq)
    }

    fn bearing(&self, about: &Place, heard: Hearing<'_>) -> Result<Vec<Record>, Error> {
        Snapshot::bearing(self, about, heard)
    }

    fn holding(&self, about: &Place, heard: Hearing<'_>) -> Result<Vec<Record>, Error> {
        Snapshot::holding(self, about, heard)
    }
}

//! Everything that is asked.

use std::collections::BTreeMap;

use domain::audience::Depth;
use domain::time::Instant;
use domain::{CardId, PersonId};
use facts::{Holder, Key, Records, Subject};
use ledger::{EnrolmentId, Hash, Head, Incarnation, LogId, RawRecord, Record, RecordId, Seq};
use rusqlite::{OptionalExtension, Params, Row, params};

use super::transaction::Transaction;
use super::{integer, unsigned};
use crate::storage::order::{self, Entry};
use crate::storage::{
    BATCH_BYTES_MAX, FeedRow, Position, Read, Release, StorageError, Stored, StoredCode, Told,
};

type Answer<T> = Result<T, StorageError>;

impl Records for Transaction<'_> {
    type Error = StorageError;

    fn record(&self, id: &RecordId) -> Answer<Option<Record>> {
        let sql = "select row, position, bytes from record where id = ?1";
        Ok(self.records(sql, params![id.as_bytes()])?.pop())
    }

    fn under(&self, key: &Key, from_rank: u64) -> Answer<Vec<Record>> {
        self.records(
            "select row, position, bytes from record_key join record using (row)
             where record_key.key = ?1 and record_key.rank >= ?2",
            params![key.to_bytes(), integer(from_rank)],
        )
    }

    fn at_position(&self, log: LogId, seq: Seq) -> Answer<usize> {
        let sql = "select count(1) from record where log = ?1 and seq = ?2";
        let parameters = params![log.to_bytes(), integer(seq.0)];
        self.one(sql, parameters, |row| Ok(unsigned(row, 0)? as usize))
    }
}

impl Read for Transaction<'_> {
    fn newest(&self) -> Answer<Position> {
        self.one("select coalesce(max(position), 0) from record", [], |row| unsigned(row, 0))
    }

    fn order_at(&self, position: Position) -> Answer<Option<Hash>> {
        if position == 0 {
            return Ok(Some(order::BEGINNING));
        }
        let sql = "select hash from arrival where position = ?1";
        let mut statement = self.connection().prepare_cached(sql)?;
        let hash = statement.query_row(params![integer(position)], |row| row.get(0)).optional()?;
        Ok(hash.map(Hash::new))
    }

    fn order_after(
        &self,
        after: Position,
        entries_max: usize,
    ) -> Answer<Vec<(Position, Option<Entry>)>> {
        self.all(
            "select arrival.position, record.id, arrival.parts, arrival.hash
             from arrival left join record using (row)
             where arrival.position > ?1 order by arrival.position limit ?2",
            params![integer(after), integer(entries_max as u64)],
            |row| {
                let (position, parts) = (unsigned(row, 0)?, row.get(2)?);
                let record = row.get::<_, Option<[u8; 32]>>(1)?.map(RecordId::new);
                let hash = Hash::new(row.get(3)?);
                Ok((position, record.map(|record| Entry { position, record, parts, hash })))
            },
        )
    }

    fn stored_after(&self, row: i64, rows_max: usize) -> Answer<Vec<Stored>> {
        self.all(
            "select row, id, position, log, seq, lacks, bytes from record
             where row > ?1 order by row limit ?2",
            params![row, integer(rows_max as u64)],
            |row| {
                Ok(Stored {
                    row: row.get(0)?,
                    id: RecordId::new(row.get(1)?),
                    position: unsigned(row, 2)?,
                    log: LogId::from_slice(row.get_ref(3)?.as_blob().unwrap_or_default()),
                    seq: Seq(unsigned(row, 4)?),
                    lacks: row.get(5)?,
                    bytes: row.get(6)?,
                })
            },
        )
    }

    fn indexed(&self, record: &RecordId) -> Answer<Vec<(Vec<u8>, u64)>> {
        self.all(
            "select record_key.key, record_key.rank from record
             join record_key using (row) where record.id = ?1",
            params![record.as_bytes()],
            |row| Ok((row.get(0)?, unsigned(row, 1)?)),
        )
    }

    fn counted(&self, counter: &str) -> Answer<u64> {
        let sql = "select coalesce(max(last), 0) from counter where name = ?1";
        self.one(sql, params![counter], |row| unsigned(row, 0))
    }

    fn since(&self, after: Position, records_max: usize) -> Answer<Vec<(Position, Record)>> {
        let sql = "select row, position, bytes from record where position > ?1 order by position";
        let mut statement = self.connection().prepare_cached(sql)?;
        let mut rows = statement.query(params![integer(after)])?;
        let (mut found, mut bytes) = (Vec::new(), 0);
        while found.len() < records_max && bytes < BATCH_BYTES_MAX {
            let Some(row) = rows.next()? else { break };
            bytes += row.get_ref(2)?.as_blob().map_or(0, <[u8]>::len);
            found.push((unsigned(row, 1)?, self.known(row)?));
        }
        Ok(found)
    }

    fn arrived_under(&self, key: &Key, after: Position) -> Answer<Vec<Record>> {
        self.records(
            "select row, position, bytes from record_key join record using (row)
             where record_key.key = ?1 and position > ?2 order by position",
            params![key.to_bytes(), integer(after)],
        )
    }

    fn head(&self, log: LogId) -> Answer<Head> {
        let sql = "select seq, id from record where log = ?1 order by seq desc, row limit 1";
        let mut statement = self.connection().prepare_cached(sql)?;
        let end = statement.query_row(params![log.to_bytes()], |row| {
            let last = Some(RecordId::new(row.get(1)?));
            Ok(Head { log, seq: Seq(unsigned(row, 0)?), last })
        });
        Ok(end.optional()?.unwrap_or(Head::start(log)))
    }

    fn heads(&self) -> Answer<BTreeMap<LogId, Seq>> {
        let rows = self.all("select log, max(seq) from record group by log", [], |row| {
            let log = LogId::from_slice(row.get_ref(0)?.as_blob().unwrap_or_default());
            Ok((log, Seq(unsigned(row, 1)?)))
        })?;
        let damaged = StorageError::Damaged { what: "log" };
        let heads: Option<_> = rows.into_iter().map(|(log, seq)| Some((log?, seq))).collect();
        heads.ok_or(damaged)
    }

    fn held_above(&self, log: LogId, above: Seq) -> Answer<Vec<Seq>> {
        self.all(
            "select distinct seq from record where log = ?1 and seq > ?2 order by seq",
            params![log.to_bytes(), integer(above.0)],
            |row| Ok(Seq(unsigned(row, 0)?)),
        )
    }

    fn in_log(&self, log: LogId, from: Seq, through: Seq) -> Answer<Vec<Record>> {
        self.records(
            "select row, position, bytes from record
             where log = ?1 and seq >= ?2 and seq <= ?3 order by seq, row",
            params![log.to_bytes(), integer(from.0), integer(through.0)],
        )
    }

    fn logs_of(&self, enrolment: EnrolmentId) -> Answer<BTreeMap<LogId, u64>> {
        let log = |n| LogId { enrolment, incarnation: Incarnation(n) }.to_bytes();
        let rows = self.all(
            "select log, count(1) from record where log >= ?1 and log <= ?2 group by log",
            params![log(0), log(u32::MAX)],
            |row| Ok((LogId::from_slice(row.get_ref(0)?.as_blob()?), unsigned(row, 1)?)),
        )?;
        Ok(rows.into_iter().filter_map(|(log, count)| Some((log?, count))).collect())
    }

    fn lacking(&self, log: LogId, records_max: usize) -> Answer<Vec<RecordId>> {
        self.all(
            "select id from record where log = ?1 and lacks = 1 limit ?2",
            params![log.to_bytes(), integer(records_max as u64)],
            |row| Ok(RecordId::new(row.get(0)?)),
        )
    }

    fn fed(
        &self,
        enrolment: EnrolmentId,
        after: Position,
        rows_max: usize,
    ) -> Answer<Vec<FeedRow>> {
        self.all(
            "select feed.position, record.id, feed.depth from feed join record using (row)
             where feed.enrolment = ?1 and feed.position > ?2 order by feed.position limit ?3",
            params![enrolment.as_bytes(), integer(after), integer(rows_max as u64)],
            |row| {
                let record = RecordId::new(row.get(1)?);
                Ok(FeedRow { position: unsigned(row, 0)?, record, depth: depth(row, 2)? })
            },
        )
    }

    fn told(&self, key: &Key) -> Answer<Vec<Told>> {
        self.all(
            "select feed.enrolment, record.id, feed.depth from record_key
             join feed using (row) join record using (row) where record_key.key = ?1",
            params![key.to_bytes()],
            |row| {
                let (enrolment, record) = (EnrolmentId::new(row.get(0)?), row.get(1)?);
                Ok(Told { enrolment, record: RecordId::new(record), depth: depth(row, 2)? })
            },
        )
    }

    fn releases_of(&self, card: CardId) -> Answer<BTreeMap<EnrolmentId, Release>> {
        let sql = "select number, card, depth, act, at_ms, enrolment from release where card = ?1";
        let rows = self
            .all(sql, params![card.0], |row| Ok((EnrolmentId::new(row.get(5)?), release(row)?)))?;
        Ok(rows.into_iter().collect())
    }

    fn released(
        &self,
        enrolment: EnrolmentId,
        after: u64,
        releases_max: usize,
    ) -> Answer<Vec<Release>> {
        self.all(
            "select number, card, depth, act, at_ms from release
             where enrolment = ?1 and number > ?2 order by number limit ?3",
            params![enrolment.as_bytes(), integer(after), integer(releases_max as u64)],
            release,
        )
    }

    fn feed_end(&self, enrolment: EnrolmentId) -> Answer<Position> {
        let sql = "select max(
             coalesce((select max(position) from feed where enrolment = ?1), 0),
             coalesce((select fed_through from enrolment where id = ?1), 0))";
        self.one(sql, params![enrolment.as_bytes()], |row| unsigned(row, 0))
    }

    fn markers(&self) -> Answer<BTreeMap<EnrolmentId, Position>> {
        let rows = self.all("select id, marker from enrolment", [], |row| {
            Ok((EnrolmentId::new(row.get(0)?), unsigned(row, 1)?))
        })?;
        Ok(rows.into_iter().collect())
    }

    fn last_contact(&self, enrolment: EnrolmentId) -> Answer<Option<Instant>> {
        let sql = "select last_contact_ms from enrolment where id = ?1";
        let mut statement = self.connection().prepare_cached(sql)?;
        let found =
            statement.query_row(params![enrolment.as_bytes()], |row| row.get(0)).optional()?;
        Ok(found.flatten().map(Instant))
    }

    fn code(&self, secret: &Hash) -> Answer<Option<StoredCode>> {
        let sql = "select person, expires_ms, used_by from code where secret_hash = ?1";
        let mut statement = self.connection().prepare_cached(sql)?;
        let found = statement.query_row(params![secret.as_bytes()], |row| {
            Ok(StoredCode {
                person: PersonId::new(row.get::<_, String>(0)?),
                expires: Instant(row.get(1)?),
                used_by: row.get::<_, Option<[u8; 16]>>(2)?.map(EnrolmentId::new),
            })
        });
        Ok(found.optional()?)
    }

    fn is_erased(&self, of: Subject) -> Answer<bool> {
        self.knows_erased(of)
    }

    fn photo(&self, holder: &Holder, hash: Hash) -> Answer<Option<Vec<u8>>> {
        self.photo_under(holder, hash)
    }

    fn value(&self, name: &str) -> Answer<Option<Vec<u8>>> {
        let sql = "select value from value where name = ?1";
        let mut statement = self.connection().prepare_cached(sql)?;
        Ok(statement.query_row(params![name], |row| row.get(0)).optional()?)
    }
}

impl Transaction<'_> {
    /// From the columns row, position and bytes.
    fn records(&self, sql: &str, parameters: impl Params) -> Answer<Vec<Record>> {
        let mut statement = self.connection().prepare_cached(sql)?;
        let mut rows = statement.query(parameters)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(self.known(row)?);
        }
        Ok(found)
    }

    fn known(&self, row: &Row<'_>) -> Answer<Record> {
        let bytes = row.get_ref(2)?.as_blob().unwrap_or_default();
        self.lately().record(row.get(0)?, unsigned(row, 1)?, bytes)
    }

    fn all<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Answer<Vec<T>> {
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map(parameters, read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn one<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Answer<T> {
        Ok(self.connection().prepare_cached(sql)?.query_row(parameters, read)?)
    }
}

/// From the columns number, card, depth, act and at_ms.
fn release(row: &Row<'_>) -> rusqlite::Result<Release> {
    Ok(Release {
        number: unsigned(row, 0)?,
        card: CardId(row.get(1)?),
        depth: depth(row, 2)?,
        act: row.get::<_, Option<[u8; 32]>>(3)?.map(RecordId::new),
        at: Instant(row.get(4)?),
    })
}

fn depth(row: &Row<'_>, column: usize) -> rusqlite::Result<Depth> {
    Ok(match row.get::<_, u8>(column)? {
        0 => Depth::Envelope,
        1 => Depth::Ranking,
        _ => Depth::Content,
    })
}

pub(super) fn decode(bytes: &[u8]) -> Answer<Record> {
    Ok(RawRecord::decode(bytes)?.already_verified()?)
}

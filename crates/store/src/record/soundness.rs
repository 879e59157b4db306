//! Whether what is stored is what was signed, and how what is not is taken out of the way.
//!
//! A disk rots, and the owner of a laptop has its key. A record that no longer reads, or that its author
//! never signed like this, is set aside with a reason; the records around it count as before. Its place in
//! the chain is remembered as lost until somebody brings the record back.

use std::collections::BTreeMap;

use ledger::{EnrolmentId, LogId, PublicKey, RawRecord, RecordId, Seq};
use rusqlite::params;

use super::{log_at, row};
use crate::error::Error;
use crate::number::{clamped, unsigned};
use crate::snapshot::Snapshot;
use crate::tx::Tx;

/// A stored record that is not what it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unsound {
    position: i64,
    number: i64,
    /// Its chain.
    pub log: LogId,
    /// Its place there.
    pub seq: Seq,
    id: RecordId,
    raw: Vec<u8>,
}

/// A stored record's position and bytes.
type Row = (i64, Vec<u8>);

impl Snapshot<'_> {
    /// The chains of an enrolment, each with how many of its records are held.
    ///
    /// # Errors
    /// What the database reports.
    pub fn chains_of(&self, enrolment: EnrolmentId) -> Result<BTreeMap<LogId, u64>, Error> {
        let sql = "select enrolment, incarnation, count(*) from log join record using (log)
            where enrolment = ? group by log";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map(params![enrolment.as_bytes()], |row| {
            Ok((log_at(row, 0)?, unsigned(row.get(2)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The records of an enrolment that its key did not sign as they stand here.
    ///
    /// # Errors
    /// What the database reports.
    pub fn unsound_of(
        &self,
        enrolment: EnrolmentId,
        key: &PublicKey,
    ) -> Result<Vec<Unsound>, Error> {
        self.unsound(Some(enrolment), |raw| raw.verify(key).map(|record| record.id()))
    }

    /// Every stored record that no longer reads, whoever signed it. Takes as long as reading them all.
    ///
    /// # Errors
    /// What the database reports.
    pub fn unreadable(&self) -> Result<Vec<Unsound>, Error> {
        self.unsound(None, |raw| raw.already_verified().map(|record| record.id()))
    }

    fn unsound(
        &self,
        enrolment: Option<EnrolmentId>,
        read: impl Fn(RawRecord) -> Result<RecordId, ledger::Damage>,
    ) -> Result<Vec<Unsound>, Error> {
        let sql = "select position, record.log, enrolment, incarnation, seq, id, raw
            from record join log using (log) where ?1 is null or enrolment = ?1 order by position";
        let mut statement = self.connection().prepare_cached(sql)?;
        let mut rows = statement.query(params![enrolment.as_ref().map(EnrolmentId::as_bytes)])?;
        let mut unsound = Vec::new();
        while let Some(found) = rows.next()? {
            let raw = found.get_ref(6)?.as_blob().map_err(rusqlite::Error::from)?;
            let id = RecordId::new(found.get(5)?);
            if RawRecord::decode(raw).and_then(&read) != Ok(id) {
                unsound.push(Unsound {
                    position: found.get(0)?,
                    number: found.get(1)?,
                    log: log_at(found, 2)?,
                    seq: Seq(unsigned(found.get(4)?)),
                    id,
                    raw: raw.to_vec(),
                });
            }
        }
        Ok(unsound)
    }

    /// Places in chains whose record was set aside here and has not come back.
    ///
    /// # Errors
    /// What the database reports.
    pub fn lost(&self) -> Result<Vec<(LogId, Seq)>, Error> {
        let sql = "select key from meta where key >= 'lost ' and key < 'lost!'";
        let mut statement = self.connection().prepare_cached(sql)?;
        let keys = statement.query_map([], |row| row.get::<_, String>(0))?;
        let keys = keys.collect::<Result<Vec<_>, _>>()?;
        Ok(keys.iter().filter_map(|key| read_key(key)).collect())
    }

    /// Whether the record with this id stood at this place and was set aside.
    pub(super) fn is_lost(&self, log: LogId, seq: Seq, id: RecordId) -> Result<bool, Error> {
        Ok(self.meta(&lost_key(log, seq))?.as_deref() == Some(&id.as_bytes()[..]))
    }
}

impl Tx<'_> {
    /// Sets a stored record aside for a reason, at `now_ms` by the caller's clock. What is derived of it
    /// goes too; the caller makes the leads anew.
    ///
    /// # Errors
    /// What the database reports.
    pub fn set_aside(&mut self, item: &Unsound, reason: &str, now_ms: i64) -> Result<(), Error> {
        self.quarantine(&item.raw, reason, now_ms)?;
        self.put_meta(&lost_key(item.log, item.seq), item.id.as_bytes())?;
        for sql in [
            "delete from record_key where record = ?",
            "delete from record_linked where record = ?",
            "delete from record where position = ?",
        ] {
            self.connection().prepare_cached(sql)?.execute(params![item.position])?;
        }
        self.link_anew(item.number)
    }

    /// A record that had been set aside has come back.
    pub(super) fn found_again(&mut self, log: LogId, seq: Seq, id: RecordId) -> Result<(), Error> {
        if self.is_lost(log, seq, id)? { self.remove_meta(&lost_key(log, seq)) } else { Ok(()) }
    }

    /// Finds the end of a chain anew, from its first record on.
    fn link_anew(&mut self, log: i64) -> Result<(), Error> {
        let sql =
            "delete from record_linked where record in (select position from record where log = ?)";
        self.connection().prepare_cached(sql)?.execute(params![log])?;
        self.connection()
            .prepare_cached("delete from log_head where log = ?")?
            .execute(params![log])?;
        let mut after = Seq::ZERO;
        while let Some((seq, records)) = self.next_in_log(log, after)? {
            for (position, raw) in records {
                self.link(log, position, &row::decode(&raw)?)?;
            }
            after = seq;
        }
        Ok(())
    }

    /// The records at the next place of a chain after `seq` that can be read.
    fn next_in_log(&self, log: i64, seq: Seq) -> Result<Option<(Seq, Vec<Row>)>, Error> {
        let sql = "select seq, position, raw from record where log = ?1
            and seq = (select min(seq) from record where log = ?1 and seq > ?2)";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map(params![log, clamped(seq.0)], |row| {
            Ok((Seq(unsigned(row.get(0)?)), (row.get(1)?, row.get(2)?)))
        })?;
        let rows = rows.collect::<Result<Vec<(Seq, Row)>, _>>()?;
        let next = rows.first().map(|(seq, _)| *seq);
        let readable =
            |(_, (position, raw)): (Seq, Row)| row::decode(&raw).is_ok().then_some((position, raw));
        Ok(next.map(|seq| (seq, rows.into_iter().filter_map(readable).collect())))
    }
}

fn lost_key(log: LogId, seq: Seq) -> String {
    format!("lost {} {} {}", log.enrolment, log.incarnation.0, seq.0)
}

fn read_key(key: &str) -> Option<(LogId, Seq)> {
    let mut parts = key.split(' ').skip(1);
    let enrolment = EnrolmentId::from_hex(parts.next()?)?;
    let incarnation = ledger::Incarnation(parts.next()?.parse().ok()?);
    Some((LogId { enrolment, incarnation }, Seq(parts.next()?.parse().ok()?)))
}

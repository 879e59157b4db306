//! Receipts, found by what they say: of each giver the few that bear on a record, and none of the others.
//!
//! Which these are [`facts::receipts::choose`] says in words; `tests/receipts.rs` holds one against the other.

use std::collections::{BTreeMap, BTreeSet};

use facts::Fact;
use facts::receipts::{Choice, Heard, Hearing, Place};
use ledger::evidence::NO_BOOT;
use ledger::{LogId, Receipt, Record, RecordId, Seq};
use rusqlite::{OptionalExtension, Params, params};

use crate::error::Error;
use crate::number::{clamped, stored};
use crate::snapshot::Snapshot;
use crate::tx::Tx;

/// The receipts that a giver gave before a place in his chain, furthest first: those that say as much as one
/// there, and those of one boot of the device. Where they rise, and where they may not.
const BY_PLACE: (&str, &str) = (
    "select through, id, head, through from receipt not indexed
     where giver = ?1 and seq < ?2 and (holds or not ?3) order by seq desc, id desc",
    "select through, id, head, through from receipt not indexed
     where giver = ?1 and seq < ?2 and boot = ?3 order by seq desc, id desc",
);
const BY_REACH: (&str, &str) = (
    "select through, id, head, through from receipt indexed by receipt_by_reach
     where giver = ?1 and seq < ?2 and (holds or not ?3) order by through desc",
    "select through, id, head, through from receipt indexed by receipt_by_reach
     where giver = ?1 and seq < ?2 and boot = ?3 order by through desc",
);

/// Somebody's receipts about one log.
struct Giver {
    number: i64,
    log: LogId,
    heard: Heard,
    /// Whether any of them reaches the position that is asked about.
    reaches: bool,
    /// Whether they rise along his chain.
    rises: bool,
}

/// What a choice goes by: a place in the giver's chain or a monotonic time, then the record.
type Order = (i64, [u8; 32]);

impl Snapshot<'_> {
    /// The receipts of [`Records::bearing`].
    pub(super) fn receipts_bearing(
        &self,
        about: &Place,
        heard: Hearing<'_>,
    ) -> Result<Vec<Record>, Error> {
        // Whoever gives receipts is one giver in all his boots.
        let mut by_log: BTreeMap<(LogId, usize), Order> = BTreeMap::new();
        for giver in self.receipt_givers(about, heard)? {
            for (which, choice) in Choice::of(giver.heard).enumerate() {
                if !giver.reaches && !choice.is_before() {
                    continue;
                }
                let Some(found) = self.chosen(&giver, choice, about)? else { continue };
                let best = by_log.entry((giver.log, which)).or_insert(found);
                *best = if choice.is_last() { found.max(*best) } else { found.min(*best) };
            }
        }
        self.records_of(by_log.into_values().map(|(_, id)| id).collect())
    }

    /// The receipts of [`Records::holding`].
    pub(super) fn receipts_holding(
        &self,
        about: &Place,
        heard: Hearing<'_>,
    ) -> Result<Vec<Record>, Error> {
        let mut ids = BTreeSet::new();
        for giver in self.receipt_givers(about, heard)?.iter().filter(|giver| giver.reaches) {
            let sql = "select seq, id from receipt where giver = ?1 and seq >= ?2
                and through >= ?3 and holds = 1 order by seq, id limit ?4";
            let first = giver.heard == Heard::Server && giver.rises;
            let limit = if first { 1 } else { -1 };
            let from = self.first_reaching(giver, about)?;
            let values = params![giver.number, from, ordered(about.seq.0), limit];
            ids.extend(self.orders(sql, values)?.into_iter().map(|(_, id)| id));
        }
        self.records_of(ids)
    }

    /// How far the earlier receipts of a receipt's giver have reached that name a record at the end of the
    /// chain: those that say as much as it does, and those in which the device was in the same boot. The
    /// server is one giver in all its boots.
    ///
    /// # Errors
    /// What the database reports.
    pub fn reached_before(
        &self,
        record: &Record,
        receipt: &Receipt,
        by_server: bool,
    ) -> Result<(Seq, Seq), Error> {
        let envelope = record.envelope();
        let sql = "select giver, rises from receipt_giver
            where about = ?1 and log = ?2 and (?4 or boot = ?3)";
        let mut statement = self.connection().prepare_cached(sql)?;
        let (log, boot) = (envelope.log.to_bytes(), envelope.stamp.boot);
        let values = params![receipt.of.to_bytes(), log, boot.as_bytes(), by_server];
        let givers = statement.query_map(values, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let givers: Vec<(i64, bool)> = givers.collect::<Result<_, _>>()?;
        let of = (!by_server).then_some(receipt.of);
        let (mut reached, mut in_boot) = (Seq::ZERO, Seq::ZERO);
        for (giver, rises) in givers {
            // Where they rise the last before it has reached furthest. By reach those come first that he gave
            // after it, and of a whole day there may be many.
            let (as_much, same) = if rises { BY_PLACE } else { BY_REACH };
            let values = params![giver, stored(envelope.seq)?, receipt.holds];
            reached = reached.max(self.furthest_founded(as_much, values, of)?);
            let values = params![giver, stored(envelope.seq)?, receipt.boot.as_bytes()];
            in_boot = in_boot.max(self.furthest_founded(same, values, of)?);
        }
        Ok((reached, in_boot))
    }

    fn furthest_founded(
        &self,
        sql: &str,
        values: impl Params,
        of: Option<LogId>,
    ) -> Result<Seq, Error> {
        let furthest = self.first_founded(sql, values, of)?;
        Ok(Seq(furthest.map_or(0, |(through, _)| disordered(through))))
    }

    /// Who gave receipts about a log, of those who are heard.
    fn receipt_givers(&self, about: &Place, heard: Hearing<'_>) -> Result<Vec<Giver>, Error> {
        let sql = "select giver, log, reach, rises from receipt_giver where about = ?1";
        let mut statement = self.connection().prepare_cached(sql)?;
        let mut rows = statement.query(params![about.log.to_bytes()])?;
        let mut givers = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(log) = LogId::from_slice(row.get_ref(1)?.as_blob().unwrap_or_default()) else {
                continue;
            };
            let heard = heard(&log.enrolment);
            if heard != Heard::Not {
                let reaches = row.get::<_, i64>(2)? >= ordered(about.seq.0);
                givers.push(Giver { number: row.get(0)?, log, heard, reaches, rises: row.get(3)? });
            }
        }
        Ok(givers)
    }

    /// One choice among a giver's receipts.
    fn chosen(&self, giver: &Giver, choice: Choice, about: &Place) -> Result<Option<Order>, Error> {
        let (number, seq, mono_ms) = (giver.number, ordered(about.seq.0), ordered(about.mono_ms));
        let (boot, none) = (about.boot.as_bytes(), NO_BOOT.as_bytes());
        let of = (giver.heard != Heard::Server).then_some(about.log);
        match choice {
            Choice::Reaches | Choice::Holds => {
                let sql =
                    "select seq, id, head, through from receipt where giver = ?1 and seq >= ?2
                    and through >= ?3 and (holds or not ?4) order by seq, id";
                let from = self.first_reaching(giver, about)?;
                let holds = choice == Choice::Holds;
                self.first_founded(sql, params![number, from, seq, holds], of)
            }
            Choice::Nearest => {
                let sql =
                    "select mono_ms, id, head, through from receipt where giver = ?1 and boot = ?2
                    and mono_ms >= ?3 and through >= ?4 order by mono_ms, id";
                self.first_founded(sql, params![number, boot, mono_ms, seq], of)
            }
            Choice::SawInBoot if about.boot == NO_BOOT => Ok(None),
            Choice::SawInBoot => {
                let sql =
                    "select mono_ms, id, head, through from receipt where giver = ?1 and boot = ?2
                    and through < ?3 order by mono_ms desc, id desc";
                self.first_founded(sql, params![number, boot, seq], of)
            }
            Choice::SawBefore => {
                let sql =
                    "select seq, id, head, through from receipt where giver = ?1 and seq <= ?2
                    and through < ?3 and boot <> ?4 and boot <> ?5 order by seq desc, id desc";
                let to = self.last_before(giver, about)?;
                self.first_founded(sql, params![number, to, seq, boot, none], of)
            }
        }
    }

    /// From where in a giver's chain on to look for receipts that reach a position.
    fn first_reaching(&self, giver: &Giver, about: &Place) -> Result<i64, Error> {
        let sql = "select seq from receipt indexed by receipt_by_reach
            where giver = ?1 and through >= ?2 order by through, seq limit 1";
        Ok(if giver.rises { self.bound(sql, giver, about)?.unwrap_or(i64::MAX) } else { 0 })
    }

    /// Through where in a giver's chain to look for receipts that do not reach a position.
    fn last_before(&self, giver: &Giver, about: &Place) -> Result<i64, Error> {
        let sql = "select seq from receipt indexed by receipt_by_reach
            where giver = ?1 and through < ?2 order by through desc, seq desc limit 1";
        Ok(if giver.rises { self.bound(sql, giver, about)?.unwrap_or(0) } else { i64::MAX })
    }

    fn bound(&self, sql: &str, giver: &Giver, about: &Place) -> Result<Option<i64>, Error> {
        let mut statement = self.connection().prepare_cached(sql)?;
        let values = params![giver.number, ordered(about.seq.0)];
        Ok(statement.query_row(values, |row| row.get(0)).optional()?)
    }

    /// The first of some receipts that names a record at the end of the chain that it is about; the first at
    /// all where none is given.
    fn first_founded(
        &self,
        sql: &str,
        values: impl Params,
        of: Option<LogId>,
    ) -> Result<Option<Order>, Error> {
        let mut statement = self.connection().prepare_cached(sql)?;
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            let head = row.get::<_, Option<[u8; 32]>>(2)?;
            let through = Seq(disordered(row.get(3)?));
            let founded = match of {
                None => true,
                Some(of) => self.is_at(head.map(RecordId::new), of, through)?,
            };
            if founded {
                return Ok(Some((row.get(0)?, row.get(1)?)));
            }
        }
        Ok(None)
    }

    /// What [`facts::receipts::names_a_head`] says, without reading the record.
    fn is_at(&self, head: Option<RecordId>, log: LogId, seq: Seq) -> Result<bool, Error> {
        let Some(head) = head else { return Ok(seq == Seq::ZERO) };
        let sql = "select 1 from record join log using (log)
            where id = ?1 and enrolment = ?2 and incarnation = ?3 and seq = ?4";
        let mut statement = self.connection().prepare_cached(sql)?;
        let (enrolment, incarnation) = (log.enrolment.as_bytes(), log.incarnation.0);
        Ok(statement.exists(params![head.as_bytes(), enrolment, incarnation, clamped(seq.0)])?)
    }

    fn orders(&self, sql: &str, values: impl Params) -> Result<Vec<Order>, Error> {
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map(values, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn records_of(&self, ids: BTreeSet<[u8; 32]>) -> Result<Vec<Record>, Error> {
        let ids: Vec<RecordId> = ids.into_iter().map(RecordId::new).collect();
        self.records_with_ids(&ids)
    }
}

impl Tx<'_> {
    /// Enters a receipt under its giver.
    pub(super) fn put_receipt(&mut self, record: &Record) -> Result<(), Error> {
        let Ok(Fact::Receipt(receipt)) = Fact::read(record) else { return Ok(()) };
        let (envelope, id) = (record.envelope(), record.id());
        let (seq, claimed_ms) = (stored(envelope.seq)?, envelope.stamp.claimed_ms);
        let through = ordered(receipt.through.0);
        let sql = "insert into receipt_giver (about, log, boot, reach, rises)
            values (?1, ?2, ?3, ?4, 1)
            on conflict (about, log, boot) do update set reach = max(reach, excluded.reach)
            returning giver";
        let (about, log) = (receipt.of.to_bytes(), envelope.log.to_bytes());
        let boot = envelope.stamp.boot;
        let giver: i64 = self
            .connection()
            .prepare_cached(sql)?
            .query_row(params![about, log, boot.as_bytes(), through], |row| row.get(0))?;
        let before = "select through, claimed_ms from receipt
            where giver = ?1 and (seq, id) < (?2, ?3) order by seq desc, id desc limit 1";
        let after = "select through, claimed_ms from receipt
            where giver = ?1 and (seq, id) > (?2, ?3) order by seq, id limit 1";
        let beside = |sql| -> Result<Option<(i64, i64)>, Error> {
            let mut statement = self.connection().prepare_cached(sql)?;
            let values = params![giver, seq, id.as_bytes()];
            Ok(statement.query_row(values, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
        };
        let rises = |(a, b): (i64, i64), (c, d): (i64, i64)| a <= c && b <= d;
        let own = (through, claimed_ms);
        let falls = beside(before)?.is_some_and(|before| !rises(before, own))
            || beside(after)?.is_some_and(|after| !rises(own, after));
        if falls {
            let sql = "update receipt_giver set rises = 0 where giver = ?1";
            self.connection().prepare_cached(sql)?.execute(params![giver])?;
        }
        let sql = "insert or ignore into receipt
            (giver, seq, id, through, head, boot, mono_ms, holds, claimed_ms)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        self.connection().prepare_cached(sql)?.execute(params![
            giver,
            seq,
            id.as_bytes(),
            through,
            receipt.head.as_ref().map(RecordId::as_bytes),
            receipt.boot.as_bytes(),
            ordered(receipt.mono_ms),
            receipt.holds,
            claimed_ms,
        ])?;
        Ok(())
    }

    /// Takes a receipt out again. What is said of its giver stays: it may only cost more than it must.
    pub(super) fn remove_receipt(&mut self, record: &Record) -> Result<(), Error> {
        let Ok(Fact::Receipt(receipt)) = Fact::read(record) else { return Ok(()) };
        let envelope = record.envelope();
        let sql = "delete from receipt where seq = ?4 and id = ?5 and giver =
            (select giver from receipt_giver where about = ?1 and log = ?2 and boot = ?3)";
        self.connection().prepare_cached(sql)?.execute(params![
            receipt.of.to_bytes(),
            envelope.log.to_bytes(),
            envelope.stamp.boot.as_bytes(),
            stored(envelope.seq)?,
            record.id().as_bytes(),
        ])?;
        Ok(())
    }
}

/// A number without a sign, for a column that has one, in the same order.
fn ordered(number: u64) -> i64 {
    (number ^ (1 << 63)).cast_signed()
}

/// The reverse of [`ordered`].
fn disordered(number: i64) -> u64 {
    number.cast_unsigned() ^ (1 << 63)
}

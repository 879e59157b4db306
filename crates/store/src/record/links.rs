//! How far a chain is held without a gap.
//!
//! A record is *linked* when it is the first of its log, or names a linked record right before it. The
//! head of a log is its highest linked record; where a fork left several at that height, the one with
//! the smallest id, so that the order of arrival decides nothing. Every record is linked once, when its
//! last missing predecessor comes, so a chain that arrives backwards costs no more than one forwards.

use ledger::{Envelope, Record, RecordId, Seq};
use rusqlite::{OptionalExtension, params};

use super::row;
use crate::error::Error;
use crate::number::{clamped, stored, unsigned};
use crate::tx::Tx;

/// A record that has just been linked.
struct Linked {
    position: i64,
    id: RecordId,
}

impl Tx<'_> {
    /// Links a record if it can be, and everything that was waiting for it.
    pub(super) fn link(&mut self, log: i64, position: i64, record: &Record) -> Result<(), Error> {
        let envelope = record.envelope();
        let due = !self.is_linked(position)?
            && (self.predecessor_is_linked(log, envelope.seq, envelope.prev)?
                || self.predecessor_is_lost(envelope)?);
        if !due {
            return Ok(());
        }
        let mut seq = envelope.seq;
        let mut frontier = vec![Linked { position, id: record.id() }];
        loop {
            self.mark_linked(&frontier)?;
            let next = self.waiting_for(log, seq.next(), &frontier)?;
            if next.is_empty() {
                return self.raise_head(log, seq, &frontier);
            }
            (seq, frontier) = (seq.next(), next);
        }
    }

    /// While projections are made again, a record may have been linked by one that came before it.
    fn is_linked(&self, position: i64) -> Result<bool, Error> {
        let sql = "select 1 from record_linked where record = ?";
        Ok(self.connection().prepare_cached(sql)?.exists(params![position])?)
    }

    fn predecessor_is_linked(
        &self,
        log: i64,
        seq: Seq,
        prev: Option<RecordId>,
    ) -> Result<bool, Error> {
        let Some(prev) = prev else { return Ok(seq == Seq(1)) };
        let sql = "select 1 from record join record_linked on record_linked.record = position
            where id = ? and log = ? and seq = ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        Ok(statement.exists(params![prev.as_bytes(), log, stored(seq)? - 1])?)
    }

    /// What was set aside here bridges its gap: its place, and that it was there, are known.
    fn predecessor_is_lost(&self, envelope: &Envelope) -> Result<bool, Error> {
        let Some(prev) = envelope.prev else { return Ok(false) };
        self.is_lost(envelope.log, Seq(envelope.seq.0.saturating_sub(1)), prev)
    }

    fn mark_linked(&mut self, records: &[Linked]) -> Result<(), Error> {
        // What was lost and has come back is followed by records that were linked without it.
        let sql = "insert or ignore into record_linked (record) values (?)";
        let mut statement = self.connection().prepare_cached(sql)?;
        for record in records {
            statement.execute(params![record.position])?;
        }
        Ok(())
    }

    /// The records at `seq` that name one of `before` as the one before them.
    fn waiting_for(&self, log: i64, seq: Seq, before: &[Linked]) -> Result<Vec<Linked>, Error> {
        let sql = "select position, raw from record where log = ? and seq = ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        let mut rows = statement.query(params![log, clamped(seq.0)])?;
        let mut waiting = Vec::new();
        while let Some(found) = rows.next()? {
            // What no longer reads links nothing; it is set aside when somebody looks (soundness).
            let Ok(record) = row::decode_column(found.get_ref(1)?) else { continue };
            let prev = record.envelope().prev;
            if before.iter().any(|before| Some(before.id) == prev) {
                waiting.push(Linked { position: found.get(0)?, id: record.id() });
            }
        }
        Ok(waiting)
    }

    fn raise_head(&mut self, log: i64, seq: Seq, ends: &[Linked]) -> Result<(), Error> {
        let id = ends.iter().map(|end| end.id).min().expect("a frontier is never empty");
        let sql = "select seq, id from log_head where log = ?";
        let held: Option<(i64, [u8; 32])> = self
            .connection()
            .prepare_cached(sql)?
            .query_row(params![log], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let stays = held.is_some_and(|(held_seq, held_id)| {
            let held_seq = Seq(unsigned(held_seq));
            held_seq > seq || (held_seq == seq && RecordId::new(held_id) < id)
        });
        if stays {
            return Ok(());
        }
        let sql = "insert or replace into log_head (log, seq, id) values (?, ?, ?)";
        let mut statement = self.connection().prepare_cached(sql)?;
        statement.execute(params![log, stored(seq)?, id.as_bytes()])?;
        Ok(())
    }
}

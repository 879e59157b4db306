//! Everything that is changed.

use domain::CardId;
use domain::audience::Depth;
use domain::time::Instant;
use facts::{Holder, KEYS_VERSION, Records, Subject};
use ledger::{EnrolmentId, Hash, Record, RecordId};
use rusqlite::{OptionalExtension, params};

use super::read::decode;
use super::transaction::Transaction;
use super::{depth_number, erase, integer, unsigned};
use crate::storage::order::{self, Entry};
use crate::storage::{Appended, Position, Read, StorageError, StoredCode, Write, keys_of};

type Done<T = ()> = Result<T, StorageError>;

impl Write for Transaction<'_> {
    fn append(&mut self, record: &Record) -> Done<Appended> {
        let Some(held) = self.record(&record.id())? else {
            self.insert(&self.as_kept(record.clone())?)?;
            self.follow_photos(record)?;
            return Ok(Appended::New);
        };
        let grown = self.as_kept(held.with_parts_of(record))?;
        if grown == held {
            return Ok(Appended::Known);
        }
        self.replace(&grown)?;
        Ok(Appended::Grown)
    }

    fn feed(&mut self, enrolment: EnrolmentId, rows: &[(RecordId, Depth)]) -> Done {
        let news = self.fed().news(enrolment, rows);
        let start = if news.is_empty() { return Ok(()) } else { self.feed_end(enrolment)? + 1 };
        let mut statement = self.connection().prepare_cached(
            "insert into feed (enrolment, position, row, depth)
             select ?1, ?2, row, ?4 from record where id = ?3
             on conflict (row, enrolment) do update
             set position = excluded.position, depth = excluded.depth
             where excluded.depth > feed.depth",
        )?;
        for (place, (record, depth)) in news {
            let position = integer(start + place as u64);
            let (enrolment, depth) = (enrolment.as_bytes(), depth_number(*depth));
            statement.execute(params![enrolment, position, record.as_bytes(), depth])?;
        }
        Ok(())
    }

    fn take_back(&mut self, enrolment: EnrolmentId, rows: &[(RecordId, Option<Depth>)]) -> Done {
        self.keep_feed_end(enrolment)?;
        self.fed().forget(enrolment);
        let of = "where enrolment = ?1 and row = (select row from record where id = ?2)";
        let lower = format!("update feed set depth = ?3 {of} and depth > ?3");
        let delete = format!("delete from feed {of}");
        for (record, depth) in rows {
            let (enrolment, record) = (enrolment.as_bytes(), record.as_bytes());
            match depth {
                Some(depth) => {
                    let depth = depth_number(*depth);
                    self.execute(&lower, params![enrolment, record, depth])?;
                }
                None => drop(self.execute(&delete, params![enrolment, record])?),
            }
        }
        Ok(())
    }

    fn take_all_back(&mut self, enrolment: EnrolmentId) -> Done {
        self.keep_feed_end(enrolment)?;
        self.fed().forget(enrolment);
        self.execute("delete from feed where enrolment = ?1", params![enrolment.as_bytes()])?;
        let sql = "update enrolment set marker = 0 where id = ?1";
        self.execute(sql, params![enrolment.as_bytes()])?;
        Ok(())
    }

    fn release(
        &mut self,
        enrolment: EnrolmentId,
        card: CardId,
        depth: Depth,
        act: Option<RecordId>,
        at: Instant,
    ) -> Done {
        self.execute(
            "insert or replace into release (enrolment, card, number, depth, act, at_ms)
             select ?1, ?2, coalesce(max(number), 0) + 1, ?3, ?4, ?5
             from release where enrolment = ?1",
            params![
                enrolment.as_bytes(),
                card.0,
                depth_number(depth),
                act.as_ref().map(RecordId::as_bytes),
                at.0,
            ],
        )?;
        Ok(())
    }

    fn move_marker(&mut self, enrolment: EnrolmentId, from: Position, to: Position) -> Done<bool> {
        let moved = self.execute(
            "insert into enrolment (id, marker) select ?1, ?3 where ?2 = 0
             or exists (select 1 from enrolment where id = ?1)
             on conflict (id) do update set marker = excluded.marker where marker = ?2",
            params![enrolment.as_bytes(), integer(from), integer(to)],
        )?;
        Ok(moved > 0)
    }

    fn set_last_contact(&mut self, enrolment: EnrolmentId, at: Instant) -> Done {
        self.execute(
            "insert into enrolment (id, last_contact_ms) values (?1, ?2)
             on conflict (id) do update set last_contact_ms = excluded.last_contact_ms",
            params![enrolment.as_bytes(), at.0],
        )?;
        Ok(())
    }

    fn set_code(&mut self, secret: &Hash, code: &StoredCode) -> Done {
        self.execute(
            "insert or replace into code (secret_hash, person, expires_ms, used_by)
             values (?1, ?2, ?3, ?4)",
            params![
                secret.as_bytes(),
                code.person.as_str(),
                code.expires.0,
                code.used_by.as_ref().map(EnrolmentId::as_bytes),
            ],
        )?;
        Ok(())
    }

    fn count(&mut self, counter: &str) -> Done<u64> {
        let mut statement = self.connection().prepare_cached(
            "insert into counter (name, last) values (?1, 1)
             on conflict (name) do update set last = last + 1 returning last",
        )?;
        Ok(statement.query_row(params![counter], |row| unsigned(row, 0))?)
    }

    fn count_from(&mut self, counter: &str, last: u64) -> Done {
        self.execute(
            "insert into counter (name, last) values (?1, ?2)
             on conflict (name) do update set last = max(last, excluded.last)",
            params![counter, integer(last)],
        )?;
        Ok(())
    }

    fn set_value(&mut self, name: &str, value: &[u8]) -> Done {
        let sql = "insert or replace into value (name, value) values (?1, ?2)";
        self.execute(sql, params![name, value])?;
        Ok(())
    }

    fn erase(&mut self, of: Subject) -> Done<bool> {
        self.erase_now(of)
    }

    fn put_photo(&mut self, holder: &Holder, hash: Hash, bytes: &[u8]) -> Done {
        self.keep_photo(holder, hash, bytes)
    }

    fn commit(mut self: Box<Self>) -> Done {
        self.finish()?;
        // Everything is durable by now. What cannot be scrubbed yet is due at the next commit.
        let _ = erase::scrub(self.connection());
        Ok(())
    }
}

impl Transaction<'_> {
    /// Places in a feed are given out once, although the last of them may be taken back: a device's cursor
    /// may stand there.
    fn keep_feed_end(&mut self, enrolment: EnrolmentId) -> Done {
        let end = self.feed_end(enrolment)?;
        self.execute(
            "insert into enrolment (id, fed_through) values (?1, ?2)
             on conflict (id) do update set fed_through = excluded.fed_through",
            params![enrolment.as_bytes(), integer(end)],
        )?;
        Ok(())
    }
}

/// The named value that holds which [`KEYS_VERSION`] made the index.
const INDEXED_BY: &str = "storage.keys_version";

impl Transaction<'_> {
    /// The index is a projection: a version that finds records by other keys makes it anew.
    pub(super) fn index_anew_if_outdated(&mut self) -> Done {
        let version = KEYS_VERSION.to_be_bytes();
        if self.value(INDEXED_BY)?.as_deref() == Some(&version[..]) {
            return Ok(());
        }
        self.execute("delete from record_key", [])?;
        let mut statement = self.connection().prepare("select row, bytes from record")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let stored = row.get_ref(1)?.as_blob().unwrap_or_default();
            self.index(&decode(stored)?, row.get(0)?)?;
        }
        drop(rows);
        drop(statement);
        self.set_value(INDEXED_BY, &version)
    }

    fn insert(&mut self, record: &Record) -> Done {
        let (position, bytes) = (self.last_arrival()?.0 + 1, record.encode());
        let envelope = record.envelope();
        self.execute(
            "insert into record (id, position, log, seq, lacks, bytes)
             values (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                record.id().as_bytes(),
                integer(position),
                envelope.log.to_bytes(),
                integer(envelope.seq.0),
                self.lacks(record)?,
                bytes,
            ],
        )?;
        let row = self.connection().last_insert_rowid();
        self.lately().keep(row, position, record, bytes.len());
        self.enter(position, row, record)?;
        self.index(record, row)
    }

    /// The record as it may be kept.
    fn as_kept(&self, record: Record) -> Done<Record> {
        Ok(if self.is_bare(&record)? { record.without_content() } else { record })
    }

    /// A record that has gained a part, or lost one, moves to the end, so that every feed looks at it again.
    pub(super) fn replace(&mut self, record: &Record) -> Done {
        let (position, bytes) = (self.last_arrival()?.0 + 1, record.encode());
        let row = self.connection().prepare_cached(
            "update record set position = ?2, lacks = ?3, bytes = ?4 where id = ?1 returning row",
        )?
        .query_row(
            params![record.id().as_bytes(), integer(position), self.lacks(record)?, bytes],
            |row| row.get(0),
        )?;
        self.lately().keep(row, position, record, bytes.len());
        self.enter(position, row, record)?;
        self.index(record, row)?;
        self.follow_photos(record)
    }

    /// The next entry of the order of arrivals.
    fn enter(&self, position: Position, row: i64, record: &Record) -> Done {
        let (_, before) = self.last_arrival()?;
        let entry = Entry::after(&before, position, record.id(), order::parts_of(record));
        self.execute(
            "insert into arrival (position, row, parts, hash) values (?1, ?2, ?3, ?4)",
            params![integer(position), row, entry.parts, entry.hash.as_bytes()],
        )?;
        self.arrived.set(Some((position, entry.hash)));
        Ok(())
    }

    /// Where the order of arrivals ends. Nobody else enters anything while this writes.
    fn last_arrival(&self) -> Done<(Position, Hash)> {
        if let Some(known) = self.arrived.get() {
            return Ok(known);
        }
        let sql = "select position, hash from arrival order by position desc limit 1";
        let mut statement = self.connection().prepare_cached(sql)?;
        let end = statement.query_row([], |row| Ok((unsigned(row, 0)?, Hash::new(row.get(1)?))));
        let end = end.optional()?.unwrap_or((0, order::BEGINNING));
        self.arrived.set(Some(end));
        Ok(end)
    }

    /// Puts what an older version has taken into the order of arrivals.
    pub(super) fn order_what_is_not(&mut self) -> Done {
        let sql = "select row, position, bytes from record
            where position > (select coalesce(max(position), 0) from arrival) order by position";
        let mut statement = self.connection().prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let record = decode(row.get_ref(2)?.as_blob().unwrap_or_default())?;
            self.enter(unsigned(row, 1)?, row.get(0)?, &record)?;
        }
        Ok(())
    }

    fn index(&self, record: &Record, row: i64) -> Done {
        let sql = "insert or ignore into record_key (key, rank, row) values (?1, ?2, ?3)";
        let mut statement = self.connection().prepare_cached(sql)?;
        for indexed in keys_of(record) {
            statement.execute(params![indexed.key.to_bytes(), integer(indexed.rank), row])?;
        }
        Ok(())
    }

    fn execute(&self, sql: &str, parameters: impl rusqlite::Params) -> Done<usize> {
        Ok(self.connection().prepare_cached(sql)?.execute(parameters)?)
    }
}

//! Erasing what was written about a card, or in a line of the register (SEC-14), so that nothing of it is left in the file. What may only
//! be held no longer (SYN-05, `scope.rs`) leaves as little behind.
//!
//! The rule is kept where records are stored: from [`Tx::erase`] on, a record about that card is kept
//! without its content part, however it comes. What is made from content parts goes with them. What SQLite
//! would leave behind goes in two steps: `secure_delete` overwrites freed space at once, and after the commit
//! [`scrub`] empties the search index's old segments and the write-ahead log.

use std::borrow::Cow;
use std::time::Duration;

use domain::CardId;
use domain::audience::Depth;
use facts::{Records, Subject, erased_with};
use ledger::{RawRecord, Record, WhichPart};
use rusqlite::{Connection, params};

use crate::error::Error;
use crate::snapshot::Snapshot;
use crate::store::BUSY_TIMEOUT;
use crate::tx::Tx;

/// How long scrubbing waits for readers. If they are longer, the next write tries again.
const SCRUB_PATIENCE: Duration = Duration::from_millis(200);

impl Snapshot<'_> {
    /// Whether what was written about a card, or in a line of the register, is erased here.
    ///
    /// # Errors
    /// What the database reports.
    pub fn is_erased(&self, of: Subject) -> Result<bool, Error> {
        let sql = "select 1 from erased where subject = ?";
        Ok(self.connection().prepare_cached(sql)?.exists(params![of.0])?)
    }

    /// Whether something was erased of which the file may still have a trace.
    ///
    /// # Errors
    /// What the database reports.
    pub fn scrub_due(&self) -> Result<bool, Error> {
        is_due(self.connection())
    }

    /// The record as it may be kept.
    pub(crate) fn as_kept<'r>(&self, record: &'r Record) -> Result<Cow<'r, Record>, Error> {
        let depth = self.depth_kept(record)?;
        let lacks = |which| record.part(which).is_none();
        if depth == Depth::Envelope && !(lacks(WhichPart::Ranking) && lacks(WhichPart::Content)) {
            return Ok(Cow::Owned(record.envelope_only()));
        }
        if lacks(WhichPart::Content) {
            return Ok(Cow::Borrowed(record));
        }
        let mut bare = depth < Depth::Content;
        for subject in erased_with(record) {
            bare |= self.is_erased(subject)?;
        }
        Ok(if bare { Cow::Owned(record.without_content()) } else { Cow::Borrowed(record) })
    }

    /// Bytes that do not count, as they may be kept: what was set aside may be about the card all the same.
    pub(crate) fn as_set_aside<'r>(&self, raw: &'r [u8]) -> Result<Cow<'r, [u8]>, Error> {
        // Whatever is wrong with the content part, the rest may tell what it is about.
        let bare = RawRecord::decode(raw).map(|raw| raw.without_content());
        let Ok(bare) = bare.and_then(RawRecord::already_verified) else {
            return Ok(Cow::Borrowed(raw));
        };
        match self.depth_kept(&bare)? {
            Depth::Envelope => return Ok(Cow::Owned(bare.envelope_only().encode())),
            Depth::Ranking => return Ok(Cow::Owned(bare.encode())),
            Depth::Content => {}
        }
        for subject in erased_with(&bare) {
            if self.is_erased(subject)? {
                return Ok(Cow::Owned(bare.encode()));
            }
        }
        Ok(Cow::Borrowed(raw))
    }
}

impl Tx<'_> {
    /// Erases what was written about a card, or in a line of the register, now and for ever. Says whether
    /// anything was to be done; a card's row is the caller's to put again.
    ///
    /// # Errors
    /// What the database reports.
    pub fn erase(&mut self, of: Subject) -> Result<bool, Error> {
        if self.is_erased(of)? {
            return Ok(false);
        }
        let sql = "insert into erased (subject, scrubbed) values (?, 0)";
        self.connection().prepare_cached(sql)?.execute(params![of.0])?;
        for key in of.keys() {
            for record in self.under(&key, 0)? {
                self.strip(&record)?;
            }
        }
        self.forget_made_of(of.card())?;
        Ok(true)
    }

    /// Forgets what was made of content parts about a card: its documents, what was set aside, its row.
    pub(crate) fn forget_made_of(&mut self, card: CardId) -> Result<(), Error> {
        let [first, last] = [0, u8::MAX].map(|class| [&card.0[..], &[class]].concat());
        let sql = "delete from document where id between ? and ?";
        self.connection().prepare_cached(sql)?.execute(params![first, last])?;
        self.strip_set_aside()?;
        self.remove_lead(card)
    }

    /// What was set aside is held against all that is erased. What cannot be read at all may be about
    /// anything: its reason stays, its bytes go.
    fn strip_set_aside(&mut self) -> Result<(), Error> {
        for item in self.quarantined()? {
            let readable = RawRecord::decode(&item.raw).is_ok();
            let kept =
                if readable { self.as_set_aside(&item.raw)? } else { Cow::Owned(Vec::new()) };
            if *kept != *item.raw {
                let sql = "update quarantine set raw = ? where item = ?";
                self.connection().prepare_cached(sql)?.execute(params![&*kept, item.item])?;
            }
        }
        Ok(())
    }
}

fn is_due(connection: &Connection) -> Result<bool, Error> {
    let sql = "select 1 from erased indexed by erased_due where scrubbed = 0
        union all select 1 from withdrawn indexed by withdrawn_due where scrubbed = 0
        union all select 1 from photo_trace";
    Ok(connection.prepare_cached(sql)?.exists([])?)
}

/// Leaves no trace of what was erased. While somebody reads an older state, that state is there: then it
/// stays due. Says whether nothing is due any more.
pub(crate) fn scrub(connection: &Connection) -> Result<bool, Error> {
    if !is_due(connection)? {
        return Ok(true);
    }
    // What is deleted from the index stays in its segments until they are merged.
    connection.execute_batch("insert into lead_fts (lead_fts) values ('optimize')")?;
    connection.busy_timeout(SCRUB_PATIENCE)?;
    let truncated =
        connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get::<_, bool>(0));
    connection.busy_timeout(BUSY_TIMEOUT)?;
    if truncated? {
        return Ok(false);
    }
    connection.execute("update erased set scrubbed = 1 where scrubbed = 0", [])?;
    connection.execute("update withdrawn set scrubbed = 1 where scrubbed = 0", [])?;
    connection.execute("delete from photo_trace", [])?;
    Ok(true)
}

//! One frame of an enrolment's feed.

use domain::time::Instant;
use facts::{Book, cut};
use ledger::{EnrolmentId, Record};
use protocol::RawRecords;
use protocol::holdings::Manifest;
use protocol::limits::{FRAME_BYTES_MAX, FRAME_RECORDS_MAX, HOLDINGS_MAX};

use super::standing::Standing;
use super::{Ledger, Trouble};
use crate::storage::{FeedRow, Position, Read, StorageError};

/// A frame, and where it ends.
pub(super) struct Page {
    pub(super) records: RawRecords,
    pub(super) cursor: Position,
    pub(super) more: bool,
    /// What the device may no longer hold.
    pub(super) holdings: Option<Manifest>,
}

impl Ledger {
    /// The frame after a cursor. A cursor of another store, or one from the future of this one, means
    /// nothing: the feed begins from the start.
    pub(super) fn pull(
        &self,
        enrolment: EnrolmentId,
        epoch: &[u8],
        cursor: Position,
        heard: u64,
    ) -> Result<Page, Trouble> {
        if !is_entitled(&*self.book()?, enrolment, self.clock.now()) {
            self.release_everything(enrolment)?;
            let holdings = self.holdings(&*self.storage.read()?, enrolment, epoch, heard)?;
            return Ok(Page { records: RawRecords::default(), cursor, more: false, holdings });
        }
        self.heed_standing(enrolment)?;
        let worked_out = self.work_out_feed(enrolment)?;
        let read = self.storage.read()?;
        let end = read.feed_end(enrolment)?;
        let standing = Standing::of(&*read, &self.secrets)?;
        let known = epoch == standing.epoch && cursor <= end;
        let cursor = if known { cursor } else { 0 };
        let rows = read.fed(enrolment, cursor, FRAME_RECORDS_MAX)?;
        let (records, taken) = RawRecords::fill(&fetch(&*read, &rows)?);
        let read_all = taken == rows.len() && rows.len() < FRAME_RECORDS_MAX;
        let cursor = match taken.checked_sub(1) {
            // What stood beyond was taken back.
            _ if read_all => end,
            Some(last) => rows[last].position,
            None => cursor,
        };
        let holdings = self.holdings(&*read, enrolment, epoch, heard)?;
        let said_all = holdings.as_ref().is_none_or(|said| said.claim.entries.len() < HOLDINGS_MAX);
        let more = cursor < end || !worked_out || !said_all;
        Ok(Page { records, cursor, more, holdings })
    }
}

/// Whether a device is told anything at all: neither a revoked one is, nor one of somebody who left.
pub(super) fn is_entitled(book: &Book, enrolment: EnrolmentId, now: Instant) -> bool {
    book.enrolments.get(&enrolment).is_some_and(|enrolled| {
        let person = book.company.person(&enrolled.person, now);
        enrolled.revoked.is_none() && person.is_some_and(|person| person.active)
    })
}

/// The records of the rows that may fit in one frame, cut to their depth.
fn fetch(read: &dyn Read, rows: &[FeedRow]) -> Result<Vec<Record>, StorageError> {
    let (mut records, mut bytes) = (Vec::new(), 0);
    for row in rows {
        if bytes > FRAME_BYTES_MAX {
            break;
        }
        let record = read.record(&row.record)?;
        let record = record.ok_or(StorageError::Damaged { what: "feed" })?;
        let record = cut(&record, row.depth);
        bytes += record.encode().len();
        records.push(record);
    }
    Ok(records)
}

use std::borrow::Cow;

use rusqlite::params;

use super::row;
use crate::error::Error;
use crate::tx::Tx;

/// Records read at once while projections are made again. Memory stays flat whatever their number.
const BATCH_RECORDS: i64 = 500;

impl Tx<'_> {
    /// Fills empty keys and heads from all records.
    pub(crate) fn derive_all(&mut self) -> Result<(), Error> {
        let mut after = 0;
        loop {
            let batch = self.raw_records_after(after)?;
            let Some(last) = batch.last() else { return Ok(()) };
            after = last.0;
            for (position, log, raw) in batch {
                let record = row::decode(&raw)?;
                // An earlier version may not have known what it is about.
                let record = match self.as_kept(&record)? {
                    Cow::Borrowed(_) => record,
                    Cow::Owned(bare) => {
                        self.put_raw(position, &bare)?;
                        bare
                    }
                };
                self.put_keys(position, &record)?;
                self.mark_document(&record)?;
                self.name_photos(&record)?;
                self.link(log, position, &record)?;
            }
        }
    }

    fn raw_records_after(&self, position: i64) -> Result<Vec<(i64, i64, Vec<u8>)>, Error> {
        let sql =
            "select position, log, raw from record where position > ? order by position limit ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map(params![position, BATCH_RECORDS], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

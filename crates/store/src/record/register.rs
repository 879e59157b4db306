//! The register (FAIR-18): signed cards by who signed them, at which fair, under which number.

use domain::{FairId, PersonId};
use facts::{Fact, kind};
use ledger::Record;
use rusqlite::{OptionalExtension, params};

use crate::error::Error;
use crate::number::clamped;
use crate::snapshot::Snapshot;
use crate::tx::Tx;

impl Snapshot<'_> {
    /// The highest number below `below` that a person gave at a fair, with the cards that bear it: more than
    /// one where he has had two laptops. `None` for the fair is outside fairs.
    ///
    /// # Errors
    /// What the database reports.
    pub fn last_registered(
        &self,
        by: &PersonId,
        fair: Option<&FairId>,
        below: u64,
    ) -> Result<Option<(u32, Vec<Record>)>, Error> {
        let fair = fair.map_or("", FairId::as_str);
        let sql = "select max(number) from register where author = ? and fair = ? and number < ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        let values = params![by.as_str(), fair, clamped(below)];
        let last: Option<u32> = statement.query_row(values, |row| row.get(0)).optional()?.flatten();
        let Some(last) = last else { return Ok(None) };
        let sql = "select raw from register join record on position = register.record
            where register.author = ? and fair = ? and number = ? order by register.record";
        let cards = self.records_within(sql, params![by.as_str(), fair, last], usize::MAX)?;
        Ok(Some((last, cards)))
    }

    /// All cards that a person signed at a fair, in the order of their numbers.
    ///
    /// # Errors
    /// What the database reports.
    pub fn registered(&self, by: &PersonId, fair: &FairId) -> Result<Vec<Record>, Error> {
        let sql = "select raw from register join record on position = register.record
            where register.author = ? and fair = ? order by number, register.record";
        self.records_within(sql, params![by.as_str(), fair.as_str()], usize::MAX)
    }
}

impl Tx<'_> {
    /// Enters a signed card.
    pub(super) fn put_register(&mut self, position: i64, record: &Record) -> Result<(), Error> {
        let sql = "insert or ignore into register (author, fair, number, record)
            values (?, ?, ?, ?)";
        self.each_number(sql, position, record)
    }

    /// Takes a card out again.
    pub(super) fn remove_register(&mut self, position: i64, record: &Record) -> Result<(), Error> {
        let sql =
            "delete from register where author = ? and fair = ? and number = ? and record = ?";
        self.each_number(sql, position, record)
    }

    fn each_number(&mut self, sql: &str, position: i64, record: &Record) -> Result<(), Error> {
        if record.kind() != kind::CARD {
            return Ok(());
        }
        let Ok(Fact::Card(card)) = Fact::read(record) else { return Ok(()) };
        let fair = card.fair.as_ref().map_or("", FairId::as_str);
        let author = &record.envelope().author;
        let mut statement = self.connection().prepare_cached(sql)?;
        statement.execute(params![author, fair, card.register, position])?;
        Ok(())
    }
}

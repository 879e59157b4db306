use std::collections::BTreeSet;

use domain::CardId;
use rusqlite::{OptionalExtension, params};

use super::query::{LeadPage, LeadQuery};
use super::row::{COLUMNS, LeadRow, from_row};
use super::{list, search};
use crate::error::Error;
use crate::snapshot::Snapshot;
use crate::text::Terms;

impl Snapshot<'_> {
    /// A page of leads: of a view, or of what a search finds in it.
    ///
    /// # Errors
    /// What the database reports.
    pub fn lead_page(&self, query: &LeadQuery) -> Result<LeadPage, Error> {
        match Terms::read(&query.text) {
            Some(terms) => search::page(self, query, &terms),
            None => list::page(self, query),
        }
    }

    /// The row of a card.
    ///
    /// # Errors
    /// What the database reports.
    pub fn lead(&self, card: CardId) -> Result<Option<LeadRow>, Error> {
        let sql = format!("select {COLUMNS} from lead where card = ?");
        let mut statement = self.connection().prepare_cached(&sql)?;
        Ok(statement.query_row(params![card.0], from_row).optional()?)
    }

    /// One card of each customer about whom something is open that came late (OWN-12), up to `limit`.
    ///
    /// # Errors
    /// What the database reports.
    pub fn leads_open(&self, limit: usize) -> Result<Vec<CardId>, Error> {
        let sql = "select min(card) from lead where rule = 'OWN-12' group by customer limit ?1";
        let mut statement = self.connection().prepare_cached(sql)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let cards = statement.query_map(params![limit], |row| row.get(0).map(CardId))?;
        Ok(cards.collect::<Result<_, _>>()?)
    }

    /// All cards that have a row.
    ///
    /// # Errors
    /// What the database reports.
    pub fn lead_cards(&self) -> Result<BTreeSet<CardId>, Error> {
        let mut statement = self.connection().prepare_cached("select card from lead")?;
        let cards = statement.query_map([], |row| row.get(0).map(CardId))?;
        Ok(cards.collect::<Result<_, _>>()?)
    }

    /// Up to `limit` cards whose rows the clock may have changed by `now_ms`, the longest overdue first:
    /// their hour has come, or they were made by a clock that has gone back since.
    ///
    /// # Errors
    /// What the database reports.
    pub fn leads_to_wake(&self, now_ms: i64, limit: usize) -> Result<Vec<CardId>, Error> {
        let sql = "select card from (
                select card, wake_ms as due_ms from lead where wake_ms <= ?1
                union all select card, ?1 from lead where updated_ms > ?1 and draft = 0
            ) order by due_ms limit ?2";
        let mut statement = self.connection().prepare_cached(sql)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let cards = statement.query_map(params![now_ms, limit], |row| row.get(0).map(CardId))?;
        Ok(cards.collect::<Result<_, _>>()?)
    }

    /// The rows of a customer's cards, as they were put: to find those whose customer has changed.
    ///
    /// # Errors
    /// What the database reports.
    pub fn leads_of_customer(&self, customer: CardId) -> Result<Vec<LeadRow>, Error> {
        let sql = format!("select {COLUMNS} from lead where customer = ? order by doc");
        let mut statement = self.connection().prepare_cached(&sql)?;
        let rows = statement.query_map(params![customer.0], from_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

use std::collections::BTreeSet;

use domain::{CardId, PersonId};
use rusqlite::{OptionalExtension, params};

use super::query::{LeadPage, LeadQuery};
use super::row::{COLUMNS, LeadRow, from_row};
use super::{list, search};
use crate::error::Error;
use crate::snapshot::Snapshot;
use crate::text::Terms;

/// How many cards are looked at for their matters, of what was typed and of everything.
const MATTERS_READ: u32 = 100;

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

    /// The cards of a list in its order, as [`Snapshot::lead_page`] has them, up to `limit`; of a search the
    /// hits that it looks at.
    ///
    /// # Errors
    /// What the database reports.
    pub fn lead_list_cards(&self, query: &LeadQuery, limit: u32) -> Result<Vec<CardId>, Error> {
        match Terms::read(&query.text) {
            Some(terms) => search::cards(self, query, &terms),
            None => list::cards(self, query, limit),
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

    /// The cards that somebody began to write and has not signed.
    ///
    /// # Errors
    /// What the database reports.
    pub fn drafts_of(&self, signer: &PersonId) -> Result<Vec<CardId>, Error> {
        let sql = "select card from lead indexed by lead_drafts_newest
            where signer = ? and draft = 1 order by signed_ms desc, doc desc";
        let mut statement = self.connection().prepare_cached(sql)?;
        let cards = statement.query_map([signer.as_str()], |row| row.get(0).map(CardId))?;
        Ok(cards.collect::<Result<_, _>>()?)
    }

    /// The matters of the cards that somebody wrote last, the newest first, and after them those of what
    /// came to him otherwise: a list of thousands does not crowd out what was typed today.
    ///
    /// # Errors
    /// What the database reports.
    pub fn matters_of(&self, signer: &PersonId) -> Result<Vec<String>, Error> {
        let typed = "select matter from lead indexed by lead_typed
            where signer = ? and source <> 'other' order by signed_ms desc, doc desc limit ?";
        let any = "select matter from lead indexed by lead_captured_newest
            where signer = ? order by signed_ms desc, doc desc limit ?";
        let mut matters = Vec::new();
        for sql in [typed, any] {
            let mut statement = self.connection().prepare_cached(sql)?;
            let values = params![signer.as_str(), MATTERS_READ];
            let found = statement.query_map(values, |row| row.get::<_, String>(0))?;
            for matter in found {
                matters.push(matter?);
            }
        }
        Ok(matters)
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

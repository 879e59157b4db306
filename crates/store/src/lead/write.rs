use domain::CardId;
use rusqlite::{OptionalExtension, named_params, params};

use super::index::indexed_hash;
use super::row::LeadRow;
use crate::error::Error;
use crate::number::clamped;
use crate::text::tokens;
use crate::tx::Tx;

/// So much of a name decides its place in the list, in characters.
const ORDER_CHARS: usize = 16;

/// Keeps the number of the row, and its place in the search index if its text is the same.
const PUT: &str = include_str!("put.sql");

impl Tx<'_> {
    /// Puts the row of a card, in place of the one that was there. A row that says nothing new stays as
    /// it is, with the time at which it last changed. The search index is told later
    /// ([`crate::Store::index_pending`]).
    ///
    /// # Errors
    /// What the database reports.
    pub fn put_lead(&mut self, lead: &LeadRow) -> Result<(), Error> {
        // Facts about the company make the app put every row again. Reading one costs a tenth of
        // writing it into twenty indexes.
        // A time of change that lies ahead is that of a clock which has gone back since.
        let still_holds =
            |held: LeadRow| held.says_the_same_as(lead) && held.updated_ms <= lead.updated_ms;
        if self.lead(lead.card)?.is_some_and(still_holds) {
            return Ok(());
        }
        self.connection().prepare_cached(PUT)?.execute(named_params! {
            ":card": lead.card.0,
            ":customer": lead.customer.0,
            ":company": lead.company,
            ":person": lead.person,
            ":phone": lead.phone,
            ":site": lead.site,
            ":matter": lead.matter,
            ":notes": lead.notes,
            ":fair": lead.fair,
            ":day": lead.day,
            ":register": lead.register,
            ":number": lead.number.map(clamped),
            ":source": lead.source,
            ":signer": lead.signer,
            ":signed_ms": lead.signed_ms,
            ":owner": lead.owner,
            ":mine": lead.mine,
            ":helper": lead.helper,
            ":pool": lead.in_pool(),
            ":effective": lead.effective,
            ":draft": lead.draft,
            ":state": lead.state,
            ":held_by": lead.held_by,
            ":territory": lead.territory,
            ":rule": lead.rule,
            ":why": lead.why,
            ":due_ms": lead.due_ms,
            ":due_kind": lead.due_kind,
            ":wake_ms": lead.wake_ms,
            ":updated_ms": lead.updated_ms,
            ":text_known": lead.text_known,
            ":class": lead.class,
            ":disputed": lead.disputed,
            ":due_order": lead.due_ms.unwrap_or(i64::MAX),
            ":company_order": company_order(&lead.company),
            ":indexed_hash": indexed_hash(lead),
        })?;
        Ok(())
    }

    /// Takes a card out of all lists and out of the search index.
    ///
    /// # Errors
    /// What the database reports.
    pub fn remove_lead(&mut self, card: CardId) -> Result<(), Error> {
        let mut removed =
            self.connection().prepare_cached("delete from lead where card = ? returning doc")?;
        let doc: Option<i64> = removed.query_row(params![card.0], |row| row.get(0)).optional()?;
        if let Some(doc) = doc {
            let mut statement =
                self.connection().prepare_cached("delete from lead_fts where rowid = ?")?;
            statement.execute(params![doc])?;
        }
        Ok(())
    }
}

/// A name as it is sorted: folded, without spaces and punctuation.
fn company_order(company: &str) -> String {
    tokens(company).concat().chars().take(ORDER_CHARS).collect()
}

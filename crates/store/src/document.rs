//! What the changes of documents come to. A document is due as soon as a record with a change of it is
//! taken; whoever makes it again says when it no longer is.

use facts::Fact;
use ledger::document::DocumentId;
use ledger::{Record, WhichPart};
use rusqlite::{OptionalExtension, params};

use crate::error::Error;
use crate::number::clamped;
use crate::snapshot::Snapshot;
use crate::tx::Tx;

/// A document as it was last made. Both parts are empty when it never was.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DocumentRow {
    /// Whether records have come since.
    pub due: bool,
    /// The document, compact.
    pub saved: Vec<u8>,
    /// What it shows, in the app's encoding.
    pub shown: Vec<u8>,
}

impl Snapshot<'_> {
    /// A document as it was last made.
    ///
    /// # Errors
    /// What the database reports.
    pub fn document(&self, id: DocumentId) -> Result<Option<DocumentRow>, Error> {
        let sql = "select due, saved, shown from document where id = ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        let found = statement.query_row(params![id.to_bytes()], |row| {
            Ok(DocumentRow { due: row.get(0)?, saved: row.get(1)?, shown: row.get(2)? })
        });
        Ok(found.optional()?)
    }

    /// Up to `limit` documents that are due, beyond `after` in the order of their names.
    ///
    /// # Errors
    /// What the database reports.
    pub fn documents_due(
        &self,
        after: Option<DocumentId>,
        limit: usize,
    ) -> Result<Vec<DocumentId>, Error> {
        let sql = "select id from document where due = 1 and id > ? order by id limit ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        let after = after.map(|id| id.to_bytes().to_vec()).unwrap_or_default();
        let rows = statement
            .query_map(params![after, clamped(limit as u64)], |row| row.get::<_, Vec<u8>>(0))?;
        let ids = rows.collect::<Result<Vec<_>, _>>()?;
        Ok(ids.iter().filter_map(|id| DocumentId::from_slice(id)).collect())
    }
}

impl Tx<'_> {
    /// Puts a document, in place of the one that was there.
    ///
    /// # Errors
    /// What the database reports.
    pub fn put_document(&mut self, id: DocumentId, row: &DocumentRow) -> Result<(), Error> {
        let sql = "insert or replace into document (id, due, saved, shown) values (?, ?, ?, ?)";
        let mut statement = self.connection().prepare_cached(sql)?;
        statement.execute(params![id.to_bytes(), row.due, row.saved, row.shown])?;
        Ok(())
    }

    /// Notes that a record has a change of a document, if it has one.
    pub(crate) fn mark_document(&mut self, record: &Record) -> Result<(), Error> {
        let Ok(Fact::Note { card, class: Some(class), .. }) = Fact::read(record) else {
            return Ok(());
        };
        if record.part(WhichPart::Content).is_none() {
            return Ok(());
        }
        let id = DocumentId::of(card.0, class, &record.envelope().author);
        let sql = "insert into document (id, due, saved, shown) values (?, 1, x'', x'')
            on conflict (id) do update set due = 1";
        self.connection().prepare_cached(sql)?.execute(params![id.to_bytes()])?;
        Ok(())
    }
}

//! The book of the company, read again only when a fact about the company has come.

use std::sync::{Arc, Mutex, PoisonError};

use facts::{Book, Key, read_book};

use super::Trouble;
use crate::storage::{Position, Read};

/// The named value that holds the position of the newest fact about the company. It is set in the
/// transaction that brings one, so that a view and its book always fit together.
pub(crate) const BOOK_POSITION: &str = "book.position";

/// Remembers the last book that was read.
#[derive(Default)]
pub(super) struct Books(Mutex<Option<(Position, Arc<Book>)>>);

impl Books {
    /// The book of a view.
    pub(super) fn of(&self, read: &dyn Read) -> Result<Arc<Book>, Trouble> {
        let position = position(read)?;
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, book)) = &*last
            && *of == position
        {
            return Ok(Arc::clone(book));
        }
        let book = Arc::new(read_anew(read)?);
        *last = Some((position, Arc::clone(&book)));
        Ok(book)
    }
}

/// Reads the book inside a transaction that may still be undone: nobody may remember this one.
pub(super) fn read_anew(read: &dyn Read) -> Result<Book, Trouble> {
    let records = read.arrived_under(&Key::Company, 0)?;
    read_book(&records).ok_or(Trouble::NotFounded)
}

fn position(read: &dyn Read) -> Result<Position, Trouble> {
    let value = read.value(BOOK_POSITION)?.and_then(|bytes| bytes.try_into().ok());
    value.map(Position::from_be_bytes).ok_or(Trouble::NotFounded)
}

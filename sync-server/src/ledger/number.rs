//! Official numbers (OWN-09): every signed card is entered once, before anything is allotted.

use domain::CardId;
use facts::{Book, Fact, Key, Records};
use ledger::Record;

use crate::storage::StorageError;

/// The counter of official numbers.
pub(super) const COUNTER: &str = "official_number";

/// The signed cards among new records that have no number yet, in the order in which they came.
pub(super) fn unnumbered<R: Records<Error = StorageError>>(
    records: &R,
    book: &Book,
    new: &[Record],
) -> Result<Vec<CardId>, StorageError> {
    let mut cards = Vec::new();
    for record in new {
        if let Ok(Fact::Card(card)) = Fact::read(record)
            && !cards.contains(&card.id)
            && number_of(records, book, card.id)?.is_none()
        {
            cards.push(card.id);
        }
    }
    Ok(cards)
}

/// A card's official number. Only the server gives one.
pub(super) fn number_of<R: Records<Error = StorageError>>(
    records: &R,
    book: &Book,
    card: CardId,
) -> Result<Option<u64>, StorageError> {
    let about = records.under(&Key::Card(card), 0)?;
    let by_server = about.iter().filter(|record| book.is_server(&record.envelope().log.enrolment));
    let mut numbers = by_server.filter_map(|record| match Fact::read(record) {
        Ok(Fact::Number { number, .. }) => Some(number),
        _ => None,
    });
    Ok(numbers.next())
}

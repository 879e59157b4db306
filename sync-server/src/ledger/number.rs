//! Official numbers (OWN-09): every signed card is entered once, before anything is allotted.

use domain::CardId;
use facts::payload::{self, card_bytes};
use facts::{Book, Fact, Key, Records, kind};
use ledger::Record;

use super::desk::Desk;
use crate::storage::{Read, StorageError};

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
    Ok(given(records, book, card)?.map(|(_, number)| number))
}

/// A card's official number and when it was given. Of several the last: after the store was set back a
/// number may have been given twice, and then one card got another.
pub(super) fn given<R: Records<Error = StorageError>>(
    records: &R,
    book: &Book,
    card: CardId,
) -> Result<Option<(i64, u64)>, StorageError> {
    let about = records.under(&Key::Card(card), 0)?;
    let by_server = about.iter().filter(|record| book.is_server(&record.envelope().log.enrolment));
    let numbers = by_server.filter_map(|record| match Fact::read(record) {
        Ok(Fact::Number { number, .. }) => Some((record.envelope(), number)),
        _ => None,
    });
    let last = numbers.max_by_key(|(envelope, number)| (envelope.log, envelope.seq, *number));
    Ok(last.map(|(envelope, number)| (envelope.stamp.claimed_ms, number)))
}

/// How many official numbers are counted.
pub(crate) fn numbered(read: &dyn Read) -> Result<u64, StorageError> {
    read.counted(COUNTER)
}

/// Gives a card the next number.
pub(super) fn give(desk: &mut Desk<'_>, card: CardId) -> Result<(), StorageError> {
    let number = desk.write.count(COUNTER)?;
    let payload = payload::Number { card: card_bytes(card), number };
    desk.sign(kind::NUMBER, payload.encode()).map(drop)
}

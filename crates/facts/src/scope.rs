//! How deep a record may be held by whoever may hold its cards only so deep (SYN-05).

use domain::CardId;
use domain::audience::Depth;
use ledger::{Record, WhichPart};

use crate::fact::Fact;

/// How much of a record is left to somebody when `of_card` says how deep he may hold each card: as much as
/// of the deepest of those that it is about, and everything of a record that is about none.
///
/// Hand-ins and seals name cards by their ids alone, and a day's chain of them is read by whoever has one of
/// its cards: their ranking part stays.
///
/// # Errors
/// Whatever `of_card` reports.
pub fn depth_within<E>(
    record: &Record,
    mut of_card: impl FnMut(CardId) -> Result<Depth, E>,
) -> Result<Depth, E> {
    let Ok(fact) = Fact::read(record) else { return Ok(Depth::Content) };
    let mut deepest = match fact {
        Fact::HandIn { .. } | Fact::Seal(_) => Depth::Ranking,
        _ => Depth::Envelope,
    };
    let cards = fact.cards();
    if cards.is_empty() {
        return Ok(Depth::Content);
    }
    for card in cards {
        // A day's list is left by itself as deep as it is held, and what is left whole cannot be left deeper:
        // not all that it names is asked about for every one of them.
        let whole = deepest == Depth::Ranking && record.part(WhichPart::Content).is_none();
        if whole || deepest == Depth::Content {
            break;
        }
        deepest = deepest.max(of_card(card)?);
    }
    Ok(deepest)
}

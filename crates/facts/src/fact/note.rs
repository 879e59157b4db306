//! What people write beside a card, and who may read it.

use domain::PersonId;
use ledger::document::Class;

use super::Fact;
use crate::payload::{self, card_id};

pub(super) fn noted(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Note::decode(bytes)?;
    let class = Class::from_name(&payload.class);
    Some(Fact::Note { card: card_id(&payload.card), class, run: *payload.run })
}

pub(super) fn confided(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Confided::decode(bytes)?;
    let readers = payload.readers.iter().map(PersonId::new).collect();
    Some(Fact::Confided { card: card_id(&payload.card), readers })
}

pub(super) fn opened(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::NotesOpened::decode(bytes)?;
    Some(Fact::NotesOpened { card: card_id(&payload.card) })
}

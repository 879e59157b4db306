//! What the erasure of personal data takes, and what it leaves (SEC-14, SEC-01).
//!
//! What people wrote about a customer stands in content parts and nowhere else, so erasing is forgetting
//! those, and never taking them again. Envelope, signature and ranking part stay: every chain still
//! verifies, and every ruling has the same bytes.

use domain::time::Instant;
use domain::{CardId, PersonId};
use ledger::{Record, RecordId};

use crate::fact::Fact;

/// Headquarters' order about a card.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Erased {
    /// From when it counts.
    pub at: Instant,
    /// Who ordered it.
    pub by: PersonId,
    /// The order.
    pub order: RecordId,
}

/// The cards with any of whose erasure a record loses its content part: all those that it is about. A
/// remark about two customers goes with either of them, because nobody can tell whom its words describe.
pub fn erased_with(record: &Record) -> Vec<CardId> {
    match Fact::read(record) {
        Ok(fact) if record.envelope().content.is_some() => fact.cards(),
        _ => Vec::new(),
    }
}

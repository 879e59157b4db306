//! What the erasure of personal data takes, and what it leaves (SEC-14, SEC-01).
//!
//! What people wrote about a customer stands in content parts and nowhere else, so erasing is forgetting
//! those, and never taking them again. Envelope, signature and ranking part stay: every chain still
//! verifies, and every ruling has the same bytes.

use domain::class::Usage;
use domain::fair::entry::EntryId;
use domain::time::Instant;
use domain::{CardId, PersonId};
use ledger::{Record, RecordId};

use crate::fact::Fact;
use crate::index::Key;

/// Keeps the name of a line apart from all else that is hashed.
const LINE_CONTEXT: &str = "fairlead 2026-11 a line of the register of visitors";

/// What words are about, so that headquarters may have them erased: a card, or a line of the register of
/// visitors and calls.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Subject(pub [u8; 16]);

impl Subject {
    /// A line of the register, in all its versions. An entry is its author's, so that an id which two people
    /// use names two lines.
    pub fn line(author: &PersonId, entry: EntryId) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key(LINE_CONTEXT);
        hasher.update(&entry.0).update(author.as_str().as_bytes());
        let mut name = [0; 16];
        name.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Self(name)
    }

    /// The card that it is, if it is one: none has the name of a line.
    pub fn card(self) -> CardId {
        CardId(self.0)
    }

    /// Where the records are found that are about it.
    pub fn keys(self) -> [Key; 2] {
        [Key::Card(self.card()), Key::Words(self)]
    }
}

impl From<CardId> for Subject {
    fn from(card: CardId) -> Self {
        Self(card.0)
    }
}

/// Headquarters' order about a card or a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Erased {
    /// From when it counts.
    pub at: Instant,
    /// Who ordered it.
    pub by: PersonId,
    /// The order.
    pub order: RecordId,
    /// What a card had said of usage: its class is counted on.
    pub usage: Usage,
}

/// That with any of whose erasure a record loses its content part: all that it is about. A remark about two
/// customers goes with either of them, because nobody can tell whom its words describe; a line of the register
/// goes with the card that was made of it.
pub fn erased_with(record: &Record) -> Vec<Subject> {
    match Fact::read(record) {
        // It names cards, and says nothing of anybody but how each was judged: the day stays checkable.
        Ok(Fact::Seal(_)) => Vec::new(),
        Ok(fact) if record.envelope().content.is_some() => {
            let cards = fact.cards().into_iter().map(Subject::from);
            cards.chain(of_register(record, &fact)).collect()
        }
        _ => Vec::new(),
    }
}

/// The line that a record is a version of, and the card that it names. It is found there for erasing alone: who
/// holds a card is not told of the register by it.
pub(crate) fn of_register(record: &Record, fact: &Fact) -> Vec<Subject> {
    let Fact::Reception { line, .. } = fact else { return Vec::new() };
    let own = Subject::line(&PersonId::new(&record.envelope().author), line.entry);
    [Some(own), line.what.card.map(Subject::from)].into_iter().flatten().collect()
}

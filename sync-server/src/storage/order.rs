//! The order of arrivals, as a hash chain: who knows its newest hash knows everything before it.
//!
//! An entry names a record by the hash of its envelope and says which of its parts are held. So parts can
//! be erased one day and the chain still verifies, while a part that went missing without a word shows.

use ledger::{Hash, Record, RecordId, WhichPart};

use super::Position;

const CONTEXT: &str = "fairlead 2026 order of arrivals v1";

/// What the first entry continues.
pub const BEGINNING: Hash = Hash::new([0; 32]);

/// Bit of [`Entry::parts`] for the ranking part.
const RANKING: u8 = 1;
/// Bit of [`Entry::parts`] for the content part.
const CONTENT: u8 = 2;

/// One entry of the order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its place.
    pub position: Position,
    /// The record that came, or has gained a part.
    pub record: RecordId,
    /// The parts that are held from then on.
    pub parts: u8,
    /// The hash of the order through here.
    pub hash: Hash,
}

impl Entry {
    /// The entry that follows the order whose hash is `before`.
    pub fn after(before: &Hash, position: Position, record: RecordId, parts: u8) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
        hasher.update(before.as_bytes()).update(&position.to_be_bytes());
        hasher.update(record.as_bytes()).update(&[parts]);
        Self { position, record, parts, hash: Hash::new(*hasher.finalize().as_bytes()) }
    }

    /// Whether it follows the order whose hash is `before`.
    pub fn follows(&self, before: &Hash) -> bool {
        *self == Self::after(before, self.position, self.record, self.parts)
    }
}

/// Which parts of a record are held, as [`Entry::parts`] says it.
pub fn parts_of(record: &Record) -> u8 {
    let held = |which, bit| record.part(which).map_or(0, |_| bit);
    held(WhichPart::Ranking, RANKING) | held(WhichPart::Content, CONTENT)
}

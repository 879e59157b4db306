//! What a day package's hash stands for (FAIR-08). It is printed beside the package, and whoever holds the
//! records can make it again.

use ledger::RecordId;

use crate::payload;

/// The hash of a package: its fair and day, each card's signed record with its judgement, why something is
/// missing, and the record of the discussion. `cards` are in the order of the seal's.
pub fn hash(seal: &payload::Seal, cards: &[(RecordId, &str)]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("fairlead 2026 day package v2");
    let mut text = |text: &str| {
        let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
        hasher.update(&length.to_be_bytes()).update(text.as_bytes());
    };
    text(&seal.fair);
    text(&seal.day);
    text(&seal.reason);
    cards.iter().for_each(|(_, judgement)| text(judgement));
    for (record, _) in cards {
        hasher.update(record.as_bytes());
    }
    if let Some(discussion) = &seal.discussion {
        hasher.update(&**discussion);
    }
    *hasher.finalize().as_bytes()
}

/// A package's hash as people read it: hexadecimal.
pub fn hex(hash: &[u8; 32]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

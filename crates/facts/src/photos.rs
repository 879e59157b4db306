//! Which photo a card says that it was written from. Laptop and server keep a photo for as long as records say
//! so, and no longer.

use std::collections::BTreeSet;

use ledger::{Hash, Record, WhichPart};

use crate::kind;
use crate::payload::CardContent;

/// The photo that a card's or draft's text names, if that is held.
pub fn photo_of(record: &Record) -> Option<Hash> {
    if !matches!(record.kind(), kind::CARD | kind::DRAFT) {
        return None;
    }
    let photo = CardContent::decode(record.part(WhichPart::Content)?)?.photo?;
    Some(Hash::new(*photo.hash))
}

/// What the records about one card name together: the signed card's photo; before there is one, that of the
/// newest draft, and of a draft that was thrown away nothing.
pub fn photos_named(about: &[Record]) -> BTreeSet<Hash> {
    let of = |kind: &'static str| about.iter().filter(move |record| record.kind() == kind);
    if of(kind::CARD).next().is_some() {
        return of(kind::CARD).filter_map(photo_of).collect();
    }
    if of(kind::WITHDRAWAL).next().is_some() {
        return BTreeSet::new();
    }
    let order = |record: &&Record| (record.envelope().log, record.envelope().seq);
    of(kind::DRAFT).max_by_key(order).and_then(photo_of).into_iter().collect()
}

//! The lists of an earlier fair, copied for the next one (FAIR-02, decision 0049).
//!
//! A copy's id is made of the fair and the item that it comes from. Two laptops that copy the same lists, or one that
//! does so twice, write versions of the same items: nothing stands there twice, in whatever order they meet.

use std::collections::BTreeMap;

use super::preparation::{Item, ItemId, Prepared, may_prepare};
use crate::company::{Company, Fair};
use crate::ids::FairId;
use crate::time::Instant;

/// The item of a fair that is the copy of an earlier fair's.
pub fn copy_of(item: ItemId, fair: &FairId) -> ItemId {
    let mut hash = blake3::Hasher::new_derive_key("fairlead 2026 copied item");
    hash.update(&item.0).update(fair.as_str().as_bytes());
    let hash = hash.finalize();
    let (id, _) = hash.as_bytes().split_first_chunk().expect("sixteen of thirty-two bytes");
    ItemId(*id)
}

/// What the lists of an earlier fair become for another: not done yet, and due as long before its first day as they
/// were then. Whoever does not prepare fairs any more is left out, so that somebody is named; what was no longer
/// wanted is not copied. In order of the earlier items' ids.
pub fn copied(
    earlier: &Fair,
    fair: &Fair,
    items: &BTreeMap<ItemId, Prepared>,
    company: &Company,
    at: Instant,
) -> Vec<Item> {
    let first = |fair: &Fair| fair.days.iter().min().copied();
    let moved = first(fair).zip(first(earlier)).map(|(to, from)| to.days_since(from));
    let wanted = items.values().map(|item| &item.now).filter(|act| !act.what.dropped);
    let copy = wanted.map(|act| Item {
        id: copy_of(act.what.id, &fair.id),
        fair: fair.id.clone(),
        owner: act.what.owner.clone().filter(|owner| may_prepare(owner, company, at)),
        due: act.what.due.zip(moved).map(|(due, days)| due.plus(days)),
        done: None,
        copied: Some(act.id),
        ..act.what.clone()
    });
    copy.collect()
}

/// Whether a fair's lists can be copied for another: it opened before it (templates are what has been).
pub fn is_earlier(earlier: &Fair, fair: &Fair) -> bool {
    let first = |fair: &Fair| fair.days.iter().min().copied();
    first(earlier).zip(first(fair)).is_some_and(|(earlier, fair)| earlier < fair)
}

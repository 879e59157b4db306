//! What marketing prepares for a fair, and its hand-over.

use std::collections::BTreeMap;

use domain::fair::handover::{Condition, Offer, Offered, Pieces, Receipt};
use domain::fair::preparation::{Item, ItemId, List};
use domain::time::Day;
use domain::{FactId, FairId, PersonId};

use super::Fact;
use crate::payload::{self, HandedItem};

pub(super) fn item(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Item::decode(bytes)?;
    // A day that does not read is not the same as none.
    let day = |text: Option<String>| text.map_or(Some(None), |text| Day::parse(&text).map(Some));
    Some(Fact::Item(Item {
        id: ItemId(*payload.item),
        fair: FairId::new(payload.fair),
        list: List::from_name(&payload.list)?,
        quantity: payload.quantity,
        owner: (!payload.owner.is_empty()).then(|| PersonId::new(payload.owner)),
        due: day(payload.due)?,
        done: day(payload.done)?,
        dropped: payload.dropped,
        copied: payload.copied.map(|version| FactId(*version)),
        giveaway: payload.giveaway,
    }))
}

impl HandedItem {
    fn pieces(&self) -> Option<Pieces> {
        let condition = Condition::from_name(&self.condition)?;
        Some(Pieces { quantity: self.quantity, condition })
    }
}

/// A list that names an item twice does not read: nobody could say which of the two was meant.
fn each_once<T>(
    handed: &[HandedItem],
    read: impl Fn(&HandedItem) -> Option<T>,
) -> Option<BTreeMap<ItemId, T>> {
    let mut items = BTreeMap::new();
    for handed in handed {
        if items.insert(ItemId(*handed.item), read(handed)?).is_some() {
            return None;
        }
    }
    Some(items)
}

/// How many pieces of each item, and how they are.
pub(super) fn by_item(handed: &[HandedItem]) -> Option<BTreeMap<ItemId, Pieces>> {
    each_once(handed, HandedItem::pieces)
}

pub(super) fn offered(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Offer::decode(bytes)?;
    let offered = |handed: &HandedItem| {
        Some(Offered { version: FactId(*handed.version), pieces: handed.pieces()? })
    };
    let (fair, items) = (FairId::new(payload.fair), each_once(&payload.items, offered)?);
    Some(Fact::Offer(Offer { fair, items }))
}

pub(super) fn received(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Received::decode(bytes)?;
    let (fair, offer) = (FairId::new(payload.fair), FactId(*payload.offer));
    Some(Fact::Received(Receipt { fair, offer, items: by_item(&payload.items)? }))
}

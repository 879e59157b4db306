//! What is prepared for a fair and handed over to its supervisor (FAIR-02 to FAIR-04).

mod copy;
mod fairs;
mod offer;
mod receive;
mod save;
mod view;

use std::collections::BTreeSet;

use domain::FairId;
use domain::company::Fair;
use domain::fair::handover::Condition;
use domain::fair::preparation::ItemId;
use domain::time::Instant;
use facts::payload::HandedItem;

use crate::Failure;
use crate::imports::of_hex;
use crate::view::HandedInput;
use crate::workspace::Workspace;

pub use copy::{copy, copy_preview};
pub use fairs::fairs;
pub use offer::offer;
pub use receive::receive;
pub use save::save;
pub use view::view;

pub(crate) use view::item_name;

fn fair<'a>(workspace: &'a Workspace, id: &str, as_of: Instant) -> Result<&'a Fair, Failure> {
    let fair = workspace.book().company.fair(&FairId::new(id), as_of);
    fair.ok_or_else(|| Failure::new("fair.unknown"))
}

fn item_id(text: &str) -> Result<ItemId, Failure> {
    of_hex(text).map(ItemId).ok_or_else(|| Failure::new("fair.item_unknown"))
}

/// Reads items that change hands; each is named once.
pub(crate) fn handed(items: &[HandedInput]) -> Result<Vec<(ItemId, HandedItem)>, Failure> {
    let mut named = BTreeSet::new();
    let mut handed = Vec::new();
    for input in items {
        let item = item_id(&input.item)?;
        let known = Condition::from_name(&input.condition).is_some();
        if !known || !named.insert(item) {
            return Err(Failure::field("call.arguments", "items").with("detail", &input.item));
        }
        let payload = HandedItem {
            item: item.0.into(),
            quantity: input.quantity,
            condition: input.condition.clone(),
            ..HandedItem::default()
        };
        handed.push((item, payload));
    }
    Ok(handed)
}

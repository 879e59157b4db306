//! Marketing's signature under a list.

use domain::Rule;
use domain::fair::preparation::may_prepare;
use facts::payload::Remark;
use facts::{kind, payload};

use super::{fair, handed};
use crate::text::fits;
use crate::view::{OfferInput, Written};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Offers items to the supervisor, each by the version that this laptop shows now (FAIR-03).
///
/// # Errors
/// SYN-04 for anybody but marketing and headquarters, `fair.unknown`, `fair.item_unknown` for one that is not
/// on the lists or no longer wanted, `fair.nothing_offered`, `field.too_long`.
pub fn offer(workspace: &mut Workspace, now: &Now, input: OfferInput) -> Result<Written, Failure> {
    let as_of = workspace.as_of(now);
    let fair = fair(workspace, &input.fair, as_of)?.id.clone();
    if !may_prepare(workspace.me(), &workspace.book().company, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    fits("remarks", &input.remarks)?;
    let prepared = workspace.gather().preparation(&fair)?;
    let mut items = Vec::new();
    for (id, handed) in handed(&input.items)? {
        let item = prepared.items.get(&id).filter(|item| !item.now.what.dropped);
        let item = item.ok_or_else(|| Failure::new("fair.item_unknown"))?;
        items.push(payload::HandedItem { version: item.now.id.0.into(), ..handed });
    }
    if items.is_empty() {
        return Err(Failure::new("fair.nothing_offered"));
    }
    let ranking = payload::Offer { fair: fair.to_string(), items };
    let content = Some(Remark { text: input.remarks }.encode());
    let fresh = Fresh { kind: kind::OFFER, ranking: ranking.encode(), content };
    let signed = workspace.sign(vec![fresh], now)?;
    Ok(Written { id: signed.first().map(|record| record.id().to_string()).unwrap_or_default() })
}

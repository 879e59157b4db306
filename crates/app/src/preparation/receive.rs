//! The supervisor's signature under the same list.

use domain::Rule;
use facts::payload::Remark;
use facts::{kind, payload};

use super::{fair, handed};
use crate::text::fits;
use crate::view::{ReceiveInput, Written};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Receives what was offered, all of it or less (FAIR-03).
///
/// # Errors
/// FAIR-04 for whoever offered it and for anybody but the supervisor, `fair.unknown`, `fair.offer_unknown`,
/// `fair.received_already` with who did, `fair.item_unknown` for what was not offered, `field.too_long`.
pub fn receive(
    workspace: &mut Workspace,
    now: &Now,
    input: ReceiveInput,
) -> Result<Written, Failure> {
    let fair = fair(workspace, &input.fair, workspace.as_of(now))?.clone();
    fits("remarks", &input.remarks)?;
    let prepared = workspace.gather().preparation(&fair.id)?;
    let named =
        prepared.handover.pairs.iter().find(|pair| pair.offer.id.to_string() == input.offer);
    let pair = named.ok_or_else(|| Failure::new("fair.offer_unknown"))?;
    if pair.offer.by == *workspace.me() || fair.supervisor != *workspace.me() {
        return Err(Failure::refused(Rule::Fair04));
    }
    if let Some(receipt) = &pair.receipt {
        let by = workspace.name(&receipt.by);
        return Err(Failure::new("fair.received_already").with("by", by));
    }
    let handed = handed(&input.items)?;
    if handed.iter().any(|(id, _)| !pair.offer.what.items.contains_key(id)) {
        return Err(Failure::new("fair.item_unknown"));
    }
    let ranking = payload::Received {
        fair: fair.id.to_string(),
        offer: pair.offer.id.0.into(),
        items: handed.into_iter().map(|(_, handed)| handed).collect(),
    };
    let content = Some(Remark { text: input.remarks }.encode());
    let fresh = Fresh { kind: kind::RECEIVED, ranking: ranking.encode(), content };
    let signed = workspace.sign(vec![fresh], now)?;
    Ok(Written { id: signed.first().map(|record| record.id().to_string()).unwrap_or_default() })
}

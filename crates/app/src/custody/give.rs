//! Passing exhibits on.

use domain::fair::custody::may_hold;
use domain::fair::preparation::ItemId;
use facts::payload::Remark;
use facts::{kind, payload};

use super::stock;
use crate::text::fits;
use crate::view::{CustodyGiveInput, Written};
use crate::workspace::{Fresh, Workspace, person_id};
use crate::{Failure, Now};

/// Gives exhibits to another, who signs for them on a laptop of his own (FAIR-04, FAIR-05). Until then they are
/// with whoever gives them.
///
/// # Errors
/// SYN-04 for whoever has nothing to do with the fair; `fair.item_unknown` for what he does not have;
/// `custody.more_than_held` with `held`, what waits for a signature not among it; `custody.nothing`; `custody.stranger` for who neither takes part nor
/// prepares fairs, and for oneself; `person.unknown`; `field.too_long`.
pub fn give(
    workspace: &mut Workspace,
    now: &Now,
    input: CustodyGiveInput,
) -> Result<Written, Failure> {
    let stock = stock(workspace, now, &input.fair)?;
    fits("remarks", &input.remarks)?;
    let me = workspace.me().clone();
    let to = person_id(workspace, &input.to)?;
    let (company, as_of) = (&workspace.book().company, workspace.as_of(now));
    if to == me || !may_hold(&to, &stock.fair.id, company, as_of) {
        return Err(Failure::new("custody.stranger").with("name", workspace.name(&to)));
    }
    let items = stock.named(&input.items, |item| stock.custody.of(&me, item) > 0)?;
    for handed in &items {
        let item = ItemId(*handed.item);
        let free = stock.custody.free(&me, &item);
        if handed.quantity > free {
            return Err(Failure::new("custody.more_than_held").with("held", free));
        }
    }
    if items.iter().all(|handed| handed.quantity == 0) {
        return Err(Failure::new("custody.nothing"));
    }
    let ranking = payload::CustodyGiven { fair: input.fair, to: to.to_string(), items };
    let content = Some(Remark { text: input.remarks }.encode());
    let fresh = Fresh { kind: kind::CUSTODY_GIVEN, ranking: ranking.encode(), content };
    let signed = workspace.sign(vec![fresh], now)?;
    Ok(Written { id: signed.first().map(|record| record.id().to_string()).unwrap_or_default() })
}

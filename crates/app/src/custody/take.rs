//! Signing for what was given.

use domain::Rule;
use facts::payload::Remark;
use facts::{kind, payload};

use super::stock;
use crate::text::fits;
use crate::view::{CustodyTakeInput, Written};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Takes what was given, all of it or less (FAIR-04, FAIR-05). Whoever gave it takes it back by naming nothing,
/// while the other has not signed.
///
/// # Errors
/// SYN-04 for whoever has nothing to do with the fair; `custody.giving_unknown` for what was not given or is
/// taken already; FAIR-04 for anybody but to whom it was given; `fair.item_unknown` for what was not given;
/// `custody.nothing`; `field.too_long`.
pub fn take(
    workspace: &mut Workspace,
    now: &Now,
    input: CustodyTakeInput,
) -> Result<Written, Failure> {
    let stock = stock(workspace, now, &input.fair)?;
    fits("remarks", &input.remarks)?;
    let given = stock.custody.open.iter().find(|act| act.id.to_string() == input.giving);
    let given = given.ok_or_else(|| Failure::new("custody.giving_unknown"))?;
    let back = given.by == *workspace.me() && input.items.is_empty();
    if given.what.to != *workspace.me() && !back {
        return Err(Failure::refused(Rule::Fair04));
    }
    let items = match back {
        true => Vec::new(),
        false => stock.named(&input.items, |item| given.what.items.contains_key(item))?,
    };
    let giving = given.id.0.into();
    let ranking = payload::CustodyTaken { fair: input.fair, giving, items };
    let content = Some(Remark { text: input.remarks }.encode());
    let fresh = Fresh { kind: kind::CUSTODY_TAKEN, ranking: ranking.encode(), content };
    let signed = workspace.sign(vec![fresh], now)?;
    Ok(Written { id: signed.first().map(|record| record.id().to_string()).unwrap_or_default() })
}

//! Counting exhibits.

use domain::Rule;
use domain::fair::custody::Occasion;
use facts::payload::Remark;
use facts::{kind, payload};

use super::{occasion, stock};
use crate::text::fits;
use crate::view::{CustodyCountInput, Written};
use crate::workspace::{Fresh, Workspace, person_id};
use crate::{Failure, Now};

/// Counts what somebody has: he himself, or the supervisor. Counted again it replaces what was counted before;
/// both stand (FAIR-05).
///
/// # Errors
/// SYN-04 for whoever has nothing to do with the fair; FAIR-05 for anybody but these two; `field.day`;
/// `custody.early` before the day that is counted, or before the last for the tear-down; `fair.item_unknown`
/// for what he does not have; `custody.nothing`; `person.unknown`; `field.too_long`.
pub fn count(
    workspace: &mut Workspace,
    now: &Now,
    input: CustodyCountInput,
) -> Result<Written, Failure> {
    let stock = stock(workspace, now, &input.fair)?;
    fits("remarks", &input.remarks)?;
    let of = person_id(workspace, &input.of)?;
    let me = workspace.me();
    if *me != of && *me != stock.fair.supervisor {
        return Err(Failure::refused(Rule::Fair05));
    }
    let on = occasion(&stock.fair, &input.on)?;
    let (day, begins) = match on {
        Occasion::Evening(day) => (Some(day.to_string()), Some(day)),
        Occasion::TearDown => (None, stock.fair.days.last().copied()),
    };
    let today = workspace.book().company.zone.day(workspace.as_of(now));
    if begins.is_some_and(|begins| today < begins) {
        return Err(Failure::new("custody.early"));
    }
    let items = stock.named(&input.items, |item| stock.custody.of(&of, item) > 0)?;
    let ranking = payload::ExhibitsCounted { fair: input.fair, of: of.to_string(), day, items };
    let content = Some(Remark { text: input.remarks }.encode());
    let fresh = Fresh { kind: kind::EXHIBITS_COUNTED, ranking: ranking.encode(), content };
    let signed = workspace.sign(vec![fresh], now)?;
    Ok(Written { id: signed.first().map(|record| record.id().to_string()).unwrap_or_default() })
}

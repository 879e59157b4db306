//! Appealing to headquarters.

use domain::Rule;
use domain::ruling::may_appeal;
use facts::kind;
use facts::payload::{self, card_bytes};

use crate::capture::card_id;
use crate::text::says_why;
use crate::view::AppealInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Appeals against the decision on a customer's case: headquarters decides again, finally. The decision
/// stands until then.
///
/// # Errors
/// OWN-12 for somebody whom neither outcome names, where nothing was decided, where headquarters has
/// decided, and a second time; `field.missing` without a reason; `field.too_long`; `lead.unknown`.
pub fn appeal(workspace: &mut Workspace, now: &Now, input: AppealInput) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    let card = card_id(&input.card)?;
    let customer = workspace.customer(card, as_of)?;
    says_why(&input.reason)?;
    let company = &workspace.book().company;
    let decision = may_appeal(workspace.me(), &customer.cluster, company, as_of)
        .ok_or_else(|| Failure::refused(Rule::Own12))?;
    let payload = payload::Appeal {
        card: card_bytes(card),
        decision: decision.0.into(),
        reason: input.reason,
    };
    workspace.sign(vec![Fresh::open(kind::APPEAL, payload.encode())], now)?;
    Ok(())
}

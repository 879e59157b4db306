//! Deciding a case.

use domain::act::CaseDecision;
use domain::card::{Act, SigningTime};
use domain::ruling::may_decide_case;
use domain::{FactId, Rule};
use facts::kind;
use facts::payload::{self, card_bytes};

use crate::capture::card_id;
use crate::explain::case_id;
use crate::text::says_why;
use crate::view::DecideCaseInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Decides a case: the proposed outcome holds from now on, or the standing one goes on holding. It takes
/// effect when the server has it.
///
/// # Errors
/// OWN-04, OWN-05, OWN-12 or SYN-04 for somebody who does not decide it; `case.changed` where the outcomes
/// are no longer those that were shown; `field.missing` without a reason; `field.too_long`;
/// `lead.unknown`.
pub fn decide(workspace: &mut Workspace, now: &Now, input: DecideCaseInput) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    let card = card_id(&input.card)?;
    let customer = workspace.customer(card, as_of)?;
    says_why(&input.reason)?;
    let case = customer.ruling.case.as_ref().ok_or_else(|| Failure::refused(Rule::Own12))?;
    if case_id(case) != input.case {
        return Err(Failure::new("case.changed"));
    }
    let what = CaseDecision {
        card,
        standing: case.standing.clone(),
        proposed: case.proposed.clone(),
        adopt: input.adopt,
        reason: input.reason,
    };
    let time = SigningTime::exact(as_of);
    let candidate = Act::new(FactId([0xff; 32]), workspace.me().clone(), time, what);
    may_decide_case(&candidate, &customer.cluster, &workspace.book().company, as_of)
        .map_err(Failure::refused)?;
    let decision = candidate.what;
    let payload = payload::CaseDecision {
        card: card_bytes(card),
        standing: payload::Outcome::of(&decision.standing),
        proposed: payload::Outcome::of(&decision.proposed),
        adopt: decision.adopt,
        reason: decision.reason,
    };
    workspace.sign(vec![Fresh::open(kind::CASE_DECISION, payload.encode())], now)?;
    Ok(())
}

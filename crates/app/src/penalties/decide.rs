//! Deciding on a proposal (PEN-01). Nothing is deducted: payroll is not this program's business (J16).

use domain::fair::penalty::hearing::{Verdict, may_sign};
use facts::payload::card_bytes;
use facts::{kind, payload};

use super::matter::{affair, matter_bytes};
use crate::text::says_why;
use crate::view::DecidePenaltyInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Upholds a proposal, waives it, or makes it milder.
///
/// # Errors
/// SYN-04 for anybody but headquarters; PEN-01 for the person himself, for him on whose word it rests, before
/// the person was heard, and for an amount that is not below what is proposed; `penalty.unknown`; `field.missing`
/// without a reason, `field.too_long`.
pub fn decide(
    workspace: &mut Workspace,
    now: &Now,
    input: DecidePenaltyInput,
) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    let affair = affair(workspace, now, &input.matter)?;
    let verdict = Verdict::from_name(&input.verdict, input.amount);
    let verdict = verdict.ok_or_else(|| Failure::field("field.verdict", "verdict"))?;
    let Some(proposal) = &affair.proposal else { return Err(Failure::new("penalty.unknown")) };
    may_sign(&affair, workspace.me(), verdict, &workspace.book().company, as_of)
        .map_err(Failure::refused)?;
    says_why(&input.reason)?;
    let payload = payload::PenaltyDecided {
        matter: matter_bytes(&affair.matter),
        verdict: verdict.name().to_owned(),
        amount: match verdict {
            Verdict::Milder { amount } => amount,
            Verdict::Upheld | Verdict::Waived => None,
        },
        seen: proposal.cards.iter().map(|card| card_bytes(*card)).collect(),
    };
    let decided = Fresh {
        kind: kind::PENALTY_DECIDED,
        ranking: payload.encode(),
        content: Some(payload::Remark { text: input.reason }.encode()),
    };
    workspace.sign(vec![decided], now)?;
    Ok(())
}

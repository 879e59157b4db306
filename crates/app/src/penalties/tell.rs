//! Explaining a proposal to the person concerned, before anything else (PEN-01).

use domain::Rule;
use domain::fair::penalty::hearing::may_tell;
use facts::{kind, payload};

use super::matter::{affair, matter_bytes};
use crate::text::says_why;
use crate::view::TellInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Tells him what is proposed and why. From then on he has `pen.hearing_days` to speak.
///
/// # Errors
/// SYN-04 for anybody but headquarters and the fair's supervisor, and for the person himself;
/// `penalty.unknown` where nothing is proposed; `field.missing` without an explanation, `field.too_long`.
pub fn tell(workspace: &mut Workspace, now: &Now, input: TellInput) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    let affair = affair(workspace, now, &input.matter)?;
    if affair.proposal.is_none() {
        return Err(Failure::new("penalty.unknown"));
    }
    if !may_tell(&affair.matter, workspace.me(), &workspace.book().company, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    says_why(&input.text)?;
    let told = Fresh {
        kind: kind::PENALTY_TOLD,
        ranking: payload::PenaltyTold { matter: matter_bytes(&affair.matter) }.encode(),
        content: Some(payload::Remark { text: input.text }.encode()),
    };
    workspace.sign(vec![told], now)?;
    Ok(())
}

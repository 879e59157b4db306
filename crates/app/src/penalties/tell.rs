//! Explaining a proposal to the person concerned, before anything else (PEN-01).

use domain::Rule;
use domain::fair::penalty::hearing::{Way, may_tell};
use facts::{kind, payload};

use super::matter::{affair, matter_bytes};
use crate::text::says_why;
use crate::view::TellInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Tells him what is proposed and why. He has `pen.hearing_days` to speak once it has
/// reached his laptop, or from now on where whoever signs it has spoken with him.
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
    let matter = matter_bytes(&affair.matter);
    let way = if input.spoken { Way::Spoken } else { Way::Written };
    let told = Fresh {
        kind: kind::PENALTY_TOLD,
        ranking: payload::PenaltyTold { matter, way: way.name().map(str::to_owned) }.encode(),
        content: Some(payload::Remark { text: input.text }.encode()),
    };
    workspace.sign(vec![told], now)?;
    Ok(())
}

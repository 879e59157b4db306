//! What the person concerned says to a proposal (PEN-01), signed with his own key (FAIR-04).

use domain::Rule;
use facts::{kind, payload};

use super::matter::{affair, matter_bytes};
use crate::text::{fits, says_why};
use crate::view::HearInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Writes down his statement, or that he does not want to make one. He may speak before he was told, and after it
/// was decided: headquarters can then decide anew.
///
/// # Errors
/// FAIR-04 for anybody else, `penalty.unknown`, `field.missing` for a statement without words,
/// `field.too_long`.
pub fn hear(workspace: &mut Workspace, now: &Now, input: HearInput) -> Result<(), Failure> {
    if input.matter.person != workspace.me().as_str() {
        return Err(Failure::refused(Rule::Fair04));
    }
    let affair = affair(workspace, now, &input.matter)?;
    match input.declines {
        true => fits("reason", &input.text)?,
        false => says_why(&input.text)?,
    }
    let matter = matter_bytes(&affair.matter);
    let said = Fresh {
        kind: kind::PENALTY_HEARD,
        ranking: payload::PenaltyHeard { matter, declines: input.declines }.encode(),
        content: Some(payload::Remark { text: input.text }.encode()),
    };
    workspace.sign(vec![said], now)?;
    Ok(())
}

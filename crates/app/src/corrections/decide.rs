//! Approving a correction, or rejecting it.

use domain::Rule;
use domain::correction::{Standing, may_decide};
use facts::payload::{self, Remark, card_bytes};
use facts::{Corrected, kind};

use crate::capture::card_id;
use crate::text::{fits, says_why};
use crate::view::DecideCorrectionInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Approves or rejects one version of a correction. The first word on it counts.
///
/// # Errors
/// ORD-15 for one's own correction or card, SYN-04 for somebody who leads nobody, `correction.unknown` for
/// one that is not held, `correction.decided` with who decided it, `field.missing` for a rejection without a
/// reason, `field.too_long`.
pub fn decide(
    workspace: &mut Workspace,
    now: &Now,
    input: DecideCorrectionInput,
) -> Result<(), Failure> {
    let card = card_id(&input.card)?;
    let corrections = workspace.gather().corrections(card)?;
    let named = |corrected: &&Corrected| corrected.act.id.to_string() == input.correction;
    let corrected = corrections.iter().find(named);
    let Corrected { act, standing, signed } =
        corrected.ok_or_else(|| Failure::new("correction.unknown"))?;
    let (me, company) = (workspace.me(), &workspace.book().company);
    if !may_decide(me, signed, &act.by, company, workspace.as_of(now)) {
        let own = *me == act.by || *me == signed.by;
        return Err(Failure::refused(if own { Rule::Ord15 } else { Rule::Syn04 }));
    }
    match standing {
        Standing::Waits => {}
        Standing::Approved(word) | Standing::Rejected(word) => {
            let by = workspace.name(&word.by);
            return Err(Failure::new("correction.decided").with("by", by));
        }
        Standing::Void => return Err(Failure::new("correction.void")),
    }
    match input.approve {
        true => fits("reason", &input.reason)?,
        false => says_why(&input.reason)?,
    }
    let ranking = payload::CorrectionDecision {
        card: card_bytes(card),
        correction: act.id.0.into(),
        approve: input.approve,
    };
    let decision = Fresh {
        kind: kind::CORRECTION_DECISION,
        ranking: ranking.encode(),
        content: Some(Remark { text: input.reason }.encode()),
    };
    workspace.sign(vec![decision], now)?;
    Ok(())
}

//! Classification (CLS-01, FUP-01).

use facts::kind;
use facts::payload::{Classification, card_bytes};

use crate::capture::card_id;
use crate::capture::usage_of;
use crate::view::ClassifyInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Sets a customer's class with the evidence that it rests on. By SMS or mail alone the customer is not
/// properly classified (FUP-01): it is recorded, and the deadline stays.
///
/// # Errors
/// `field.evidence`, `field.usage`, `lead.unknown`.
pub fn classify(workspace: &mut Workspace, now: &Now, input: ClassifyInput) -> Result<(), Failure> {
    let card = card_id(&input.card)?;
    workspace.customer(card, workspace.as_of(now))?;
    if !["phone", "visit", "sms", "mail"].contains(&input.evidence.as_str()) {
        return Err(Failure::field("field.evidence", "evidence"));
    }
    let payload = Classification {
        card: card_bytes(card),
        usage_hundredths: usage_of(&input.usage)?,
        stable: input.stable,
        special: input.special,
        evidence: input.evidence,
    };
    workspace.sign(vec![Fresh::open(kind::CLASSIFICATION, payload.encode())], now)?;
    Ok(())
}

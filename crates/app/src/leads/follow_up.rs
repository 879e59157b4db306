//! A follow-up (B13, FUP-10).

use facts::kind;
use facts::payload::{FollowUp, Remark, card_bytes};

use crate::capture::card_id;
use crate::text::fits;
use crate::view::FollowUpInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Channels of a follow-up.
pub(super) const CHANNELS: [&str; 7] = ["phone", "visit", "meeting", "sms", "im", "mail", "event"];

/// Records a contact with a customer. Its text goes to those who may read the card.
///
/// # Errors
/// `field.channel` for an unknown channel, `field.too_long`, `lead.unknown` for a customer that is not held.
pub fn follow_up(
    workspace: &mut Workspace,
    now: &Now,
    input: FollowUpInput,
) -> Result<(), Failure> {
    let card = card_id(&input.card)?;
    workspace.customer(card, workspace.as_of(now))?;
    if !CHANNELS.contains(&input.channel.as_str()) {
        return Err(Failure::field("field.channel", "channel"));
    }
    fits("text", &input.text)?;
    let fact = Fresh {
        kind: kind::FOLLOW_UP,
        ranking: FollowUp {
            card: card_bytes(card),
            channel: input.channel,
            connected: input.connected,
        }
        .encode(),
        content: Some(Remark { text: input.text }.encode()),
    };
    workspace.sign(vec![fact], now)?;
    Ok(())
}

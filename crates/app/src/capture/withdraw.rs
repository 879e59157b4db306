//! Taking a card back: a tombstone with a reason, never a gap (FAIR-18, SYN-09).

use facts::{Fact, Key, Records, kind, newest_draft, payload};
use ledger::Record;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::content::card_id;
use crate::text::says_why;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Which card, and why.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Withdraw {
    /// The card or draft.
    pub card: String,
    /// Why.
    pub reason: String,
}

/// Takes back one's own card or draft.
///
/// # Errors
/// `field.missing` without a reason, `field.too_long`, `lead.unknown` for a card that is not one's own.
pub fn withdraw(workspace: &mut Workspace, now: &Now, input: Withdraw) -> Result<(), Failure> {
    let card = card_id(&input.card)?;
    says_why(&input.reason)?;
    let about = workspace.store().under(&Key::Card(card), 0)?;
    let his = |record: &&Record| record.envelope().author == workspace.me().as_str();
    let signed = about.iter().filter(his).find(|record| record.kind() == kind::CARD);
    let written = signed.or_else(|| newest_draft(about.iter().filter(his)));
    let fair = match Fact::read(written.ok_or_else(|| Failure::new("lead.unknown"))?) {
        Ok(Fact::Draft(draft)) => draft.fair.map(|fair| fair.to_string()),
        _ => None,
    };
    let tombstone = Fresh {
        kind: kind::WITHDRAWAL,
        ranking: payload::Withdrawal { card: payload::card_bytes(card), fair }.encode(),
        content: Some(payload::Remark { text: input.reason }.encode()),
    };
    workspace.sign(vec![tombstone], now)?;
    Ok(())
}

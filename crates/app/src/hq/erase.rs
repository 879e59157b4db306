//! Erasing personal data on request (SEC-14).

use domain::company::Role;
use domain::{CardId, Rule};
use facts::{Key, Records, kind, payload};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::capture::card_id;
use crate::text::says_why;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Which card, and why.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Erase {
    /// The card.
    pub card: String,
    /// Why. Only headquarters' laptops and the server get it.
    pub reason: String,
}

/// Orders that everything that was written about a card be erased, wherever it is. It counts as soon as the
/// server has the order, and reaches each laptop with its next exchange.
///
/// # Errors
/// SYN-04 for anybody but headquarters, `lead.unknown`, `card.erased` for one that is, `field.missing` without
/// a reason, `field.too_long`.
pub fn erase(workspace: &mut Workspace, now: &Now, input: Erase) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    if !workspace.book().company.holds(workspace.me(), Role::Hq, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    let card = card_id(&input.card)?;
    if workspace.store().under(&Key::Card(card), 0)?.is_empty() {
        return Err(Failure::new("lead.unknown"));
    }
    if workspace.book().erased.contains_key(&card) {
        return Err(Failure::new("card.erased"));
    }
    says_why(&input.reason)?;
    workspace.sign(vec![order(card, &input.reason)], now)?;
    Ok(())
}

/// The order.
pub(super) fn order(card: CardId, reason: &str) -> Fresh {
    Fresh {
        kind: kind::ERASURE,
        ranking: payload::Erasure { card: payload::card_bytes(card) }.encode(),
        content: Some(payload::Remark { text: reason.to_owned() }.encode()),
    }
}

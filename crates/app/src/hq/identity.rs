//! Deciding a probable duplicate (DUP-02).

use domain::Rule;
use facts::kind;
use facts::payload::{Identity, card_bytes};

use crate::evening::{card_ids, may_decide};
use crate::view::IdentityInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Joins cards into one customer, or keeps them apart. Either undoes the other without loss.
///
/// # Errors
/// DUP-02 for somebody who may not decide, `lead.unknown`, `call.arguments` for fewer than two cards.
pub fn decide_identity(
    workspace: &mut Workspace,
    now: &Now,
    input: IdentityInput,
) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    let cards = card_ids(&input.cards)?;
    if cards.len() < 2 {
        return Err(Failure::new("call.arguments").with("detail", "cards"));
    }
    for card in &cards {
        workspace.customer(*card, as_of)?;
    }
    if !may_decide(workspace, &cards, as_of)? {
        return Err(Failure::refused(Rule::Dup02));
    }
    let cards = cards.into_iter().map(card_bytes).collect();
    let payload = Identity { same: input.same, cards };
    workspace.sign(vec![Fresh::open(kind::IDENTITY, payload.encode())], now)?;
    Ok(())
}

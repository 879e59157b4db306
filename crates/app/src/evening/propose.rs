//! Assigning as the rules propose, wherever nothing is contested (OWN-06). Each is the single assignment that
//! anybody could make by hand, through the same use case.

use domain::Rule;
use domain::ruling::{Owner, Territory};
use facts::Customer;

use super::assign::assign;
use crate::capture::card_id;
use crate::leads::row_view;
use crate::view::{AssignInput, AssignProposedInput, BulkRefused, BulkView};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// How many customers one call is about: others have their turn at the workspace between two.
const CUSTOMERS_MAX: usize = 50;

/// Assigns customers to whom the rules propose. What is contested is refused by the rule for which it is to be
/// spoken about first.
///
/// # Errors
/// `call.arguments` for too many cards, `store` when the disk fails: what had been done until then stays.
/// Whatever else a single assignment is refused for stands beside its card.
pub fn assign_proposed(
    workspace: &mut Workspace,
    now: &Now,
    input: AssignProposedInput,
) -> Result<BulkView, Failure> {
    if input.cards.len() > CUSTOMERS_MAX {
        return Err(Failure::new("call.arguments").with("detail", "cards"));
    }
    let mut view = BulkView::default();
    for card in input.cards {
        match one(workspace, now, &card, input.discussion.clone()) {
            Ok(()) => view.done.push(card),
            Err(failure) if failure.code.starts_with("store") => return Err(failure),
            Err(failure) => {
                let row = match card_id(&card) {
                    Ok(id) => workspace.store().lead(id)?.map(|row| row_view(workspace, &row)),
                    Err(_) => None,
                };
                view.refused.push(BulkRefused { card, row, failure });
            }
        }
    }
    Ok(view)
}

fn one(
    workspace: &mut Workspace,
    now: &Now,
    card: &str,
    discussion: Option<Vec<String>>,
) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    let id = card_id(card)?;
    let customer = workspace.customer(id, as_of)?;
    let mut paired = false;
    for card in customer.cluster.cards.keys() {
        paired |= !workspace.gather().probable(*card, as_of)?.is_empty();
    }
    if let Some(rule) = contested(&customer, paired) {
        return Err(Failure::refused(rule));
    }
    let proposal =
        customer.ruling.proposal.as_ref().ok_or_else(|| Failure::refused(Rule::Own06))?;
    let input = AssignInput {
        card: card.to_owned(),
        to: proposal.to_string(),
        reason: String::new(),
        overriding: false,
        discussion,
    };
    assign(workspace, now, input)
}

/// The rule for which a customer is to be spoken about before he is assigned as proposed: he is somebody's
/// already, a late fact waits for a decision, his cards tie, another may be the same customer, or his site
/// makes him headquarters' to give.
pub(super) fn contested(customer: &Customer, paired: bool) -> Option<Rule> {
    let ruling = &customer.ruling;
    match () {
        () if ruling.case.is_some() => Some(Rule::Own12),
        () if matches!(ruling.owner, Owner::Person(_)) => Some(Rule::Own05),
        () if ruling.territory != Territory::In => Some(Rule::Own04),
        () if ruling.undecided => Some(Rule::Dup07),
        () if paired => Some(Rule::Dup02),
        () if ruling.proposal.is_none() => Some(Rule::Own06),
        () => None,
    }
}

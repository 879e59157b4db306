//! One act for many leads. There is no rule for many: each lead goes through the use case of the single act,
//! in a transaction of its own, and what is refused for one is done for the others.

use std::collections::{BTreeMap, BTreeSet};

use domain::CardId;

use super::follow_up::follow_up;
use super::list::row_view;
use crate::capture::{Withdraw, card_id, withdraw};
use crate::evening::{Cards, assign, countersign, evaluate};
use crate::view::{AssignInput, BulkInput, BulkRefused, BulkView, EvaluateInput, FollowUpInput};
use crate::workspace::Workspace;
use crate::{Failure, Now, lease};

/// How many leads one call is about: others have their turn at the workspace between two.
const CARDS_MAX: usize = 50;
/// How many cards of one choice there may be.
const CHOSEN_MAX: usize = super::list::CHOSEN_MAX as usize;

/// Does something to each of some leads, and says of each what became of it.
///
/// # Errors
/// `call.arguments` for an act that does not exist or too many cards, `store` when the disk fails: what had
/// been done until then stays. Whatever else a single act is refused for stands beside its lead.
pub fn bulk(workspace: &mut Workspace, now: &Now, input: BulkInput) -> Result<BulkView, Failure> {
    let wrong = |what: &str| Failure::new("call.arguments").with("detail", what);
    if input.cards.len() > CARDS_MAX || input.before.len() > CHOSEN_MAX {
        return Err(wrong("cards"));
    }
    let act = Act::read(&input).ok_or_else(|| wrong("act"))?;
    let mut customers = BTreeSet::new();
    for card in input.before.iter().filter(|_| act.is_of_customer()) {
        customers.extend(customer_of(workspace, card)?);
    }
    let mut view = BulkView::default();
    for card in &input.cards {
        let (customer, card) = (customer_of(workspace, card)?, card.clone());
        let known = customer.is_some_and(|customer| customers.contains(&customer));
        if act.is_of_customer() && known {
            view.together.push(card);
            continue;
        }
        match act.of(workspace, now, &card) {
            Ok(()) => {
                customers.extend(customer);
                view.done.push(card);
            }
            Err(failure) if failure.code.starts_with("store") => return Err(failure),
            Err(failure) => view.refused.push(refused(workspace, now, card, failure)?),
        }
    }
    Ok(view)
}

/// What is done to each.
enum Act<'a> {
    Assign { to: &'a str, reason: &'a str },
    Countersign,
    Evaluate { judgement: &'a str },
    FollowUp { channel: &'a str, text: &'a str },
    Withdraw { reason: &'a str },
}

impl<'a> Act<'a> {
    fn read(input: &'a BulkInput) -> Option<Self> {
        let (what, text) = (input.what.as_str(), input.text.as_str());
        Some(match input.act.as_str() {
            "assign" => Self::Assign { to: what, reason: text },
            "countersign" => Self::Countersign,
            "evaluate" => Self::Evaluate { judgement: what },
            "follow_up" => Self::FollowUp { channel: what, text },
            "withdraw" => Self::Withdraw { reason: text },
            _ => return None,
        })
    }

    /// Whether it is about the customer, so that two of his cards are one act.
    fn is_of_customer(&self) -> bool {
        matches!(self, Self::Assign { .. } | Self::FollowUp { .. })
    }

    fn of(&self, workspace: &mut Workspace, now: &Now, card: &str) -> Result<(), Failure> {
        let card = card.to_owned();
        match *self {
            Self::Assign { to, reason } => {
                let (to, reason) = (to.to_owned(), reason.to_owned());
                let input = AssignInput { card, to, reason, overriding: false, discussion: None };
                assign(workspace, now, input)
            }
            Self::Countersign => countersign(workspace, now, Cards { cards: vec![card] }),
            Self::Evaluate { judgement } => {
                let cards = BTreeMap::from([(card, judgement.to_owned())]);
                evaluate(workspace, now, EvaluateInput { cards })
            }
            Self::FollowUp { channel, text } => {
                let (channel, text) = (channel.to_owned(), text.to_owned());
                follow_up(workspace, now, FollowUpInput { card, channel, connected: true, text })
            }
            Self::Withdraw { reason } => {
                withdraw(workspace, now, Withdraw { card, reason: reason.to_owned() })
            }
        }
    }
}

fn customer_of(workspace: &Workspace, card: &str) -> Result<Option<CardId>, Failure> {
    let Ok(card) = card_id(card) else { return Ok(None) };
    Ok(workspace.store().lead(card)?.map(|row| row.customer))
}

fn refused(
    workspace: &Workspace,
    now: &Now,
    card: String,
    failure: Failure,
) -> Result<BulkRefused, Failure> {
    let row = match card_id(&card) {
        // What a laptop without contact does not show, it does not name either (SEC-05).
        Ok(id) if lease::holds(workspace, now).is_ok() => workspace.store().lead(id)?,
        _ => None,
    };
    let row = row.map(|row| row_view(workspace, &row));
    Ok(BulkRefused { card, row, failure })
}

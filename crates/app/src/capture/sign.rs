//! Signing a card: the moment from which it counts (DUP-01).

use domain::CardId;
use facts::{Key, Records, kind, payload};

use super::content::parse;
use super::unfinished::{FORM, may_hold};
use crate::view::{CardInput, SignedView};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now, laptops};

/// Fields that a signed card has, or that are marked unknown (FAIR-18).
const MANDATORY: [&str; 3] = ["company", "person", "matter"];

/// Signs a card. When this returns, it is on disk, encrypted, and numbered in the register.
///
/// # Errors
/// `field.missing` naming the first empty field, `card.let_go`, `card.already_signed` for a card that is, and
/// whatever a form can have wrong.
pub fn sign(workspace: &mut Workspace, now: &Now, input: CardInput) -> Result<SignedView, Failure> {
    if let Some(field) = missing(&input) {
        return Err(Failure::field("field.missing", field).with("field", field));
    }
    may_hold(workspace, &input)?;
    let mut typed = parse(workspace, &input, now)?;
    if input.card.is_some() {
        may_continue(workspace, typed.card.id)?;
    }
    typed.card.register = next_register(workspace, typed.card.fair.as_ref())?;
    let (card, register) = (typed.card.id.to_string(), typed.card.register);
    let fact = Fresh {
        kind: kind::CARD,
        ranking: payload::CardRanking::of(&typed.card).encode(),
        content: Some(typed.content.encode()),
    };
    workspace.sign_with(vec![fact], now, |tx| tx.remove_autosave(FORM))?;
    let laptop = laptops::number(workspace, workspace.identity().enrolment);
    Ok(SignedView { card, register, laptop })
}

/// The first mandatory field that is neither filled nor marked unknown.
pub(crate) fn missing(input: &CardInput) -> Option<&'static str> {
    MANDATORY.into_iter().find(|field| {
        let text = match *field {
            "company" => &input.company,
            "person" => &input.person,
            _ => &input.matter,
        };
        text.trim().is_empty() && !input.unknown.iter().any(|unknown| unknown == field)
    })
}

/// A draft becomes a card once, and only by whoever drafted it.
fn may_continue(workspace: &Workspace, card: CardId) -> Result<(), Failure> {
    let about = workspace.store().under(&Key::Card(card), 0)?;
    let own = |record: &ledger::Record| record.envelope().author == workspace.me().as_str();
    if about.iter().any(|record| record.kind() == kind::CARD) {
        return Err(Failure::new("card.already_signed"));
    }
    if !about.is_empty() && !about.iter().any(own) {
        return Err(Failure::new("lead.unknown"));
    }
    Ok(())
}

/// The next number of this person's register at a fair: 1, 2, 3 … without gaps (FAIR-18). A laptop in the
/// place of another one goes on from the highest number that came back; what comes back later is told apart
/// by the laptop.
pub(crate) fn next_register(
    workspace: &Workspace,
    fair: Option<&domain::FairId>,
) -> Result<u32, Failure> {
    let mut below = u64::from(u32::MAX) + 1;
    while let Some((last, cards)) =
        workspace.store().last_registered(workspace.me(), fair, below)?
    {
        for record in cards {
            // Whoever has the lost laptop must not choose the number.
            let own = record.envelope().log.enrolment == workspace.identity().enrolment;
            if own || !workspace.gather().act(&record, ())?.after_revocation {
                return Ok(last.saturating_add(1));
            }
        }
        below = u64::from(last);
    }
    Ok(1)
}

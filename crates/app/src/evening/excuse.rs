//! Certifying that a late hand-in was nobody's fault (OWN-08).

use domain::Rule;
use facts::kind;
use facts::names::{CARDS_NAMED_MAX, DAY_NAMES_MAX};
use facts::payload::{self, card_bytes};

use super::office::{supervised, supervises};
use crate::capture::card_id;
use crate::text::fits;
use crate::view::ExcuseLateInput;
use crate::workspace::{Fresh, Workspace, person_id};
use crate::{Failure, Now};

/// Certifies that cards came late because a device failed or there was no way to the supervisor. They rank again
/// as they were signed, as far as their chain proves how old they are.
///
/// # Errors
/// SYN-04 for anybody but the fair's supervisor; FAIR-04 for his own cards; `field.missing` without a reason;
/// `excuse.not_his` for a card of somebody else; `lead.unknown`, `person.unknown`, `field.too_long`, `record.too_many`.
pub fn excuse_late(
    workspace: &mut Workspace,
    now: &Now,
    input: ExcuseLateInput,
) -> Result<(), Failure> {
    if input.cards.len() > DAY_NAMES_MAX {
        return Err(Failure::new("record.too_many").with("max", DAY_NAMES_MAX));
    }
    let as_of = workspace.as_of(now);
    fits("reason", &input.reason)?;
    if input.reason.trim().is_empty() {
        return Err(Failure::field("field.missing", "reason"));
    }
    supervises(workspace, as_of)?;
    let person = person_id(workspace, &input.person)?;
    let mut cards = Vec::new();
    for text in &input.cards {
        let card = card_id(text)?;
        let customer = workspace.customer(card, as_of)?;
        let file = &customer.cluster.cards[&card];
        let fair = file.signed.what.fair.as_ref();
        let fair = fair.ok_or_else(|| Failure::refused(Rule::Own08))?;
        supervised(workspace, fair, as_of)?;
        if file.signer() == workspace.me() {
            return Err(Failure::refused(Rule::Fair04));
        }
        if *file.signer() != person {
            return Err(Failure::new("excuse.not_his").with("person", workspace.name(&person)));
        }
        cards.push(card_bytes(card));
    }
    let said = cards.chunks(CARDS_NAMED_MAX).map(|some| {
        let payload = payload::Excuse { cards: some.to_vec(), reason: input.reason.clone() };
        Fresh::open(kind::EXCUSE, payload.encode())
    });
    workspace.sign(said.collect(), now)?;
    Ok(())
}

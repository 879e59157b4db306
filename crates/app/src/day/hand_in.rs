//! The statement "this is all" (FAIR-07).

use domain::time::Day;
use domain::{CardId, FairId};
use facts::payload::{self, card_bytes};
use facts::{Fact, kind};

use crate::capture::drafts;
use crate::view::HandInStatement;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Signs the statement that everything of a day is handed in, open drafts listed. Sent with the records
/// by whatever way the hand-in goes. Saying the same again adds nothing.
///
/// # Errors
/// `field.fair`, `field.day`.
pub fn state_hand_in(
    workspace: &mut Workspace,
    now: &Now,
    input: &HandInStatement,
) -> Result<u32, Failure> {
    let as_of = workspace.as_of(now);
    let fair = FairId::new(&input.fair);
    let company = &workspace.book().company;
    if company.fair(&fair, as_of).is_none() {
        return Err(Failure::field("field.fair", "fair"));
    }
    let day = match input.day.as_str() {
        "" => company.zone.day(as_of),
        text => Day::parse(text).ok_or_else(|| Failure::field("field.day", "day"))?,
    };
    let cards = own_cards(workspace, &fair, day)?;
    let drafts: Vec<CardId> = drafts(workspace)?
        .iter()
        .filter(|draft| draft.fair.as_deref() == Some(fair.as_str()))
        .filter_map(|draft| draft.card.as_deref().and_then(CardId::from_hex))
        .collect();
    let payload = payload::HandIn {
        fair: fair.to_string(),
        day: day.to_string(),
        cards: cards.iter().map(|card| card_bytes(*card)).collect(),
        drafts: drafts.iter().map(|card| card_bytes(*card)).collect(),
        paper: input.paper,
    };
    let bytes = payload.encode();
    let mut said = workspace.fair_days(&fair)?;
    said.retain(|record| {
        record.envelope().log.enrolment == workspace.log().enrolment
            && record.kind() == kind::HAND_IN
    });
    let newest = said.iter().max_by_key(|record| (record.envelope().log, record.envelope().seq));
    let again = newest
        .is_some_and(|record| record.part(ledger::WhichPart::Ranking) == Some(bytes.as_slice()));
    if !again {
        workspace.sign(vec![Fresh::open(kind::HAND_IN, bytes)], now)?;
    }
    Ok(u32::try_from(cards.len()).unwrap_or(u32::MAX))
}

/// One's own signed cards of a fair that belong to a day or to an earlier one: a late card is handed in
/// too.
fn own_cards(workspace: &Workspace, fair: &FairId, day: Day) -> Result<Vec<CardId>, Failure> {
    let mut cards = Vec::new();
    for record in workspace.store().registered(workspace.me(), fair)? {
        let Ok(Fact::Card(card)) = Fact::read(&record) else { continue };
        let at = workspace.gather().act(&record, ())?.time.at;
        if workspace.book().company.zone.day(at) <= day {
            cards.push(card.id);
        }
    }
    cards.sort();
    Ok(cards)
}

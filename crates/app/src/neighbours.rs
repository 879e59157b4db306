//! Customers that neighbours' laptops are asked about while a card is typed, and what they are told of this
//! one's: marks, and never what is on a card (decision 0036).

use std::collections::BTreeMap;

use domain::CardId;
use domain::card::{Card, Source};
use domain::identity::marks::{Beside, Mark, asks_for, found_by};
use domain::time::Instant;
use facts::{Fact, Key, Records, kind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::capture::{candidates, identifies, parse};
use crate::view::{CardInput, DuplicateOutcome};
use crate::workspace::Workspace;
use crate::{Failure, Now, lease};

const CARD_CONTEXT: &str = "fairlead 2026 hint: a card in a table v1";

/// What a neighbour's laptop said of the customer that is being typed: not whose it is, and nothing of what is
/// on the card.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NeighbourHint {
    /// Sure, or for a person to decide (DUP-02).
    pub sure: bool,
    /// Minutes between that signature and now.
    #[ts(type = "number")]
    pub minutes_before: i64,
    /// What will happen if this card is signed now, as far as it is known.
    pub outcome: DuplicateOutcome,
}

/// A customer that is asked about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// What he would be found by.
    pub marks: Vec<Mark>,
    /// What must not differ.
    pub beside: Beside,
    card: Card,
}

/// An own card, and what it is found by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnCard {
    /// Which.
    pub id: CardId,
    /// When it was signed.
    pub at: Instant,
    /// What it is found by.
    pub marks: Vec<Mark>,
    /// What must not differ.
    pub beside: Beside,
}

/// A card that a neighbour holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Met {
    /// Sure, or for a person to decide.
    pub sure: bool,
    /// When it was signed, to the minute.
    pub at: Instant,
    /// Which card, in which table ([`card_in`]).
    pub card: [u8; 8],
    /// The table.
    pub table: [u8; 8],
}

/// How a table calls a card: the same in no other, and known only to who holds the card.
pub fn card_in(workspace: &Workspace, table: [u8; 8], card: CardId) -> [u8; 8] {
    let key = blake3::derive_key(CARD_CONTEXT, &workspace.identity().identity_key.0);
    let mut hasher = blake3::Hasher::new_keyed(&key);
    hasher.update(&table).update(&card.0);
    *hasher.finalize().as_bytes().first_chunk().expect("a hash is longer")
}

/// What neighbours are asked about a form; nothing as long as it is no customer, where others' customers are
/// closed to this person (SEC-04), or where he has asked too much in this minute.
pub fn question(workspace: &mut Workspace, now: &Now, input: &CardInput) -> Option<Question> {
    let mut card = parse(workspace, input, now).ok()?.card;
    let may = identifies(&card)
        && lease::holds(workspace, now).is_ok()
        && workspace.revoked().is_none()
        && workspace.questions().take(&card, now);
    // A form has another id each time it is looked at, unless it goes on with a draft.
    card.id = input.card.as_deref().and_then(CardId::from_hex).unwrap_or(CardId([0; 16]));
    may.then(|| Question { marks: asks_for(&card), beside: Beside::of(&card), card })
}

/// The newest own cards that rank: what neighbours are told of. Imported ones claim nothing.
///
/// # Errors
/// `store` when the disk fails.
pub fn own_cards(workspace: &Workspace, most: usize) -> Result<Vec<OwnCard>, Failure> {
    let mut signed = workspace.store().under(&Key::CardsBy(workspace.me().clone()), 0)?;
    signed.retain(|record| record.kind() == kind::CARD);
    signed.sort_by_key(|record| std::cmp::Reverse(record.envelope().stamp.claimed_ms));
    let mut own = BTreeMap::new();
    for record in signed {
        let Ok(Fact::Card(card)) = Fact::read(&record) else { continue };
        let about = workspace.store().under(&Key::Card(card.id), 0)?;
        let withdrawn = about.iter().any(|record| record.kind() == kind::WITHDRAWAL);
        if withdrawn || card.source == Source::Other {
            continue;
        }
        // As it is corrected.
        let Some(card) = workspace.gather().card(card.id)? else { continue };
        let at = workspace.gather().act(&record, ())?.time.at;
        let (marks, beside) = (found_by(&card), Beside::of(&card));
        own.entry(card.id).or_insert(OwnCard { id: card.id, at, marks, beside });
        if own.len() == most {
            break;
        }
    }
    let mut own: Vec<OwnCard> = own.into_values().collect();
    own.sort_by_key(|card| (card.at, card.id));
    Ok(own)
}

/// What is said of the cards that neighbours hold. What is on this laptop too, its own hints tell better, and
/// what this person has signed before anybody else decides by itself.
///
/// # Errors
/// `store` when the disk fails.
pub fn hints(
    workspace: &Workspace,
    now: &Now,
    question: &Question,
    met: &[Met],
) -> Result<Vec<NeighbourHint>, Failure> {
    if met.is_empty() {
        return Ok(Vec::new());
    }
    let here = candidates(workspace, &question.card)?;
    let known =
        |met: &&Met| !here.keys().any(|card| card_in(workspace, met.table, *card) == met.card);
    let mut met: Vec<Met> = met.iter().filter(known).copied().collect();
    let own = own_before(workspace, here)?;
    met.retain(|met| own.is_none_or(|own| met.at < own));
    // Sure ones first; of each sort the first signature.
    met.sort_by_key(|met| (!met.sure, met.at));
    let as_of = workspace.as_of(now);
    let tie_ms = workspace.book().company.parameters(as_of).tie_minutes.saturating_mul(60_000);
    let hint = met.first().map(|met| {
        let before_ms = as_of.ms_since(met.at).max(0);
        let outcome = match met.sure {
            false => DuplicateOutcome::SomebodyDecides,
            true if before_ms < tie_ms => DuplicateOutcome::Tie,
            true => DuplicateOutcome::TheyCountYouHelp,
        };
        NeighbourHint { sure: met.sure, minutes_before: before_ms / 60_000, outcome }
    });
    Ok(hint.into_iter().collect())
}

/// When this person signed the same customer first, if he did.
fn own_before(
    workspace: &Workspace,
    here: BTreeMap<CardId, bool>,
) -> Result<Option<Instant>, Failure> {
    let mut first = None;
    for (card, _) in here.into_iter().filter(|(_, sure)| *sure) {
        let Some(record) = workspace.card_record(card)? else { continue };
        let act = workspace.gather().act(&record, ())?;
        if act.by == *workspace.me() {
            first = [first, Some(act.time.at)].into_iter().flatten().min();
        }
    }
    Ok(first)
}

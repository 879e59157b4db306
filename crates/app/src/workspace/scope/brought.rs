//! What colleagues brought: the server never granted it, so it cannot know that it is here (decision 0020).
//!
//! A card is noted with the records that bring something of it, in their transaction, and the server is asked
//! about it until it has judged. Its answer is a word like any other. Another store of the server may have
//! forgotten what it once told: then everything is asked about anew.

use std::collections::BTreeSet;
use std::convert::Infallible;

use domain::audience::Depth;
use domain::{CardId, PersonId};
use facts::{Entitlement, Fact, Key, Records, depth_within, is_for_few};
use ledger::{Record, WhichPart};
use store::{Snapshot, Tx};

use super::{Pending, Scope};
use crate::workspace::{Met, Workspace};
use crate::{Failure, Now};

/// Under which name the cards are kept that the server has not judged on, those that wait longest first.
const BROUGHT: &str = "brought";

impl Workspace {
    /// The cards on which the server is to judge next, each with whether others' words about it are here.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn brought(&self, cards_max: usize) -> Result<Vec<(CardId, bool)>, Failure> {
        let mut brought = Vec::new();
        for card in self.store.read(read)?.into_iter().take(cards_max) {
            let held = self.held_of_others(card)?;
            brought.push((card, held == Depth::Content));
        }
        Ok(brought)
    }

    /// Takes its answer: on which of those that were named it has judged. The others it is asked about again,
    /// after those that wait.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn judged(&mut self, named: &[CardId], judged: &[CardId]) -> Result<(), Failure> {
        let judged: BTreeSet<CardId> =
            judged.iter().copied().filter(|card| named.contains(card)).collect();
        let mut scope = self.store.read(Scope::read)?;
        for card in &judged {
            // The card may stay, and what was said about it in confidence not.
            if !scope.waits_for(*card)
                && self.store.read(|held| confides(held, *card, self.me()))?
            {
                scope.pending.push(Pending { few: true, ..Pending::of(*card, scope.heard) });
            }
        }
        self.store.write(|tx| -> Result<(), store::Error> {
            let mut waiting = read(tx)?;
            waiting.retain(|card| !named.contains(card));
            waiting.extend(named.iter().filter(|card| !judged.contains(card)));
            keep(tx, &waiting)?;
            scope.keep(tx)
        })?;
        Ok(())
    }

    fn held_of_others(&self, card: CardId) -> Result<Depth, Failure> {
        let about = self.store.under(&Key::Card(card), 0)?;
        Ok(about.iter().map(|record| told_by(record, self.me())).max().unwrap_or(Depth::Envelope))
    }

    /// Of what others said in confidence about a card, what this person may not read by the rules: he is
    /// neither competent nor named, any more.
    pub(super) fn misplaced(&self, card: CardId, now: &Now) -> Result<Vec<Record>, Failure> {
        let as_of = self.as_of(now);
        let entitlement = Entitlement::new(&self.store, &self.book, self.me(), as_of);
        let mut misplaced = Vec::new();
        for record in self.store.under(&Key::Card(card), 0)? {
            if is_anothers_confidence(&record, self.me())
                && entitlement.about(&record, card)? != Some(Depth::Content)
            {
                misplaced.push(record);
            }
        }
        Ok(misplaced)
    }
}

/// How much a record says by somebody else about its cards. Hand-ins and seals name them without being about
/// them.
fn told_by(record: &Record, me: &PersonId) -> Depth {
    let Ok(open) = depth_within(record, |_| Ok::<_, Infallible>(Depth::Envelope));
    let depth = match () {
        () if record.envelope().author == me.as_str() => Depth::Envelope,
        () if record.part(WhichPart::Content).is_some() => Depth::Content,
        () if record.part(WhichPart::Ranking).is_some() => Depth::Ranking,
        () => Depth::Envelope,
    };
    if depth > open { depth } else { Depth::Envelope }
}

/// Whether something is here that somebody else wrote about a card for few.
pub(super) fn confides(
    held: &Snapshot<'_>,
    card: CardId,
    me: &PersonId,
) -> Result<bool, store::Error> {
    let about = held.under(&Key::Card(card), 0)?;
    Ok(about.iter().any(|record| is_anothers_confidence(record, me)))
}

fn is_anothers_confidence(record: &Record, me: &PersonId) -> bool {
    is_for_few(record) && record.envelope().author != me.as_str()
}

/// Notes the cards of which a colleague has just brought something.
pub(in crate::workspace) fn note(
    tx: &mut Tx<'_>,
    me: &PersonId,
    fresh: &[Record],
) -> Result<(), store::Error> {
    let telling = fresh.iter().filter(|record| told_by(record, me) > Depth::Envelope);
    let cards = telling.filter_map(|record| Fact::read(record).ok()).flat_map(|fact| fact.cards());
    ask_about(tx, cards.collect())
}

/// The server is asked about these cards, after those that wait already.
pub(super) fn ask_about(tx: &mut Tx<'_>, cards: BTreeSet<CardId>) -> Result<(), store::Error> {
    let mut waiting = read(tx)?;
    let known: BTreeSet<CardId> = waiting.iter().copied().collect();
    waiting.extend(cards.difference(&known));
    keep(tx, &waiting)
}

/// What a colleague hands in is kept whole until the server has it, also about cards that were let go of: he
/// may lose his laptop tonight, and has a receipt that it is safe. Then it goes again, and nobody is asked.
pub(in crate::workspace) fn take_hand_in(
    tx: &mut Tx<'_>,
    met: &Met,
    records: &[Record],
) -> Result<(), store::Error> {
    if !met.hands_in {
        return Ok(());
    }
    let his = records.iter().filter(|record| record.envelope().log.enrolment == met.log.enrolment);
    let cards = his.filter_map(|record| Fact::read(record).ok()).flat_map(|fact| fact.cards());
    let mut scope = Scope::read(tx)?;
    let before = scope.clone();
    for card in cards.collect::<BTreeSet<_>>() {
        let Some(depth) = tx.withdrawn(card)?.filter(|depth| *depth < Depth::Content) else {
            continue;
        };
        scope.forget(card);
        let ranking = depth == Depth::Ranking;
        scope.pending.push(Pending { ranking, again: true, ..Pending::of(card, scope.heard) });
        tx.give_back(card, Depth::Content)?;
    }
    if scope == before { Ok(()) } else { scope.keep(tx) }
}

fn read(snapshot: &Snapshot<'_>) -> Result<Vec<CardId>, store::Error> {
    match snapshot.meta(BROUGHT)? {
        Some(bytes) => Ok(bytes.as_chunks().0.iter().map(|card| CardId(*card)).collect()),
        // Of what came before this was kept nobody knows who brought it.
        None => Ok(snapshot.lead_cards()?.into_iter().collect()),
    }
}

fn keep(tx: &mut Tx<'_>, cards: &[CardId]) -> Result<(), store::Error> {
    tx.put_meta(BROUGHT, &cards.iter().flat_map(|card| card.0).collect::<Vec<u8>>())
}

//! Letting go of what this laptop may no longer hold (SYN-05).
//!
//! The server says card by card how deep it may still be held ([`Workspace::hear`]). Nothing is taken out
//! before everything that the person signed or half-typed about the card is at the server
//! ([`Workspace::let_go`]). A word that would take more than a fifth of the leads, without a signed act of
//! headquarters that takes exactly these, waits for the person: a server's mistake empties no laptop
//! (failures 74). What was let go of is said in a record; given back, it comes again as if it had never
//! been away.

mod brought;
mod let_go;
mod question;
mod told;

use domain::audience::Depth;
use domain::{CardId, PersonId};
use ledger::RecordId;
use minicbor::{Decode, Encode};
use store::Tx;

pub(super) use brought::{note as note_brought, take_hand_in};
pub use let_go::Kept;
pub use question::Question;

use self::question::Window;
use super::{Workspace, lists};
use crate::Failure;

/// Under which name the server's words are kept until they are carried out.
const SCOPE: &str = "scope";

/// The server's last word on one card.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// Its number among the words to this laptop.
    pub number: u64,
    /// Which card; none for all of them.
    pub card: Option<CardId>,
    /// How deep it may be held; [`Depth::Envelope`] for nothing of it.
    pub depth: Depth,
    /// The act that took it. Without one it was the clock, or a fact about the company.
    pub act: Option<RecordId>,
}

/// What is to go.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
struct Pending {
    #[cbor(n(0), with = "minicbor::bytes")]
    card: [u8; 16],
    #[n(1)]
    number: u64,
    /// Whether the ranking part stays.
    #[n(2)]
    ranking: bool,
    #[n(3)]
    act: Option<RecordId>,
    /// Set once all but one's own words are gone: they stay until this arrival is inside a backup.
    #[n(4)]
    own_until: Option<u64>,
    /// The card stays: what is not his of what was said about it in confidence goes.
    #[n(5)]
    #[cbor(default)]
    few: bool,
    /// It was let go of before, and has come again with a hand-in.
    #[n(6)]
    #[cbor(default)]
    again: bool,
}

impl Pending {
    fn card(&self) -> CardId {
        CardId(self.card)
    }

    /// Nothing of a card stays.
    fn of(card: CardId, number: u64) -> Self {
        let (ranking, act, own_until, few, again) = Default::default();
        Self { card: card.0, number, ranking, act, own_until, few, again }
    }

    fn depth(&self) -> Depth {
        match () {
            () if self.few => Depth::Content,
            () if self.ranking => Depth::Ranking,
            () => Depth::Envelope,
        }
    }
}

/// The server's words to this laptop, as far as they are not carried out.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode)]
#[cbor(map)]
struct Scope {
    /// Which of its stores said so.
    #[cbor(n(0), with = "minicbor::bytes")]
    epoch: Vec<u8>,
    #[n(1)]
    heard: u64,
    #[n(2)]
    pending: Vec<Pending>,
    /// Through which number the person said that it may go.
    #[n(3)]
    agreed: u64,
    /// Through which number he said that it stays for now.
    #[n(4)]
    put_off: u64,
    #[n(5)]
    window: Window,
    /// Through which number it was said that all is let go of.
    #[n(6)]
    said: u64,
}

impl Scope {
    fn read(snapshot: &store::Snapshot<'_>) -> Result<Self, store::Error> {
        let kept = snapshot.meta(SCOPE)?;
        Ok(kept.and_then(|bytes| minicbor::decode(&bytes).ok()).unwrap_or_default())
    }

    fn keep(&self, tx: &mut Tx<'_>) -> Result<(), store::Error> {
        tx.put_meta(SCOPE, &minicbor::to_vec(self).expect("encoding into a Vec cannot fail"))
    }

    fn forget(&mut self, card: CardId) {
        self.pending.retain(|pending| pending.card() != card);
    }

    fn waits_for(&self, card: CardId) -> bool {
        self.pending.iter().any(|pending| pending.card() == card)
    }

    /// Takes one word. What may be held as deep as it is needs nothing more; but where a card stays whole it
    /// may be about what was said in confidence.
    fn take(
        &mut self,
        tx: &mut Tx<'_>,
        word: &Word,
        card: CardId,
        me: &PersonId,
    ) -> Result<(), store::Error> {
        self.forget(card);
        let now = tx.withdrawn(card)?.unwrap_or(Depth::Content);
        if word.depth >= now {
            tx.give_back(card, word.depth)?;
        }
        let few = word.depth == Depth::Content && brought::confides(tx, card, me)?;
        if word.depth < now || few {
            let (ranking, act) = (word.depth == Depth::Ranking, word.act);
            self.pending.push(Pending { ranking, act, few, ..Pending::of(card, word.number) });
        }
        Ok(())
    }

    /// Through which number everything is let go of.
    fn done_through(&self) -> u64 {
        let waiting = self.pending.iter().filter(|pending| pending.own_until.is_none());
        waiting.map(|pending| pending.number.saturating_sub(1)).min().unwrap_or(self.heard)
    }
}

impl Workspace {
    /// Through which number of its words this laptop has heard a store of the server.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn heard(&self, epoch: &[u8]) -> Result<u64, Failure> {
        let scope = self.store.read(Scope::read)?;
        Ok(if scope.epoch == epoch { scope.heard } else { 0 })
    }

    /// Takes the server's words: what is given back may be held from now on, what is taken is to be let go
    /// of. Another store's words mean nothing any more.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn hear(&mut self, epoch: &[u8], through: u64, words: &[Word]) -> Result<(), Failure> {
        let mut scope = self.store.read(Scope::read)?;
        let known = scope.epoch == epoch;
        if known && words.is_empty() {
            return Ok(());
        }
        let me = self.identity.person.clone();
        self.store.write(|tx| -> Result<(), store::Error> {
            if !known {
                tx.give_everything_back()?;
                scope = Scope { epoch: epoch.to_vec(), ..Scope::default() };
                // It may have forgotten what it had told.
                let held = tx.lead_cards()?;
                brought::ask_about(tx, held)?;
            }
            for word in words {
                match word.card {
                    Some(card) => scope.take(tx, word, card, &me)?,
                    None if word.depth == Depth::Content => {
                        scope.pending.clear();
                        tx.give_everything_back()?;
                    }
                    None => {
                        for card in lists::all_cards(tx)? {
                            scope.take(tx, word, card, &me)?;
                        }
                    }
                }
            }
            scope.heard = scope.heard.max(through);
            scope.keep(tx)
        })?;
        Ok(())
    }
}

//! Registration: the server's word that it holds everything a ruling needs, and what it then is
//! (SYN-03).

use std::collections::{BTreeMap, BTreeSet};

use domain::act::Seal;
use domain::card::Act;
use domain::cluster::Cluster;
use domain::ruling::{RULES_VERSION, State};
use domain::time::Instant;
use domain::{CardId, FairId};
use facts::payload::{self, card_bytes};
use facts::{Book, Customer, Fact, Gather, Key};

use super::memo::Memo;
use crate::storage::StorageError;

/// The registrations that are due among the customers of some cards.
pub(super) fn due(
    memo: &Memo<'_>,
    book: &Book,
    cards: &BTreeSet<CardId>,
    now: Instant,
) -> Result<Vec<payload::Registration>, StorageError> {
    let mut registrar = Registrar { memo, book, seals: BTreeMap::new() };
    let gather = Gather::new(memo, book);
    let (mut done, mut due) = (BTreeSet::new(), Vec::new());
    for card in cards {
        // During the day nothing is sealed, and nothing needs to be ruled on.
        if done.contains(card) || !registrar.may_be_ripe(*card)? {
            continue;
        }
        let Some(customer) = gather.customer(*card, now)? else { continue };
        done.extend(customer.cluster.cards.keys().copied());
        // What newer rules have registered no server with older ones undoes.
        let newer = customer.registered_rules.is_some_and(|rules| rules > RULES_VERSION);
        let provisional = customer.state == State::Provisional && !newer;
        if provisional && registrar.is_ripe(&customer.cluster)? {
            due.push(registration(&customer));
        }
    }
    Ok(due)
}

fn registration(customer: &Customer) -> payload::Registration {
    payload::Registration {
        customer: card_bytes(customer.ruling.customer),
        cards: customer.cluster.cards.keys().map(|card| card_bytes(*card)).collect(),
        ruling: customer.hash.into(),
        rules: RULES_VERSION,
    }
}

struct Registrar<'a> {
    memo: &'a Memo<'a>,
    book: &'a Book,
    seals: BTreeMap<FairId, Vec<Act<Seal>>>,
}

impl Registrar<'_> {
    /// Whether any package of the card's fair has been sealed; outside fairs nothing is.
    fn may_be_ripe(&mut self, card: CardId) -> Result<bool, StorageError> {
        let about = self.memo.all_under(&Key::Card(card))?;
        let signed = about.iter().find_map(|record| match Fact::read(record) {
            Ok(Fact::Card(card)) => Some(card),
            _ => None,
        });
        Ok(match signed {
            None => false,
            Some(card) => match card.fair {
                None => true,
                Some(fair) => !self.seals(&fair)?.is_empty(),
            },
        })
    }

    /// Whether the server holds the sealed package of every fair day that the cards belong to, and
    /// every card that these packages list.
    fn is_ripe(&mut self, cluster: &Cluster) -> Result<bool, StorageError> {
        for file in cluster.cards.values() {
            let Some(fair) = &file.signed.what.fair else { continue };
            let day = self.book.company.zone.day(file.at());
            let seals = self.seals(fair)?;
            let listed: Vec<CardId> = seals
                .iter()
                .filter(|seal| seal.what.day == day)
                .flat_map(|seal| seal.what.cards.iter().copied())
                .collect();
            let sealed = seals.iter().any(|seal| seal.what.day == day);
            if !sealed || !self.holds_all(&listed)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn holds_all(&self, cards: &[CardId]) -> Result<bool, StorageError> {
        for card in cards {
            let about = self.memo.all_under(&Key::Card(*card))?;
            let is_card = |fact| matches!(fact, Ok(Fact::Card(_) | Fact::Draft(_)));
            if !about.iter().map(Fact::read).any(is_card) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn seals(&mut self, fair: &FairId) -> Result<Vec<Act<Seal>>, StorageError> {
        if let Some(known) = self.seals.get(fair) {
            return Ok(known.clone());
        }
        let seals = Gather::new(self.memo, self.book).seals(fair)?;
        self.seals.insert(fair.clone(), seals.clone());
        Ok(seals)
    }
}

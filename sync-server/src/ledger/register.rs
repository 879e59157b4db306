//! Registration: the server's word that it holds everything a ruling needs, and what it then is
//! (SYN-03). What it has registered and what has become final it never registers over: what comes later
//! waits for a decision (OWN-12, decision 0014).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use domain::act::Seal;
use domain::card::Act;
use domain::company::Company;
use domain::ruling::{self, RULES_VERSION};
use domain::time::{Day, Instant};
use domain::{CardId, FairId};
use facts::payload;
use facts::{Book, Customer, Fact, Gather, Key, kind};

use ledger::Record;

use super::memo::Memo;
use crate::storage::StorageError;

/// The registrations that are due among the customers of some cards.
pub(super) fn due(
    memo: &Memo<'_>,
    book: &Book,
    cards: &BTreeSet<CardId>,
    now: Instant,
) -> Result<Vec<payload::Registration>, StorageError> {
    let mut registrar = Registrar { memo, book, seals: BTreeMap::new(), whole: BTreeMap::new() };
    let gather = Gather::new(memo, book);
    let (mut done, mut due) = (BTreeSet::new(), Vec::new());
    for card in cards {
        if done.contains(card) {
            continue;
        }
        let members = gather.members(*card, now)?;
        done.extend(members.iter().copied());
        // During the day nothing is sealed, and nothing needs to be ruled on.
        if !registrar.may_be_due(&members)? {
            continue;
        }
        let Some(customer) = gather.customer_of(&members, now)? else { continue };
        let ruling = &customer.ruling;
        // What newer rules have registered no server with older ones undoes.
        let newer = customer.registered_rules.is_some_and(|rules| rules > RULES_VERSION);
        if newer {
            continue;
        } else if ruling.settled.decision.is_some() {
            due.push(payload::Registration::of(&customer));
        } else if customer.registered {
            continue;
        } else if ruling.case.is_none() && registrar.is_ripe(&customer)? {
            due.push(payload::Registration::of(&customer));
        } else if waits_to_be_final(&customer, &book.company, now) {
            due.push(payload::Registration::undone(&customer));
        }
    }
    Ok(due)
}

/// Whether anything that was registered about the customer's cards would yet become final: also about those
/// of another customer, who has turned out to be this one.
fn waits_to_be_final(customer: &Customer, company: &Company, now: Instant) -> bool {
    let registrations = &customer.cluster.registrations;
    customer.cluster.cards.keys().any(|card| {
        let newest = registrations.iter().rev().find(|word| word.cards.contains(card));
        newest.is_some_and(|word| {
            let ends = word.finality(&company.parameters(word.at)).at;
            word.decides.is_some() && ends > now
        })
    })
}

struct Registrar<'a> {
    memo: &'a Memo<'a>,
    book: &'a Book,
    seals: BTreeMap<FairId, Rc<[Act<Seal>]>>,
    /// Whether everything is held that the packages of a day list: asked once, not for each customer of it.
    whole: BTreeMap<(FairId, Day), bool>,
}

impl Registrar<'_> {
    /// Whether a customer may be ripe, or was registered before one of its cards came.
    fn may_be_due(&mut self, members: &BTreeSet<CardId>) -> Result<bool, StorageError> {
        for card in members {
            let about = self.memo.all_under(&Key::Card(*card))?;
            let registered = about.iter().any(|record| record.kind() == kind::REGISTRATION);
            if registered || self.may_be_ripe(*card)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether any package of the card's fair has been sealed; outside fairs nothing is.
    fn may_be_ripe(&mut self, card: CardId) -> Result<bool, StorageError> {
        let about = self.memo.all_under(&Key::Card(card))?;
        let cards = about.iter().filter(|record| record.kind() == kind::CARD);
        let signed = cards.map(Fact::read).find_map(|fact| match fact {
            Ok(Fact::Card(card)) => Some(card),
            _ => None,
        });
        Ok(match signed {
            None => false,
            Some(card) => match card.fair {
                None => true,
                Some(fair) => {
                    !self.book.company.fairs.contains_key(&fair) || !self.seals(&fair)?.is_empty()
                }
            },
        })
    }

    /// Whether the server holds the sealed package of every fair day that the cards belong to, and
    /// every card that these packages list. A card that is none, or that names a fair or a day which never
    /// was, or a fair whose team its signer is not in, belongs to no package: it keeps nobody waiting.
    fn is_ripe(&mut self, customer: &Customer) -> Result<bool, StorageError> {
        let company = &self.book.company;
        for file in customer.cluster.cards.values() {
            let Some(fair) = &file.signed.what.fair else { continue };
            let day = company.zone.day(file.at());
            let named = company.fair(fair, file.at());
            let belongs = named.is_some_and(|f| f.days.contains(&day) && f.has(file.signer()));
            if !belongs || ruling::is_removed(file, company) {
                continue;
            }
            if !self.is_whole(fair, day)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether a day is sealed, and everything held that its packages list.
    fn is_whole(&mut self, fair: &FairId, day: Day) -> Result<bool, StorageError> {
        if let Some(known) = self.whole.get(&(fair.clone(), day)) {
            return Ok(*known);
        }
        let seals = self.seals(fair)?;
        let of_day = || seals.iter().filter(|seal| seal.what.day == day);
        let listed: BTreeSet<CardId> =
            of_day().flat_map(|seal| seal.what.cards.iter().copied()).collect();
        let whole = of_day().next().is_some() && self.holds_all(&listed)?;
        self.whole.insert((fair.clone(), day), whole);
        Ok(whole)
    }

    fn holds_all(&self, cards: &BTreeSet<CardId>) -> Result<bool, StorageError> {
        for card in cards {
            let about = self.memo.all_under(&Key::Card(*card))?;
            let is_card = |record: &Record| {
                matches!(record.kind(), kind::CARD | kind::DRAFT)
                    && matches!(Fact::read(record), Ok(Fact::Card(_) | Fact::Draft(_)))
            };
            if !about.iter().any(is_card) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn seals(&mut self, fair: &FairId) -> Result<Rc<[Act<Seal>]>, StorageError> {
        if let Some(known) = self.seals.get(fair) {
            return Ok(Rc::clone(known));
        }
        let seals: Rc<[Act<Seal>]> = Gather::new(self.memo, self.book).seals(fair)?.into();
        self.seals.insert(fair.clone(), Rc::clone(&seals));
        Ok(seals)
    }
}

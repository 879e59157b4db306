//! Steps 1 and 2: which cards are in the ranking, and why the others are not.

use std::collections::{BTreeMap, BTreeSet};

use crate::card::{CardFile, Excuse, Source};
use crate::cluster::Cluster;
use crate::company::Company;
use crate::deadline;
use crate::identity::{Likeness, compare};
use crate::ids::{CardId, PersonId};
use crate::rule::Rule;
use crate::time::Instant;

/// Why a card is not in the ranking. It stays visible.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Out {
    /// Taken back by its signer.
    Withdrawn,
    /// Signed after its signer's key was revoked.
    AfterRevocation,
    /// Signed after its signer left the company.
    Leaver,
    /// Its signer has left the company since: what it founded goes back, its credit stays (P29).
    Departed,
    /// A form that nobody attended to: no claimant.
    Unattended,
    /// Not in the company's possession by the deadline, and not excused.
    Late {
        /// When it had to be there.
        deadline: Instant,
        /// When it came, if it did.
        came: Option<Instant>,
    },
    /// The same person has an earlier card for this customer.
    SameSigner {
        /// That card.
        earlier: CardId,
    },
    /// It is like the customer only through another card of its own signer: it is no older for him than that
    /// one. Else whoever signs something every morning could join it to whatever a colleague has met.
    ThroughOwn {
        /// That card.
        other: CardId,
    },
}

impl Out {
    /// The rule that takes the card out.
    pub fn rule(&self) -> Rule {
        match self {
            Self::Withdrawn => Rule::Fair18,
            Self::AfterRevocation => Rule::Syn04,
            Self::Leaver | Self::Departed => Rule::Own14,
            Self::Unattended => Rule::Own07,
            Self::Late { .. } => Rule::Own08,
            Self::SameSigner { .. } | Self::ThroughOwn { .. } => Rule::Dup11,
        }
    }

    /// Whether the card is no card at all: its signer has no duty and no part in the customer.
    fn removes(&self) -> bool {
        matches!(self, Self::Withdrawn | Self::AfterRevocation | Self::Leaver)
    }
}

/// How a card stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CardStanding {
    /// Which.
    pub card: CardId,
    /// Whose.
    pub signer: PersonId,
    /// Corrected signing time.
    pub at: Instant,
    /// Why it is out of the ranking; `None` when it is live.
    pub out: Option<Out>,
    /// Countersigned by somebody else (FAIR-10); without that it is incomplete, not void.
    pub complete: bool,
}

impl CardStanding {
    /// Whether it is a card at all, live or not.
    pub fn is_left(&self) -> bool {
        self.out.as_ref().is_none_or(|out| !out.removes())
    }
}

/// All cards of a customer, in order of signing.
pub(super) struct Standing {
    pub(super) cards: Vec<CardStanding>,
}

impl Standing {
    /// Cards in the ranking, in order of signing.
    pub(super) fn live(&self) -> impl Iterator<Item = CardId> {
        self.cards.iter().filter(|card| card.out.is_none()).map(|card| card.card)
    }

    /// Cards that are still cards, live or not.
    pub(super) fn left(&self) -> impl Iterator<Item = CardId> {
        self.cards.iter().filter(|card| card.is_left()).map(|card| card.card)
    }

    pub(super) fn any_left(&self) -> bool {
        self.left().next().is_some()
    }

    /// Who signed a card of this customer and has left the company since (OWN-14).
    pub(super) fn departed(&self) -> impl Iterator<Item = &PersonId> {
        let gone = self.cards.iter().filter(|card| card.out == Some(Out::Departed));
        gone.map(|card| &card.signer)
    }

    /// As if nobody had left: whose the credit is was settled by then (rulebook M5).
    pub(super) fn before_anybody_left(&self) -> Self {
        let mut cards = self.cards.clone();
        for card in cards.iter_mut().filter(|card| card.out == Some(Out::Departed)) {
            card.out = None;
        }
        Self { cards }
    }

    /// Whoever holds a card is bound to help (DUP-03), also one who was late (OWN-08).
    pub(super) fn duty_bound(&self, cluster: &Cluster) -> impl Iterator<Item = PersonId> {
        let here = self.cards.iter().filter(|card| card.out != Some(Out::Departed));
        here.filter(|card| card.is_left())
            .map(|card| &cluster.cards[&card.card])
            .filter(|file| !file.signed.what.unattended)
            .map(|file| file.signer().clone())
    }
}

/// Sorts out the cards of a customer.
pub(super) fn sort_out(cluster: &Cluster, company: &Company, as_of: Instant) -> Standing {
    let mut files: Vec<&CardFile> = cluster.cards.values().collect();
    files.sort_by_key(|file| (file.at(), file.id()));
    let mut cards: Vec<CardStanding> = files
        .iter()
        .map(|file| CardStanding {
            card: file.id(),
            signer: file.signer().clone(),
            at: file.at(),
            out: why_out(file, company, as_of),
            complete: file.countersigned_by.iter().any(|leader| leader != file.signer()),
        })
        .collect();
    // Two cards of one signer are one (DUP-11): the earlier live one that is like somebody else's itself,
    // where there is anybody else.
    let mut counts: BTreeMap<PersonId, CardId> = BTreeMap::new();
    let left: BTreeSet<CardId> =
        cards.iter().filter(|card| card.is_left()).map(|card| card.card).collect();
    for card in cards.iter().filter(|card| card.out.is_none()) {
        if !counts.contains_key(&card.signer) && is_like_anothers(card, &left, cluster) {
            counts.insert(card.signer.clone(), card.card);
        }
    }
    let mut before: BTreeSet<PersonId> = BTreeSet::new();
    for card in cards.iter_mut().filter(|card| card.out.is_none()) {
        let first = *counts.entry(card.signer.clone()).or_insert(card.card);
        if first == card.card {
            before.insert(card.signer.clone());
        } else if before.contains(&card.signer) {
            card.out = Some(Out::SameSigner { earlier: first });
        } else {
            card.out = Some(Out::ThroughOwn { other: first });
        }
    }
    Standing { cards }
}

/// Whether a card is itself one customer with one of another signer's.
fn is_like_anothers(card: &CardStanding, left: &BTreeSet<CardId>, cluster: &Cluster) -> bool {
    let own = &cluster.cards[&card.card];
    left.iter().map(|id| &cluster.cards[id]).any(|other| {
        let pair = (own.id().min(other.id()), own.id().max(other.id()));
        let alike = || matches!(compare(&own.signed.what, &other.signed.what), Likeness::Sure(_));
        other.signer() != own.signer() && (cluster.same.contains(&pair) || alike())
    })
}

/// Whether a card is no card at all: taken back, or signed when its signer could not.
pub fn is_removed(file: &CardFile, company: &Company) -> bool {
    why_removed(file, company).is_some()
}

fn why_removed(file: &CardFile, company: &Company) -> Option<Out> {
    if file.withdrawn {
        return Some(Out::Withdrawn);
    }
    if file.signed.after_revocation {
        return Some(Out::AfterRevocation);
    }
    let left = company.person(file.signer(), file.at()).is_some_and(|person| !person.active);
    left.then_some(Out::Leaver)
}

fn why_out(file: &CardFile, company: &Company, as_of: Instant) -> Option<Out> {
    if let Some(removed) = why_removed(file, company) {
        return Some(removed);
    }
    if let Some(late) = late(file, company, as_of) {
        return Some(late);
    }
    if file.signed.what.unattended {
        return Some(Out::Unattended);
    }
    company.has_left(file.signer(), as_of).then_some(Out::Departed)
}

/// OWN-08: out of the ranking from the deadline on, whether or not anything was assigned.
fn late(file: &CardFile, company: &Company, as_of: Instant) -> Option<Out> {
    overdue(file, company, as_of).filter(|_| file.restored_by().is_none())
}

/// The excuse without which a card would be out of the ranking.
pub(super) fn restored<'f>(
    file: &'f CardFile,
    company: &Company,
    as_of: Instant,
) -> Option<&'f Excuse> {
    file.restored_by().filter(|_| overdue(file, company, as_of).is_some())
}

fn overdue(file: &CardFile, company: &Company, as_of: Instant) -> Option<Out> {
    let deadline = hand_in_deadline(file, company)?;
    let came = file.possession;
    match came {
        Some(came) if came <= deadline => None,
        None if as_of <= deadline => None,
        _ => Some(Out::Late { deadline, came }),
    }
}

/// By when a card has to be in the company's possession (FAIR-07); `None` where nothing is handed in.
pub(super) fn hand_in_deadline(file: &CardFile, company: &Company) -> Option<Instant> {
    let card = &file.signed.what;
    if card.source == Source::Other {
        return None;
    }
    let fair = company.fair(card.fair.as_ref()?, file.at())?;
    if fair.supervisor == *file.signer() {
        // The supervisor's own laptop is the place of hand-in.
        return None;
    }
    let parameters = company.parameters(file.at());
    let day = deadline::hand_in_day(fair, file.at(), &parameters, &company.zone);
    Some(deadline::hand_in(fair, day, &parameters, &company.zone))
}

/// The signers of late cards (OWN-02).
pub(super) fn late_signers(standing: &Standing) -> BTreeSet<PersonId> {
    let late = |card: &&CardStanding| matches!(card.out, Some(Out::Late { .. }));
    standing.cards.iter().filter(late).map(|card| card.signer.clone()).collect()
}

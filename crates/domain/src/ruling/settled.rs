//! Step 6, first half: what is final about a customer's cards, and since when (SYN-03).

use std::collections::{BTreeMap, BTreeSet};

use crate::cluster::Cluster;
use crate::company::Company;
use crate::ids::{CardId, PersonId};
use crate::time::Instant;

use super::Owner;
use super::state::{Decides, Finality, Outcome, Registration};

/// A registration that has become final.
#[derive(Clone)]
pub(super) struct Base<'a> {
    pub(super) registration: &'a Registration,
    pub(super) decides: &'a Decides,
    /// Since when its outcome is: earlier registrations may have said the same.
    pub(super) finality: Finality,
    /// The cards of which it is the last word.
    cards: BTreeSet<CardId>,
}

/// What became final of a customer's cards, the oldest first: of two files that turn out to be one the
/// older stands (DUP-09).
pub(super) fn bases<'a>(cluster: &'a Cluster, company: &Company, as_of: Instant) -> Vec<Base<'a>> {
    let mut registrations: Vec<&Registration> = cluster.registrations.iter().collect();
    registrations.sort_by_key(|r| (r.order, r.at, r.ruling));
    let mut found: Vec<Base<'a>> = Vec::new();
    for card in cluster.cards.keys() {
        let about: Vec<_> =
            registrations.iter().copied().filter(|r| r.cards.contains(card)).collect();
        let newest = about.iter().enumerate().rev().find_map(|(at, registration)| {
            let ends = registration.finality(&company.parameters(registration.at));
            let decides = registration.decides.as_ref()?;
            let undone = about[at + 1..]
                .iter()
                .any(|later| later.at < ends.at && !later.repeats(registration));
            let finality = end_of_waiting(&about[..=at], company)?;
            let cards = BTreeSet::from([*card]);
            let base = Base { registration, decides, finality, cards };
            (!undone && ends.at <= as_of).then_some(base)
        });
        let Some(base) = newest else { continue };
        match found.iter_mut().find(|known| known.registration == base.registration) {
            Some(known) => known.cards.extend(base.cards),
            None => found.push(base),
        }
    }
    let signed = |base: &Base<'_>| base.cards.iter().map(|card| cluster.cards[card].at()).min();
    found.sort_by_key(|base| (base.finality.at, signed(base), base.registration.order));
    found
}

/// The cards of customers that are final and of which one would lose its owner or its credit if it turned out
/// to be the other. Nobody but the CRM centre makes one of them (SYN-03).
pub fn settled_apart(
    cluster: &Cluster,
    company: &Company,
    as_of: Instant,
) -> Vec<BTreeSet<CardId>> {
    let mut customers: BTreeMap<(&Owner, &Option<PersonId>), BTreeSet<CardId>> = BTreeMap::new();
    for base in bases(cluster, company, as_of) {
        let Outcome { owner, credit, .. } = &base.decides.outcome;
        customers.entry((owner, credit)).or_default().extend(base.cards);
    }
    let takes = |(a, b): (&Owner, &Owner), credits: [&Option<PersonId>; 2]| {
        let owners = matches!((a, b), (Owner::Person(_), Owner::Person(_))) && a != b;
        owners || takes_credit(credits[0], credits[1])
    };
    let keys: Vec<_> = customers.keys().copied().collect();
    customers.retain(|(owner, credit), _| {
        keys.iter().any(|(other, theirs)| takes((owner, other), [credit, theirs]))
    });
    customers.into_values().collect()
}

/// Whether somebody loses a credit that was final when two customers turn out to be one. They may even name one
/// card: the credit of somebody who has left stays (P29), and another's card counts in the place of his.
pub(super) fn takes_credit(one: &Option<PersonId>, other: &Option<PersonId>) -> bool {
    one.is_some() && other.is_some() && one != other
}

/// When the newest of some registrations in the server's order becomes final: the first of those that said
/// the same in a row began the waiting.
pub fn end_of_waiting(registrations: &[&Registration], company: &Company) -> Option<Finality> {
    let (newest, before) = registrations.split_last()?;
    let finality = |r: &Registration| r.finality(&company.parameters(r.at));
    let same = before.iter().rev().take_while(|earlier| newest.repeats(earlier));
    same.map(|earlier| finality(earlier)).chain([finality(newest)]).min()
}

/// When what was registered becomes final although nobody does anything.
pub(super) fn finalities<'a>(
    cluster: &'a Cluster,
    company: &'a Company,
) -> impl Iterator<Item = Instant> + 'a {
    let finality = |r: &Registration| r.finality(&company.parameters(r.at)).at;
    cluster.registrations.iter().filter(|r| r.decides.is_some()).map(finality)
}

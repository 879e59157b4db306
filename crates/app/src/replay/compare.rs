//! One customer twice: as the rules say, and as they would say.

use std::collections::BTreeSet;

use domain::ruling::{Authority, Ruling, rule};
use domain::time::Instant;
use domain::{CardId, Rule};
use facts::{Book, Customer, Gather, Records, ruling_hash};

use crate::explain::{owner_text, territory_name_of};
use crate::view::{ReplayRow, ReplaySide};

/// Both rulings on a customer.
pub(super) struct Both {
    pub(super) before: Customer,
    pub(super) after: Customer,
    /// What stands is final: whoever else would have him now does not get him by this.
    pub(super) held: bool,
}

/// Rules twice on the customer that a card belongs to; which cards those are is not played with.
pub(super) fn both<R: Records>(
    records: &R,
    book: &Book,
    other: &Book,
    members: &BTreeSet<CardId>,
    as_of: Instant,
) -> Result<Option<Both>, R::Error> {
    let Some(stands) = Gather::new(records, book).customer_of(members, as_of)? else {
        return Ok(None);
    };
    let Some(would) = Gather::new(records, other).customer_of(members, as_of)? else {
        return Ok(None);
    };
    let before = free(&stands, book, as_of);
    let after = free(&would, other, as_of);
    let held = stands.ruling.owner != after.ruling.owner
        && stands.ruling.settled.finality.is_some_and(|finality| finality.at <= as_of);
    Ok(Some(Both { before, after, held }))
}

/// The same customer as the rules alone say, without what was registered before (OWN-12).
fn free(customer: &Customer, book: &Book, as_of: Instant) -> Customer {
    let mut free = customer.clone();
    free.cluster.registrations.clear();
    free.cluster.decisions.clear();
    free.cluster.appeals.clear();
    if let Some(ruling) = rule(&free.cluster, &book.company, as_of) {
        free.hash = ruling_hash(&ruling);
        free.ruling = ruling;
    }
    free
}

/// What differs between them; `None` where nothing does.
pub(super) fn row(both: &Both, book: &Book, company: String) -> Option<ReplayRow> {
    let (before, after) = (&both.before.ruling, &both.after.ruling);
    let differs = [
        ("owner", before.owner != after.owner),
        ("effective", before.effective != after.effective),
        ("credit", before.credit != after.credit),
        ("territory", before.territory != after.territory),
        ("authority", before.authority != after.authority),
    ];
    let differs: Vec<String> =
        differs.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name.into()).collect();
    let card = before.effective.or(after.effective).unwrap_or(before.customer);
    let (one, other) = (before.rules(), after.rules());
    let mut rules: BTreeSet<Rule> = one.symmetric_difference(&other).copied().collect();
    // It speaks on both sides, and says another thing.
    if before.territory != after.territory {
        rules.insert(Rule::Own01);
    }
    let rules = rules.into_iter().map(|rule| rule.id().to_owned()).collect();
    (!differs.is_empty()).then(|| ReplayRow {
        card: card.to_string(),
        company,
        differs,
        before: side(before, book),
        after: side(after, book),
        rules,
        held: both.held,
    })
}

fn side(ruling: &Ruling, book: &Book) -> ReplaySide {
    let name = |person: &domain::PersonId| {
        let known = book.company.people.get(person).and_then(|versions| versions.latest());
        known.map_or_else(|| person.to_string(), |known| known.name.clone())
    };
    let (owner, owner_name) = owner_text(&ruling.owner, book);
    let signer = ruling.cards.iter().find(|card| Some(card.card) == ruling.effective);
    let (authority, authority_name) = match &ruling.authority {
        Authority::Person(person) => (person.to_string(), name(person)),
        Authority::Hq => ("hq".to_owned(), String::new()),
    };
    ReplaySide {
        owner,
        owner_name,
        effective_name: signer.map(|card| name(&card.signer)).unwrap_or_default(),
        credit_name: ruling.credit.as_ref().map(name).unwrap_or_default(),
        territory: territory_name_of(ruling.territory).to_owned(),
        authority,
        authority_name,
    }
}

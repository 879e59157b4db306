//! Duties and their deadlines.

use std::collections::BTreeMap;

use domain::company::{Company, Role};
use domain::ruling::{Authority, Owner};
use domain::time::Instant;
use domain::{CardId, PersonId, deadline};
use facts::{Book, Customer, Fact, Gather, Key, Records};

/// All deadlines of a customer that concern somebody, by name.
///
/// # Errors
/// Whatever the database reports.
pub fn deadlines<R: Records>(
    records: &R,
    book: &Book,
    customer: &Customer,
    as_of: Instant,
) -> Result<BTreeMap<&'static str, Instant>, R::Error> {
    let (ruling, company) = (&customer.ruling, &book.company);
    let mut due = BTreeMap::new();
    let week = week(records, book, customer)?.filter(|week| week.kept_at.is_none());
    due.extend(week.map(|week| ("classify", week.due)));
    let handover = owing_notes(customer).filter_map(|card| handover(customer, company, card)).min();
    due.extend(handover.map(|at| ("help", at)));
    if !matches!(ruling.owner, Owner::Person(_)) {
        let first = customer.cluster.cards.values().filter_map(|file| file.possession).min();
        let assign = match (&ruling.authority, first) {
            (Authority::Hq, Some(received)) => {
                Some(deadline::headquarters_allots(received, company))
            }
            (Authority::Person(_), _) => ruling
                .cards
                .iter()
                .filter_map(|card| customer.cluster.cards[&card.card].signed.what.fair.clone())
                .filter_map(|fair| company.fair(&fair, as_of).cloned())
                .filter_map(|fair| {
                    deadline::assignment_close(&fair, &company.parameters(as_of), &company.zone)
                })
                .max(),
            _ => None,
        };
        due.extend(assign.map(|at| ("assign", at)));
    }
    Ok(due)
}

/// The week in which an owner finds out the class of a customer who was assigned to him (FUP-01).
pub(crate) struct Week {
    /// When it ends.
    pub(crate) due: Instant,
    /// When he first classified with proper evidence, in time or not.
    pub(crate) kept_at: Option<Instant>,
}

/// The owner's week; `None` for a customer that was assigned to nobody, or of whom nothing is left to call him by.
///
/// # Errors
/// Whatever the database reports.
pub(crate) fn week<R: Records>(
    records: &R,
    book: &Book,
    customer: &Customer,
) -> Result<Option<Week>, R::Error> {
    let gather = Gather::new(records, book);
    let founding = customer
        .ruling
        .founded_on
        .and_then(|id| customer.cluster.assignments.iter().find(|act| act.id == id));
    let (Owner::Person(owner), Some(act)) = (&customer.ruling.owner, founding) else {
        return Ok(None);
    };
    // Nobody can call or visit whom headquarters has had forgotten (SEC-14).
    if customer.cluster.cards.keys().all(|card| book.erasure(*card).is_some()) {
        return Ok(None);
    }
    let company = &book.company;
    let parameters = company.parameters(act.time.at);
    let start = deadline::delivery(act.time.at, gather.delivered(act)?, &parameters);
    let due = deadline::classify(start, &parameters, &company.zone);
    Ok(Some(Week { due, kept_at: classified(&gather, records, customer, owner)? }))
}

/// The cards whose signers have a duty to help and have not opened their notes (DUP-03).
fn owing_notes(customer: &Customer) -> impl Iterator<Item = CardId> {
    let cards = || customer.cluster.cards.values();
    // One card of each: it is with that one that he helps.
    customer.ruling.helpers.iter().filter_map(move |helper| {
        let mut of_his = cards().filter(|file| file.signer() == helper);
        let first = of_his.clone().next()?.id();
        of_his.all(|file| !file.opened).then_some(first)
    })
}

/// Until when the signer of a card may take to open its notes; `None` until the company has had both.
fn handover(customer: &Customer, company: &Company, card: CardId) -> Option<Instant> {
    let held = |card: CardId| customer.cluster.cards[&card].possession;
    let counts = customer.ruling.effective.map(held);
    let both = held(card)?.max(counts.unwrap_or(Some(Instant(i64::MIN)))?);
    Some(deadline::handover(both, &company.parameters(both)))
}

/// When the owner first classified with proper evidence: a connected call or a visit (FUP-01).
fn classified<R: Records>(
    gather: &Gather<'_, R>,
    records: &R,
    customer: &Customer,
    owner: &PersonId,
) -> Result<Option<Instant>, R::Error> {
    let mut first: Option<Instant> = None;
    for card in customer.cluster.cards.keys() {
        for record in records.under(&Key::Card(*card), 0)? {
            if let Ok(Fact::Classification { evidence, .. }) = Fact::read(&record) {
                let act = gather.act(&record, ())?;
                let proper = matches!(evidence.as_str(), "phone" | "visit");
                let after = customer.ruling.assigned_at.is_some_and(|at| act.time.at >= at);
                if act.by == *owner && proper && after && !act.after_revocation {
                    first = first.into_iter().chain([act.time.at]).min();
                }
            }
        }
    }
    Ok(first)
}

/// The next duty of the person at the desk about a card.
pub(super) fn next_due<R: Records>(
    records: &R,
    book: &Book,
    me: &PersonId,
    customer: &Customer,
    card: CardId,
    as_of: Instant,
) -> Result<Option<(&'static str, Instant)>, R::Error> {
    let file = &customer.cluster.cards[&card];
    let (ruling, company) = (&customer.ruling, &book.company);
    if file.signer() == me && file.possession.is_none() && !file.withdrawn {
        let fair = file.signed.what.fair.as_ref().and_then(|fair| company.fair(fair, file.at()));
        if let Some(fair) = fair.filter(|fair| fair.supervisor != *me) {
            let parameters = company.parameters(file.at());
            let day = deadline::hand_in_day(fair, file.at(), &parameters, &company.zone);
            let due = deadline::hand_in(fair, day, &parameters, &company.zone);
            return Ok(Some(("hand_in", due)));
        }
    }
    if file.signer() == me
        && owing_notes(customer).any(|owing| owing == card)
        && let Some(due) = handover(customer, company, card)
    {
        return Ok(Some(("help", due)));
    }
    let due = deadlines(records, book, customer, as_of)?;
    let is_hq = company.holds(me, Role::Hq, as_of);
    let owns = ruling.owner == Owner::Person(me.clone());
    let decides = match &ruling.authority {
        Authority::Person(person) => person == me,
        Authority::Hq => is_hq,
    };
    // Headquarters sees to it that departments deal what lies with them (OWN-05): a customer once.
    let minds = is_hq && ruling.effective == Some(card);
    let mine = |(kind, _): &(&&'static str, &Instant)| match **kind {
        "classify" => owns,
        "assign" => decides || minds,
        _ => false,
    };
    Ok(due.iter().find(mine).map(|(kind, at)| (*kind, *at)))
}

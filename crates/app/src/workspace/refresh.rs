//! What a screen lists, kept beside the records: made again for every customer that new facts touch.

use std::collections::{BTreeMap, BTreeSet};

use domain::company::Role;
use domain::ruling::{Authority, Owner, Reason, next_turn_by_clock};
use domain::time::Instant;
use domain::{CardId, PersonId, Rule, deadline};
use facts::{Book, Customer, Fact, Gather, Key, Records, cards_of};
use ledger::{EnrolmentId, Record};
use store::{LeadRow, Tx};

use crate::Now;
use crate::capture::content_of;
use crate::explain::{headline, owner_text, reason_view};
use crate::view::ChangeView;

/// Where the list of changes is kept, newest first.
pub(crate) const CHANGES: &str = "changes";
/// How many rows a tick looks at: the others wait for the next.
const TICK_ROWS_MAX: usize = 200;
/// How many changes are kept for a person who never looks.
const CHANGES_MAX: usize = 200;

/// Makes the rows of every customer that `fresh` touches. With `told`, notes what changed for the
/// person at the desk.
pub(super) fn refresh(
    tx: &mut Tx<'_>,
    book: &Book,
    me: &PersonId,
    fresh: &[Record],
    as_of: Instant,
    told: Option<&Now>,
) -> Result<(), store::Error> {
    let mut changes = Vec::new();
    let mut done = BTreeSet::new();
    for card in with_former_company(tx, touched(tx, book, fresh)?)? {
        if done.contains(&card) {
            continue;
        }
        let members = Gather::new(tx, book).members(card)?;
        if members.is_empty() {
            refresh_draft(tx, card)?;
            done.insert(card);
            continue;
        }
        done.extend(refresh_customer(tx, book, me, card, as_of, &mut changes)?);
    }
    if told.is_some() {
        remember(tx, changes)?;
    }
    Ok(())
}

/// The cards that records touch: those they name; for a receipt or a revocation, the cards of the log it is
/// about; for a roster that is complete, those of its fair; for a fact about the company, every card.
fn touched(tx: &Tx<'_>, book: &Book, fresh: &[Record]) -> Result<BTreeSet<CardId>, store::Error> {
    let mut cards = BTreeSet::new();
    let mut authors = BTreeSet::new();
    for record in fresh {
        match Fact::read(record) {
            Ok(Fact::Receipt(receipt)) => {
                if let Some(enrolled) = book.enrolments.get(&receipt.of.enrolment) {
                    authors.insert(enrolled.person.clone());
                }
            }
            Ok(Fact::Revocation(revoked)) => {
                let enrolment = EnrolmentId::new(*revoked.enrolment);
                let enrolled = book.enrolments.get(&enrolment);
                authors.extend(enrolled.map(|enrolled| enrolled.person.clone()));
            }
            Ok(Fact::RosterComplete { fair, .. }) => {
                cards.extend(cards_of(&tx.under(&Key::FairCards(fair), 0)?));
            }
            Ok(
                Fact::Territories(_)
                | Fact::Person(_)
                | Fact::Fair(_)
                | Fact::Holidays(_)
                | Fact::Parameters(_),
            ) => return tx.lead_cards(),
            Ok(fact) => cards.extend(fact.cards()),
            Err(_) => {}
        }
    }
    for author in authors {
        for record in tx.under(&Key::CardsBy(author), 0)? {
            if let Ok(fact) = Fact::read(&record) {
                cards.extend(fact.cards());
            }
        }
    }
    Ok(cards)
}

/// Cards and those that were one customer with them until now: a decision that parts two may leave a third
/// with either, or alone (DUP-02).
fn with_former_company(
    tx: &Tx<'_>,
    cards: BTreeSet<CardId>,
) -> Result<BTreeSet<CardId>, store::Error> {
    let mut all = cards.clone();
    let mut customers = BTreeSet::new();
    for card in cards {
        if let Some(row) = tx.lead(card)?
            && customers.insert(row.customer)
        {
            all.extend(tx.leads_of_customer(row.customer)?.into_iter().map(|row| row.card));
        }
    }
    Ok(all)
}

/// Makes the rows again that the clock alone may have changed: a deadline went by, a waiting period ended,
/// a clock that was ahead has been corrected. Says whether any row differs now.
pub(super) fn tick(
    tx: &mut Tx<'_>,
    book: &Book,
    me: &PersonId,
    as_of: Instant,
) -> Result<bool, store::Error> {
    let mut changed = false;
    let mut done = BTreeSet::new();
    for card in tx.leads_to_wake(as_of.0, TICK_ROWS_MAX)? {
        if done.contains(&card) {
            continue;
        }
        let before = tx.lead(card)?;
        let mut changes = Vec::new();
        done.extend(refresh_customer(tx, book, me, card, as_of, &mut changes)?);
        changed |= tx.lead(card)? != before;
        remember(tx, changes)?;
    }
    Ok(changed)
}

/// Every card that is held, in pages of arrivals.
fn all_cards(tx: &Tx<'_>) -> Result<BTreeSet<CardId>, store::Error> {
    const PAGE: usize = 1_000;
    let mut cards = BTreeSet::new();
    let mut position = 0;
    loop {
        let arrivals = tx.arrivals_after(position, PAGE)?;
        let Some(last) = arrivals.last() else { return Ok(cards) };
        position = last.position;
        for arrival in &arrivals {
            if let Ok(Fact::Card(card) | Fact::Draft(card)) = Fact::read(&arrival.record) {
                cards.insert(card.id);
            }
        }
    }
}

/// Makes every row again, after the projections were dropped.
pub(super) fn rebuild(
    tx: &mut Tx<'_>,
    book: &Book,
    me: &PersonId,
    as_of: Instant,
) -> Result<(), store::Error> {
    for card in all_cards(tx)? {
        if tx.lead(card)?.is_none() {
            match Gather::new(tx, book).members(card)?.is_empty() {
                true => refresh_draft(tx, card)?,
                false => {
                    refresh_customer(tx, book, me, card, as_of, &mut Vec::new())?;
                }
            }
        }
    }
    tx.leads_done()
}

fn refresh_customer(
    tx: &mut Tx<'_>,
    book: &Book,
    me: &PersonId,
    card: CardId,
    as_of: Instant,
    changes: &mut Vec<ChangeView>,
) -> Result<BTreeSet<CardId>, store::Error> {
    let Some(customer) = Gather::new(tx, book).customer(card, as_of)? else {
        return Ok(BTreeSet::new());
    };
    for row in rows_of(tx, book, me, &customer, as_of)? {
        let old = tx.lead(row.card)?;
        changes.extend(changes_of(&row, old.as_ref(), &customer, book, me, as_of));
        tx.put_lead(&row)?;
    }
    Ok(customer.cluster.cards.into_keys().collect())
}

/// A card that is only a draft has no ruling.
fn refresh_draft(tx: &mut Tx<'_>, card: CardId) -> Result<(), store::Error> {
    let about = tx.under(&Key::Card(card), 0)?;
    let newest = about
        .iter()
        .filter(|record| record.kind() == facts::kind::DRAFT)
        .max_by_key(|record| (record.envelope().log, record.envelope().seq));
    let withdrawn = about.iter().any(|record| record.kind() == facts::kind::WITHDRAWAL);
    let Some((record, Ok(Fact::Draft(draft)))) = newest.map(|record| (record, Fact::read(record)))
    else {
        return Ok(());
    };
    if withdrawn {
        return tx.remove_lead(card);
    }
    let text = content_of(record);
    let text_known = text.is_some();
    let text = text.unwrap_or_default();
    let signer = record.envelope().author.clone();
    tx.put_lead(&LeadRow {
        card,
        customer: card,
        company: text.company,
        person: text.person,
        phone: text.phone,
        site: text.site,
        matter: text.matter,
        fair: draft.fair.map(|fair| fair.to_string()),
        day: String::new(),
        register: 0,
        number: None,
        source: draft.source.name().to_owned(),
        mine: false,
        signer,
        signed_ms: record.envelope().stamp.claimed_ms,
        owner: String::new(),
        helper: false,
        effective: false,
        draft: true,
        state: "provisional".to_owned(),
        held_by: "here".to_owned(),
        territory: String::new(),
        rule: "FAIR-18".to_owned(),
        why: String::new(),
        due_ms: None,
        due_kind: String::new(),
        wake_ms: None,
        updated_ms: record.envelope().stamp.claimed_ms,
        text_known,
    })
}

fn rows_of(
    tx: &Tx<'_>,
    book: &Book,
    me: &PersonId,
    customer: &Customer,
    as_of: Instant,
) -> Result<Vec<LeadRow>, store::Error> {
    let ruling = &customer.ruling;
    let (owner, _) = owner_text(&ruling.owner, book);
    let speaks = ruling.effective.or(ruling.cards.first().map(|first| first.card));
    let turn = next_turn_by_clock(&customer.cluster, &book.company, as_of);
    let finality = customer.finality.map(|finality| finality.at).filter(|at| *at > as_of);
    let wake = turn.into_iter().chain(finality).min();
    let mut rows = Vec::new();
    for standing in &ruling.cards {
        let file = &customer.cluster.cards[&standing.card];
        let about = tx.under(&Key::Card(standing.card), 0)?;
        let signed = about.iter().find(|record| record.kind() == facts::kind::CARD);
        let text = signed.and_then(content_of);
        let text_known = text.is_some();
        let text = text.unwrap_or_default();
        let number = about.iter().find_map(|record| match Fact::read(record) {
            Ok(Fact::Number { number, .. }) => Some(number),
            _ => None,
        });
        let why = headline(ruling, standing.card).map(|reason| reason_view(reason, book));
        let due = next_due(tx, book, me, customer, standing.card, as_of)?;
        let held_by = match (number, file.possession) {
            (Some(_), _) => "hq",
            (None, Some(_)) => "supervisor",
            (None, None) => "here",
        };
        rows.push(LeadRow {
            card: standing.card,
            customer: ruling.customer,
            company: text.company,
            person: text.person,
            phone: text.phone,
            site: text.site,
            matter: text.matter,
            fair: file.signed.what.fair.as_ref().map(|fair| fair.to_string()),
            day: book.company.zone.day(standing.at).to_string(),
            register: file.signed.what.register,
            number,
            source: file.signed.what.source.name().to_owned(),
            signer: standing.signer.to_string(),
            signed_ms: standing.at.0,
            owner: owner.clone(),
            // A customer is listed once: by the card that counts.
            mine: ruling.owner == Owner::Person(me.clone()) && Some(standing.card) == speaks,
            helper: ruling.helpers.contains(me) && standing.signer == *me,
            effective: ruling.effective == Some(standing.card),
            draft: false,
            state: customer.state.name().to_owned(),
            held_by: held_by.to_owned(),
            territory: crate::explain::territory_name_of(ruling.territory).to_owned(),
            rule: why.as_ref().map(|why| why.rule.clone()).unwrap_or_default(),
            why: why.and_then(|why| serde_json::to_string(&why).ok()).unwrap_or_default(),
            due_ms: due.map(|(_, at)| at.0),
            due_kind: due.map(|(kind, _)| kind.to_owned()).unwrap_or_default(),
            wake_ms: wake.map(|at| at.0),
            updated_ms: as_of.0,
            text_known,
        });
    }
    Ok(rows)
}

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
    let gather = Gather::new(records, book);
    let (ruling, company) = (&customer.ruling, &book.company);
    let mut due = BTreeMap::new();
    let founding = ruling
        .founded_on
        .and_then(|id| customer.cluster.assignments.iter().find(|act| act.id == id));
    if let (Owner::Person(owner), Some(act)) = (&ruling.owner, founding)
        && !classified(&gather, records, customer, owner)?
    {
        let parameters = company.parameters(act.time.at);
        let start = deadline::delivery(act.time.at, gather.delivered(act)?, &parameters);
        due.insert("classify", deadline::classify(start, &parameters, &company.zone));
    }
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

/// Whether the owner classified with proper evidence: a connected call or a visit (FUP-01).
fn classified<R: Records>(
    gather: &Gather<'_, R>,
    records: &R,
    customer: &Customer,
    owner: &PersonId,
) -> Result<bool, R::Error> {
    for card in customer.cluster.cards.keys() {
        for record in records.under(&Key::Card(*card), 0)? {
            if let Ok(Fact::Classification { evidence, .. }) = Fact::read(&record) {
                let act = gather.act(&record, ())?;
                let proper = matches!(evidence.as_str(), "phone" | "visit");
                let after = customer.ruling.assigned_at.is_some_and(|at| act.time.at >= at);
                if act.by == *owner && proper && after && !act.after_revocation {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}

/// The next duty of the person at the desk about a card.
fn next_due(
    tx: &Tx<'_>,
    book: &Book,
    me: &PersonId,
    customer: &Customer,
    card: CardId,
    as_of: Instant,
) -> Result<Option<(&'static str, Instant)>, store::Error> {
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
    let due = deadlines(tx, book, customer, as_of)?;
    let owns = ruling.owner == Owner::Person(me.clone());
    let decides = match &ruling.authority {
        Authority::Person(person) => person == me,
        Authority::Hq => company.holds(me, Role::Hq, as_of),
    };
    let mine = |(kind, _): &(&&'static str, &Instant)| match **kind {
        "classify" => owns,
        "assign" => decides,
        _ => false,
    };
    Ok(due.iter().find(mine).map(|(kind, at)| (*kind, *at)))
}

/// What a new row changes for the person at the desk: each thing with the reason that says it.
fn changes_of(
    row: &LeadRow,
    old: Option<&LeadRow>,
    customer: &Customer,
    book: &Book,
    me: &PersonId,
    as_of: Instant,
) -> Vec<ChangeView> {
    let concerned = row.signer == me.as_str() || row.mine || old.is_some_and(|old| old.mine);
    if !concerned {
        return Vec::new();
    }
    let ruling = &customer.ruling;
    let headline = headline(ruling, row.card);
    let find = |wanted: fn(&Reason) -> bool| ruling.reasons.iter().find(|reason| wanted(reason));
    let helpers = || find(|reason| matches!(reason, Reason::Helpers { .. }));
    let signatures =
        || find(|reason| matches!(reason, Reason::FirstSignature { .. } | Reason::Tie { .. }));
    let mut kinds: Vec<(&str, Option<&Reason>)> = Vec::new();
    match old {
        None => kinds.extend(row.mine.then_some(("owner", headline))),
        Some(old) => {
            let refused = row.rule == Rule::Own08.id() && old.rule != row.rule;
            if refused {
                kinds.push(("refused", headline));
            }
            if old.owner != row.owner {
                kinds.push(("owner", headline));
            } else if old.effective != row.effective && !refused {
                kinds.push(("effective", signatures().or(headline)));
            }
            if old.helper != row.helper {
                kinds.push(("helper", helpers().filter(|_| row.helper).or(headline)));
            }
        }
    }
    let view = |(kind, why): (&str, Option<&Reason>)| {
        Some(ChangeView {
            at_ms: as_of.0,
            kind: kind.to_owned(),
            card: row.card.to_string(),
            company: row.company.clone(),
            why: reason_view(why?, book),
        })
    };
    kinds.into_iter().filter_map(view).collect()
}

fn remember(tx: &mut Tx<'_>, changes: Vec<ChangeView>) -> Result<(), store::Error> {
    if changes.is_empty() {
        return Ok(());
    }
    let kept = tx.meta(CHANGES)?.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let kept: Vec<ChangeView> = kept.unwrap_or_default();
    let all: Vec<ChangeView> = changes.into_iter().rev().chain(kept).take(CHANGES_MAX).collect();
    tx.put_meta(CHANGES, &serde_json::to_vec(&all).unwrap_or_default())
}

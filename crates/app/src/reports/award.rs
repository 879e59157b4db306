//! KPI-01, the best salesperson of a fair: the whole sum, so that everybody can add it up again.

use std::collections::BTreeMap;

use domain::PersonId;
use domain::fair::award::{Candidate, Placed, Weighed, close, places, weigh, weight};
use domain::time::Instant;
use facts::{Key, Records};

use super::count::{bar, chart};
use super::held::{Held, answers, fair_of, held};
use super::part::{at, column, count, line, name, numbers, table, word, yes};
use super::view::Filled;
use crate::Failure;
use crate::leads::class_until;
use crate::view::{ReportInput, ReportPart};
use crate::workspace::Workspace;

pub(super) fn fill(
    workspace: &Workspace,
    input: &ReportInput,
    as_of: Instant,
) -> Result<Filled, Failure> {
    let fair = fair_of(workspace, &input.fair, as_of)?;
    let company = &workspace.book().company;
    let parameters = company.parameters(as_of);
    // A fair without a day is never closed.
    let close = close(fair, &parameters, &company.zone).unwrap_or(as_of);
    // Only a laptop that holds every card of the fair can tell who is best; on another, everybody reads what
    // becomes of his own.
    let whole = answers(workspace, &fair.id, as_of);
    let mut cards = held(workspace, &fair.id, None, as_of)?;
    cards.retain(|held| whole || held.row.signer == workspace.me().as_str());
    let mut candidates = Vec::new();
    for held in &cards {
        candidates.push(candidate(workspace, held, as_of, close)?);
    }
    let people: Vec<&PersonId> = fair.team.iter().chain([&fair.supervisor]).collect();
    let placed = places(people, &candidates, close);
    let head = vec![
        line("closes", at(Some(close.0))),
        line("closed", yes(as_of > close)),
        line("cards", count(cards.len())),
        line("whole", yes(whole)),
    ];
    let bars = placed.iter().filter(|one| one.cards > 0);
    let bars = bars.map(|one| bar(name(workspace, one.person.as_str()), one.cards)).collect();
    let ranking = whole.then(|| ReportPart { bars, ..ranking(workspace, &placed) });
    let mut parts: Vec<ReportPart> = ranking.into_iter().collect();
    parts.push(reckoning(workspace, &cards, &candidates, close));
    parts.push(chart("why", why(&candidates, close)));
    Ok(Filled { head, parts, signatures: &["supervisor", "headquarters"], cards: Vec::new() })
}

fn candidate(
    workspace: &Workspace,
    held: &Held,
    as_of: Instant,
    close: Instant,
) -> Result<Candidate, Failure> {
    let (store, book, customer) = (workspace.store(), workspace.book(), &held.customer);
    let mut about = BTreeMap::new();
    for card in customer.cluster.cards.keys() {
        about.insert(*card, store.under(&Key::Card(*card), 0)?);
    }
    let judgement = workspace.gather().judgement_until(held.row.card, close)?;
    Ok(Candidate {
        card: held.row.card,
        signer: PersonId::new(&held.row.signer),
        live: held.standing().is_some_and(|(_, standing)| standing.out.is_none()),
        effective: customer.ruling.effective == Some(held.row.card),
        handed_in: held.file().possession,
        judgement: judgement.map(|(_, judgement)| judgement),
        class: class_until(store, book, customer, &about, as_of.min(close), close)?,
    })
}

fn ranking(workspace: &Workspace, placed: &[Placed]) -> ReportPart {
    let rows = placed.iter().map(|one| {
        vec![
            count(one.place as usize),
            name(workspace, one.person.as_str()),
            count(one.cards as usize),
            count(one.weight as usize),
            at(one.handed_in.map(|at| at.0)),
        ]
    });
    let columns = vec![
        numbers("rank"),
        column("signer", 5),
        numbers("counting"),
        numbers("weight"),
        column("lastHandIn", 5),
    ];
    table("award", columns, rows.collect())
}

/// Every card by who signed it and when, with why it counts or does not. No customer's words: everybody may
/// read the sum (P35).
fn reckoning(
    workspace: &Workspace,
    cards: &[Held],
    candidates: &[Candidate],
    close: Instant,
) -> ReportPart {
    let rows = cards.iter().zip(candidates).map(|(held, candidate)| {
        let weighed = weigh(candidate, close);
        let weight = if weighed == Weighed::Counts { weight(candidate.class) } else { 0 };
        vec![
            name(workspace, &held.row.signer),
            count(held.row.register as usize),
            at(Some(held.row.signed_ms)),
            at(candidate.handed_in.map(|at| at.0)),
            word("judgement", candidate.judgement.map_or("none", |judgement| judgement.name())),
            word("class", candidate.class.name()),
            word("reports.weighed", weighed.name()),
            count(weight as usize),
        ]
    });
    let columns = vec![
        column("signer", 3),
        numbers("register"),
        column("signed", 4),
        column("handedIn", 4),
        column("judgement", 3),
        column("class", 3),
        column("counts", 5),
        numbers("weight"),
    ];
    table("reckoning", columns, rows.collect())
}

fn why(candidates: &[Candidate], close: Instant) -> Vec<crate::view::ReportBar> {
    let mut counted: BTreeMap<Weighed, u32> = BTreeMap::new();
    for candidate in candidates {
        *counted.entry(weigh(candidate, close)).or_default() += 1;
    }
    counted
        .into_iter()
        .map(|(why, count)| bar(word("reports.weighed", why.name()), count))
        .collect()
}

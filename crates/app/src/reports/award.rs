//! KPI-01, the best salesperson of a fair: the whole sum, so that everybody can add it up again.

use std::collections::BTreeMap;

use domain::PersonId;
use domain::class::Class;
use domain::company::Fair;
use domain::fair::award::{Candidate, Placed, Weighed, close, weigh, weight};
use domain::fair::standings::Standings;
use domain::time::Instant;
use facts::{Key, Records};

use super::count::{bar, chart};
use super::held::{Held, answers, fair_of, held};
use super::part::{at, column, count, due, line, name, numbers, table, text, word, yes};
use super::view::Filled;
use crate::Failure;
use crate::leads::class_until;
use crate::view::{ReportCell, ReportColumn, ReportInput, ReportPart};
use crate::workspace::Workspace;

/// By which rules a card counts or does not: in turn the award, who has the customer's card, hand-in, judgement.
const RULES: &str = "KPI-01 · DUP-01 · DUP-09 · DUP-11 · FAIR-07 · FAIR-09 · CLS-05";

/// A fair's award as this laptop reckons it.
pub(crate) struct Reckoned {
    /// Everybody's sum.
    pub(crate) standings: Standings,
    /// Until when the award takes in what is said.
    pub(crate) close: Instant,
    cards: Vec<Held>,
    candidates: Vec<Candidate>,
}

/// Reckons a fair's award from the cards that are held here. On a laptop that does not hold every card that is
/// its own person's sum and nobody else's.
pub(crate) fn reckon(
    workspace: &Workspace,
    fair: &Fair,
    as_of: Instant,
) -> Result<Reckoned, Failure> {
    let company = &workspace.book().company;
    // A fair without a day is never closed.
    let close = close(fair, &company.parameters(as_of), &company.zone).unwrap_or(as_of);
    let whole = answers(workspace, &fair.id, as_of);
    let mut cards = held(workspace, &fair.id, None, as_of)?;
    cards.retain(|held| whole || held.row.signer == workspace.me().as_str());
    let mut candidates = Vec::new();
    for held in &cards {
        candidates.push(candidate(workspace, held, as_of, close)?);
    }
    let people = fair.team.iter().chain([&fair.supervisor]);
    let standings = Standings::of(fair.id.clone(), people, &candidates, close);
    Ok(Reckoned { standings, close, cards, candidates })
}

pub(super) fn fill(
    workspace: &Workspace,
    input: &ReportInput,
    as_of: Instant,
) -> Result<Filled, Failure> {
    let fair = fair_of(workspace, &input.fair, as_of)?;
    // Only a laptop that holds every card of the fair can tell by itself who is best; on another, everybody reads
    // what becomes of his own, and the sum that was stated to all.
    let whole = answers(workspace, &fair.id, as_of);
    let Reckoned { standings, close, cards, candidates } = reckon(workspace, fair, as_of)?;
    let stated = workspace.gather().award_stated(&fair.id)?;
    let mut head = vec![
        line("closes", due(Some(close.0))),
        line("closed", yes(as_of > close)),
        line("cards", count(cards.len())),
        line("whole", yes(whole)),
        line("rules", text(RULES)),
    ];
    if let Some(stated) = &stated {
        let mut differing = stated.what.differing(&standings);
        differing.retain(|person| whole || person == workspace.me());
        let names: Vec<String> = differing.iter().map(|person| workspace.name(person)).collect();
        head.push(line("statedBy", name(workspace, stated.by.as_str())));
        head.push(line("statedAt", at(Some(stated.time.at.0))));
        // The addition follows from what is stated; whose cards are counted otherwise here is named.
        head.push(line("countedOtherwise", text(names.join("、"))));
    }
    let shown = match &stated {
        Some(stated) => Some(&stated.what),
        None => whole.then_some(&standings),
    };
    let mut parts = Vec::new();
    if let Some(shown) = shown {
        parts.push(ranking(workspace, &shown.places()));
        parts.push(by_class(workspace, shown));
        parts.push(left_out(workspace, shown));
    }
    parts.push(reckoning(workspace, &cards, &candidates, close));
    parts.push(chart("why", why(&candidates, close)));
    Ok(Filled::without_cards(head, parts).signed_by(&["supervisor", "headquarters"]))
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
            // Who has no card that counts takes no place.
            if one.cards > 0 { count(one.place as usize) } else { ReportCell::Nothing },
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
    let bars = placed.iter().filter(|one| one.cards > 0);
    let bars = bars.map(|one| bar(name(workspace, one.person.as_str()), one.cards)).collect();
    ReportPart { bars, ..table("award", columns, rows.collect()) }
}

/// How the weight of each person comes about: cards that count in each class, and what one of them weighs.
fn by_class(workspace: &Workspace, standings: &Standings) -> ReportPart {
    let mut rows = vec![{
        let each = Class::ALL.into_iter().map(|class| count(weight(class) as usize));
        let mut row = vec![word("reports.name", "weightEach")];
        row.extend(each);
        row.extend([ReportCell::Nothing, ReportCell::Nothing]);
        row
    }];
    rows.extend(standings.sums.iter().map(|(person, sum)| {
        let of = |class| sum.counting.get(&class).copied().unwrap_or(0);
        let mut row = vec![name(workspace, person.as_str())];
        row.extend(Class::ALL.into_iter().map(|class| count(of(class) as usize)));
        row.extend([count(sum.cards() as usize), count(sum.weight() as usize)]);
        row
    }));
    let mut columns = vec![column("signer", 5)];
    let classes = ["classSpecial", "classA", "classB", "classC", "classD", "classNone"];
    columns.extend(classes.map(numbers));
    columns.extend(["counting", "weight"].map(numbers));
    table("sums", columns, rows)
}

/// How many of each person's cards do not count, and why.
fn left_out(workspace: &Workspace, standings: &Standings) -> ReportPart {
    const WHY: [(Weighed, &str); 5] = [
        (Weighed::Out, "whyOut"),
        (Weighed::NotEffective, "whyNotEffective"),
        (Weighed::NotHandedIn, "whyNotHandedIn"),
        (Weighed::NotJudged, "whyNotJudged"),
        (Weighed::NotValuable, "whyNotValuable"),
    ];
    let rows = standings.sums.iter().map(|(person, sum)| {
        let of = |why| sum.left_out.get(&why).copied().unwrap_or(0);
        let mut row = vec![name(workspace, person.as_str())];
        row.extend(WHY.map(|(why, _)| count(of(why) as usize)));
        row
    });
    let mut columns = vec![column("signer", 4)];
    columns.extend(WHY.map(|(_, name)| ReportColumn { width: 3, ..numbers(name) }));
    table("leftOut", columns, rows.collect())
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

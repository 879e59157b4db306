//! E9, what a fair came to 展会总结 (FAIR-14): the three goals in the supervisor's words, leads by hour, source,
//! class and person, deadlines kept, the award, and what was lost.

use std::collections::BTreeSet;
use std::iter;

use domain::Rule;
use domain::company::Fair;
use domain::deadline::PackageStatus;
use domain::fair::package::packages;
use domain::time::Instant;

use super::award::reckon;
use super::count::{by_class, by_hour, by_person, by_source, chart, share};
use super::held::{answers, fair_of, held};
use super::part::{at, column, count, line, lost, name, numbers, table, text, word};
use super::view::Filled;
use crate::after::losses;
use crate::custody::Stock;
use crate::penalties::known_until;
use crate::preparation::item_name;
use crate::view::{BoothRef, ReportInput, ReportPart};
use crate::workspace::{Workspace, week};
use crate::{Failure, Now, booth};

pub(super) fn fill(
    workspace: &Workspace,
    now: &Now,
    input: &ReportInput,
) -> Result<Filled, Failure> {
    let as_of = workspace.as_of(now);
    let fair = fair_of(workspace, &input.fair, as_of)?;
    if !answers(workspace, &fair.id, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    let of = BoothRef { fair: input.fair.clone(), day: String::new() };
    let summary = booth::fair_summary(workspace, now, of)?;
    let counted = |name: &str| count(summary.figures.get(name).copied().unwrap_or(0) as usize);
    let losses = losses(workspace, fair, as_of)?;
    let cards = held(workspace, &fair.id, None, as_of)?;
    // As the other forms count them: a customer none of whose cards counts is one, too.
    let customers: BTreeSet<_> = cards.iter().map(|held| held.row.customer).collect();
    let head = vec![
        line("reportState", word("package", &summary.state.status)),
        line("reportSigned", at(summary.state.signed_ms)),
        line("cards", counted("leads")),
        line("customers", count(customers.len())),
        line("came", counted("came")),
        line("called", counted("called")),
        line("rivals", counted("rivals")),
        line("lost", count(losses.len())),
    ];
    let goals = [
        ("strength", &summary.strength),
        ("information", &summary.information),
        ("rivals", &summary.rivals),
    ];
    let goals = goals.map(|(goal, said)| vec![word("booth.goal", goal), text(said.clone())]);
    let goals = table("goals", vec![column("goal", 4), column("entry", 16)], goals.to_vec());
    let classes = by_class("byClassWritten", cards.iter().map(|held| held.row.class.as_str()));
    let mut parts = vec![
        goals,
        by_hour(workspace, &cards),
        by_source(&cards),
        classes,
        by_person(workspace, &cards),
    ];
    parts.push(kept(workspace, now, fair, &cards)?);
    let stated = workspace.gather().award_stated(&fair.id)?.map(|act| act.what);
    let standings = match stated {
        Some(stated) => stated,
        None => reckon(workspace, fair, as_of)?.standings,
    };
    let best = standings.places().into_iter().filter(|one| one.place == 1 && one.cards > 0);
    let best = best.map(|one| {
        vec![
            name(workspace, one.person.as_str()),
            count(one.cards as usize),
            count(one.weight as usize),
        ]
    });
    let columns = vec![column("signer", 6), numbers("counting"), numbers("weight")];
    parts.push(table("best", columns, best.collect()));
    parts.push(inventory(workspace, fair, as_of)?);
    parts.push(lost(workspace, &losses));
    Ok(Filled::without_cards(head, parts).signed_by(&["supervisor", "headquarters"]))
}

/// What came, what visitors took along, what is not there, and what marketing has back (FAIR-05).
fn inventory(workspace: &Workspace, fair: &Fair, as_of: Instant) -> Result<ReportPart, Failure> {
    let stock = Stock::of(workspace, fair, as_of)?;
    let mut rows = Vec::new();
    for (item, balance) in stock.custody.inventory(|person| fair.has(person)) {
        let Some(prepared) = stock.prepared.items.get(&item) else { continue };
        rows.push((item_name(workspace, prepared.now.id)?, balance));
    }
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    let rows = rows.into_iter().map(|(name, balance)| {
        let pieces =
            [balance.came, balance.given_out, balance.missing, balance.back, balance.there];
        iter::once(text(name)).chain(pieces.map(|pieces| count(pieces as usize))).collect()
    });
    let numbers =
        ["piecesCame", "piecesGivenOut", "piecesLost", "piecesBack", "piecesThere"].map(numbers);
    let columns = iter::once(column("item", 8)).chain(numbers);
    Ok(table("inventory", columns.collect(), rows.collect()))
}

/// Deadlines kept and missed: packages of days that are over (FAIR-08), cards by when they were handed in (FAIR-07),
/// customers by the week of their owner (FUP-01).
fn kept(
    workspace: &Workspace,
    now: &Now,
    fair: &Fair,
    cards: &[super::held::Held],
) -> Result<ReportPart, Failure> {
    let (as_of, known) = (workspace.as_of(now), known_until(workspace, now));
    let diary = workspace.gather().packages_only(&fair.id)?;
    let packages = packages(&diary, &workspace.book().company, known);
    let kept = packages.iter().filter(|one| one.is_kept()).count();
    let open = packages.iter().filter(|one| one.status == PackageStatus::Open).count();
    let (mut handed, mut classified, mut due) = (0, 0, 0);
    let mut customers = BTreeSet::new();
    for held in cards {
        let late = held.standing().and_then(|(_, standing)| standing.out.clone());
        handed += usize::from(!matches!(late, Some(domain::ruling::Out::Late { .. })));
        if !customers.insert(held.row.customer) {
            continue;
        }
        let week = week(workspace.store(), workspace.book(), &held.customer)?;
        let Some(week) = week.filter(|week| week.kept_at.is_some() || week.due < as_of) else {
            continue;
        };
        due += 1;
        classified += usize::from(week.kept_at.is_some_and(|at| at <= week.due));
    }
    let rows = [
        ("packages", kept, packages.len() - open),
        ("handIns", handed, cards.len()),
        ("classes", classified, due),
    ];
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let bars = rows
        .iter()
        .map(|(part, kept, of)| share(word("reports.part", part), number(*kept), number(*of)));
    let bars = chart("deadlines", bars.collect()).bars;
    let rows =
        rows.map(|(part, kept, of)| vec![word("reports.part", part), count(kept), count(of)]);
    let columns = vec![column("duty", 6), numbers("kept"), numbers("fellDue")];
    Ok(ReportPart { bars, ..table("deadlines", columns, rows.to_vec()) })
}

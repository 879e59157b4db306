//! E6, the allocation list 分配表: each customer once, in, out or unknown, whose he is and why, and how many
//! everybody has (OWN-04, OWN-05, OWN-07); and how pools were dealt, open to everybody who took part.

use std::collections::{BTreeMap, BTreeSet};

use domain::FairId;
use domain::time::Instant;

use super::card::owner;
use super::count::{bar, chart};
use super::held::{Held, held};
use super::part::{at, column, count, line, name, numbers, table, text, word, yes};
use super::view::Filled;
use crate::Failure;
use crate::view::{ReportCell, ReportInput, ReportPart};
use crate::workspace::Workspace;

pub(super) fn fill(
    workspace: &Workspace,
    input: &ReportInput,
    as_of: Instant,
) -> Result<Filled, Failure> {
    let mut cards = held(workspace, &FairId::new(&input.fair), None, as_of)?;
    one_a_customer(&mut cards);
    let open = |held: &&Held| held.row.owner == "COMPANY" || held.row.owner.starts_with("POOL:");
    let head = vec![
        line("customers", count(cards.len())),
        line("unassigned", count(cards.iter().filter(open).count())),
    ];
    let mut shares: BTreeMap<ReportCell, u32> = BTreeMap::new();
    for held in &cards {
        *shares.entry(owner(workspace, &held.row.owner)).or_default() += 1;
    }
    let mut shares: Vec<(ReportCell, u32)> = shares.into_iter().collect();
    shares.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let shares = shares.into_iter().map(|(cell, count)| bar(cell, count)).collect();
    let mut parts = vec![chart("shares", shares)];
    parts.extend(["in", "out", "unknown"].map(|territory| list(workspace, &cards, territory)));
    parts.push(dealt(workspace, &FairId::new(&input.fair))?);
    Ok(Filled::of(&cards, head, parts).signed_by(&["supervisor", "headquarters"]))
}

/// Who was dealt how many of a pool, and what he had had before: of each deal the people of that evening (OWN-07).
fn dealt(workspace: &Workspace, fair: &FairId) -> Result<ReportPart, Failure> {
    let mut rows = Vec::new();
    for deal in workspace.gather().deals(fair)? {
        for (person, got) in deal.what.shares() {
            let had = deal.what.pool.among.get(&person).copied().unwrap_or(0);
            rows.push(vec![
                at(Some(deal.time.at.0)),
                name(workspace, deal.by.as_str()),
                name(workspace, person.as_str()),
                count(had as usize),
                count(got as usize),
                yes(deal.what.is_equal()),
                text(deal.what.reason.clone()),
            ]);
        }
    }
    let columns = vec![
        column("dealtAt", 4),
        column("dealtBy", 3),
        column("dealtTo", 3),
        numbers("hadBefore"),
        numbers("dealtCards"),
        column("equalShares", 2),
        column("why", 6),
    ];
    Ok(table("deals", columns, rows))
}

/// Of each customer the card that counts, or the one that is held.
pub(super) fn one_a_customer(cards: &mut Vec<Held>) {
    cards.sort_by_key(|held| !held.row.effective);
    let mut seen = BTreeSet::new();
    cards.retain(|held| seen.insert(held.row.customer));
    cards.sort_by_key(|held| (held.row.signed_ms, held.row.card));
}

fn list(workspace: &Workspace, cards: &[Held], territory: &str) -> ReportPart {
    let of = cards.iter().filter(|held| held.row.territory == territory);
    let rows = of.map(|held| {
        let (by, when, why) = founded(held);
        vec![
            held.words(|row| &row.company),
            held.words(|row| &row.site),
            word("class", &held.row.class),
            name(workspace, &held.row.signer),
            owner(workspace, &held.row.owner),
            name(workspace, &by),
            at(when),
            text(why),
            text(held.row.rule.clone()),
            word("state", &held.row.state),
        ]
    });
    let columns = vec![
        column("company", 8),
        column("site", 4),
        column("class", 3),
        column("signer", 3),
        column("owner", 3),
        column("assigner", 3),
        column("assigned", 4),
        column("why", 6),
        column("rule", 3),
        column("state", 2),
    ];
    table(territory, columns, rows.collect())
}

/// Who assigned, when, and the reason that was given.
fn founded(held: &Held) -> (String, Option<i64>, String) {
    let assignments = held.customer.cluster.assignments.iter();
    let founding = assignments.filter(|act| Some(act.id) == held.customer.ruling.founded_on);
    founding
        .map(|act| (act.by.to_string(), Some(act.time.at.0), act.what.reason.clone()))
        .next()
        .unwrap_or_default()
}

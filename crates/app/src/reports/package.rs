//! E4, the day package 当日客户信息及评价 (FAIR-08): every card of the day with its judgement, in or out, what is
//! proposed, the duplicates that were found, who handed in what, and who took part in the evening.

use std::collections::BTreeSet;

use domain::time::{Day, Instant};
use domain::{FairId, PersonId, Rule, deadline};
use facts::Fact;

use super::count::{by_hour, by_person, by_source};
use super::duplicates;
use super::held::{Held, answers, beside, day_of, fair_of, held};
use super::part::{at, column, count, due, line, lost, name, numbers, table, text, word, yes};
use super::view::Filled;
use crate::Failure;
use crate::after::losses;
use crate::evening::{hand_ins_of, newest_seal};
use crate::view::{HandInRow, ReportInput, ReportPart};
use crate::workspace::Workspace;

pub(super) fn fill(
    workspace: &Workspace,
    input: &ReportInput,
    as_of: Instant,
) -> Result<Filled, Failure> {
    let (fair, day) = (FairId::new(&input.fair), day_of(&input.day)?);
    if !answers(workspace, &fair, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    let cards = held(workspace, &fair, Some(day), as_of)?;
    let seal = newest_seal(workspace, &fair, day)?;
    let judged = cards.iter().filter(|held| !held.judgement.is_empty()).count();
    let zone = &workspace.book().company.zone;
    let head = vec![
        line("day", text(day.to_string())),
        line("cards", count(cards.len())),
        line("judged", text(format!("{judged} / {}", cards.len()))),
        line("sealDue", due(Some(deadline::seal(day, zone).0))),
        line("sealed", at(seal.as_ref().map(|seal| seal.at_ms))),
        line("package", text(seal.map(|seal| seal.package).unwrap_or_default())),
        line("discussed", text(discussed(workspace, &fair, day)?)),
    ];
    let losses = losses(workspace, fair_of(workspace, &input.fair, as_of)?, as_of)?;
    let beside = beside(workspace, &cards, as_of)?;
    let parts = vec![
        all(workspace, &cards),
        duplicates::part(workspace, &cards, &beside),
        handed_in(workspace, input, &cards, day, as_of)?,
        lost(workspace, &losses),
        by_person(workspace, &cards),
        by_source(&cards),
        by_hour(workspace, &cards),
    ];
    let filled = Filled::of(&cards, head, parts).with_words_of(&beside);
    Ok(filled.signed_by(&["supervisor", "headquarters"]))
}

fn all(workspace: &Workspace, cards: &[Held]) -> ReportPart {
    let rows = cards.iter().map(|held| {
        let ruling = &held.customer.ruling;
        let proposed = ruling.proposal.as_ref().map(PersonId::as_str).unwrap_or_default();
        let owner = super::card::owner(workspace, &held.row.owner);
        vec![
            name(workspace, &held.row.signer),
            count(held.row.register as usize),
            at(Some(held.row.signed_ms)),
            word("source", &held.row.source),
            held.words(|row| &row.company),
            held.words(|row| &row.person),
            held.words(|row| &row.matter),
            word("territory.short", &held.row.territory),
            word("class", &held.row.class),
            word("judgement", &held.judgement),
            if proposed.is_empty() { owner } else { name(workspace, proposed) },
            yes(held.file().countersigned_by.iter().any(|leader| leader != held.file().signer())),
        ]
    });
    let columns = vec![
        column("signer", 3),
        numbers("register"),
        column("signed", 4),
        column("source", 3),
        column("company", 8),
        column("person", 3),
        column("matter", 7),
        column("territory", 3),
        column("class", 3),
        column("judgement", 3),
        column("proposed", 3),
        column("countersigned", 2),
    ];
    table("cards", columns, rows.collect())
}

fn handed_in(
    workspace: &Workspace,
    input: &ReportInput,
    cards: &[Held],
    day: Day,
    as_of: Instant,
) -> Result<ReportPart, Failure> {
    let fair = fair_of(workspace, &input.fair, as_of)?;
    let company = &workspace.book().company;
    let due = deadline::hand_in(fair, day, &company.parameters(as_of), &company.zone);
    let ids: Vec<_> = cards.iter().map(|held| held.row.card).collect();
    let rows = hand_ins_of(workspace, &fair.id, day, &ids, due, as_of)?.into_iter().map(|row| {
        vec![
            text(row.name.clone()),
            count(row.cards as usize),
            count(row.drafts as usize),
            count(row.paper as usize),
            at(row.stated_ms),
            at(row.received_ms),
            word("booth.handIn", state(&row)),
            count(row.gaps as usize),
        ]
    });
    let columns = vec![
        column("signer", 4),
        numbers("cards"),
        numbers("drafts"),
        numbers("paper"),
        column("stated", 4),
        column("received", 4),
        column("state", 3),
        numbers("gaps"),
    ];
    Ok(table("handIns", columns, rows.collect()))
}

/// How somebody's hand-in stands, in the dashboard's words (FAIR-07): he said that this is all, and his cards came.
fn state(row: &HandInRow) -> &str {
    match row.status.as_str() {
        "in_time" if row.late => "late",
        status => status,
    }
}

/// Who took part in the evening's discussion, by name (OWN-05).
fn discussed(workspace: &Workspace, fair: &FairId, day: Day) -> Result<String, Failure> {
    let mut people: BTreeSet<PersonId> = BTreeSet::new();
    for record in workspace.of_fair(fair)? {
        if let Ok(Fact::Discussion { day: of, people: some, .. }) = Fact::read(&record)
            && of == day
        {
            people.extend(some);
        }
    }
    let names: Vec<String> = people.iter().map(|person| workspace.name(person)).collect();
    Ok(names.join("、"))
}

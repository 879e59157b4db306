//! E3, the daily hand-in list: what one person signed on a day, and whether all of it came (FAIR-07, FAIR-18).

use domain::time::Instant;
use domain::{FairId, PersonId, Rule, deadline};

use super::count::{by_hour, by_source};
use super::held::{answers, day_of, fair_of, held};
use super::part::{
    at, column, count, due as cell_due, line, name, numbers, table, text, word, yes,
};
use super::view::Filled;
use crate::Failure;
use crate::evening::hand_ins_of;
use crate::view::ReportInput;
use crate::workspace::{Workspace, person_id};

pub(super) fn fill(
    workspace: &Workspace,
    input: &ReportInput,
    as_of: Instant,
) -> Result<Filled, Failure> {
    let (fair, day) = (FairId::new(&input.fair), day_of(&input.day)?);
    let person: PersonId = match input.person.as_str() {
        "" => workspace.me().clone(),
        person => person_id(workspace, person)?,
    };
    if person != *workspace.me() && !answers(workspace, &fair, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    let mut cards = held(workspace, &fair, Some(day), as_of)?;
    cards.retain(|held| held.row.signer == person.as_str());
    let company = &workspace.book().company;
    let of = fair_of(workspace, &input.fair, as_of)?;
    let due = deadline::hand_in(of, day, &company.parameters(as_of), &company.zone);
    let ids: Vec<_> = cards.iter().map(|held| held.row.card).collect();
    let stated = hand_ins_of(workspace, &fair, day, &ids, due, as_of)?;
    let stated = stated.into_iter().find(|row| row.person == person.as_str());
    let registers = cards.iter().map(|held| held.row.register);
    let (first, last) = (registers.clone().min(), registers.max());
    let numbers_of = first.zip(last).map(|(first, last)| format!("{first}–{last}"));
    let mut head = vec![
        line("day", text(day.to_string())),
        line("signer", name(workspace, person.as_str())),
        line("cards", count(cards.len())),
        line("numbers", text(numbers_of.unwrap_or_default())),
        line("handInDue", cell_due(Some(due.0))),
    ];
    if let Some(stated) = &stated {
        head.push(line("stated", at(stated.stated_ms)));
        head.push(line("drafts", count(stated.drafts as usize)));
        head.push(line("paper", count(stated.paper as usize)));
        head.push(line("gaps", count(stated.gaps as usize)));
    }
    let rows = cards.iter().map(|held| {
        let possession = held.file().possession;
        vec![
            count(held.row.register as usize),
            at(Some(held.row.signed_ms)),
            word("source", &held.row.source),
            held.words(|row| &row.company),
            held.words(|row| &row.person),
            held.words(|row| &row.matter),
            at(possession.map(|at| at.0)),
            yes(possession.is_some_and(|at| at <= due)),
        ]
    });
    let columns = vec![
        numbers("register"),
        column("signed", 4),
        column("source", 3),
        column("company", 8),
        column("person", 3),
        column("matter", 6),
        column("handedIn", 4),
        column("inTime", 2),
    ];
    let list = table("cards", columns, rows.collect());
    let parts = vec![list, by_source(&cards), by_hour(workspace, &cards)];
    Ok(Filled::of(&cards, head, parts).signed_by(&["handsIn", "supervisor"]))
}

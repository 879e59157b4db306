//! A day package as it was sealed, for paper (FAIR-08, E4): what the evening's page shows of it, under the hash by
//! which headquarters knows it again.

use domain::CardId;

use super::part::{at, column, count, line, numbers, table, text, word, yes};
use super::view::Filled;
use crate::capture::card_id;
use crate::evening::opened;
use crate::exports::may_take;
use crate::view::{
    LossRow, PackageCard, PackageRef, PackageView, ReportCell, ReportInput, ReportLine, ReportPart,
    ReportView,
};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// # Errors
/// As the evening's package page.
pub(super) fn fill(
    workspace: &Workspace,
    now: &Now,
    input: &ReportInput,
) -> Result<Filled, Failure> {
    let (fair, day) = (input.fair.clone(), input.day.clone());
    let package = PackageRef { fair, day, package: input.package.clone() };
    let sealed = opened(workspace, now, &package)?;
    let as_of = workspace.as_of(now);
    let (mut rows, mut cards) = (Vec::new(), Vec::new());
    for card in &sealed.cards {
        let id = card_id(&card.row.card)?;
        let row = workspace.store().lead(id)?;
        let readable = row.is_some_and(|row| may_take(workspace, &row, as_of));
        cards.extend(readable.then_some(id));
        rows.push(row_of(card, readable));
    }
    let parts = vec![table("cards", columns(), rows), losses(&sealed.losses)];
    Ok(filled(&sealed, parts, cards))
}

/// The hash of a sealed package: its own, which stands on the paper already.
pub(super) fn hash(view: &ReportView) -> Option<String> {
    let named = |line: &&ReportLine| view.form == "package" && line.name == "package";
    view.head.iter().find(named).and_then(|line| match &line.cell {
        ReportCell::Text(hash) => Some(hash.clone()),
        _ => None,
    })
}

fn filled(sealed: &PackageView, parts: Vec<ReportPart>, cards: Vec<CardId>) -> Filled {
    let discussion = sealed.discussion.as_ref();
    let names = |names: &[String]| text(names.join("、"));
    let head = vec![
        line("fair", text(sealed.fair_name.clone())),
        line("place", text(sealed.place.clone())),
        line("supervisor", text(sealed.supervisor.clone())),
        line("day", text(sealed.day.clone())),
        line("sealed", at(Some(sealed.seal.at_ms))),
        line("received", at(sealed.seal.received_ms)),
        line("cards", count(sealed.seal.cards as usize)),
        line("lacking", count(sealed.lacking as usize)),
        line("package", text(sealed.seal.package.clone())),
        line("why", text(sealed.seal.reason.clone())),
        line("discussed", discussion.map_or(ReportCell::Nothing, |said| names(&said.names))),
        line("absent", names(&sealed.absent)),
        line("discussion", discussion.map_or(ReportCell::Nothing, |said| text(said.text.clone()))),
    ];
    Filled { head, parts, signatures: &["supervisor", "headquarters"], cards, lines: 0 }
}

fn columns() -> Vec<crate::view::ReportColumn> {
    vec![
        numbers("register"),
        column("company", 8),
        column("signer", 3),
        column("signed", 4),
        column("territory", 3),
        column("judgement", 3),
        numbers("customersCards"),
        column("effective", 2),
        column("owner", 3),
        column("proposed", 3),
        column("countersigned", 5),
    ]
}

fn row_of(card: &PackageCard, readable: bool) -> Vec<ReportCell> {
    let row = &card.row;
    let number = if row.number == 0 { u64::from(row.register) } else { row.number };
    vec![
        ReportCell::Count(number),
        if readable { text(row.company.clone()) } else { ReportCell::Nothing },
        text(row.signer.clone()),
        at(Some(row.signed_ms)),
        word("territory.short", &card.territory),
        word("judgement", if card.judgement.is_empty() { "none" } else { &card.judgement }),
        count(card.customers_cards as usize),
        yes(card.effective),
        if row.owner_kind == "person" { text(row.owner.clone()) } else { ReportCell::Nothing },
        if row.owner_kind == "person" {
            ReportCell::Nothing
        } else {
            text(card.proposal_name.clone())
        },
        text(card.countersigned_by.join("、")),
    ]
}

fn losses(losses: &[LossRow]) -> ReportPart {
    let row = |loss: &LossRow| {
        vec![
            text(loss.name.clone()),
            yes(!loss.not_stated),
            yes(!loss.late),
            count(loss.drafts as usize),
            count(loss.gaps as usize),
        ]
    };
    let columns = vec![
        column("signer", 4),
        column("stated", 3),
        column("inTime", 3),
        numbers("drafts"),
        numbers("gaps"),
    ];
    table("lacking", columns, losses.iter().map(row).collect())
}

//! Small words for building reports.

use domain::PersonId;

use crate::after::Loss;
use crate::view::{ReportCell, ReportColumn, ReportLine, ReportPart};
use crate::workspace::Workspace;

pub(super) fn text(text: impl Into<String>) -> ReportCell {
    let text = text.into();
    if text.is_empty() { ReportCell::Nothing } else { ReportCell::Text(text) }
}

/// A name of the rulebook as people read it: `source.business_card`.
pub(super) fn word(family: &str, name: &str) -> ReportCell {
    if name.is_empty() { ReportCell::Nothing } else { ReportCell::Word(format!("{family}.{name}")) }
}

pub(super) fn count(count: usize) -> ReportCell {
    ReportCell::Count(u64::try_from(count).unwrap_or(u64::MAX))
}

/// By when.
pub(super) fn due(at_ms: Option<i64>) -> ReportCell {
    at_ms.map_or(ReportCell::Nothing, ReportCell::Due)
}

pub(super) fn at(at_ms: Option<i64>) -> ReportCell {
    at_ms.map_or(ReportCell::Nothing, ReportCell::At)
}

pub(super) fn yes(yes: bool) -> ReportCell {
    word("reports.answer", if yes { "yes" } else { "no" })
}

pub(super) fn name(workspace: &Workspace, person: &str) -> ReportCell {
    text(if person.is_empty() { String::new() } else { workspace.name(&PersonId::new(person)) })
}

pub(super) fn line(name: &str, cell: ReportCell) -> ReportLine {
    ReportLine { name: name.to_owned(), cell }
}

/// A column of words, so and so wide.
pub(super) fn column(name: &str, width: u32) -> ReportColumn {
    ReportColumn { name: name.to_owned(), width, number: false }
}

/// A narrow column of numbers.
pub(super) fn numbers(name: &str) -> ReportColumn {
    ReportColumn { name: name.to_owned(), width: 2, number: true }
}

pub(super) fn table(
    name: &str,
    columns: Vec<ReportColumn>,
    rows: Vec<Vec<ReportCell>>,
) -> ReportPart {
    ReportPart { name: name.to_owned(), columns, rows, bars: Vec::new() }
}

/// What was lost, and by whom (FAIR-05).
pub(super) fn lost(workspace: &Workspace, losses: &[Loss]) -> ReportPart {
    let rows = losses.iter().map(|loss| {
        vec![
            name(workspace, loss.person.as_str()),
            word("custody.kind", loss.kind),
            text(loss.what.clone()),
            at(Some(loss.at.0)),
            count(loss.missing as usize),
        ]
    });
    let columns = vec![
        column("whose", 4),
        column("lossKind", 3),
        column("lossOf", 5),
        column("lostAt", 4),
        numbers("piecesLost"),
    ];
    table("losses", columns, rows.collect())
}

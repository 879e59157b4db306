//! E8, the report on rivals 競爭對手報告 (FAIR-13): what was noted about each, how it is known, and what the
//! supervisor concludes. Secret: whoever takes it out is in the records with every line of it (SEC-04, SEC-06).

use super::count::{bar, chart};
use super::part::{at, column, count, due, line, table, text, word};
use super::view::Filled;
use crate::view::{BoothRef, ReportCell, ReportInput, RivalLine, RivalPhotoRef};
use crate::workspace::Workspace;
use crate::{Failure, Now, booth};

pub(super) fn fill(
    workspace: &Workspace,
    now: &Now,
    input: &ReportInput,
) -> Result<Filled, Failure> {
    let of = BoothRef { fair: input.fair.clone(), day: String::new() };
    let report = booth::competitor_report(workspace, now, of)?;
    let lines: usize = report.rivals.iter().map(|rival| rival.lines.len()).sum();
    let head = vec![
        line("reportState", word("package", &report.state.status)),
        line("reportDue", due(report.state.due_ms)),
        line("reportSigned", at(report.state.signed_ms)),
        line("received", at(report.state.received_ms)),
        line("rivals", count(report.rivals.len())),
        line("overall", text(report.overall.clone())),
    ];
    // No column for what nobody took.
    let pictured =
        report.rivals.iter().flat_map(|rival| &rival.lines).any(|one| one.photo.is_some());
    let photo = |line: &RivalLine| match &line.photo {
        Some(hash) => ReportCell::Photo(RivalPhotoRef {
            fair: input.fair.clone(),
            entry: None,
            hash: hash.clone(),
        }),
        None => ReportCell::Nothing,
    };
    let noted = report.rivals.iter().flat_map(|rival| {
        rival.lines.iter().map(|line| {
            let mut row = vec![
                text(rival.name.clone()),
                word("booth.topic", &line.topic),
                text(line.what.clone()),
                word("booth.basis", &line.basis),
                text(line.evidence.clone()),
            ];
            row.extend(pictured.then(|| photo(line)));
            row.extend([text(line.by.clone()), at(Some(line.at_ms))]);
            row
        })
    });
    let mut columns = vec![
        column("rival", 5),
        column("topic", 3),
        column("what", 8),
        column("basis", 2),
        column("evidenceNoted", 5),
    ];
    columns.extend(pictured.then(|| column("photo", 5)));
    columns.extend([column("notedBy", 3), column("notedAt", 4)]);
    let noted = table("rivalsNoted", columns, noted.collect());
    let concluded = report.rivals.iter().map(|rival| {
        vec![
            text(rival.name.clone()),
            word("booth.basis", &rival.best),
            text(rival.conclusion.clone()),
        ]
    });
    let columns = vec![column("rival", 5), column("bestBasis", 3), column("conclusion", 12)];
    let concluded = table("conclusions", columns, concluded.collect());
    let entries = |rival: &crate::view::RivalSheet| u32::try_from(rival.lines.len()).unwrap_or(0);
    let bars = report.rivals.iter().map(|rival| bar(text(rival.name.clone()), entries(rival)));
    let parts = vec![concluded, noted, chart("byRival", bars.collect())];
    let filled = Filled::without_cards(head, parts).signed_by(&["supervisor", "headquarters"]);
    Ok(filled.with_lines(lines))
}

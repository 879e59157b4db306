//! E11, the appraisal of a fair's supervisor (KPI-02): each line with what shows it.

use domain::Rule;
use domain::class::Class;
use domain::company::Fair;
use domain::deadline::{PackageStatus, assignment_close};
use domain::fair::appraisal::Criterion;

use super::count::by_class;
use super::held::fair_of;
use super::part::{
    at, column, count, due as cell_due, line, lost, name, numbers, table, text, word, yes,
};
use super::view::Filled;
use crate::after::{Done, done, points, reads_appraisal};
use crate::view::{ReportCell, ReportInput, ReportPart};
use crate::workspace::Workspace;
use crate::{Failure, Now};

pub(super) fn fill(
    workspace: &Workspace,
    now: &Now,
    input: &ReportInput,
) -> Result<Filled, Failure> {
    let as_of = workspace.as_of(now);
    let fair = fair_of(workspace, &input.fair, as_of)?;
    if !reads_appraisal(workspace, fair, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    let signed = workspace.gather().appraisals(&fair.id, &fair.supervisor)?;
    let signed = signed.last();
    let company = &workspace.book().company;
    let parameters = company.parameters(as_of);
    let done = done(workspace, now, fair, &fair.supervisor)?;
    let due = domain::fair::appraisal::due(fair, &parameters, &company.zone);
    let words = signed.and_then(|act| act.what.words.clone()).unwrap_or_default();
    let mut total = 0;
    let rows = Criterion::ALL.map(|criterion| {
        // What was signed is told as it was signed; before that, what the facts would give.
        let given = signed.and_then(|act| act.what.lines.get(&criterion)).copied();
        let share = given.map_or(done.shares[&criterion], |line| line.share);
        let worth = criterion.worth(share, &parameters);
        let hundredths = given.map_or(worth, |line| line.hundredths);
        total += hundredths;
        vec![
            word("after.criterion", criterion.name()),
            text(criterion.rule()),
            text(format!("{} / {}", share.got, share.of)),
            count(criterion.points(&parameters) as usize),
            text(points(worth)),
            text(points(hundredths)),
            text(words.reasons.get(&criterion).cloned().unwrap_or_default()),
        ]
    });
    let head = vec![
        line("appraisalDue", cell_due(due.map(|at| at.0))),
        line("signedBy", name(workspace, signed.map_or("", |act| act.by.as_str()))),
        line("signed", at(signed.map(|act| act.time.at.0))),
        line("points", text(points(total))),
        line("overall", text(words.overall)),
    ];
    let columns = vec![
        column("criterion", 6),
        column("rule", 3),
        column("share", 3),
        numbers("pointsAll"),
        numbers("pointsWorth"),
        numbers("pointsGiven"),
        column("whyOther", 6),
    ];
    let mut parts = vec![table("appraisal", columns, rows.to_vec())];
    parts.extend(evidence(workspace, fair, &done));
    Ok(Filled::without_cards(head, parts).signed_by(&["headquarters", "supervisor"]))
}

/// What shows each line: days, losses, what was assigned when, classes.
fn evidence(workspace: &Workspace, fair: &Fair, done: &Done) -> Vec<ReportPart> {
    let packages = done.packages.iter().map(|package| {
        let excuse = package.excuse.as_ref().map(|act| act.what.excused);
        vec![
            text(package.day.to_string()),
            name(workspace, package.supervisor.as_str()),
            word("package", package.status.name()),
            at(package.first.as_ref().map(|sealed| sealed.at.0)),
            at(package.first.as_ref().and_then(|sealed| sealed.received).map(|at| at.0)),
            excuse.map_or(ReportCell::Nothing, yes),
        ]
    });
    let columns = vec![
        column("day", 3),
        column("supervisor", 4),
        column("state", 3),
        column("sealed", 4),
        column("received", 4),
        column("excused", 2),
    ];
    let packages = table("packages", columns, packages.collect());
    let losses = lost(workspace, &done.losses);
    let company = &workspace.book().company;
    let last = fair.days.last().map_or(domain::time::Instant(0), |day| company.zone.end(*day));
    let close = assignment_close(fair, &company.parameters(last), &company.zone);
    let inside = done.customers.iter().filter(|one| one.inside);
    let (mut in_time, mut late, mut open) = (0, 0, 0);
    for customer in inside {
        match (customer.at, close) {
            (Some(at), Some(close)) if at <= close => in_time += 1,
            (Some(_), _) => late += 1,
            (None, _) => open += 1,
        }
    }
    let allotted = [("allottedInTime", in_time), ("allottedLate", late), ("allottedOpen", open)];
    let rows = allotted.map(|(name, n)| vec![word("reports.name", name), count(n)]);
    let columns = vec![column("allotment", 6), numbers("customers")];
    let allotted = table("allotted", columns, rows.to_vec());
    let classes = by_class("byClass", done.customers.iter().map(|one: &_| Class::name(one.class)));
    let report = done.report != PackageStatus::Open;
    let report = report.then(|| vec![word("package", done.report.name())]);
    let intel = table("intelReport", vec![column("state", 6)], report.into_iter().collect());
    vec![packages, losses, allotted, intel, classes]
}

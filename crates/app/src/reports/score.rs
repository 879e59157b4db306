//! E10, marketing's score (KPI-03): what headquarters told of it, and nothing of who said what.

use domain::audience::Circle;
use domain::time::Instant;

use super::held::fair_for;
use super::part::{at, column, count, due, line, table, text, word};
use super::view::Filled;
use crate::Failure;
use crate::after::points;
use crate::view::ReportInput;
use crate::workspace::Workspace;

pub(super) fn fill(
    workspace: &Workspace,
    input: &ReportInput,
    as_of: Instant,
) -> Result<Filled, Failure> {
    let fair = fair_for(workspace, &input.fair, Circle::Preparation, as_of)?;
    let company = &workspace.book().company;
    let Some(told) = workspace.gather().marketing_rated(&fair.id)? else {
        let window = domain::fair::score::window(fair, &company.parameters(as_of), &company.zone);
        let over = window.is_none_or(|(_, until)| as_of > until);
        let why = word("reports.untold", if over { "over" } else { "open" });
        let head =
            vec![line("scoreCloses", due(window.map(|(_, until)| until.0))), line("state", why)];
        let parts = vec![table("score", Vec::new(), Vec::new())];
        return Ok(Filled::without_cards(head, parts).signed_by(&["headquarters"]));
    };
    let parameters = company.parameters(told.time.at);
    let rating = &told.what;
    let lost = u32::try_from(parameters.score_late_points).unwrap_or(0);
    let lost = lost.saturating_mul(rating.days_late);
    let score = rating.hundredths(&parameters);
    let head = vec![
        line("raters", count(rating.raters as usize)),
        line("statedAt", at(Some(told.time.at.0))),
        line("points", text(points(score))),
    ];
    let rows = [
        ("layout", points(rating.mean(rating.layout))),
        ("cooperation", points(rating.mean(rating.cooperation))),
        ("daysLate", rating.days_late.to_string()),
        ("lateCost", format!("−{lost}")),
        ("points", points(score)),
    ];
    let rows = rows.map(|(name, said)| vec![word("reports.name", name), text(said)]);
    let columns = vec![column("field", 6), column("entry", 4)];
    let remarks = rating.remarks.iter().map(|remark| vec![text(remark.clone())]);
    let parts = vec![
        table("score", columns, rows.to_vec()),
        table("remarks", vec![column("remark", 10)], remarks.collect()),
    ];
    Ok(Filled::without_cards(head, parts).signed_by(&["headquarters"]))
}

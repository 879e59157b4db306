//! E12, the registers of visitors and calls 来人/来电登记表, and the day's statistic 来人来电统计表 (FAIR-20).
//!
//! Whether a number was left stands here, the number does not: nobody calls from a form. What a visitor said
//! stands here for whoever received him and for whoever leads the fair; each such line that is taken out is
//! counted as a card is (SEC-06).

use super::count::{bar, chart};
use super::part::{at, column, count, line, numbers, table, text, word, yes};
use super::view::Filled;
use crate::view::{BoothRef, ReceptionRow, ReportCell, ReportInput, ReportPart};
use crate::workspace::Workspace;
use crate::{Failure, Now, booth};

pub(super) fn fill(
    workspace: &Workspace,
    now: &Now,
    input: &ReportInput,
) -> Result<Filled, Failure> {
    let of = BoothRef { fair: input.fair.clone(), day: input.day.clone() };
    let register = booth::register(workspace, now, of)?;
    let counted = &register.counted;
    let signed = register.signed.as_ref();
    let head = vec![
        line("day", text(input.day.clone())),
        line("came", count(counted.came as usize)),
        line("called", count(counted.called as usize)),
        line("statisticBy", text(signed.map(|one| one.by.clone()).unwrap_or_default())),
        line("signed", at(signed.map(|one| one.at_ms))),
        line("afterSigning", count(register.after_signing as usize)),
    ];
    let standing = || register.rows.iter().filter(|row| !row.input.withdrawn);
    let reads = |row: &ReceptionRow| row.mine || register.reads_all;
    let lines = standing().filter(|row| reads(row)).count();
    let list = |channel: &str, name: &str| {
        let of = standing().filter(|row| row.input.channel == channel);
        let rows = of.map(|row| {
            let said =
                |said: &String| if reads(row) { text(said.clone()) } else { ReportCell::Nothing };
            vec![
                at(row.input.came_ms),
                said(&row.input.name),
                said(&row.input.company),
                said(&row.input.matter),
                yes(row.phone_left),
                text(row.first_contact.clone()),
                text(row.routed_to.clone()),
                yes(row.card.is_some()),
            ]
        });
        table(name, columns(), rows.collect())
    };
    let figures = [
        ("came", counted.came, signed.map(|one| one.counted.came)),
        ("called", counted.called, signed.map(|one| one.counted.called)),
        ("phones", counted.phones, signed.map(|one| one.counted.phones)),
        ("cards", counted.cards, signed.map(|one| one.counted.cards)),
        ("routed", counted.routed, signed.map(|one| one.counted.routed)),
        ("askedAfter", counted.asked_after, signed.map(|one| one.counted.asked_after)),
    ];
    let bars = figures.iter().map(|(name, n, _)| bar(word("booth.stat", name), *n)).collect();
    let rows = figures.map(|(name, n, signed)| {
        let signed = signed.map_or(ReportCell::Nothing, |n| count(n as usize));
        vec![word("booth.stat", name), count(n as usize), signed]
    });
    let stat_columns = vec![column("statistic", 6), numbers("countedNow"), numbers("signedNumber")];
    let statistic = ReportPart {
        bars: chart("statistic", bars).bars,
        ..table("statistic", stat_columns, rows.to_vec())
    };
    let parts = vec![list("visit", "visitors"), list("call", "calls"), statistic];
    Ok(Filled::without_cards(head, parts).signed_by(&["receives", "supervisor"]).with_lines(lines))
}

fn columns() -> Vec<crate::view::ReportColumn> {
    vec![
        column("cameAt", 4),
        column("visitor", 3),
        column("company", 7),
        column("matter", 6),
        column("phoneLeft", 2),
        column("firstContact", 3),
        column("routedTo", 3),
        column("cardMade", 2),
    ]
}

//! A report as a workbook: a sheet for what it is about, and one for each of its tables and charts.

use app::reports::Taken;
use app::view::{ReportCell, ReportPart};
use tables::write::{Cell, Mark, Page, book};

use super::words::Words;

/// The bytes of its workbook.
pub(super) fn workbook(taken: &Taken, words: &Words) -> Vec<u8> {
    let view = &taken.view;
    let title = words.say(&format!("reports.form.{}", view.form));
    let mut head: Vec<Vec<Cell>> = view
        .head
        .iter()
        .map(|line| {
            let name = words.say(&format!("reports.name.{}", line.name));
            vec![Cell::Text(name), cell(&line.cell, words)]
        })
        .collect();
    head.push(vec![
        Cell::Text(words.say("reports.name.asOf")),
        Cell::Text(words.moment(view.as_of_ms)),
    ]);
    let mut pages = vec![Page {
        name: view.form.to_uppercase(),
        headings: vec![title, view.company.clone()],
        rows: head,
    }];
    for part in &view.parts {
        let name = words.say(&format!("reports.part.{}", part.name));
        pages.extend(page(part, &name, words));
        pages.extend(chart(part, &name, words));
    }
    let mark = Mark { words: &taken.mark, day: taken.ymd() };
    book(&pages, &words.say("lists.column.mark"), mark)
}

fn page(part: &ReportPart, name: &str, words: &Words) -> Option<Page> {
    let heading = |name: &str| words.say(&format!("reports.name.{name}"));
    (!part.columns.is_empty()).then(|| Page {
        name: name.to_owned(),
        headings: part.columns.iter().map(|column| heading(&column.name)).collect(),
        rows: part
            .rows
            .iter()
            .map(|row| row.iter().map(|one| cell(one, words)).collect())
            .collect(),
    })
}

/// A chart that is no table's own: what a table shows, its rows say.
fn chart(part: &ReportPart, name: &str, words: &Words) -> Option<Page> {
    let row = |bar: &app::view::ReportBar| {
        vec![Cell::Text(words.cell(&bar.cell)), Cell::Number(bar.count.into())]
    };
    (part.columns.is_empty() && !part.bars.is_empty()).then(|| Page {
        name: name.to_owned(),
        headings: vec![name.to_owned(), words.say("reports.name.cards")],
        rows: part.bars.iter().map(row).collect(),
    })
}

/// Numbers stay numbers, moments have their year.
fn cell(cell: &ReportCell, words: &Words) -> Cell {
    match cell {
        ReportCell::Count(count) => Cell::Number(*count),
        ReportCell::At(at) => Cell::Text(words.moment(*at)),
        other => Cell::Text(words.cell(other)),
    }
}

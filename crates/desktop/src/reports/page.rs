//! A report as a document to be set: the same data as on the screen and in the workbook, in the reader's words.

use app::Failure;
use app::reports::Taken;
use app::view::{ReportBar, ReportCell, ReportColumn, ReportLine, ReportPart};
use picture::Code;
use typeset::{Bar, Cell, Column, Document, Line, Moment, Part, Unset};

use super::pictures::Pictures;
use super::words::Words;

/// The document of any report: whatever its form, it is made of lines, tables and bars.
pub(super) fn document(
    taken: &Taken,
    author: &str,
    pictures: &Pictures,
    words: &Words,
) -> Document {
    let view = &taken.view;
    let key = format!("reports.form.{}", view.form);
    let mut about: Vec<Line> = view.head.iter().map(|one| line(one, words)).collect();
    let as_of = words.moment(view.as_of_ms);
    about.push(Line { name: words.say("reports.name.asOf"), text: as_of.clone() });
    Document {
        language: words.language(),
        form: form_id(&view.form),
        title: words.title(&key),
        subtitle: words.english(&key),
        company: view.company.clone(),
        author: author.to_owned(),
        about,
        parts: view.parts.iter().map(|one| part(one, pictures, words)).collect(),
        signatures: view
            .signatures
            .iter()
            .map(|name| words.say(&format!("reports.sign.{name}")))
            .collect(),
        mark: taken.mark.clone(),
        hash: view.hash.clone(),
        as_of: moment(&as_of),
        code: if view.form == "package" { code(&view.hash) } else { Vec::new() },
        words: typeset::Words {
            hash: words.say("reports.page.hash"),
            page: around_numbers(&words.say("reports.page.number")),
            none: words.say("reports.none"),
        },
    }
}

/// Why it could not be set, for people. Nothing was taken out.
pub(super) fn refused(unset: &Unset) -> Failure {
    match unset {
        Unset::TooLong { .. } => Failure::new("report.too_long"),
        Unset::Stopped => Failure::new("report.stopped"),
        Unset::Page(said) => {
            tracing::error!(%said, "a report could not be set");
            Failure::new("report.page")
        }
    }
}

/// The form's id as the rulebook writes it: `E4`, `KPI-01`.
fn form_id(form: &str) -> String {
    match (form, form.strip_prefix("kpi")) {
        ("package", _) => "E4".to_owned(),
        (_, Some(number)) => format!("KPI-{number:0>2}"),
        _ => form.to_uppercase(),
    }
}

fn line(line: &ReportLine, words: &Words) -> Line {
    let name = words.say(&format!("reports.name.{}", line.name));
    Line { name, text: words.cell(&line.cell) }
}

fn cell(cell: &ReportCell, pictures: &Pictures, words: &Words) -> Cell {
    let ReportCell::Photo(photo) = cell else { return Cell::Text(words.cell(cell)) };
    let alt = words.photo(photo);
    match pictures.get(&photo.hash) {
        Some(jpeg) => Cell::Picture { jpeg: jpeg.clone(), alt },
        None => Cell::Text(format!("{alt} {}", words.say("reports.photoElsewhere"))),
    }
}

fn part(part: &ReportPart, pictures: &Pictures, words: &Words) -> Part {
    let column = |column: &ReportColumn| Column {
        name: words.say(&format!("reports.name.{}", column.name)),
        width: column.width,
        number: column.number,
    };
    let bar = |bar: &ReportBar| Bar { name: words.cell(&bar.cell), count: bar.count, of: bar.of };
    Part {
        name: words.say(&format!("reports.part.{}", part.name)),
        columns: part.columns.iter().map(column).collect(),
        rows: part
            .rows
            .iter()
            .map(|row| row.iter().map(|one| cell(one, pictures, words)).collect())
            .collect(),
        bars: part.bars.iter().map(bar).collect(),
    }
}

/// The code that headquarters holds a scanner to; none where it cannot be made.
fn code(hash: &str) -> Vec<String> {
    let row = |row: &[bool]| row.iter().map(|dark| if *dark { '#' } else { ' ' }).collect();
    Code::of(&hash.to_ascii_uppercase())
        .map(|code| code.rows().map(row).collect())
        .unwrap_or_default()
}

/// The words before, between and after the page's number and how many there are.
fn around_numbers(said: &str) -> [String; 3] {
    let found = said.split_once("{{page}}").and_then(|(before, rest)| {
        let (between, after) = rest.split_once("{{pages}}")?;
        Some([before, between, after])
    });
    found.unwrap_or(["", " / ", ""]).map(str::to_owned)
}

/// `2026-03-12 10:42` in numbers.
fn moment(minute: &str) -> Moment {
    let mut parts = minute.split(['-', ' ', ':']).map(|part| part.parse::<i32>().unwrap_or(1));
    let mut next = || parts.next().unwrap_or(1);
    let year = next();
    let mut small = || u8::try_from(next()).unwrap_or(1);
    Moment { year, month: small(), day: small(), hour: small(), minute: small() }
}

#[cfg(test)]
mod tests {
    use super::{around_numbers, form_id, moment};

    #[test]
    fn forms_are_called_as_in_the_rulebook() {
        for (form, id) in [("e2", "E2"), ("e10", "E10"), ("kpi1", "KPI-01"), ("package", "E4")] {
            assert_eq!(form_id(form), id);
        }
    }

    #[test]
    fn a_pages_number_stands_among_words() {
        assert_eq!(around_numbers("第 {{page}} 页，共 {{pages}} 页"), ["第 ", " 页，共 ", " 页"]);
        assert_eq!(around_numbers("reports.page.number"), ["", " / ", ""]);
    }

    #[test]
    fn a_minute_is_read() {
        let moment = moment("2026-03-12 10:42");
        let numbers = (moment.year, moment.month, moment.day, moment.hour, moment.minute);
        assert_eq!(numbers, (2026, 3, 12, 10, 42));
    }
}

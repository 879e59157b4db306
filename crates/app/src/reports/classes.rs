//! E7, the classification list (CLS-01, FUP-01): class, usage, stable, by what evidence, and by when.

use domain::FairId;
use domain::class::{Usage, is_silent};
use domain::time::Instant;
use facts::{Fact, Key, Records};

use super::allocation::one_a_customer;
use super::card::owner;
use super::count::by_class;
use super::held::{Held, held};
use super::part::{at, column, count, due as cell_due, line, table, text, word, yes};
use super::view::Filled;
use crate::Failure;
use crate::capture::usage_text;
use crate::view::{ReportCell, ReportInput};
use crate::workspace::{Workspace, deadlines};

pub(super) fn fill(
    workspace: &Workspace,
    input: &ReportInput,
    as_of: Instant,
) -> Result<Filled, Failure> {
    let mut cards = held(workspace, &FairId::new(&input.fair), None, as_of)?;
    one_a_customer(&mut cards);
    let (mut rows, mut found) = (Vec::new(), Vec::new());
    let parameters = workspace.book().company.parameters(as_of);
    let (mut classified, mut late, mut silent) = (0, 0, 0);
    for held in &cards {
        let said = newest(workspace, held)?;
        let due = deadlines(workspace.store(), workspace.book(), &held.customer, as_of)?;
        let due = due.get("classify").map(|at| at.0);
        classified += usize::from(said.is_some());
        late += usize::from(said.is_none() && due.is_some_and(|due| due < as_of.0));
        // Not stable, and enough for class b: the source has no class for it (CLS-01).
        let unread = said.as_ref().is_some_and(|said| is_silent(said.of, &parameters));
        silent += usize::from(unread);
        // As on the board: what a card says is not a classification (FUP-01).
        let class = if said.is_some() { held.row.class.as_str() } else { "unclassified" };
        let written = match &said {
            None if held.row.class != class => word("class", &held.row.class),
            _ => ReportCell::Nothing,
        };
        found.push(class.to_owned());
        let mut row = vec![
            held.words(|row| &row.company),
            owner(workspace, &held.row.owner),
            word("class", class),
            written,
        ];
        row.extend(match said {
            Some(said) => [
                text(said.usage),
                yes(said.stable),
                word("channel", &said.evidence),
                at(Some(said.at_ms)),
            ],
            None => [const { ReportCell::Nothing }; 4],
        });
        row.push(cell_due(due));
        row.push(if unread { word("board", "read") } else { ReportCell::Nothing });
        rows.push(row);
    }
    let head = vec![
        line("customers", count(cards.len())),
        line("classified", count(classified)),
        line("overdue", count(late)),
        line("silent", count(silent)),
    ];
    let columns = vec![
        column("company", 8),
        column("owner", 3),
        column("class", 3),
        column("byCard", 3),
        column("usage", 3),
        column("stable", 2),
        column("evidence", 3),
        column("classifiedAt", 4),
        column("classifyDue", 4),
        column("reading", 4),
    ];
    let classes = by_class("byClassFound", found.iter().map(String::as_str));
    let parts = vec![classes, table("classes", columns, rows)];
    Ok(Filled::of(&cards, head, parts).signed_by(&["signer", "supervisor"]))
}

/// What somebody said last about a customer's usage.
struct Said {
    of: Usage,
    usage: String,
    stable: bool,
    evidence: String,
    at_ms: i64,
}

fn newest(workspace: &Workspace, held: &Held) -> Result<Option<Said>, Failure> {
    let mut newest: Option<((i64, domain::FactId), Said)> = None;
    for card in held.customer.cluster.cards.keys() {
        for record in workspace.store().under(&Key::Card(*card), 0)? {
            let Ok(Fact::Classification { usage, evidence, .. }) = Fact::read(&record) else {
                continue;
            };
            let act = workspace.gather().act(&record, ())?;
            let key = (act.time.at.0, act.id);
            if newest.as_ref().is_none_or(|(known, _)| key > *known) {
                let usage_words =
                    if usage.special { String::new() } else { usage_text(usage.hundredths) };
                let said = Said {
                    of: usage,
                    usage: usage_words,
                    stable: usage.stable,
                    evidence,
                    at_ms: key.0,
                };
                newest = Some((key, said));
            }
        }
    }
    Ok(newest.map(|(_, said)| said))
}

//! Who may take out what, and how much.

use std::collections::BTreeSet;

use domain::company::{Company, Person, Role};
use domain::time::Instant;
use domain::{CardId, FairId, PersonId, Rule};
use facts::{Fact, Key, Records, kind};
use store::{LeadFilter, LeadQuery, LeadRow, LeadView};

use crate::capture::card_id;
use crate::leads::CHOSEN_MAX;
use crate::reports::MARKED;
use crate::view::{ExportAllowance, ExportInput};
use crate::workspace::Workspace;
use crate::{Failure, Now, lease};

/// How many files one person may write in a day (SEC-06).
const FILES_A_DAY: usize = 5;
/// How many records one file holds: its own record names each of them.
const CARDS_MAX: usize = 10_000;
const PAGE: u32 = store::LEAD_PAGE_ROWS_MAX;
const DAY_MS: i64 = 24 * 60 * 60_000;

/// How much of a list this person may take out now.
///
/// # Errors
/// As [`super::take`], but what is used up is said, not refused.
pub fn allowance(
    workspace: &mut Workspace,
    now: &Now,
    input: ExportInput,
) -> Result<ExportAllowance, Failure> {
    let cards = clamp(rows(workspace, now, &input)?.len());
    let (files, records) = today(workspace, now)?;
    let limit = limit(workspace, now);
    Ok(ExportAllowance {
        cards,
        left: limit.map(|limit| clamp(limit.saturating_sub(records))),
        files: clamp(FILES_A_DAY.saturating_sub(files)),
    })
}

/// Refuses what is more than somebody may take out in a day.
pub(super) fn check(workspace: &Workspace, now: &Now, cards: usize) -> Result<(), Failure> {
    let (files, records) = today(workspace, now)?;
    if cards == 0 {
        return Err(Failure::new("export.nothing"));
    }
    if cards > CARDS_MAX {
        return Err(Failure::new("export.too_many").with("max", CARDS_MAX).with("cards", cards));
    }
    if files >= FILES_A_DAY {
        let failure = Failure { code: "export.files".to_owned(), ..Failure::refused(Rule::Sec06) };
        return Err(failure.with("max", FILES_A_DAY));
    }
    within(limit(workspace, now), records, cards)
}

/// Refuses a report with more cards than somebody may take out in a day. Reports of a fair are forms that the
/// company asks for every evening: they are logged and count by their records, not by their number.
pub(crate) fn may_carry(workspace: &Workspace, now: &Now, cards: usize) -> Result<(), Failure> {
    if cards > CARDS_MAX {
        return Err(Failure::new("export.too_many").with("max", CARDS_MAX).with("cards", cards));
    }
    let (_, records) = today(workspace, now)?;
    within(limit(workspace, now), records, cards)
}

fn within(limit: Option<usize>, taken: usize, cards: usize) -> Result<(), Failure> {
    match limit {
        Some(limit) if taken + cards > limit => {
            let refused = Failure::refused(Rule::Sec06);
            let failure = Failure { code: "export.limit".to_owned(), ..refused };
            Err(failure.with("max", limit).with("taken", taken).with("cards", cards))
        }
        _ => Ok(()),
    }
}

/// The rows of a list that somebody may take out: whose text he may read, and for which he answers. A helper
/// reads more than he may carry away.
pub(super) fn rows(
    workspace: &Workspace,
    now: &Now,
    input: &ExportInput,
) -> Result<Vec<LeadRow>, Failure> {
    lease::holds(workspace, now)?;
    let as_of = workspace.as_of(now);
    if !input.cards.is_empty() {
        return chosen(workspace, input, as_of);
    }
    let mut query = LeadQuery {
        view: view(&input.view)?,
        me: workspace.me().to_string(),
        text: input.text.clone(),
        filter: LeadFilter { fair: input.fair.clone(), ..LeadFilter::default() },
        limit: PAGE,
        ..LeadQuery::default()
    };
    let mut rows = Vec::new();
    loop {
        let page = workspace.store().lead_page(&query)?;
        let last = page.rows.len() < PAGE as usize;
        for row in page.rows {
            if may_take(workspace, &row, as_of) && !is_withdrawn(workspace, &row)? {
                rows.push(row);
            }
        }
        if last || rows.len() > CARDS_MAX {
            return Ok(rows);
        }
        query.offset += PAGE;
    }
}

/// Of the cards that were chosen, those that may be taken out.
fn chosen(
    workspace: &Workspace,
    input: &ExportInput,
    as_of: Instant,
) -> Result<Vec<LeadRow>, Failure> {
    if input.cards.len() > CHOSEN_MAX as usize {
        return Err(Failure::new("call.arguments").with("detail", "cards"));
    }
    let cards: BTreeSet<CardId> =
        input.cards.iter().map(|card| card_id(card)).collect::<Result<_, _>>()?;
    let mut rows = Vec::new();
    for card in cards {
        let Some(row) = workspace.store().lead(card)? else { continue };
        if may_take(workspace, &row, as_of) && !is_withdrawn(workspace, &row)? {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// Whether a card's text is this person's to take out.
pub(crate) fn may_take(workspace: &Workspace, row: &LeadRow, as_of: Instant) -> bool {
    let (me, company) = (workspace.me(), &workspace.book().company);
    let Some(person) = company.person(me, as_of).filter(|person| person.active) else {
        return false;
    };
    let own = row.signer == me.as_str() || row.owner == me.as_str();
    let there = row.text_known && !row.draft && workspace.book().erasure(row.card).is_none();
    there && (own || manages(person) || supervises(me, row, company, as_of))
}

/// What was taken back stays in the register, and nowhere else (FAIR-18).
fn is_withdrawn(workspace: &Workspace, row: &LeadRow) -> Result<bool, Failure> {
    let about = workspace.store().under(&Key::Card(row.card), 0)?;
    Ok(about.iter().any(|record| record.kind() == kind::WITHDRAWAL))
}

fn supervises(me: &PersonId, row: &LeadRow, company: &Company, as_of: Instant) -> bool {
    row.fair.as_ref().is_some_and(|fair| company.supervises(me, &FairId::new(fair), as_of))
}

/// How many records in a day; whoever manages others has no limit.
fn limit(workspace: &Workspace, now: &Now) -> Option<usize> {
    let as_of = workspace.as_of(now);
    let company = &workspace.book().company;
    let person = company.person(workspace.me(), as_of);
    let limit = usize::try_from(company.parameters(as_of).export_limit).unwrap_or(0);
    (!person.is_some_and(manages)).then_some(limit)
}

fn manages(person: &Person) -> bool {
    person.is(Role::RegionalManager) || person.is(Role::Hq)
}

/// How many files and records this person has taken out within a day, on whatever laptop.
fn today(workspace: &Workspace, now: &Now) -> Result<(usize, usize), Failure> {
    let since = workspace.as_of(now).0 - DAY_MS;
    let (mut files, mut records) = (0, 0);
    for record in workspace.store().under(&Key::Exports, 0)? {
        let Ok(Fact::Exported(exported)) = Fact::read(&record) else { continue };
        let mine = record.envelope().author == workspace.me().as_str();
        // A clock that was turned on does not bring the next day nearer than it is.
        if mine && workspace.gather().act(&record, ())?.time.at.0 > since {
            files += usize::from(!exported.view.starts_with(MARKED));
            records += exported.cards.len() + exported.lines as usize;
        }
    }
    Ok((files, records))
}

fn view(name: &str) -> Result<LeadView, Failure> {
    Ok(match name {
        "mine" => LeadView::Mine,
        "captured" => LeadView::Captured,
        "helping" => LeadView::Helping,
        "pool" => LeadView::Pool,
        "all" => LeadView::All,
        other => return Err(Failure::new("call.arguments").with("detail", other)),
    })
}

fn clamp(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

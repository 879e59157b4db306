//! What the day shows.

use domain::company::Fair;
use domain::deadline;
use domain::time::Day;
use facts::Fact;
use serde::{Deserialize, Serialize};
use store::{LeadFilter, LeadQuery, LeadView};
use ts_rs::TS;

use crate::leads::row_view;
use crate::view::{ChangeView, DayView, LeadRowView};
use crate::workspace::{CHANGES, Workspace};
use crate::{Failure, Now, lease};

/// Which day.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DayRef {
    /// `2026-03-12`; empty for today.
    #[serde(default)]
    pub day: String,
}

/// How many rows a day shows; the rest is in the list of leads.
const ROWS_MAX: u32 = 200;

/// The day.
///
/// # Errors
/// `field.day`, `store`.
pub fn view(workspace: &mut Workspace, now: &Now, input: DayRef) -> Result<DayView, Failure> {
    let as_of = workspace.as_of(now);
    let company = &workspace.book().company;
    let day = match input.day.as_str() {
        "" => company.zone.day(as_of),
        text => Day::parse(text).ok_or_else(|| Failure::field("field.day", "day"))?,
    };
    let fair = company
        .fairs
        .values()
        .filter_map(|versions| versions.at(as_of))
        .find(|fair| fair.days.contains(&day) && fair.has(workspace.me()))
        .cloned();
    let hand_in_due = fair
        .as_ref()
        .map(|fair| deadline::hand_in(fair, day, &company.parameters(as_of), &company.zone));
    let page = |view, day: Option<String>| {
        workspace.store().lead_page(&LeadQuery {
            view,
            me: workspace.me().to_string(),
            // An imported list is nobody's day, and would push the cards of the day out of sight.
            filter: LeadFilter {
                from: day.clone(),
                to: day,
                of_fairs: true,
                ..LeadFilter::default()
            },
            limit: ROWS_MAX,
            ..LeadQuery::default()
        })
    };
    let rows = |page: store::LeadPage| -> Vec<LeadRowView> {
        page.rows.iter().map(|row| row_view(workspace, row)).collect()
    };
    let mut captured = rows(page(LeadView::Captured, Some(day.to_string()))?);
    captured.retain(|row| !row.draft);
    let not_handed_in = captured.iter().filter(|row| row.held_by == "here").count();
    let handed_in = match &fair {
        Some(fair) => stated(workspace, fair, day)?,
        None => None,
    };
    Ok(DayView {
        day: day.to_string(),
        fair: fair.map(|fair| fair.id.to_string()),
        drafts: rows(page(LeadView::Drafts, None)?),
        not_handed_in: u32::try_from(not_handed_in).unwrap_or(u32::MAX),
        captured,
        hand_in_due_ms: hand_in_due.map(|at| at.0),
        handed_in_ms: handed_in.map(|(at, _)| at),
        handed_in_received: handed_in.is_some_and(|(_, received)| received),
        changes: if lease::holds(workspace, now).is_ok() {
            changes(workspace)?
        } else {
            Vec::new()
        },
    })
}

/// When the person last said "this is all", and whether that statement is received.
fn stated(workspace: &Workspace, fair: &Fair, day: Day) -> Result<Option<(i64, bool)>, Failure> {
    let mut newest = None;
    for record in workspace.fair_days(&fair.id)? {
        let own = record.envelope().author == workspace.me().as_str();
        if let (true, Ok(Fact::HandIn { day: of, .. })) = (own, Fact::read(&record))
            && of == day
        {
            let at = workspace.gather().act(&record, ())?.time.at.0;
            let received =
                workspace.gather().received(record.envelope(), Some(&fair.supervisor))?;
            newest = newest.max(Some((at, received.is_some())));
        }
    }
    Ok(newest)
}

fn changes(workspace: &Workspace) -> Result<Vec<ChangeView>, Failure> {
    let kept = workspace.store().meta(CHANGES)?;
    Ok(kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default())
}

/// The person has looked: what changed until now is no news any more.
///
/// # Errors
/// `store` when the disk fails.
pub fn changes_seen(workspace: &mut Workspace, _: &Now, (): ()) -> Result<(), Failure> {
    workspace.put_meta(CHANGES, b"[]")
}

//! What headquarters' desk shows.

use std::collections::BTreeSet;

use domain::company::Role;
use domain::time::Instant;
use domain::{CardId, FairId, Rule, deadline};
use facts::Fact;
use store::{LeadFilter, LeadQuery, LeadSort, LeadView};

use crate::evening::{desk_card, newest_package, pairs_of};
use crate::view::{HqView, PackageRow};
use crate::workspace::Workspace;
use crate::{Failure, Now, lease};
use crate::{cases, people};

/// How many waiting leads are shown at once.
const WAITING_MAX: u32 = 200;

/// Whether this person sits at headquarters' desk, on a laptop that may show it.
///
/// # Errors
/// SYN-04 for anybody but headquarters and the CRM centre; `lease.over`.
pub(super) fn at_desk(workspace: &Workspace, now: &Now) -> Result<(), Failure> {
    let company = &workspace.book().company;
    let as_of = workspace.as_of(now);
    let holds = |role: &Role| company.holds(workspace.me(), *role, as_of);
    if ![Role::Hq, Role::CrmCentre].iter().any(holds) {
        return Err(Failure::refused(Rule::Syn04));
    }
    lease::holds(workspace, now)
}

/// The desk.
///
/// # Errors
/// SYN-04 for anybody but headquarters and the CRM centre; `lease.over`.
pub fn view(workspace: &mut Workspace, now: &Now, (): ()) -> Result<HqView, Failure> {
    let as_of = workspace.as_of(now);
    at_desk(workspace, now)?;
    let query = |owner: Option<String>| LeadQuery {
        view: LeadView::All,
        me: workspace.me().to_string(),
        filter: LeadFilter { owner, ..LeadFilter::default() },
        sort: LeadSort::DueFirst,
        limit: WAITING_MAX,
        ..LeadQuery::default()
    };
    let waiting = workspace.store().lead_page(&query(Some("COMPANY".to_owned())))?;
    let mut to_assign = Vec::new();
    let mut seen = BTreeSet::new();
    for row in waiting.rows.iter().filter(|row| seen.insert(row.customer)) {
        to_assign.push(desk_card(workspace, row.card, as_of)?);
    }
    let newest = workspace.store().lead_page(&query(None))?;
    let recent: Vec<CardId> =
        newest.rows.iter().filter(|row| !row.draft).map(|row| row.card).collect();
    let pairs = pairs_of(workspace, &recent, as_of)?;
    let fairs: Vec<FairId> = workspace.book().company.fairs.keys().cloned().collect();
    let mut packages = Vec::new();
    for fair in fairs {
        packages.extend(packages_of(workspace, &fair, as_of)?);
    }
    let cases = cases::open(workspace, as_of)?;
    let people = people::rows(workspace, None, as_of);
    Ok(HqView { to_assign, packages, pairs, cases, people })
}

/// The packages of a fair's days that have begun (FAIR-08).
fn packages_of(
    workspace: &Workspace,
    fair_id: &FairId,
    as_of: Instant,
) -> Result<Vec<PackageRow>, Failure> {
    let company = &workspace.book().company;
    let Some(fair) = company.fair(fair_id, as_of) else { return Ok(Vec::new()) };
    let records = workspace.fair_days(fair_id)?;
    let mut rows = Vec::new();
    for day in deadline::days_begun(company, fair_id, as_of) {
        let mut first: Option<(Instant, Option<Instant>, u32, String)> = None;
        for record in &records {
            let Ok(Fact::Seal(seal)) = Fact::read(record) else { continue };
            let by_supervisor = record.envelope().author == fair.supervisor.as_str();
            if seal.day != day || !by_supervisor {
                continue;
            }
            let sealed = workspace.gather().act(record, ())?.time.at;
            let cards = u32::try_from(seal.cards.len()).unwrap_or(u32::MAX);
            if first.as_ref().is_none_or(|(at, ..)| sealed < *at) {
                first = Some((sealed, workspace.received(record)?, cards, seal.reason));
            }
        }
        let status = deadline::package_status(
            day,
            first.as_ref().map(|(sealed, ..)| *sealed),
            first.as_ref().and_then(|(_, received, ..)| *received),
            as_of,
            &company.zone,
        );
        rows.push(PackageRow {
            fair: fair_id.to_string(),
            fair_name: fair.name.clone(),
            day: day.to_string(),
            status: status.name().to_owned(),
            cards: first.as_ref().map_or(0, |(_, _, cards, _)| *cards),
            sealed_ms: first.as_ref().map(|(sealed, ..)| sealed.0),
            reason: first.map(|(.., reason)| reason).unwrap_or_default(),
            package: newest_package(workspace, fair_id, day)?,
        });
    }
    Ok(rows)
}

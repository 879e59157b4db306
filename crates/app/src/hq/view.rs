//! What headquarters' desk shows.

use std::collections::BTreeSet;

use domain::company::Role;
use domain::{CardId, FairId, Rule};
use store::{LeadFilter, LeadQuery, LeadSort, LeadView};

use crate::evening::{desk_card, pairs_of};
use crate::penalties::packages_of;
use crate::view::{EveningCard, HqView};
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
    let late_pools = late_pools(workspace, now)?;
    let newest = workspace.store().lead_page(&query(None))?;
    let recent: Vec<CardId> =
        newest.rows.iter().filter(|row| !row.draft).map(|row| row.card).collect();
    let pairs = pairs_of(workspace, &recent, as_of)?;
    let fairs: Vec<FairId> = workspace.book().company.fairs.keys().cloned().collect();
    let mut packages = Vec::new();
    for fair in fairs {
        packages.extend(packages_of(workspace, now, &fair)?);
    }
    let cases = cases::open(workspace, as_of)?;
    let people = people::rows(workspace, None, as_of);
    Ok(HqView { to_assign, late_pools, packages, pairs, cases, people })
}

/// Customers of departments that have not assigned them in time (OWN-05), the oldest first.
fn late_pools(workspace: &Workspace, now: &Now) -> Result<Vec<EveningCard>, Failure> {
    let as_of = workspace.as_of(now);
    let pooled = workspace.store().lead_page(&LeadQuery {
        view: LeadView::Pool,
        me: workspace.me().to_string(),
        backwards: true,
        limit: WAITING_MAX,
        ..LeadQuery::default()
    })?;
    let mut late = Vec::new();
    // A customer is called as the card says that counts.
    for row in pooled.rows.iter().filter(|row| row.effective) {
        let card = desk_card(workspace, row.card, as_of)?;
        if card.assign_due_ms.is_some_and(|due| due < as_of.0) {
            late.push(card);
        }
    }
    Ok(late)
}

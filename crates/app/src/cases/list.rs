//! The customers about whom something is open, for a desk.

use domain::FairId;
use domain::time::Instant;

use super::{decides, is_open};
use crate::explain::ruling_view;
use crate::leads::row_view;
use crate::view::CaseRow;
use crate::workspace::Workspace;
use crate::{Failure, explain};

/// How many are shown at once.
const OPEN_MAX: usize = 200;

/// Everything open that this laptop holds; what the person at the desk decides comes first.
pub(crate) fn open(workspace: &Workspace, as_of: Instant) -> Result<Vec<CaseRow>, Failure> {
    rows(workspace, as_of, None)
}

/// What is open about customers of a fair, and what the person at the desk decides.
pub(crate) fn open_of_fair(
    workspace: &Workspace,
    fair: &FairId,
    as_of: Instant,
) -> Result<Vec<CaseRow>, Failure> {
    rows(workspace, as_of, Some(fair))
}

fn rows(
    workspace: &Workspace,
    as_of: Instant,
    fair: Option<&FairId>,
) -> Result<Vec<CaseRow>, Failure> {
    let mut rows = Vec::new();
    for card in workspace.store().leads_open(OPEN_MAX)? {
        let customer = workspace.customer(card, as_of)?;
        let Some(row) = workspace.store().lead(card)?.filter(|_| is_open(&customer)) else {
            continue;
        };
        let ruling = ruling_view(&customer, workspace.store(), workspace.book())?;
        let case = customer.ruling.case.as_ref();
        let may_decide = match case {
            Some(case) => decides(workspace, case, as_of),
            None => ruling.authority == workspace.me().as_str(),
        };
        let of_fair = |file: &domain::card::CardFile| file.signed.what.fair.as_ref() == fair;
        if fair.is_some() && !may_decide && !customer.cluster.cards.values().any(of_fair) {
            continue;
        }
        let mut row = row_view(workspace, &row);
        if row.company.is_empty() {
            let known = ruling.cards.iter().map(|card| &card.company).find(|name| !name.is_empty());
            row.company = known.cloned().unwrap_or_default();
        }
        rows.push(CaseRow {
            row,
            case: explain::case_view(&customer, workspace.book()),
            may_decide,
        });
    }
    rows.sort_by_key(|row| (!row.may_decide, row.row.signed_ms));
    Ok(rows)
}

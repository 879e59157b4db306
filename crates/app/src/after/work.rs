//! What a supervisor's appraisal is computed from (KPI-02).

use std::collections::BTreeMap;

use domain::PersonId;
use domain::class::Class;
use domain::company::Fair;
use domain::deadline::PackageStatus;
use domain::fair::appraisal::{Allotted, Criterion, Share, Work, shares};
use domain::fair::package::{Package, packages};
use domain::time::Instant;

use super::losses::{Loss, losses};
use crate::booth::report_status;
use crate::penalties::known_until;
use crate::reports::customers_of;
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// What was done of what was due, with what shows it.
pub(crate) struct Done {
    pub(crate) shares: BTreeMap<Criterion, Share>,
    pub(crate) packages: Vec<Package>,
    pub(crate) losses: Vec<Loss>,
    pub(crate) customers: Vec<Allotted>,
    pub(crate) report: PackageStatus,
}

/// Looks through a fair for its supervisor's appraisal, as far as this laptop knows it.
///
/// # Errors
/// `store` when the disk fails.
pub(crate) fn done(
    workspace: &Workspace,
    now: &Now,
    fair: &Fair,
    person: &PersonId,
) -> Result<Done, Failure> {
    let known = known_until(workspace, now);
    let company = &workspace.book().company;
    let diary = workspace.gather().evenings(&fair.id, known)?;
    let packages = packages(&diary, company, known);
    let losses = losses(workspace, fair, known)?;
    let customers = customers(workspace, fair, known)?;
    let report = report_status(workspace, fair, known)?;
    let work = Work {
        fair,
        person,
        packages: &packages,
        diary: &diary,
        customers: &customers,
        losses: u32::try_from(losses.len()).unwrap_or(u32::MAX),
        report,
    };
    let shares = shares(&work, company, known);
    Ok(Done { shares, packages, losses, customers, report })
}

/// The fair's customers, each once: whether its supervisor was to assign them, and when somebody did who could.
fn customers(workspace: &Workspace, fair: &Fair, as_of: Instant) -> Result<Vec<Allotted>, Failure> {
    let customers = customers_of(workspace, &fair.id, as_of)?;
    let allotted = customers.into_iter().map(|(row, customer)| {
        let competent = customer.ruling.acts.iter().filter(|act| act.void.is_none());
        Allotted {
            inside: row.territory == "in",
            at: competent.map(|act| act.at).min(),
            class: Class::from_name(&row.class).unwrap_or(Class::Unclassified),
        }
    });
    Ok(allotted.collect())
}

//! A fair, looked through: packages, what to look at, and what is proposed.

use std::collections::BTreeSet;

use domain::fair::alert::{FairAlert, alerts};
use domain::fair::diary::Diary;
use domain::ruling::AlertKind;
use domain::time::Instant;
use domain::{FairId, Rule};
use facts::Gather;
use facts::Records;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::matter::{is_hq, known_until};
use super::row::{affair_row, alert_row};
use crate::view::FairReview;
use crate::workspace::Workspace;
use crate::{Failure, Now, lease};

/// Which fair.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FairRef {
    /// Fair id.
    pub fair: String,
}

/// Everything that a fair's facts give to look at: of its rulings, and of its evenings.
///
/// # Errors
/// Whatever the database reports.
pub fn alert_rows<R: Records>(
    gather: &Gather<'_, R>,
    diary: &Diary,
    company: &domain::company::Company,
    as_of: Instant,
) -> Result<BTreeSet<FairAlert>, R::Error> {
    let mut found = alerts(diary, company, as_of);
    found.extend(gather.alerts_of_rulings(diary, as_of)?);
    Ok(found)
}

/// The fair, for headquarters and for whoever supervises it or heads its territory. What may have been a favour
/// goes to headquarters alone (OWN-03).
///
/// # Errors
/// SYN-04 for anybody else; `lease.over`.
pub fn review(workspace: &mut Workspace, now: &Now, input: FairRef) -> Result<FairReview, Failure> {
    let as_of = workspace.as_of(now);
    let fair = FairId::new(&input.fair);
    let company = &workspace.book().company;
    let circle = domain::audience::Circle::Leaders;
    let person = company.person(workspace.me(), as_of);
    let reads = |person| domain::audience::reads_of_fair(person, &fair, circle, company, as_of);
    if !person.is_some_and(reads) || company.fair(&fair, as_of).is_none() {
        return Err(Failure::refused(Rule::Syn04));
    }
    lease::holds(workspace, now)?;
    let known = known_until(workspace, now);
    let gather = workspace.gather();
    let diary = gather.diary(&fair, known)?;
    let hq = is_hq(workspace, as_of);
    let mut rows = Vec::new();
    let found = alert_rows(&gather, &diary, company, known)?;
    for alert in &found {
        let said = alert.kind == AlertKind::LateHandIn;
        let favour = alert.kind == AlertKind::Favour && !hq;
        // The same cards stand there as kept back.
        if !said && !favour {
            rows.push(alert_row(workspace, alert)?);
        }
    }
    let mut affairs = Vec::new();
    for affair in gather.affairs(&diary, known, as_of)? {
        affairs.push(affair_row(workspace, &affair, as_of)?);
    }
    affairs.sort_by(|a, b| b.matter.day.cmp(&a.matter.day));
    rows.sort_by(|a, b| b.day.cmp(&a.day));
    Ok(FairReview { alerts: rows, affairs, known_until_ms: known.0 })
}

//! A fair, looked through: packages, what to look at, and what is proposed.

use std::collections::BTreeSet;

use domain::fair::alert::{FairAlert, alerts};
use domain::fair::diary::Diary;
use domain::fair::roadshow::Month;
use domain::ruling::{AlertKind, Owner};
use domain::time::Instant;
use domain::{FairId, Rule};
use facts::{Book, Gather, Records};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::matter::{affairs, is_hq, known_until};
use super::row::{affair_row, alert_row};
use crate::view::FairReview;
use crate::workspace::{Workspace, deadlines};
use crate::{Failure, Now, lease};

/// Which fair.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FairRef {
    /// Fair id.
    pub fair: String,
}

/// Everything that a fair's facts give to look at: of its evenings, of its rulings, and of duties that are over.
///
/// # Errors
/// Whatever the database reports.
pub fn alert_rows<R: Records>(
    records: &R,
    book: &Book,
    diary: &Diary,
    as_of: Instant,
) -> Result<BTreeSet<FairAlert>, R::Error> {
    let gather = Gather::new(records, book);
    let mut found = alerts(diary, &book.company, as_of);
    let customers = gather.customers_of(diary, as_of)?;
    found.extend(gather.alerts_of_rulings(diary, &customers));
    found.extend(gather.same_photos(&customers)?);
    for customer in &customers {
        let due = deadlines(records, book, customer, as_of)?;
        let over = due.get("classify").is_some_and(|due| as_of > *due);
        if let (true, Owner::Person(owner)) = (over, &customer.ruling.owner) {
            found.insert(FairAlert {
                kind: AlertKind::Unclassified,
                person: owner.clone(),
                beside: None,
                day: None,
                cards: BTreeSet::from([customer.ruling.customer]),
            });
        }
    }
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
    if let Some(month) = Month::from_id(&fair) {
        return of_month(workspace, now, &month);
    }
    let company = &workspace.book().company;
    let reads = workspace.reads_of_fair(&fair, domain::audience::Circle::Leaders, as_of);
    if !reads || company.fair(&fair, as_of).is_none() {
        return Err(Failure::refused(Rule::Syn04));
    }
    lease::holds(workspace, now)?;
    let known = known_until(workspace, now);
    let gather = workspace.gather();
    let diary = gather.diary(&fair, known)?;
    let hq = is_hq(workspace, as_of);
    let mut rows = Vec::new();
    let found = alert_rows(workspace.store(), workspace.book(), &diary, known)?;
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

/// A month of roadshows, for headquarters: whoever held too few (FAIR-19).
fn of_month(workspace: &Workspace, now: &Now, month: &Month) -> Result<FairReview, Failure> {
    let as_of = workspace.as_of(now);
    if !is_hq(workspace, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    lease::holds(workspace, now)?;
    let affairs = affairs(workspace, now, month.id())?;
    let affairs = affairs.iter().map(|affair| affair_row(workspace, affair, as_of));
    Ok(FairReview {
        alerts: Vec::new(),
        affairs: affairs.collect::<Result<_, _>>()?,
        known_until_ms: known_until(workspace, now).0,
    })
}

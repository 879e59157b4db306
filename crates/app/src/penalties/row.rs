//! Alerts, affairs and packages for people.

use domain::fair::alert::FairAlert;
use domain::fair::package::packages;
use domain::fair::penalty::hearing::{Affair, Verdict, may_decide, may_tell};
use domain::fair::roadshow::Month;
use domain::time::{Day, Instant};
use domain::{CardId, FactId, FairId, Rule};
use facts::Records;
use facts::payload::Remark;
use ledger::RecordId;

use super::matter::{known_until, matter_ref};
use crate::evening::newest_package;
use crate::leads::row_view;
use crate::view::{
    AffairRow, AlertRow, LeadRowView, PackageRow, PenaltyDecisionView, ReachedView, SaidView,
};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// How many cards of an alert or a proposal are shown.
const CARDS_MAX: usize = 50;

pub(super) fn alert_row(workspace: &Workspace, alert: &FairAlert) -> Result<AlertRow, Failure> {
    let beside = alert.beside.as_ref();
    Ok(AlertRow {
        kind: alert.kind.name().to_owned(),
        rule: alert.kind.rule().id().to_owned(),
        person: alert.person.to_string(),
        name: workspace.name(&alert.person),
        beside_name: beside.map(|person| workspace.name(person)).unwrap_or_default(),
        day: alert.day.map(|day| day.to_string()).unwrap_or_default(),
        count: u32::try_from(alert.cards.len()).unwrap_or(u32::MAX),
        cards: cards(workspace, alert.cards.iter())?,
    })
}

pub(super) fn affair_row(
    workspace: &Workspace,
    affair: &Affair,
    as_of: Instant,
) -> Result<AffairRow, Failure> {
    let (company, me, matter) = (&workspace.book().company, workspace.me(), &affair.matter);
    let fair = company.fair(&matter.fair, as_of);
    let called = affair.proposal.as_ref();
    let may = match called {
        Some(_) => may_decide(affair, me, company, as_of),
        None => Err(Rule::Pen01),
    };
    Ok(AffairRow {
        matter: matter_ref(matter),
        fair_name: match Month::from_id(&matter.fair) {
            Some(month) => month.name().to_owned(),
            None => fair.map(|fair| fair.name.clone()).unwrap_or_default(),
        },
        rule: matter.offence.rule().id().to_owned(),
        name: workspace.name(&matter.person),
        about_name: matter.about.as_ref().map(|who| workspace.name(who)).unwrap_or_default(),
        called_for: called.is_some(),
        awaits_excuse: called.is_some_and(|called| called.awaits_excuse),
        measure: called.map(|called| called.measure.name().to_owned()).unwrap_or_default(),
        amount: called.and_then(|called| called.measure.amount()),
        covers: called
            .into_iter()
            .flat_map(|called| called.covers.iter().map(|offence| offence.name().to_owned()))
            .collect(),
        since_ms: called.map(|called| called.since.0),
        count: called.map_or(0, |called| u32::try_from(called.cards.len()).unwrap_or(u32::MAX)),
        cards: cards(workspace, called.into_iter().flat_map(|called| called.cards.iter()))?,
        verified_before: affair.verified_before,
        told: affair
            .told
            .iter()
            .map(|act| said(workspace, act.id, &act.by, act.time.at, false))
            .collect::<Result<_, _>>()?,
        reached: affair.reached.map(|reached| ReachedView {
            at_ms: reached.at.0,
            way: reached.way.name().unwrap_or("unsaid").to_owned(),
        }),
        may_speak_until_ms: affair.may_speak_until.map(|until| until.0),
        statements: affair
            .statements
            .iter()
            .map(|act| said(workspace, act.id, &act.by, act.time.at, act.what.declines))
            .collect::<Result<_, _>>()?,
        heard: affair.is_heard(as_of),
        decision: match &affair.decision {
            Some(act) => Some(PenaltyDecisionView {
                by_name: workspace.name(&act.by),
                at_ms: act.time.at.0,
                verdict: act.what.verdict.name().to_owned(),
                amount: match act.what.verdict {
                    Verdict::Milder { amount } => amount,
                    Verdict::Upheld => called.and_then(|called| called.measure.amount()),
                    Verdict::Waived => None,
                },
                reason: words(workspace, act.id)?,
            }),
            None => None,
        },
        grown: affair.has_grown(),
        mine: matter.person == *me,
        may_tell: called.is_some() && may_tell(matter, me, company, as_of),
        may_decide: may.is_ok(),
        decides: may != Err(Rule::Syn04),
    })
}

fn said(
    workspace: &Workspace,
    id: FactId,
    by: &domain::PersonId,
    at: Instant,
    declines: bool,
) -> Result<SaidView, Failure> {
    Ok(SaidView { by_name: workspace.name(by), at_ms: at.0, declines, text: words(workspace, id)? })
}

/// What was written in a record; empty where its text is not held here.
fn words(workspace: &Workspace, id: FactId) -> Result<String, Failure> {
    let record = workspace.store().record(&RecordId::new(id.0))?;
    Ok(record.as_ref().map(Remark::beside).unwrap_or_default())
}

/// Those of the cards that are held here.
fn cards<'c>(
    workspace: &Workspace,
    cards: impl Iterator<Item = &'c CardId>,
) -> Result<Vec<LeadRowView>, Failure> {
    let mut rows = Vec::new();
    for card in cards.take(CARDS_MAX) {
        rows.extend(workspace.store().lead(*card)?.map(|row| row_view(workspace, &row)));
    }
    Ok(rows)
}

/// How what a day's package calls for stands (FAIR-08).
fn proposal_about(affairs: &[Affair], day: Day) -> &'static str {
    let mut about = affairs.iter().filter(|one| {
        one.matter.day == day && one.matter.offence.rule() == Rule::Fair08 && one.proposal.is_some()
    });
    match about.next() {
        None => "",
        Some(affair) if affair.decision.is_some() => "decided",
        Some(_) => "open",
    }
}

/// The packages of a fair's days that have begun (FAIR-08), with headquarters' word where one came late.
///
/// # Errors
/// `store` when the disk fails.
pub fn packages_of(
    workspace: &Workspace,
    now: &Now,
    fair_id: &FairId,
) -> Result<Vec<PackageRow>, Failure> {
    let known = known_until(workspace, now);
    let company = &workspace.book().company;
    let Some(fair) = company.fair(fair_id, workspace.as_of(now)) else { return Ok(Vec::new()) };
    let diary = workspace.gather().packages_only(fair_id)?;
    let mut rows = Vec::new();
    let affairs = workspace.gather().affairs(&diary, known, workspace.as_of(now))?;
    for package in packages(&diary, company, known) {
        let first = package.first.as_ref();
        let newest = package.newest.as_ref();
        rows.push(PackageRow {
            fair: fair_id.to_string(),
            fair_name: fair.name.clone(),
            day: package.day.to_string(),
            supervisor_name: workspace.name(&package.supervisor),
            status: package.status.name().to_owned(),
            cards: newest.map_or(0, |sealed| u32::try_from(sealed.cards.len()).unwrap_or(u32::MAX)),
            sealed_ms: first.map(|sealed| sealed.at.0),
            received_ms: first.and_then(|sealed| sealed.received).map(|at| at.0),
            reason: newest.map(|sealed| sealed.reason.clone()).unwrap_or_default(),
            excused: package.excuse.as_ref().map(|act| act.what.excused),
            excuse: match &package.excuse {
                Some(act) => Some(said(workspace, act.id, &act.by, act.time.at, false)?),
                None => None,
            },
            package: newest_package(workspace, fair_id, package.day)?,
            proposal: proposal_about(&affairs, package.day).to_owned(),
        });
    }
    Ok(rows)
}

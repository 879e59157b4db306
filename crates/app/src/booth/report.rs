//! The report after the fair: rivals (E8, FAIR-13), and what the fair came to (E9).

use std::collections::BTreeMap;

use domain::audience::Circle;
use domain::card::Act;
use domain::company::Fair;
use domain::deadline::{self, PackageStatus};
use domain::fair::entry::Entry;
use domain::fair::reception::statistic;
use domain::fair::report::{Report, newest};
use domain::fair::rivals::{Line, Rival, assemble};
use domain::time::Instant;
use domain::{FactId, PersonId, Rule};
use ledger::{Hash, RecordId};

use super::figures::Figures;
use super::keep::Form;
use super::note::entries;
use super::place::{Place, count, entry_text};
use super::receive::lines;
use crate::view::{
    BoothRef, CompetitorReportView, FairReportState, FairSummaryView, RivalLine, RivalSheet,
};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// The report on rivals, put together from every entry of the notebook, with what its supervisor concluded.
///
/// # Errors
/// SYN-04 for whoever may not read it.
pub fn competitor_report(
    workspace: &Workspace,
    now: &Now,
    input: BoothRef,
) -> Result<CompetitorReportView, Failure> {
    let place = reader(workspace, now, &input.fair)?;
    let entries = entries(workspace, &place)?;
    let reports = workspace.gather().fair_reports(&place.fair.id)?;
    let signed = newest(&reports);
    let now_read = versions(&entries);
    let sheet = |rival: Rival| sheet(workspace, rival, signed, &now_read);
    let unfinished = match place.leads {
        true => workspace.store().autosave(&Form::Report.key(&input.fair))?,
        false => None,
    };
    Ok(CompetitorReportView {
        state: state(workspace, &place.fair, place.as_of)?,
        may_sign: place.leads,
        rivals: assemble(&entries).into_iter().map(sheet).collect(),
        overall: signed.map(|act| act.what.words.overall.clone()).unwrap_or_default(),
        signed_ms: reports.iter().rev().map(|act| act.time.at.0).collect(),
        unfinished,
    })
}

/// Whoever reads the report leads the fair, or is above whoever does.
fn reader(workspace: &Workspace, now: &Now, fair: &str) -> Result<Place, Failure> {
    let place = Place::of(workspace, now, fair)?;
    match place.reads(workspace, Circle::Leaders) || place.leads {
        true => Ok(place),
        false => Err(Failure::refused(Rule::Syn04)),
    }
}

type Versions = BTreeMap<(domain::fair::entry::EntryId, PersonId), FactId>;

/// Each entry as it reads now.
fn versions<T>(entries: &[Entry<T>]) -> Versions {
    let newest = |entry: &Entry<T>| {
        let act = entry.newest();
        ((act.what.entry, act.by.clone()), act.id)
    };
    entries.iter().map(newest).collect()
}

fn sheet(
    workspace: &Workspace,
    rival: Rival,
    signed: Option<&Act<Report>>,
    now_read: &Versions,
) -> RivalSheet {
    let conclusion = signed.and_then(|act| act.what.words.conclusions.get(&rival.key));
    let line = |line: &Line| {
        let version = now_read.get(&(line.entry, line.by.clone()));
        let signed = signed.zip(version);
        RivalLine {
            topic: line.what.topic.name().to_owned(),
            basis: line.what.basis.name().to_owned(),
            what: line.what.what.clone(),
            evidence: line.what.evidence.clone(),
            entry: entry_text(line.entry),
            photo: line.what.photo.map(|hash| Hash::new(hash).to_string()),
            by: workspace.name(&line.by),
            at_ms: line.at.0,
            after_signing: signed.is_some_and(|(act, now)| !act.what.rests_on.contains(now)),
        }
    };
    RivalSheet {
        best: rival.best().map(|basis| basis.name().to_owned()).unwrap_or_default(),
        lines: rival.lines.iter().map(line).collect(),
        conclusion: conclusion.cloned().unwrap_or_default(),
        key: rival.key,
        name: rival.name,
    }
}

/// What a fair came to: figures, and the supervisor's words on the three goals.
///
/// # Errors
/// SYN-04 for whoever may not read it.
pub fn fair_summary(
    workspace: &Workspace,
    now: &Now,
    input: BoothRef,
) -> Result<FairSummaryView, Failure> {
    let place = reader(workspace, now, &input.fair)?;
    let reports = workspace.gather().fair_reports(&place.fair.id)?;
    let signed = newest(&reports).map(|act| act.what.clone());
    let figures = match &signed {
        Some(report) => report.figures.clone(),
        None => figures(workspace, &place)?,
    };
    let words = signed.map(|report| report.words).unwrap_or_default();
    let people = figures.keys().filter_map(|name| name.strip_prefix("person:"));
    let names = people.map(|id| (id.to_owned(), workspace.name(&PersonId::new(id))));
    Ok(FairSummaryView {
        state: state(workspace, &place.fair, place.as_of)?,
        strength: words.strength,
        information: words.information,
        rivals: words.rivals,
        names: names.collect(),
        figures,
    })
}

/// What is counted of a fair, by name; nothing that is none.
pub(super) fn figures(
    workspace: &Workspace,
    place: &Place,
) -> Result<BTreeMap<String, u32>, Failure> {
    let cards = Figures::of(workspace, &place.fair.id, None)?;
    let visitors = lines(workspace, place)?;
    let visitors = statistic(visitors.iter().filter_map(Entry::standing));
    let noted = entries(workspace, place)?;
    let standing = noted.iter().filter(|entry| entry.standing().is_some()).count();
    let single = [
        ("leads", cards.leads),
        ("customers", cards.customers),
        ("came", visitors.came),
        ("called", visitors.called),
        ("phones", visitors.phones),
        ("rivals", count(assemble(&noted).len())),
        ("entries", count(standing)),
    ];
    let mut figures: BTreeMap<String, u32> =
        single.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
    let groups =
        [("source", cards.by_source), ("class", cards.by_class), ("person", cards.by_person)];
    for (group, counts) in groups {
        figures.extend(counts.into_iter().map(|(key, count)| (format!("{group}:{key}"), count)));
    }
    Ok(figures)
}

/// How the reports of all fairs stand that this person is answerable for, or that come to him: the one that is due
/// first comes first (FAIR-13).
///
/// # Errors
/// `store` when the disk fails.
pub fn fair_reports(
    workspace: &mut Workspace,
    now: &Now,
    (): (),
) -> Result<Vec<FairReportState>, Failure> {
    let fairs: Vec<String> =
        workspace.book().company.fairs.keys().map(ToString::to_string).collect();
    let mut states = Vec::new();
    for fair in fairs {
        let Ok(place) = reader(workspace, now, &fair) else { continue };
        states.push(state(workspace, &place.fair, place.as_of)?);
    }
    states.sort_by(|a, b| (a.due_ms, &a.fair).cmp(&(b.due_ms, &b.fair)));
    Ok(states)
}

/// How the report about a fair stands: by its first signature, and by when headquarters had that.
pub(super) fn state(
    workspace: &Workspace,
    fair: &Fair,
    as_of: Instant,
) -> Result<FairReportState, Failure> {
    let Came { due, signed, received } = came(workspace, fair, as_of)?;
    let status = due.map(|due| deadline::status(due, signed, received, as_of).name());
    Ok(FairReportState {
        fair: fair.id.to_string(),
        name: fair.name.clone(),
        supervisor: workspace.name(&fair.supervisor),
        status: status.unwrap_or("open").to_owned(),
        due_ms: due.map(|due| due.0),
        signed_ms: signed.map(|at| at.0),
        received_ms: received.map(|at| at.0),
    })
}

/// The same as its deadline sees it.
pub(crate) fn report_status(
    workspace: &Workspace,
    fair: &Fair,
    as_of: Instant,
) -> Result<PackageStatus, Failure> {
    let Came { due, signed, received } = came(workspace, fair, as_of)?;
    let status = due.map(|due| deadline::status(due, signed, received, as_of));
    Ok(status.unwrap_or(PackageStatus::Open))
}

/// By when a report is due, when it was first signed, and when headquarters had that.
struct Came {
    due: Option<Instant>,
    signed: Option<Instant>,
    received: Option<Instant>,
}

fn came(workspace: &Workspace, fair: &Fair, as_of: Instant) -> Result<Came, Failure> {
    let company = &workspace.book().company;
    let due = deadline::intel_report(fair, &company.parameters(as_of), &company.zone);
    let reports = workspace.gather().fair_reports(&fair.id)?;
    let first = reports.first();
    let record = match first {
        Some(act) => facts::Records::record(workspace.store(), &RecordId::new(act.id.0))?,
        None => None,
    };
    let received = match &record {
        Some(record) => workspace.gather().received(record.envelope(), None)?,
        None => None,
    };
    Ok(Came { due, signed: first.map(|act| act.time.at), received })
}

//! The supervisor signs the report after the fair (FAIR-13, E8, E9).

use domain::Rule;
use facts::kind;
use facts::payload::{Report, ReportContent};

use super::keep::Form;
use super::note::entries;
use super::place::Place;
use super::report::figures;
use crate::text::fits;
use crate::view::FairReportInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// How many rivals one report concludes about: together they stay below what a record holds.
const CONCLUSIONS_MAX: usize = 100;

/// Signs what stands in the notebook and on the lists now, with his own words. Signing again makes another version;
/// those before it stay.
///
/// # Errors
/// SYN-04 for anybody but the fair's supervisor, FAIR-13 before the fair's last day, `field.too_long`,
/// `record.too_long`.
pub fn sign_report(
    workspace: &mut Workspace,
    now: &Now,
    input: FairReportInput,
) -> Result<(), Failure> {
    let place = Place::led(workspace, now, &input.fair)?;
    let zone = &workspace.book().company.zone;
    if place.fair.days.last().is_some_and(|last| zone.start(*last) > place.as_of) {
        return Err(Failure::refused(Rule::Fair13));
    }
    let goals = [
        ("overall", &input.overall),
        ("strength", &input.strength),
        ("information", &input.information),
        ("rivals", &input.rivals),
    ];
    goals.iter().try_for_each(|(field, text)| fits(field, text))?;
    input.conclusions.values().try_for_each(|text| fits("conclusions", text))?;
    if input.conclusions.len() > CONCLUSIONS_MAX {
        return Err(Failure::field("field.too_long", "conclusions").with("max", CONCLUSIONS_MAX));
    }
    let rests_on = entries(workspace, &place)?;
    let ranking = Report {
        fair: input.fair.clone(),
        rests_on: rests_on.iter().map(|entry| entry.newest().id.0.into()).collect(),
        figures: figures(workspace, &place)?,
    };
    let content = ReportContent {
        conclusions: input.conclusions,
        overall: input.overall,
        strength: input.strength,
        information: input.information,
        rivals: input.rivals,
    };
    let fact =
        Fresh { kind: kind::REPORT, ranking: ranking.encode(), content: Some(content.encode()) };
    let key = Form::Report.key(&input.fair);
    workspace.sign_with(vec![fact], now, |tx| tx.remove_autosave(&key))?;
    Ok(())
}

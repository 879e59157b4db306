//! A month's roadshows for people.

use std::collections::BTreeMap;

use domain::card::Act;
use domain::fair::roadshow::{Month, Stood, Tally, Word, holds_them, may_speak, tallies};
use domain::{FactId, PersonId};
use facts::Records;
use facts::payload::Remark;
use ledger::{Hash, RecordId};

use super::{month, stood};
use crate::booth::{Form, entry_text};
use crate::view::{RoadshowPerson, RoadshowView, RoadshowWordView, RoadshowsRef, RoadshowsView};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// Months that can be looked back at.
const BACK: usize = 6;

/// A month's roadshows, specialist by specialist.
///
/// # Errors
/// SYN-04 for anybody but marketing, headquarters and the general manager; `field.day`; `store` when the disk fails.
pub fn view(
    workspace: &mut Workspace,
    now: &Now,
    input: RoadshowsRef,
) -> Result<RoadshowsView, Failure> {
    let workspace = &*workspace;
    let as_of = workspace.as_of(now);
    let (me, company) = (workspace.me(), &workspace.book().company);
    let this = Month::of(company.zone.day(as_of));
    let shown = if input.month.is_empty() { this.clone() } else { month(&input.month)? };
    let stood = stood(workspace, &shown, as_of)?;
    let tallies = tallies(&shown, &stood, company, as_of);
    let mut by_person: BTreeMap<PersonId, Vec<&Stood>> =
        tallies.keys().map(|person| (person.clone(), Vec::new())).collect();
    for one in &stood {
        by_person.entry(one.entry.author().clone()).or_default().push(one);
    }
    let over = as_of >= company.zone.end(shown.last());
    let mut people = Vec::new();
    for (person, mut shows) in by_person {
        shows.sort_by_key(|one| one.entry.newest().what.what.day);
        let tally = tallies.get(&person);
        let shows = shows.into_iter().map(|one| row(workspace, one, now));
        people.push(RoadshowPerson {
            name: workspace.name(&person),
            wanted: tally.filter(|tally| tally.whole).map(|tally: &Tally| tally.wanted),
            counted: tally.map_or(0, |tally| tally.counted),
            over,
            shows: shows.collect::<Result<_, _>>()?,
            person: person.to_string(),
        });
    }
    people.sort_by_key(|person| person.person != me.as_str());
    // The next one, to be planned, and those behind.
    let newest = Month::of(this.last().plus(1));
    let months = std::iter::successors(Some(newest), |month| Some(month.before()));
    Ok(RoadshowsView {
        month: shown.name().to_owned(),
        id: shown.id().to_string(),
        months: months.take(BACK + 2).map(|month| month.name().to_owned()).collect(),
        last: shown.last().to_string(),
        people,
        may_add: holds_them(me, company, as_of),
        unfinished: workspace.store().autosave(&Form::Roadshow.key(shown.id().as_str()))?,
    })
}

fn row(workspace: &Workspace, one: &Stood, now: &Now) -> Result<RoadshowView, Failure> {
    let (me, company) = (workspace.me(), &workspace.book().company);
    let newest = one.entry.newest();
    let show = &newest.what.what;
    let asked = show.spending.is_asked_for() && one.entry.standing().is_some();
    let words = one.words.iter().map(|act| word(workspace, act));
    Ok(RoadshowView {
        entry: entry_text(newest.what.entry),
        version: newest.id.to_string(),
        day: show.day.to_string(),
        place: show.place.clone(),
        yuan: show.spending.yuan,
        gifts: show.spending.gifts.clone(),
        remarks: show.remarks.clone(),
        photo: show.photo.map(|hash| Hash::new(hash).to_string()),
        state: one.state.name().to_owned(),
        mine: one.entry.author() == me,
        may_speak: asked && may_speak(me, one.entry.author(), company, workspace.as_of(now)),
        words: words.collect::<Result<_, _>>()?,
    })
}

fn word(workspace: &Workspace, act: &Act<Word>) -> Result<RoadshowWordView, Failure> {
    Ok(RoadshowWordView {
        name: workspace.name(&act.by),
        at_ms: act.time.at.0,
        agrees: act.what.agrees,
        text: text(workspace, act.id)?,
    })
}

fn text(workspace: &Workspace, id: FactId) -> Result<String, Failure> {
    let record = workspace.store().record(&RecordId::new(id.0))?;
    Ok(record.as_ref().map(Remark::beside).unwrap_or_default())
}

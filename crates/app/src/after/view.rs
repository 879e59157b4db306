//! How award, appraisal and score stand, for the person at the desk.

use domain::audience::{Circle, reads_about};
use domain::card::Act;
use domain::company::{Fair, Role};
use domain::fair::appraisal::{self, Appraisal, Criterion};
use domain::fair::standings::may_state;
use domain::fair::{award, score};
use domain::time::Instant;

use super::place::fair;
use super::work::done;
use crate::reports::reckon;
use crate::view::{
    AfterFairView, AppraisalLine, AppraisalView, AwardState, BoothRef, RatingView, ScoreInput,
    ScoreView,
};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// What is said after a fair, as far as the person at the desk reads it.
///
/// # Errors
/// SYN-04 for whoever has no part in it; `lease.over`.
pub fn view(
    workspace: &mut Workspace,
    now: &Now,
    input: BoothRef,
) -> Result<AfterFairView, Failure> {
    let workspace = &*workspace;
    let fair = fair(workspace, now, &input.fair, Circle::Preparation)?;
    let as_of = workspace.as_of(now);
    let award = match workspace.reads_of_fair(&fair.id, Circle::Team, as_of) {
        true => Some(award(workspace, &fair, as_of)?),
        false => None,
    };
    let appraisal = match reads_appraisal(workspace, &fair, as_of) {
        true => Some(appraisal(workspace, now, &fair)?),
        false => None,
    };
    let score = score(workspace, &fair, as_of)?;
    Ok(AfterFairView { award, appraisal, score })
}

fn award(workspace: &Workspace, fair: &Fair, as_of: Instant) -> Result<AwardState, Failure> {
    let company = &workspace.book().company;
    let closes = award::close(fair, &company.parameters(as_of), &company.zone);
    let closed = closes.is_some_and(|close| as_of > close);
    let stated = workspace.gather().award_stated(&fair.id)?;
    let may_state = closed && may_state(workspace.me(), &fair.id, company, as_of);
    let best = match may_state {
        true => reckon(workspace, fair, as_of)?.standings.places(),
        false => Vec::new(),
    };
    let best = best.into_iter().filter(|one| one.place == 1 && one.cards > 0);
    Ok(AwardState {
        closes_ms: closes.map(|at| at.0),
        closed,
        may_state,
        best: best.map(|one| workspace.name(&one.person)).collect(),
        stated_by: stated.as_ref().map(|act| workspace.name(&act.by)).unwrap_or_default(),
        stated_ms: stated.map(|act| act.time.at.0),
    })
}

/// Whether the person at the desk reads how a fair's supervisor was appraised.
pub(crate) fn reads_appraisal(workspace: &Workspace, fair: &Fair, as_of: Instant) -> bool {
    let company = &workspace.book().company;
    let me = company.person(workspace.me(), as_of).filter(|me| me.active);
    me.is_some_and(|me| me.is(Role::Hq) || reads_about(me, &fair.supervisor, company, as_of))
}

fn appraisal(workspace: &Workspace, now: &Now, fair: &Fair) -> Result<AppraisalView, Failure> {
    let as_of = workspace.as_of(now);
    let (me, company) = (workspace.me(), &workspace.book().company);
    let parameters = company.parameters(as_of);
    let shares = done(workspace, now, fair, &fair.supervisor)?.shares;
    let signed = workspace.gather().appraisals(&fair.id, &fair.supervisor)?;
    let newest = signed.last();
    let line = |criterion: Criterion| {
        let share = shares.get(&criterion).copied().unwrap_or_default();
        let given = newest.and_then(|act| act.what.lines.get(&criterion));
        AppraisalLine {
            criterion: criterion.name().to_owned(),
            rule: criterion.rule().to_owned(),
            got: share.got,
            of: share.of,
            points: criterion.points(&parameters),
            worth: criterion.worth(share, &parameters),
            given: given.map(|line| line.hundredths),
            reason: reason(newest, criterion),
            moved: given.is_some_and(|line| line.share != share),
        }
    };
    let opens = appraisal::opens(fair, &parameters, &company.zone);
    let due = appraisal::due(fair, &parameters, &company.zone);
    let open = opens.is_some_and(|opens| as_of > opens);
    let words = newest.and_then(|act| act.what.words.as_ref());
    Ok(AppraisalView {
        name: workspace.name(&fair.supervisor),
        opens_ms: opens.map(|at| at.0),
        due_ms: due.map(|at| at.0),
        overdue: newest.is_none() && due.is_some_and(|due| as_of > due),
        may_sign: open && company.holds(me, Role::Hq, as_of) && fair.supervisor != *me,
        lines: Criterion::ALL.into_iter().map(line).collect(),
        overall: words.map(|words| words.overall.clone()).unwrap_or_default(),
        signed_by: newest.map(|act| workspace.name(&act.by)).unwrap_or_default(),
        signed_ms: signed.iter().rev().map(|act| act.time.at.0).collect(),
    })
}

fn reason(newest: Option<&Act<Appraisal>>, criterion: Criterion) -> String {
    let words = newest.and_then(|act| act.what.words.as_ref());
    words.and_then(|words| words.reasons.get(&criterion)).cloned().unwrap_or_default()
}

fn score(workspace: &Workspace, fair: &Fair, as_of: Instant) -> Result<ScoreView, Failure> {
    let (me, company) = (workspace.me(), &workspace.book().company);
    let parameters = company.parameters(as_of);
    let window = score::window(fair, &parameters, &company.zone);
    let open = window.is_some_and(|(from, until)| (from..=until).contains(&as_of));
    let over = window.is_some_and(|(_, until)| as_of > until);
    let scores = workspace.gather().marketing_scores(&fair.id)?;
    let told = workspace.gather().marketing_rated(&fair.id)?;
    let mine = scores.get(me);
    let reads = score::may_read(me, company, as_of);
    let raters = u32::try_from(scores.len()).unwrap_or(u32::MAX);
    let raters_min = u32::try_from(score::raters_min(&parameters)).unwrap_or(u32::MAX);
    let rating = told.as_ref().map(|act| RatingView {
        raters: act.what.raters,
        layout: act.what.mean(act.what.layout),
        cooperation: act.what.mean(act.what.cooperation),
        days_late: act.what.days_late,
        late_points: u32::try_from(parameters.score_late_points).unwrap_or(0),
        hundredths: act.what.hundredths(&company.parameters(act.time.at)),
        remarks: act.what.remarks.clone(),
        at_ms: act.time.at.0,
    });
    Ok(ScoreView {
        opens_ms: window.map(|(from, _)| from.0),
        closes_ms: window.map(|(_, until)| until.0),
        may_score: open && score::may_score(me, fair, company, as_of),
        mine: mine.map(|act| ScoreInput {
            fair: fair.id.to_string(),
            layout: act.what.layout,
            cooperation: act.what.cooperation,
            remark: act.what.remark.clone(),
        }),
        mine_ms: mine.map(|act| act.time.at.0),
        raters: reads.then_some(raters),
        raters_min,
        may_tell: reads && over && told.is_none() && raters >= raters_min,
        told: rating,
    })
}

/// Hundredths of a point as people write them: `28.57`, and `30` without a fraction.
pub(crate) fn points(hundredths: u32) -> String {
    match hundredths % 100 {
        0 => (hundredths / 100).to_string(),
        rest => format!("{}.{rest:02}", hundredths / 100),
    }
}

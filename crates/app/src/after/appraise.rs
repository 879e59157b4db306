//! Headquarters signs a supervisor's appraisal (KPI-02, E11).

use std::collections::BTreeMap;

use domain::Rule;
use domain::audience::Circle;
use domain::company::Role;
use domain::fair::appraisal::{Appraisal, Criterion, Line, Words, opens};
use facts::{kind, payload};

use super::place::fair;
use super::work::done;
use crate::text::fits;
use crate::view::AppraiseInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Signs what the facts give, line by line, and what headquarters gives instead with its reason. Signed again it
/// counts anew; those before it stay.
///
/// # Errors
/// SYN-04 for anybody but headquarters, and about oneself; KPI-02 before the supervisor's deadlines are over;
/// `field.points` for more points than a line has, `field.missing` for other points without a reason,
/// `field.too_long`; `lease.over`.
pub fn appraise(workspace: &mut Workspace, now: &Now, input: AppraiseInput) -> Result<(), Failure> {
    let fair = fair(workspace, now, &input.fair, Circle::Headquarters)?;
    let as_of = workspace.as_of(now);
    let company = &workspace.book().company;
    let parameters = company.parameters(as_of);
    let person = fair.supervisor.clone();
    if !company.holds(workspace.me(), Role::Hq, as_of) || person == *workspace.me() {
        return Err(Failure::refused(Rule::Syn04));
    }
    if opens(&fair, &parameters, &company.zone).is_none_or(|opens| as_of <= opens) {
        return Err(Failure::refused(Rule::Kpi02));
    }
    fits("overall", &input.overall)?;
    let shares = done(workspace, now, &fair, &person)?.shares;
    let (mut lines, mut reasons) = (BTreeMap::new(), BTreeMap::new());
    for (criterion, share) in shares {
        let worth = criterion.worth(share, &parameters);
        let hundredths = input.given.get(criterion.name()).copied().unwrap_or(worth);
        if hundredths > criterion.points(&parameters) * 100 {
            return Err(Failure::field("field.points", criterion.name()));
        }
        lines.insert(criterion, Line { share, hundredths });
        if hundredths != worth {
            reasons.insert(criterion, reason(&input, criterion)?);
        }
    }
    let content = payload::AppraisedContent {
        reasons: reasons.iter().map(|(of, why)| (of.name().to_owned(), why.clone())).collect(),
        overall: input.overall.clone(),
    };
    let words = Some(Words { reasons, overall: input.overall });
    let appraisal = Appraisal { fair: fair.id.clone(), person, lines, words };
    let ranking = payload::Appraised::of(&appraisal).encode();
    let signed = Fresh { kind: kind::APPRAISED, ranking, content: Some(content.encode()) };
    workspace.sign(vec![signed], now)?;
    Ok(())
}

/// Why a line has other points than its share is worth.
fn reason(input: &AppraiseInput, criterion: Criterion) -> Result<String, Failure> {
    let why = input.reasons.get(criterion.name()).filter(|why| !why.trim().is_empty());
    let missing = || Failure::field("field.missing", criterion.name()).with("field", "reason");
    let why = why.ok_or_else(missing)?;
    fits(criterion.name(), why)?;
    Ok(why.clone())
}

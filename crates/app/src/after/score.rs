//! A participant scores marketing (KPI-03, E10).

use domain::Rule;
use domain::audience::Circle;
use domain::fair::score::{SCORE_MAX, may_score, window};
use facts::{kind, payload};

use super::place::fair;
use crate::text::fits;
use crate::view::ScoreInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Scores the booth's plan and how marketing worked with the team. Said again it replaces what was said before,
/// while people score. Headquarters alone is told who said what.
///
/// # Errors
/// SYN-04 for whoever did not take part, and for marketing; KPI-03 before the fair's last day and after closing;
/// `field.points` for a score above a hundred; `field.too_long`; `lease.over`.
pub fn score(workspace: &mut Workspace, now: &Now, input: ScoreInput) -> Result<(), Failure> {
    let fair = fair(workspace, now, &input.fair, Circle::Preparation)?;
    let as_of = workspace.as_of(now);
    let company = &workspace.book().company;
    if !may_score(workspace.me(), &fair, company, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    let open = window(&fair, &company.parameters(as_of), &company.zone);
    if !open.is_some_and(|(from, until)| (from..=until).contains(&as_of)) {
        return Err(Failure::refused(Rule::Kpi03));
    }
    for (field, score) in [("layout", input.layout), ("cooperation", input.cooperation)] {
        if score > SCORE_MAX {
            return Err(Failure::field("field.points", field));
        }
    }
    fits("remark", &input.remark)?;
    let (layout, cooperation) = (input.layout, input.cooperation);
    let ranking = payload::MarketingScored { fair: input.fair, layout, cooperation }.encode();
    let content = Some(payload::Remark { text: input.remark }.encode());
    workspace.sign(vec![Fresh { kind: kind::MARKETING_SCORED, ranking, content }], now)?;
    Ok(())
}

//! The sum of a fair's award is told to everybody who took part (KPI-01).

use domain::Rule;
use domain::audience::Circle;
use domain::fair::standings::may_state;
use facts::{kind, payload};

use super::place::fair;
use crate::reports::reckon;
use crate::view::BoothRef;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// States how everybody's cards count, as this laptop knows it now. Said again it counts anew: a card that turned
/// out forged is out whenever that is found.
///
/// # Errors
/// SYN-04 for anybody but the fair's supervisor and headquarters; KPI-01 before the award is closed; `lease.over`.
pub fn state_award(workspace: &mut Workspace, now: &Now, input: BoothRef) -> Result<(), Failure> {
    let fair = fair(workspace, now, &input.fair, Circle::Team)?;
    let as_of = workspace.as_of(now);
    let company = &workspace.book().company;
    if !may_state(workspace.me(), &fair.id, company, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    let reckoned = reckon(workspace, &fair, as_of)?;
    if as_of <= reckoned.close {
        return Err(Failure::refused(Rule::Kpi01));
    }
    let ranking = payload::AwardStated::of(&reckoned.standings).encode();
    workspace.sign(vec![Fresh { kind: kind::AWARD_STATED, ranking, content: None }], now)?;
    Ok(())
}

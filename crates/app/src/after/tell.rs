//! Headquarters tells what those who took part think of marketing, and not who (KPI-03).

use domain::Rule;
use domain::audience::Circle;
use domain::company::Fair;
use domain::fair::handover::days_late;
use domain::fair::score::{rate, window};
use domain::time::Instant;
use facts::{kind, payload};

use super::place::fair;
use crate::view::BoothRef;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Tells sums, how many scored, and the remarks, once people have scored. It is said once: a second time would
/// tell by the difference who came between.
///
/// # Errors
/// SYN-04 for anybody but headquarters, and for whoever there is marketing too; KPI-03 while people still score,
/// from too few of them, and a second time; `lease.over`.
pub fn tell(workspace: &mut Workspace, now: &Now, input: BoothRef) -> Result<(), Failure> {
    let fair = fair(workspace, now, &input.fair, Circle::Scores)?;
    let as_of = workspace.as_of(now);
    let company = &workspace.book().company;
    let parameters = company.parameters(as_of);
    let refused = || Failure::refused(Rule::Kpi03);
    let closed = window(&fair, &parameters, &company.zone).is_some_and(|(_, end)| as_of > end);
    if !closed || workspace.gather().marketing_rated(&fair.id)?.is_some() {
        return Err(refused());
    }
    let scores = workspace.gather().marketing_scores(&fair.id)?;
    let late = late(workspace, &fair, as_of)?;
    let scored = scores.values().map(|act| &act.what);
    let rating = rate(&fair.id, scored, late, &parameters).ok_or_else(refused)?;
    let ranking = payload::MarketingRated {
        fair: input.fair,
        raters: rating.raters,
        layout: rating.layout,
        cooperation: rating.cooperation,
        days_late: rating.days_late,
    };
    let content = payload::MarketingRatedContent { remarks: rating.remarks };
    let (ranking, content) = (ranking.encode(), Some(content.encode()));
    workspace.sign(vec![Fresh { kind: kind::MARKETING_RATED, ranking, content }], now)?;
    Ok(())
}

/// By how many days the hand-over was late. What was never handed over was late to the end of the fair's last
/// day; a list on which nothing stands was never handed over.
fn late(workspace: &Workspace, fair: &Fair, as_of: Instant) -> Result<u32, Failure> {
    let prepared = workspace.gather().preparation(&fair.id)?;
    let wanted = prepared.wanted();
    let complete = prepared.handover.complete_at(&wanted).filter(|_| !wanted.is_empty());
    let company = &workspace.book().company;
    let (parameters, zone) = (company.parameters(as_of), &company.zone);
    let over = fair.days.last().map_or(as_of, |last| zone.end(*last));
    let until = complete.map_or(over, |at| at.min(over));
    let late = days_late(fair, Some(until), &parameters, zone, as_of);
    Ok(u32::try_from(late).unwrap_or(u32::MAX))
}

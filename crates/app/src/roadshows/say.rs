//! Agreeing to what a roadshow costs, or not.

use domain::fair::roadshow::may_speak;
use domain::{FactId, Rule};
use facts::kind;
use facts::payload::{Remark, RoadshowWord};

use super::{month, stood};
use crate::text::{fits, says_why};
use crate::view::{RoadshowWordInput, Written};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Says a word to what a roadshow costs, as it stands: manager and general manager agree before it is spent
/// (FAIR-19). Nobody does for himself, and who does not agree says why.
///
/// # Errors
/// SYN-04 for anybody else; `roadshow.changed` when its author has written it anew since; `field.missing` without a
/// reason, `field.too_long`.
pub fn say(
    workspace: &mut Workspace,
    now: &Now,
    input: RoadshowWordInput,
) -> Result<Written, Failure> {
    let as_of = workspace.as_of(now);
    let month = month(&input.month)?;
    let stood = stood(workspace, &month, as_of)?;
    let seen = stood.iter().find(|one| one.entry.newest().id.to_string() == input.version);
    let seen = seen.ok_or_else(|| Failure::new("roadshow.changed"))?;
    if !may_speak(workspace.me(), seen.entry.author(), &workspace.book().company, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    if input.agrees {
        fits("words", &input.words)?;
    } else {
        says_why(&input.words)?;
    }
    let show: FactId = seen.entry.newest().id;
    let ranking =
        RoadshowWord { month: month.id().to_string(), show: show.0.into(), agrees: input.agrees };
    let content = Some(Remark { text: input.words }.encode());
    let fresh = Fresh { kind: kind::ROADSHOW_WORD, ranking: ranking.encode(), content };
    let signed = workspace.sign(vec![fresh], now)?;
    Ok(Written { id: signed.first().map(|record| record.id().to_string()).unwrap_or_default() })
}

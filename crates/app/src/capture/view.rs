//! What the capture screen starts with.

use facts::{Fact, Key, Records, newest_draft};

use super::content::{card_input, content_of};
use super::sign::next_register;
use super::unfinished::unfinished_form;
use crate::view::{CaptureView, CardInput};
use crate::workspace::Workspace;
use crate::{Failure, Now, laptops};

/// How many of today's matters are offered.
const MATTERS_MAX: usize = 8;

/// Today's fair, the next register number, today's matters, open drafts.
///
/// # Errors
/// `store` when the disk fails.
pub fn view(workspace: &mut Workspace, now: &Now, (): ()) -> Result<CaptureView, Failure> {
    let as_of = workspace.as_of(now);
    let company = &workspace.book().company;
    let today = company.zone.day(as_of);
    let fair = company
        .fairs
        .values()
        .filter_map(|versions| versions.at(as_of))
        .find(|fair| fair.days.contains(&today) && fair.has(workspace.me()))
        .map(|fair| fair.id.clone());
    let mut matters: Vec<String> = Vec::new();
    for matter in workspace.store().matters_of(workspace.me())? {
        let matter = matter.trim();
        if !matter.is_empty() && !matters.iter().any(|known| known == matter) {
            matters.push(matter.to_owned());
        }
        if matters.len() == MATTERS_MAX {
            break;
        }
    }
    Ok(CaptureView {
        next_register: next_register(workspace, fair.as_ref())?,
        laptop: laptops::number(workspace, workspace.identity().enrolment),
        fair: fair.map(|fair| fair.to_string()),
        matters,
        drafts: drafts(workspace)?,
        unfinished: unfinished_form(workspace)?.map(|(input, _)| input),
    })
}

/// This person's open drafts, newest first: drafted, not signed, not taken back.
pub(crate) fn drafts(workspace: &Workspace) -> Result<Vec<CardInput>, Failure> {
    let mut open = Vec::new();
    for card in workspace.store().drafts_of(workspace.me())? {
        let about = workspace.store().under(&Key::Card(card), 0)?;
        let own = about.iter().filter(|record| record.envelope().author == workspace.me().as_str());
        if let Some(record) = newest_draft(own)
            && let Ok(Fact::Draft(draft)) = Fact::read(record)
            && let Some(content) = content_of(record)
        {
            let order = (record.envelope().log, record.envelope().seq);
            open.push((order, card_input(&draft, &content)));
        }
    }
    open.sort_by_key(|(order, _)| std::cmp::Reverse(*order));
    Ok(open.into_iter().map(|(_, input)| input).collect())
}

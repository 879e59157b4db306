//! Writing a roadshow down.

use domain::Rule;
use domain::fair::roadshow::{Month, holds_them};
use domain::time::Day;
use facts::kind;
use facts::payload::{Roadshow, RoadshowContent};

use super::{month, stood};
use crate::booth::{Form, entry_id, settle, signed_with};
use crate::text::fits;
use crate::view::{RoadshowInput, Written};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// The most yuan that the form takes: more is a slip of the keyboard.
const YUAN_MAX: u32 = 10_000_000;

/// Writes a roadshow, or one's own anew: what it said before stays.
///
/// # Errors
/// SYN-04 for whoever is not in marketing; `field.day` for a day outside the month, `field.missing` without a place,
/// `field.number` for too much money, `field.too_long`; `booth.unknown` for an entry that is not his;
/// `photo.unknown` for a photo that neither waits for this entry nor is its own.
pub fn save(
    workspace: &mut Workspace,
    now: &Now,
    input: RoadshowInput,
) -> Result<Written, Failure> {
    let as_of = workspace.as_of(now);
    if !holds_them(workspace.me(), &workspace.book().company, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    let month = month(&input.month)?;
    let day = Day::parse(&input.day).filter(|day| Month::of(*day) == month);
    let day = day.ok_or_else(|| Failure::field("field.day", "day"))?;
    if input.place.trim().is_empty() {
        return Err(Failure::field("field.missing", "place").with("field", "place"));
    }
    if input.yuan > YUAN_MAX {
        return Err(Failure::field("field.number", "yuan"));
    }
    for (field, text) in
        [("place", &input.place), ("gifts", &input.gifts), ("remarks", &input.remarks)]
    {
        fits(field, text)?;
    }
    let (entry, version, before) = match input.entry.as_deref() {
        None => (now.random("roadshow"), 1, None),
        Some(text) => {
            let id = entry_id(text)?;
            let stood = stood(workspace, &month, as_of)?;
            let own = stood
                .iter()
                .map(|one| &one.entry)
                .find(|entry| entry.newest().what.entry == id && entry.author() == workspace.me());
            let newest = &own.ok_or_else(|| Failure::new("booth.unknown"))?.newest().what;
            (id.0, newest.version.saturating_add(1), newest.what.photo)
        }
    };
    let (of, form) = (month.id().to_string(), input.entry.clone());
    let form = form.as_deref();
    let photo = signed_with(workspace, &of, form, input.photo.as_deref(), before)?;
    let ranking = Roadshow {
        month: of.clone(),
        entry: entry.into(),
        version,
        withdrawn: input.withdrawn,
        day: day.to_string(),
        yuan: input.yuan,
        gifts: input.gifts,
    };
    let content = RoadshowContent {
        place: input.place,
        remarks: input.remarks,
        photo: photo.as_ref().map(|(hash, _)| (*hash.as_bytes()).into()),
    };
    let fresh =
        Fresh { kind: kind::ROADSHOW, ranking: ranking.encode(), content: Some(content.encode()) };
    let signed = workspace.sign_with(vec![fresh], now, |tx| {
        tx.remove_autosave(&Form::Roadshow.key(&of))?;
        settle(tx, &of, form, photo)
    })?;
    Ok(Written { id: signed.first().map(|record| record.id().to_string()).unwrap_or_default() })
}

//! Photos of business cards (FAIR-06): kept before anything is read on them, and gone with their cards.
//!
//! A photo is kept in one transaction with the draft that names it, so that neither is ever without the other.
//! What was read on it stands beside it and goes with it; it becomes part of a card only when somebody signs.

use domain::card::Source;
use facts::{Key, Records, kind, newest_draft};
use ledger::{Hash, Record};
use store::PhotoRow;

use crate::capture::{FORM, card_id, content_of, draft_with, drafts_with};
use crate::view::{CardInput, PhotoRef, ReadingView};
use crate::workspace::Workspace;
use crate::{Failure, Now, lease};

/// What every photo is once it is kept.
pub const PHOTO_MEDIA: &str = "image/jpeg";

/// A photo as it is to be kept: made by this laptop from its pixels.
pub struct Made {
    /// The whole.
    pub jpeg: Vec<u8>,
    /// For lists.
    pub small: Vec<u8>,
}

/// Keeps a photo with a draft that names it, and gives the draft. `typed` is the form that it was taken for, or
/// an empty one; `in_form` says whether it is the one that stands on the screen.
///
/// # Errors
/// Whatever a form can have wrong; `store` when the disk fails, and then nothing was kept.
pub fn keep(
    workspace: &mut Workspace,
    now: &Now,
    typed: CardInput,
    made: Made,
    in_form: bool,
) -> Result<CardInput, Failure> {
    let hash = Hash::new(*blake3::hash(&made.jpeg).as_bytes());
    let photo = PhotoRef {
        hash: hash.to_string(),
        bytes: u32::try_from(made.jpeg.len()).unwrap_or(u32::MAX),
        media: PHOTO_MEDIA.to_owned(),
    };
    let input = CardInput { photo: Some(photo), ..typed };
    let row = PhotoRow { jpeg: made.jpeg, small: made.small, ..PhotoRow::default() };
    let signed = draft_with(workspace, now, &input, |tx| {
        if in_form {
            tx.remove_autosave(FORM)?;
        }
        tx.put_photo(hash, &row)
    })?;
    Ok(CardInput { card: Some(signed.card), ..input })
}

/// Parts a photo from the form that it was put in by mistake: the form is a draft without it, and the photo one of
/// its own with nothing but what is read on it. Gives the form as it is then.
///
/// # Errors
/// `photo.unknown` for a photo that the form's draft does not name, `card.already_signed` for a card that is signed,
/// otherwise as [`keep`].
pub fn part(workspace: &mut Workspace, now: &Now, typed: CardInput) -> Result<CardInput, Failure> {
    let unknown = || Failure::new("photo.unknown");
    let photo = typed.photo.clone().ok_or_else(unknown)?;
    let card = typed.card.as_deref().ok_or_else(unknown)?;
    let about = workspace.store().under(&Key::Card(card_id(card)?), 0)?;
    if about.iter().any(|record| record.kind() == kind::CARD) {
        return Err(Failure::new("card.already_signed"));
    }
    if named(workspace, now, card)?.is_none_or(|hash| hash.to_string() != photo.hash) {
        return Err(unknown());
    }
    let own = CardInput {
        fair: typed.fair.clone(),
        source: Source::BusinessCard.name().to_owned(),
        photo: Some(photo),
        ..CardInput::default()
    };
    let form = CardInput { photo: None, ..typed };
    // A photo that no card names is thrown away: it is named anew before it is not named any more.
    drafts_with(workspace, now, [&own, &form], |tx| tx.remove_autosave(FORM))?;
    Ok(form)
}

/// The photo that a card or draft names, for whoever reads what is written on it.
///
/// # Errors
/// `lead.unknown`; `lease.over` for somebody else's.
pub fn named(workspace: &Workspace, now: &Now, card: &str) -> Result<Option<Hash>, Failure> {
    let about = workspace.store().under(&Key::Card(card_id(card)?), 0)?;
    let Some(record) = saying(&about) else { return Err(Failure::new("lead.unknown")) };
    if record.envelope().author != workspace.me().as_str() {
        lease::holds(workspace, now)?;
    }
    let photo = content_of(record).and_then(|content| content.photo);
    Ok(photo.map(|photo| Hash::new(*photo.hash)))
}

/// The record that says what is on a card: its signature, before that its newest draft.
fn saying(about: &[Record]) -> Option<&Record> {
    let signed = about.iter().find(|record| record.kind() == kind::CARD);
    signed.or_else(|| newest_draft(about))
}

/// What was read on a photo, if it was.
pub fn reading(row: &PhotoRow) -> Option<ReadingView> {
    serde_json::from_str(row.reading.as_deref()?).ok()
}

/// Keeps what was read on a photo, beside it.
///
/// # Errors
/// `store` when the disk fails.
pub fn keep_reading(
    workspace: &mut Workspace,
    photo: Hash,
    reading: &ReadingView,
) -> Result<(), Failure> {
    let json = serde_json::to_string(reading).map_err(|_| Failure::new("call.reply"))?;
    workspace.write(|tx| tx.put_photo_reading(photo, &json))
}

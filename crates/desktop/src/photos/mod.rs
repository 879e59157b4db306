//! Photos of business cards, and of what rivals show: taken from the window, kept, and read in the background.
//!
//! [`keep`] has a photo made anew where a hostile one harms nobody and commits it with a draft before it
//! answers; only then it is read ([`queue`]), one photo at a time, and whatever reading comes to, the draft
//! with its photo is there. The window is shown nothing but what this laptop has made itself.

mod carry;
pub(crate) mod hand;
mod queue;
mod told;

use std::sync::Arc;

use app::leads::CardRef;
use app::photos::{self, Made};
use app::view::{
    CardInput, PhotoView, ReadingView, RivalPhotoPlace, RivalPhotoRef, SmallPhotoView,
};
use app::{Failure, Now, booth};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ledger::Hash;
use serde::{Deserialize, Serialize};
use store::PhotoRow;
use ts_rs::TS;

use crate::desk::{Desktop, Opened};

pub(crate) use carry::exchange;
pub(crate) use queue::Queue;

type Desk = Arc<Desktop>;

/// A photo that somebody dropped, pasted, chose or took.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PhotoKeepInput {
    /// The file, JPEG or PNG, in base64.
    pub data: String,
    /// What it is taken for.
    pub input: CardInput,
    /// Whether that is the form on the screen.
    pub in_form: bool,
}

/// A photo for a note about a rival.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RivalPhotoKeepInput {
    /// The file, JPEG or PNG, in base64.
    pub data: String,
    /// Fair id.
    pub fair: String,
    /// The entry that is written anew; null for a new one.
    pub entry: Option<String>,
}

/// Which photo.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PhotoHash {
    /// Its hash.
    pub hash: String,
}

impl PhotoHash {
    fn parsed(&self) -> Result<Hash, Failure> {
        Hash::from_hex(&self.hash).ok_or_else(|| Failure::new("photo.unknown"))
    }
}

/// Keeps a photo with a draft, and has it read.
pub(crate) fn keep(
    desk: &mut Desk,
    now: &Now,
    input: PhotoKeepInput,
) -> Result<CardInput, Failure> {
    let opened = desk.opened()?;
    let made = made(desk, &input.data)?;
    let draft = photos::keep(&mut opened.workspace(), now, input.input, made, input.in_form)?;
    if let Some(hash) = draft.photo.as_ref().and_then(|photo| Hash::from_hex(&photo.hash)) {
        queue::ask(desk, &opened, hash, false);
    }
    Ok(draft)
}

/// A card's photo, for whoever reads the card.
pub(crate) fn photo(desk: &mut Desk, now: &Now, card: CardRef) -> Result<PhotoView, Failure> {
    let opened = desk.opened()?;
    let Some((hash, row)) = named(&opened, now, &card)? else {
        return Ok(PhotoView { state: "none".to_owned(), ..PhotoView::default() });
    };
    let Some(row) = row else {
        let state = "coming".to_owned();
        return Ok(PhotoView { state, hash: hash.to_string(), ..PhotoView::default() });
    };
    shown(desk, hash.to_string(), row)
}

/// What another laptop has made is looked at first, where it can harm nobody.
fn shown(desk: &Desk, hash: String, row: PhotoRow) -> Result<PhotoView, Failure> {
    let image = match row.small.is_empty() {
        true => desk.setup.photos.keep(&row.jpeg)?.jpeg,
        false => row.jpeg,
    };
    Ok(PhotoView { state: "here".to_owned(), hash, image: STANDARD.encode(image) })
}

/// Keeps a photo for a note about a rival. Nothing is read on it.
pub(crate) fn keep_of_note(
    desk: &mut Desk,
    now: &Now,
    input: RivalPhotoKeepInput,
) -> Result<PhotoHash, Failure> {
    let opened = desk.opened()?;
    let made = made(desk, &input.data)?;
    let place = RivalPhotoPlace { fair: input.fair, entry: input.entry };
    let hash = booth::keep_photo(&mut opened.workspace(), now, &place, made)?;
    Ok(PhotoHash { hash: hash.to_string() })
}

/// A photo of the notebook, for whoever reads the entry.
pub(crate) fn of_note(
    desk: &mut Desk,
    now: &Now,
    photo: RivalPhotoRef,
) -> Result<PhotoView, Failure> {
    let row = booth::photo(&desk.opened()?.workspace(), now, &photo)?;
    match row {
        Some(row) => shown(desk, photo.hash, row),
        None => {
            let state = "coming".to_owned();
            Ok(PhotoView { state, hash: photo.hash, ..PhotoView::default() })
        }
    }
}

/// A file as the window sends it, made anew where it can harm nobody.
fn made(desk: &Desk, data: &str) -> Result<Made, Failure> {
    let photo = STANDARD.decode(data.as_bytes());
    let photo = photo.map_err(|_| Failure::new("picture.unreadable"))?;
    let kept = desk.setup.photos.keep(&photo)?;
    Ok(Made { jpeg: kept.jpeg, small: kept.small })
}

/// A card's photo in a list, with what was read of it.
pub(crate) fn small(desk: &mut Desk, now: &Now, card: CardRef) -> Result<SmallPhotoView, Failure> {
    let opened = desk.opened()?;
    let Some((hash, Some(row))) = named(&opened, now, &card)? else {
        return Ok(SmallPhotoView::default());
    };
    let read = stands(desk, hash, &row);
    let text = |name: &str| {
        let field = read.fields.iter().find(|field| field.name == name);
        field.map(|field| field.text.clone()).unwrap_or_default()
    };
    Ok(SmallPhotoView {
        image: STANDARD.encode(&row.small),
        company: text("company"),
        person: text("person"),
        state: read.state,
    })
}

/// What is known of a photo's words so far.
pub(crate) fn reading(desk: &mut Desk, _: &Now, photo: PhotoHash) -> Result<ReadingView, Failure> {
    let (hash, opened) = (photo.parsed()?, desk.opened()?);
    // The window asks often while it is being read: the photo itself need not be fetched for that.
    if let Some(now) = desk.reading.about(hash) {
        return Ok(now);
    }
    let row = opened.workspace().store().photo(hash)?;
    Ok(row.map(|row| stands(desk, hash, &row)).unwrap_or_default())
}

/// Has a photo read that was not, or not to the end.
pub(crate) fn read(desk: &mut Desk, _: &Now, photo: PhotoHash) -> Result<(), Failure> {
    let opened = desk.opened()?;
    queue::ask(desk, &opened, photo.parsed()?, true);
    Ok(())
}

/// Stops reading one. What was read until then stays.
pub(crate) fn stop(desk: &mut Desk, _: &Now, photo: PhotoHash) -> Result<(), Failure> {
    let opened = desk.opened()?;
    desk.reading.stop(&opened, photo.parsed()?)
}

/// Goes on with what was not read when the program ended.
pub(crate) fn go_on(desk: &Desktop) {
    const MANY: usize = 1_000;
    let Ok(opened) = desk.opened() else { return };
    let unread = opened.workspace().store().photos_unread(MANY).unwrap_or_default();
    for hash in unread {
        queue::ask(desk, &opened, hash, false);
    }
}

fn named(
    opened: &Opened,
    now: &Now,
    card: &CardRef,
) -> Result<Option<(Hash, Option<PhotoRow>)>, Failure> {
    let workspace = opened.workspace();
    let Some(hash) = photos::named(&workspace, now, &card.card)? else { return Ok(None) };
    Ok(Some((hash, workspace.store().photo(hash)?)))
}

/// What is being read now, or was.
fn stands(desk: &Desktop, hash: Hash, row: &PhotoRow) -> ReadingView {
    let now = desk.reading.about(hash).or_else(|| photos::reading(row));
    now.unwrap_or_else(|| ReadingView { state: "none".to_owned(), ..ReadingView::default() })
}

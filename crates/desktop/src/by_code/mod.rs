//! Vouching by codes between two screens, where no network joins the laptops (decision 0021).
//!
//! Two people hold their laptops' screens to each other's camera, or take photos of them. Each laptop shows
//! one code at a time ([`protocol::code`]) and reads what it sees; [`talk`] decides what follows.

mod talk;
mod view;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use app::calls::Topic;
use app::{Failure, Now};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use picture::{Code, Grey, PHOTO_BYTES_MAX, PIXELS_MAX};

use crate::desk::Desktop;
use talk::{Came, Talk, Way};

pub use view::{FrameInput, PhotoInput, VouchCodeView};

/// The talk of the open dialog, if one is open.
#[derive(Default)]
pub(crate) struct ByCode(Mutex<Option<Talk>>);

impl ByCode {
    fn talk(&self) -> MutexGuard<'_, Option<Talk>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whoever is at the desk next begins anew.
    pub(crate) fn forget(&self) {
        *self.talk() = None;
    }
}

/// Begins a talk.
pub(crate) fn begin(desk: &mut Arc<Desktop>, now: &Now, (): ()) -> Result<VouchCodeView, Failure> {
    desk.opened()?;
    *desk.by_code.talk() = Some(Talk::begin(now));
    view(desk, now, ())
}

/// Ends it: a code that was shown in it is of no use any more.
pub(crate) fn end(desk: &mut Arc<Desktop>, _: &Now, (): ()) -> Result<(), Failure> {
    desk.by_code.forget();
    Ok(())
}

/// The code to show now, with this laptop's clock as it stands.
pub(crate) fn view(desk: &mut Arc<Desktop>, now: &Now, (): ()) -> Result<VouchCodeView, Failure> {
    let opened = desk.opened()?;
    let workspace = opened.workspace();
    let mut talk = desk.by_code.talk();
    let talk = talk.get_or_insert_with(|| Talk::begin(now));
    let text = talk.text(&workspace, now)?;
    let code = Code::of(&text).map_err(|_| Failure::new("vouch_code.too_long"))?;
    let row = |row: &[bool]| row.iter().map(|dark| if *dark { '#' } else { ' ' }).collect();
    let stand = talk.stand(&workspace)?;
    let name = |who| {
        let known = workspace.book().enrolments.get(&who);
        known.map(|known| workspace.name(&known.person)).unwrap_or_default()
    };
    Ok(VouchCodeView {
        rows: code.rows().map(row).collect(),
        other: stand.other.map(name).unwrap_or_default(),
        signed: stand.signed,
        got: stand.got,
        gave: stand.gave,
        has: stand.has,
        asks: stand.asks,
        strange: stand.strange,
    })
}

/// Reads what the camera sees. Most frames show no code.
pub(crate) fn read_frame(
    desk: &mut Arc<Desktop>,
    now: &Now,
    input: FrameInput,
) -> Result<VouchCodeView, Failure> {
    let grey = bytes(&input.grey, PIXELS_MAX)?;
    let frame = Grey::new(input.width, input.height, grey)
        .map_err(|why| Failure::new("picture.unreadable").with("why", why.code()))?;
    read(desk, now, frame.codes(), Way::Camera)
}

/// Reads a photo of the other screen.
pub(crate) fn read_photo(
    desk: &mut Arc<Desktop>,
    now: &Now,
    input: PhotoInput,
) -> Result<VouchCodeView, Failure> {
    desk.opened()?;
    let photo = bytes(&input.photo, PHOTO_BYTES_MAX)?;
    let codes = desk.setup.photos.codes(&photo)?;
    if codes.is_empty() {
        return Err(Failure::new("vouch_code.none"));
    }
    read(desk, now, codes, Way::Photo)
}

/// Takes the first of several codes that says something here; a hall is full of others.
fn read(
    desk: &mut Arc<Desktop>,
    now: &Now,
    codes: Vec<String>,
    way: Way,
) -> Result<VouchCodeView, Failure> {
    let opened = desk.opened()?;
    let mut refused = None;
    for code in codes {
        let mut workspace = opened.workspace();
        let mut talk = desk.by_code.talk();
        let talk = talk.get_or_insert_with(|| Talk::begin(now));
        match talk.read(&mut workspace, &code, way, now) {
            Ok(came) => {
                refused = None;
                tell(desk, came);
                break;
            }
            Err(failure) => refused = Some(failure),
        }
    }
    match refused {
        Some(failure) => Err(failure),
        None => view(desk, now, ()),
    }
}

/// What a screen elsewhere shows has changed, and there may be something to send.
fn tell(desk: &Desktop, came: Came) {
    if came.word {
        (desk.setup.stale)(&[Topic::Leads, Topic::Sync]);
    } else if came.receipt {
        (desk.setup.stale)(&[Topic::Sync]);
    }
    if came.word || came.receipt {
        desk.wake.notify_one();
    }
}

fn bytes(base64: &str, bytes_max: usize) -> Result<Vec<u8>, Failure> {
    if base64.len() / 4 > bytes_max / 3 + 1 {
        return Err(Failure::new("picture.too_large"));
    }
    STANDARD.decode(base64).map_err(|_| Failure::new("picture.unreadable"))
}

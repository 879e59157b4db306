//! The pictures that a report shows, for paper.

use std::collections::BTreeMap;

use app::view::{ReportCell, ReportView};
use app::{Failure, Now, booth};

use crate::desk::{Desktop, Opened};

/// The bytes of JPEGs that this laptop has made, by the hash of the photo. What is not here yet is not among them.
pub(super) type Pictures = BTreeMap<String, Vec<u8>>;

/// Bytes of photos that a file carries whole; from then on they are as small as in a list, so that it can still be
/// sent.
const WHOLE_BYTES_MAX: usize = 12 << 20;

/// Gathers them. What another laptop has made is made anew first, where it can harm nobody; what is no picture
/// after all is left out.
///
/// # Errors
/// `report.stopped` when somebody stopped it or locked the workspace; what reading a photo fails with.
pub(super) fn of(
    desk: &Desktop,
    opened: &Opened,
    now: &Now,
    view: &ReportView,
) -> Result<Pictures, Failure> {
    let mut pictures = Pictures::new();
    let mut whole_bytes = 0_usize;
    for cell in view.parts.iter().flat_map(|part| &part.rows).flatten() {
        let ReportCell::Photo(photo) = cell else { continue };
        if pictures.contains_key(&photo.hash) {
            continue;
        }
        if desk.goes_on(opened, 0).is_break() {
            return Err(Failure::new("report.stopped"));
        }
        let Some(row) = booth::photo(&opened.workspace(), now, photo)? else { continue };
        let made = match row.small.is_empty() {
            true => desk.setup.photos.keep(&row.jpeg).map(|kept| (kept.jpeg, kept.small)),
            false => Ok((row.jpeg, row.small)),
        };
        let Ok((whole, small)) = made else { continue };
        let fits = whole_bytes.saturating_add(whole.len()) <= WHOLE_BYTES_MAX;
        whole_bytes = whole_bytes.saturating_add(if fits { whole.len() } else { 0 });
        pictures.insert(photo.hash.clone(), if fits { whole } else { small });
    }
    Ok(pictures)
}

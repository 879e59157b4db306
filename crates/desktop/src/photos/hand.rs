//! Photos from laptop to laptop: in a file beside the records, and on the LAN after them, one in a piece. Nothing
//! that goes wrong with one touches what was handed in; what did not get through goes by the server.

use app::exchange::PhotosFor;
use app::{Failure, Now, Workspace};
use domain::fair::entry::EntryId;
use domain::{CardId, FairId, PersonId};
use facts::Holder;
use ledger::Hash;
use protocol::limits::{PHOTO_BYTES_MAX, PHOTOS_WANTED_MAX};
use protocol::photos::{Named, Photo, Reply, Request};
use store::PhotoRow;

use super::carry::{is_itself, under};

pub(crate) use super::carry::wanted;

/// What goes into a file, and how many found no room in it.
#[derive(Default)]
pub(crate) struct Packed {
    /// The photos.
    pub(crate) photos: Vec<Photo>,
    /// How many more there would have been.
    pub(crate) left: u32,
}

/// The photos for a file: of those that the server is not known to have what the recipient may see, the newest
/// first, as long as there is room in bytes. Of the others the company has a copy already.
pub(crate) fn unsent(
    workspace: &Workspace,
    to: &PersonId,
    now: &Now,
    room: usize,
) -> Result<Packed, Failure> {
    let (store, his) = (workspace.store(), PhotosFor::new(workspace, to, now));
    let mut packed = Packed::default();
    let mut room = Some(room);
    for hash in store.photos_unsent_newest_first()? {
        let Some(named) = named_to(workspace, &his, hash)? else { continue };
        let Some(row) = store.photo(hash)? else { continue };
        room = room.and_then(|room| room.checked_sub(row.jpeg.len()));
        match room {
            Some(_) => packed.photos.push(Photo { named, bytes: row.jpeg.into() }),
            None => packed.left = packed.left.saturating_add(1),
        }
    }
    Ok(packed)
}

/// What there is of the photos that a colleague lacks and may see, as long as there is room in bytes.
pub(crate) fn lacked(
    workspace: &Workspace,
    to: &PersonId,
    now: &Now,
    lacks: &[Named],
    mut room: usize,
) -> Result<Vec<Photo>, Failure> {
    let his = PhotosFor::new(workspace, to, now);
    let mut photos = Vec::new();
    for named in lacks.iter().take(PHOTOS_WANTED_MAX) {
        let Some(photo) = seen_by(workspace, &his, named)? else { continue };
        let Some(left) = room.checked_sub(photo.bytes.len()) else { break };
        room = left;
        photos.push(photo);
    }
    Ok(photos)
}

/// The answer to a colleague who asks on the LAN: the first that there is of what he names. `looks` is how many
/// more names are looked up for him.
pub(crate) fn answer(
    workspace: &Workspace,
    to: &PersonId,
    now: &Now,
    request: &Request,
    looks: &mut usize,
) -> Result<Reply, Failure> {
    let his = PhotosFor::new(workspace, to, now);
    for named in request.want.iter().take(PHOTOS_WANTED_MAX.min(*looks)) {
        *looks -= 1;
        if let Some(photo) = seen_by(workspace, &his, named)? {
            return Ok(Reply { taken: false, photo: Some(photo) });
        }
    }
    Ok(Reply::default())
}

/// Keeps those photos that something here names, and says how many were new. They go on to the server: whoever
/// took them may be long on his way home.
pub(crate) fn take(workspace: &Workspace, photos: Vec<Photo>) -> Result<u32, Failure> {
    let mut came = 0;
    for photo in photos {
        let hash = photo.named.hash;
        let store = workspace.store();
        let fits = photo.bytes.len() <= PHOTO_BYTES_MAX && is_itself(&photo);
        if !fits || store.holders_of_photo(hash)?.is_empty() || store.photo(hash)?.is_some() {
            continue;
        }
        let row = PhotoRow { jpeg: photo.bytes.into(), ..PhotoRow::default() };
        store.write(|tx| tx.put_photo(hash, &row))?;
        came += 1;
    }
    Ok(came)
}

/// Under which card or note somebody may see a photo.
fn named_to(
    workspace: &Workspace,
    his: &PhotosFor<'_>,
    hash: Hash,
) -> Result<Option<Named>, Failure> {
    for holder in workspace.store().holders_of_photo(hash)? {
        if his.may_have(&holder, hash)? {
            return Ok(Some(under(&holder, hash)));
        }
    }
    Ok(None)
}

/// A photo that somebody asks for, if it is here and he may see it.
fn seen_by(
    workspace: &Workspace,
    his: &PhotosFor<'_>,
    named: &Named,
) -> Result<Option<Photo>, Failure> {
    let holder = match &named.fair {
        None => Holder::Card(CardId(named.card)),
        Some(fair) => Holder::Note(FairId::new(fair), EntryId(named.card)),
    };
    if !his.may_have(&holder, named.hash)? {
        return Ok(None);
    }
    let row = workspace.store().photo(named.hash)?;
    Ok(row.map(|row| Photo { named: named.clone(), bytes: row.jpeg.into() }))
}

//! The photo that shows what a note about a rival says (FAIR-12), or how a roadshow was (FAIR-19).
//!
//! It is on the disk before it is on the screen: beside the half-typed note until that is signed, and then among
//! the photos, in the transaction of the record that names it. Nothing is read on it.

use domain::fair::entry::Entry;
use ledger::Hash;
use minicbor::bytes::ByteVec;
use store::{PhotoRow, Tx};

use super::note::entries;
use super::place::Place;
use crate::photos::Made;
use crate::view::{RivalPhotoPlace, RivalPhotoRef};
use crate::workspace::Workspace;
use crate::{Failure, Now, roadshows};

/// Keeps a photo for a note that is being written, in the place of an earlier one, and says which it is.
///
/// # Errors
/// SYN-04 for whoever does not take part; `store` when the disk fails.
pub fn keep_photo(
    workspace: &mut Workspace,
    now: &Now,
    input: &RivalPhotoPlace,
    made: Made,
) -> Result<Hash, Failure> {
    keeps(workspace, now, &input.fair)?;
    let hash = hash_of(&made.jpeg);
    let bytes = minicbor::to_vec((ByteVec::from(made.jpeg), ByteVec::from(made.small)));
    let bytes = bytes.expect("encoding into a Vec cannot fail");
    workspace.write(|tx| tx.put_meta(&key(&input.fair, input.entry.as_deref()), &bytes))?;
    Ok(hash)
}

/// Gives up the photo of a note that is not signed.
///
/// # Errors
/// SYN-04 for whoever does not take part; `store` when the disk fails.
pub fn drop_photo(
    workspace: &mut Workspace,
    now: &Now,
    input: RivalPhotoPlace,
) -> Result<(), Failure> {
    keeps(workspace, now, &input.fair)?;
    workspace.write(|tx| tx.remove_meta(&key(&input.fair, input.entry.as_deref())))
}

/// A photo that an entry names or named which this person may read, or that waits for his signature: `None`
/// while it is on its way here.
///
/// # Errors
/// SYN-04 for a fair that is none of his, `photo.unknown` for what no entry names that he reads.
pub fn photo(
    workspace: &Workspace,
    now: &Now,
    input: &RivalPhotoRef,
) -> Result<Option<PhotoRow>, Failure> {
    let named = named(workspace, now, &input.fair)?;
    let unknown = || Failure::new("photo.unknown");
    let hash = Hash::from_hex(&input.hash).ok_or_else(unknown)?;
    if let Some((_, row)) =
        waiting(workspace, &input.fair, input.entry.as_deref())?.filter(|(kept, _)| *kept == hash)
    {
        return Ok(Some(row));
    }
    match named.contains(hash.as_bytes()) {
        true => Ok(workspace.store().photo(hash)?),
        false => Err(unknown()),
    }
}

/// Photos are kept by who takes part in a fair, and by who holds a month's roadshows.
fn keeps(workspace: &Workspace, now: &Now, of: &str) -> Result<(), Failure> {
    let of_month = roadshows::keeps(workspace, now, of);
    of_month.unwrap_or_else(|| Place::inside(workspace, now, of).map(drop))
}

/// The photos that the entries name or named which this person may read.
fn named(workspace: &Workspace, now: &Now, of: &str) -> Result<Vec<[u8; 32]>, Failure> {
    if let Some(of_month) = roadshows::photos(workspace, now, of) {
        return of_month;
    }
    let entries = entries(workspace, &Place::of(workspace, now, of)?)?;
    let versions = entries.iter().flat_map(Entry::versions);
    Ok(versions.filter_map(|act| act.what.what.photo).collect())
}

/// The photo that a note is signed with, and what is to be kept with the record: one that waits, or the one that
/// the entry names already.
pub(crate) fn signed_with(
    workspace: &Workspace,
    fair: &str,
    entry: Option<&str>,
    named: Option<&str>,
    before: Option<[u8; 32]>,
) -> Result<Option<(Hash, Option<PhotoRow>)>, Failure> {
    let Some(named) = named else { return Ok(None) };
    let unknown = || Failure::new("photo.unknown");
    let hash = Hash::from_hex(named).ok_or_else(unknown)?;
    match waiting(workspace, fair, entry)? {
        Some((kept, row)) if kept == hash => Ok(Some((hash, Some(row)))),
        _ if before == Some(*hash.as_bytes()) => Ok(Some((hash, None))),
        _ => Err(unknown()),
    }
}

/// Puts the photo among those that records name. Nothing waits any more.
pub(crate) fn settle(
    tx: &mut Tx<'_>,
    fair: &str,
    entry: Option<&str>,
    photo: Option<(Hash, Option<PhotoRow>)>,
) -> Result<(), store::Error> {
    if let Some((hash, Some(row))) = photo {
        tx.put_photo(hash, &row)?;
    }
    tx.remove_meta(&key(fair, entry))
}

fn waiting(
    workspace: &Workspace,
    fair: &str,
    entry: Option<&str>,
) -> Result<Option<(Hash, PhotoRow)>, Failure> {
    let Some(bytes) = workspace.store().meta(&key(fair, entry))? else { return Ok(None) };
    let Ok((jpeg, small)) = minicbor::decode::<(ByteVec, ByteVec)>(&bytes) else {
        return Ok(None);
    };
    let row = PhotoRow { jpeg: jpeg.into(), small: small.into(), ..PhotoRow::default() };
    Ok(Some((hash_of(&row.jpeg), row)))
}

fn hash_of(jpeg: &[u8]) -> Hash {
    Hash::new(*blake3::hash(jpeg).as_bytes())
}

/// Under which name it waits: each note has its own, and so has a new one at each fair.
fn key(fair: &str, entry: Option<&str>) -> String {
    format!("booth.rival_photo.{fair}.{}", entry.unwrap_or_default())
}

//! Photos on their way: to the server and from it, after the records, one in a piece. Whatever goes wrong with
//! one is tried again at the next exchange and stands in nobody's way.

use std::sync::Mutex;

use app::{Failure, Workspace};
use facts::Holder;
use ledger::Hash;
use protocol::limits::PHOTOS_WANTED_MAX;
use protocol::photos::{Named, PATH, Photo, Reply, Request};
use store::{PhotoRow, Tx};

use crate::link::{Link, LinkError};
use crate::sync::{failure, open};

/// The store to which photos were sent.
const SENT_TO: &str = "photos sent to";

/// So many each way, then it is the records' turn again: a card that was signed meanwhile waits for no pile.
const AT_ONCE: u32 = 8;

/// What was moved.
#[derive(Default)]
pub(crate) struct Carried {
    /// Photos that came.
    pub(crate) came: u32,
    /// Whether there may be more to move at once.
    pub(crate) more: bool,
}

/// Brings some of what the server lacks, and fetches some of what is lacking here.
pub(crate) async fn exchange<L: Link>(
    workspace: &Mutex<Workspace>,
    link: &L,
) -> Result<Carried, Failure> {
    begin(&open(workspace))?;
    let (mut last, mut went) = (None, 0);
    while went < AT_ONCE {
        let next = next_to_send(&open(workspace), last)?;
        let Some((hash, request)) = next else { break };
        last = Some(hash);
        if ask(link, request).await?.taken {
            write(&open(workspace), |tx| tx.put_photo_sent(hash, true))?;
            went += 1;
        }
    }
    let (mut came, mut last) = (0, None);
    while came < AT_ONCE {
        let want = wanted(&open(workspace), last)?;
        if want.is_empty() {
            return Ok(Carried { came, more: went == AT_ONCE });
        }
        let reply = ask(link, Request { want: want.clone(), bring: None }).await?;
        match reply.photo.filter(|photo| want.contains(&photo.named) && is_itself(photo)) {
            Some(Photo { named, bytes }) => {
                let row = PhotoRow { jpeg: bytes.into(), sent: true, ..PhotoRow::default() };
                write(&open(workspace), |tx| tx.put_photo(named.hash, &row))?;
                came += 1;
            }
            // The server has none of these yet.
            None => last = want.last().map(|named| named.hash),
        }
    }
    Ok(Carried { came, more: true })
}

/// A store that came back from an earlier state may have lost what it was sent.
fn begin(workspace: &Workspace) -> Result<(), Failure> {
    let (epoch, _) = workspace.store().feed()?;
    if workspace.store().meta(SENT_TO)?.as_deref() == Some(&epoch[..]) {
        return Ok(());
    }
    write(workspace, |tx| {
        tx.send_photos_again()?;
        tx.put_meta(SENT_TO, &epoch)
    })
}

fn next_to_send(
    workspace: &Workspace,
    after: Option<Hash>,
) -> Result<Option<(Hash, Request)>, Failure> {
    let store = workspace.store();
    let Some(hash) = store.photos_unsent(after, 1)?.first().copied() else { return Ok(None) };
    let bring = match (store.holders_of_photo(hash)?.first(), store.photo(hash)?) {
        (Some(holder), Some(row)) => {
            Some(Photo { named: under(holder, hash), bytes: row.jpeg.into() })
        }
        _ => None,
    };
    Ok(Some((hash, Request { bring, want: Vec::new() })))
}

/// What is lacking here, beyond the photo after which nothing was to be had.
pub(crate) fn wanted(workspace: &Workspace, after: Option<Hash>) -> Result<Vec<Named>, Failure> {
    let store = workspace.store();
    let mut want = Vec::new();
    for hash in store.photos_missing(after, PHOTOS_WANTED_MAX)? {
        // He may not read each of them.
        let holders = store.holders_of_photo(hash)?;
        want.extend(holders.iter().map(|holder| under(holder, hash)));
    }
    want.truncate(PHOTOS_WANTED_MAX);
    Ok(want)
}

pub(super) fn under(holder: &Holder, hash: Hash) -> Named {
    match holder {
        Holder::Card(card) => Named { card: card.0, hash, fair: None },
        Holder::Note(fair, entry) => Named { card: entry.0, hash, fair: Some(fair.to_string()) },
    }
}

pub(super) fn is_itself(photo: &Photo) -> bool {
    blake3::hash(&photo.bytes).as_bytes() == photo.named.hash.as_bytes()
}

async fn ask<L: Link>(link: &L, request: Request) -> Result<Reply, Failure> {
    let reply = link.exchange(PATH, request.encode()).await.map_err(failure)?;
    Reply::decode(&reply).map_err(|_| failure(LinkError::NotOurs))
}

fn write(
    workspace: &Workspace,
    what: impl FnOnce(&mut Tx<'_>) -> Result<(), store::Error>,
) -> Result<(), Failure> {
    Ok(workspace.store().write(what)?)
}

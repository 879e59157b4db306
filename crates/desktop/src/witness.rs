//! This laptop as a witness of what the server once had, and what it does about a server that lost some
//! of it, or is another one.

use std::sync::Mutex;

use app::{Failure, Workspace};
use facts::{Key, Records};
use ledger::Record;
use protocol::RawRecords;
use protocol::checkpoint::{self, Checkpoint};
use protocol::recovery::{RETURN_PATH, Return, Returned};
use protocol::sync::Reply;

use crate::link::{Link, LinkError};
use crate::sync::{failure, open};

/// The newest checkpoint that was kept.
pub(crate) fn kept(workspace: &Workspace) -> Result<Option<Checkpoint>, Failure> {
    let bytes = workspace.witness()?;
    Ok(bytes.and_then(|bytes| Checkpoint::decode(&bytes).ok()))
}

/// The checkpoint of a reply, if it is the word of our server and it does not take back what it said
/// before. Nothing of any other reply is used.
pub(crate) fn check(workspace: &Workspace, reply: &Reply) -> Result<Checkpoint, Failure> {
    let shown = Checkpoint::of(reply, workspace.book().id);
    let server = workspace.server_key();
    let ours = |shown: &Checkpoint| server.is_some_and(|key| shown.is_by(&key));
    let shown = shown.filter(ours).ok_or_else(|| failure(LinkError::NotOurs))?;
    match kept(workspace)? {
        // A server that was set back honestly has been shown this very checkpoint, and begun anew.
        Some(kept) if kept.is_contradicted_by(&shown) => Err(Failure::new("sync.set_back")),
        _ => Ok(shown),
    }
}

/// Keeps a checkpoint, if it says anything new.
pub(crate) fn keep(workspace: &mut Workspace, shown: &Checkpoint) -> Result<(), Failure> {
    let same = |kept: &Checkpoint| {
        (&kept.claim.epoch, &kept.claim.progress) == (&shown.claim.epoch, &shown.claim.progress)
    };
    if kept(workspace)?.as_ref().is_some_and(same) {
        return Ok(());
    }
    workspace.keep_witness(&shown.encode())
}

/// Asks a server that refuses this laptop whose it is; if it is ours, brings back what it may have
/// forgotten: this laptop's certificate, with everything that the server itself wrote about the company.
/// Says whether it had.
///
/// # Errors
/// `sync.other_company`, or as [`crate::sync::sync`].
pub(crate) async fn remind<L: Link>(
    workspace: &Mutex<Workspace>,
    link: &L,
) -> Result<bool, Failure> {
    let shown = link.unsigned(checkpoint::PATH, None).await.map_err(failure)?;
    let shown = Checkpoint::decode(&shown).map_err(|_| failure(LinkError::NotOurs))?;
    let brought = {
        let workspace = open(workspace);
        let ours = workspace.server_key().is_some_and(|key| shown.is_by(&key));
        if !ours || shown.claim.company != workspace.book().id {
            return Err(Failure::new("sync.other_company"));
        }
        let mut company: Vec<Record> = workspace.store().under(&Key::Company, 0)?;
        company.retain(|record| workspace.book().is_server(&record.envelope().log.enrolment));
        company.sort_by_key(|record| (record.envelope().log, record.envelope().seq));
        // The newest last facts are what it may have lost; whoever was certified long ago is known.
        let newest = company.split_off(company.len().saturating_sub(RETURNED_MAX));
        Return { witness: kept(&workspace)?, records: RawRecords::all(&newest) }
    };
    let returned = link.unsigned(RETURN_PATH, Some(brought.encode())).await.map_err(failure)?;
    let returned = Returned::decode(&returned).map_err(|_| failure(LinkError::NotOurs))?;
    Ok(returned.taken > 0)
}

/// How many records are brought back at once.
const RETURNED_MAX: usize = 1_000;

//! Backups that count: made by the database itself while the server runs, opened again, and checked
//! record by record, before anybody is told that there is one.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use ledger::Hash;
use protocol::checkpoint::Checkpoint;

use crate::audit::audit;
use crate::folder::Folder;
use crate::ledger::{Secrets, backed_up, checkpoint, place_in_history, set_backed_up};
use crate::storage::{Position, SqliteStorage, Storage};
use crate::world::{Clock, Random, draw};

/// The ending of a backup.
const ENDING: &str = "fairlead-backup";
/// The ending of the checkpoint that lies beside it.
const CHECKPOINT_ENDING: &str = "checkpoint";

/// A backup that was verified.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Backup {
    /// Where it is.
    pub file: PathBuf,
    /// The server's word on how far it reaches, to be kept elsewhere.
    pub checkpoint: PathBuf,
    /// Its newest arrival.
    pub through: Position,
    /// How many records it holds.
    pub records: u64,
}

/// Makes a backup of a company in a folder, verifies it, and notes in the store how far it reaches. The
/// server may be running. It is encrypted with `server.key`, which must be kept elsewhere.
///
/// # Errors
/// When the disk refuses, or the backup is not what the store was; then there is none.
pub fn backup(
    folder: &Folder,
    into: &Path,
    clock: &dyn Clock,
    random: &dyn Random,
) -> Result<Backup> {
    let storage = folder.open()?;
    backup_of(&storage, &folder.database_key()?, into, clock, random)
}

/// As [`backup`], if anything has come since the last one.
///
/// # Errors
/// As [`backup`].
pub fn backup_if_due(
    folder: &Folder,
    into: &Path,
    clock: &dyn Clock,
    random: &dyn Random,
) -> Result<Option<Backup>> {
    let storage = folder.open()?;
    let due = {
        let read = storage.read()?;
        read.newest()? > backed_up(&*read)?
    };
    match due {
        true => backup_of(&storage, &folder.database_key()?, into, clock, random).map(Some),
        false => Ok(None),
    }
}

/// Of a store that is open.
fn backup_of(
    storage: &SqliteStorage,
    key: &[u8; 32],
    into: &Path,
    clock: &dyn Clock,
    random: &dyn Random,
) -> Result<Backup> {
    fs::create_dir_all(into).with_context(|| format!("making {}", into.display()))?;
    let name = Hash::new(draw(random)).to_string();
    let part = into.join(format!("{}.part", &name[..16]));
    let made = write_and_check(storage, key, &part, clock);
    let (before, records) = match made {
        Ok(made) => made,
        Err(error) => {
            // What is not verified is no backup, and must not be taken for one.
            let _ = fs::remove_file(&part);
            return Err(error);
        }
    };
    let through = before.claim.progress.position;
    let file = into.join(format!("{}-{through:010}.{ENDING}", before.claim.at_ms));
    let beside = file.with_extension(CHECKPOINT_ENDING);
    fs::write(&beside, before.encode()).context("writing the checkpoint")?;
    File::open(&beside).and_then(|file| file.sync_all()).context("writing the checkpoint")?;
    File::open(&part).and_then(|file| file.sync_all()).context("writing the backup")?;
    fs::rename(&part, &file).context("naming the backup")?;
    File::open(into).and_then(|folder| folder.sync_all()).context("naming the backup")?;
    let mut write = storage.write()?;
    set_backed_up(&mut *write, through)?;
    write.commit()?;
    Ok(Backup { file, checkpoint: beside, through, records })
}

/// Writes a copy and restores it into a scratch file, which must be all that the store was.
fn write_and_check(
    storage: &SqliteStorage,
    key: &[u8; 32],
    part: &Path,
    clock: &dyn Clock,
) -> Result<(Checkpoint, u64)> {
    let secrets = Secrets::load(&*storage.read()?)?;
    let before = checkpoint(&*storage.read()?, &secrets, clock.now())?;
    storage.copy_to(part).context("copying the store")?;
    let scratch = part.with_extension("scratch");
    fs::copy(part, &scratch).context("restoring the backup on trial")?;
    let checked = check(&scratch, key, &before, clock);
    for leftover in ["scratch", "scratch-wal", "scratch-shm"] {
        let _ = fs::remove_file(part.with_extension(leftover));
    }
    checked
}

fn check(
    scratch: &Path,
    key: &[u8; 32],
    before: &Checkpoint,
    clock: &dyn Clock,
) -> Result<(Checkpoint, u64)> {
    let restored = SqliteStorage::open(scratch, *key).context("opening the backup on trial")?;
    restored.check_integrity().context("checking the backup's pages")?;
    let read = restored.read()?;
    let found = audit(&*read, std::slice::from_ref(before))?;
    if let Some(finding) = found.findings.first() {
        bail!("the backup is not good, and was thrown away: {finding}");
    }
    let secrets = Secrets::load(&*read)?;
    if !place_in_history(&*read, &secrets, before)? {
        bail!("the backup does not reach as far as the store did");
    }
    Ok((checkpoint(&*read, &secrets, clock.now())?, found.records))
}

/// Deletes the oldest backups of a folder beyond `keep`, with their checkpoints.
///
/// # Errors
/// When the disk refuses.
pub fn thin_out(folder: &Path, keep: usize) -> Result<()> {
    let mut backups: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| format!("reading {}", folder.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == ENDING))
        .collect();
    // Their names begin with when they were made.
    backups.sort();
    for old in backups.iter().rev().skip(keep.max(1)) {
        fs::remove_file(old).with_context(|| format!("deleting {}", old.display()))?;
        let _ = fs::remove_file(old.with_extension(CHECKPOINT_ENDING));
    }
    Ok(())
}

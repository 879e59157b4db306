use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::audit::audit;
use crate::folder::Folder;
use crate::ledger::{Hand, Run, Secrets, begin_recovery};
use crate::storage::{Position, SqliteStorage, Storage};
use crate::world::{Clock, Random};

/// A backup that was put in a store's place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Restored {
    /// Its newest arrival.
    pub through: Position,
    /// Where the store is that was there before.
    pub before: Option<PathBuf>,
}

/// Puts a backup in place of a folder's store, which is set aside, never deleted. The restored store
/// knows what it is: it begins another epoch and a recovery, before anybody can speak to it.
///
/// # Errors
/// When a server runs on the folder, the backup is not good or of another key, or the disk refuses; then
/// everything is as it was.
pub fn restore(
    backup: &Path,
    folder: &Folder,
    clock: &dyn Clock,
    random: &dyn Random,
) -> Result<Restored> {
    let _lock = folder.lock().context("stop the server first")?;
    let key = folder.database_key().context(
        "the folder needs the server.key with which the backup was made; put it there first",
    )?;
    let database = folder.database();
    let restoring = database.with_extension("restoring");
    for leftover in ["restoring", "restoring-wal", "restoring-shm"] {
        let _ = fs::remove_file(database.with_extension(leftover));
    }
    fs::copy(backup, &restoring).with_context(|| format!("reading {}", backup.display()))?;
    let prepared = prepare(&restoring, &key, clock, random);
    let through = match prepared {
        Ok(through) => through,
        Err(error) => {
            let _ = fs::remove_file(&restoring);
            return Err(error);
        }
    };
    let before = set_aside(&database, clock.now().0)?;
    fs::rename(&restoring, &database).context("putting the backup in its place")?;
    let parent = database.parent().context("the folder of the store")?;
    File::open(parent).and_then(|folder| folder.sync_all()).context("writing the folder")?;
    Ok(Restored { through, before })
}

/// Checks the copy and lets it begin anew.
fn prepare(
    restoring: &Path,
    key: &[u8; 32],
    clock: &dyn Clock,
    random: &dyn Random,
) -> Result<Position> {
    let storage = SqliteStorage::open(restoring, *key)
        .context("opening the backup; is the folder's server.key the one of then?")?;
    storage.check_integrity().context("checking the backup's pages")?;
    let read = storage.read()?;
    let secrets = Secrets::load(&*read)?;
    let found = audit(&*read, &[])?;
    if let Some(finding) = found.findings.first() {
        bail!("the backup is not good: {finding}");
    }
    drop(read);
    let mut write = storage.write()?;
    let now = clock.now();
    let (run, unaware) = (Run::begin(now, random), None);
    begin_recovery(&mut *write, &Hand { secrets: &secrets, random, run, now, unaware }, None)?;
    write.commit().context("beginning the recovery")?;
    storage.close().context("writing the restored store")?;
    Ok(found.newest)
}

/// Moves what is there out of the way.
fn set_aside(database: &Path, now_ms: i64) -> Result<Option<PathBuf>> {
    if !database.exists() {
        return Ok(None);
    }
    let aside = database.with_extension(format!("before-{now_ms}"));
    if aside.exists() {
        bail!("{} is there already", aside.display());
    }
    for ending in ["", "-wal", "-shm"] {
        let with = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        if with(database).exists() {
            fs::rename(with(database), with(&aside)).context("setting the old store aside")?;
        }
    }
    Ok(Some(aside))
}

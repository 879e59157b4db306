use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use protocol::checkpoint::Checkpoint;

use crate::audit::{Audit, audit};
use crate::folder::Folder;
use crate::storage::{SqliteStorage, Storage};

/// What is audited.
#[derive(Clone, Debug)]
pub enum Subject<'a> {
    /// The store of a folder. The server may be running.
    Folder(&'a Folder),
    /// A backup, with the key that it was made with.
    Backup {
        /// The backup.
        file: &'a Path,
        /// A file like `server.key`.
        key: &'a Path,
    },
}

/// Audits a store against the checkpoints in some files.
///
/// # Errors
/// When it does not open, holds no company, or a checkpoint does not read.
pub fn verify(subject: &Subject<'_>, checkpoints: &[&Path]) -> Result<Audit> {
    let read = |file: &&Path| -> Result<Checkpoint> {
        let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
        Checkpoint::decode(&bytes).with_context(|| format!("{} is no checkpoint", file.display()))
    };
    let checkpoints = checkpoints.iter().map(read).collect::<Result<Vec<_>>>()?;
    match subject {
        Subject::Folder(folder) => {
            let storage = folder.open()?;
            storage.check_integrity()?;
            Ok(audit(&*storage.read()?, &checkpoints)?)
        }
        Subject::Backup { file, key } => {
            // Opening a database may write to it; a backup stays as it is.
            let scratch = Scratch::copy(file)?;
            let storage = SqliteStorage::open(&scratch.0, Folder::read_key(key)?)
                .context("opening the backup")?;
            storage.check_integrity()?;
            Ok(audit(&*storage.read()?, &checkpoints)?)
        }
    }
}

/// A copy that is gone afterwards.
struct Scratch(std::path::PathBuf);

impl Scratch {
    fn copy(file: &Path) -> Result<Self> {
        let copy = file.with_extension(format!("verify-{}", std::process::id()));
        fs::copy(file, &copy).with_context(|| format!("copying {}", file.display()))?;
        Ok(Self(copy))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            let mut name = self.0.as_os_str().to_owned();
            name.push(ending);
            let _ = fs::remove_file(name);
        }
    }
}

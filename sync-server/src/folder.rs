//! The folder in which a server keeps its company.
//!
//! ```text
//! ledger.db          everything, encrypted
//! server.key         the key to it: whoever copies one file has nothing
//! certificate.pem    made at first start, unless one is given
//! certificate.key
//! running            held by the server while it runs
//! ```

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::storage::{SqliteStorage, StorageError};
use crate::world::{Random, draw};

/// Where a server keeps its company.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at `path`; nothing is read or made yet.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// A file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The store.
    pub(crate) fn database(&self) -> PathBuf {
        self.file("ledger.db")
    }

    fn key(&self) -> PathBuf {
        self.file("server.key")
    }

    /// Makes the folder, a key and an empty database, as far as they are not there yet: a founding
    /// that was interrupted can be begun again.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn create(&self, random: &dyn Random) -> Result<SqliteStorage> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.0).with_context(|| format!("making {}", self.0.display()))?;
        if !self.key().exists() {
            write_private(&self.key(), hex(&draw::<32>(random)).as_bytes())
                .context("writing server.key")?;
        }
        self.open_database()
    }

    /// Opens the company that is here.
    ///
    /// # Errors
    /// When there is none, or its key is missing or does not fit.
    pub fn open(&self) -> Result<SqliteStorage> {
        let size = fs::metadata(self.database()).map_or(0, |file| file.len());
        if size == 0 && self.key().exists() {
            bail!(
                "the store is gone: {} is missing or empty, though the key to it is here. Nothing was \
                 made in its place. Put a backup there with `fairlead-server restore`; laptops bring \
                 back what came after it",
                self.database().display()
            );
        }
        if !self.database().exists() {
            bail!("{} holds no company; begin with `fairlead-server init`", self.0.display());
        }
        self.open_database()
    }

    fn open_database(&self) -> Result<SqliteStorage> {
        SqliteStorage::open(self.database(), self.database_key()?)
            .map_err(|error| self.unopened(error))
    }

    /// A store that does not open, for whoever runs the server: what happened, what is safe, what to do.
    pub(crate) fn unopened(&self, error: StorageError) -> anyhow::Error {
        let database = self.database();
        let what = match &error {
            StorageError::Damaged { .. } => "is damaged",
            StorageError::Locked => {
                "does not open with the server.key beside it: its beginning is damaged, or the key is \
                 another store's"
            }
            _ => return anyhow::Error::new(error).context("opening ledger.db"),
        };
        let said = format!(
            "{} {what}. Nothing of it was deleted, and nothing was made in its place. What laptops signed \
             is on the laptops too. Delete nothing. Put the newest backup in its place with \
             `fairlead-server restore`, which keeps what is there; laptops then bring back what came after \
             it",
            database.display()
        );
        anyhow::Error::new(error).context(said)
    }

    /// The key to the store.
    pub(crate) fn database_key(&self) -> Result<[u8; 32]> {
        Self::read_key(&self.key())
    }

    /// A key from a file like `server.key`.
    pub(crate) fn read_key(file: &Path) -> Result<[u8; 32]> {
        let name = file.display();
        let key = fs::read_to_string(file).with_context(|| format!("reading {name}"))?;
        let key =
            ledger::Hash::from_hex(key.trim()).with_context(|| format!("{name} is no key"))?;
        Ok(*key.as_bytes())
    }

    /// Keeps a second server off this folder for as long as the file is held.
    ///
    /// # Errors
    /// When another server runs here.
    pub fn lock(&self) -> Result<File> {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.file("running"))
            .context("opening the lock file")?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => {
                bail!("another server already runs on {}", self.0.display())
            }
            Err(TryLockError::Error(error)) => Err(error).context("locking the folder"),
        }
    }
}

/// Writes a new file that only its owner may read, through to the disk.
///
/// # Errors
/// When it exists, or the disk refuses.
pub fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn hex(bytes: &[u8; 32]) -> String {
    ledger::Hash::new(*bytes).to_string()
}

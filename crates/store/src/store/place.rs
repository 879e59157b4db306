//! Whether the file at its place is still the one that was opened.
//!
//! A drive that keeps folders in a cloud may put an older copy in the place of an open file. What is written
//! then goes into a file that has no name any more, and is gone with the program. So nothing is said to be
//! saved unless the file that has the name is ours.

use std::io;
use std::path::{Path, PathBuf};

use crate::durable;
use crate::error::Error;

/// A file that is open, and where.
pub(super) struct Place {
    path: PathBuf,
    is: Which,
}

/// Which file of a disk: what has its name may be another one.
#[cfg(unix)]
type Which = (u64, u64);
/// An open file is not replaced on other systems.
#[cfg(not(unix))]
type Which = ();

impl Place {
    /// The file that is at a path now.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        Ok(Self { path: path.to_owned(), is: which(path)? })
    }

    /// Where.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Says so when another file is there, or none.
    pub(super) fn check(&self) -> Result<(), Error> {
        match which(&self.path) {
            Ok(which) if which == self.is => Ok(()),
            _ => {
                self.part_from_log();
                Err(Error::Replaced)
            }
        }
    }

    /// The write-ahead log belongs to the file that was opened. Whoever opens the other one would lay its
    /// pages over those of another time: it is kept under a name that nobody reads.
    fn part_from_log(&self) {
        let log = durable::beside(&self.path, "-wal");
        // Where there is none it has been parted already.
        let _ = std::fs::rename(&log, durable::beside(&self.path, "-wal-of-replaced"));
        let _ = std::fs::remove_file(durable::beside(&self.path, "-shm"));
    }
}

#[cfg(unix)]
fn which(path: &Path) -> io::Result<Which> {
    use std::os::unix::fs::MetadataExt;
    let is = std::fs::metadata(path)?;
    Ok((is.dev(), is.ino()))
}

#[cfg(not(unix))]
fn which(path: &Path) -> io::Result<Which> {
    std::fs::metadata(path).map(drop)
}

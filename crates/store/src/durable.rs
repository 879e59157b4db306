//! Small files that are there whole, or as they were before.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Puts `bytes` at `path`: written beside it, on disk, and only then renamed over it.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let fresh = beside(path, ".new");
    let file = private(OpenOptions::new().create(true).truncate(true)).open(&fresh)?;
    write_whole(file, bytes)?;
    fs::rename(&fresh, path)?;
    sync_folder_of(path)
}

/// Puts `bytes` at `path`, where nothing may be yet: `AlreadyExists` otherwise. They are written beside
/// it under a name of this call's own, which `mark` makes.
pub(crate) fn create(path: &Path, bytes: &[u8], mark: &str) -> io::Result<()> {
    let fresh = beside(path, &format!(".{mark}.new"));
    let file = private(OpenOptions::new().create_new(true)).open(&fresh)?;
    // From here on the file beside it is this call's own, and goes with it.
    write_whole(file, bytes)
        .and_then(|()| place(&fresh, path))
        .inspect_err(|_| drop(fs::remove_file(&fresh)))
}

/// Gives a file that is already on disk its name, which nothing may have yet: `AlreadyExists` otherwise.
/// Makes sure that the name is on disk, too.
pub(crate) fn place(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        // The second name goes by itself the next time if it cannot go now; the file is in its place.
        Ok(()) => drop(fs::remove_file(from)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
        // A file system without links. Whoever gets here holds a lock, or a name that is his alone.
        Err(_) if to.try_exists()? => return Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to)?,
    }
    sync_folder_of(to)
}

/// The path with something after its whole name: `workspace.db` and `-wal`.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Opens for writing what only its owner may read.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.write(true)
}

/// Writes and closes a file; when this returns, it is on disk.
fn write_whole(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(unix)]
fn sync_folder_of(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// Elsewhere a folder cannot be opened like a file, and a rename is in the file system's journal.
#[cfg(not(unix))]
fn sync_folder_of(_: &Path) -> io::Result<()> {
    Ok(())
}

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::durable;
use crate::error::OpenError;

/// Holds a database for one [`crate::Store`]. The operating system lets go when the process ends,
/// however it ends.
pub(super) struct Lock(#[allow(dead_code, reason = "dropping it unlocks")] File);

impl Lock {
    /// Takes the lock of the database at `path`.
    pub(super) fn take(path: &Path) -> Result<Self, OpenError> {
        let place = durable::beside(path, "-lock");
        let file = OpenOptions::new().create(true).write(true).truncate(false).open(place)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse),
            Err(TryLockError::Error(error)) => Err(OpenError::Io(error)),
        }
    }
}

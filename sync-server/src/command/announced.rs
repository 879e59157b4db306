use anyhow::Result;

use crate::folder::Folder;
use crate::ledger::Door;
use crate::storage::Storage;

/// Where laptops were last told to find the server of a folder: by `init`, or by its last run.
///
/// # Errors
/// When there is no company.
pub fn announced(folder: &Folder) -> Result<Option<String>> {
    let storage = folder.open()?;
    let door = Door::load(&*storage.read()?)?;
    Ok(door.map(|door| door.address))
}

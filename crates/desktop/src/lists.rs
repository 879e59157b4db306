//! Lists that come in and go out as files. What a file holds is read in the process apart; what is made of it,
//! and who may take out what, is the use cases' business.

use std::path::PathBuf;
use std::sync::Arc;

use app::view::{ExportInput, ExportedFileView, ImportView};
use app::{Failure, Now, exports, imports};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tables::limits::FILE_BYTES_MAX;

use crate::calls::{not_written, try_out, write_whole};
use crate::desk::Desktop;
use crate::view::ImportOpenInput;

/// Reads a file and keeps it as the list to import. The workspace is free meanwhile.
pub(crate) fn open(
    desk: &mut Arc<Desktop>,
    now: &Now,
    input: ImportOpenInput,
) -> Result<ImportView, Failure> {
    let opened = desk.opened()?;
    // Four letters are three bytes: what is too long is not even decoded.
    if input.data.len() / 4 * 3 > FILE_BYTES_MAX + 3 {
        let max = FILE_BYTES_MAX / (1024 * 1024);
        return Err(Failure::new("table.too_large").with("max", max));
    }
    let bytes = STANDARD.decode(&input.data);
    let bytes = bytes.map_err(|_| Failure::new("call.arguments").with("detail", "data"))?;
    let sheet = desk.setup.tables.read(&bytes)?;
    imports::begin(&mut opened.workspace(), now, sheet, &input.name)
}

/// Writes a list into a file. That it can be written is found out first, then the record says so, then it is.
pub(crate) fn write(
    desk: &mut Arc<Desktop>,
    now: &Now,
    input: ExportInput,
) -> Result<ExportedFileView, Failure> {
    let opened = desk.opened()?;
    let mut workspace = opened.workspace();
    let taken = exports::take(&workspace, now, &input)?;
    let folder = match input.folder.trim() {
        "" => own_folder(desk)?,
        folder => PathBuf::from(folder),
    };
    try_out(&folder, now).map_err(|error| not_written(&folder, error))?;
    exports::log(&mut workspace, now, &input, &taken)?;
    drop(workspace);
    let path = folder.join(format!("{}.{}", taken.name, taken.extension));
    write_whole(&folder, &path, &taken.bytes)?;
    Ok(ExportedFileView {
        path: path.display().to_string(),
        cards: taken.cards(),
        mark: taken.mark.clone(),
    })
}

/// Any other folder that somebody names must be there: a mistyped stick would be a new folder on this laptop.
pub(crate) fn own_folder(desk: &Desktop) -> Result<PathBuf, Failure> {
    let folder = desk.folder().join("export");
    std::fs::create_dir_all(&folder).map_err(|error| not_written(&folder, error))?;
    Ok(folder)
}

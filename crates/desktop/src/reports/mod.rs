//! Reports as files: sheets for reckoning on. What a report says is the use case's; here it gets its words and its
//! form (decision 0044).

mod sheet;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

use app::view::{ExportedFileView, ReportFileInput};
use app::{Failure, Now};

use crate::calls::{not_written, try_out, write_whole};
use crate::desk::Desktop;
use crate::lists::own_folder;
use words::Words;

/// Writes a report into a file. That it can be written is found out first, then the record says so, then it is.
pub(crate) fn write(
    desk: &mut Arc<Desktop>,
    now: &Now,
    input: ReportFileInput,
) -> Result<ExportedFileView, Failure> {
    let opened = desk.opened()?;
    let (taken, words) = {
        let mut workspace = opened.workspace();
        let taken = app::reports::take(&mut workspace, now, &input.report)?;
        (taken, Words::new(&input.language, workspace.book().company.zone.clone()))
    };
    // The workspace is free while the file is made.
    let bytes = sheet::workbook(&taken, &words);
    let folder = match input.folder.trim() {
        "" => own_folder(desk)?,
        folder => PathBuf::from(folder),
    };
    try_out(&folder, now).map_err(|error| not_written(&folder, error))?;
    app::reports::log(&mut opened.workspace(), now, &taken, "xlsx", &bytes)?;
    let path = folder.join(format!("{}.xlsx", taken.name));
    write_whole(&folder, &path, &bytes)?;
    Ok(ExportedFileView {
        path: path.display().to_string(),
        cards: taken.view.cards,
        mark: taken.mark,
    })
}

//! Reports as files: sheets for reckoning on, and pages to be signed. What a report says is the use case's; here it
//! gets its words and its form (decisions 0044 and 0046).

mod fonts;
mod page;
mod pictures;
pub(crate) mod press;
mod sheet;
mod words;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::reports::Taken;
use app::view::{ExportedFileView, ReportFileInput};
use app::{Failure, Now};

use crate::calls::{not_written, try_out, write_whole};
use crate::desk::{Desktop, Opened};
use crate::lists::own_folder;
use words::Words;

/// Writes a report into a file. That it can be written is found out first, then the record says so, then it is.
pub(crate) fn write(
    desk: &mut Arc<Desktop>,
    now: &Now,
    input: ReportFileInput,
) -> Result<ExportedFileView, Failure> {
    let layout = match input.layout.as_str() {
        "" | "xlsx" => "xlsx",
        "pdf" => "pdf",
        _ => return Err(Failure::new("call.arguments").with("detail", "layout")),
    };
    let opened = desk.opened()?;
    let (taken, words, author) = {
        let mut workspace = opened.workspace();
        let taken = app::reports::take(&mut workspace, now, &input.report)?;
        let words = Words::new(&input.language, workspace.book().company.zone.clone());
        (taken, words, workspace.name(workspace.me()))
    };
    let folder = match input.folder.trim() {
        "" => own_folder(desk)?,
        folder => PathBuf::from(folder),
    };
    try_out(&folder, now).map_err(|error| not_written(&folder, error))?;
    // The workspace is free while the file is made.
    let bytes = match layout {
        "pdf" => pages(desk, &opened, now, &taken, &author, &words)?,
        _ => sheet::workbook(&taken, &words),
    };
    app::reports::log(&mut opened.workspace(), now, &taken, layout, &bytes)?;
    let path = free_name(&folder, &taken.name, layout);
    write_whole(&folder, &path, &bytes)?;
    Ok(ExportedFileView {
        path: path.display().to_string(),
        cards: taken.view.cards,
        mark: taken.mark,
    })
}

/// A name under which nothing lies there yet: a report that was signed is not written over by a later one.
fn free_name(folder: &Path, name: &str, layout: &str) -> PathBuf {
    let numbered = (2..).map(|nth| format!("{name}-{nth}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    let path = names.find_map(|name| {
        let path = folder.join(format!("{name}.{layout}"));
        (!path.exists()).then_some(path)
    });
    path.expect("a folder has fewer files than there are numbers")
}

/// The bytes of its PDF. Takes a second for every few hundred rows; others can ask how far it is, and stop it.
fn pages(
    desk: &Desktop,
    opened: &Opened,
    now: &Now,
    taken: &Taken,
    author: &str,
    words: &Words,
) -> Result<Vec<u8>, Failure> {
    let _press = desk.press.begin()?;
    let fonts = fonts::fonts(&desk.setup.fonts)?;
    let pictures = pictures::of(desk, opened, now, &taken.view)?;
    let document = page::document(taken, author, &pictures, words);
    let watch = |percent| desk.goes_on(opened, percent);
    let set = typeset::pdf(&document, &fonts, &watch).map_err(|unset| page::refused(&unset))?;
    // Typst asks for nothing any more while it writes the file.
    if desk.goes_on(opened, 100).is_break() {
        return Err(Failure::new("report.stopped"));
    }
    Ok(set)
}

//! What typst sees: a page of source, what it is to say, and fonts.

use std::ops::ControlFlow;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, dict};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts::Fonts;

/// The page: the same for every document.
static PAGE: LazyLock<Source> =
    LazyLock::new(|| Source::new(id("/page.typ"), include_str!("page.typ").to_owned()));

fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a path in the source is one");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// How often typst asks for a font for each text, and for a page without any: found by counting.
const ASKED_PER_TEXT: usize = 3;
const ASKED_ANYWAY: usize = 300;
/// Whoever watches is told once in so many times.
const TOLD_EVERY: usize = 256;

/// How far a document is. Typst tells nobody, but it asks for a font for every text that it sets.
pub(crate) struct Progress<'a> {
    asked: AtomicUsize,
    expected: usize,
    stopped: AtomicBool,
    watch: &'a (dyn Fn(u8) -> ControlFlow<()> + Sync),
}

impl<'a> Progress<'a> {
    pub(crate) fn new(texts: usize, watch: &'a (dyn Fn(u8) -> ControlFlow<()> + Sync)) -> Self {
        let expected = texts * ASKED_PER_TEXT + ASKED_ANYWAY;
        Self { asked: AtomicUsize::new(0), expected, stopped: AtomicBool::new(false), watch }
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Counts, and unwinds when nobody wants the document any more: typst knows no other way to be stopped, and
    /// compares what it is told, so that nothing may change under it.
    fn count(&self) {
        let asked = self.asked.fetch_add(1, Ordering::Relaxed);
        if asked.is_multiple_of(TOLD_EVERY) {
            let percent = u8::try_from(asked * 100 / self.expected).unwrap_or(99).min(99);
            if (self.watch)(percent).is_break() {
                self.stopped.store(true, Ordering::Relaxed);
            }
        }
        if self.is_stopped() {
            // No panic: nothing is wrong, and nothing is to be said of it. `set::pdf` catches it.
            std::panic::resume_unwind(Box::new("stopped"));
        }
    }
}

/// One document's world.
pub(crate) struct Sheet<'a> {
    fonts: &'a Fonts,
    library: LazyHash<Library>,
    progress: &'a Progress<'a>,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(fonts: &'a Fonts, data: Dict, progress: &'a Progress<'a>) -> Self {
        let library = Library::builder().with_inputs(dict! { "data" => data }).build();
        Self { fonts, library: LazyHash::new(library), progress }
    }
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        PAGE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == PAGE.id() { Ok(PAGE.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.progress.count();
        self.fonts.fonts.get(index).cloned()
    }

    /// There is no today on a page.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

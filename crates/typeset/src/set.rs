//! From a document to the bytes of its PDF.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use typst::comemo;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::data::data;
use crate::document::Document;
use crate::fonts::Fonts;
use crate::world::{Progress, Sheet};

/// The most cells that a document may have: 5,000 cards with all of their columns.
pub const CELLS_MAX: usize = 75_000;

/// What typst has set already it keeps for the whole process: whoever threw that away beside another's page would
/// make it begin anew.
static ALONE: Mutex<()> = Mutex::new(());

/// Why there is no PDF.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unset {
    /// It has too many cells for a document that somebody reads.
    #[error("{cells} cells, of at most {CELLS_MAX}")]
    TooLong {
        /// How many it has.
        cells: usize,
    },
    /// Somebody did not want it any more.
    #[error("stopped")]
    Stopped,
    /// Our bug, in the words of typst.
    #[error("typst: {0}")]
    Page(String),
}

/// The bytes of a document's PDF: the same for the same document and fonts. `watch` is told again and again how
/// far it is, in percent, and may end it. One is set after the other.
///
/// # Errors
/// [`Unset`].
pub fn pdf(
    document: &Document,
    fonts: &Fonts,
    watch: &(dyn Fn(u8) -> ControlFlow<()> + Sync),
) -> Result<Vec<u8>, Unset> {
    let cells = document.parts.iter().map(|part| part.rows.len() * part.columns.len()).sum();
    if cells > CELLS_MAX {
        return Err(Unset::TooLong { cells });
    }
    // A panic in there leaves nothing behind that the next would see.
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let progress = Progress::new(texts(document), watch);
    let sheet = Sheet::new(fonts, data(document, fonts), &progress);
    // Whatever is left half done is thrown away with it.
    let set = catch_unwind(AssertUnwindSafe(|| compile(document, &sheet)));
    // What people wrote does not stay in memory when the page is done.
    comemo::evict(0);
    match set {
        Ok(set) => set,
        Err(_) if progress.is_stopped() => Err(Unset::Stopped),
        Err(_) => Err(Unset::Page("panicked".to_owned())),
    }
}

/// How many texts there are to set: what stands in a column twice is set once.
fn texts(document: &Document) -> usize {
    let mut texts = BTreeSet::new();
    for (nth, part) in document.parts.iter().enumerate() {
        for row in &part.rows {
            texts.extend(row.iter().enumerate().map(|(column, text)| (nth, column, text)));
        }
    }
    texts.len()
}

fn compile(document: &Document, sheet: &Sheet<'_>) -> Result<Vec<u8>, Unset> {
    let said = |errors: &[typst::diag::SourceDiagnostic]| {
        let said: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
        Unset::Page(said.join("; "))
    };
    let pages = typst::compile::<PagedDocument>(sheet).output.map_err(|errors| said(&errors))?;
    let options = PdfOptions {
        ident: Smart::Custom(document.hash.clone()),
        creator: Smart::Custom(Some("Fairlead".to_owned())),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&pages, &options).map_err(|errors| said(&errors))
}

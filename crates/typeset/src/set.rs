//! From a document to the bytes of its PDF.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;
use typst::comemo;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::document::{Column, Document, Language, Line, Moment, Part};
use crate::fit::{across, cuttable, is_tall, lines, room};
use crate::fonts::Fonts;
use crate::plain::plain;
use crate::world::{Progress, Sheet};

/// The most cells that a document may have: 5,000 cards with all of their columns.
pub const CELLS_MAX: usize = 75_000;

/// The lines at the head of a page stand in so many columns.
const ABOUT_COLUMNS: u32 = 4;
const ABOUT_COLUMNS_UPRIGHT: u32 = 3;

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
/// far it is, in percent, and may end it.
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
    let data = serde_json::to_vec(&Data::of(document, fonts))
        .expect("texts and numbers can be written as JSON");
    let progress = Progress::new(texts(document), watch);
    let sheet = Sheet::new(fonts, data, &progress);
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

/// What the page's source reads.
#[derive(Serialize)]
struct Data {
    fonts: Vec<String>,
    lang: &'static str,
    region: Option<&'static str>,
    across: bool,
    form: String,
    title: String,
    subtitle: String,
    company: String,
    author: String,
    about: Vec<About>,
    about_columns: u32,
    parts: Vec<Table>,
    signatures: Vec<String>,
    mark: String,
    hash: String,
    hash_word: String,
    page_words: Vec<String>,
    none: String,
    date: [i32; 5],
    code: Vec<Vec<u32>>,
    code_side: usize,
}

#[derive(Serialize)]
struct About {
    name: String,
    text: String,
    span: u32,
}

#[derive(Serialize)]
struct Table {
    name: String,
    columns: Vec<Head>,
    rows: Vec<Row>,
    bars: Vec<Measure>,
}

#[derive(Serialize)]
struct Head {
    name: String,
    width: u32,
    number: bool,
}

#[derive(Serialize)]
struct Row {
    cells: Vec<String>,
    tall: bool,
}

#[derive(Serialize)]
struct Measure {
    name: String,
    count: u32,
    /// Of the longest bar.
    percent: f64,
}

impl Data {
    fn of(document: &Document, fonts: &Fonts) -> Self {
        let breadth = |part: &Part| part.columns.iter().map(|column| column.width).sum();
        let across = across(document.parts.iter().map(breadth).max().unwrap_or(0));
        let (lang, region, forms) = match document.language {
            Language::Simplified => ("zh", Some("CN"), "SC"),
            Language::Traditional => ("zh", Some("TW"), "TC"),
            Language::English => ("en", None, "SC"),
        };
        let about_columns = if across { ABOUT_COLUMNS } else { ABOUT_COLUMNS_UPRIGHT };
        let Moment { year, month, day, hour, minute } = document.as_of;
        Self {
            fonts: fonts.families(forms),
            lang,
            region,
            across,
            form: plain(&document.form),
            title: plain(&document.title),
            subtitle: plain(&document.subtitle),
            company: plain(&document.company),
            author: plain(&document.author),
            about: document
                .about
                .iter()
                .map(|line| About::of(line, about_columns, across))
                .collect(),
            about_columns,
            parts: document.parts.iter().map(|part| Table::of(part, across)).collect(),
            signatures: document.signatures.iter().map(|name| plain(name)).collect(),
            mark: plain(&document.mark),
            hash: plain(&document.hash),
            hash_word: document.words.hash.clone(),
            page_words: document.words.page.to_vec(),
            none: document.words.none.clone(),
            date: [year, month.into(), day.into(), hour.into(), minute.into()],
            code: document.code.iter().map(|row| dark(row)).collect(),
            code_side: document.code.len(),
        }
    }
}

/// At which places of a row a code is dark.
fn dark(row: &str) -> Vec<u32> {
    (0..).zip(row.chars()).filter(|(_, char)| *char == '#').map(|(at, _)| at).collect()
}

impl About {
    /// What does not fit in two lines of its column has several columns.
    fn of(line: &Line, columns: u32, across: bool) -> Self {
        let text = plain(&line.text);
        let fits = |span: &u32| lines(&text, room(*span, columns, across)) <= 2;
        let span = (1..columns).find(fits).unwrap_or(columns);
        Self { name: plain(&line.name), text: cuttable(&text, room(span, columns, across)), span }
    }
}

impl Table {
    fn of(part: &Part, across: bool) -> Self {
        let breadth = part.columns.iter().map(|column| column.width).sum();
        let rooms: Vec<u32> =
            part.columns.iter().map(|column| room(column.width, breadth, across)).collect();
        let head = |(column, room): (&Column, &u32)| Head {
            name: cuttable(&plain(&column.name), *room),
            width: column.width,
            number: column.number,
        };
        let longest = part.bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
        Self {
            name: plain(&part.name),
            columns: part.columns.iter().zip(&rooms).map(head).collect(),
            rows: part.rows.iter().map(|row| Row::of(row, &rooms)).collect(),
            bars: part
                .bars
                .iter()
                .map(|bar| Measure {
                    name: plain(&bar.name),
                    count: bar.count,
                    percent: f64::from(bar.count) * 100.0 / f64::from(longest),
                })
                .collect(),
        }
    }
}

impl Row {
    /// As many cells as there are columns, whatever came.
    fn of(row: &[String], rooms: &[u32]) -> Self {
        let texts: Vec<String> = rooms
            .iter()
            .enumerate()
            .map(|(at, _)| row.get(at).map_or_else(String::new, |cell| plain(cell)))
            .collect();
        let tall = texts.iter().zip(rooms).any(|(text, room)| is_tall(text, *room));
        let cells = texts.iter().zip(rooms).map(|(text, room)| cuttable(text, *room)).collect();
        Self { cells, tall }
    }
}

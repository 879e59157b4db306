//! What is set: plain words that already have their language.

/// A report. Every text is shown as it is here; nothing in it is markup.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Document {
    /// Whose forms of characters are set, and how it is read aloud.
    pub language: Language,
    /// The form's id: `E4`. Empty where it has none.
    pub form: String,
    /// Its title in the reader's language.
    pub title: String,
    /// The same in another, beside it; empty for none.
    pub subtitle: String,
    /// The company's name.
    pub company: String,
    /// Who took it out.
    pub author: String,
    /// What it is about, a line each.
    pub about: Vec<Line>,
    /// Tables and charts.
    pub parts: Vec<Part>,
    /// Who signs on paper.
    pub signatures: Vec<String>,
    /// What stands at the foot of every page (SEC-06).
    pub mark: String,
    /// The content's hash, hexadecimal.
    pub hash: String,
    /// As of when: the only date that the file bears.
    pub as_of: Moment,
    /// A code for scanners, row by row, `#` for dark; empty for none.
    pub code: Vec<String>,
    /// The words of the page itself.
    pub words: Words,
}

/// A language of the window.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    /// zh-CN.
    #[default]
    Simplified,
    /// zh-Hant.
    Traditional,
    /// en.
    English,
}

/// A name, and what stands behind it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The name.
    pub name: String,
    /// What; empty for nothing.
    pub text: String,
}

/// A table, with a chart before it where there are bars.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Part {
    /// Its heading.
    pub name: String,
    /// Its columns; empty for a chart alone.
    pub columns: Vec<Column>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// What is counted.
    pub bars: Vec<Bar>,
}

/// What stands in a place of a table.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Cell {
    /// Words; empty for nothing.
    Text(String),
    /// A picture, as wide as its column.
    Picture {
        /// The bytes of a JPEG that the caller has made itself.
        jpeg: Vec<u8>,
        /// What is said of it to whoever does not see it.
        alt: String,
    },
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its heading, on every page.
    pub name: String,
    /// How wide, in parts of the page.
    pub width: u32,
    /// Whether numbers stand in it, on the right.
    pub number: bool,
}

/// A bar: its length is its share of so many, or else its count beside the part's longest.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bar {
    /// What is counted.
    pub name: String,
    /// How many.
    pub count: u32,
    /// Of how many, where each bar counts something else.
    pub of: Option<u32>,
}

/// A moment on the company's clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moment {
    /// Year.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute.
    pub minute: u8,
}

impl Default for Moment {
    fn default() -> Self {
        Self { year: 1970, month: 1, day: 1, hour: 0, minute: 0 }
    }
}

/// Words of the page itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words {
    /// What the hash is called.
    pub hash: String,
    /// Before, between and after the page's number and how many there are.
    pub page: [String; 3],
    /// What stands where a part has nothing.
    pub none: String,
}

//! Why a file is not taken.

use crate::limits;

/// Why a file is not taken. Nothing of it was kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unfit {
    /// Longer than [`limits::FILE_BYTES_MAX`].
    #[error("the file is too long")]
    TooLarge,
    /// More rows than [`limits::ROWS_MAX`].
    #[error("too many rows")]
    TooManyRows,
    /// More columns than [`limits::COLUMNS_MAX`].
    #[error("too many columns")]
    TooManyColumns,
    /// More text, or more cells, than a list of customers has.
    #[error("too much in it")]
    TooMuch,
    /// A cell longer than [`limits::CELL_BYTES_MAX`], or a quotation that never ends.
    #[error("a cell is too long")]
    CellTooLong,
    /// In no encoding that is known, or in several.
    #[error("not readable as text")]
    NotText,
    /// None of the kinds that are read.
    #[error("neither CSV, XLSX nor vCard")]
    UnknownKind,
    /// An Excel file of before 2007, or one with a password.
    #[error("an old or a protected workbook")]
    OldOrProtected,
    /// Cannot be read as what it says it is.
    #[error("damaged")]
    Damaged,
    /// Unpacks to more than [`limits::UNPACKED_BYTES_MAX`], or has too many parts.
    #[error("unpacks to too much")]
    Bomb,
    /// Has another archive in it, or parts with names that lead elsewhere.
    #[error("has something else packed in it")]
    Nested,
    /// Refers to other files or to programs.
    #[error("refers to other files")]
    LinksOutside,
    /// Declares abbreviations of its own, by which a short text becomes a long one.
    #[error("declares entities")]
    Entities,
    /// There is no row in it.
    #[error("nothing in it")]
    Empty,
}

impl Unfit {
    /// Every one of them.
    pub const ALL: [Self; 14] = [
        Self::TooLarge,
        Self::TooManyRows,
        Self::TooManyColumns,
        Self::TooMuch,
        Self::CellTooLong,
        Self::NotText,
        Self::UnknownKind,
        Self::OldOrProtected,
        Self::Damaged,
        Self::Bomb,
        Self::Nested,
        Self::LinksOutside,
        Self::Entities,
        Self::Empty,
    ];

    /// A stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::TooManyRows => "too_many_rows",
            Self::TooManyColumns => "too_many_columns",
            Self::TooMuch => "too_much",
            Self::CellTooLong => "cell_too_long",
            Self::NotText => "not_text",
            Self::UnknownKind => "unknown_kind",
            Self::OldOrProtected => "old_or_protected",
            Self::Damaged => "damaged",
            Self::Bomb => "bomb",
            Self::Nested => "nested",
            Self::LinksOutside => "links_outside",
            Self::Entities => "entities",
            Self::Empty => "empty",
        }
    }

    /// Reads [`Unfit::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unfit| unfit.code() == code)
    }

    /// The limit that was passed, for people, if it is one.
    pub fn limit(self) -> Option<u64> {
        const MIB: u64 = 1024 * 1024;
        match self {
            Self::TooLarge => Some(limits::FILE_BYTES_MAX as u64 / MIB),
            Self::TooManyRows => Some(limits::ROWS_MAX as u64),
            Self::TooManyColumns => Some(limits::COLUMNS_MAX as u64),
            Self::CellTooLong => Some(limits::CELL_BYTES_MAX as u64 / 1024),
            Self::Bomb => Some(limits::UNPACKED_BYTES_MAX / MIB),
            _ => None,
        }
    }
}

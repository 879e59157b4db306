//! A report as the bytes of a PDF: A4, sober, the same bytes for the same document and the same fonts.
//!
//! Pure: the fonts and everything that is said come in as arguments. What typst sees of the world is one page of
//! typst source that is part of this program, the values that it reads, and those fonts: no folder, no network, no
//! package, no clock. What people wrote is a value to it and never source, whatever characters it is made of. Start at
//! [`pdf`]; [`Document`] is what it is given.

mod data;
mod document;
mod fit;
mod fonts;
mod plain;
mod set;
mod world;

pub use document::{Bar, Cell, Column, Document, Language, Line, Moment, Part, Words};
pub use fonts::Fonts;
pub use set::{CELLS_MAX, Unset, pdf};

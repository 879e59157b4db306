//! A QR code to be shown.

use fast_qr::{ECL, QRBuilder};
use thiserror::Error;

/// The text is longer than a code holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("the text is too long for a code")]
pub struct TooLong;

/// A QR code, module by module, without its quiet zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Code {
    size: usize,
    dark: Vec<bool>,
}

impl Code {
    /// The code of a text. On a screen nothing is torn or dirty, and what a camera needs is large modules:
    /// the lowest level of correction.
    ///
    /// # Errors
    /// [`TooLong`].
    pub fn of(text: &str) -> Result<Self, TooLong> {
        let drawn = QRBuilder::new(text).ecl(ECL::L).build().map_err(|_| TooLong)?;
        let size = drawn.size;
        let dark = (0..size).flat_map(|row| drawn[row].iter().take(size));
        Ok(Self { size, dark: dark.map(|module| module.value()).collect() })
    }

    /// Modules of a side.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Its rows from the top.
    pub fn rows(&self) -> impl Iterator<Item = &[bool]> {
        self.dark.chunks(self.size)
    }
}

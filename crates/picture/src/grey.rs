//! Pictures without colours, and the codes that are on them.

use std::collections::HashSet;

use rxing::{BarcodeFormat, DecodeHints};
use thiserror::Error;

/// The most pixels that are looked at for codes; a photo with more is made smaller.
pub const PIXELS_MAX: usize = 1_600 * 1_600;
/// The most codes of one picture that are told.
const CODES_MAX: usize = 16;
/// The longest side of what is looked at, in pixels.
const SIDE_MAX: u32 = 8_192;

/// Why bytes are no picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum Unfit {
    /// Not as many bytes as its size says, no size at all, or more than anybody needs.
    #[error("the picture has not the size that it says")]
    Size,
    /// Neither JPEG nor PNG, or damaged.
    #[error("the bytes are no picture that is read here")]
    Unreadable,
    /// HEIC or AVIF, as telephones keep photos: a film's frame, which nothing here decodes.
    #[error("the picture is of a kind that telephones keep")]
    Heif,
    /// More bytes or pixels than are read.
    #[error("the picture is too large")]
    TooLarge,
}

impl Unfit {
    /// A stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Unreadable => "unreadable",
            Self::Heif => "heif",
            Self::TooLarge => "too_large",
        }
    }

    /// The reverse of [`Unfit::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        let all = [Self::Size, Self::Unreadable, Self::Heif, Self::TooLarge];
        all.into_iter().find(|why| why.code() == code)
    }
}

/// A picture of grey pixels, one byte each, row by row; 0 is black.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grey {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

impl Grey {
    /// A frame of a camera.
    ///
    /// # Errors
    /// [`Unfit::Size`].
    pub fn new(width: u32, height: u32, pixels: Vec<u8>) -> Result<Self, Unfit> {
        let sides = 1..=SIDE_MAX;
        let fits = sides.contains(&width) && sides.contains(&height);
        let count = u64::from(width) * u64::from(height);
        if !fits || count > PIXELS_MAX as u64 || count != pixels.len() as u64 {
            return Err(Unfit::Size);
        }
        Ok(Self { width, height, pixels })
    }

    /// Columns.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The texts of the QR codes on it, upright or turned, on light or on dark ground.
    pub fn codes(&self) -> Vec<String> {
        let mut found = Vec::new();
        for also_inverted in [false, true] {
            let mut hints = DecodeHints {
                PossibleFormats: Some(HashSet::from([BarcodeFormat::QR_CODE])),
                TryHarder: Some(true),
                AlsoInverted: Some(also_inverted),
                ..DecodeHints::default()
            };
            let pixels = self.pixels.clone();
            let (width, height) = (self.width, self.height);
            let read = rxing::helpers::detect_multiple_in_luma_with_hints(
                pixels, width, height, &mut hints,
            );
            let texts = read.unwrap_or_default().into_iter().map(|code| code.getText().to_owned());
            found.extend(texts.take(CODES_MAX));
            if !found.is_empty() {
                break;
            }
        }
        found
    }
}

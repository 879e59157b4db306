//! Pictures with colours.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, RgbImage};

use crate::grey::{Grey, PIXELS_MAX};

/// How well a photo is kept: with less, small letters fray.
const JPEG_QUALITY: u8 = 85;
/// How well it is kept if it would be too long otherwise: noise of a dark hall, the grain of a table.
const JPEG_QUALITIES: [u8; 3] = [JPEG_QUALITY, 70, 55];
/// The longest side of a photo that is kept with a card, in pixels: a card that fills half of it still has
/// letters of twenty.
const KEPT_SIDE_MAX: u32 = 2_048;
/// The longest side of its picture in a list.
const SMALL_SIDE_MAX: u32 = 160;
/// The most bytes of a photo that is kept, so that one goes over a network in one piece.
pub const KEPT_BYTES_MAX: usize = 768 * 1024;

/// A photo as it is kept with a card.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// The photo, at most [`KEPT_BYTES_MAX`] bytes of a JPEG.
    pub jpeg: Vec<u8>,
    /// The same for a list, as a JPEG.
    pub small: Vec<u8>,
}

/// A picture of red, green and blue, row by row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Colour(pub(crate) RgbImage);

impl Colour {
    /// A picture of three bytes a pixel; `None` if they are not as many as its size says.
    pub fn new(width: u32, height: u32, rgb: Vec<u8>) -> Option<Self> {
        RgbImage::from_raw(width, height, rgb).map(Self)
    }

    /// Columns.
    pub fn width(&self) -> u32 {
        self.0.width()
    }

    /// Rows.
    pub fn height(&self) -> u32 {
        self.0.height()
    }

    /// Its bytes: red, green, blue of each pixel.
    pub fn rgb(&self) -> &[u8] {
        self.0.as_raw()
    }

    /// The same in another size.
    pub fn resized(&self, width: u32, height: u32) -> Self {
        Self(image::imageops::thumbnail(&self.0, width.max(1), height.max(1)))
    }

    /// A part of it, as far as it is on it.
    pub fn part(&self, left: u32, top: u32, width: u32, height: u32) -> Self {
        Self(image::imageops::crop_imm(&self.0, left, top, width, height).to_image())
    }

    /// The same without colours, for its codes.
    pub fn grey(&self) -> Grey {
        let pixels = f64::from(self.width()) * f64::from(self.height());
        let scale = (PIXELS_MAX as f64 / pixels).sqrt().min(1.0);
        let side = |side: u32| ((f64::from(side) * scale) as u32).max(1);
        let small = self.resized(side(self.width()), side(self.height()));
        let luma = |rgb: &[u8; 3]| {
            let [r, g, b] = rgb.map(u32::from);
            ((r * 299 + g * 587 + b * 114) / 1000) as u8
        };
        let pixels = small.rgb().as_chunks().0.iter().map(luma).collect();
        Grey::new(small.width(), small.height(), pixels).expect("made to fit")
    }

    /// As a JPEG without a word about where and by what it was taken.
    pub fn jpeg(&self) -> Vec<u8> {
        self.jpeg_of(JPEG_QUALITY)
    }

    /// As it is kept with a card: what nobody needs to read it is left out.
    pub fn kept(&self) -> Kept {
        let mut side = KEPT_SIDE_MAX;
        loop {
            let whole = self.within(side);
            let lengths = JPEG_QUALITIES.iter().map(|quality| whole.jpeg_of(*quality));
            if let Some(jpeg) = lengths.into_iter().find(|jpeg| jpeg.len() <= KEPT_BYTES_MAX) {
                let small = self.within(SMALL_SIDE_MAX).jpeg_of(JPEG_QUALITIES[1]);
                return Kept { width: whole.width(), height: whole.height(), jpeg, small };
            }
            // Nothing but noise is so long; a hundred pixels of it are not.
            side = side * 3 / 4;
        }
    }

    fn within(&self, side_max: u32) -> Self {
        let side = self.width().max(self.height());
        if side <= side_max {
            return self.clone();
        }
        let part = |length: u32| (u64::from(length) * u64::from(side_max) / u64::from(side)) as u32;
        self.resized(part(self.width()), part(self.height()))
    }

    fn jpeg_of(&self, quality: u8) -> Vec<u8> {
        let mut bytes = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
        let (width, height) = self.0.dimensions();
        encode(encoder, self.rgb(), width, height);
        bytes
    }
}

fn encode(mut encoder: JpegEncoder<&mut Vec<u8>>, rgb: &[u8], width: u32, height: u32) {
    let done = encoder.encode(rgb, width, height, ExtendedColorType::Rgb8);
    done.expect("memory takes what is written to it, and the size is below a JPEG's largest");
}

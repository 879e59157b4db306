//! Pictures with colours.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, RgbImage};

use crate::grey::{Grey, PIXELS_MAX};

/// How well a photo is kept: with less, small letters fray.
const JPEG_QUALITY: u8 = 85;

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
        let mut bytes = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
        let (width, height) = self.0.dimensions();
        encode(encoder, self.rgb(), width, height);
        bytes
    }
}

fn encode(mut encoder: JpegEncoder<&mut Vec<u8>>, rgb: &[u8], width: u32, height: u32) {
    let done = encoder.encode(rgb, width, height, ExtendedColorType::Rgb8);
    done.expect("memory takes what is written to it, and the size is below a JPEG's largest");
}

//! Reading photos that anybody may have made.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use crate::colour::Colour;
use crate::grey::{Grey, PIXELS_MAX, Unfit};

/// The longest photo that is read, in bytes.
pub const PHOTO_BYTES_MAX: usize = 24 * 1024 * 1024;
/// Its longest side, in pixels.
const SIDE_MAX: u32 = 12_000;
/// The most memory that its pixels may take, in bytes: 25 million with three colours. With the grey ones, the
/// file and what its reader needs, that is what the process has.
const MEMORY_BYTES_MAX: u64 = 75_000_000;
/// The most pixels with colours that are kept of a photo.
const COLOUR_PIXELS_MAX: u64 = 4_000_000;

impl Grey {
    /// A photo without its colours, made smaller if it has more than [`PIXELS_MAX`] pixels. Only for a
    /// process in which it can harm nobody.
    ///
    /// # Errors
    /// [`Unfit`].
    pub fn of_photo(bytes: &[u8]) -> Result<Self, Unfit> {
        let (read, _) = decoded(bytes)?;
        let grey = read.into_luma8();
        let grey = match smaller(grey.dimensions(), PIXELS_MAX as u64) {
            None => grey,
            // Averages whole pixels; other ways take sixteen bytes for each.
            Some((width, height)) => image::imageops::thumbnail(&grey, width, height),
        };
        Self::new(grey.width(), grey.height(), grey.into_raw())
    }
}

impl Colour {
    /// A photo, upright as its camera says, made smaller if it has more than four million pixels. Only for
    /// a process in which it can harm nobody.
    ///
    /// # Errors
    /// [`Unfit`].
    pub fn of_photo(bytes: &[u8]) -> Result<Self, Unfit> {
        let (read, orientation) = decoded(bytes)?;
        let read = read.into_rgb8();
        let read = match smaller(read.dimensions(), COLOUR_PIXELS_MAX) {
            None => read,
            Some((width, height)) => image::imageops::thumbnail(&read, width, height),
        };
        let mut read = DynamicImage::ImageRgb8(read);
        read.apply_orientation(orientation);
        Ok(Self(read.into_rgb8()))
    }
}

/// The pixels, and how the camera was held.
fn decoded(bytes: &[u8]) -> Result<(DynamicImage, Orientation), Unfit> {
    if bytes.len() > PHOTO_BYTES_MAX {
        return Err(Unfit::TooLarge);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(MEMORY_BYTES_MAX);
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| Unfit::Unreadable)?;
    reader.limits(limits);
    // Others in the program may bring readers of more kinds of pictures along; no stranger's photo reaches them.
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png)) {
        return Err(if is_heif(bytes) { Unfit::Heif } else { Unfit::Unreadable });
    }
    let unfit = |error| match error {
        image::ImageError::Limits(_) => Unfit::TooLarge,
        _ => Unfit::Unreadable,
    };
    let mut decoder = reader.into_decoder().map_err(unfit)?;
    // What the camera says of itself may be damaged though the picture is not.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    if decoder.total_bytes() > MEMORY_BYTES_MAX {
        return Err(Unfit::TooLarge);
    }
    let read = DynamicImage::from_decoder(decoder).map_err(unfit)?;
    Ok((read, orientation))
}

/// Whether the first box of the file names one of the kinds of HEIF: who is told so knows what to do about it.
fn is_heif(bytes: &[u8]) -> bool {
    const BRANDS: [&[u8; 4]; 8] =
        [b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"];
    let named = bytes.strip_prefix(bytes.get(..4).unwrap_or_default());
    let brand = named.and_then(|rest| rest.strip_prefix(b"ftyp"));
    brand.is_some_and(|rest| BRANDS.iter().any(|brand| rest.starts_with(*brand)))
}

/// The size of a picture that has more pixels than wanted.
fn smaller((width, height): (u32, u32), pixels_max: u64) -> Option<(u32, u32)> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels <= pixels_max {
        return None;
    }
    let scale = (pixels_max as f64 / pixels as f64).sqrt();
    let side = |side: u32| ((f64::from(side) * scale) as u32).max(1);
    Some((side(width), side(height)))
}

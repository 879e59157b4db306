//! Reading photos that anybody may have made.

use std::io::Cursor;

use image::{ImageReader, Limits};

use crate::grey::{Grey, PIXELS_MAX, Unfit};

/// The longest photo that is read, in bytes.
pub const PHOTO_BYTES_MAX: usize = 24 * 1024 * 1024;
/// Its longest side, in pixels.
const SIDE_MAX: u32 = 12_000;
/// The most memory that its pixels may take, in bytes: 25 million with three colours. With the grey ones, the
/// file and what its reader needs, that is what the process has.
const MEMORY_BYTES_MAX: u64 = 75_000_000;

impl Grey {
    /// A photo without its colours, made smaller if it has more than [`PIXELS_MAX`] pixels. Only for a
    /// process in which it can harm nobody.
    ///
    /// # Errors
    /// [`Unfit`].
    pub fn of_photo(bytes: &[u8]) -> Result<Self, Unfit> {
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
        let read = reader.decode().map_err(|error| match error {
            image::ImageError::Limits(_) => Unfit::TooLarge,
            _ => Unfit::Unreadable,
        })?;
        let (width, height) = (read.width(), read.height());
        let grey = read.into_luma8();
        let pixels = u64::from(width) * u64::from(height);
        let grey = match pixels > PIXELS_MAX as u64 {
            false => grey,
            true => {
                let scale = (PIXELS_MAX as f64 / pixels as f64).sqrt();
                let smaller = |side: u32| ((f64::from(side) * scale) as u32).max(1);
                // Averages whole pixels; other ways take sixteen bytes for each.
                image::imageops::thumbnail(&grey, smaller(width), smaller(height))
            }
        };
        Self::new(grey.width(), grey.height(), grey.into_raw())
    }
}

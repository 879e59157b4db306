//! Laptops that look at each other's screens.

use std::io::Cursor;

use app::Failure;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::imageops::FilterType;
use image::{GrayImage, ImageFormat, Luma, Rgb, RgbImage};
use serde_json::{Value, json};

use crate::laptop::Laptop;

/// Pixels of a module.
const MODULE: usize = 5;
/// Modules of light around a code.
const QUIET: usize = 4;

/// A picture of what a laptop shows.
pub struct Camera(GrayImage);

impl Camera {
    /// The code that stands on a laptop's screen now.
    pub fn on(laptop: &Laptop) -> Self {
        Self::of(&laptop.done("vouch_code", Value::Null))
    }

    /// The code of a view.
    ///
    /// # Panics
    /// When there is none.
    pub fn of(view: &Value) -> Self {
        let rows: Vec<&str> =
            view["rows"].as_array().expect("a code").iter().filter_map(Value::as_str).collect();
        let side = u32::try_from((rows.len() + 2 * QUIET) * MODULE).expect("a small picture");
        let dark = |column: u32, row: u32| {
            let at = |pixel: u32| (pixel as usize / MODULE).checked_sub(QUIET);
            let row = rows.get(at(row)?)?.as_bytes();
            Some(*row.get(at(column)?)? == b'#')
        };
        Self(GrayImage::from_fn(side, side, |column, row| {
            Luma([if dark(column, row) == Some(true) { 20 } else { 235 }])
        }))
    }

    /// Any text as a code.
    ///
    /// # Panics
    /// When it is too long.
    pub fn of_text(text: &str) -> Self {
        let code = picture::Code::of(text).expect("short enough");
        let row = |row: &[bool]| row.iter().map(|dark| if *dark { '#' } else { ' ' }).collect();
        let rows: Vec<String> = code.rows().map(row).collect();
        Self::of(&json!({ "rows": rows }))
    }

    /// The text of the code on it.
    ///
    /// # Panics
    /// When it cannot be read.
    pub fn text(&self) -> String {
        let (width, height) = self.0.dimensions();
        let grey = picture::Grey::new(width, height, self.0.clone().into_raw()).expect("a picture");
        grey.codes().pop().expect("a code")
    }

    /// As a file.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn png(&self) -> Vec<u8> {
        let mut png = Cursor::new(Vec::new());
        self.0.write_to(&mut png, ImageFormat::Png).expect("a picture");
        png.into_inner()
    }

    /// As a phone takes it: with colours, JPEG, so many pixels, the code in a part of it.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn taken_by_a_phone(&self, width: u32, height: u32) -> Vec<u8> {
        let side = height / 2;
        let code = image::imageops::resize(&self.0, side, side, FilterType::Triangle);
        let code = image::DynamicImage::ImageLuma8(code).into_rgb8();
        let mut photo = RgbImage::from_pixel(width, height, Rgb([70, 90, 60]));
        image::imageops::overlay(&mut photo, &code, i64::from(width / 3), i64::from(height / 4));
        let mut jpeg = Cursor::new(Vec::new());
        photo.write_to(&mut jpeg, ImageFormat::Jpeg).expect("a picture");
        jpeg.into_inner()
    }

    /// Shown to a laptop's camera.
    pub fn frame(&self, laptop: &Laptop) -> Result<Value, Failure> {
        let (width, height) = self.0.dimensions();
        let grey = STANDARD.encode(self.0.as_raw());
        laptop.call("vouch_code_frame", json!({ "width": width, "height": height, "grey": grey }))
    }

    /// Given to a laptop as a file.
    pub fn photo(&self, laptop: &Laptop) -> Result<Value, Failure> {
        laptop.call("vouch_code_photo", json!({ "photo": STANDARD.encode(self.png()) }))
    }
}

//! Reads business cards: the lines that are on a photo, and which of them says what.
//!
//! [`Reader::read`] finds the lines ([`detect`]), turns them the way they are read ([`direction`]), reads
//! them one by one and tells each as it is read ([`recognise`]). [`fields`] makes a company, a person and
//! numbers of them, and of the codes on the card ([`codes`]), which are preferred.
//!
//! Nothing here reads a file, a clock or a camera, and no photo of anybody's is opened here
//! (`picture::Colour::of_photo` does, where it can harm nobody).

mod codes;
mod detect;
mod direction;
mod fields;
mod geometry;
mod model;
mod recognise;

use std::cell::RefCell;

use picture::Colour;

use geometry::Slanted;
use model::Models;
use recognise::Words;

pub use fields::{Fields, fields};
pub use geometry::Point;
pub use model::{Broken, DETECTOR, RECOGNISER};

/// Lines that are less sure are no text: a logo, the grain of a table.
const LINE_LEAST: f32 = 0.5;

/// A line of a card.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// Its corners on the photo, in pixels: from the upper left as it is read, clockwise.
    pub corners: [Point; 4],
    /// How sure its least sure character is, from 0 to 1.
    pub sure: f32,
}

impl Line {
    /// The height of its letters, in pixels.
    pub fn height(&self) -> f32 {
        let [upper, _, _, lower] = self.corners;
        let (x, y) = (lower.x - upper.x, lower.y - upper.y);
        x.hypot(y)
    }
}

/// Reads cards. Large: whoever has read one lets go of it.
pub struct Reader {
    models: Models,
}

impl Reader {
    /// A reader with both models' bytes ([`DETECTOR`], [`RECOGNISER`]).
    ///
    /// # Errors
    /// [`Broken`] when they are not those that this program knows.
    pub fn new(detector: Vec<u8>, recogniser: Vec<u8>) -> Result<Self, Broken> {
        Ok(Self { models: Models::load(detector, recogniser)? })
    }

    /// The lines of a photo from above to below. `told` hears each as soon as it is read.
    ///
    /// # Errors
    /// [`Broken`].
    pub fn read(&self, photo: &Colour, told: &mut dyn FnMut(&Line)) -> Result<Vec<Line>, Broken> {
        let found = detect::lines(&self.models.detector, photo)?;
        // What was tried to find the direction is not read again.
        let tried = RefCell::new(Vec::new());
        let ordered = direction::in_order(&found, |line| {
            let words = self.words(photo, line)?;
            tried.borrow_mut().push((*line, words.clone()));
            Ok(words)
        })?;
        let tried = tried.into_inner();
        let mut lines = Vec::new();
        for place in ordered {
            let words = match tried.iter().find(|(line, _)| *line == place) {
                Some((_, words)) => words.clone(),
                None => self.words(photo, &place)?,
            };
            if words.mean < LINE_LEAST || words.text.trim().is_empty() {
                continue;
            }
            let text = words.text.trim().to_owned();
            let line = Line { text, corners: place.corners(), sure: words.least };
            told(&line);
            lines.push(line);
        }
        Ok(lines)
    }

    fn words(&self, photo: &Colour, line: &Slanted) -> Result<Words, Broken> {
        recognise::line(&self.models.recogniser, &self.models.characters, photo, line)
    }
}

//! Business cards that nobody ever had, with known truth, and photos of them.
//!
//! [`people`] invents who is on a card, [`print`] prints it, [`photograph`] takes a photo of it as people do:
//! turned, aslant, in bad light. [`tally`] counts what was read right. The same seed gives the same photo.

pub mod people;
pub mod photograph;
pub mod print;
pub mod tally;

use std::path::{Path, PathBuf};

use picture::Colour;
use rand::SeedableRng;
use rand::rngs::StdRng;

pub use people::{Person, Tongue};
pub use photograph::Light;
pub use tally::Tally;

/// Where `cargo xtask` puts the models.
pub fn models() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/cardreader/models")
}

/// A photo of a card, and what is on the card.
pub struct Card {
    /// Who it is of.
    pub person: Person,
    /// What is printed on it, line by line.
    pub lines: Vec<String>,
    /// The photo.
    pub photo: Colour,
    /// How it was taken, in a word or two.
    pub taken: String,
}

/// The card of a number: its tongue, its layout and how it was photographed follow from it.
///
/// # Errors
/// When the system's fonts are missing.
pub fn card(number: u64) -> anyhow::Result<Card> {
    let mut chance = StdRng::seed_from_u64(number);
    let tongue = Tongue::ALL[number as usize % Tongue::ALL.len()];
    let person = people::invent(tongue, &mut chance);
    let printed = print::print(&person, number, &mut chance)?;
    let light = Light::ALL[(number as usize / Tongue::ALL.len()) % Light::ALL.len()];
    let (photo, taken) = photograph::photograph(&printed.picture, light, &mut chance);
    Ok(Card { person, lines: printed.lines, photo, taken })
}

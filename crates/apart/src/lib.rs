//! Doing in a process of its own what may go wrong, or takes much memory.
//!
//! A program starts itself again with a hidden argument, has that process limit itself ([`limit`]), and talks
//! with it in frames ([`write_frame`], [`read_frame`]). Here one such process reads the photo of a card
//! ([`CardReader`]); `desktop::apart` has the other, which applies what others wrote into documents.

mod card;
mod child;
mod frame;
mod limit;

use std::path::PathBuf;

pub use card::{CardReader, Failed, Reading};
pub use frame::{read_frame, write_frame};
pub use limit::limit;

/// Becomes the process in which a card is read, if this program was started as that; returns at once
/// otherwise. To be called by every host before it does anything else.
pub fn read_card_if_asked() {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == card::ARGUMENT) {
        child::serve(&PathBuf::from(arguments.next().unwrap_or_default()));
        std::process::exit(0);
    }
}

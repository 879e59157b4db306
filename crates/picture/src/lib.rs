//! What pictures show, and codes to be shown.
//!
//! Two kinds of pictures come here. A frame of this laptop's own camera ([`Grey::new`]) has as many bytes
//! as its size says, and is looked at where it is. A photo ([`Grey::of_photo`]) is a file that anybody may
//! have made: its bytes are read in a process with little memory (`desktop::apart`) and nowhere else;
//! so is one whose words are to be read ([`Colour::of_photo`]).
//! Nothing here reads a file, a clock or a camera.

mod code;
mod colour;
mod grey;
mod photo;

pub use code::{Code, TooLong};
pub use colour::{Colour, KEPT_BYTES_MAX, Kept};
pub use grey::{Grey, PIXELS_MAX, Unfit};
pub use photo::PHOTO_BYTES_MAX;

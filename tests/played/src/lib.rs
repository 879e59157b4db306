//! A whole fair, played by its people through the calls that their windows make: from its preparation to its
//! reports. `cargo xtask run --played` shows what comes of it; its test says what must.

mod custody;
pub mod fair;
mod stage;
mod visitors;

pub use stage::{Stage, when};

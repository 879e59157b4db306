//! Real windows, played by keyboard on a screen that nobody looks at.
//!
//! A [`Stage`] is a server, of the demo or of a company of its own, a network that comes and goes, and a
//! folder; it opens a [`Window`] for a person, on a virtual screen of its own. A window is pressed and
//! written into like a keyboard does, and looked at like a person does: by the text in sight and by the
//! roles and names of what has the focus. What everybody does all day is in `src/habits.rs`. Only
//! `tests/hygiene.rs` reaches behind the screen. Start at `tests/story.rs`.
//!
//! Nothing is skipped and nothing is built: what is missing is named, with the command that brings it.
//! Pictures and logs stay in `artefacts/window`; a failure keeps a picture of its own.

#![cfg(target_os = "linux")]

mod display;
mod driver;
mod group;
mod habits;
mod ports;
mod programs;
mod server;
mod stage;
mod window;

pub use driver::Focus;
pub use stage::Stage;
pub use window::Window;

//! What an operating system gives the product: clocks, chance, files, the network, the sync loop.
//!
//! No window here: `src-tauri` and the test hosts own a [`Desktop`] each and pass calls through. This
//! is the only crate of the client that reads a clock or draws a random number.

pub mod bundle;
pub mod clock;
pub mod enrol;
pub mod link;
pub mod sync;
pub mod view;

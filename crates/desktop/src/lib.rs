//! What an operating system gives the product: clocks, chance, files, the network, the sync loop.
//!
//! No window here: `src-tauri` and the test hosts own a [`Desktop`] each and pass calls through. This
//! is the only crate of the client that reads a clock or draws a random number.

pub mod apart;
pub mod bundle;
mod by_code;
pub mod calls;
pub mod clock;
pub mod demo;
mod desk;
mod ends;
pub mod enrol;
pub mod exchange;
mod holdings;
pub mod keychain;
mod lan;
pub mod link;
mod lists;
mod package;
mod passphrase;
mod photos;
mod recovery;
mod remains;
mod reports;
mod settings;
mod shelf;
pub mod sync;
mod system;
pub mod view;
mod visitor;
mod witness;

pub use desk::{Desktop, Opened, Setup, Stale};
pub use lan::keep_vouching;

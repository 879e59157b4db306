//! What device and server say to each other, and how each side thinks.
//!
//! Messages are data, the thinking is arithmetic: nothing here opens a socket or a file, reads a clock
//! or knows a lead. One vocabulary serves three transports: HTTPS to the server ([`sync`]), the LAN
//! and a file on a USB stick (both [`bundle`]; on the LAN laptops also vouch for each other, [`vouch`], and without one by codes on
//! their screens, [`code`]).

pub mod auth;
pub mod bundle;
pub mod checkpoint;
pub mod circle;
pub mod code;
pub mod enrol;
pub mod hint;
pub mod holdings;
pub mod limits;
pub mod passphrase;
pub mod photos;
pub mod recovery;
pub mod remains;
pub mod sync;
pub mod vouch;
mod wire;

pub use wire::{Malformed, RawRecords};

//! What an administrator does at the server itself. `main` reads the command line and prints.

mod code;
mod init;

pub use code::code;
pub use init::{Init, Initialised, init};

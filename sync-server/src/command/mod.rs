//! What an administrator does at the server itself. `main` reads the command line and prints.

mod announced;
mod code;
mod init;
mod recover;

pub use announced::announced;
pub use code::code;
pub use init::{Init, Initialised, init};
pub use recover::recover;

//! What an administrator does at the server itself. `main` reads the command line and prints.

mod announced;
mod backup;
mod certificate;
mod code;
mod init;
mod passphrase;
mod recovery;
mod restore;
mod verify;

pub use announced::announced;
pub use backup::{Backup, backup, backup_if_due, thin_out};
pub use certificate::{describe_certificate, verify_certificate};
pub use code::code;
pub use init::{Init, Initialised, init};
pub use passphrase::passphrase;
pub use recovery::{describe, recovery};
pub use restore::{Restored, restore};
pub use verify::{Subject, verify};

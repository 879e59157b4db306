//! What the operating system says when it refuses, as words that the language files know; and names for
//! what is put on it.

use std::io::{Error, ErrorKind};

use app::Failure;

/// A failure with the system's reason: a word for people, and its own text for whoever is asked for help.
pub(crate) fn refused(code: &str, error: &Error) -> Failure {
    let failure = Failure::new(code).with("detail", error);
    match word(error.kind()) {
        Some(word) => failure.with("system", word),
        None => failure,
    }
}

/// A key under `system.` in the language files; `None` where only the system's text says anything.
fn word(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "not_found",
        ErrorKind::PermissionDenied => "denied",
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => "no_folder",
        ErrorKind::IsADirectory => "folder",
        ErrorKind::InvalidInput => "no_file",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "full",
        ErrorKind::ReadOnlyFilesystem => "read_only",
        ErrorKind::AddrInUse | ErrorKind::AddrNotAvailable => "address",
        ErrorKind::NetworkDown | ErrorKind::NetworkUnreachable => "no_network",
        _ => return None,
    })
}

/// Bytes as a name that every system takes: lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

use ledger::Damage;
use thiserror::Error;

/// Why the database did not do what it was asked. Nothing of the transaction has happened.
#[derive(Debug, Error)]
pub enum StorageError {
    /// Somebody else holds it. Trying again later helps.
    #[error("the database is busy")]
    Busy,
    /// There is no room left on the disk.
    #[error("the disk of the database is full")]
    Full,
    /// The key does not fit, or the file is none of ours.
    #[error("the file does not open with this key")]
    Locked,
    /// Stored bytes have rotted.
    #[error("the database holds a damaged {what}")]
    Damaged {
        /// What.
        what: &'static str,
    },
    /// Anything else that the database reports.
    #[error("the database failed")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<Damage> for StorageError {
    fn from(_: Damage) -> Self {
        Self::Damaged { what: "record" }
    }
}

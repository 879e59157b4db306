//! A device's encrypted database: the records it holds, what is derived from them, and the settings
//! of one person on this device.
//!
//! Records are the system of record. [`Snapshot`] reads them, [`Tx`] adds to them, and everything that
//! can be made from them again (keys, heads of chains, the list of leads, its search index) is a
//! projection that [`Store::rebuild`] drops. The file is SQLCipher's; its key is random and lies beside
//! it in a [`Vault`], wrapped by a passphrase and by headquarters' recovery key.
//!
//! Nothing here rules, signs, verifies, asks the time or draws a random number: stamps and entropy are
//! arguments, and records come verified. Nobody else in the client writes SQL.
//!
//! Start at [`Store`], then `record/write.rs` (how a record is taken), `record/links.rs` (how far a
//! chain is held without a gap) and `lead/` (lists and search).

#![forbid(unsafe_code)]

mod autosave;
mod database_key;
mod document;
mod durable;
mod erasure;
mod error;
mod exchange;
mod lead;
mod meta;
mod number;
mod photo;
mod quarantine;
mod record;
mod scope;
mod snapshot;
mod store;
mod text;
mod tx;
mod vault;

pub use autosave::AUTOSAVE_BYTES_MAX;
pub use database_key::DbKey;
pub use document::DocumentRow;
pub use error::{Error, OpenError};
pub use lead::{
    LEAD_COUNT_MAX, LEAD_PAGE_ROWS_MAX, LeadFilter, LeadHeld, LeadPage, LeadQuery, LeadRow,
    LeadSort, LeadTally, LeadView, SEARCH_HITS_MAX,
};
pub use photo::PhotoRow;
pub use quarantine::{QUARANTINE_BYTES_MAX, QUARANTINE_ITEMS_MAX, Quarantined};
pub use record::{Arrival, Held, Ingested, Unsound};
pub use snapshot::Snapshot;
pub use store::{SCHEMA_VERSION, Store, Vacant};
pub use tx::Tx;
pub use vault::{KdfCost, Vault, VaultError};

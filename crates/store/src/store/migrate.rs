//! The tables that are kept for ever. A migration, once merged, is history: tables gain columns here,
//! and nothing is dropped. What can be made again is in [`super::projections`] and never migrated.

use rusqlite::{Connection, Transaction, TransactionBehavior};

/// "FLed" in the file's header, under the encryption: this is a workspace of Fairlead.
pub(super) const APPLICATION_ID: i64 = 0x464c_6564;

/// The scripts of each version, from 1.
const MIGRATIONS: &[&[&str]] = &[
    &[
        include_str!("../schema/log.sql"),
        include_str!("../schema/record.sql"),
        include_str!("../schema/acknowledged.sql"),
        include_str!("../schema/feed.sql"),
        include_str!("../schema/meta.sql"),
        include_str!("../schema/quarantine.sql"),
        include_str!("../schema/draft_autosave.sql"),
        include_str!("../schema/projection.sql"),
    ],
    &[include_str!("../schema/erased.sql")],
    &[include_str!("../schema/withdrawn.sql")],
    &[include_str!("../schema/photo.sql")],
    &[include_str!("../schema/erased_subject.sql")],
];

/// The version of the tables that this program writes.
pub const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;

/// Brings a database to [`SCHEMA_VERSION`], all or nothing.
pub(super) fn up(connection: &Connection) -> rusqlite::Result<()> {
    let found: i64 = connection.query_row("pragma user_version", [], |row| row.get(0))?;
    let missing = MIGRATIONS.get(usize::try_from(found).unwrap_or(0)..).unwrap_or_default();
    if missing.is_empty() {
        return Ok(());
    }
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Exclusive)?;
    for script in missing.iter().copied().flatten() {
        transaction.execute_batch(script)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    transaction.commit()
}

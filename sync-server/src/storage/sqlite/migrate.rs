//! The schema, as steps that are never changed once they have been released.

use rusqlite::{Connection, TransactionBehavior};

use crate::storage::StorageError;

const STEPS: &[&[&str]] = &[
    &[
        include_str!("schema/record.sql"),
        include_str!("schema/record_key.sql"),
        include_str!("schema/feed.sql"),
        include_str!("schema/enrolment.sql"),
        include_str!("schema/code.sql"),
        include_str!("schema/value.sql"),
    ],
    &[include_str!("schema/arrival.sql")],
    &[include_str!("schema/erased.sql")],
    &[include_str!("schema/release.sql")],
    &[include_str!("schema/photo.sql")],
    &[include_str!("schema/feed_by_row.sql")],
    &[include_str!("schema/photo_held.sql")],
];

/// Takes the steps that this file has not taken yet, all or none.
pub(super) fn to_newest(connection: &mut Connection) -> Result<(), StorageError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let taken: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for table in STEPS.iter().skip(taken as usize).flat_map(|step| step.iter()) {
        transaction.execute_batch(table)?;
    }
    transaction.pragma_update(None, "user_version", taken.max(STEPS.len() as u32))?;
    Ok(transaction.commit()?)
}

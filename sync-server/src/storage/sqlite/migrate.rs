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
    &[include_str!("schema/erased_subject.sql")],
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

#[cfg(test)]
mod tests {
    use super::*;

    /// How many steps a store had taken before notes had photos too.
    const BEFORE_HELD: u32 = 6;

    #[test]
    fn photos_of_an_earlier_store_stay_under_their_cards() -> Result<(), StorageError> {
        let mut connection = Connection::open_in_memory()?;
        for table in STEPS.iter().take(BEFORE_HELD as usize).flat_map(|step| step.iter()) {
            connection.execute_batch(table)?;
        }
        connection.pragma_update(None, "user_version", BEFORE_HELD)?;
        let (card, hash, bytes) = ([7u8; 16], [8u8; 32], b"a photo".to_vec());
        let keep = "insert into photo (card, hash, bytes) values (?1, ?2, ?3)";
        connection.execute(keep, (card, hash, &bytes))?;
        for _ in 0..2 {
            to_newest(&mut connection)?;
            let sql = "select fair, id, hash, bytes from photo_held";
            let held: (String, [u8; 16], [u8; 32], Vec<u8>) =
                connection.query_row(sql, [], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })?;
            assert_eq!(held, (String::new(), card, hash, bytes.clone()));
        }
        Ok(())
    }
}

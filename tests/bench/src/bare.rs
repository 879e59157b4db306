//! What cannot be avoided, and nothing else.

use ledger::RawRecord;
use rusqlite::Connection;

use crate::cost::Cost;
use crate::day::Day;

/// Reads every record and checks its signature and its parts.
pub fn verify(day: &Day) -> Cost {
    let raws: Vec<Vec<u8>> = day.records.iter().map(ledger::Record::encode).collect();
    Cost::of(raws.len(), || {
        for raw in &raws {
            let raw = RawRecord::decode(raw).expect("it was signed here");
            raw.verify(&day.key).expect("it was signed here");
        }
    })
}

/// Writes every record's bytes under its position into an encrypted database, a transaction a frame, as
/// safely as laptop and server do.
pub fn write(day: &Day) -> anyhow::Result<Cost> {
    let folder = tempfile::tempdir()?;
    sqlcipher::ready()?;
    let mut database = Connection::open(folder.path().join("bare.db"))?;
    database.execute_batch(
        "pragma key = 'bare'; pragma journal_mode = wal; pragma synchronous = full;
         create table record (seq integer primary key, bytes blob not null) strict",
    )?;
    let raws: Vec<(u64, Vec<u8>)> =
        day.records.iter().map(|record| (record.envelope().seq.0, record.encode())).collect();
    let mut rest = raws.as_slice();
    let mut result = Ok(());
    let cost = Cost::of(raws.len(), || {
        for frame in &day.frames {
            let (now, later) = rest.split_at(frame.len());
            rest = later;
            if let Err(error) = insert(&mut database, now) {
                result = Err(error);
            }
        }
    });
    result?;
    Ok(cost)
}

fn insert(database: &mut Connection, raws: &[(u64, Vec<u8>)]) -> rusqlite::Result<()> {
    let transaction = database.transaction()?;
    let mut insert = transaction.prepare_cached("insert into record (seq, bytes) values (?, ?)")?;
    for (seq, bytes) in raws {
        insert.execute((i64::try_from(*seq).expect("a small position"), bytes))?;
    }
    drop(insert);
    transaction.commit()
}

//! What cannot be avoided, and nothing else.

use ledger::RawRecord;
use rusqlite::Connection;

use crate::booth::Booth;
use crate::cost::Cost;

/// Reads every record and checks its signature and its parts, one by one.
pub fn verify(booth: &Booth<'_>) -> Cost {
    let mut cost = Cost::NOTHING;
    for chain in &booth.chains {
        let raws: Vec<Vec<u8>> = chain.records.iter().map(ledger::Record::encode).collect();
        let opened = chain.laptop.desk.opened().expect("an open workspace");
        let key = opened.workspace().signer().public();
        cost = cost.beside(Cost::of(raws.len(), || {
            for raw in &raws {
                let raw = RawRecord::decode(raw).expect("it was signed here");
                raw.verify(&key).expect("it was signed here");
            }
        }));
    }
    cost
}

/// Writes every record's bytes under its position into an encrypted database, a transaction a frame, as
/// safely as laptop and server do.
pub fn write(booth: &Booth<'_>) -> anyhow::Result<Cost> {
    let folder = tempfile::tempdir()?;
    sqlcipher::ready()?;
    let mut database = Connection::open(folder.path().join("bare.db"))?;
    database.execute_batch(
        "pragma key = 'bare'; pragma journal_mode = wal; pragma synchronous = full;
         create table record (seq integer primary key, bytes blob not null) strict",
    )?;
    let mut result = Ok(());
    let mut cost = Cost::NOTHING;
    for chain in &booth.chains {
        let raws: Vec<Vec<u8>> = chain.records.iter().map(ledger::Record::encode).collect();
        let frames: Vec<usize> = chain.frames().iter().map(protocol::RawRecords::len).collect();
        let mut rest = raws.as_slice();
        cost = cost.beside(Cost::of(raws.len(), || {
            for frame in frames {
                let (now, later) = rest.split_at(frame);
                rest = later;
                if let Err(error) = insert(&mut database, now) {
                    result = Err(error);
                }
            }
        }));
    }
    result?;
    Ok(cost)
}

fn insert(database: &mut Connection, raws: &[Vec<u8>]) -> rusqlite::Result<()> {
    let transaction = database.transaction()?;
    let mut insert = transaction.prepare_cached("insert into record (bytes) values (?)")?;
    for bytes in raws {
        insert.execute([bytes])?;
    }
    drop(insert);
    transaction.commit()
}

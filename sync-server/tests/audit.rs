//! Whoever changes, takes out, moves or cuts off anything in the store is found out.

mod common;

use std::path::Path;

use common::{Company, Lead, TestRandom, at};
use domain::CardId;
use facts::Fact;
use ledger::{RawRecord, RecordId};
use rusqlite::{Connection, params};
use sync_server::audit::{Audit, Finding, audit};
use sync_server::storage::{SqliteStorage, Storage};
use sync_server::{Folder, Random};

/// A company that has had an evening, its server stopped.
async fn after_an_evening() -> Company {
    let mut company = Company::start().await;
    let [mut wang, mut li, mut lin] = company.laptops(["wangfang", "liqiang", "linguodong"]).await;
    company.clock.set(at("10:00"));
    let first = wang.capture(Lead::HUASHENG);
    li.capture(Lead {
        company: "深圳北斗导航有限公司", phone: "13900139002", ..Lead::HUASHENG
    });
    wang.sync().await;
    company.clock.set(at("18:00"));
    li.hand_in_to(&mut lin);
    company.clock.set(at("20:00"));
    lin.assign(first, "wangfang");
    lin.seal("2026-03-12", &[first]);
    for laptop in [&mut lin, &mut li, &mut wang] {
        laptop.sync().await;
    }
    lin.sync().await;
    company.stop().await;
    company
}

/// The store as the operator sees it who has the key in his hand.
struct Store {
    storage: SqliteStorage,
    sql: Connection,
}

impl Store {
    fn open(folder: &Path) -> Self {
        let storage = Folder::new(folder).open().unwrap();
        let key = std::fs::read_to_string(folder.join("server.key")).unwrap();
        let sql = Connection::open(folder.join("ledger.db")).unwrap();
        sql.pragma_update(None, "key", format!("x'{}'", key.trim())).unwrap();
        Self { storage, sql }
    }

    fn audit(&self) -> Option<Audit> {
        audit(&*self.storage.read().unwrap(), &[]).ok()
    }

    fn rows(&self) -> Vec<(i64, Vec<u8>)> {
        let mut rows = self.sql.prepare("select row, bytes from record order by row").unwrap();
        let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    fn run(&self, sql: &str) {
        self.sql.execute_batch(sql).unwrap();
    }

    /// An audit after a deed that is undone again. Silence is the one thing that must not be.
    fn found_out(
        &self,
        what: &str,
        deed: impl FnOnce(&Connection),
        undo: impl FnOnce(&Connection),
    ) {
        deed(&self.sql);
        let clean = self.audit().is_some_and(|audit| audit.is_clean());
        assert!(!clean, "nobody noticed: {what}");
        undo(&self.sql);
    }
}

#[tokio::test]
async fn an_honest_store_is_clean() {
    let company = after_an_evening().await;
    let audit = Store::open(&company.data()).audit().unwrap();
    assert_eq!(audit.findings.into_iter().collect::<Vec<_>>(), []);
    assert!(audit.records > 30 && audit.arrivals >= audit.records, "{}", audit.records);
}

#[tokio::test]
async fn a_changed_bit_is_found_in_every_record() {
    let company = after_an_evening().await;
    let (store, random) = (Store::open(&company.data()), TestRandom::default());
    for (row, bytes) in store.rows() {
        for _ in 0..6 {
            let mut drawn = [0; 8];
            random.fill(&mut drawn);
            let bit = u64::from_be_bytes(drawn) as usize % (bytes.len() * 8);
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let set = |sql: &Connection, bytes: &[u8]| {
                sql.execute("update record set bytes = ?2 where row = ?1", params![row, bytes])
                    .unwrap();
            };
            let what = format!("bit {bit} of record {row}");
            store.found_out(&what, |sql| set(sql, &changed), |sql| set(sql, &bytes));
        }
    }
    assert!(store.audit().unwrap().is_clean(), "everything was undone");
}

#[tokio::test]
async fn a_record_that_is_taken_out_is_missed_whatever_goes_with_it() {
    let company = after_an_evening().await;
    let store = Store::open(&company.data());
    let rows = store.rows();
    let newest = rows.iter().map(|(row, _)| *row).max().unwrap();
    for (row, _) in rows {
        let begin = |sql: &Connection| {
            let deed = "create table if not exists kept_r as select * from record where 0;
                create table if not exists kept_a as select * from arrival where 0;
                create table if not exists kept_k as select * from record_key where 0;
                pragma foreign_keys = off;";
            sql.execute_batch(deed).unwrap();
            sql.execute_batch(&format!(
                "delete from kept_r; delete from kept_a; delete from kept_k;
                 insert into kept_r select * from record where row = {row};
                 insert into kept_a select * from arrival where row = {row};
                 insert into kept_k select * from record_key where row = {row};
                 delete from record_key where row = {row}; delete from record where row = {row};"
            ))
            .unwrap();
        };
        let back = |sql: &Connection| {
            sql.execute_batch(
                "insert or ignore into record select * from kept_r;
                 insert or ignore into arrival select * from kept_a;
                 insert or ignore into record_key select * from kept_k;",
            )
            .unwrap();
        };
        store.found_out(&format!("record {row} is gone"), begin, back);
        if row != newest {
            let with_arrival = |sql: &Connection| {
                begin(sql);
                sql.execute("delete from arrival where row = ?1", [row]).unwrap();
            };
            store.found_out(&format!("record {row} and its arrivals are gone"), with_arrival, back);
        }
    }
    assert!(store.audit().unwrap().is_clean(), "everything was undone");
}

#[tokio::test]
async fn another_order_is_found() {
    let company = after_an_evening().await;
    let store = Store::open(&company.data());
    let rows: Vec<i64> = store.rows().into_iter().map(|(row, _)| row).collect();
    for pair in rows.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let swap = |sql: &Connection| {
            sql.execute_batch(&format!(
                "create temp table swapped as select row, position from record where row in ({a}, {b});
                 update record set position = -row where row in ({a}, {b});
                 update record set position = (select position from swapped where row = {b}) where row = {a};
                 update record set position = (select position from swapped where row = {a}) where row = {b};
                 drop table swapped;
                 update arrival set row = case row when {a} then {b} else {a} end where row in ({a}, {b});"
            ))
            .unwrap();
        };
        store.found_out(&format!("records {a} and {b} changed places"), swap, swap);
    }
    assert!(store.audit().unwrap().is_clean(), "everything was undone");
}

#[tokio::test]
async fn an_end_that_was_cut_off_is_found_by_whoever_kept_a_checkpoint() {
    let mut company = after_an_evening().await;
    company.run(sync_server::Tls::Off).await;
    let kept = company.ledger().checkpoint().unwrap();
    company.stop().await;
    let store = Store::open(&company.data());
    let against = |store: &Store| {
        let read = store.storage.read().unwrap();
        audit(&*read, std::slice::from_ref(&kept)).unwrap()
    };
    assert!(against(&store).is_clean());
    store.run(
        "pragma foreign_keys = off;
         delete from record_key where row in (select row from record order by position desc limit 2);
         delete from record where position in (select position from record order by position desc limit 2);
         delete from arrival where position in (select position from arrival order by position desc limit 2);",
    );
    assert!(store.audit().unwrap().is_clean(), "by itself the store looks whole");
    let position = kept.claim.progress.position;
    assert!(against(&store).findings.contains(&Finding::CheckpointUnknown(position)));
}

#[tokio::test]
async fn a_record_that_was_hidden_from_the_index_is_found() {
    let company = after_an_evening().await;
    let store = Store::open(&company.data());
    store.run("delete from record_key where row in (select row from record_key limit 1 offset 40)");
    let findings = store.audit().unwrap().findings;
    assert!(findings.iter().any(|finding| matches!(finding, Finding::IndexDiffers(_))));
}

#[tokio::test]
async fn an_erasure_that_headquarters_did_not_order_is_found() {
    let company = after_an_evening().await;
    let store = Store::open(&company.data());
    let records = store
        .rows()
        .into_iter()
        .map(|(_, bytes)| RawRecord::decode(&bytes).and_then(RawRecord::already_verified).unwrap());
    let cards: Vec<(RecordId, CardId)> = records
        .filter_map(|record| match Fact::read(&record) {
            Ok(Fact::Card(card)) => Some((record.id(), card.id)),
            _ => None,
        })
        .collect();
    let (record, card) = cards[0];
    let mut write = store.storage.write().unwrap();
    assert!(write.erase(card.into()).unwrap());
    write.commit().unwrap();
    let findings = store.audit().unwrap().findings;
    assert!(findings.contains(&Finding::PartsDiffer(record)), "{findings:?}");
}

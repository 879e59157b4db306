//! A backup is one that was restored.

mod common;

use std::path::PathBuf;
use std::sync::Arc;

use common::{Company, Laptop, Lead, TestRandom, at};
use domain::CardId;
use protocol::checkpoint::Checkpoint;
use sync_server::command::{self, Backup, Subject};
use sync_server::{Folder, Tls};

fn back_up(company: &Company) -> (tempfile::TempDir, Backup) {
    let into = tempfile::tempdir().unwrap();
    let folder = Folder::new(company.data());
    let random = TestRandom::default();
    let made = command::backup(&folder, into.path(), &company.clock, &random).unwrap();
    (into, made)
}

async fn one_card(company: &Company) -> (Laptop, CardId) {
    let mut wang = company.laptop("wangfang").await;
    company.clock.set(at("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    wang.sync().await;
    (wang, card)
}

fn endings(folder: &tempfile::TempDir) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path()).unwrap();
    let mut endings: Vec<String> = entries
        .map(|entry| entry.unwrap().path().extension().unwrap().to_str().unwrap().to_owned())
        .collect();
    endings.sort();
    endings
}

#[tokio::test]
async fn a_backup_of_a_running_server_is_verified_and_laptops_are_told_how_far_it_reaches() {
    let company = Company::start().await;
    let (mut wang, _) = one_card(&company).await;
    let before = company.ledger().checkpoint().unwrap().claim.progress;
    assert_eq!(before.backed_up, 0);
    let (into, made) = back_up(&company);
    assert_eq!(made.through, before.position);
    assert_eq!(endings(&into), ["checkpoint", "fairlead-backup"], "no scratch is left behind");
    assert!(!std::fs::read(&made.file).unwrap().starts_with(b"SQLite format 3"), "encrypted");
    let request = wang.request(protocol::RawRecords::default());
    let reply = wang.exchange(&request).await;
    assert_eq!(reply.mark.unwrap().progress.backed_up, made.through);
    let key = company.data().join("server.key");
    let subject = Subject::Backup { file: &made.file, key: &key };
    let audit = command::verify(&subject, &[&made.checkpoint]).unwrap();
    assert!(audit.is_clean() && audit.records == made.records);
    assert_eq!(endings(&into), ["checkpoint", "fairlead-backup"], "an audit leaves nothing behind");
}

#[tokio::test]
async fn nothing_new_makes_no_backup_and_only_so_many_are_kept() {
    let company = Company::start().await;
    let (mut wang, _) = one_card(&company).await;
    let (into, first) = back_up(&company);
    let (folder, random) = (Folder::new(company.data()), TestRandom::default());
    let again = || command::backup_if_due(&folder, into.path(), &company.clock, &random).unwrap();
    assert_eq!(again(), None);
    company.clock.set(at("11:00"));
    wang.capture(Lead { company: "深圳北斗导航有限公司", ..Lead::HUASHENG });
    wang.sync().await;
    let second = again().unwrap();
    assert!(second.through > first.through);
    command::thin_out(into.path(), 1).unwrap();
    assert!(!first.file.exists() && second.file.exists() && second.checkpoint.exists());
}

#[tokio::test]
async fn a_store_that_was_tampered_with_makes_no_backup() {
    let company = Company::start().await;
    one_card(&company).await;
    let key = std::fs::read_to_string(company.data().join("server.key")).unwrap();
    let sql = rusqlite::Connection::open(company.data().join("ledger.db")).unwrap();
    sql.pragma_update(None, "key", format!("x'{}'", key.trim())).unwrap();
    sql.execute_batch("update arrival set parts = 0 where position = 5").unwrap();
    let into = tempfile::tempdir().unwrap();
    let folder = Folder::new(company.data());
    let refused = command::backup(&folder, into.path(), &company.clock, &TestRandom::default());
    assert!(refused.unwrap_err().to_string().contains("not good"));
    assert_eq!(endings(&into), Vec::<String>::new());
    assert_eq!(company.ledger().checkpoint().unwrap().claim.progress.backed_up, 0);
}

#[tokio::test]
async fn a_restored_backup_knows_that_it_is_one_and_keeps_what_was_there() {
    let mut company = Company::start().await;
    let (mut wang, first) = one_card(&company).await;
    let (_into, made) = back_up(&company);
    let epoch = |company: &Company| company.ledger().checkpoint().unwrap().claim.epoch;
    let before = epoch(&company);
    company.clock.set(at("11:00"));
    let second = wang.capture(Lead { company: "深圳北斗导航有限公司", ..Lead::HUASHENG });
    wang.sync().await;
    let folder = Folder::new(company.data());
    let random = TestRandom::default();
    let restore = |made: &PathBuf| command::restore(made, &folder, &company.clock, &random);
    assert!(restore(&made.file).is_err(), "a server runs here");
    company.stop().await;
    let key = std::fs::read(company.data().join("server.key")).unwrap();
    let restored = command::restore(&made.file, &folder, &company.clock, &random).unwrap();
    assert_eq!(restored.through, made.through);
    assert!(restored.before.unwrap().exists(), "nothing is deleted");
    assert_eq!(std::fs::read(company.data().join("server.key")).unwrap(), key);

    company.run(Tls::Off).await;
    wang.address = company.address().to_owned();
    assert_ne!(epoch(&company), before, "another epoch");
    let report = company.ledger().recovery().unwrap().unwrap();
    assert_eq!((report.through, report.ended_ms), (made.through, None));
    wang.sync().await;
    wang.sync().await;
    assert_eq!(company.ledger().official_number(second).unwrap(), None, "not while it recovers");
    let given = company.ledger().official_number(first).unwrap();
    assert_eq!(given, Some(1), "what the backup holds is as it was");
    let clock: Arc<dyn sync_server::Clock> = Arc::new(company.clock.clone());
    let ended = command::recovery(&folder, true, clock, Arc::new(TestRandom::default())).unwrap();
    assert!(ended.unwrap().ended_ms.is_some());
    assert_eq!(company.ledger().official_number(second).unwrap(), Some(2));
    let audit = command::verify(&Subject::Folder(&folder), &[&made.checkpoint]).unwrap();
    assert!(audit.is_clean(), "{:?}", audit.findings);
}

#[tokio::test]
async fn a_damaged_backup_is_not_restored_and_everything_stays() {
    let mut company = Company::start().await;
    one_card(&company).await;
    let (_into, made) = back_up(&company);
    company.stop().await;
    let mut bytes = std::fs::read(&made.file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&made.file, bytes).unwrap();
    let store = std::fs::read(company.data().join("ledger.db")).unwrap();
    let (folder, random) = (Folder::new(company.data()), TestRandom::default());
    assert!(command::restore(&made.file, &folder, &company.clock, &random).is_err());
    assert_eq!(std::fs::read(company.data().join("ledger.db")).unwrap(), store);
    let checkpoint = Checkpoint::decode(&std::fs::read(&made.checkpoint).unwrap()).unwrap();
    assert_eq!(checkpoint.claim.progress.position, made.through);
}

//! Creating, opening, and every reason why a file does not open.

mod support;

use std::fs;
use std::path::Path;

use store::{DbKey, OpenError, SCHEMA_VERSION, Store};
use support::{Device, KEY, Place, lead};

fn key() -> DbKey {
    DbKey::new(KEY)
}

fn refused(path: &Path, key: &DbKey) -> OpenError {
    let before = fs::read(path).ok();
    let error = Store::open(path, key).expect_err("refused");
    assert_eq!(fs::read(path).ok(), before, "a refusal changes nothing");
    error
}

#[test]
fn what_was_written_is_there_after_reopening() {
    let place = Place::new();
    let cards = Device::new(1).cards(3);
    place.ingest(&cards.iter().collect::<Vec<_>>());
    place.store.write(|tx| tx.put_meta("name", b"value")).expect("meta");
    let place = place.reopened();
    assert_eq!(place.store.count_records().expect("count"), 3);
    assert_eq!(place.store.meta("name").expect("meta"), Some(b"value".to_vec()));
}

#[test]
fn nothing_on_disk_is_in_the_clear() {
    const PLANTED: &str = "planted-secret-种下的秘密";
    let place = Place::new();
    let record = Device::new(1).card(1, PLANTED);
    place.ingest(&[&record]);
    place.put(&[lead(1, PLANTED)]);
    place
        .store
        .write(|tx| {
            tx.put_meta("secret", PLANTED.as_bytes())?;
            tx.put_autosave("capture", PLANTED)?;
            tx.quarantine(PLANTED.as_bytes(), PLANTED, 0)
        })
        .expect("writes");
    place.index_all();
    let check_files = |expected: usize| {
        let files: Vec<_> = fs::read_dir(place.folder.path()).expect("the folder").collect();
        let names: Vec<_> = files.iter().map(|f| f.as_ref().expect("a file").file_name()).collect();
        assert_eq!(names.len(), expected, "{names:?}");
        for file in files {
            let path = file.expect("a file").path();
            let bytes = fs::read(&path).expect("its bytes");
            for plain in [PLANTED.as_bytes(), b"planted", b"create table", b"SQLite format"] {
                let found = bytes.windows(plain.len()).any(|window| window == plain);
                assert!(!found, "{} shows {:?}", path.display(), String::from_utf8_lossy(plain));
            }
        }
    };
    check_files(4); // The database, its log, its shared memory, its lock.
    let found =
        place.raw().query_row("select count(*) from record", [], |row| row.get::<_, i64>(0));
    assert_eq!(found.expect("with the key it reads"), 1);
}

#[test]
fn a_second_opener_is_refused_until_the_first_has_gone() {
    let place = Place::new();
    assert!(matches!(refused(&place.path(), &key()), OpenError::InUse));
    let place = place.reopened();
    assert!(matches!(refused(&place.path(), &key()), OpenError::InUse));
}

#[test]
fn a_wrong_key_is_told_and_changes_nothing() {
    let place = Place::new();
    place.ingest(&[&Device::new(1).card(1, "x")]);
    let Place { folder, store } = place;
    drop(store);
    let path = folder.path().join("workspace.db");
    let error = refused(&path, &DbKey::new([8; 32]));
    assert!(matches!(error, OpenError::WrongKey), "{error:?}");
    assert_eq!(
        Store::open(&path, &key()).expect("the right key").count_records().expect("count"),
        1
    );
}

#[test]
fn a_wrong_key_loses_nothing_that_a_crash_left_in_the_log() {
    let place = Place::new();
    place.ingest(&Device::new(1).cards(5).iter().collect::<Vec<_>>());
    // As after a power cut: the database and its log, and nobody has closed them.
    let folder = tempfile::tempdir().expect("a folder");
    for suffix in ["", "-wal"] {
        let name = format!("workspace.db{suffix}");
        fs::copy(place.folder.path().join(&name), folder.path().join(&name)).expect("a copy");
    }
    let path = folder.path().join("workspace.db");
    let log = fs::read(folder.path().join("workspace.db-wal")).expect("the log");
    assert!(!log.is_empty());
    assert!(matches!(refused(&path, &DbKey::new([8; 32])), OpenError::WrongKey));
    assert_eq!(fs::read(folder.path().join("workspace.db-wal")).expect("the log"), log);
    assert_eq!(
        Store::open(&path, &key()).expect("the right key").count_records().expect("count"),
        5
    );
}

#[test]
fn a_file_that_is_no_workspace_is_told_from_a_wrong_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("workspace.db");
    assert!(matches!(Store::open(&path, &key()), Err(OpenError::Missing)));

    for bytes in [Vec::new(), b"hello".to_vec(), vec![0x61; 4097]] {
        fs::write(&path, bytes).expect("a file");
        assert!(matches!(refused(&path, &key()), OpenError::NotOurs));
    }

    fs::remove_file(&path).expect("removed");
    let plain = rusqlite::Connection::open(&path).expect("a plain database");
    plain.execute_batch("create table other (a)").expect("a table");
    drop(plain);
    assert!(matches!(refused(&path, &key()), OpenError::NotOurs));

    fs::remove_file(&path).expect("removed");
    let foreign = support::raw(&path);
    foreign.execute_batch("create table other (a)").expect("a table");
    drop(foreign);
    assert!(matches!(refused(&path, &key()), OpenError::NotOurs));
}

#[test]
fn a_newer_schema_is_left_alone() {
    let place = Place::new();
    place.raw().pragma_update(None, "user_version", SCHEMA_VERSION + 1).expect("a newer version");
    let Place { folder, store } = place;
    drop(store);
    let error = refused(&folder.path().join("workspace.db"), &key());
    let OpenError::NewerSchema { found, known } = error else { panic!("{error:?}") };
    assert_eq!((found, known), (SCHEMA_VERSION + 1, SCHEMA_VERSION));
}

#[test]
fn creating_never_overwrites() {
    let place = Place::new();
    let Place { folder, store } = place;
    drop(store);
    let path = folder.path().join("workspace.db");
    let before = fs::read(&path).expect("the file");
    assert!(matches!(Store::create(&path, &key()), Err(OpenError::AlreadyThere)));
    assert_eq!(fs::read(&path).expect("the file"), before);
}

#[test]
fn what_a_crash_left_of_a_creation_is_in_nobodys_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("workspace.db");
    fs::write(folder.path().join("workspace.db-new"), b"half a database").expect("a leftover");
    assert!(Store::create(&path, &key()).is_ok());
    assert!(!folder.path().join("workspace.db-new").exists());
}

#[test]
fn a_place_is_taken_by_one_and_a_failure_leaves_it_vacant() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("workspace.db");
    let place = Store::reserve(&path).expect("a place");
    assert!(matches!(Store::reserve(&path), Err(OpenError::InUse)));
    assert!(matches!(Store::create(&path, &key()), Err(OpenError::InUse)));
    let failed = place.create(&key(), |tx| {
        tx.put_meta("half", b"written")?;
        Err(store::Error::DiskFull)
    });
    assert!(matches!(failed, Err(OpenError::Database(store::Error::DiskFull))), "{failed:?}");
    assert!(place.is_vacant().expect("a place"));
    assert!(!folder.path().join("workspace.db-new").exists());

    let made = place.create(&key(), |tx| tx.put_meta("all", b"written")).expect("a store");
    assert_eq!(made.meta("all").expect("a read"), Some(b"written".to_vec()));
    assert_eq!(made.meta("half").expect("a read"), None);
    drop((made, place));
    assert!(matches!(Store::reserve(&path), Err(OpenError::AlreadyThere)));
    assert!(Store::open(&path, &key()).is_ok());
}

#[test]
fn a_database_that_kept_the_name_it_was_made_under_loses_it() {
    let Place { folder, store } = Place::new();
    drop(store);
    let (path, fresh) =
        (folder.path().join("workspace.db"), folder.path().join("workspace.db-new"));
    fs::hard_link(&path, &fresh).expect("a second name");
    assert!(Store::open(&path, &key()).is_ok());
    assert!(path.exists() && !fresh.exists());
}

#[test]
fn a_closed_store_is_one_file() {
    let Place { folder, store } = Place::new();
    drop(store);
    let names = fs::read_dir(folder.path()).expect("the folder");
    let mut names: Vec<_> = names.map(|file| file.expect("a file").file_name()).collect();
    names.sort();
    assert_eq!(names, ["workspace.db", "workspace.db-lock"]);
}

#[test]
fn every_connection_writes_safely() {
    let place = Place::new();
    assert_eq!(place.dump("pragma journal_mode"), ["Text([119, 97, 108])"]);
    assert!(place.store.faults().expect("a check").is_empty());
}

#[test]
fn a_flipped_byte_is_found() {
    let place = Place::new();
    place.ingest(&Device::new(1).cards(50).iter().collect::<Vec<_>>());
    let Place { folder, store } = place;
    drop(store);
    let path = folder.path().join("workspace.db");
    let mut bytes = fs::read(&path).expect("the file");
    let at = bytes.len() - 2_000;
    bytes[at] ^= 1;
    fs::write(&path, bytes).expect("the file");
    let store = Store::open(&path, &key()).expect("its first page is whole");
    assert!(store.faults().map_or(true, |faults| !faults.is_empty()));
}

#[test]
fn reading_goes_on_while_somebody_writes() {
    let place = Place::new();
    let record = Device::new(1).card(1, "x");
    let counted: Result<u64, store::Error> = place.store.write(|tx| {
        tx.ingest(&record)?;
        assert_eq!(tx.count_records()?, 1, "a transaction sees what it wrote");
        place.store.count_records()
    });
    assert_eq!(counted.expect("both"), 0, "others see it when it is committed");
    assert_eq!(place.store.count_records().expect("count"), 1);
}

#[test]
fn a_store_is_shared_between_threads() {
    let place = Place::new();
    std::thread::scope(|scope| {
        for n in 1..=4 {
            let store = &place.store;
            scope.spawn(move || {
                for record in Device::new(n).cards(20) {
                    store.write(|tx| tx.ingest(&record)).expect("a record");
                    store.heads_contiguous().expect("heads");
                }
            });
        }
    });
    assert_eq!(place.store.count_records().expect("count"), 80);
}

//! Other programs that meddle with the file: virus scanners, backups, cloud drives.

mod support;

use std::fs;

use store::{DbKey, Error, Store};
use support::{Device, KEY, Place};

#[test]
fn a_file_that_another_program_holds_is_said_to_be_held_and_nothing_is_lost() {
    let place = Place::new();
    let cards = Device::new(1).cards(2);
    place.ingest(&[&cards[0]]);
    let foreign = place.raw();
    foreign.execute_batch("begin immediate").expect("it takes the file");
    let refused = place.store.write(|tx| tx.ingest(&cards[1]).map(drop));
    assert!(matches!(refused, Err(Error::Locked)), "{refused:?}");
    assert_eq!(place.store.count_records().expect("reading goes on"), 1);
    foreign.execute_batch("rollback").expect("it lets go");
    place.ingest(&[&cards[1]]);
    assert_eq!(place.reopened().store.count_records().expect("count"), 2);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_put_back_to_an_older_copy_while_it_is_open_is_noticed_and_not_mixed() {
    let place = Place::new();
    let cards = Device::new(1).cards(3);
    place.ingest(&[&cards[0]]);
    let place = place.reopened();
    let older = place.folder.path().join("older");
    place.raw().execute_batch("pragma wal_checkpoint(truncate)").expect("one file");
    fs::copy(place.path(), &older).expect("a copy in the cloud");
    // It goes on into the file and its log, so that the log alone is no whole.
    place.ingest(&[&cards[1]]);
    place.raw().execute_batch("pragma wal_checkpoint(truncate)").expect("one file");
    place.store.write(|tx| tx.put_meta("name", b"value")).expect("in the log");
    fs::rename(&older, place.path()).expect("put back");
    let refused = place.store.write(|tx| tx.ingest(&cards[2]).map(drop));
    assert!(matches!(refused, Err(Error::Replaced)), "{refused:?}");
    let again = place.store.write(|tx| tx.put_meta("name", b"value"));
    assert!(matches!(again, Err(Error::Replaced)), "and nothing is written any more");

    // The older copy is whole, and older: what it lacks comes back from those who hold it.
    let Place { folder, store } = place;
    drop(store);
    let store = Store::open(folder.path().join("workspace.db"), &DbKey::new(KEY)).expect("whole");
    assert_eq!(store.faults().expect("looked through"), Vec::<String>::new());
    assert_eq!(store.count_records().expect("count"), 1);
    assert_eq!(store.meta("name").expect("meta"), None);
}

#[test]
fn a_file_that_is_gone_takes_nothing_more() {
    let place = Place::new();
    let cards = Device::new(1).cards(1);
    if fs::rename(place.path(), place.folder.path().join("moved")).is_err() {
        // This system does not let anybody take an open file away.
        return;
    }
    let refused = place.store.write(|tx| tx.ingest(&cards[0]).map(drop));
    assert!(matches!(refused, Err(Error::Replaced)), "{refused:?}");
}

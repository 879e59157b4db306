//! A database file that is not what it should be: told apart, and nothing is touched.

use std::fs;
use std::path::PathBuf;

use exchange_tests::{Company, Laptop, Lead, PASSPHRASE, on};
use serde_json::{Value, json};

/// A laptop with a card on it, locked, and its database file.
fn locked(company: &Company, person: &str) -> (Laptop, PathBuf) {
    let laptop = company.laptop(person);
    company.time.set(on("10:00"));
    laptop.capture(Lead::HUASHENG);
    laptop.done("lock", Value::Null);
    let files =
        fs::read_dir(&laptop.folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let database = files.into_iter().find(|file| file.extension().is_some_and(|end| end == "db"));
    (laptop, database.expect("a database"))
}

/// Unlocks, and says with which code that fails; what lies there must be as it was.
fn fails_to_open(laptop: &Laptop, database: &PathBuf) -> String {
    let before = fs::read(database).expect("the file");
    let failure = laptop.fails("unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(fs::read(database).expect("the file"), before, "nothing is touched");
    failure.code
}

#[test]
fn a_file_that_is_none_of_ours_is_called_foreign() {
    let company = Company::start();
    let (laptop, database) = locked(&company, "wangfang");
    let ours = fs::read(&database).expect("the file");
    for foreign in [&b"SQLite format 3\0 and so on"[..], b"", b"PK a letter to the tax office"] {
        fs::write(&database, foreign).expect("written");
        assert_eq!(fails_to_open(&laptop, &database), "unlock.foreign");
    }
    fs::write(&database, ours).expect("written");
    laptop.done("unlock", json!({ "passphrase": PASSPHRASE }));
}

#[test]
fn another_laptops_file_does_not_open_and_both_stay_whole() {
    let company = Company::start();
    let (wang, database) = locked(&company, "wangfang");
    let (_li, other) = locked(&company, "liqiang");
    let ours = fs::read(&database).expect("the file");
    fs::copy(&other, &database).expect("copied");
    assert_eq!(fails_to_open(&wang, &database), "unlock.other_file");
    fs::write(&database, ours).expect("written");
    wang.done("unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(wang.unsent(), 1, "the card is there, and unsent");
}

#[test]
fn a_damaged_page_is_called_damage() {
    let company = Company::start();
    let (laptop, database) = locked(&company, "wangfang");
    let ours = fs::read(&database).expect("the file");
    let mut damaged = ours.clone();
    damaged[4096..].iter_mut().for_each(|byte| *byte ^= 0x55);
    fs::write(&database, damaged).expect("written");
    assert_eq!(fails_to_open(&laptop, &database), "unlock.damaged");
    fs::write(&database, ours).expect("written");
    laptop.done("unlock", json!({ "passphrase": PASSPHRASE }));
}

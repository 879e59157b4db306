//! Enrolling: once on a place, whoever else asks there at the same moment, and wherever it was cut off.

use std::collections::BTreeSet;
use std::path::Path;

use app::Failure;
use exchange_tests::{Company, Laptop, Lead, PASSPHRASE, enrolment, on};
use serde_json::{Value, json};

const VAULT: &str = "workspace.vault";
const DATABASE: &str = "workspace.db";

/// Two calls that begin together.
fn at_once<T: Send>(one: impl FnOnce() -> T + Send, other: impl FnOnce() -> T + Send) -> [T; 2] {
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = scope.spawn(other);
        [one.join().expect("an answer"), other.join().expect("an answer")]
    })
}

fn refused_clearly(answer: &Result<Value, Failure>) {
    let code = &answer.as_ref().expect_err("a second enrolment").code;
    assert!(["enrol.exists", "unlock.in_use"].contains(&code.as_str()), "{code}");
}

/// What is signed on a laptop is there again after it was locked.
fn keeps_what_is_signed(laptop: &Laptop) {
    let card = laptop.capture(Lead::HUASHENG);
    laptop.done("lock", Value::Null);
    assert_eq!(laptop.done("status", Value::Null)["state"], "locked");
    laptop.done("unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(laptop.holds(&card), Some(true));
    laptop.sync();
}

fn state(laptop: &Laptop) -> Value {
    laptop.done("status", Value::Null)["state"].clone()
}

fn names_in(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn of_two_windows_on_one_place_one_enrols_and_loses_nothing() {
    let company = Company::start();
    company.time.set(on("10:00"));
    for _ in 0..4 {
        let wang = company.blank_laptop("wangfang");
        let handle = company.runtime().handle().clone();
        let li = Laptop::new("liqiang", &wang.folder, &company.time, handle);
        let codes = [company.code("wangfang"), company.code("liqiang")];
        let answers = at_once(
            || wang.call("enrol", enrolment(&codes[0])),
            || li.call("enrol", enrolment(&codes[1])),
        );
        let won = answers.iter().position(Result::is_ok).expect("one of them");
        refused_clearly(&answers[1 - won]);
        keeps_what_is_signed([&wang, &li][won]);
        // Nobody asked the server in vain: the other code lets its owner in elsewhere.
        company.blank_laptop("elsewhere").enrol(&codes[1 - won]);
    }
}

#[test]
fn a_button_pressed_twice_enrols_once() {
    let company = Company::start();
    company.time.set(on("10:00"));
    for _ in 0..4 {
        let wang = company.blank_laptop("wangfang");
        let code = company.code("wangfang");
        let press = || wang.call("enrol", enrolment(&code));
        let answers = at_once(press, press);
        let won = answers.iter().position(Result::is_ok).expect("one of them");
        refused_clearly(&answers[1 - won]);
        keeps_what_is_signed(&wang);
        let again = wang.fails("enrol", enrolment(&company.code("wangfang")));
        assert_eq!(again.code, "enrol.exists");
    }
}

/// A whole workspace, closed; its vault and its database.
fn whole(company: &Company) -> [Vec<u8>; 2] {
    let laptop = company.blank_laptop("wangfang");
    laptop.enrol(&company.code("wangfang"));
    laptop.done("lock", Value::Null);
    [VAULT, DATABASE].map(|name| std::fs::read(laptop.folder.join(name)).expect("a file"))
}

#[test]
fn wherever_enrolling_was_cut_off_the_next_try_works() {
    let company = Company::start();
    company.time.set(on("10:00"));
    let [vault, database] = &whole(&company);
    let half = &database[..database.len() / 2];
    let cut: [&[(&str, &[u8])]; 6] = [
        &[("workspace.db-lock", b"")],
        &[("workspace.db-lock", b""), ("workspace.vault.0a1b2c3d.new", &vault[..20])],
        &[("workspace.db-lock", b""), (VAULT, vault)],
        &[(VAULT, vault), ("workspace.vault.0a1b2c3d.new", vault)],
        &[(VAULT, vault), ("workspace.db-new", half), ("workspace.db-new-journal", half)],
        &[(VAULT, vault), ("workspace.db-new", database)],
    ];
    for files in cut {
        let laptop = company.blank_laptop("wangfang");
        std::fs::create_dir_all(&laptop.folder).expect("a folder");
        for (name, bytes) in files {
            std::fs::write(laptop.folder.join(name), bytes).expect("a file");
        }
        let left = names_in(&laptop.folder);
        assert_eq!(state(&laptop), "none", "{left:?}");
        let enrolled = laptop.call("enrol", enrolment(&company.code("wangfang")));
        assert!(enrolled.is_ok(), "{left:?}: {enrolled:?}");
        keeps_what_is_signed(&laptop);
    }
}

#[test]
fn a_database_that_is_in_place_is_a_whole_workspace() {
    let company = Company::start();
    company.time.set(on("10:00"));
    let [vault, database] = whole(&company);
    let laptop = company.blank_laptop("wangfang");
    std::fs::create_dir_all(&laptop.folder).expect("a folder");
    std::fs::write(laptop.folder.join(VAULT), vault).expect("a vault");
    std::fs::write(laptop.folder.join(DATABASE), database).expect("a database");
    assert_eq!(state(&laptop), "locked");
    laptop.done("unlock", json!({ "passphrase": PASSPHRASE }));
    keeps_what_is_signed(&laptop);
}

#[test]
fn a_vault_that_was_there_before_is_kept() {
    let company = Company::start();
    company.time.set(on("10:00"));
    let laptop = company.blank_laptop("wangfang");
    std::fs::create_dir_all(&laptop.folder).expect("a folder");
    std::fs::write(laptop.folder.join(VAULT), "somebody's only key").expect("a file");
    laptop.enrol(&company.code("wangfang"));
    let kept = std::fs::read(laptop.folder.join("workspace.vault.old-1")).expect("kept");
    assert_eq!(kept, b"somebody's only key");
    keeps_what_is_signed(&laptop);
}

#[test]
fn a_refusal_leaves_a_place_where_enrolling_works() {
    let company = Company::start();
    company.time.set(on("10:00"));
    let laptop = company.blank_laptop("wangfang");
    let used = company.code("wangfang");
    company.blank_laptop("wangfang").enrol(&used);
    assert_eq!(laptop.fails("enrol", enrolment(&used)).code, "enrol.refused");
    let left = names_in(&laptop.folder);
    assert!(left.iter().all(|name| name == "workspace.db-lock"), "{left:?}");
    laptop.enrol(&company.code("wangfang"));
    keeps_what_is_signed(&laptop);
}

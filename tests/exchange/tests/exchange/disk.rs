//! Disks that are full, and files that other programs put back.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use exchange_tests::{Company, Laptop, Lead, PASSPHRASE, Phone, on};
use serde_json::{Value, json};

/// Where the small disk is, for the test that runs on it.
const SMALL_DISK: &str = "FAIRLEAD_SMALL_DISK";
/// Enough for a workspace, and soon full.
const SMALL_DISK_SIZE: &str = "size=6m";

/// Plays the story below on a real disk of a few megabytes, which this very program mounts where nobody else
/// sees it. Where the system lets nobody do that, it says so and shows nothing.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_says_so_at_once_and_loses_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    let mounting = format!("mount -t tmpfs -o {SMALL_DISK_SIZE} tmpfs \"$0\"");
    let mut unshare = Command::new("unshare");
    unshare.args(["--user", "--map-root-user", "--mount", "sh", "-c"]);
    let mut tried = Command::new("unshare");
    tried.args(["--user", "--map-root-user", "--mount", "sh", "-c", &mounting]).arg(place.path());
    if !tried.status().is_ok_and(|status| status.success()) {
        eprintln!("nobody may mount a disk here");
        return;
    }
    let playing = unshare
        .arg(format!("{mounting} && exec \"$@\""))
        .arg(place.path())
        .arg(std::env::current_exe().expect("the tests' own program"))
        .args(["--exact", "disk::on_the_small_disk", "--ignored", "--nocapture"])
        .env(SMALL_DISK, place.path())
        .output()
        .expect("started");
    let said = String::from_utf8_lossy(&playing.stdout);
    let complained = String::from_utf8_lossy(&playing.stderr);
    assert!(playing.status.success() && said.contains("1 passed"), "{said}\n{complained}");
}

/// A file that takes all the room that is left.
fn fill(disk: &Path) -> std::path::PathBuf {
    let ballast = disk.join("ballast");
    let mut file = fs::File::create(&ballast).expect("a file");
    let mut chunk = vec![0; 64 * 1024];
    while !chunk.is_empty() {
        while file.write(&chunk).is_ok_and(|written| written > 0) {}
        chunk.truncate(chunk.len() / 2);
    }
    ballast
}

#[test]
#[ignore = "runs on a disk that the test above makes"]
fn on_the_small_disk() {
    let disk = std::path::PathBuf::from(std::env::var(SMALL_DISK).expect("a small disk"));
    let company = Company::start();
    let wang = company.laptop_in("wangfang", &disk.join("wangfang"));
    wang.enrol(&company.code("wangfang"));
    let lin = company.laptop("linguodong");
    wang.sync();
    lin.sync();
    company.time.set(on("10:00"));
    wang.capture(Lead::DINGLI);
    wang.sync();
    // For her to take: what the supervisor answers, and what the server has for her.
    let stick = company.stick();
    let written = wang.done("hand_in_file", json!({ "fair": "F1", "folder": stick }));
    let taken = lin.done("take_file", json!({ "path": written["path"] }));
    let answer = json!({ "path": taken["answer"]["path"] });
    lin.sync();

    let ballast = fill(&disk);
    // The log has room for a few that go into its old pages.
    let mut saved = Vec::new();
    let mut n = 0;
    let failure = loop {
        n += 1;
        assert!(n < 5_000, "the disk is never full");
        let mut form = Lead::HUASHENG.form();
        (form["company"], form["phone"]) = (json!(format!("第{n}号满盘公司")), json!(""));
        match wang.call("card_sign", form) {
            Ok(signed) => saved.push(signed["card"].as_str().expect("a card").to_owned()),
            Err(failure) => break failure,
        }
    };
    assert_eq!(failure.code, "store.full", "said at once: {failure}");
    let count = wang.count();
    for _ in 0..3 {
        assert_eq!(wang.fails("card_sign", Lead::HUASHENG.form()).code, "store.full");
        assert_eq!(wang.fails("take_file", answer.clone()).code, "store.full");
        assert_eq!(wang.sync_fails(), "store.full");
    }
    let phone = Phone::at(&wang, 1);
    let form = phone.open();
    let typed = [("person", "刘洁"), ("phone", "13800138001"), ("consent", "yes")];
    let refused = phone.send(&form, &typed);
    assert_eq!((refused.status, refused.value("person")), (503, "刘洁"), "a visitor is told too");
    assert_eq!(wang.count(), count, "nothing of what failed is kept");
    // What was said to be saved is there, also for whoever opens it now.
    for card in &saved {
        assert_eq!(wang.holds(card), Some(true));
    }

    fs::remove_file(ballast).expect("room again");
    assert_eq!(phone.send(&form, &typed).status, 303);
    let card = wang.capture(Lead::HUASHENG);
    wang.done("take_file", answer);
    wang.sync();
    assert_eq!(wang.unsent(), 0);
    wang.done("lock", Value::Null);
    wang.done("unlock", json!({ "passphrase": PASSPHRASE }));
    for card in saved.iter().chain([&card]) {
        assert_eq!(wang.holds(card), Some(true));
    }
    let opened = wang.desk.opened().expect("open");
    let faults = opened.workspace().store().faults().expect("looked through");
    assert_eq!(faults, Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_workspace_that_a_cloud_drive_puts_back_is_noticed_and_what_it_lost_comes_back() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    company.time.set(on("09:00"));
    // Locked over night: one file, of which the cloud takes a copy.
    wang.done("lock", Value::Null);
    let database = wang.folder.join("workspace.db");
    let copy = wang.folder.join("copy");
    fs::copy(&database, &copy).expect("a copy in the cloud");
    wang.done("unlock", json!({ "passphrase": PASSPHRASE }));
    company.time.set(on("10:00"));
    let sent = wang.capture(Lead::HUASHENG);
    wang.sync();
    fs::rename(&copy, &database).expect("put back");

    assert_eq!(wang.fails("card_sign", Lead::DINGLI.form()).code, "store.replaced");
    assert_eq!(wang.sync_fails(), "store.replaced");
    // As she is told: closed and opened again.
    wang.done("lock", Value::Null);
    reopened(&wang);
    assert_eq!(wang.holds(&sent), None, "the copy is older");
    let again = wang.capture(Lead::DINGLI);
    wang.sync();
    assert_eq!(wang.holds(&sent), Some(true), "what had been sent came back");
    let notices = wang.done("notices", Value::Null);
    assert_eq!(notices[0]["event"], "wentOnElsewhere");
    lin.sync();
    for card in [&sent, &again] {
        assert_eq!(lin.holds(card), Some(true));
    }
}

/// Opened once nobody is at work in it any more.
#[cfg(unix)]
fn reopened(laptop: &Laptop) {
    exchange_tests::wait_for(|| laptop.call("unlock", json!({ "passphrase": PASSPHRASE })).ok());
}

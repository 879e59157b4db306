//! A laptop whose own past is not what it remembers: put back to a backup, copied, or damaged on its
//! disk. It goes on working under a new chain, gets back what it lost, and its person is told.

use std::path::{Path, PathBuf};

use exchange_tests::{Company, Laptop, Lead, PASSPHRASE, on};
use serde_json::{Value, json};

/// A disk as it is now. The laptop is locked first, as for any backup.
fn image(company: &Company, laptop: &Laptop) -> PathBuf {
    let image = company.new_folder("image");
    laptop.done("lock", Value::Null);
    copy(&laptop.folder, &image);
    laptop.done("unlock", json!({ "passphrase": PASSPHRASE }));
    image
}

/// Puts an image back, and switches the laptop on again.
fn put_back(laptop: &Laptop, image: &Path) {
    laptop.done("lock", Value::Null);
    std::fs::remove_dir_all(&laptop.folder).expect("a folder");
    copy(image, &laptop.folder);
    laptop.clock.reboot();
    laptop.done("unlock", json!({ "passphrase": PASSPHRASE }));
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        match entry.file_type().expect("a type").is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(std::fs::copy(entry.path(), target).expect("a copy")),
        }
    }
}

fn told(laptop: &Laptop) -> Vec<(String, u64)> {
    let notices = laptop.done("notices", Value::Null);
    let row = |row: &Value| {
        (row["event"].as_str().expect("an event").to_owned(), row["records"].as_u64().unwrap_or(0))
    };
    notices.as_array().expect("a list").iter().map(row).collect()
}

/// What headquarters is told: whose laptop, how often it began anew, whether it signed twice at one place.
fn hq_is_told(hq: &Laptop) -> Vec<(String, u64, bool)> {
    hq.sync();
    let rows = hq.done("branched_laptops", Value::Null);
    let row = |row: &Value| {
        let forks = row["forks"].as_u64().expect("a count");
        (
            row["person"].as_str().expect("a name").to_owned(),
            row["anew"].as_u64().unwrap_or(0),
            forks > 0,
        )
    };
    rows.as_array().expect("a list").iter().map(row).collect()
}

fn incarnation(laptop: &Laptop) -> u32 {
    laptop.desk.opened().expect("open").workspace().log().incarnation.0
}

fn third() -> Lead<'static> {
    Lead {
        company: "深圳海风科技有限公司", phone: "", site: "广东深圳", ..Lead::DINGLI
    }
}

#[test]
fn a_restored_laptop_gets_back_what_it_lost_and_says_so_once() {
    let company = Company::start();
    let [wang] = company.laptops(["wangfang"]);
    company.time.set(on("09:00"));
    let before = image(&company, &wang);
    let lost = wang.capture(Lead::HUASHENG);
    wang.sync();
    company.time.set(on("10:00"));
    put_back(&wang, &before);
    assert_eq!(wang.holds(&lost), None);
    wang.sync();
    assert_eq!(wang.holds(&lost), Some(true));
    let again = incarnation(&wang);
    assert!(again > 1, "the old chain is not continued");
    assert_eq!(told(&wang), [("wentOnElsewhere".to_owned(), 1)]);
    let card = wang.capture(Lead::DINGLI);
    wang.sync();
    wang.sync();
    assert_eq!(wang.unsent(), 0);
    assert_eq!(incarnation(&wang), again, "once is enough");
    assert!(company.ledger().view(Laptop::card_id(&card), on("10:00")).expect("a view").is_some());
    wang.done("notices_seen", Value::Null);
    wang.sync();
    assert_eq!(told(&wang), []);
}

#[test]
fn a_restored_laptop_without_a_network_goes_on_and_loses_nothing_of_either_branch() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    company.time.set(on("09:00"));
    let before = image(&company, &wang);
    let lost = wang.capture(Lead::HUASHENG);
    wang.sync();
    put_back(&wang, &before);
    company.time.set(on("10:00"));
    let meanwhile = wang.capture(Lead::DINGLI);
    wang.sync();
    let after = wang.capture(third());
    wang.sync();
    lin.sync();
    for card in [&lost, &meanwhile, &after] {
        assert_eq!(wang.holds(card), Some(true));
        assert_eq!(lin.holds(card), Some(true));
    }
    let ruling = |card: &str| lin.lead(card).expect("held")["ruling"]["alerts"].clone();
    assert_eq!(ruling(&meanwhile)["integrity"], json!(["wangfang"]), "a fork is seen");
    assert_eq!(ruling(&lost)["integrity"], json!(["wangfang"]));
    assert_ne!(ruling(&after)["integrity"], json!(["wangfang"]));
}

#[test]
fn two_laptops_with_one_disk_are_told_and_keep_all_that_both_sign() {
    let company = Company::start();
    let [wang] = company.laptops(["wangfang"]);
    company.time.set(on("09:00"));
    let disk = image(&company, &wang);
    let twin = company.blank_laptop("wangfang");
    copy(&disk, &twin.folder);
    twin.done("unlock", json!({ "passphrase": PASSPHRASE }));
    let (one, two) = (wang.capture(Lead::HUASHENG), twin.capture(Lead::DINGLI));
    for minutes in 1..4 {
        company.time.pass_minutes(minutes);
        wang.sync();
        twin.sync();
    }
    let three = wang.capture(third());
    wang.sync();
    twin.sync();
    for laptop in [&wang, &twin] {
        for card in [&one, &two, &three] {
            assert_eq!(laptop.holds(card), Some(true));
        }
        let events: Vec<String> = told(laptop).into_iter().map(|(event, _)| event).collect();
        assert!(events.contains(&"copied".to_owned()), "{events:?}");
    }
    assert_ne!(incarnation(&wang), incarnation(&twin), "they write different chains");
}

#[test]
fn headquarters_hears_of_a_laptop_that_was_put_back_until_it_has_put_that_away() {
    let company = Company::start();
    let [wang, li, hq] = company.laptops(["wangfang", "liqiang", "zhenghua"]);
    company.time.set(on("09:00"));
    let before = image(&company, &wang);
    wang.capture(Lead::HUASHENG);
    li.capture(Lead::HUASHENG);
    for laptop in [&wang, &li] {
        laptop.sync();
    }
    assert_eq!(hq_is_told(&hq), []);
    put_back(&wang, &before);
    company.time.set(on("10:00"));
    wang.sync();
    wang.capture(Lead::DINGLI);
    wang.sync();
    assert_eq!(hq_is_told(&hq), [("王芳".to_owned(), 1, false)]);
    let since = hq.done("branched_laptops", Value::Null)[0]["sinceMs"].as_i64().expect("a time");
    assert!((since - on("10:00").0).abs() < 60_000, "since when it begins anew, not {since}");
    hq.done("branched_laptops_seen", Value::Null);
    assert_eq!(hq_is_told(&hq), [], "once");
    company.time.set(on("11:00"));
    put_back(&wang, &before);
    wang.capture(third());
    wang.sync();
    wang.capture(Lead { company: "佛山精工", phone: "", ..Lead::DINGLI });
    wang.sync();
    let told = hq_is_told(&hq);
    assert!(matches!(told.as_slice(), [(person, _, true)] if person == "王芳"), "{told:?}");
    let refused = li.fails("branched_laptops", Value::Null);
    assert_eq!(refused.rule.as_deref(), Some("SYN-04"), "headquarters alone");
}

#[test]
fn a_record_that_rots_on_the_disk_is_set_aside_and_comes_back_from_the_server() {
    let company = Company::start();
    let [wang] = company.laptops(["wangfang"]);
    company.time.set(on("09:00"));
    let (kept, only_here) = (wang.capture(Lead::HUASHENG), {
        wang.sync();
        wang.capture(Lead::DINGLI)
    });
    rot(&wang, &[&kept, &only_here]);
    let later = wang.capture(third());
    wang.sync();
    assert_eq!(told(&wang).first(), Some(&("damaged".to_owned(), 2)));
    assert_eq!(wang.holds(&kept), Some(true), "the server had it");
    assert_eq!(wang.holds(&only_here), None);
    assert_eq!(wang.holds(&later), Some(true));
    assert_eq!(wang.unsent(), 0, "what was signed around it has gone");
    let aside = wang.done("sync_page", Value::Null)["quarantined"].clone();
    assert_eq!(aside[0]["code"], "record.damaged");
}

/// Flips a bit of cards' records in the file, and switches the laptop on again.
fn rot(laptop: &Laptop, cards: &[&String]) {
    let ids: Vec<_> = {
        let opened = laptop.desk.opened().expect("open");
        let workspace = opened.workspace();
        let record = |card: &&String| workspace.card_record(Laptop::card_id(card));
        cards.iter().map(|card| record(card).expect("a store").expect("held").id()).collect()
    };
    laptop.done("lock", Value::Null);
    let vault = laptop.folder.join(desktop::enrol::VAULT_FILE);
    let key = store::Vault::unlock(&vault, PASSPHRASE, 0).expect("the key");
    let file = rusqlite::Connection::open(laptop.folder.join(desktop::enrol::DATABASE_FILE));
    let file = file.expect("the file");
    file.execute_batch(&format!("pragma key = \"{}\"", *key.literal())).expect("the key fits");
    for id in ids {
        let select = "select raw from record where id = ?";
        let mut raw: Vec<u8> =
            file.query_row(select, [id.as_bytes()], |row| row.get(0)).expect("the record");
        let middle = raw.len() / 2;
        raw[middle] ^= 1;
        let update = "update record set raw = ? where id = ?";
        file.execute(update, rusqlite::params![raw, id.as_bytes()]).expect("written");
    }
    drop(file);
    laptop.done("unlock", json!({ "passphrase": PASSPHRASE }));
}

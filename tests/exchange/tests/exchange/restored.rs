//! The server comes back from an earlier state (design §5; failures 48, 49, 50).

use exchange_tests::{Company, Laptop, Lead, on};
use ledger::RecordId;
use serde_json::Value;

/// Own records of a laptop that the server does not hold.
fn not_at_the_server(company: &Company, laptop: &Laptop) -> Vec<RecordId> {
    let opened = laptop.desk.opened().expect("an open workspace");
    let log = opened.workspace().log();
    let own = laptop.records().into_values().filter(|record| record.envelope().log == log);
    own.map(|record| record.id())
        .filter(|id| !company.ledger().holds(id).expect("the ledger"))
        .collect()
}

fn number(company: &Company, card: &str) -> Option<u64> {
    company.ledger().official_number(Laptop::card_id(card)).expect("the ledger")
}

#[test]
fn a_server_restored_to_yesterday_takes_back_what_its_laptops_hold() {
    let mut company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    company.time.set(on("10:00"));
    let first = wang.capture(Lead::HUASHENG);
    wang.sync();
    lin.sync();
    let image = company.image_server();
    company.time.set(on("11:00"));
    let second = wang.capture(Lead::DINGLI);
    wang.sync();
    lin.sync();
    let once = (number(&company, &first), number(&company, &second));
    assert_eq!(once, (Some(1), Some(2)));
    let (of_wang, of_lin) = (wang.count(), lin.count());

    company.time.set(on("12:00"));
    company.put_server_back(&image);
    assert_eq!(number(&company, &second), None, "it is yesterday at the server");
    wang.sync();
    assert_eq!(not_at_the_server(&company, &wang), []);
    assert!(company.ledger().recovery().expect("the ledger").is_some(), "it knows");
    lin.sync();
    assert_eq!((number(&company, &first), number(&company, &second)), once, "the same numbers");
    assert!(wang.count() >= of_wang && lin.count() >= of_lin, "nothing is deleted");
    assert_eq!((wang.unsent(), lin.unsent()), (0, 0));
}

#[test]
fn nothing_is_numbered_twice_whatever_comes_first() {
    let mut company = Company::start();
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    company.time.set(on("10:00"));
    li.sync();
    let image = company.image_server();
    let wangs = wang.capture(Lead::HUASHENG);
    wang.sync();
    lin.sync();
    assert_eq!(number(&company, &wangs), Some(1));
    company.put_server_back(&image);

    // Li has seen nothing newer than the image. Nobody knows yet.
    company.time.set(on("10:30"));
    let lis = li.capture(Lead::DINGLI);
    li.sync();
    assert_eq!(number(&company, &lis), Some(1));
    wang.sync();
    let report = company.ledger().recovery().expect("the ledger").expect("a recovery");
    assert_eq!(report.ended_ms, None);
    let later =
        li.capture(Lead { company: "深圳北斗导航有限公司", phone: "", ..Lead::HUASHENG });
    li.sync();
    assert_eq!(number(&company, &later), None, "no number while it is not known what was given");
    lin.sync();
    company.ledger().confirm().expect("confirmed");
    let mut numbers = [&wangs, &lis, &later].map(|card| number(&company, card).expect("a number"));
    assert_eq!(numbers[0], 1, "who had it first keeps it");
    numbers.sort_unstable();
    assert!(numbers.windows(2).all(|pair| pair[0] != pair[1]), "{numbers:?}");
}

#[test]
fn a_laptop_that_was_enrolled_after_the_backup_is_known_again() {
    let mut company = Company::start();
    let [lin] = company.laptops(["linguodong"]);
    let image = company.image_server();
    company.time.set(on("10:00"));
    let wang = company.laptop("wangfang");
    let card = wang.capture(Lead::HUASHENG);
    wang.sync();
    company.put_server_back(&image);
    wang.sync();
    assert_eq!(not_at_the_server(&company, &wang), []);
    lin.sync();
    assert_eq!(lin.holds(&card), Some(true));
    assert_eq!(number(&company, &card), Some(1));
}

#[test]
fn what_nobody_brings_back_is_named() {
    let mut company = Company::start();
    let [wang, li] = company.laptops(["wangfang", "liqiang"]);
    company.time.set(on("10:00"));
    wang.sync();
    li.sync();
    let image = company.image_server();
    wang.capture(Lead::HUASHENG);
    wang.sync();
    let log = wang.desk.opened().expect("an open workspace").workspace().log();
    // Li's exchange shows him a checkpoint behind Wang's card; then Wang's laptop is gone.
    li.sync();
    drop(wang);
    company.put_server_back(&image);
    li.sync();
    let report = company.ledger().recovery().expect("the ledger").expect("a recovery");
    assert!(report.misses() && report.once > Some(report.through), "{report:?}");
    let missing = report.chains.iter().find(|chain| chain.person == "server").expect("its own");
    assert!(!missing.missing.is_empty(), "{report:?}");
    assert!(report.silent.iter().any(|silent| silent.enrolment == log.enrolment), "{report:?}");
    assert!(!report.silent.iter().any(|silent| silent.person == "liqiang"), "{report:?}");
    assert_eq!(report.ended_ms, None, "people decide what to do about it");
    assert!(company.ledger().confirm().expect("confirmed"));
    assert!(!company.ledger().confirm().expect("nothing to confirm"));
}

#[test]
fn a_server_that_is_set_back_twice_takes_back_both_days() {
    let mut company = Company::start();
    let [wang, li] = company.laptops(["wangfang", "liqiang"]);
    company.time.set(on("09:00"));
    let image = company.image_server();
    company.time.set(on("10:00"));
    let first = wang.capture(Lead::HUASHENG);
    wang.sync();
    company.put_server_back(&image);
    company.time.set(on("11:00"));
    wang.sync();
    company.ledger().confirm().expect("confirmed");
    let second = wang.capture(Lead::DINGLI);
    wang.sync();
    let numbers = [&first, &second].map(|card| number(&company, card));
    assert_eq!(numbers, [Some(1), Some(2)]);

    // Back to before the first recovery, of which the disk knows nothing.
    company.put_server_back(&image);
    company.time.set(on("12:00"));
    wang.sync();
    let epochs = || company.ledger().checkpoint().expect("the ledger").claim.epoch;
    let after = epochs();
    li.sync();
    wang.sync();
    assert_eq!(epochs(), after, "one recovery is enough");
    assert_eq!(not_at_the_server(&company, &wang), []);
    let report = company.ledger().recovery().expect("the ledger").expect("a recovery");
    assert!(!report.misses(), "{report:?}");
    assert_eq!([&first, &second].map(|card| number(&company, card)), numbers);
    let folder = sync_server::Folder::new(company.data());
    let audit = sync_server::command::verify(&sync_server::command::Subject::Folder(&folder), &[]);
    let audit = audit.expect("an audit");
    assert!(audit.is_clean(), "{:?}", audit.findings);
}

#[test]
fn an_empty_server_in_its_place_empties_no_laptop() {
    let mut company = Company::start_with_tls();
    let [wang] = company.laptops(["wangfang"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    wang.sync();
    let image = company.image_server();
    wang.capture(Lead::DINGLI);
    let (records, unsent) = (wang.count(), wang.unsent());
    company.found_another_in_its_place();
    assert_eq!(wang.sync_fails(), "sync.other_company");
    assert_eq!((wang.count(), wang.unsent()), (records, unsent));
    assert_eq!(wang.holds(&card), Some(true));
    // Whoever puts the right disk back has lost nothing.
    company.put_server_back(&image);
    wang.sync();
    assert_eq!(not_at_the_server(&company, &wang), []);
}

#[test]
fn headquarters_sees_what_came_back_and_lets_the_server_go_on() {
    let mut company = Company::start();
    let [hq, wang, li] = company.laptops(["zhenghua", "wangfang", "liqiang"]);
    assert_eq!(hq.done("recovery", Value::Null), Value::Null, "there was none");
    company.time.set(on("10:00"));
    let image = company.image_server();
    wang.capture(Lead::HUASHENG);
    wang.sync();
    company.put_server_back(&image);
    wang.sync();
    let refused = wang.fails("recovery_confirm", Value::Null);
    assert_eq!(refused.rule.as_deref(), Some("SYN-04"), "nobody else says so");
    let view = hq.done("recovery", Value::Null);
    assert_eq!(view["over"], false);
    let back = |name: &str| {
        let chains = view["chains"].as_array().expect("chains");
        chains.iter().find(|chain| chain["name"] == name).and_then(|chain| chain["back"].as_u64())
    };
    assert!(back("王芳") > Some(0) && back("") > Some(0), "{view}");
    let silent = view["silent"].as_array().expect("laptops");
    assert!(silent.iter().any(|silent| silent["name"] == "李强"), "{view}");
    assert_eq!(hq.done("recovery_confirm", Value::Null)["over"], true);
    li.sync();
}

#[test]
fn a_recovery_ends_by_itself_once_everybody_was_heard_and_nothing_is_missing() {
    let mut company = Company::start();
    let [wang, li] = company.laptops(["wangfang", "liqiang"]);
    company.time.set(on("10:00"));
    let image = company.image_server();
    let card = wang.capture(Lead::HUASHENG);
    wang.sync();
    company.put_server_back(&image);
    wang.sync();
    let fresh = wang.capture(Lead::DINGLI);
    wang.sync();
    assert_eq!(number(&company, &fresh), None, "Li may hold something");
    li.sync();
    let report = company.ledger().recovery().expect("the ledger").expect("a recovery");
    assert!(report.ended_ms.is_some() && !report.misses(), "{report:?}");
    assert_eq!((number(&company, &card), number(&company, &fresh)), (Some(1), Some(2)));
}

#[test]
fn a_server_that_takes_back_its_word_is_not_believed() {
    let mut company = Company::start();
    let [wang] = company.laptops(["wangfang"]);
    company.time.set(on("10:00"));
    let image = company.image_server();
    wang.capture(Lead::HUASHENG);
    wang.sync();
    company.put_server_back(&image);
    // A server that does not listen to what is held against it: nobody names the checkpoint here.
    let opened = wang.desk.opened().expect("an open workspace");
    opened.workspace().store().write(|tx| tx.set_feed(&[], 0)).expect("the store");
    let (records, unsent) = (wang.count(), wang.unsent());
    assert_eq!(wang.sync_fails(), "sync.set_back");
    assert_eq!((wang.count(), wang.unsent()), (records, unsent), "its reply is not used");
}

#[test]
fn a_checkpoint_that_the_server_never_signed_sets_nothing_back() {
    let company = Company::start();
    let [wang] = company.laptops(["wangfang"]);
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    wang.sync();
    let opened = wang.desk.opened().expect("an open workspace");
    let kept = opened.workspace().witness().expect("the store").expect("a witness");
    let mut higher = protocol::checkpoint::Checkpoint::decode(&kept).expect("a checkpoint");
    higher.claim.progress.position += 5;
    opened.workspace().keep_witness(&higher.encode()).expect("the store");
    // The laptop's witness is no word of this server: the server does not fall for it.
    assert_eq!(wang.call("sync_now", Value::Null).unwrap_err().code, "sync.failed");
    assert!(company.ledger().recovery().expect("the ledger").is_none());
}

//! The offline lease: a laptop that stays away shows nobody else's customers, and hinders nobody's work.

use exchange_tests::{Company, Laptop, Lead, on, on_day};
use serde_json::{Value, json};

const THEIRS: Lead<'_> =
    Lead { company: "惠州鼎立模具有限公司", phone: "13900139002", ..Lead::HUASHENG };

/// 王芳's own card, and 李强's of a customer that was assigned to her.
fn with_a_customer_of_a_colleague(company: &Company) -> (Laptop, Laptop, [String; 2]) {
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    company.time.set(on("10:00"));
    let (own, foreign) = (wang.capture(Lead::HUASHENG), li.capture(THEIRS));
    for laptop in [&wang, &li, &lin] {
        laptop.sync();
    }
    company.time.set(on("20:00"));
    lin.done("assign", json!({ "card": foreign, "to": "wangfang", "reason": "老客户" }));
    lin.sync();
    wang.sync();
    assert_eq!(wang.holds(&foreign), Some(true));
    (wang, lin, [own, foreign])
}

fn shows(laptop: &Laptop, card: &str) -> bool {
    match laptop.call("lead", json!({ "card": card })) {
        Ok(_) => true,
        Err(failure) => {
            assert_eq!(failure.code, "lease.over");
            false
        }
    }
}

fn list(laptop: &Laptop, view: &str) -> Result<usize, String> {
    let page = laptop.call("lead_list", json!({ "view": view, "limit": 50 }));
    page.map(|page| page["rows"].as_array().map_or(0, Vec::len)).map_err(|failure| failure.code)
}

#[test]
fn after_two_weeks_without_contact_others_customers_are_closed_and_capture_goes_on() {
    let company = Company::start();
    let (wang, lin, [own, foreign]) = with_a_customer_of_a_colleague(&company);
    company.time.set(on_day("2026-03-26", "19:59"));
    assert!(shows(&wang, &foreign));
    assert_eq!(list(&wang, "mine"), Ok(1));

    company.time.set(on_day("2026-03-26", "20:01"));
    let over = wang.fails("lead", json!({ "card": foreign }));
    assert_eq!((over.code.as_str(), over.args["days"].as_str()), ("lease.over", "14"));
    assert_eq!(list(&wang, "mine"), Err("lease.over".to_owned()));
    assert_eq!(list(&wang, "all"), Err("lease.over".to_owned()));
    let hints = wang.done("duplicates", THEIRS.form());
    assert_eq!(hints, json!([]), "what is closed is not told while typing either");

    assert!(shows(&wang, &own), "what she wrote down herself she may read");
    assert_eq!(list(&wang, "captured"), Ok(1));
    let new =
        wang.capture(Lead {
            company: "佛山顺德精工电器", phone: "13700137003", ..Lead::HUASHENG
        });
    assert!(shows(&wang, &new));
    let written = wang.done("hand_in_file", json!({ "fair": "F1", "folder": company.stick() }));
    assert!(lin.done("take_file", json!({ "path": written["path"] }))["cards"].as_u64() >= Some(1));

    wang.sync();
    assert!(shows(&wang, &foreign));
    assert_eq!(list(&wang, "mine").map(|rows| rows > 0), Ok(true));
}

#[test]
fn a_clock_that_is_turned_back_opens_nothing() {
    let company = Company::start();
    let (wang, _, [_, foreign]) = with_a_customer_of_a_colleague(&company);
    company.time.set(on_day("2026-03-30", "09:00"));
    wang.clock.reboot();
    reopen(&wang);
    assert!(!shows(&wang, &foreign));
    wang.clock.reboot();
    wang.clock.show(on_day("2026-03-13", "09:00"));
    reopen(&wang);
    assert!(!shows(&wang, &foreign));
}

#[test]
fn a_clock_that_ran_years_ahead_is_forgiven_at_the_next_contact() {
    let company = Company::start();
    let (wang, _, [_, foreign]) = with_a_customer_of_a_colleague(&company);
    company.time.set(on_day("2026-03-14", "09:00"));
    wang.clock.reboot();
    wang.clock.show(on_day("2029-03-14", "09:00"));
    reopen(&wang);
    assert!(!shows(&wang, &foreign), "for all that it knows years have passed");
    wang.sync();
    assert!(shows(&wang, &foreign));
    company.time.set(on_day("2026-03-16", "09:00"));
    wang.clock.reboot();
    wang.clock.show(on_day("2026-03-16", "09:00"));
    reopen(&wang);
    assert!(shows(&wang, &foreign), "and they are not remembered");
}

#[test]
fn the_supervisor_who_takes_a_hand_in_speaks_for_the_company() {
    let company = Company::start();
    let (wang, lin, [_, foreign]) = with_a_customer_of_a_colleague(&company);
    company.time.set(on_day("2026-03-30", "09:00"));
    assert!(!shows(&wang, &foreign));
    lin.sync();
    wang.hand_in_by_file(&lin, &company.stick());
    assert!(shows(&wang, &foreign));
}

/// Locks and unlocks, as after a restart.
fn reopen(laptop: &Laptop) {
    laptop.done("lock", Value::Null);
    laptop.done("unlock", json!({ "passphrase": exchange_tests::PASSPHRASE }));
}

//! Any laptop may carry what another wrote: whoever has handed in may lose his laptop.

use exchange_tests::{Company, Laptop, Lead, on};
use facts::{Key, Records};
use serde_json::{Value, json};

/// What headquarters can read of a card.
fn matter_at_headquarters(hq: &Laptop, card: &str) -> Option<Value> {
    hq.sync();
    hq.lead(card).map(|view| view["fields"]["matter"].clone())
}

#[test]
fn what_was_handed_in_reaches_headquarters_without_the_laptop_that_wrote_it() {
    let company = Company::start();
    let [wang, lin, hq] = company.laptops(["wangfang", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    wang.hand_in_by_file(&lin, &company.stick());
    drop(wang);
    lin.sync();
    assert_eq!(matter_at_headquarters(&hq, &card), Some(json!("连接器")));
    let number = company.ledger().official_number(Laptop::card_id(&card)).expect("a ledger");
    assert_eq!(number, Some(1));
}

#[test]
fn what_came_by_two_hands_reaches_headquarters_too() {
    let company = Company::start();
    let [wang, sun, lin, hq] = company.laptops(["wangfang", "sunwei", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    wang.hand_in_by_lan(&sun);
    assert_eq!(sun.holds(&card), Some(true), "a group leader reads his team's cards");
    sun.hand_in_by_file(&lin, &company.stick());
    assert_eq!(lin.holds(&card), Some(true));
    drop((wang, sun));
    lin.sync();
    assert_eq!(matter_at_headquarters(&hq, &card), Some(json!("连接器")));
}

#[test]
fn a_colleague_who_brings_less_of_a_record_does_not_shut_out_whoever_brings_all() {
    let company = Company::start();
    let [wang, li, lin, hq] = company.laptops(["wangfang", "liqiang", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    company.time.set(on("10:30"));
    li.capture(Lead { matter: "另一件事", ..Lead::HUASHENG });
    wang.hand_in_by_file(&lin, &company.stick());
    li.hand_in_by_file(&lin, &company.stick());
    assert_eq!(li.holds(&card), Some(false), "a helper holds the ranking part");
    li.sync();
    drop(wang);
    lin.sync();
    assert_eq!(matter_at_headquarters(&hq, &card), Some(json!("连接器")));
}

#[test]
fn whoever_learns_more_of_a_record_than_the_server_told_him_brings_it() {
    let company = Company::start();
    let [wang, li, sun, lin, hq] =
        company.laptops(["wangfang", "liqiang", "sunwei", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    li.capture(Lead { matter: "另一件事", ..Lead::HUASHENG });
    wang.hand_in_by_lan(&sun);
    li.hand_in_by_lan(&sun);
    assert_eq!(li.holds(&card), Some(false));
    // The server hears of Wang's card from a helper, and tells the supervisor as much as it knows.
    li.sync();
    lin.sync();
    assert_eq!(lin.holds(&card), Some(false));
    wang.hand_in_by_file(&lin, &company.stick());
    drop((wang, sun));
    lin.sync();
    assert_eq!(matter_at_headquarters(&hq, &card), Some(json!("连接器")));
    lin.sync();
    assert_eq!(lin.done("sync_page", Value::Null)["carried"], 0);
}

#[test]
fn what_a_laptop_signs_by_itself_is_not_counted_as_its_persons_work_and_goes_all_the_same() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    let page = |laptop: &Laptop| laptop.done("sync_page", Value::Null);
    assert_eq!((wang.unsent(), &page(&wang)["unsentCards"]), (1, &json!(1)));
    wang.hand_in_by_file(&lin, &company.stick());
    // He has given her a receipt, and has done nothing else.
    assert_eq!((lin.unsent(), &page(&lin)["unsent"]), (0, &json!(0)));
    assert!(page(&lin)["carried"].as_u64() > Some(0));
    lin.done("assign", json!({ "card": card, "to": "wangfang" }));
    assert_eq!((lin.unsent(), &page(&lin)["unsent"]), (1, &json!(1)));
    // The receipt counts: it is there although nobody saw it waiting.
    lin.sync();
    let enrolment = lin.desk.opened().expect("open").workspace().identity().enrolment;
    let about = wang.desk.opened().expect("open").workspace().log();
    let receipts = company.ledger().read(|records, _| records.under(&Key::Receipts(about), 0));
    let given = receipts.expect("the ledger");
    assert!(given.iter().any(|record| record.envelope().log.enrolment == enrolment));
}

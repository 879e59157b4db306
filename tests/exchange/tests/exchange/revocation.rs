//! A laptop that is lost, or whose owner has lost his office: what it signed before stands, what it signs
//! afterwards does not, whatever its clock shows (SYN-04).

use exchange_tests::{Company, Laptop, Lead, on, on_day};
use serde_json::{Value, json};

/// The enrolment of a person's first laptop, as headquarters' desk shows it.
fn enrolment_of(hq: &Laptop, person: &str) -> Value {
    let people = hq.done("people", Value::Null);
    let row = people.as_array().expect("people").iter().find(|row| row["id"] == person);
    row.expect("he is one of them")["devices"][0]["enrolment"].clone()
}

fn revoke(hq: &Laptop, person: &str) {
    let args = json!({ "enrolment": enrolment_of(hq, person), "reason": "丢失" });
    hq.done("revoke", args);
    hq.sync();
}

fn is_revoked(hq: &Laptop, person: &str) -> bool {
    hq.sync();
    let people = hq.done("people", Value::Null);
    let row = people.as_array().expect("people").iter().find(|row| row["id"] == person);
    row.expect("he is one of them")["devices"][0]["revoked"] == true
}

/// The rule for which a card is out of the ranking on somebody's laptop, or nothing.
fn out(laptop: &Laptop, card: &str) -> String {
    laptop.sync();
    let view = laptop.lead(card).expect("held");
    let cards = view["ruling"]["cards"].as_array().expect("cards").clone();
    let standing = cards.into_iter().find(|standing| standing["card"] == card).expect("his card");
    standing["out"].as_str().expect("a rule").to_owned()
}

#[test]
fn a_revoked_laptop_of_headquarters_writes_nothing_more_in_the_book() {
    let company = Company::start();
    let [wang, stolen, hq] = company.laptops(["wangfang", "zhenghua", "zhenghua"]);
    company.time.set(on("10:00"));
    // The desk lists his laptops in the order of their keys.
    let people = hq.done("people", Value::Null);
    let of_hq = people.as_array().expect("people").iter().find(|row| row["id"] == "zhenghua");
    let devices = of_hq.expect("headquarters")["devices"].as_array().expect("two").clone();
    let other = devices.iter().find(|device| device["this"] == false).expect("the stolen one");
    hq.done("revoke", json!({ "enrolment": other["enrolment"], "reason": "丢失" }));
    hq.sync();
    for shown in ["09:59", "15:00"] {
        company.time.set(on("15:00"));
        stolen.clock.reboot();
        stolen.clock.show(on(shown));
        let args = json!({ "enrolment": enrolment_of(&stolen, "wangfang"), "reason": "" });
        stolen.done("revoke", args);
        stolen.sync();
        assert!(!is_revoked(&hq, "wangfang"), "at {shown}");
    }
    let card = wang.capture(Lead::HUASHENG);
    wang.sync();
    assert_eq!(out(&hq, &card), "");
}

#[test]
fn a_revocation_counts_from_when_it_was_signed_whatever_the_clock_showed() {
    for wrong in [on_day("2026-02-01", "10:00"), on_day("2027-03-12", "10:00")] {
        let company = Company::start();
        let [li, hq] = company.laptops(["liqiang", "zhenghua"]);
        company.time.set(on("09:00"));
        let before = li.capture(Lead::HUASHENG);
        li.sync();
        company.time.set(on("10:00"));
        hq.clock.show(wrong);
        revoke(&hq, "liqiang");
        company.time.set(on("11:00"));
        let after = li.capture(Lead::DINGLI);
        li.sync();
        assert_eq!(out(&hq, &before), "", "witnessed an hour before");
        assert_eq!(out(&hq, &after), "SYN-04", "an hour after");
    }
}

#[test]
fn a_thief_who_turns_the_clock_back_and_starts_the_laptop_anew_wins_nothing() {
    let company = Company::start();
    let [li, wang, hq] = company.laptops(["liqiang", "wangfang", "zhenghua"]);
    company.time.set(on("09:00"));
    li.sync();
    let unwitnessed = li.capture(Lead::HUASHENG);
    company.time.set(on("10:00"));
    revoke(&hq, "liqiang");
    company.time.set(on("15:00"));
    let wangs = wang.capture(Lead::DINGLI);
    wang.sync();
    li.clock.reboot();
    li.clock.show(on("09:55"));
    let backdated = li.capture(Lead::DINGLI);
    li.clock.reboot();
    li.clock.show(on("15:10"));
    li.sync();
    assert_eq!(out(&hq, &backdated), "SYN-04");
    // The thief shows the same boot: it proves nothing, and waits until somebody takes it in (0015).
    assert_eq!(out(&hq, &unwitnessed), "SYN-04", "nobody had seen it");
    let ruling = hq.lead(&wangs).expect("held")["ruling"].clone();
    assert_eq!(ruling["effective"], json!(wangs));
}

#[test]
fn a_revoked_laptop_of_the_crm_centre_parts_no_customers() {
    let company = Company::start();
    let [li, wang, xu, hq] = company.laptops(["liqiang", "wangfang", "xulei", "zhenghua"]);
    company.time.set(on("10:00"));
    let cards = [&li, &wang].map(|laptop| {
        let card = laptop.capture(Lead::HUASHENG);
        laptop.sync();
        card
    });
    xu.sync();
    revoke(&hq, "xulei");
    company.time.set(on("11:00"));
    xu.done("decide_identity", json!({ "same": false, "cards": cards }));
    xu.sync();
    hq.sync();
    let ruling = hq.lead(&cards[0]).expect("held")["ruling"].clone();
    assert_eq!(ruling["cards"].as_array().expect("cards").len(), 2);
}

#[test]
fn a_laptop_that_was_revoked_is_told_so_and_says_where_its_cards_are() {
    let company = Company::start();
    let [wang, hq] = company.laptops(["wangfang", "zhenghua"]);
    company.time.set(on("10:00"));
    let before = wang.capture(Lead::HUASHENG);
    wang.sync();
    assert_eq!(wang.done("session", Value::Null)["revokedMs"], Value::Null);
    company.time.set(on("11:00"));
    revoke(&hq, "wangfang");
    company.time.set(on("12:00"));
    let after = wang.capture(Lead::DINGLI);
    wang.sync();
    wang.sync();
    assert_eq!(wang.done("session", Value::Null)["revokedMs"], json!(on("11:00").0));
    let notices = wang.done("notices", Value::Null);
    let told: Vec<&Value> =
        notices.as_array().expect("notices").iter().map(|row| &row["event"]).collect();
    assert!(
        !told.contains(&&json!("released")),
        "not by his office, nor by a fair's end: {told:?}"
    );
    // What he wrote is at headquarters, and is said to be.
    let list = json!({ "view": "captured", "text": "", "sort": "signed", "fair": null, "offset": 0, "limit": 9 });
    let rows = wang.done("lead_list", list)["rows"].as_array().expect("rows").clone();
    let held = |card: &str| {
        let row = rows.iter().find(|row| row["card"] == card);
        row.map(|row| row["heldBy"].clone())
    };
    assert_eq!(held(&after), Some(json!("hq")), "{rows:?}");
    assert!(held(&before).is_none_or(|held| held == "hq"), "{rows:?}");
}

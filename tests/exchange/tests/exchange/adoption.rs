//! What was signed after a revocation is kept and void, until somebody competent takes it in, record by
//! record (SYN-04, SEC-09).

use exchange_tests::{Company, Laptop, Lead, on, on_day};
use serde_json::{Value, json};

fn revoke(hq: &Laptop, person: &str) {
    let people = hq.done("people", Value::Null);
    let row = people.as_array().expect("people").iter().find(|row| row["id"] == person);
    let enrolment = &row.expect("he is one of them")["devices"][0]["enrolment"];
    hq.done("revoke", json!({ "enrolment": enrolment, "reason": "丢失" }));
    hq.sync();
}

/// What waits on somebody's desk: the kinds and ids of records, in order.
fn waiting(laptop: &Laptop) -> Vec<(String, String)> {
    let laptops = laptop.done("adoptable", Value::Null);
    let records = laptops
        .as_array()
        .expect("laptops")
        .iter()
        .flat_map(|lost| lost["records"].as_array().expect("records").clone());
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    records.map(|record| (text(&record["kind"]), text(&record["record"]))).collect()
}

fn ruling(laptop: &Laptop, card: &str) -> Value {
    laptop.sync();
    laptop.lead(card).expect("held")["ruling"].clone()
}

/// Why a ruling takes in what would be void: the card, who adopted it and his reason.
fn adopted(ruling: &Value) -> Vec<(Value, Value, Value)> {
    let reasons = ruling["reasons"].as_array().expect("reasons").iter();
    let adopted =
        reasons.filter(|reason| reason["rule"] == "SYN-04" && reason["key"] != "card_out");
    adopted
        .map(|reason| {
            let args = &reason["args"];
            (args["card"].clone(), args["by"].clone(), args["reason"].clone())
        })
        .collect()
}

fn adopt(record: &str) -> Value {
    json!({ "record": record, "reason": "本人电话确认" })
}

#[test]
fn what_a_removed_supervisor_signed_without_a_network_is_void_until_headquarters_takes_it_in() {
    let company = Company::start();
    let [li, lin, hq] = company.laptops(["liqiang", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    let (before, after) = (li.capture(Lead::HUASHENG), li.capture(Lead::DINGLI));
    li.sync();
    lin.sync();
    company.time.set(on("11:00"));
    lin.done("assign", json!({ "card": before, "to": "liqiang", "reason": "" }));
    lin.sync();
    company.time.set(on("12:00"));
    revoke(&hq, "linguodong");
    company.time.set(on("13:00"));
    lin.done("assign", json!({ "card": after, "to": "liqiang", "reason": "" }));
    company.time.set(on_day("2026-03-13", "09:00"));
    lin.sync();
    li.done("hand_in_server", json!({ "fair": "F1" }));

    assert_eq!(ruling(&hq, &before)["owner"], "liqiang", "the server had seen it");
    let late = ruling(&hq, &after);
    assert_eq!(late["owner"], "POOL:south");
    assert!(late["rules"].as_array().expect("rules").contains(&json!("SYN-04")));
    let listed = waiting(&hq);
    assert_eq!(listed.len(), 1, "{listed:?}");
    assert_eq!(listed[0].0, "customer.assigned");

    assert_eq!(waiting(&li), [], "it is nothing to him");
    for laptop in [&li, &lin] {
        let refused = laptop.fails("adopt", adopt(&listed[0].1));
        assert!(
            refused.rule.as_deref() == Some("SYN-04") || refused.code == "record.unknown",
            "{}: {refused}",
            laptop.person
        );
    }
    let silent = json!({ "record": listed[0].1, "reason": " " });
    assert_eq!(hq.fails("adopt", silent).code, "field.missing");
    hq.done("adopt", adopt(&listed[0].1));
    assert_eq!(ruling(&hq, &after)["owner"], "liqiang");
    assert_eq!(ruling(&li, &after)["owner"], "liqiang");
    assert_eq!(ruling(&li, &after)["hash"], ruling(&hq, &after)["hash"]);
    let why = adopted(&ruling(&li, &after));
    assert_eq!(why, [(Value::Null, json!("郑华"), json!("本人电话确认"))]);
    assert_eq!(waiting(&hq), []);
    let again = hq.fails("adopt", adopt(&listed[0].1));
    assert_eq!(again.rule.as_deref(), Some("SYN-04"), "it waits no more");
}

#[test]
fn a_card_that_is_taken_in_counts_and_beats_none_that_is_better_proven() {
    let company = Company::start();
    let [li, wang, lin, hq] = company.laptops(["liqiang", "wangfang", "linguodong", "zhenghua"]);
    company.time.set(on("09:00"));
    [&li, &wang].into_iter().for_each(Laptop::sync);
    revoke(&hq, "liqiang");
    company.time.set(on("10:00"));
    let lost = li.capture(Lead::HUASHENG);
    company.time.set(on("11:00"));
    let proven = wang.capture(Lead::HUASHENG);
    company.time.set(on("18:00"));
    li.sync();
    wang.sync();
    lin.sync();
    let out = |laptop: &Laptop| {
        let cards = ruling(laptop, &proven)["cards"].as_array().expect("cards").clone();
        let his = cards.into_iter().find(|card| card["card"] == json!(lost)).expect("kept");
        (his["out"].as_str().expect("a rule").to_owned(), his["proof"].clone())
    };
    assert_eq!(out(&lin).0, "SYN-04");
    let listed = waiting(&lin);
    let card = listed.iter().find(|(kind, _)| kind == "card.signed").expect("on his desk too");
    lin.done("adopt", adopt(&card.1));
    lin.sync();
    assert_eq!(out(&hq), (String::new(), json!("wide")));
    let ruling = ruling(&hq, &proven);
    assert_eq!(ruling["effective"], json!(proven));
    assert_eq!(ruling["helpers"], json!(["liqiang"]));
    let why = adopted(&ruling);
    assert_eq!(why, [(json!(lost), json!("林国栋"), json!("本人电话确认"))]);
}

#[test]
fn what_an_office_signed_is_taken_in_by_headquarters_and_by_nobody_to_whom_it_gives_something() {
    let company = Company::start();
    let [li, lin, hq] = company.laptops(["liqiang", "linguodong", "zhenghua"]);
    let other = company.laptop("zhenghua");
    company.time.set(on("10:00"));
    let card = li.capture(Lead::HUASHENG);
    li.sync();
    [&lin, &hq, &other].into_iter().for_each(Laptop::sync);
    // A second laptop of headquarters is lost, and goes on giving.
    company.time.set(on("12:00"));
    let people = hq.done("people", Value::Null);
    let row = people.as_array().expect("people").iter().find(|row| row["id"] == "zhenghua");
    let devices = row.expect("he is one of them")["devices"].as_array().expect("devices");
    let lost = devices.iter().find(|device| device["this"] == json!(false)).expect("two");
    hq.done("revoke", json!({ "enrolment": lost["enrolment"], "reason": "丢失" }));
    hq.sync();
    company.time.set(on("13:00"));
    let to_him =
        json!({ "card": card, "to": "linguodong", "reason": "公司决定", "override": true });
    other.done("assign", to_him);
    company.time.set(on("14:00"));
    [&other, &lin, &hq].into_iter().for_each(Laptop::sync);
    let listed = waiting(&lin);
    assert_eq!((listed.len(), listed[0].0.as_str()), (1, "customer.assigned"));
    let refused = lin.fails("adopt", adopt(&listed[0].1));
    assert_eq!(refused.rule.as_deref(), Some("SYN-04"), "an office's act, and for him");
    assert_eq!(ruling(&hq, &card)["owner"], "POOL:south");
}

#[test]
fn the_last_laptop_of_headquarters_cannot_be_revoked() {
    let (company, [_wang, hq]) = Company::at_the_fair(["wangfang", "zhenghua"]);
    let device = |laptop: &Laptop, person: &str, this: bool| {
        let people = laptop.done("people", Value::Null);
        let rows = people.as_array().expect("people");
        let row = rows.iter().find(|row| row["id"] == person).expect("he is one of them");
        let devices = row["devices"].as_array().expect("devices");
        let found = devices.iter().find(|one| one["this"] == this).expect("a laptop");
        json!({ "enrolment": found["enrolment"], "reason": "换电脑" })
    };
    assert_eq!(hq.fails("revoke", device(&hq, "zhenghua", true)).code, "revoke.last");
    let other = company.laptop("zhenghua");
    hq.sync();
    // Somebody is left now; and a salesperson's laptop leaves headquarters as it was.
    other.done("revoke", device(&other, "zhenghua", false));
    other.sync();
    assert_eq!(other.fails("revoke", device(&other, "zhenghua", true)).code, "revoke.last");
    other.done("revoke", device(&other, "wangfang", false));
}

//! A laptop in the place of another one that was stolen at noon (SEC-09): what comes back, from whom, and
//! what is said of the rest.

use exchange_tests::{Company, Laptop, Lead, on};
use serde_json::{Value, json};

/// A customer of his own for each number.
fn capture(laptop: &Laptop, number: u32) -> String {
    let (company, phone) = (format!("深圳第{number}科技有限公司"), format!("1380013{number:04}"));
    laptop.capture(Lead { company: &company, phone: &phone, site: "广东深圳", ..Lead::DINGLI })
}

/// What headquarters' desk shows of somebody's first laptop.
fn device(hq: &Laptop, person: &str) -> Value {
    let people = hq.done("people", Value::Null);
    let row = people.as_array().expect("people").iter().find(|row| row["id"] == person);
    row.expect("he is one of them")["devices"][0].clone()
}

/// Headquarters hears of the theft, and gives out a code for another laptop.
fn replace(company: &Company, hq: &Laptop, person: &str) -> Laptop {
    let enrolment = device(hq, person)["enrolment"].clone();
    hq.done("revoke", json!({ "enrolment": enrolment, "reason": "被盗" }));
    hq.sync();
    let code = hq.done("enrolment_code", json!({ "person": person }))["code"].clone();
    let laptop = company.blank_laptop(person);
    laptop.enrol(code.as_str().expect("a code"));
    laptop.sync();
    laptop
}

fn earlier(laptop: &Laptop) -> Value {
    let earlier = laptop.done("earlier_laptops", Value::Null);
    assert_eq!(earlier.as_array().expect("a list").len(), 1, "{earlier}");
    earlier[0].clone()
}

/// Who saw how many that are not here.
fn seen(view: &Value) -> Vec<(String, u64)> {
    let sighting = |seen: &Value| {
        (seen["by"].as_str().expect("a name").to_owned(), seen["unheld"].as_u64().expect("a count"))
    };
    view["sightings"].as_array().expect("a list").iter().map(sighting).collect()
}

#[test]
fn what_the_server_had_is_on_the_new_laptop_and_it_says_up_to_when() {
    let company = Company::start();
    let [wang, hq] = company.laptops(["wangfang", "zhenghua"]);
    company.time.set(on("10:00"));
    let first = capture(&wang, 1);
    company.time.set(on("11:42"));
    let last = capture(&wang, 2);
    wang.sync();
    company.time.set(on("12:00"));
    let new = replace(&company, &hq, "wangfang");
    for card in [&first, &last] {
        assert_eq!(new.holds(card), Some(true));
    }
    let view = earlier(&new);
    assert_eq!((view["cards"].as_u64(), view["entries"].as_u64()), (Some(2), Some(2)));
    assert_eq!(view["wholeUntilMs"], json!(on("11:42").0));
    assert_eq!((view["gaps"].as_u64(), seen(&view)), (Some(0), vec![]));
    assert_eq!(view["revokedMs"], json!(on("12:00").0));
    // And headquarters sees the same.
    let at_hq = hq.done("remains", json!({ "enrolment": view["enrolment"] }));
    for said in ["cards", "entries", "wholeUntilMs", "gaps", "sightings", "lastSeenMs", "blindMs"] {
        assert_eq!(at_hq[said], view[said], "{said}");
    }
    let two_weeks_ms = 14 * 24 * 60 * 60_000;
    assert_eq!(at_hq["blindMs"], json!(on("11:42").0 + two_weeks_ms), "its offline lease");
    // What is said is put away until it changes.
    new.done("earlier_laptops_seen", Value::Null);
    assert_eq!(earlier(&new)["putAway"], true);
}

#[test]
fn what_the_server_never_had_comes_back_from_the_supervisors_hand_in_without_a_network() {
    let company = Company::start();
    let [wang, lin, hq] = company.laptops(["wangfang", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    let at_the_server = capture(&wang, 1);
    wang.sync();
    company.time.set(on("11:42"));
    let handed_in = capture(&wang, 2);
    wang.hand_in_by_file(&lin, &company.stick());
    company.time.set(on("11:55"));
    let only_there = capture(&wang, 3);
    drop(wang);
    company.time.set(on("12:00"));
    let new = replace(&company, &hq, "wangfang");
    assert_eq!(new.holds(&at_the_server), Some(true));
    assert_eq!(new.holds(&handed_in), None, "the server never had it");
    assert_eq!(earlier(&new)["wholeUntilMs"], json!(on("10:00").0));
    // The supervisor's laptop has no network; the two meet over a stick.
    new.hand_in_by_file(&lin, &company.stick());
    assert_eq!(new.holds(&handed_in), Some(true));
    assert_eq!(new.holds(&only_there), None);
    let view = earlier(&new);
    assert_eq!(view["cards"], 2);
    assert_eq!((view["gaps"].as_u64(), seen(&view)), (Some(0), vec![]), "nobody saw the last one");
    assert!(view["wholeUntilMs"].as_i64() >= Some(on("11:42").0), "{view}");
    assert_eq!(view["lastSeenMs"], json!(on("11:42").0));
    // What came back goes on to the server, and counts.
    new.sync();
    let held = company.ledger().view(Laptop::card_id(&handed_in), on("12:00")).expect("a view");
    let customer = held.expect("the server has it now");
    assert_eq!(
        customer.ruling.effective,
        Some(Laptop::card_id(&handed_in)),
        "signed before the theft"
    );
}

#[test]
fn what_others_saw_and_nobody_has_is_said_and_comes_back_when_it_can() {
    let company = Company::start();
    let [wang, zhou, lin, hq] = company.laptops(["wangfang", "zhoumin", "linguodong", "zhenghua"]);
    company.time.set(on("11:42"));
    capture(&wang, 1);
    wang.sync();
    company.time.set(on("11:50"));
    let (second, third) = (capture(&wang, 2), capture(&wang, 3));
    // A colleague who may not read her cards sees only that there are more.
    wang.hand_in_by_lan(&zhou);
    company.time.set(on("11:55"));
    wang.hand_in_by_file(&lin, &company.stick());
    drop(wang);
    zhou.sync();
    company.time.set(on("12:00"));
    let new = replace(&company, &hq, "wangfang");
    let view = earlier(&new);
    assert_eq!(view["wholeUntilMs"], json!(on("11:42").0));
    assert_eq!(view["cards"], 1);
    assert_eq!(view["gapCards"], 2, "{view}");
    let name = zhou.done("session", Value::Null)["name"].clone();
    assert!(seen(&view).iter().any(|(by, _)| name == json!(by)), "{view}");
    let at_hq = hq.done("remains", json!({ "enrolment": view["enrolment"] }));
    assert_eq!((&at_hq["gaps"], &at_hq["gapCards"]), (&view["gaps"], &view["gapCards"]));
    assert_eq!(at_hq["sightings"], view["sightings"]);
    assert_eq!([new.holds(&second), new.holds(&third)], [None, None]);
    // The supervisor comes into the network in the evening.
    company.time.set(on("18:00"));
    lin.sync();
    new.sync();
    assert_eq!([new.holds(&second), new.holds(&third)], [Some(true), Some(true)]);
    let view = earlier(&new);
    assert_eq!((view["gaps"].as_u64(), seen(&view)), (Some(0), vec![]), "{view}");
    assert_eq!(view["cards"], 3);
}

#[test]
fn what_a_lost_laptop_had_from_colleagues_leaves_no_gap() {
    let company = Company::start();
    let [wang, lin, hq] = company.laptops(["wangfang", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    capture(&wang, 1);
    // She takes the supervisor's answer: her chain now holds a receipt about his.
    wang.hand_in_by_file(&lin, &company.stick());
    company.time.set(on("11:00"));
    capture(&wang, 2);
    wang.sync();
    let new = replace(&company, &hq, "wangfang");
    let view = earlier(&new);
    assert_eq!((view["gaps"].as_u64(), seen(&view)), (Some(0), vec![]), "{view}");
    assert_eq!(view["wholeUntilMs"], json!(on("11:00").0));
}

#[test]
fn nobody_but_headquarters_asks_about_a_laptop() {
    let company = Company::start();
    let [wang, li, hq] = company.laptops(["wangfang", "liqiang", "zhenghua"]);
    let of = device(&hq, "wangfang")["enrolment"].clone();
    let refused = li.fails("remains", json!({ "enrolment": of }));
    assert_eq!(refused.rule.as_deref(), Some("SYN-04"));
    assert_eq!(hq.fails("remains", json!({ "enrolment": "00" })).code, "enrolment.unknown");
    assert_eq!(wang.done("earlier_laptops", Value::Null), json!([]), "she has only this one");
}

/// What stands on a card's row: the number, and on which of its signer's laptops it was given.
fn register(laptop: &Laptop, card: &str) -> (u64, u64) {
    let row = &laptop.lead(card).expect("held")["row"];
    (row["register"].as_u64().expect("a number"), row["laptop"].as_u64().expect("a laptop"))
}

#[test]
fn a_replaced_laptop_goes_on_counting_and_no_two_cards_of_one_person_look_the_same() {
    let company = Company::start();
    let [wang, lin, hq] = company.laptops(["wangfang", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    let back = [capture(&wang, 1), capture(&wang, 2)];
    wang.sync();
    let unseen = capture(&wang, 3);
    company.time.set(on("12:00"));
    let new = replace(&company, &hq, "wangfang");
    let view = new.done("capture_view", Value::Null);
    assert_eq!((&view["nextRegister"], &view["laptop"]), (&json!(3), &json!(2)));
    let next = capture(&new, 4);
    new.sync();
    assert_eq!(back.each_ref().map(|card| register(&new, card)), [(1, 1), (2, 1)]);
    assert_eq!(register(&new, &next), (3, 2));
    lin.sync();
    let gaps = |laptop: &Laptop| {
        let evening = laptop.done("evening", json!({ "fair": "F1", "day": "2026-03-12" }));
        let rows = evening["handIns"].as_array().expect("rows").clone();
        rows.iter().find(|row| row["person"] == "wangfang").expect("hers")["gaps"].clone()
    };
    assert_eq!(gaps(&lin), json!(0), "nothing is missing between 2 and 3");
    // The lost one turns up, with a card of the same number.
    company.time.set(on("15:00"));
    wang.sync();
    for laptop in [&new, &lin] {
        laptop.sync();
        assert_eq!(register(laptop, &unseen), (3, 1));
        assert_eq!(register(laptop, &next), (3, 2));
    }
    assert_eq!(gaps(&lin), json!(0));
    let view = new.done("capture_view", Value::Null);
    assert_eq!(view["nextRegister"], json!(4));
}

#[test]
fn a_lost_laptop_that_has_let_go_says_so_on_its_persons_new_one_and_at_headquarters() {
    let company = Company::start();
    let [wang, li, hq] = company.laptops(["wangfang", "liqiang", "zhenghua"]);
    company.time.set(on("10:00"));
    li.capture(Lead::HUASHENG);
    li.sync();
    wang.capture(Lead::HUASHENG);
    wang.sync();
    company.time.set(on("12:00"));
    let new = replace(&company, &hq, "wangfang");
    assert_eq!(earlier(&new)["letGoMs"], Value::Null, "nobody has heard from it");
    new.done("earlier_laptops_seen", Value::Null);
    company.time.set(on("15:00"));
    for laptop in [&wang, &wang, &new] {
        laptop.sync();
    }
    let view = earlier(&new);
    assert_eq!(view["letGoMs"], json!(on("15:00").0), "{view}");
    assert_eq!(view["putAway"], false, "that is news");
    let at_hq = hq.done("remains", json!({ "enrolment": view["enrolment"] }));
    assert_eq!(at_hq["letGoMs"], view["letGoMs"]);
}

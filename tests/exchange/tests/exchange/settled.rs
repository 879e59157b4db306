//! What is settled stays settled, whatever somebody adds who has no say in it (SYN-03, OWN-12).

use exchange_tests::forge::sign;
use exchange_tests::{Company, Laptop, Lead, on, on_day};
use facts::kind;
use facts::payload::{self, card_bytes};
use serde_json::{Value, json};

use crate::cases::{Late, assigned_to_li, ruling};

/// A card for Hua Sheng that nobody handed in at a fair.
fn away_from_fairs(laptop: &Laptop) -> String {
    let mut form = Lead::HUASHENG.form();
    form["fair"] = Value::Null;
    laptop.done("card_sign", form)["card"].as_str().expect("a card").to_owned()
}

/// An assignment that its author has no office for: a changed program signs it all the same.
fn assign_without_office(laptop: &Laptop, card: &str) {
    let act = payload::Assignment {
        card: card_bytes(Laptop::card_id(card)),
        person: Some(laptop.person.clone()),
        ..Default::default()
    };
    sign(laptop, kind::ASSIGNMENT, act.encode());
}

#[test]
fn a_helper_who_comes_after_a_decision_takes_nobody_his_appeal() {
    let late = Late::come(false);
    let [li, lin, ..] = &late.laptops;
    lin.done("case_decide", late.decision(lin, true));
    late.sync_all();
    assert_eq!(late.everybody("owner"), "sunwei");
    // The server registers the same outcome once more, now with a helper, and time makes that final.
    let wang = late.company.laptop("wangfang");
    away_from_fairs(&wang);
    wang.sync();
    late.sync_all();
    assert_eq!(late.everybody("helpers"), json!(["liqiang", "wangfang"]));
    late.company.time.set(on("20:00").plus_hours(220));
    late.sync_all();
    assert_eq!(
        (late.everybody("owner"), late.everybody("state")),
        (json!("sunwei"), json!("final"))
    );
    li.done("case_appeal", json!({ "card": late.card, "reason": "孙伟没有名片" }));
    late.sync_all();
    let case = late.everybody("case");
    assert_eq!((&case["authority"], &case["proposed"]["owner"]), (&json!("hq"), &json!("liqiang")));
}

#[test]
fn a_decision_about_another_question_never_comes_alive_again() {
    let (late, (wang, earliest)) = Late::come_after(false, |company| {
        let wang = company.laptop("wangfang");
        let card = away_from_fairs(&wang);
        (wang, card)
    });
    let [_, lin, ..] = &late.laptops;
    // He decides for Sun, and before anybody hears of it a still earlier card asks something else.
    late.company.time.set(on("20:00").plus_hours(121));
    lin.done("case_decide", late.decision(lin, true));
    wang.sync();
    lin.sync();
    late.sync_all();
    assert_eq!(late.everybody("case")["proposed"]["owner"], "wangfang");
    late.company.time.set(on("20:00").plus_hours(122));
    lin.done("case_decide", late.decision(lin, false));
    late.sync_all();
    assert_eq!((late.everybody("owner"), late.everybody("case")), (json!("liqiang"), Value::Null));
    late.company.time.set(on("20:00").plus_hours(123));
    wang.done("card_withdraw", json!({ "card": earliest, "reason": "记错了" }));
    wang.sync();
    late.sync_all();
    assert_eq!(late.everybody("owner"), "liqiang", "nobody has decided since");
    assert_eq!(late.everybody("case")["proposed"]["owner"], "sunwei");
}

#[test]
fn an_act_without_office_postpones_no_end_of_waiting() {
    let company = Company::start();
    // Sun's laptop stays away, so that only time ends the waiting.
    let [li, lin, wang, _sun] = company.laptops(["liqiang", "linguodong", "wangfang", "sunwei"]);
    let card = assigned_to_li(&company, &li, &lin);
    li.sync();
    let before = ruling(&li, &card);
    assert_eq!(before["state"], "registered");
    company.time.set(on("20:00").plus_hours(60));
    assign_without_office(&wang, &card);
    wang.sync();
    li.sync();
    let after = ruling(&li, &card);
    assert_ne!(after["hash"], before["hash"], "it is shown, as void");
    assert_eq!((&after["state"], &after["finalMs"]), (&before["state"], &before["finalMs"]));
    company.time.set(on("20:00").plus_hours(73));
    li.sync();
    assert_eq!(ruling(&li, &card)["state"], "final");
}

#[test]
fn whose_card_counts_opens_no_case_with_cards_of_his_own() {
    let company = Company::start();
    let [li, spare, lin] = company.laptops(["liqiang", "liqiang", "linguodong"]);
    company.time.set(on("09:00"));
    away_from_fairs(&spare);
    let card = assigned_to_li(&company, &li, &lin);
    company.time.set(on("20:00").plus_hours(100));
    [&li, &spare, &li].into_iter().for_each(Laptop::sync);
    let ruling = ruling(&li, &card);
    assert_eq!((&ruling["owner"], &ruling["state"]), (&json!("liqiang"), &json!("final")));
    assert_eq!(ruling["cards"].as_array().map(Vec::len), Some(2));
    assert_eq!(ruling["case"], Value::Null, "he has nothing to gain and nobody to ask");
}

#[test]
fn a_card_that_is_none_or_of_a_day_that_never_was_keeps_nobody_waiting() {
    let company = Company::start();
    // Pan's laptop stays away, so that only time ends the waiting.
    let [li, lin, sun, _pan] = company.laptops(["liqiang", "linguodong", "sunwei", "panyue"]);
    let card = assigned_to_li(&company, &li, &lin);
    let state = || {
        [&sun, &lin, &li].into_iter().for_each(Laptop::sync);
        ruling(&li, &card)["state"].clone()
    };
    assert_eq!(state(), "registered");
    company.time.set(on_day("2026-03-13", "10:00"));
    let again = sun.capture(Lead::HUASHENG);
    assert_eq!(state(), "provisional", "his day's package is still to come");
    sun.done("card_withdraw", json!({ "card": again, "reason": "看错了" }));
    assert_eq!(state(), "registered");
    company.time.set(on_day("2026-03-15", "10:00"));
    sun.capture(Lead::HUASHENG);
    assert_eq!(state(), "registered", "no package of that day will ever be sealed");
}

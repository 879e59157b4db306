//! Roadshows: so many a month, each with a photo, and two agree to what one costs (FAIR-19).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use exchange_tests::{Company, Laptop, all_sync, on_day};
use picture::Colour;
use serde_json::{Value, json};

/// The first month that is all of the product's: the company was founded in March.
const MONTH: &str = "2026-04";

fn photo(grey: u8) -> String {
    let pixels = vec![grey; 64 * 48 * 3];
    STANDARD.encode(Colour::new(64, 48, pixels).expect("as many as its size says").jpeg())
}

fn of_month(laptop: &Laptop) -> Value {
    laptop.done("roadshows", json!({ "month": MONTH }))
}

fn shows(laptop: &Laptop) -> Vec<Value> {
    of_month(laptop)["people"][0]["shows"].as_array().expect("roadshows").clone()
}

fn states(laptop: &Laptop) -> Vec<String> {
    shows(laptop).iter().map(|show| show["state"].as_str().expect("a state").to_owned()).collect()
}

fn written(day: &str, yuan: u32, gifts: &str) -> Value {
    json!({ "month": MONTH, "day": day, "place": "龙华天虹商场", "yuan": yuan, "gifts": gifts })
}

fn with(mut input: Value, more: &[(&str, Value)]) -> Value {
    for (name, value) in more {
        input[*name] = value.clone();
    }
    input
}

/// Keeps a photo for a roadshow and signs it with that.
fn shown(gao: &Laptop, input: Value, grey: u8) {
    let place = json!({
        "fair": format!("roadshows/{MONTH}"), "entry": input["entry"], "data": photo(grey),
    });
    let hash = gao.done("rival_photo_keep", place)["hash"].clone();
    gao.done("roadshow_save", with(input, &[("photo", hash)]));
}

#[test]
fn what_a_roadshow_costs_waits_for_two_who_agree_to_just_that() {
    let company = Company::start();
    let [gao, hq, shen, wang] = company.laptops(["gaofeng", "zhenghua", "shenyan", "wangfang"]);
    company.time.set(on_day("2026-04-02", "09:00"));
    assert_eq!(
        wang.fails("roadshow_save", written("2026-04-10", 0, "")).rule.as_deref(),
        Some("SYN-04")
    );
    assert_eq!(wang.fails("roadshows", json!({})).rule.as_deref(), Some("SYN-04"));
    assert_eq!(wang.done("roadshows_waiting", Value::Null), 0);
    assert_eq!(gao.fails("roadshow_save", written("2026-05-01", 0, "")).code, "field.day");
    gao.done("roadshow_save", written("2026-04-03", 0, ""));
    gao.done("roadshow_save", written("2026-04-10", 800, ""));
    assert_eq!(states(&gao), ["planned", "waits"], "what costs nothing needs nobody's word");
    all_sync(&[&gao, &hq, &shen, &wang]);
    assert_eq!((hq.done("roadshows_waiting", Value::Null), shows(&hq).len()), (json!(1), 2));

    let version = |laptop: &Laptop| shows(laptop)[1]["version"].clone();
    let word = |agrees: bool, words: &str| json!({ "month": MONTH, "version": version(&gao), "agrees": agrees, "words": words });
    assert_eq!(gao.fails("roadshow_word", word(true, "")).rule.as_deref(), Some("SYN-04"));
    assert_eq!(hq.fails("roadshow_word", word(false, " ")).code, "field.missing");
    hq.done("roadshow_word", word(true, ""));
    all_sync(&[&hq, &shen, &gao]);
    assert_eq!(states(&gao)[1], "waits", "one is not two");
    assert_eq!(hq.done("roadshows_waiting", Value::Null), 0, "he has said it");
    shen.done("roadshow_word", word(true, ""));
    all_sync(&[&shen, &gao]);
    assert_eq!(states(&gao)[1], "planned");

    // More words change nothing; more money asks anew, and a word on what is no longer there is refused.
    let entry = shows(&gao)[1]["entry"].clone();
    let anew = |yuan| {
        with(
            written("2026-04-10", yuan, ""),
            &[("entry", entry.clone()), ("remarks", json!("两块展板"))],
        )
    };
    let before = word(true, "");
    gao.done("roadshow_save", anew(800));
    assert_eq!(states(&gao)[1], "planned");
    gao.done("roadshow_save", anew(1_200));
    assert_eq!(states(&gao)[1], "waits");
    all_sync(&[&gao, &hq, &shen]);
    assert_eq!(hq.fails("roadshow_word", before).code, "roadshow.changed");
    shen.done("roadshow_word", word(false, "超出预算，请压到 800 元以内"));
    all_sync(&[&shen, &gao]);
    assert_eq!(states(&gao)[1], "refused");
    assert_eq!(shows(&gao)[1]["words"][0]["text"], "超出预算，请压到 800 元以内");
    gao.done("roadshow_save", anew(800));
    assert_eq!(states(&gao)[1], "planned", "both agreed to this before");
}

#[test]
fn a_month_of_too_few_is_proposed_to_headquarters_and_decided_after_he_was_heard() {
    let company = Company::start();
    let [gao, hq, wang] = company.laptops(["gaofeng", "zhenghua", "wangfang"]);
    company.time.set(on_day("2026-04-02", "09:00"));
    for (nth, day) in ["2026-04-03", "2026-04-10", "2026-04-17", "2026-04-24"].iter().enumerate() {
        company.time.set(on_day(day, "18:00"));
        gao.done("roadshow_save", written(day, 0, ""));
        if nth < 3 {
            let entry = shows(&gao)[nth]["entry"].clone();
            shown(&gao, with(written(day, 0, ""), &[("entry", entry)]), 40 + nth as u8);
        }
    }
    company.time.set(on_day("2026-04-25", "09:00"));
    all_sync(&[&gao, &hq, &wang]);
    assert_eq!(states(&hq), ["counts", "counts", "counts", "unseen"]);
    let person = of_month(&hq)["people"][0].clone();
    assert_eq!(
        (&person["counted"], &person["wanted"], &person["over"]),
        (&json!(3), &json!(4), &json!(false))
    );
    let photo = json!({
        "fair": format!("roadshows/{MONTH}"), "entry": null, "hash": shows(&hq)[0]["photo"],
    });
    assert_eq!(
        hq.done("rival_photo", photo.clone())["state"],
        "here",
        "it travels with the records"
    );
    assert_eq!(wang.fails("rival_photo", photo).rule.as_deref(), Some("SYN-04"));

    // A clock turned back makes the month no longer.
    company.time.set(on_day("2026-05-04", "09:00"));
    all_sync(&[&gao, &hq]);
    gao.clock.show(on_day("2026-04-30", "20:00"));
    let last = shows(&gao)[3]["entry"].clone();
    shown(&gao, with(written("2026-04-24", 0, ""), &[("entry", last)]), 77);
    all_sync(&[&gao, &hq]);
    assert_eq!(states(&hq)[3], "late");

    let march = hq.done("fair_review", json!({ "fair": "roadshows/2026-03" }));
    assert_eq!(march["affairs"], json!([]), "the company was founded in the middle of it");
    let month = json!({ "fair": format!("roadshows/{MONTH}") });
    let affairs =
        hq.done("fair_review", month.clone())["affairs"].as_array().expect("affairs").clone();
    let [affair] = affairs.as_slice() else { panic!("{affairs:#?}") };
    assert_eq!(
        (&affair["rule"], &affair["measure"], &affair["amount"]),
        (&json!("FAIR-19"), &json!("fine"), &json!(50))
    );
    assert_eq!((&affair["name"], &affair["fairName"]), (&json!("高峰"), &json!(MONTH)));
    assert!(wang.fails("fair_review", month).rule.is_some());
    let matter = affair["matter"].clone();
    let decide = json!({ "matter": matter, "verdict": "waive", "amount": null, "reason": "照片补交，情况属实" });
    assert_eq!(
        hq.fails("penalty_decide", decide.clone()).rule.as_deref(),
        Some("PEN-01"),
        "unheard"
    );
    hq.done("penalty_tell", json!({ "matter": matter, "text": "四月少一场" }));
    all_sync(&[&hq, &gao]);
    let mine = gao.done("about_me", Value::Null);
    assert_eq!(mine[0]["matter"], matter, "{mine:#}");
    gao.done(
        "penalty_hear",
        json!({ "matter": matter, "declines": false, "text": "24 日下雨，照片当时没有存上" }),
    );
    all_sync(&[&gao, &hq]);
    hq.done("penalty_decide", decide);
    all_sync(&[&hq, &gao]);
    assert_eq!(gao.done("about_me", Value::Null)[0]["decision"]["verdict"], "waive");
}

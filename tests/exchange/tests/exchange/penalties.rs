//! A proposal is explained to the person concerned, and his days begin when that has reached him (PEN-01,
//! decision 0053).

use exchange_tests::{Company, Laptop, Lead, all_sync, on, on_day};
use serde_json::{Value, json};

/// The fair's three packages are missing at headquarters; the newest stands first.
fn affairs(hq: &Laptop) -> Vec<Value> {
    hq.done("fair_review", json!({ "fair": "F1" }))["affairs"].as_array().expect("affairs").clone()
}

fn decide(affair: &Value) -> Value {
    json!({ "matter": affair["matter"], "verdict": "uphold", "amount": null, "reason": "情况属实" })
}

#[test]
fn who_has_not_heard_of_it_is_not_silent() {
    let company = Company::start();
    let [lin, wang, hq] = company.laptops(["linguodong", "wangfang", "zhenghua"]);
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    all_sync(&[&wang, &lin, &hq]);
    company.time.set(on_day("2026-03-17", "09:00"));
    hq.sync();
    let missing = affairs(&hq);
    assert!(missing.len() >= 2, "{missing:#?}");
    assert_eq!(missing[0]["matter"]["person"], "linguodong");
    let tell = |affair: &Value, spoken: bool| {
        let text = "当晚须封存，请说明原因";
        hq.done(
            "penalty_tell",
            json!({ "matter": affair["matter"], "text": text, "spoken": spoken }),
        );
    };
    // The desk of packages counts those that wait, and leads to them.
    let waiting = || {
        let packages = hq.done("hq", Value::Null)["packages"].as_array().expect("packages").clone();
        packages.iter().filter(|row| row["fair"] == "F1" && row["proposal"] == "open").count()
    };
    let packages = missing.iter().filter(|one| one["matter"]["offence"] == "package_missing");
    let packages = packages.count();
    assert_eq!(waiting(), packages);
    tell(&missing[0], false);
    tell(&missing[1], true);
    let [written, spoken] = [&affairs(&hq)[0], &affairs(&hq)[1]].map(Value::clone);
    assert_eq!((&written["reached"], &written["maySpeakUntilMs"]), (&Value::Null, &Value::Null));
    assert_eq!(spoken["reached"]["way"], "spoken");
    hq.sync();

    // A week in which his laptop stays shut: whoever was spoken with has been silent, and he has not.
    company.time.set(on_day("2026-03-24", "09:00"));
    hq.sync();
    assert_eq!(hq.fails("penalty_decide", decide(&written)).rule.as_deref(), Some("PEN-01"));
    hq.done("penalty_decide", decide(&spoken));
    assert_eq!(waiting(), packages - 1);

    all_sync(&[&lin, &hq]);
    let mine = lin.done("about_me", Value::Null);
    assert_eq!(mine[0]["told"][0]["text"], "当晚须封存，请说明原因", "{mine:#}");
    let now = affairs(&hq)[0].clone();
    assert_eq!(
        now["reached"],
        json!({ "atMs": on_day("2026-03-24", "09:00").0, "way": "written" })
    );
    assert_eq!(hq.fails("penalty_decide", decide(&now)).rule.as_deref(), Some("PEN-01"));
    let delivered =
        || lin.records().into_values().filter(|one| one.kind() == "fair.penalty_delivered").count();
    assert_eq!(delivered(), 2);
    all_sync(&[&lin, &wang, &hq]);
    assert_eq!(delivered(), 2, "it says so once");
    assert!(wang.records().into_values().all(|one| !one.kind().starts_with("fair.penalty")));

    company.time.set(on_day("2026-03-28", "09:00"));
    hq.sync();
    hq.done("penalty_decide", decide(&now));
}

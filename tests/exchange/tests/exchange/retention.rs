//! Customers about whom nobody said anything for three years are proposed to headquarters for erasing, and
//! nothing is erased by itself (SEC-01, SYN-09).

use exchange_tests::{Company, Laptop, Lead, on, on_day};
use serde_json::{Value, json};

fn proposed(hq: &Laptop) -> Vec<String> {
    let view = hq.done("retention", Value::Null);
    assert_eq!(view["total"], json!(view["rows"].as_array().expect("rows").len()));
    let rows = view["rows"].as_array().expect("rows").iter();
    rows.map(|row| row["card"].as_str().expect("a card").to_owned()).collect()
}

#[test]
fn what_nobody_touched_for_three_years_is_proposed_and_erased_only_at_headquarters_word() {
    let company = Company::start();
    let [wang, lin, hq] = company.laptops(["wangfang", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    let old = wang.capture(Lead::HUASHENG);
    let older = wang
        .capture(Lead { company: "深圳北斗导航有限公司", phone: "", ..Lead::HUASHENG });
    let alive = wang.capture(Lead::DINGLI);
    for laptop in [&wang, &lin, &hq] {
        laptop.sync();
    }
    company.time.set(on_day("2026-03-20", "10:00"));
    let call =
        |card: &str| json!({ "card": card, "channel": "phone", "connected": true, "text": "x" });
    wang.done("follow_up", call(&old));
    company.time.set(on_day("2028-01-10", "10:00"));
    wang.done("follow_up", call(&alive));
    wang.sync();

    company.time.set(on_day("2029-03-12", "20:00"));
    hq.sync();
    assert_eq!(proposed(&hq), [""; 0], "the last day is over at midnight");
    company.time.set(on_day("2029-03-13", "08:00"));
    assert_eq!(proposed(&hq), [older.as_str()]);
    company.time.set(on_day("2029-03-21", "08:00"));
    assert_eq!(proposed(&hq), [older.as_str(), old.as_str()], "untouched for longest first");
    for laptop in [&hq, &lin] {
        laptop.sync();
    }
    assert_eq!((hq.holds(&old), lin.holds(&old)), (Some(true), Some(true)), "nothing by itself");

    let refused = lin.fails("retention", Value::Null);
    assert_eq!(refused.rule.as_deref(), Some("SYN-04"));
    let order = |cards: Value| json!({ "cards": cards, "reason": "到期" });
    assert_eq!(lin.fails("erase_proposed", order(json!([old]))).rule.as_deref(), Some("SYN-04"));
    let refused = hq.fails("erase_proposed", order(json!([old, alive])));
    assert_eq!(refused.code, "card.not_proposed", "all of it or none");
    assert_eq!(proposed(&hq).len(), 2);
    hq.done("erase_proposed", order(json!([old])));
    assert_eq!(proposed(&hq), [older.as_str()], "once is enough");
    for laptop in [&hq, &lin] {
        laptop.sync();
    }
    assert_eq!((hq.holds(&old), lin.holds(&old)), (Some(false), Some(false)));
    assert_eq!((lin.holds(&older), lin.holds(&alive)), (Some(true), Some(true)));
}

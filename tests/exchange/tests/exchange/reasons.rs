//! The reasons that a ruling gives are what really happened.

use exchange_tests::{Company, Laptop, Lead, on};
use serde_json::{Value, json};

/// The arguments of one reason of the ruling on a card.
fn args(laptop: &Laptop, card: &str, key: &str) -> Value {
    let reasons = laptop.lead(card).expect("held")["ruling"]["reasons"].clone();
    let found = reasons.as_array().expect("reasons").iter().find(|reason| reason["key"] == key);
    found.unwrap_or_else(|| panic!("{key}: {reasons}"))["args"].clone()
}

#[test]
fn whoever_helps_a_new_owner_is_told_of_a_second_card_only_where_there_is_one() {
    let (company, [wang, li, lin, hq]) =
        Company::at_the_fair(["wangfang", "liqiang", "linguodong", "zhenghua"]);
    let card = wang.capture(Lead::HUASHENG);
    for laptop in [&wang, &lin, &hq] {
        laptop.sync();
    }
    company.time.set(on("20:00"));
    let to = json!({ "card": card, "to": "sunwei", "reason": "公司决定", "override": true });
    hq.done("assign", to);
    for laptop in [&hq, &wang] {
        laptop.sync();
        let helpers = args(laptop, &card, "helpers");
        assert_eq!((&helpers["who"], &helpers["whom"]), (&json!("王芳"), &json!("孙伟")));
        assert_eq!(helpers["alone"], true, "{}", laptop.person);
    }
    li.capture(Lead::HUASHENG);
    for laptop in [&li, &hq] {
        laptop.sync();
    }
    assert_eq!(args(&hq, &card, "helpers")["alone"], Value::Null, "now there are two");
}

#[test]
fn a_card_that_counts_for_nothing_is_not_said_to_lack_a_place() {
    let company = Company::start();
    let [li, wang, hq] = company.laptops(["liqiang", "wangfang", "zhenghua"]);
    company.time.set(on("10:00"));
    let people = hq.done("people", Value::Null);
    let people = people.as_array().expect("people");
    let of_li = people.iter().find(|row| row["id"] == "liqiang").expect("one of them");
    let enrolment = of_li["devices"][0]["enrolment"].clone();
    hq.done("revoke", json!({ "enrolment": enrolment, "reason": "丢失" }));
    hq.sync();
    company.time.set(on("11:00"));
    let after = li.capture(Lead::DINGLI);
    let nowhere = wang.capture(Lead { site: "", ..Lead::HUASHENG });
    for laptop in [&li, &wang, &hq] {
        laptop.sync();
    }
    assert_eq!(args(&hq, &after, "territory")["noCard"], true);
    assert_eq!(args(&hq, &nowhere, "territory")["noCard"], Value::Null, "nobody wrote one");
}

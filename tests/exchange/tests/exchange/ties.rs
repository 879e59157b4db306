//! Signatures in one and the same millisecond (DUP-07).

use exchange_tests::{Company, Laptop, Lead, on};
use serde_json::{Value, json};

fn ruling(laptop: &Laptop, card: &str) -> Value {
    laptop.lead(card).expect("held")["ruling"].clone()
}

#[test]
fn signed_in_the_same_millisecond_there_is_one_answer_on_every_machine_until_a_person_decides() {
    let company = Company::start();
    let people = ["wangfang", "liqiang", "zhoumin", "linguodong"];
    let [wang, li, zhou, lin] = company.laptops(people);
    company.time.set(on("10:42"));
    let cards = [&wang, &li, &zhou].map(|laptop| laptop.capture(Lead::HUASHENG));
    company.time.set(on("17:30"));
    // In whatever order they come to whomever.
    for laptop in [&zhou, &wang, &li] {
        laptop.hand_in_by_file(&lin, &company.stick());
    }
    for laptop in [&li, &lin, &zhou, &wang, &li, &lin, &zhou] {
        laptop.sync();
    }
    let all = [&wang, &li, &zhou, &lin];
    let signed: Vec<Value> = ruling(&lin, &cards[0])["cards"]
        .as_array()
        .expect("cards")
        .iter()
        .map(|card| card["atMs"].clone())
        .collect();
    assert_eq!(signed, vec![json!(on("10:42").0); 3], "to the millisecond");
    let first = ruling(&wang, &cards[0]);
    assert_eq!(first["undecided"], true, "a lot is for the meantime only");
    assert!(cards.iter().any(|card| first["effective"] == json!(card)));
    for (laptop, card) in all.into_iter().zip(cards.iter().cycle()) {
        let here = ruling(laptop, card);
        for field in ["effective", "owner", "hash", "undecided"] {
            assert_eq!(here[field], first[field], "{}: {field}", laptop.person);
        }
    }
    // A person decides, and that is that.
    company.time.set(on("20:00"));
    let assign =
        json!({ "card": cards[0], "to": "zhoumin", "reason": "共同讨论", "override": false });
    lin.done("assign", assign);
    for laptop in [&lin, &wang, &li, &zhou] {
        laptop.sync();
    }
    for laptop in all {
        let settled = ruling(laptop, &cards[0]);
        assert_eq!((&settled["owner"], &settled["undecided"]), (&json!("zhoumin"), &json!(false)));
    }
}

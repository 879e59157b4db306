//! A mistake of the server empties no laptop (failures 74): before much goes that no signed act takes, its
//! person is asked.

use exchange_tests::{Laptop, Lead, Loaded};
use serde_json::{Value, json};

#[test]
fn a_mistake_of_the_server_empties_no_laptop() {
    let mut loaded = Loaded::with(30);
    loaded.mistake();
    loaded.li.sync();
    assert_eq!(loaded.held(), 30);
    let asked = loaded.asked();
    assert_eq!(
        (&asked["leads"], &asked["held"], &asked["putOff"]),
        (&json!(30), &json!(30), &json!(false))
    );
    assert_eq!(asked["rows"][0]["by"], "", "nobody signed that");
    // Everything else goes on.
    let own = loaded.li.capture(Lead::DINGLI);
    loaded.li.sync();
    assert_eq!((loaded.li.unsent(), loaded.li.holds(&own)), (0, Some(true)));
    let shown = asked["asked"].clone();
    loaded.li.done("let_go_answer", json!({ "remove": false, "asked": shown }));
    loaded.li.sync();
    assert_eq!((loaded.held(), &loaded.asked()["putOff"]), (30, &json!(true)));
    assert_eq!(loaded.company.let_go_by(&loaded.li), []);
    // He finds it right after all.
    loaded.li.done("let_go_answer", json!({ "remove": true, "asked": shown }));
    loaded.li.sync();
    assert_eq!((loaded.held(), loaded.asked()), (0, Value::Null));
    assert_eq!(loaded.company.let_go_by(&loaded.li), [(30, 30, 0)]);
    assert_eq!(loaded.li.holds(&own), Some(true));
}

#[test]
fn small_mistakes_add_up() {
    let mut loaded = Loaded::with(40);
    let all = std::mem::take(&mut loaded.cards);
    for (first, left) in [(0, 20), (20, 20)] {
        loaded.cards = all[first..first + 20].to_vec();
        loaded.mistake();
        loaded.li.sync();
        let held = all.iter().filter(|card| loaded.li.holds(card).is_some()).count();
        assert_eq!(held, left, "after {first}");
    }
    assert_eq!(loaded.asked()["leads"], 20);
}

#[test]
fn what_the_supervisor_gives_away_at_once_is_asked_about_and_headquarters_act_is_not() {
    let loaded = Loaded::with(30);
    let (by_lin, by_hq) = loaded.cards.split_at(24);
    for card in by_lin {
        loaded.lin.done("assign", json!({ "card": card, "to": "sunwei", "reason": "换人" }));
    }
    loaded.lin.sync();
    loaded.li.sync();
    assert_eq!((loaded.held(), &loaded.asked()["leads"]), (30, &json!(24)));
    let row = loaded.asked()["rows"][0].clone();
    assert_eq!(
        (&row["by"], &row["to"], &row["why"]),
        (&json!("林国栋"), &json!("孙伟"), &json!("换人"))
    );
    for card in by_hq {
        let args = json!({ "card": card, "to": "sunwei", "reason": "公司决定", "override": true });
        loaded.hq.done("assign", args);
    }
    loaded.hq.sync();
    loaded.li.sync();
    assert_eq!(loaded.held(), 24, "headquarters has signed that");
    for card in by_lin {
        let args = json!({ "card": card, "to": "sunwei", "reason": "公司决定", "override": true });
        loaded.hq.done("assign", args);
    }
    loaded.hq.sync();
    loaded.li.sync();
    assert_eq!((loaded.held(), loaded.asked()), (0, Value::Null));
}

#[test]
fn he_agrees_to_what_he_was_shown_and_to_nothing_that_was_heard_since() {
    let mut loaded = Loaded::with(60);
    let all = std::mem::take(&mut loaded.cards);
    let (first, others) = all.split_at(30);
    loaded.cards = first.to_vec();
    loaded.mistake();
    loaded.li.sync();
    let shown = loaded.asked();
    assert_eq!(shown["leads"], 30);
    // While he reads that, the laptop hears of more.
    loaded.cards = others.to_vec();
    loaded.mistake();
    loaded.li.sync();
    loaded.li.done("let_go_answer", json!({ "remove": true, "asked": shown["asked"] }));
    loaded.li.sync();
    let held =
        |cards: &[String]| cards.iter().filter(|card| loaded.li.holds(card).is_some()).count();
    assert_eq!((held(first), held(others), &loaded.asked()["leads"]), (0, 30, &json!(30)));
    // Nor does he put off what he has not seen.
    loaded.li.done("let_go_answer", json!({ "remove": false, "asked": shown["asked"] }));
    assert_eq!(loaded.asked()["putOff"], false);
    // What another store of the server once asked is another question.
    let mut elsewhere = loaded.asked()["asked"].clone();
    elsewhere["epoch"] = json!("00");
    loaded.li.done("let_go_answer", json!({ "remove": true, "asked": elsewhere }));
    loaded.li.sync();
    assert_eq!((held(others), &loaded.asked()["leads"]), (30, &json!(30)));
}

#[test]
fn an_act_that_gave_them_to_him_does_not_take_them() {
    let mut loaded = Loaded::with(30);
    for card in &loaded.cards {
        let to_him =
            json!({ "card": card, "to": "liqiang", "reason": "公司决定", "override": true });
        loaded.hq.done("assign", to_him);
    }
    loaded.hq.sync();
    loaded.li.sync();
    let company = loaded.company.ledger().clone();
    let founding = move |card: &str| {
        let about = company.about(Laptop::card_id(card)).expect("the ledger");
        let by_hq = about.into_iter().find(|record| {
            record.kind() == facts::kind::ASSIGNMENT && record.envelope().author == "zhenghua"
        });
        Some(by_hq.expect("headquarters' act").id())
    };
    loaded.mistake_that_cites(founding);
    loaded.li.sync();
    assert_eq!((loaded.held(), &loaded.asked()["leads"]), (30, &json!(30)));
}

#[test]
fn that_he_had_left_once_takes_nothing_from_whoever_is_back() {
    let mut loaded = Loaded::with(30);
    let left = loaded.hq.write_person("liqiang", true);
    loaded.hq.write_person("liqiang", false);
    loaded.li.sync();
    loaded.mistake_that_cites(|_| Some(left));
    loaded.li.sync();
    assert_eq!((loaded.held(), &loaded.asked()["leads"]), (30, &json!(30)));
}

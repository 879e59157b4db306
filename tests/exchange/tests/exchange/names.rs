//! A changed program that names thousands in one record: what that costs the others, counted and not timed
//! (decision 0051).

use domain::time::Instant;
use domain::{CardId, PersonId};
use exchange_tests::forge::sign;
use exchange_tests::{Company, Laptop, Lead};
use facts::payload::{self, CardBytes, card_bytes};
use facts::{kind, names};
use serde_json::{Value, json};

/// Ids of cards that nobody signed, as the person would have made them.
fn cards_of_nobody(person: &str, cards: usize) -> Vec<CardBytes> {
    let id = |n: usize| {
        let drawn = n.to_be_bytes()[3..].try_into().expect("five of eight bytes");
        card_bytes(CardId::mint(&PersonId::new(person), Instant(0), drawn))
    };
    (0..cards).map(id).collect()
}

fn of_kind(laptop: &Laptop, kind: &str) -> usize {
    laptop.records().values().filter(|record| record.kind() == kind).count()
}

/// What it costs the supervisor to hear of somebody's new card.
fn of_a_card(from: &Laptop, to: &Laptop, number: usize) -> u64 {
    let (company, phone) = (format!("惠州第{number}模具有限公司"), format!("137{number:08}"));
    from.capture(Lead { company: &company, phone: &phone, ..Lead::DINGLI });
    from.sync();
    to.effort("sync_now", Value::Null)
}

#[test]
fn a_deal_by_somebody_without_office_makes_nobody_sign_deliveries() {
    let (_company, [wang, li]) = Company::at_the_fair(["wangfang", "liqiang"]);
    let dealt =
        |card| payload::Dealt { card, class: "a".to_owned(), person: "wangfang".to_owned() };
    let deal = payload::Deal {
        fair: "F1".to_owned(),
        dealt: cards_of_nobody("liqiang", 500).into_iter().map(dealt).collect(),
        among: vec![payload::Seat { person: "wangfang".to_owned(), had: 0 }],
        scope: "pool".to_owned(),
        reason: String::new(),
    };
    sign(&li, kind::DEAL, deal.encode());
    li.sync();
    wang.sync();
    assert_eq!(of_kind(&wang, kind::DEAL), 1, "the team reads what was dealt");
    assert_eq!(of_kind(&wang, kind::DELIVERY), 0);
}

#[test]
fn a_hand_in_of_thousands_that_a_colleague_invents_costs_what_its_bytes_do() {
    let (_company, [wang, li, lin]) = Company::at_the_fair(["wangfang", "liqiang", "linguodong"]);
    let taking = |kind, said: Vec<u8>| {
        sign(&li, kind, said);
        li.sync();
        lin.effort("sync_now", Value::Null)
    };
    let hand_in = |cards: Vec<CardBytes>| {
        let (fair, day) = ("F1".to_owned(), "2026-03-12".to_owned());
        payload::HandIn { fair, day, cards, ..payload::HandIn::default() }.encode()
    };
    for number in 0..10 {
        of_a_card(&wang, &lin, number);
    }
    let before = of_a_card(&wang, &lin, 1_000);
    let of_few = taking(kind::HAND_IN, hand_in(cards_of_nobody("wangfang", 1)));
    let of_many = taking(kind::HAND_IN, hand_in(cards_of_nobody("wangfang", 3_000)));
    assert_eq!(of_kind(&lin, kind::HAND_IN), 2, "he reads his fair's hand-ins");
    assert!(of_many < of_few + 100, "{of_few} for one name, {of_many} for three thousand");
    let after = of_a_card(&wang, &lin, 1_001);
    assert!((after as f64) < before as f64 * 1.5 + 20.0, "a card: {before}, and then {after}");
}

#[test]
fn who_countersigns_more_than_a_record_may_name_says_it_in_several() {
    let (_company, [wang, lin]) = Company::at_the_fair(["wangfang", "linguodong"]);
    let card = wang.capture(Lead::HUASHENG);
    wang.sync();
    lin.sync();
    let before = of_kind(&lin, kind::COUNTERSIGN);
    let cards = vec![card; names::CARDS_NAMED_MAX + 1];
    lin.done("countersign", json!({ "cards": cards }));
    assert_eq!(of_kind(&lin, kind::COUNTERSIGN), before + 2);
    let records = lin.records();
    let said = records.values().filter(|record| record.kind() == kind::COUNTERSIGN);
    let damaged: usize = said.filter(|record| facts::Fact::read(record).is_err()).count();
    assert_eq!(damaged, 0, "each of them reads");
}

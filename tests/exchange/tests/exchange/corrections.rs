//! What was signed is corrected with a leader's approval, of exactly one version (ORD-02, ORD-15).

use exchange_tests::{Company, Laptop, Lead, on};
use serde_json::{Value, json};

fn ask(laptop: &Laptop, card: &str, set: Value) -> String {
    let args = json!({ "card": card, "set": set, "reason": "写错了" });
    laptop.done("card_correct", args)["correction"].as_str().expect("an id").to_owned()
}

fn decide(laptop: &Laptop, card: &str, correction: &str, approve: bool) {
    laptop.done("correction_decide", word(card, correction, approve));
}

fn word(card: &str, correction: &str, approve: bool) -> Value {
    json!({ "card": card, "correction": correction, "approve": approve, "reason": "核对过名片" })
}

fn field(laptop: &Laptop, card: &str, name: &str) -> Value {
    laptop.lead(card).expect("held")["fields"][name].clone()
}

fn states(laptop: &Laptop, card: &str) -> Vec<Value> {
    let corrections = laptop.lead(card).expect("held")["corrections"].clone();
    let corrections = corrections.as_array().expect("a list").iter();
    corrections.map(|correction| correction["state"].clone()).collect()
}

fn hash(laptop: &Laptop, card: &str) -> Value {
    laptop.lead(card).expect("held")["ruling"]["hash"].clone()
}

/// Both hear what the other has, by the server.
fn meet(from: &Laptop, to: &Laptop) {
    [from, to, from].into_iter().for_each(Laptop::sync);
}

/// 王芳 has handed a card in to 林国栋, who supervises her fair.
fn handed_in(company: &Company) -> ([Laptop; 2], String) {
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    meet(&wang, &lin);
    ([wang, lin], card)
}

#[test]
fn what_nobody_approved_changes_nothing_and_stays_visible() {
    let company = Company::start();
    let ([wang, lin], card) = handed_in(&company);
    let before = hash(&wang, &card);
    ask(&wang, &card, json!({ "matter": "电机", "phone": "13900000000" }));
    meet(&wang, &lin);
    for laptop in [&wang, &lin] {
        assert_eq!(hash(laptop, &card), before, "the ruling has the same bytes");
        assert_eq!(field(laptop, &card, "matter"), Lead::HUASHENG.matter);
        assert_eq!(states(laptop, &card), ["waits"]);
    }
    let waiting = lin.done("corrections", Value::Null);
    let asked = &waiting[0]["correction"];
    assert_eq!(asked["mayDecide"], true);
    assert_eq!(asked["newCard"], true);
    assert_eq!(
        asked["fields"],
        json!([
            { "name": "phone", "was": Lead::HUASHENG.phone, "now": "13900000000" },
            { "name": "matter", "was": Lead::HUASHENG.matter, "now": "电机" },
        ])
    );
    // Neither she herself, who would, nor a free field by the same name, goes around him.
    let id = asked["id"].as_str().expect("an id");
    let failure = wang.fails("correction_decide", word(&card, id, true));
    assert_eq!(failure.rule.as_deref(), Some("ORD-15"));
    let note = json!({ "card": card, "fields": { "matter": "电机" } });
    assert_eq!(wang.fails("note_edit", note).rule.as_deref(), Some("ORD-15"));
    let signed = json!({ "card": card, "source": "business_card", "company": "甲", "person": "乙", "matter": "丙" });
    assert_eq!(wang.fails("card_sign", signed).code, "card.already_signed");
    // She sees that it waits; it is not hers to decide.
    let hers = wang.done("corrections", Value::Null);
    assert_eq!(
        (&hers[0]["correction"]["id"], &hers[0]["correction"]["mayDecide"]),
        (&json!(id), &json!(false))
    );
    decide(&lin, &card, id, false);
    assert_eq!(lin.done("corrections", Value::Null), json!([]), "what is decided waits no more");
    meet(&lin, &wang);
    assert_eq!(states(&wang, &card), ["rejected"]);
    assert_eq!(hash(&wang, &card), before);
}

#[test]
fn a_word_on_one_version_is_no_word_on_the_next() {
    let company = Company::start();
    let ([wang, lin], card) = handed_in(&company);
    let second = ask(&wang, &card, json!({ "matter": "电机" }));
    meet(&wang, &lin);
    // Meanwhile she has thought again.
    company.time.set(on("10:05"));
    let third = ask(&wang, &card, json!({ "matter": "减速机" }));
    decide(&lin, &card, &second, true);
    meet(&lin, &wang);
    for laptop in [&wang, &lin] {
        assert_eq!(field(laptop, &card, "matter"), "电机");
        assert_eq!(states(laptop, &card), ["approved", "waits"]);
    }
    let failure = lin.fails("correction_decide", word(&card, &second, false));
    assert_eq!(failure.code, "correction.decided");
    decide(&lin, &card, &third, true);
    assert_eq!(field(&lin, &card, "matter"), "减速机");
}

#[test]
fn whoever_corrects_the_customer_signs_a_new_card() {
    let company = Company::start();
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    company.time.set(on("10:00"));
    let card = wang
        .capture(Lead { company: "东莞华胜电子有限公司", phone: "", ..Lead::HUASHENG });
    company.time.set(on("10:30"));
    let his = li.capture(Lead::HUASHENG);
    company.time.set(on("11:00"));
    let correction = ask(&wang, &card, json!({ "company": Lead::HUASHENG.company }));
    meet(&wang, &lin);
    meet(&li, &lin);
    assert_eq!(lin.lead(&card).expect("held")["ruling"]["effective"], json!(card));
    decide(&lin, &card, &correction, true);
    let ruling = lin.lead(&card).expect("held")["ruling"].clone();
    assert_eq!(ruling["effective"], json!(his), "his was signed before her correction");
    assert!(ruling["rules"].as_array().expect("rules").contains(&json!("ORD-15")));
    let reasons = ruling["reasons"].as_array().expect("reasons");
    let why = reasons.iter().find(|reason| reason["key"] == "corrected").expect("said why");
    assert_eq!(why["args"]["insteadOfMs"], json!(on("10:00").0));
    assert_eq!(why["args"]["atMs"], json!(on("11:00").0));
    // Both hear of it, from whomever.
    for laptop in [&lin, &wang, &li] {
        laptop.sync();
    }
    for laptop in [&lin, &wang, &li] {
        laptop.sync();
    }
    assert_eq!(wang.lead(&card).expect("held")["ruling"]["effective"], json!(his));
    assert_eq!(hash(&wang, &card), hash(&li, &his));
    assert_eq!(hash(&wang, &card), hash(&lin, &card));
    // A colleague who does not read her card learns what a ruling needs, and no word of hers.
    let seen = li.lead(&card).expect("held");
    assert_eq!(seen["fields"], Value::Null);
    assert_eq!(seen["corrections"][0]["fields"][0]["now"], Value::Null);
}

#[test]
fn what_is_erased_is_erased_from_corrections_too() {
    let company = Company::start();
    let ([wang, lin], card) = handed_in(&company);
    let hq = company.laptop("zhenghua");
    let correction = ask(&wang, &card, json!({ "person": "赵不凡" }));
    meet(&wang, &lin);
    decide(&lin, &card, &correction, true);
    for laptop in [&wang, &lin, &hq] {
        laptop.sync();
    }
    assert_eq!(field(&hq, &card, "person"), "赵不凡");
    hq.done("erase", json!({ "card": card, "reason": "本人要求" }));
    for laptop in [&hq, &wang, &lin] {
        laptop.sync();
    }
    for laptop in [&hq, &wang, &lin] {
        let view = laptop.lead(&card).expect("held");
        assert!(!view.to_string().contains("赵不凡"), "{}", laptop.person);
        assert_eq!(view["corrections"][0]["state"], "approved");
    }
    let failure = wang.fails("card_correct", json!({ "card": card, "set": { "matter": "x" } }));
    assert_eq!(failure.code, "card.erased");
}

//! What is written beside a card for few (SEC-04, design: visibility classes): for its author only, or in
//! confidence. Planted words are looked for in everything that a laptop holds, and in what it searches.

use exchange_tests::{Company, Laptop, Lead, all_sync, on};
use facts::{kind, payload};
use serde_json::{Value, json};

const PRIVATE: &str = "金丝雀私人甲";
const SECRET: &str = "金丝雀秘密乙";
const LATER: &str = "金丝雀秘密丙";

fn write(laptop: &Laptop, card: &str, class: &str, text: &str) {
    let shown = sheet(laptop, card, class, "");
    let seen: Vec<Value> = fields(&shown, "note")
        .into_iter()
        .flat_map(|text| text["seen"].as_array().expect("marks").clone())
        .collect();
    let input = json!({
        "card": card, "class": class, "fields": { "note": text }, "seen": { "note": seen },
    });
    laptop.done("note_edit", input);
}

/// What somebody's page shows of a class; by somebody else's name, or his own without one.
fn sheet(laptop: &Laptop, card: &str, class: &str, author: &str) -> Value {
    let me = laptop.done("session", Value::Null)["name"].clone();
    let author = if author.is_empty() { me } else { json!(author) };
    let notes = laptop.lead(card).expect("held")["notes"].clone();
    let of = |sheet: &&Value| {
        sheet["card"] == card
            && sheet["class"] == class
            && (class == "shared" || sheet["author"] == author)
    };
    notes.as_array().expect("sheets").iter().find(of).cloned().unwrap_or(Value::Null)
}

fn fields(sheet: &Value, name: &str) -> Vec<Value> {
    let fields = sheet["fields"].as_array().cloned().unwrap_or_default();
    let field = fields.into_iter().find(|field| field["name"] == name);
    field.map(|field| field["texts"].as_array().expect("texts").clone()).unwrap_or_default()
}

fn says(sheet: &Value) -> Vec<String> {
    let text = |text: Value| text["text"].as_str().expect("a text").to_owned();
    fields(sheet, "note").into_iter().map(text).collect()
}

/// It holds none of these words in any record, and its search knows none.
fn knows_nothing(laptop: &Laptop, words: &[&str]) {
    for word in words {
        assert!(!laptop.holds_text(word), "{} holds {word}", laptop.person);
        search_finds_nothing(laptop, word);
    }
}

fn search_finds_nothing(laptop: &Laptop, word: &str) {
    let search = json!({ "view": "all", "text": word, "limit": 10 });
    assert_eq!(laptop.done("lead_list", search)["total"], 0, "{} finds {word}", laptop.person);
}

#[test]
fn what_somebody_writes_for_himself_is_on_his_own_laptops_and_nowhere_else() {
    let company = Company::start();
    let [wang, second, li, sun, lin, hq] =
        company.laptops(["wangfang", "wangfang", "liqiang", "sunwei", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    company.time.set(on("10:30"));
    li.capture(Lead { matter: "另一件事", ..Lead::HUASHENG });
    write(&wang, &card, "owner", PRIVATE);
    write(&wang, &card, "shared", "大家都能看");
    // By every road: in person, on a stick, through the server.
    wang.hand_in_by_lan(&sun);
    wang.hand_in_by_file(&lin, &company.stick());
    all_sync(&[&wang, &li, &sun, &lin, &hq, &second]);
    let others = [&li, &sun, &lin, &hq];
    for other in others {
        knows_nothing(other, &[PRIVATE]);
    }
    assert!(lin.holds_text("大家都能看"), "what is for all went all the same roads");
    assert_eq!(says(&sheet(&second, &card, "owner", "")), [PRIVATE], "his other laptop has it");
    assert_eq!(says(&sheet(&wang, &card, "owner", "")), [PRIVATE]);
    search_finds_nothing(&wang, PRIVATE);
    // The customer becomes another's: his own words stay his, and the other gets none of them.
    company.time.set(on("20:30"));
    lin.done("assign", json!({ "card": card, "to": "zhoumin", "reason": "改派" }));
    let zhou = company.laptop("zhoumin");
    all_sync(&[&lin, &wang, &zhou, &hq]);
    assert_eq!(zhou.holds(&card), Some(true), "the card is his");
    knows_nothing(&zhou, &[PRIVATE]);
    write(&zhou, &card, "owner", "周敏自己的");
    all_sync(&[&zhou, &wang]);
    assert_eq!(says(&sheet(&wang, &card, "owner", "")), [PRIVATE]);
    assert_eq!(says(&sheet(&zhou, &card, "owner", "")), ["周敏自己的"]);
    knows_nothing(&wang, &["周敏自己的"]);
}

#[test]
fn what_is_said_in_confidence_goes_to_who_must_know_and_to_whom_its_author_names() {
    let company = Company::start();
    let [wang, li, sun, lin, hq] =
        company.laptops(["wangfang", "liqiang", "sunwei", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    company.time.set(on("10:30"));
    li.capture(Lead { matter: "另一件事", ..Lead::HUASHENG });
    write(&wang, &card, "confidential", SECRET);
    wang.hand_in_by_lan(&sun);
    all_sync(&[&wang, &li, &sun, &lin, &hq]);
    assert_eq!(sun.holds(&card), Some(true), "a group leader reads the card");
    knows_nothing(&sun, &[SECRET]);
    knows_nothing(&li, &[SECRET]);
    for must_know in [&lin, &hq] {
        let sheet = sheet(must_know, &card, "confidential", "王芳");
        assert_eq!(says(&sheet), [SECRET], "{}", must_know.person);
        assert_eq!(sheet["mayWrite"], false, "it is hers");
        search_finds_nothing(must_know, SECRET);
    }
    assert_eq!(
        sheet(&wang, &card, "confidential", "")["authority"],
        "林国栋",
        "said before she types"
    );

    // She may name whoever reads the card anyway, and nobody else.
    let candidates = wang.done("confide_candidates", json!({ "card": card }));
    let ids: Vec<&str> = candidates
        .as_array()
        .expect("people")
        .iter()
        .filter_map(|row| row["id"].as_str())
        .collect();
    assert!(ids.contains(&"sunwei"), "{ids:?}");
    for not in ["wangfang", "linguodong", "zhenghua", "liqiang", "zhoumin"] {
        assert!(!ids.contains(&not), "{ids:?}");
    }
    let stranger = json!({ "card": card, "readers": ["liqiang"] });
    assert_eq!(wang.fails("confide", stranger).code, "confide.nobody");
    wang.done("confide", json!({ "card": card, "readers": ["sunwei"] }));
    assert_eq!(sheet(&wang, &card, "confidential", "")["readers"], json!(["孙伟"]));
    // Without the server: what she wrote before comes too.
    wang.hand_in_by_file(&lin, &company.stick());
    wang.sync();
    write(&wang, &card, "confidential", LATER);
    all_sync(&[&wang, &li, &sun, &lin, &hq]);
    assert_eq!(says(&sheet(&sun, &card, "confidential", "王芳")), [LATER]);
    knows_nothing(&li, &[SECRET, LATER]);

    // Whoever may read does not write in it; his own words in confidence are his own.
    write(&sun, &card, "confidential", "孙伟的话");
    all_sync(&[&sun, &wang, &lin, &hq]);
    knows_nothing(&wang, &["孙伟的话"]);
    assert_eq!(says(&sheet(&lin, &card, "confidential", "孙伟")), ["孙伟的话"]);
    assert_eq!(says(&sheet(&lin, &card, "confidential", "王芳")), [LATER]);
}

#[test]
fn nobody_lets_himself_in() {
    let company = Company::start();
    let [wang, sun, lin] = company.laptops(["wangfang", "sunwei", "linguodong"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    write(&wang, &card, "confidential", SECRET);
    all_sync(&[&wang, &sun, &lin]);
    // A changed program names its own person, for a card that he reads.
    let payload = payload::Confided {
        card: payload::card_bytes(Laptop::card_id(&card)),
        readers: vec!["sunwei".to_owned()],
    };
    let fresh = app::workspace::Fresh::open(kind::CONFIDED, payload.encode());
    let moment = desktop::clock::now(&*sun.clock);
    sun.desk.opened().expect("open").workspace().sign(vec![fresh], &moment).expect("signed");
    write(&sun, &card, "confidential", "我也写一句");
    all_sync(&[&sun, &wang, &lin, &sun]);
    sun.hand_in_by_file(&lin, &company.stick());
    knows_nothing(&sun, &[SECRET]);
}

#[test]
fn what_headquarters_has_erased_is_gone_from_what_was_for_few_too() {
    let company = Company::start();
    let [wang, lin, hq] = company.laptops(["wangfang", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    write(&wang, &card, "owner", PRIVATE);
    write(&wang, &card, "confidential", SECRET);
    let half = json!({ "card": card, "class": "owner", "field": "need", "text": "金丝雀未存丁" });
    wang.done("note_autosave", half);
    all_sync(&[&wang, &lin, &hq]);
    hq.done("erase", json!({ "card": card, "reason": "本人要求" }));
    all_sync(&[&hq, &wang, &lin]);
    for laptop in [&wang, &lin, &hq] {
        for word in [PRIVATE, SECRET] {
            assert!(!laptop.holds_text(word), "{} holds {word}", laptop.person);
        }
    }
    let notes = wang.lead(&card).expect("held")["notes"].clone();
    assert!(!notes.to_string().contains("金丝雀"), "{notes}");
}

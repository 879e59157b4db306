//! Who only came by, or called, is forgotten too (SEC-14): what stands in the register of visitors goes with the
//! card that was made of it, or by itself, in all its versions, and every number that was signed stays.

use exchange_tests::forge::sign;
use exchange_tests::{Company, Laptop, all_sync, on_day};
use facts::kind;
use facts::payload::{CardBytes, Erasure};
use serde_json::{Value, json};

use crate::erasure::is_clean;

const DAY: &str = "2026-03-12";
const NAME: &str = "欧阳雪莹";
const COMPANY: &str = "惠州市云岭精密模具有限公司";
const PHONE: &str = "13712345678";
const NEED: &str = "需要耐高温端子样品";
const ANSWER: &str = "回访时说很满意";

fn receive(laptop: &Laptop, more: Value) -> String {
    let mut input = json!({
        "fair": "F1", "channel": "visit", "name": NAME, "company": COMPANY, "phone": PHONE,
        "matter": "端子", "needs": NEED,
    });
    input.as_object_mut().expect("an input").extend(more.as_object().expect("fields").clone());
    laptop.done("visitor_receive", input).as_str().expect("an id").to_owned()
}

fn register(laptop: &Laptop) -> Value {
    laptop.done("visitor_register", json!({ "fair": "F1", "day": DAY }))
}

/// What of it stands in somebody's files.
fn traces(laptop: &Laptop) -> Vec<&'static str> {
    let disk = laptop.disk();
    let there = |text: &&&str| !disk.holding(text.as_bytes()).is_empty();
    [NAME, COMPANY, PHONE, NEED, ANSWER].iter().filter(there).copied().collect()
}

fn is_forgotten_at_the_server(company: &mut Company) {
    let disk = company.disk();
    for text in [NAME, COMPANY, PHONE, NEED, ANSWER] {
        assert_eq!(disk.holding(text.as_bytes()), [""; 0], "{text}");
    }
    is_clean(company);
}

#[test]
fn a_line_goes_with_the_card_that_was_made_of_it_and_what_was_signed_stays() {
    let (mut company, [li, wang, lin, hq]) =
        Company::at_the_fair(["liqiang", "wangfang", "linguodong", "zhenghua"]);
    let line = receive(&li, json!({ "routedTo": "wangfang" }));
    let of = json!({ "fair": "F1", "entry": line });
    let card = li.done("visitor_lead", of.clone())["card"].as_str().expect("an id").to_owned();
    let mut draft = li.done("capture_view", Value::Null)["drafts"][0].clone();
    draft["site"] = json!("广东惠州");
    li.done("card_sign", draft);
    // The newest version names the card, the first one does not.
    receive(&li, json!({ "entry": line, "answer": ANSWER, "routedTo": "wangfang" }));
    all_sync(&[&li, &wang, &lin, &hq]);
    company.time.set(on_day(DAY, "18:00"));
    lin.done("visitor_register_sign", json!({ "fair": "F1", "day": DAY }));
    all_sync(&[&lin, &hq]);
    assert_eq!(traces(&lin).len(), 5);
    assert!(traces(&wang).len() >= 4, "she was passed the visitor");

    let about = hq.done("erasable_lines", json!({ "card": card, "line": null }));
    assert_eq!(about.as_array().map(Vec::len), Some(1), "{about}");
    assert_eq!((&about[0]["made"], &about[0]["name"]), (&json!(true), &json!(NAME)));
    hq.done("erase", json!({ "card": card, "reason": "本人来电要求" }));
    assert_eq!(
        register(&hq)["rows"][0]["erasure"]["atMs"],
        Value::Null,
        "the server has not heard"
    );
    assert_eq!(register(&hq)["rows"][0]["input"]["name"], NAME);
    all_sync(&[&hq, &li, &wang, &lin]);
    for laptop in [&hq, &li, &wang, &lin] {
        assert_eq!(traces(laptop), [""; 0], "{}", laptop.person);
        let view = register(laptop);
        let row = &view["rows"][0];
        assert_eq!(row["erasure"]["by"], "郑华", "{}: {view}", laptop.person);
        assert_eq!((&row["input"]["name"], &row["phoneLeft"]), (&json!(""), &json!(true)));
    }
    // Nobody had to sign the day again.
    let view = register(&lin);
    assert_eq!(view["counted"], view["signed"]["counted"]);
    assert_eq!((&view["afterSigning"], &view["counted"]["phones"]), (&json!(0), &json!(1)));
    // Whoever received him writes nothing more there: it would be gone at once.
    let anew = json!({ "fair": "F1", "entry": line, "channel": "visit", "name": NAME });
    assert_eq!(li.fails("visitor_receive", anew).code, "line.erased");
    assert_eq!(li.fails("visitor_lead", of).code, "line.erased");
    is_forgotten_at_the_server(&mut company);
}

#[test]
fn who_left_no_card_is_forgotten_by_his_line_alone() {
    let (mut company, [li, lin, hq]) = Company::at_the_fair(["liqiang", "linguodong", "zhenghua"]);
    let line = receive(&li, json!({}));
    receive(&li, json!({ "entry": line, "answer": ANSWER }));
    receive(&li, json!({ "name": "何先生", "company": "", "phone": "", "needs": "" }));
    all_sync(&[&li, &lin, &hq]);
    let view = register(&hq);
    assert_eq!(view["mayErase"], true);
    let rows = view["rows"].as_array().expect("rows");
    let his = rows.iter().find(|row| row["input"]["name"] == NAME).expect("a line")["line"].clone();
    let order =
        |lines: Value, reason: &str| json!({ "card": null, "lines": lines, "reason": reason });
    // Only headquarters, only with a reason, and only what there is.
    assert_eq!(register(&lin)["mayErase"], false);
    let refused = lin.fails("erase", order(json!([his]), "本人要求"));
    assert_eq!(refused.rule.as_deref(), Some("SYN-04"));
    assert_eq!(hq.fails("erase", order(json!([his]), " ")).code, "field.missing");
    assert_eq!(
        hq.fails("erase", order(json!(["00".repeat(16)]), "本人要求")).code,
        "booth.unknown"
    );
    // He had begun to write it anew, offline, and signs another version before he hears of it.
    let form =
        json!({ line.clone(): { "fair": "F1", "entry": line, "channel": "visit", "name": NAME } });
    li.done("booth_keep", json!({ "fair": "F1", "form": "reception", "json": form.to_string() }));
    hq.done("erase", order(json!([his]), "本人来电要求"));
    hq.sync();
    receive(&li, json!({ "entry": line, "answer": ANSWER, "keyPoints": "还没有听说" }));
    li.done("booth_keep", json!({ "fair": "F1", "form": "reception", "json": form.to_string() }));
    all_sync(&[&li, &lin, &hq, &li]);
    for laptop in [&hq, &li, &lin] {
        assert_eq!(traces(laptop), [""; 0], "{}", laptop.person);
        assert!(laptop.holds_text("何先生"), "somebody else's line stands");
    }
    // A window that was open meanwhile keeps it no more.
    li.done("booth_keep", json!({ "fair": "F1", "form": "reception", "json": form.to_string() }));
    assert_eq!(register(&li)["unfinished"], Value::Null);
    assert_eq!(traces(&li), [""; 0]);
    assert_eq!(hq.fails("erase", order(json!([his]), "本人要求")).code, "line.erased");
    is_forgotten_at_the_server(&mut company);
}

#[test]
fn lines_that_seem_to_be_his_are_shown_and_go_only_when_they_are_chosen() {
    let (company, [li, wang, hq]) = Company::at_the_fair(["liqiang", "wangfang", "zhenghua"]);
    let form = json!({
        "fair": "F1", "source": "conversation", "company": COMPANY, "person": NAME, "phone": PHONE,
        "site": "广东惠州", "matter": "端子",
    });
    let card = li.done("card_sign", form)["card"].as_str().expect("an id").to_owned();
    receive(&wang, json!({ "company": "", "name": "欧阳小姐", "needs": "他的号码" }));
    receive(&wang, json!({ "phone": "", "needs": "他的公司和姓名" }));
    receive(&wang, json!({ "phone": "", "name": "另一位", "needs": "同公司另一人" }));
    company.time.set(on_day(DAY, "18:00"));
    all_sync(&[&li, &wang, &hq]);
    let about = hq.done("erasable_lines", json!({ "card": card, "line": null }));
    let lines = about.as_array().expect("lines");
    assert_eq!(lines.len(), 2, "{about}");
    assert!(lines.iter().all(|line| line["made"] == false));
    // So are they from one of his lines.
    let one = json!({ "card": null, "line": lines[0]["line"] });
    let others = hq.done("erasable_lines", one);
    assert_eq!(others.as_array().map(Vec::len), Some(0), "they have nothing in common: {others}");
    receive(&wang, json!({ "company": "", "name": "欧阳雪莹", "needs": "又打来" }));
    all_sync(&[&wang, &hq]);
    let caller = lines.iter().find(|line| line["name"] == "欧阳小姐").expect("a line");
    let of = json!({ "card": null, "line": caller["line"] });
    let others = hq.done("erasable_lines", of);
    assert_eq!((others[0]["phone"].as_str(), &others[1]), (Some(PHONE), &Value::Null));
    let chosen = lines.iter().find(|line| line["name"] == NAME).expect("a line")["line"].clone();
    hq.done("erase", json!({ "card": card, "lines": [chosen], "reason": "本人来电要求" }));
    all_sync(&[&hq, &wang]);
    assert!(!wang.holds_text("他的公司和姓名"));
    assert!(wang.holds_text("他的号码") && wang.holds_text("同公司另一人"));
}

#[test]
fn a_changed_program_cannot_have_a_colleagues_line_erased() {
    let (_company, [li, wang, lin, hq]) =
        Company::at_the_fair(["liqiang", "wangfang", "linguodong", "zhenghua"]);
    receive(&li, json!({}));
    all_sync(&[&li, &lin]);
    let line = register(&lin)["rows"][0]["line"].as_str().expect("an id").to_owned();
    let of = CardBytes::from(domain::CardId::from_hex(&line).expect("an id").0);
    sign(&wang, kind::ERASURE, Erasure { of, ..Erasure::default() }.encode());
    all_sync(&[&wang, &lin, &hq, &li]);
    for laptop in [&li, &lin, &hq] {
        assert!(laptop.holds_text(NAME), "{}", laptop.person);
    }
}

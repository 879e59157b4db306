//! More cards in ten minutes than anybody talks (DUP-05): named to whoever judges them, and nothing else
//! happens by it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use exchange_tests::{Company, Laptop, Lead, on};
use serde_json::{Value, json};

/// So many cards, one every half minute.
fn pour(company: &Company, laptop: &Laptop, call: &str, count: usize) -> Vec<Value> {
    let mut forms = Vec::new();
    for n in 0..count {
        let name = format!("佛山第{n}号贸易有限公司");
        let mut form =
            Lead { company: &name, phone: "", site: "广东佛山", ..Lead::HUASHENG }.form();
        form["card"] = laptop.done(call, form.clone())["card"].clone();
        forms.push(form);
        let now = company.time.now();
        company.time.set(domain::time::Instant(now.0 + 30_000));
    }
    forms
}

fn dense(laptop: &Laptop) -> Vec<(String, u64, usize)> {
    let evening = laptop.done("evening", json!({ "fair": "F1", "day": "2026-03-12" }));
    rows(&evening["dense"])
}

fn rows(dense: &Value) -> Vec<(String, u64, usize)> {
    let row = |row: &Value| {
        let cards = row["cards"].as_array().expect("cards").len();
        (
            row["name"].as_str().expect("a name").to_owned(),
            row["count"].as_u64().expect("a number"),
            cards,
        )
    };
    dense.as_array().expect("rows").iter().map(row).collect()
}

#[test]
fn cards_that_come_faster_than_talks_are_named_and_change_no_ruling() {
    let company = Company::start();
    let [wang, li, lin, hq] = company.laptops(["wangfang", "liqiang", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    let poured = pour(&company, &wang, "card_sign", 16);
    company.time.set(on("11:00"));
    pour(&company, &li, "card_sign", 15);
    company.time.set(on("18:00"));
    wang.hand_in_by_file(&lin, &company.stick());
    li.hand_in_by_file(&lin, &company.stick());
    let hers = ("王芳".to_owned(), 16, 16);
    assert_eq!(dense(&lin), std::slice::from_ref(&hers), "fifteen are no suspicion");
    for form in &poured {
        let card = form["card"].as_str().expect("a card");
        let ruling = lin.lead(card).expect("held")["ruling"].clone();
        assert_eq!((&ruling["effective"], &ruling["alerts"]), (&form["card"], &json!({})));
    }
    lin.sync();
    hq.sync();
    assert_eq!(rows(&hq.done("dense", Value::Null)), [hers]);
    assert_eq!(wang.fails("dense", Value::Null).code, "refused");
}

#[test]
fn drafts_of_the_day_that_are_signed_at_once_and_lists_that_are_brought_in_are_no_suspicion() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let mut drafts = Vec::new();
    for hour in 10..14 {
        company.time.set(on(&format!("{hour}:00")));
        let names = drafts.len();
        for form in pour(&company, &wang, "card_draft", 5) {
            let company =
                form["company"].as_str().expect("a name").replace("第", &format!("第{names}-"));
            let mut form = form;
            form["company"] = json!(company);
            drafts.push(form);
        }
    }
    company.time.set(on("17:30"));
    for form in &drafts {
        wang.done("card_sign", form.clone());
    }
    let row = |n: usize| format!("广州第{n}号贸易有限公司,联系人{n},广州\n");
    let list = format!("公司,联系人,城市\n{}", (0..30).map(row).collect::<String>());
    wang.done("import_open", json!({ "name": "名单.csv", "data": STANDARD.encode(list) }));
    while wang.done("import_step", Value::Null)["done"] != json!(30) {}
    wang.done("import_end", Value::Null);
    wang.hand_in_by_file(&lin, &company.stick());
    let evening = lin.done("evening", json!({ "fair": "F1", "day": "2026-03-12" }));
    assert_eq!(evening["cards"].as_array().map(Vec::len), Some(20));
    assert_eq!(dense(&lin), []);
}

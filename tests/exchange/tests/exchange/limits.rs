//! Texts without an end: refused with a sentence, before anything of them is signed.

use std::collections::BTreeMap;

use exchange_tests::{Company, Laptop, Lead, PASSPHRASE, on};
use serde_json::{Value, json};

/// 300 KB: more than a record may be long.
fn endless() -> String {
    "长".repeat(100_000)
}

/// A call is refused with a code, writes nothing, and is in the way of nothing.
fn refuses(laptop: &Laptop, code: &str, name: &str, args: Value) {
    let before = laptop.count();
    let failure = laptop.fails(name, args);
    assert_eq!(failure.code, code, "{name}: {failure}");
    assert_eq!(laptop.count(), before, "{name}: {failure}: something is kept");
}

/// A laptop that works as on its first day.
fn is_well(laptop: &Laptop) {
    laptop.sync();
    assert_eq!(laptop.unsent(), 0);
    laptop.done("lock", Value::Null);
    laptop.done("unlock", json!({ "passphrase": PASSPHRASE }));
    let card = laptop.capture(Lead::DINGLI);
    laptop.sync();
    assert_eq!(laptop.holds(&card), Some(true));
}

/// A form with something else in one of its fields.
fn form(field: &str, value: Value) -> Value {
    let mut form = Lead::HUASHENG.form();
    form[field] = value;
    form
}

#[test]
fn a_reason_without_an_end_is_refused_at_headquarters() {
    let company = Company::start();
    company.time.set(on("09:00"));
    let [hq, wang] = company.laptops(["zhenghua", "wangfang"]);
    let enrolment = wang.desk.opened().expect("open").workspace().identity().enrolment;
    let args = json!({ "enrolment": enrolment.to_string(), "reason": endless() });
    refuses(&hq, "field.too_long", "revoke", args);
    is_well(&hq);
    is_well(&wang);
}

#[test]
fn a_reason_without_an_end_is_refused_at_the_supervisors_desk() {
    let company = Company::start();
    company.time.set(on("09:00"));
    let [lin, wang] = company.laptops(["linguodong", "wangfang"]);
    let card = wang.capture(Lead::HUASHENG);
    wang.sync();
    lin.sync();
    company.time.set(on("20:00"));
    let seal = json!({ "fair": "F1", "day": "2026-03-12", "reason": endless() });
    refuses(&lin, "field.too_long", "seal", seal);
    let assign = json!({ "card": card, "to": "wangfang", "reason": endless(), "override": false });
    refuses(&lin, "field.too_long", "assign", assign);
    is_well(&lin);
}

#[test]
fn a_list_without_an_end_is_refused_at_the_supervisors_desk() {
    let company = Company::start();
    company.time.set(on("09:00"));
    let [lin, wang] = company.laptops(["linguodong", "wangfang"]);
    let card = wang.capture(Lead::HUASHENG);
    wang.sync();
    lin.sync();
    let cards = vec![card.clone(); 20_000];
    refuses(&lin, "record.too_many", "countersign", json!({ "cards": cards }));
    let discussion = vec!["wangfang"; 40_000];
    let assign = json!({
        "card": card, "to": "wangfang", "reason": "", "override": false, "discussion": discussion,
    });
    refuses(&lin, "record.too_long", "assign", assign);
    is_well(&lin);
}

#[test]
fn a_word_about_a_customer_without_an_end_is_refused() {
    let company = Company::start();
    company.time.set(on("10:00"));
    let wang = company.laptop("wangfang");
    let card = wang.capture(Lead::HUASHENG);
    let contact = json!({ "card": card, "channel": "phone", "connected": true, "text": endless() });
    refuses(&wang, "field.too_long", "follow_up", contact);
    let withdrawal = json!({ "card": card, "reason": endless() });
    refuses(&wang, "field.too_long", "card_withdraw", withdrawal);
    is_well(&wang);
    assert_eq!(wang.holds(&card), Some(true));
}

#[test]
fn a_card_without_an_end_is_refused_field_by_field_and_as_a_whole() {
    let company = Company::start();
    company.time.set(on("10:00"));
    let wang = company.laptop("wangfang");
    let named = BTreeMap::from([(endless(), "text")]);
    let fields = ["company", "person", "phone", "email", "creditCode", "site", "matter"];
    let forms = fields.map(|field| form(field, json!(endless()))).into_iter();
    let forms = forms.chain([
        form("more", json!({ "department": endless() })),
        form("more", json!(named)),
        form("unknown", json!([endless()])),
    ]);
    for form in forms {
        for name in ["card_sign", "card_draft"] {
            refuses(&wang, "field.too_long", name, form.clone());
        }
    }
    let each = "😀".repeat(4_000);
    let more: BTreeMap<String, &String> = (0..20).map(|n| (format!("field{n}"), &each)).collect();
    for form in [form("more", json!(more)), form("unknown", json!(vec!["company"; 40_000]))] {
        for name in ["card_sign", "card_draft"] {
            refuses(&wang, "record.too_long", name, form.clone());
        }
    }
    is_well(&wang);
}

#[test]
fn the_longest_text_that_a_field_takes_is_kept() {
    let company = Company::start();
    company.time.set(on("10:00"));
    let wang = company.laptop("wangfang");
    let card = wang.capture(Lead::HUASHENG);
    let said = "😀".repeat(4_000);
    let contact = json!({ "card": card, "channel": "phone", "connected": true, "text": said });
    wang.done("follow_up", contact);
    is_well(&wang);
    assert!(wang.holds_text(&said));
}

#[test]
fn a_name_of_a_laptop_without_an_end_costs_no_code() {
    let company = Company::start();
    let laptop = company.blank_laptop("wangfang");
    let code = company.code("wangfang");
    let args = json!({ "code": code, "passphrase": PASSPHRASE, "device": endless() });
    let failure = laptop.fails("enrol", args);
    assert_eq!(
        (failure.code.as_str(), failure.field.as_deref()),
        ("field.too_long", Some("device"))
    );
    laptop.enrol(&code);
    is_well(&laptop);
}

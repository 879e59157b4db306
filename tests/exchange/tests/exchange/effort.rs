//! What a call asks of the database: as much as it is about, however much there is. Counted, not timed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use exchange_tests::{Company, Laptop, Lead};
use serde_json::{Value, json};

/// So much more may be asked for beside many cards: indexes are a page deeper.
const DEEPER: f64 = 1.5;

/// Opens a list of companies that nobody has yet.
fn open(laptop: &Laptop, numbers: std::ops::Range<usize>) {
    let row = |n: usize| {
        format!("广州第{n}号贸易有限公司,联系人{n},139{:08},广州,询价\n", 10_000_000 + n)
    };
    let text: String =
        "公司,联系人,电话,城市,事项\n".to_owned() + &numbers.map(row).collect::<String>();
    laptop.done("import_open", json!({ "name": "名单.csv", "data": STANDARD.encode(text) }));
}

fn import_to_the_end(laptop: &Laptop) -> Value {
    loop {
        let view = laptop.done("import_step", Value::Null);
        if view["done"] == view["rows"] {
            laptop.done("import_end", Value::Null);
            return view;
        }
    }
}

/// What is asked for while somebody captures, by call. Beside the first card at the fair, so that only what
/// was imported in between differs.
fn of_captures(laptop: &Laptop, number: usize) -> Vec<(&'static str, u64)> {
    let (company, phone) = (format!("惠州第{number}模具有限公司"), format!("137{number:08}"));
    let lead = Lead { company: &company, phone: &phone, ..Lead::DINGLI };
    let mut draft = lead.form();
    draft["company"] = json!(format!("惠州第{number}电镀厂"));
    vec![
        ("duplicates", laptop.effort("duplicates", lead.form())),
        ("card_sign", laptop.effort("card_sign", lead.form())),
        ("card_draft", laptop.effort("card_draft", draft)),
        ("capture_view", laptop.effort("capture_view", Value::Null)),
        ("session", laptop.effort("session", Value::Null)),
        ("lead_list", laptop.effort("lead_list", json!({ "view": "captured", "limit": 50 }))),
    ]
}

#[test]
fn captures_ask_for_no_more_beside_hundreds_of_own_cards() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    open(&wang, 0..60);
    import_to_the_end(&wang);
    // What a call does for the first time, and what grows only until the screen is full.
    (0..60).for_each(|number| drop(of_captures(&wang, number)));
    let few = of_captures(&wang, 1_000);
    open(&wang, 60..500);
    import_to_the_end(&wang);
    let many = of_captures(&wang, 1_001);
    for ((call, few), (_, many)) in few.iter().zip(&many) {
        assert!((*many as f64) < *few as f64 * DEEPER + 20.0, "{call}: {few}, then {many}");
    }
}

#[test]
fn a_step_of_an_import_and_of_its_undoing_asks_for_no_more_at_the_end_than_at_the_beginning() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    open(&wang, 0..500);
    let steps: Vec<u64> = (0..10).map(|_| wang.effort("import_step", Value::Null)).collect();
    let (second, last) = (steps[1] as f64, steps[9] as f64);
    assert!(last < second * DEEPER, "{steps:?}");
    let import = wang.done("import_now", Value::Null)["import"].clone();
    wang.done("import_end", Value::Null);
    let undo = |from: usize| {
        wang.effort("import_undo", json!({ "import": import, "from": from, "reason": "错了" }))
    };
    let steps: Vec<u64> = (0..10).map(|step| undo(step * 50)).collect();
    let (second, last) = (steps[1] as f64, steps[9] as f64);
    assert!(last < second * DEEPER, "{steps:?}");
    let told = wang.done("imports", Value::Null);
    assert_eq!((&told[0]["cards"], &told[0]["withdrawn"]), (&json!(500), &json!(500)));
}

//! Drafts that somebody hands in unsigned are read by whoever leads, and gone on with by their author alone
//! (OWN-02, FAIR-07).

use exchange_tests::{Company, Laptop, Lead};
use serde_json::{Value, json};

/// A draft as it stands on a laptop's screen; `Err` with why not.
fn page(laptop: &Laptop, card: &Value) -> Result<Value, String> {
    laptop.call("draft", json!({ "card": card })).map_err(|failure| failure.code)
}

/// The drafts that wait for somebody's signature, on the supervisor's desk.
fn waiting(lin: &Laptop, person: &str) -> Value {
    let evening = lin.done("evening", json!({ "fair": "F1", "day": "2026-03-12" }));
    let rows = evening["handIns"].as_array().expect("rows").clone();
    rows.into_iter().find(|row| row["person"] == person).expect("his row")["unsigned"].clone()
}

fn draft(laptop: &Laptop, lead: Lead<'_>) -> Value {
    laptop.done("card_draft", lead.form())["card"].clone()
}

#[test]
fn a_draft_that_is_handed_in_is_read_by_the_supervisor_until_it_is_signed() {
    let (_company, [wang, li, lin]) = Company::at_the_fair(["wangfang", "liqiang", "linguodong"]);
    let card = draft(&wang, Lead::HUASHENG);
    assert_eq!(page(&lin, &card), Err("lead.unknown".to_owned()), "nobody has handed it in");
    wang.hand_in_by_file(&lin, &wang.folder);
    assert_eq!(
        waiting(&lin, "wangfang"),
        json!([{ "card": card, "name": Lead::HUASHENG.company }])
    );
    let read = page(&lin, &card).expect("handed in");
    assert_eq!(
        (&read["author"], &read["fields"]["phone"]),
        (&json!("王芳"), &json!("13800138001"))
    );
    assert_eq!(read["mayErase"], false);
    assert_eq!(lin.fails("lead", json!({ "card": card })).code, "lead.unknown");
    assert_eq!(page(&li, &card), Err("lead.unknown".to_owned()));

    let mut form = Lead::HUASHENG.form();
    form["card"] = card.clone();
    wang.done("card_sign", form);
    wang.sync();
    lin.sync();
    assert_eq!(waiting(&lin, "wangfang"), json!([]));
    assert_eq!(page(&lin, &card), Err("lead.unknown".to_owned()), "it is a lead");
    lin.done("lead", json!({ "card": card }));
}

#[test]
fn a_draft_that_is_thrown_away_after_the_hand_in_waits_for_nobody() {
    let (_company, [wang, lin]) = Company::at_the_fair(["wangfang", "linguodong"]);
    let card = draft(&wang, Lead::HUASHENG);
    wang.hand_in_by_file(&lin, &wang.folder);
    wang.done("card_withdraw", json!({ "card": card, "reason": "写重了" }));
    wang.sync();
    lin.sync();
    assert_eq!(waiting(&lin, "wangfang"), json!([]));
    assert_eq!(page(&lin, &card), Err("lead.unknown".to_owned()));
}

#[test]
fn headquarters_erases_a_draft_on_its_page() {
    let (_company, [wang, lin, hq]) = Company::at_the_fair(["wangfang", "linguodong", "zhenghua"]);
    let card = draft(&wang, Lead::HUASHENG);
    for laptop in [&wang, &lin, &hq] {
        laptop.sync();
    }
    wang.done("hand_in_server", json!({ "fair": "F1" }));
    for laptop in [&lin, &hq] {
        laptop.sync();
    }
    assert_eq!(page(&hq, &card).expect("handed in")["mayErase"], true);
    hq.done("erase", json!({ "card": card, "reason": "本人要求" }));
    let before = page(&hq, &card).expect("ordered");
    assert_eq!(
        (&before["mayErase"], &before["erasure"]["reason"]),
        (&json!(false), &json!("本人要求"))
    );
    for laptop in [&hq, &lin, &wang] {
        laptop.sync();
    }
    let after = page(&lin, &card).expect("what is left of it");
    assert_eq!(after["fields"], Value::Null);
    assert!(after["erasure"]["atMs"].is_number());
    assert_eq!(waiting(&lin, "wangfang"), json!([]));
}

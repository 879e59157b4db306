//! The passphrase: changed, and forgotten. Nothing is lost either way, and headquarters' key stays where it is.

use exchange_tests::{Company, Laptop, Lead, PASSPHRASE, on};
use serde_json::{Value, json};

const NEW: &str = "a new tide 2026";

fn forgetful(company: &Company) -> (Laptop, String) {
    let laptop = company.laptop("wangfang");
    let card = laptop.capture(Lead::HUASHENG);
    laptop.done("lock", Value::Null);
    (laptop, card)
}

fn asks(laptop: &Laptop) -> (String, String) {
    let view = laptop.done("recovery_request", Value::Null);
    let text = |key: &str| view[key].as_str().expect("a text").to_owned();
    (text("text"), text("check"))
}

fn answer(company: &Company, (text, check): &(String, String)) -> String {
    sync_server::command::passphrase(&company.recovery_file(), text, check).expect("an answer")
}

#[test]
fn whoever_forgot_his_passphrase_is_let_in_by_headquarters_with_every_card() {
    let company = Company::start();
    company.time.set(on("10:00"));
    let (laptop, card) = forgetful(&company);
    let asked = asks(&laptop);
    assert_eq!(asks(&laptop), asked, "what was sent in the morning is answered in the evening");

    let answer = answer(&company, &asked);
    laptop.done("recover", json!({ "answer": answer, "passphrase": NEW }));
    assert_eq!(laptop.holds(&card), Some(true));
    laptop.sync();

    laptop.done("lock", Value::Null);
    assert_eq!(laptop.fails("unlock", json!({ "passphrase": PASSPHRASE })).code, "unlock.wrong");
    laptop.done("unlock", json!({ "passphrase": NEW }));
    laptop.done("lock", Value::Null);
    let again = laptop.fails("recover", json!({ "answer": answer, "passphrase": "once more 1" }));
    assert_eq!(again.code, "recovery.answer", "an answer is good once");
}

#[test]
fn an_answer_to_another_laptop_or_a_part_of_one_opens_nothing_and_changes_nothing() {
    let company = Company::start();
    company.time.set(on("10:00"));
    let (wang, card) = forgetful(&company);
    let li = company.laptop("liqiang");
    li.done("lock", Value::Null);
    let (for_wang, for_li) = (answer(&company, &asks(&wang)), answer(&company, &asks(&li)));
    for wrong in [for_li.as_str(), &for_wang[..for_wang.len() - 3], "", &asks(&wang).0] {
        let failure = wang.fails("recover", json!({ "answer": wrong, "passphrase": NEW }));
        assert_eq!(
            (failure.code.as_str(), failure.field.as_deref()),
            ("recovery.answer", Some("answer"))
        );
    }
    let short = wang.fails("recover", json!({ "answer": for_wang, "passphrase": "short" }));
    assert_eq!(short.code, "enrol.passphrase");
    wang.done("unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(wang.holds(&card), Some(true));
    wang.done("lock", Value::Null);
    // A second try goes on with the very answer.
    wang.done("recover", json!({ "answer": for_wang, "passphrase": NEW }));
}

#[test]
fn headquarters_answers_no_request_whose_number_is_another_one() {
    let company = Company::start();
    let (wang, _) = forgetful(&company);
    let (text, _) = asks(&wang);
    let li = company.laptop("liqiang");
    let (_, of_another) = asks(&li);
    let refused = sync_server::command::passphrase(&company.recovery_file(), &text, &of_another);
    assert!(refused.expect_err("refused").to_string().contains("exchanged"));
    let cut = &text[..text.len() / 2];
    assert!(sync_server::command::passphrase(&company.recovery_file(), cut, &of_another).is_err());
}

#[test]
fn headquarters_of_another_company_opens_nothing() {
    let (ours, theirs) = (Company::start(), Company::start());
    let (wang, _) = forgetful(&ours);
    let (text, check) = asks(&wang);
    let refused = sync_server::command::passphrase(&theirs.recovery_file(), &text, &check);
    assert!(refused.expect_err("refused").to_string().contains("another company"));
}

#[test]
fn a_changed_passphrase_opens_from_then_on_and_the_old_one_no_more() {
    let company = Company::start();
    company.time.set(on("10:00"));
    let laptop = company.laptop("wangfang");
    let change =
        |old: &str, new: &str| laptop.call("change_passphrase", json!({ "old": old, "new": new }));
    assert_eq!(change("not that one", NEW).expect_err("refused").code, "unlock.wrong");
    assert_eq!(change(PASSPHRASE, "short").expect_err("refused").code, "enrol.passphrase");
    change(PASSPHRASE, NEW).expect("changed");
    let card = laptop.capture(Lead::HUASHENG);
    laptop.done("lock", Value::Null);
    assert_eq!(change(NEW, PASSPHRASE).expect_err("refused").code, "locked");
    assert_eq!(laptop.fails("unlock", json!({ "passphrase": PASSPHRASE })).code, "unlock.wrong");
    laptop.done("unlock", json!({ "passphrase": NEW }));
    assert_eq!(laptop.holds(&card), Some(true));
    // What headquarters can open it can still open.
    laptop.done("lock", Value::Null);
    let answer = answer(&company, &asks(&laptop));
    laptop.done("recover", json!({ "answer": answer, "passphrase": PASSPHRASE }));
}

//! What was half-typed about a card that goes is handed over before it is forgotten (SYN-05): nothing typed is
//! ever lost, on whichever screen.

use exchange_tests::{Company, Laptop, Lead, word};
use serde_json::{Value, json};

fn form(li: &Laptop) -> Value {
    li.done("capture_view", Value::Null)["unfinished"].clone()
}

/// Nothing of it is left on the laptop, and the supervisor has it.
fn is_handed_over(li: &Laptop, lin: &Laptop, typed: &[String]) {
    lin.sync();
    for text in typed {
        assert_eq!(li.disk().holding(text.as_bytes()), [""; 0]);
        assert!(lin.holds_text(text), "{text}");
    }
    assert_eq!(form(li), Value::Null);
    assert_eq!(li.unsent(), 0);
}

#[test]
fn a_leavers_form_that_goes_on_with_a_draft_is_a_draft_at_headquarters() {
    let (company, [li, lin, hq]) = Company::at_the_fair(["liqiang", "linguodong", "zhenghua"]);
    let saved = li.done("card_draft", Lead::DINGLI.form())["card"].clone();
    li.sync();
    hq.write_person("liqiang", true);
    let typed = [word(1), word(2)];
    let mut input = Lead::DINGLI.form();
    (input["card"], input["matter"]) = (saved.clone(), json!(typed[0]));
    input["more"] = json!({ "备注": typed[1] });
    li.done("card_autosave", json!({ "input": input }));
    li.sync();
    is_handed_over(&li, &lin, &typed);
    let drafts = company.ledger().about(Laptop::card_id(saved.as_str().expect("a card")));
    let drafts = drafts.expect("the ledger");
    assert!(drafts.iter().all(|record| record.kind() == facts::kind::DRAFT), "nothing ranks");
}

#[test]
fn so_is_one_that_nobody_has_saved_yet() {
    let (_company, [li, lin, hq]) = Company::at_the_fair(["liqiang", "linguodong", "zhenghua"]);
    let typed = [word(1)];
    let mut input = Lead::DINGLI.form();
    input["company"] = json!(typed[0]);
    li.done("card_autosave", json!({ "input": input }));
    li.sync();
    assert_eq!(form(&li)["company"], json!(typed[0]), "while he is here it is his");
    hq.write_person("liqiang", true);
    li.sync();
    is_handed_over(&li, &lin, &typed);
}

#[test]
fn a_form_that_could_not_be_saved_as_it_stands_goes_whole() {
    let (_company, [li, lin, hq]) = Company::at_the_fair(["liqiang", "linguodong", "zhenghua"]);
    let mut typed: Vec<String> = (0..8).map(word).collect();
    let mut input = Lead::DINGLI.form();
    // Longer than a field takes, no number, no such fair, and longer than one record in all.
    let long = |first: &str, last: &str| format!("{first}{}{last}", "长".repeat(9_000));
    input["matter"] = json!(long(&typed[0], &typed[1]));
    input["usage"] = json!(typed[2]);
    input["source"] = json!(typed[3]);
    input["more"] = json!({ typed[4].as_str(): long(&typed[5], &typed[6]) });
    input["unknown"] = json!([typed[7]]);
    for n in 8..24 {
        typed.push(word(n));
        input["more"][format!("备注 {n}")] = json!(format!("{}{}", word(n), "长".repeat(4_000)));
    }
    li.done("card_autosave", json!({ "input": input }));
    hq.write_person("liqiang", true);
    li.sync();
    is_handed_over(&li, &lin, &typed);
}

#[test]
fn a_window_that_still_shows_the_form_does_not_put_it_back() {
    let (_company, [li, lin, hq]) = Company::at_the_fair(["liqiang", "linguodong", "zhenghua"]);
    let saved = li.done("card_draft", Lead::DINGLI.form())["card"].clone();
    li.sync();
    hq.write_person("liqiang", true);
    let typed = [word(1)];
    let mut input = Lead::DINGLI.form();
    (input["card"], input["matter"]) = (saved, json!(typed[0]));
    li.done("card_autosave", json!({ "input": input }));
    li.sync();
    is_handed_over(&li, &lin, &typed);
    for (call, args) in [
        ("card_autosave", json!({ "input": input })),
        ("card_draft", input.clone()),
        ("card_sign", input.clone()),
    ] {
        assert_eq!(li.fails(call, args).code, "card.let_go", "{call}");
    }
    is_handed_over(&li, &lin, &typed);
}

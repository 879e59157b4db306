//! What is told while typing of a customer whose cards somebody may not see: that he is taken, and no more
//! (P35), and for so many customers in a minute.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use exchange_tests::{Company, Laptop, Lead, on, on_day};
use serde_json::{Value, json};

const HIS: Lead<'_> = Lead {
    company: "中山永固五金有限公司",
    person: "梁伟",
    phone: "13822220001",
    site: "广东中山",
    ..Lead::HUASHENG
};

/// A group leader whose office ended with the fair, and whose laptop has not heard of it: it still holds his
/// team's cards, which he may not see any more.
fn after_his_office(company: &Company) -> Laptop {
    let [wang, sun] = company.laptops(["wangfang", "sunwei"]);
    company.time.set(on("10:00"));
    let card = wang.capture(HIS);
    wang.sync();
    sun.sync();
    assert_eq!(sun.holds(&card), Some(true));
    company.time.set(on("10:16"));
    let [hint] = &hints(&sun, HIS)[..] else { panic!("one hint") };
    assert_eq!((&hint["signer"], &hint["minutesBefore"]), (&json!("王芳"), &json!(16)));
    assert_eq!(hint["outcome"], "theyCountYouHelp");
    company.time.set(on_day("2026-03-16", "08:00"));
    assert!(sun.records().len() > 1, "nothing has gone yet");
    sun
}

fn hints(laptop: &Laptop, lead: Lead<'_>) -> Vec<Value> {
    laptop.done("duplicates", lead.form()).as_array().expect("hints").clone()
}

#[test]
fn of_a_card_that_somebody_may_not_see_he_is_told_that_the_customer_is_taken_and_no_more() {
    let company = Company::start();
    let sun = after_his_office(&company);
    let told = hints(&sun, HIS);
    let nothing = json!({
        "card": "", "company": "", "person": "", "erased": false, "signer": "", "own": false,
        "minutesBefore": 0, "sure": true, "outcome": "taken", "owner": "",
    });
    assert_eq!(told, std::slice::from_ref(&nothing));
    // The same phone under another name: probable, and no more is told of that either.
    let mut probable = nothing;
    probable["sure"] = json!(false);
    assert_eq!(hints(&sun, Lead { company: "佛山顺德精工电器", ..HIS }), [probable]);
    assert_eq!(hints(&sun, Lead::DINGLI), [Value::Null; 0]);
}

#[test]
fn what_is_no_customer_yet_is_no_question() {
    let company = Company::start();
    let sun = after_his_office(&company);
    let only_a_name = Lead { phone: "", site: "", ..HIS };
    assert_eq!(hints(&sun, only_a_name), [Value::Null; 0]);
    let only_a_phone = Lead { company: "", site: "", ..HIS };
    assert_eq!(hints(&sun, only_a_phone), [Value::Null; 0]);
}

#[test]
fn whoever_asks_for_company_after_company_is_told_to_wait_whether_they_are_taken_or_not() {
    let company = Company::start();
    let sun = after_his_office(&company);
    let names: Vec<String> = (0..60).map(|n| format!("珠海第{n}号光电有限公司")).collect();
    let outcomes = |name: &str| -> Vec<Value> {
        let told = hints(&sun, Lead { company: name, phone: "", ..HIS });
        told.iter().map(|hint| hint["outcome"].clone()).collect()
    };
    let answered = names.iter().take_while(|name| outcomes(name).is_empty()).count();
    assert_eq!(answered, 40);
    assert_eq!(outcomes(&names[0]), [Value::Null; 0], "what was asked before costs nothing");
    assert_eq!(outcomes(HIS.company), ["askedTooOften"]);
    assert_eq!(outcomes("没有人登记过的公司"), ["askedTooOften"]);
    company.time.pass_minutes(1);
    assert_eq!(outcomes(HIS.company), ["taken"]);
}

/// A list of a whole hall would be answered at once.
#[test]
fn an_imported_list_is_told_nothing_of_what_somebody_may_not_see() {
    let company = Company::start();
    let sun = after_his_office(&company);
    let list = format!("公司,联系人,电话,城市\n{},梁伟,{},广东中山\n", HIS.company, HIS.phone);
    let file = json!({ "name": "名单.csv", "data": STANDARD.encode(list) });
    sun.done("import_open", file);
    let rows = sun.done("import_rows", json!({ "from": 0, "count": 10 }));
    assert_eq!(rows[0]["duplicate"], Value::Null, "{rows}");
}

#[test]
fn signatures_within_the_minutes_of_a_tie_are_said_to_be_one() {
    let company = Company::start();
    let [li, lin] = company.laptops(["liqiang", "linguodong"]);
    company.time.set(on("10:00"));
    li.capture(HIS);
    for laptop in [&li, &lin] {
        laptop.sync();
    }
    company.time.set(on("10:04"));
    assert_eq!(hints(&lin, HIS)[0]["outcome"], "tie");
    company.time.set(on("10:05"));
    assert_eq!(hints(&lin, HIS)[0]["outcome"], "theyCountYouHelp");
}

//! Lists as a person arranges them, and one act for many leads.

use exchange_tests::{Company, Laptop, Lead, PASSPHRASE};
use serde_json::{Value, json};

fn listed(laptop: &Laptop, list: Value) -> Vec<String> {
    let mut input = json!({ "view": "all", "limit": 100 });
    let more = list.as_object().expect("an input").clone();
    input.as_object_mut().expect("an input").extend(more);
    let page = laptop.done("lead_list", input);
    let rows = page["rows"].as_array().expect("rows");
    rows.iter().map(|row| row["company"].as_str().expect("a name").to_owned()).collect()
}

fn nth(laptop: &Laptop, n: usize, lead: Lead<'_>) -> String {
    let (company, phone) = (format!("东莞第{n}电子有限公司"), format!("138{n:08}"));
    laptop.capture(Lead { company: &company, phone: &phone, ..lead })
}

#[test]
fn a_list_is_filtered_and_ordered_by_what_its_rows_say() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    let mut form = Lead::HUASHENG.form();
    form["usage"] = json!("80");
    wang.done("card_sign", form);
    let mut form = Lead::DINGLI.form();
    (form["source"], form["fair"]) = (json!("other"), Value::Null);
    wang.done("card_sign", form);
    let (huasheng, dingli) = (Lead::HUASHENG.company, Lead::DINGLI.company);
    let class = wang.done("lead_list", json!({ "view": "all", "limit": 9, "sort": "company" }));
    let class = class["rows"][0]["class"].clone();
    let check = |list: Value, expected: &[&str]| {
        assert_eq!(listed(&wang, list.clone()), expected, "{list}")
    };
    check(json!({}), &[dingli, huasheng]);
    check(json!({ "backwards": true }), &[huasheng, dingli]);
    check(json!({ "filter": { "source": "other" } }), &[dingli]);
    check(json!({ "filter": { "source": "business_card" } }), &[huasheng]);
    check(json!({ "filter": { "class": class } }), &[huasheng]);
    check(json!({ "filter": { "state": "final" } }), &[]);
    // Nobody has assigned them: they wait in the pool of her department.
    check(json!({ "filter": { "held": "pool" } }), &[dingli, huasheng]);
    check(json!({ "filter": { "held": "nobody" } }), &[]);
    check(json!({ "filter": { "held": "person" } }), &[]);
    check(json!({ "filter": { "disputed": true } }), &[]);
    check(json!({ "filter": { "signer": "liqiang" } }), &[]);
    check(json!({ "filter": { "from": "2026-03-13" } }), &[]);
    check(json!({ "filter": { "to": "2026-03-12" }, "sort": "source" }), &[huasheng, dingli]);
    check(json!({ "fair": "F1" }), &[huasheng]);
    let chosen = wang.done("lead_cards", json!({ "view": "all", "limit": 1, "fair": "F1" }));
    assert_eq!(
        (chosen["cards"].as_array().map(Vec::len), &chosen["capped"]),
        (Some(1), &json!(false))
    );
    let failure =
        wang.fails("lead_list", json!({ "view": "all", "limit": 1, "filter": { "held": "x" } }));
    assert_eq!(failure.code, "call.arguments");
}

#[test]
fn an_arranged_list_is_kept_on_its_laptop_and_nowhere_else() {
    let (_company, [wang, li]) = Company::at_the_fair(["wangfang", "liqiang"]);
    let view = json!({
        "name": " 逾期的 ", "view": "mine", "filter": { "overdue": true },
        "sort": "due", "columns": ["customer", "due"],
    });
    wang.done("lead_view_save", view.clone());
    wang.done("lead_view_save", json!({ "name": "另一个", "view": "all" }));
    wang.done("lead_view_save", json!({ "name": "逾期的", "view": "captured" }));
    wang.done("lead_view_forget", json!({ "name": "另一个" }));
    wang.sync();
    li.sync();
    assert_eq!(li.done("lead_views", Value::Null), json!([]));
    wang.done("lock", Value::Null);
    wang.done("unlock", json!({ "passphrase": PASSPHRASE }));
    let kept = wang.done("lead_views", Value::Null);
    assert_eq!((&kept[0]["name"], &kept[0]["view"]), (&json!("逾期的"), &json!("captured")));
    assert_eq!(kept.as_array().map(Vec::len), Some(1), "{kept:#}");
    assert_eq!(
        wang.fails("lead_view_save", json!({ "name": " ", "view": "all" })).code,
        "field.missing"
    );
    let long = json!({ "name": "长".repeat(41), "view": "all" });
    assert_eq!(wang.fails("lead_view_save", long).code, "field.too_long");
    for n in 1..50 {
        wang.done("lead_view_save", json!({ "name": format!("{n}"), "view": "all" }));
    }
    let failure = wang.fails("lead_view_save", json!({ "name": "50", "view": "all" }));
    assert_eq!(failure.code, "views.too_many");
}

#[test]
fn an_act_for_many_is_judged_for_each_and_says_what_became_of_each() {
    let (_company, [wang, lin]) = Company::at_the_fair(["wangfang", "linguodong"]);
    let inside: Vec<String> = (0..3).map(|n| nth(&wang, n, Lead::HUASHENG)).collect();
    // The same customer once more, and one whose place is headquarters' to decide.
    let again = nth(&wang, 2, Lead { person: "陈二", ..Lead::HUASHENG });
    let outside = nth(&wang, 7, Lead { site: "江苏苏州", ..Lead::HUASHENG });
    wang.sync();
    lin.sync();
    let cards: Vec<&String> = inside.iter().chain([&again, &outside]).collect();
    let act = json!({ "cards": cards, "act": "assign", "what": "wangfang", "text": "" });
    let refused = wang.done("bulk", act.clone());
    assert_eq!(refused["done"], json!([]), "a salesperson assigns nobody: {refused:#}");
    assert_eq!(refused["refused"].as_array().map(Vec::len), Some(5));
    let told = lin.done("bulk", act);
    assert_eq!(told["done"], json!(inside), "{told:#}");
    assert_eq!(told["together"], json!([again]), "one customer is given once");
    let failure = &told["refused"][0];
    assert_eq!(
        (&failure["card"], &failure["row"]["company"]),
        (&json!(outside), &json!("东莞第7电子有限公司"))
    );
    // The same refusal as of the single act, by the same rule.
    let single = lin.fails("assign", json!({ "card": outside, "to": "wangfang" }));
    assert_eq!(failure["failure"], serde_json::to_value(&single).expect("a failure"));
    let owner = |card: &String| lin.lead(card).expect("a page")["ruling"]["owner"].clone();
    assert!(inside.iter().all(|card| owner(card) == json!("wangfang")));
    assert_ne!(owner(&outside), json!("wangfang"));
    // What an earlier call of the same choice was about is not done again.
    let rest = json!({
        "cards": [again], "before": inside, "act": "follow_up", "what": "phone", "text": "已联系",
    });
    assert_eq!(lin.done("bulk", rest)["together"], json!([again]));
}

#[test]
fn own_and_foreign_cards_are_taken_back_countersigned_and_judged_as_each_by_itself() {
    let (_company, [wang, sun]) = Company::at_the_fair(["wangfang", "sunwei"]);
    let his = nth(&sun, 1, Lead::HUASHENG);
    let hers = nth(&wang, 2, Lead::HUASHENG);
    wang.sync();
    sun.sync();
    let both = |act: &str, what: &str| json!({ "cards": [his, hers, "nothing"], "act": act, "what": what, "text": "重复" });
    let codes = |told: &Value| -> Vec<String> {
        let refused = told["refused"].as_array().expect("refused").clone();
        let code = |one: &Value| format!("{} {}", one["failure"]["code"], one["failure"]["rule"]);
        refused.iter().map(|one| code(one).replace('"', "")).collect()
    };
    let signed = sun.done("bulk", both("countersign", ""));
    let held = sun.holds(&hers).is_some();
    let expected = if held { json!([hers]) } else { json!([]) };
    assert_eq!(signed["done"], expected, "{signed:#}");
    assert_eq!(codes(&signed)[0], "refused FAIR-10");
    let judged = sun.done("bulk", both("evaluate", "valuable"));
    assert!(judged["done"].as_array().expect("done").contains(&json!(his)), "{judged:#}");
    let wrong = sun.done("bulk", both("evaluate", "splendid"));
    assert_eq!(wrong["done"], json!([]));
    let taken_back = sun.done("bulk", both("withdraw", ""));
    assert_eq!(taken_back["done"], json!([his]));
    assert_eq!(codes(&taken_back), ["lead.unknown null", "lead.unknown null"]);
    assert_eq!(sun.fails("bulk", both("give_away", "")).code, "call.arguments");
    let many = json!({ "cards": vec![&his; 51], "act": "countersign" });
    assert_eq!(sun.fails("bulk", many).code, "call.arguments");
}

#[test]
fn what_is_chosen_is_taken_out_as_far_as_one_may() {
    let (_company, [wang, li]) = Company::at_the_fair(["wangfang", "liqiang"]);
    let hers: Vec<String> = (0..3).map(|n| nth(&wang, n, Lead::HUASHENG)).collect();
    let his = nth(&li, 2, Lead { person: "陈二", ..Lead::HUASHENG });
    li.sync();
    wang.sync();
    let chosen = json!({
        "layout": "csv", "view": "all", "headings": {}, "cards": [hers[0], hers[2], his],
    });
    let allowance = wang.done("export_allowance", chosen.clone());
    assert_eq!(allowance["cards"], 2, "{allowance:#}");
    let written = wang.done("export_write", chosen);
    assert_eq!(written["cards"], 2);
    let text = std::fs::read_to_string(written["path"].as_str().expect("a path")).expect("a file");
    assert!(text.contains("东莞第0电子") && !text.contains("东莞第1电子"), "{text}");
}

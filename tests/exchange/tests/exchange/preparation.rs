//! Marketing prepares, hands over, and the supervisor receives with his own key (FAIR-02 to FAIR-04).

use exchange_tests::{Company, Laptop, on, on_day};
use serde_json::{Value, json};

fn save(laptop: &Laptop, item: Option<&str>, name: &str, quantity: u32) -> String {
    let written = json!({
        "fair": "F1", "item": item, "list": "exhibits", "name": name, "quantity": quantity,
        "owner": null, "due": "2026-03-04", "done": null,
    });
    let written = laptop.done("fair_item_save", written);
    written["id"].as_str().expect("an id").to_owned()
}

fn plan(laptop: &Laptop) -> Value {
    laptop.done("fair_plan", json!({ "fair": "F1" }))
}

fn handed(item: &str, quantity: u32) -> Value {
    json!({ "item": item, "quantity": quantity, "condition": "good" })
}

#[test]
fn the_supervisor_signs_the_very_list_that_marketing_offered() {
    let company = Company::start();
    let [gao, lin, wang, wei] = company.laptops(["gaofeng", "linguodong", "wangfang", "jiangwen"]);
    company.time.set(on("08:00"));
    let motor = save(&gao, None, "伺服电机样机", 4);
    let banner = save(&gao, None, "展台背景布", 1);
    let offer = json!({ "fair": "F1", "items": [handed(&motor, 4), handed(&banner, 1)] });
    let refused = wang.fails("fair_offer", offer.clone());
    assert_eq!(refused.rule.as_deref(), Some("SYN-04"));
    let offer = gao.done("fair_offer", offer)["id"].clone();
    let receive = json!({
        "fair": "F1", "offer": offer, "items": [handed(&motor, 3), handed(&banner, 1)],
        "remarks": "少一台",
    });
    let own = gao.fails("fair_receive", receive.clone());
    assert_eq!(own.rule.as_deref(), Some("FAIR-04"), "nobody receives what he offered");

    company.time.set(on("08:30"));
    [&gao, &lin, &wang, &wei].into_iter().for_each(Laptop::sync);
    let other = wang.fails("fair_receive", receive.clone());
    assert_eq!(other.rule.as_deref(), Some("FAIR-04"), "nobody receives for the supervisor");
    // Renamed after it was offered: what was signed says what it said.
    save(&gao, Some(&motor), "电机", 9);
    lin.done("fair_receive", receive.clone());
    let again = lin.fails("fair_receive", receive);
    assert_eq!(again.code, "fair.received_already");

    [&lin, &gao, &lin, &wang].into_iter().for_each(Laptop::sync);
    let (at_lin, at_gao, at_wang) = (plan(&lin), plan(&gao), plan(&wang));
    for seen in [&at_lin, &at_gao, &at_wang] {
        let signed = &seen["offers"][0];
        assert_eq!(signed["receivedBy"], "林国栋");
        assert_eq!(signed["receivedRemarks"], "少一台");
        let items = signed["items"].as_array().expect("a list");
        let of = |id: &str| items.iter().find(|item| item["item"] == id).expect("offered");
        assert_eq!(of(&motor)["name"], "伺服电机样机", "as it was called then");
        assert_eq!((&of(&motor)["received"], &of(&motor)["differs"]), (&json!(3), &json!(true)));
        assert_eq!(of(&banner)["differs"], false);
        assert_eq!(seen["daysLate"], 7, "due on 5 March, signed on the first day of the fair");
        assert_eq!(seen["completeAtMs"], signed["receivedAtMs"]);
        assert_eq!(seen["reminder"], Value::Null, "what is handed over reminds nobody");
        assert_eq!(seen["void"], json!([]));
    }
    // Whoever has no part in the fair reads nothing of it.
    assert_eq!(wei.fails("fair_plan", json!({ "fair": "F1" })).code, "fair.unknown");
}

#[test]
fn two_laptops_write_one_item_and_both_versions_stay() {
    let company = Company::start();
    let [gao, hq] = company.laptops(["gaofeng", "zhenghua"]);
    company.time.set(on("08:00"));
    let motor = save(&gao, None, "电机", 4);
    [&gao, &hq].into_iter().for_each(Laptop::sync);
    assert_eq!(plan(&hq)["reminder"], 3, "headquarters hears of what is not handed over");
    company.time.set(on("08:05"));
    save(&gao, Some(&motor), "电机甲", 5);
    company.time.set(on("08:10"));
    save(&hq, Some(&motor), "电机乙", 6);
    [&hq, &gao, &hq].into_iter().for_each(Laptop::sync);
    for laptop in [&gao, &hq] {
        let item = plan(laptop)["items"][0].clone();
        assert_eq!(item["now"]["name"], "电机乙");
        let earlier: Vec<_> = item["earlier"].as_array().expect("a list").iter().collect();
        let names: Vec<_> = earlier.into_iter().map(|version| version["name"].clone()).collect();
        assert_eq!(names, ["电机", "电机甲"]);
    }
}

/// Headquarters makes next month's fair from this one, a month and five days later.
fn next_fair(hq: &Laptop) -> String {
    let mut entry = hq.done("book_copy", json!({ "fair": "F1", "first": "2026-04-16" }));
    entry["name"] = json!("深圳国际电子元件展（春）");
    hq.done("book_fair", json!({ "entry": entry, "sure": true }));
    hq.sync();
    let book = hq.done("book", Value::Null);
    let fairs = book["fairs"].as_array().expect("fairs").iter();
    let next = fairs.map(|fair| &fair["entry"]).find(|fair| fair["days"][0] == "2026-04-16");
    next.expect("the new one")["id"].as_str().expect("an id").to_owned()
}

#[test]
fn another_fairs_lists_are_copied_once_with_their_days_and_without_who_has_gone() {
    let company = Company::start();
    let [gao, wang, hq] = company.laptops(["gaofeng", "wangfang", "zhenghua"]);
    company.time.set(on("08:00"));
    save(&gao, None, "伺服电机样机", 4);
    let hers = json!({
        "fair": "F1", "item": null, "list": "layout", "name": "展位图纸", "quantity": 1,
        "owner": "wangfang", "due": null, "done": "2026-03-01", "remarks": "三面开口",
    });
    gao.done("fair_item_save", hers);
    let next = next_fair(&hq);
    [&gao, &wang].into_iter().for_each(Laptop::sync);
    let from = json!({ "fair": next, "from": "F1" });
    assert_eq!(wang.fails("plan_pattern", from.clone()).rule.as_deref(), Some("SYN-04"));
    let rows = gao.done("plan_pattern", from.clone());
    let row = |name: &str| {
        let found = rows.as_array().expect("rows").iter().find(|row| row["name"] == name);
        found.expect("a row").clone()
    };
    assert_eq!(row("伺服电机样机")["due"], "2026-04-08", "eight days before, as there");
    assert_eq!(
        (&row("伺服电机样机")["was"], &row("展位图纸")["was"]),
        (&json!(""), &json!("王芳"))
    );
    assert_eq!(row("展位图纸")["ownerName"], "高峰", "she prepares no fairs");
    let items = json!([row("伺服电机样机")["item"], row("展位图纸")["item"]]);
    let copy = json!({ "fair": next, "from": "F1", "items": items });
    gao.done("plan_copy", copy.clone());
    assert_eq!(gao.fails("plan_copy", copy).code, "fair.nothing_copied");
    let here = gao.done("fair_plan", json!({ "fair": next }))["items"].clone();
    let here: Vec<_> = here.as_array().expect("items").iter().map(|item| &item["now"]).collect();
    assert_eq!(here.len(), 2);
    let drawing = here.iter().find(|item| item["name"] == "展位图纸").expect("the drawing");
    assert_eq!((&drawing["done"], &drawing["remarks"]), (&Value::Null, &json!("三面开口")));
    let again = gao.done("plan_pattern", from);
    let already = again.as_array().expect("rows").iter().all(|row| row["already"] == true);
    assert!(already, "{again:#}");
}

#[test]
fn who_is_to_hand_over_is_reminded_ten_days_before_and_headquarters_seven_until_it_is_done() {
    let company = Company::start();
    let [gao, lin, hq] = company.laptops(["gaofeng", "linguodong", "zhenghua"]);
    company.time.set(on("08:00"));
    let next = next_fair(&hq);
    let row = |laptop: &Laptop| {
        laptop.sync();
        let rows = laptop.done("plan_fairs", Value::Null);
        let found = rows.as_array().expect("rows").iter().find(|row| row["fair"] == json!(next));
        found.expect("the new fair").clone()
    };
    let days = |laptop: &Laptop| row(laptop)["remindDays"].clone();
    company.time.set(on_day("2026-04-05", "09:00"));
    assert_eq!((days(&gao), days(&hq)), (Value::Null, Value::Null), "eleven days before");
    company.time.set(on_day("2026-04-06", "09:00"));
    assert_eq!((days(&gao), days(&hq)), (json!(10), Value::Null));
    company.time.set(on_day("2026-04-09", "09:00"));
    assert_eq!((days(&gao), days(&hq), days(&lin)), (json!(7), json!(7), Value::Null));
    let item = json!({
        "fair": next, "item": null, "list": "exhibits", "name": "样机", "quantity": 2, "owner": null,
        "due": null, "done": null,
    });
    let item = gao.done("fair_item_save", item)["id"].as_str().expect("an id").to_owned();
    assert_eq!(row(&gao)["open"], 1);
    let items = json!([handed(&item, 2)]);
    let offer = gao.done("fair_offer", json!({ "fair": next, "items": items }))["id"].clone();
    gao.sync();
    assert_eq!(row(&lin)["awaits"], true, "he is told that it waits for him");
    lin.done("fair_receive", json!({ "fair": next, "offer": offer, "items": items }));
    lin.sync();
    assert_eq!((days(&gao), days(&hq)), (Value::Null, Value::Null), "it is gone by itself");
    assert_eq!(row(&lin)["awaits"], false);
}

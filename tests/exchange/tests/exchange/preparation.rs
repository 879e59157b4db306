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

#[test]
fn versions_of_one_moment_stand_as_their_laptop_signed_them() {
    let company = Company::start();
    let [gao, hq] = company.laptops(["gaofeng", "zhenghua"]);
    company.time.set(on("08:00"));
    let motor = save(&gao, None, "伺服电机样机", 1);
    for quantity in 2..=6 {
        save(&gao, Some(&motor), "伺服电机样机", quantity);
    }
    [&gao, &hq].into_iter().for_each(Laptop::sync);
    for laptop in [&gao, &hq] {
        let item = plan(laptop)["items"][0].clone();
        let earlier = item["earlier"].as_array().expect("versions").iter();
        let earlier: Vec<_> = earlier.map(|version| version["quantity"].clone()).collect();
        assert_eq!(
            (&item["now"]["quantity"], earlier),
            (&json!(6), (1..=5).map(Value::from).collect())
        );
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

/// Headquarters plans the fair of the next year; answers its id.
fn next_year(hq: &Laptop) -> String {
    let book = hq.done("book", json!(null));
    let rows = book["fairs"].as_array().expect("a list").iter();
    let mut entry =
        rows.map(|row| row["entry"].clone()).find(|entry| entry["id"] == "F1").expect("the fair");
    entry["id"] = json!("");
    entry["name"] = json!("深圳工业展 2027");
    entry["days"] = json!(["2027-03-18", "2027-03-19"]);
    let saved = hq.done("book_fair", json!({ "entry": entry, "sure": true }));
    saved["id"].as_str().expect("an id").to_owned()
}

fn preview(laptop: &Laptop, fair: &str) -> Vec<Value> {
    let view = laptop.done("fair_copy_preview", json!({ "fair": fair, "from": "F1" }));
    view["rows"].as_array().expect("a list").clone()
}

fn copy(laptop: &Laptop, fair: &str) {
    let versions: Vec<_> =
        preview(laptop, fair).into_iter().map(|row| row["version"].clone()).collect();
    laptop.done("fair_copy", json!({ "fair": fair, "from": "F1", "versions": versions }));
}

fn items(laptop: &Laptop, fair: &str) -> Vec<Value> {
    let plan = laptop.done("fair_plan", json!({ "fair": fair }));
    plan["items"].as_array().expect("a list").clone()
}

#[test]
fn last_years_lists_are_looked_at_copied_once_and_due_as_long_before_the_fair() {
    let company = Company::start();
    let [gao, hq, wang] = company.laptops(["gaofeng", "zhenghua", "wangfang"]);
    company.time.set(on("08:00"));
    save(&gao, None, "伺服电机样机", 4);
    let banner = save(&gao, None, "展台背景布", 1);
    let dropped = json!({
        "fair": "F1", "item": null, "list": "layout", "name": "旧图纸", "quantity": 1,
        "owner": null, "due": null, "done": null, "dropped": true,
    });
    gao.done("fair_item_save", dropped);
    // Whoever saw to it then does not prepare fairs (any more).
    let foreign = json!({
        "fair": "F1", "item": banner, "list": "exhibits", "name": "展台背景布", "quantity": 1,
        "owner": "wangfang", "due": "2026-03-04", "done": "2026-03-03",
    });
    gao.done("fair_item_save", foreign);
    let next = next_year(&hq);
    [&hq, &gao, &hq, &gao, &wang].into_iter().for_each(Laptop::sync);

    let seen = preview(&gao, &next);
    let of = |name: &str| seen.iter().find(|row| row["name"] == name).expect("previewed").clone();
    assert_eq!(seen.len(), 2, "what was no longer wanted is not offered");
    assert_eq!(of("伺服电机样机")["due"], "2027-03-10", "eight days before, as last year");
    assert_eq!(of("伺服电机样机")["ownerName"], "高峰");
    let banner = of("展台背景布");
    assert_eq!((&banner["ownerName"], &banner["wasName"]), (&Value::Null, &json!("王芳")));
    assert_eq!(items(&gao, &next).len(), 0, "looking signs nothing");

    copy(&gao, &next);
    copy(&gao, &next);
    let copied = items(&gao, &next);
    assert_eq!(copied.len(), 2);
    for item in &copied {
        assert_eq!(item["earlier"], json!([]), "copying twice writes nothing twice");
        assert_eq!(item["now"]["done"], Value::Null);
    }
    assert!(preview(&gao, &next).iter().all(|row| row["there"] == true));

    let command = json!({ "fair": next, "from": "F1", "versions": [] });
    assert_eq!(wang.fails("fair_copy", command).rule.as_deref(), Some("SYN-04"));
    let back = json!({ "fair": "F1", "from": next });
    assert_eq!(gao.fails("fair_copy_preview", back).code, "fair.copy_not_earlier");
    let gone = json!({ "fair": next, "from": "F1", "versions": ["00"] });
    assert_eq!(gao.fails("fair_copy", gone).code, "fair.copy_changed");
}

#[test]
fn a_copy_that_is_signed_later_elsewhere_takes_nothing_back() {
    let company = Company::start();
    let [gao, hq] = company.laptops(["gaofeng", "zhenghua"]);
    company.time.set(on("08:00"));
    save(&gao, None, "伺服电机样机", 4);
    let next = next_year(&hq);
    [&hq, &gao, &hq].into_iter().for_each(Laptop::sync);
    copy(&gao, &next);
    company.time.set(on("08:05"));
    let item = items(&gao, &next)[0]["item"].clone();
    let by_hand = json!({
        "fair": next, "item": item, "list": "exhibits", "name": "新款电机", "quantity": 9,
        "owner": null, "due": null, "done": null,
    });
    gao.done("fair_item_save", by_hand);
    // Headquarters has heard of none of it.
    company.time.set(on("08:10"));
    copy(&hq, &next);
    [&hq, &gao, &hq].into_iter().for_each(Laptop::sync);
    for laptop in [&gao, &hq] {
        let items = items(laptop, &next);
        assert_eq!(items.len(), 1, "both copies are of one item");
        assert_eq!(items[0]["now"]["name"], "新款电机");
        assert_eq!(items[0]["earlier"].as_array().expect("a list").len(), 2);
    }
}

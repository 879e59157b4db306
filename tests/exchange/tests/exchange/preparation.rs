//! Marketing prepares, hands over, and the supervisor receives with his own key (FAIR-02 to FAIR-04).

use exchange_tests::{Company, Laptop, on};
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

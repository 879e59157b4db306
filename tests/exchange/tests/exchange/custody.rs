//! Exhibits go from hand to hand, are counted, and what is lost is somebody's matter (FAIR-05).

use exchange_tests::{Company, Laptop, Lead, on, on_day};
use serde_json::{Value, json};

const DAY: &str = "2026-03-12";

fn handed(item: &str, quantity: u32) -> Value {
    json!({ "item": item, "quantity": quantity, "condition": "good" })
}

/// Marketing prepares an exhibit and a plan; the supervisor receives both. Which exhibit.
fn received(gao: &Laptop, lin: &Laptop) -> String {
    let save = |list: &str, name: &str, quantity: u32| {
        let item = json!({
            "fair": "F1", "item": null, "list": list, "name": name, "quantity": quantity,
            "owner": null, "due": "2026-03-04", "done": null,
        });
        let written = gao.done("fair_item_save", item);
        written["id"].as_str().expect("an id").to_owned()
    };
    let motor = save("exhibits", "伺服电机样机", 4);
    let plan = save("layout", "展位图纸", 1);
    let items = json!([handed(&motor, 4), handed(&plan, 1)]);
    let offer = gao.done("fair_offer", json!({ "fair": "F1", "items": items }))["id"].clone();
    gao.sync();
    lin.sync();
    lin.done("fair_receive", json!({ "fair": "F1", "offer": offer, "items": items }));
    lin.sync();
    motor
}

/// How many givings, and how many losses, wait for somebody at the fair: what every screen of his says.
fn waits(laptop: &Laptop) -> (u64, u64) {
    let rows = laptop.done("plan_fairs", Value::Null);
    let rows = rows.as_array().expect("rows").clone();
    let row = rows.into_iter().find(|row| row["fair"] == "F1").expect("the fair");
    (row["given"].as_u64().expect("a number"), row["losses"].as_u64().expect("a number"))
}

fn custody(laptop: &Laptop, on: &str) -> Value {
    laptop.done("custody", json!({ "fair": "F1", "on": on }))
}

/// Who has how many of the one exhibit, by name.
fn held(laptop: &Laptop) -> Vec<(String, u64)> {
    let holders = custody(laptop, DAY)["holders"].clone();
    let one = |holder: &Value| {
        let name = holder["name"].as_str().expect("a name").to_owned();
        (name, holder["items"][0]["held"].as_u64().expect("a number"))
    };
    let mut held: Vec<_> = holders.as_array().expect("holders").iter().map(one).collect();
    held.sort();
    held
}

fn count(of: &str, on: &str, item: &str, quantity: u32) -> Value {
    json!({ "fair": "F1", "of": of, "on": on, "items": [handed(item, quantity)] })
}

fn pieces(of: &[(&str, u64)]) -> Vec<(String, u64)> {
    of.iter().map(|(name, pieces)| ((*name).to_owned(), *pieces)).collect()
}

#[test]
fn exhibits_go_on_with_both_signatures_and_a_short_count_is_the_supervisors_matter() {
    let company = Company::start();
    let [gao, lin, wang, li, hq] =
        company.laptops(["gaofeng", "linguodong", "wangfang", "liqiang", "zhenghua"]);
    company.time.set(on("08:00"));
    let motor = received(&gao, &lin);
    wang.sync();
    assert_eq!(held(&wang), pieces(&[("林国栋", 4)]), "a plan is no exhibit");

    let give = |pieces: u32, to: &str| json!({ "fair": "F1", "to": to, "items": [handed(&motor, pieces)] });
    assert_eq!(lin.fails("custody_give", give(5, "wangfang")).code, "custody.more_than_held");
    assert_eq!(lin.fails("custody_give", give(1, "jiangwen")).code, "custody.stranger");
    assert_eq!(wang.fails("custody_give", give(1, "liqiang")).code, "fair.item_unknown");
    let giving = lin.done("custody_give", give(3, "wangfang"))["id"].clone();
    let wrong = lin.done("custody_give", give(1, "liqiang"))["id"].clone();
    lin.done("custody_take", json!({ "fair": "F1", "giving": wrong, "items": [] }));
    assert_eq!(custody(&lin, DAY)["open"].as_array().map(Vec::len), Some(1), "taken back");
    let twice = lin.fails("custody_give", give(2, "liqiang"));
    assert_eq!((twice.code.as_str(), twice.args["held"].as_str()), ("custody.more_than_held", "1"));
    let take = json!({ "fair": "F1", "giving": giving, "items": [handed(&motor, 2)] });
    assert_eq!(lin.fails("custody_take", take.clone()).rule.as_deref(), Some("FAIR-04"));
    [&lin, &wang, &li].into_iter().for_each(Laptop::sync);
    assert_eq!(li.fails("custody_take", take.clone()).rule.as_deref(), Some("FAIR-04"));
    assert_eq!(held(&wang), pieces(&[("林国栋", 4)]), "until she signs it is where it was");
    assert_eq!((waits(&wang), waits(&li), waits(&lin)), ((1, 0), (0, 0), (0, 0)));
    wang.done("custody_take", take.clone());
    assert_eq!(waits(&wang), (0, 0));
    assert_eq!(wang.fails("custody_take", take).code, "custody.giving_unknown");
    assert_eq!(held(&wang), pieces(&[("林国栋", 2), ("王芳", 2)]), "she took fewer than given");

    // Marketing calls it a plan afterwards: it stays an exhibit.
    let moved = json!({
        "fair": "F1", "item": motor, "list": "layout", "name": "伺服电机样机", "quantity": 4,
        "owner": null, "due": null, "done": null,
    });
    gao.done("fair_item_save", moved);
    gao.sync();
    lin.sync();
    assert_eq!(held(&lin), pieces(&[("林国栋", 4)]), "she has not exchanged yet");
    wang.sync();
    assert_eq!(held(&wang), pieces(&[("林国栋", 2), ("王芳", 2)]));

    // From here on nobody has a network: the evening gathers what was counted.
    company.time.set(on("17:40"));
    assert_eq!(
        wang.fails("custody_count", count("wangfang", "tear_down", &motor, 2)).code,
        "custody.early"
    );
    let others = li.fails("custody_count", count("wangfang", DAY, &motor, 2));
    assert!(["FAIR-05"].contains(&others.rule.as_deref().unwrap_or_default()), "{others:?}");
    wang.done("custody_count", count("wangfang", DAY, &motor, 1));
    wang.hand_in_by_lan(&lin);
    let seen = custody(&lin, DAY);
    assert_eq!(seen["uncounted"], 1, "his own: {seen:#}");
    let incident = seen["incidents"][0].clone();
    assert_eq!((&incident["what"], &incident["missing"]), (&json!("伺服电机样机"), &json!(1)));
    assert_eq!((&incident["liable"], &incident["holder"]), (&json!("林国栋"), &json!("王芳")));
    assert_eq!((&incident["maySpeak"], &incident["mayClose"]), (&json!(true), &json!(false)));
    let say = |words: &str, outcome: &str| json!({ "fair": "F1", "incident": incident["id"], "words": words, "outcome": outcome });
    let closing = lin.fails("incident_say", say("算了", "written_off"));
    assert_eq!(closing.rule.as_deref(), Some("SYN-04"), "nobody closes his own matter");
    assert_eq!((waits(&lin), waits(&wang)), ((0, 1), (0, 1)), "who is liable, and who had it");
    lin.done("incident_say", say("撤展前再找一遍", ""));
    assert_eq!(waits(&lin), (0, 0), "he has answered");
    lin.done("custody_count", count("linguodong", DAY, &motor, 2));
    assert_eq!(custody(&lin, DAY)["uncounted"], 0);

    company.time.set(on("20:00"));
    [&lin, &wang, &li, &hq].into_iter().for_each(Laptop::sync);
    assert_eq!(custody(&li, DAY)["incidents"], json!([]), "a colleague's loss is not his matter");
    assert_eq!((waits(&li), waits(&hq)), ((0, 0), (0, 1)), "headquarters is to close it");
    assert_eq!(custody(&wang, DAY)["incidents"][0]["said"][0]["words"], "撤展前再找一遍");
    let at_hq = custody(&hq, DAY)["incidents"][0].clone();
    assert_eq!((&at_hq["mayClose"], &at_hq["settled"]), (&json!(true), &json!(false)));
    assert_eq!(hq.fails("incident_say", say(" ", "written_off")).code, "field.missing");
    let lost = |form: &str, hq: &Laptop| {
        let report = hq.done("report", json!({ "form": form, "fair": "F1", "day": DAY }));
        let parts = report["parts"].as_array().expect("parts").clone();
        let part = parts.into_iter().find(|part| part["name"] == "losses").expect("losses");
        let row = |row: &Value| (row[0]["of"].clone(), row[2]["of"].clone(), row[4]["of"].clone());
        part["rows"].as_array().expect("rows").iter().map(row).collect::<Vec<_>>()
    };
    let expected = (json!("王芳"), json!("伺服电机样机"), json!(1));
    for form in ["e4", "e11"] {
        assert_eq!(lost(form, &hq).first(), Some(&expected), "{form}");
    }
    hq.done("incident_say", say("柜台下找到了", "found"));
    assert_eq!(lost("e11", &hq), []);
    assert_eq!(waits(&hq), (0, 0));
    hq.sync();
    lin.sync();
    let closed = custody(&lin, DAY)["incidents"][0].clone();
    assert_eq!((&closed["settled"], &closed["outcome"]), (&json!(true), &json!("found")));

    // The booth comes down: what she has goes back, and what she had not stays hers.
    company.time.set(on_day("2026-03-14", "18:00"));
    let back = wang.done("custody_give", give(2, "linguodong"))["id"].clone();
    wang.hand_in_by_file(&lin, &company.stick());
    lin.done("custody_take", json!({ "fair": "F1", "giving": back, "items": [handed(&motor, 1)] }));
    assert_eq!(held(&lin), pieces(&[("林国栋", 3), ("王芳", 1)]));
    company.time.set(on_day("2026-03-15", "09:00"));
    assert_eq!(custody(&lin, "")["on"], "tear_down");
}

#[test]
fn a_laptop_that_is_gone_is_the_same_kind_of_matter_and_says_what_was_handed_in_before() {
    let company = Company::start();
    let [wang, zhou, lin, hq] = company.laptops(["wangfang", "zhoumin", "linguodong", "zhenghua"]);
    let lead = |number: u32| {
        let (name, phone) = (format!("深圳第{number}科技有限公司"), format!("1380013{number:04}"));
        wang.capture(Lead { company: &name, phone: &phone, site: "广东深圳", ..Lead::DINGLI });
    };
    company.time.set(on("11:00"));
    lead(1);
    wang.hand_in_by_lan(&lin);
    wang.sync();
    company.time.set(on("11:50"));
    lead(2);
    // A colleague who may not read her cards sees only that there is more.
    wang.hand_in_by_lan(&zhou);
    zhou.sync();
    drop(wang);
    company.time.set(on("12:00"));
    let people = hq.done("people", Value::Null);
    let people = people.as_array().expect("people");
    let hers = people.iter().find(|row| row["id"] == "wangfang").expect("her");
    let enrolment = hers["devices"][0]["enrolment"].clone();
    hq.done("revoke", json!({ "enrolment": enrolment, "reason": "被盗" }));
    [&hq, &lin].into_iter().for_each(Laptop::sync);
    let incident = custody(&lin, DAY)["incidents"][0].clone();
    assert_eq!(incident["kind"], "laptop", "{incident:#}");
    assert_eq!((&incident["holder"], &incident["liable"]), (&json!("王芳"), &json!("林国栋")));
    assert_eq!(incident["statedMs"], json!(on("11:00").0));
    assert_eq!(incident["remains"]["cards"], 1, "{incident:#}");
    assert_eq!(incident["settled"], false);
    let at_hq = custody(&hq, DAY)["incidents"][0].clone();
    let asked = hq.done("remains", json!({ "enrolment": at_hq["enrolment"] }));
    assert_eq!(asked["gapCards"], 1, "what the colleague saw: {asked:#}");
    let close = json!({
        "fair": "F1", "incident": incident["id"], "words": "名片已凭纸质补录", "outcome": "replaced",
    });
    hq.done("incident_say", close);
    hq.sync();
    lin.sync();
    assert_eq!(custody(&lin, DAY)["incidents"][0]["outcome"], "replaced");
}

#[test]
fn what_is_for_the_visitors_is_no_loss_and_nothing_becomes_that_by_being_handed_over_again() {
    let company = Company::start();
    let [gao, lin] = company.laptops(["gaofeng", "linguodong"]);
    company.time.set(on("08:00"));
    let motor = received(&gao, &lin);
    let written = |item: &Value, name: &str| {
        json!({
            "fair": "F1", "item": item, "list": "exhibits", "name": name, "quantity": 600,
            "owner": null, "due": null, "done": null, "giveaway": true,
        })
    };
    let hand_over = |item: &str, offered: u32| {
        let items = json!([handed(item, offered)]);
        let offer = gao.done("fair_offer", json!({ "fair": "F1", "items": items }))["id"].clone();
        gao.sync();
        lin.sync();
        lin.done("fair_receive", json!({ "fair": "F1", "offer": offer, "items": items }));
    };
    let catalogue = gao.done("fair_item_save", written(&Value::Null, "产品目录"))["id"].clone();
    let catalogue = catalogue.as_str().expect("an id");
    company.time.pass_minutes(5);
    hand_over(catalogue, 600);
    let offers = lin.done("fair_plan", json!({ "fair": "F1" }))["offers"].clone();
    assert_eq!(offers[1]["items"][0]["giveaway"], true, "the supervisor sees what he signs");

    company.time.set(on("17:40"));
    assert_eq!(custody(&lin, DAY)["uncounted"], 1, "the motors; catalogues need not be counted");
    lin.done("custody_count", count("linguodong", DAY, catalogue, 460));
    let seen = custody(&lin, DAY);
    let of = |seen: &Value, item: &str| {
        let items = seen["holders"][0]["items"].as_array().expect("items").clone();
        items.into_iter().find(|row| row["item"] == item).expect("the item")
    };
    let row = of(&seen, catalogue);
    assert_eq!((&row["givenOut"], &row["missing"]), (&json!(140), &json!(0)), "{row:#}");
    assert_eq!(seen["incidents"], json!([]));

    // A motor that is gone, and a word of marketing afterwards that motors are for the visitors.
    lin.done("custody_count", count("linguodong", DAY, &motor, 3));
    company.time.pass_minutes(5);
    gao.done("fair_item_save", written(&json!(motor), "伺服电机样机"));
    hand_over(&motor, 1);
    let seen = custody(&lin, DAY);
    assert_eq!(seen["incidents"][0]["missing"], 1, "{seen:#}");
    assert_eq!(of(&seen, &motor)["giveaway"], false);

    // Eighty catalogues go back; the summary says what has become of everything (E9).
    let give = json!({ "fair": "F1", "to": "gaofeng", "items": [handed(catalogue, 80)] });
    let giving = lin.done("custody_give", give)["id"].clone();
    lin.sync();
    gao.sync();
    let take = json!({ "fair": "F1", "giving": giving, "items": [handed(catalogue, 80)] });
    gao.done("custody_take", take);
    gao.sync();
    lin.sync();
    let summary = lin.done("report", json!({ "form": "e9", "fair": "F1" }));
    let parts = summary["parts"].as_array().expect("parts");
    let inventory = parts.iter().find(|part| part["name"] == "inventory").expect("an inventory");
    let row = |name: &str| {
        let rows = inventory["rows"].as_array().expect("rows").iter();
        let cells = rows.map(|row| row.as_array().expect("cells"));
        let mut named = cells.filter(|row| row[0].to_string().contains(name));
        let row = named.next().expect("the item");
        row[1..].iter().map(|cell| cell["of"].as_u64().expect("a number")).collect::<Vec<_>>()
    };
    assert_eq!(row("产品目录"), [600, 140, 0, 80, 380], "came, given out, missing, back, there");
    assert_eq!(row("伺服电机"), [5, 0, 1, 0, 4]);
}

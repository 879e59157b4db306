//! Two people who share a laptop: two workspaces, and neither opens the other's.

use exchange_tests::{Company, Laptop, Lead, Road, Weather, wait_for};
use serde_json::{Value, json};
use sync_server::Tls;

const LIS_PASSPHRASE: &str = "李强的口令-2026";

fn status(laptop: &Laptop) -> (String, String, Vec<String>) {
    let status = laptop.done("status", Value::Null);
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let others = status["workspaces"].as_array().expect("a list");
    let names = others.iter().map(|one| text(&one["name"])).collect();
    (text(&status["state"]), text(&status["name"]), names)
}

fn turn_to(laptop: &Laptop, name: Option<&str>) {
    let all = laptop.done("status", Value::Null)["workspaces"].clone();
    let all = all.as_array().expect("a list").iter();
    let id = name.map(|name| {
        all.clone().find(|one| one["name"] == name).expect("he uses this laptop")["id"].clone()
    });
    laptop.done("workspace", json!({ "id": id }));
}

fn captured(laptop: &Laptop) -> usize {
    let page = laptop.done("lead_list", json!({ "view": "captured", "text": "", "limit": 50 }));
    page["rows"].as_array().expect("rows").len()
}

#[test]
fn each_has_his_own_cards_keys_and_passphrase() {
    let company = Company::start();
    let laptop = company.laptop("wangfang");
    laptop.capture(Lead::HUASHENG);

    turn_to(&laptop, None);
    assert_eq!(status(&laptop), ("none".to_owned(), String::new(), vec!["王芳".to_owned()]));
    let enrolment = json!({
        "code": company.code("liqiang"), "passphrase": LIS_PASSPHRASE, "device": "摊位电脑",
    });
    laptop.done("enrol", enrolment);
    let both = vec!["王芳".to_owned(), "李强".to_owned()];
    assert_eq!(status(&laptop), ("open".to_owned(), "李强".to_owned(), both.clone()));
    assert_eq!(captured(&laptop), 0, "what she captured is not his");
    laptop.capture(Lead::HUASHENG);
    laptop.sync();

    turn_to(&laptop, Some("王芳"));
    assert_eq!(status(&laptop), ("locked".to_owned(), "王芳".to_owned(), both));
    let refused = laptop.fails("unlock", json!({ "passphrase": LIS_PASSPHRASE }));
    assert_eq!(refused.code, "unlock.wrong");
    turn_to(&laptop, Some("李强"));
    laptop.done("unlock", json!({ "passphrase": LIS_PASSPHRASE }));
    assert_eq!(captured(&laptop), 1);
    assert_eq!(laptop.fails("workspace", json!({ "id": "../.." })).code, "workspace.unknown");
    assert_eq!(status(&laptop).0, "open", "a refusal changes nothing");
}

fn line(laptop: &Laptop) -> Value {
    laptop.done("sync_line", Value::Null)
}

/// A line of which nothing is known.
fn is_blank(line: &Value) -> bool {
    line["state"] == "" && line["lastMs"].is_null() && line["unsent"] == 0 && line["pushed"] == 0
}

#[test]
fn the_line_of_one_says_nothing_to_the_next() {
    let company = Company::start();
    let laptop = company.laptop("wangfang");
    laptop.capture(Lead::HUASHENG);
    laptop.sync();
    assert_eq!(line(&laptop)["state"], "done");

    laptop.done("lock", Value::Null);
    assert!(is_blank(&line(&laptop)), "{}", line(&laptop));
    turn_to(&laptop, None);
    laptop.enrol(&company.code("liqiang"));
    assert_eq!(line(&laptop)["state"], "", "he has exchanged nothing yet");
}

#[test]
fn an_exchange_that_ends_after_locking_says_nothing_to_the_next() {
    let road = Road::build();
    let company = Company::start_behind(&road, Tls::Off);
    let laptop = company.laptop("wangfang");
    laptop.capture(Lead::HUASHENG);
    road.turn(Weather::Silent);
    std::thread::scope(|scope| {
        let hanging = scope.spawn(|| laptop.call("sync_now", Value::Null));
        wait_for(|| (line(&laptop)["state"] == "syncing").then_some(()));
        laptop.done("lock", Value::Null);
        turn_to(&laptop, None);
        road.turn(Weather::Closed);
        assert!(hanging.join().expect("an answer").is_err());
    });
    assert!(is_blank(&line(&laptop)), "{}", line(&laptop));
}

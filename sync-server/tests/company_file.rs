//! A company file with mistakes names the entries that they are in.

use serde_json::{Value, json};
use sync_server::CompanyFile;

const COMPANY: &str = include_str!("common/company.json");

/// The problems of the company file after one change.
fn problems(path: &str, value: Value) -> String {
    let mut company: Value = serde_json::from_str(COMPANY).unwrap();
    let (parent, key) = path.rsplit_once('/').unwrap();
    company.pointer_mut(parent).unwrap()[key] = value;
    CompanyFile::from_value(company).map(|_| ()).unwrap_err().to_string()
}

#[track_caller]
fn check(path: &str, value: Value, expected: &str) {
    let found = problems(path, value);
    assert!(found.contains(expected), "{found}");
    assert_eq!(found.lines().count(), 1, "{found}");
}

#[test]
fn a_good_file_is_taken_and_keeps_its_order() {
    let company = CompanyFile::parse(COMPANY).unwrap();
    assert_eq!((company.name(), company.timezone()), ("华南贸易", "Asia/Shanghai"));
    let people: Vec<String> = company.people().map(|person| person.to_string()).collect();
    assert_eq!(people[..3], ["zhenghua", "linguodong", "wangfang"]);
    assert_eq!(company.headquarters().as_str(), "zhenghua");
    assert_eq!(company.payloads().len(), 2 + 7 + 1 + 1 + 1 + 1);
}

#[test]
fn a_name_and_most_sections_may_be_left_out() {
    let small = json!({"people": {"a": {"name": "甲", "roles": ["hq"]}}});
    let company = CompanyFile::from_value(small).unwrap();
    assert_eq!((company.name(), company.timezone()), ("公司", "Asia/Shanghai"));
}

#[test]
fn people() {
    check(
        "/people/wangfang/roles",
        json!(["rep", "king"]),
        "people.wangfang: there is no role \"king\"",
    );
    check("/people/wangfang/mentor", json!("nobody"), "people.wangfang: the mentor \"nobody\"");
    check("/people/wangfang/territory", json!("west"), "people.wangfang: there is no territory");
    check("/people/wangfang/division", json!("D9"), "people.wangfang: there is no division");
    check("/people/wangfang/name", json!(" "), "people.wangfang: the name is empty");
    check("/people/wangfang/salary", json!(1), "people.wangfang: unknown field `salary`");
    check("/people/zhenghua/roles", json!([]), "nobody has the role hq");
    check("/people/server", json!({"name": "x", "roles": []}), "people.server: an id is");
}

#[test]
fn territories() {
    check("/territories/south/regions", json!(["广东", "火星"]), "territories.south: \"火星\"");
    check("/territories/south/head", json!("nobody"), "territories.south: the head \"nobody\"");
}

#[test]
fn fairs() {
    check("/fairs/F1/supervisor", json!("jiangwen"), "fairs.F1: its supervisor \"jiangwen\"");
    check("/fairs/F1/supervisor", json!("wangfang"), "(FAIR-01)");
    check("/fairs/F1/supervisor", json!("nobody"), "fairs.F1: the supervisor \"nobody\"");
    check("/fairs/F1/supervisor", json!(["linguodong", "wangfang"]), "fairs.F1: invalid type");
    check("/fairs/F1/team", json!(["wangfang", "nobody"]), "fairs.F1: the team member \"nobody\"");
    check("/fairs/F1/days", json!(["2026-02-30"]), "fairs.F1: \"2026-02-30\" is no day");
    check("/fairs/F1/days", json!([]), "fairs.F1: a fair has at least one day");
    check("/fairs/F1/closes", json!("25:00"), "fairs.F1: \"25:00\" is no time of day");
}

#[test]
fn the_rest() {
    check("/timezone", json!("Asia/Nowhere"), "timezone: there is no time zone");
    check("/holidays", json!(["soon"]), "holidays: \"soon\" is no day");
    check("/events/E1/date", json!("30.6."), "events.E1: \"30.6.\" is no day");
    check("/parameters/dup.tie", json!(3), "parameters: the rulebook has no parameter dup.tie");
    check("/parameters/dup.tie_minutes", json!("few"), "parameters: dup.tie_minutes needs");
    check("/cars", json!({}), "unknown field `cars`");
}

#[test]
fn all_problems_are_told_at_once() {
    let mut company: Value = serde_json::from_str(COMPANY).unwrap();
    company["people"]["wangfang"]["roles"] = json!(["king"]);
    company["fairs"]["F1"]["closes"] = json!("late");
    let error = CompanyFile::from_value(company).unwrap_err();
    assert_eq!(error.0.len(), 2);
}

#[test]
fn text_that_is_no_json_or_says_a_thing_twice() {
    let error = CompanyFile::parse("{\"people\": ").unwrap_err();
    assert!(error.to_string().starts_with("the file: EOF"), "{error}");
    let twice = r#"{"people": {"a": {"name": "甲", "roles": ["hq"]},
                               "a": {"name": "乙", "roles": ["hq"]}}}"#;
    let error = CompanyFile::parse(twice).unwrap_err();
    assert_eq!(error.to_string(), "people.a: stands there twice");
}

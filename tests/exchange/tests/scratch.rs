use exchange_tests::*;
#[test]
fn dbg() {
    let company = Company::start();
    let wang = company.blank_laptop("wangfang");
    wang.clock.show(domain::time::Instant(0));
    let lin = company.laptop("linguodong");
    wang.enrol(&company.code("wangfang"));
    wang.sync();
    println!("{}", wang.done("sync_page", serde_json::Value::Null));
    company.time.set(on("10:00"));
    println!("{}", wang.done("sync_page", serde_json::Value::Null));
    let later = wang.capture(Lead::HUASHENG);
    let _ = later;
    lin.sync();
    company.time.set(on("17:30"));
    let stick = company.new_folder("stick");
    let written = wang.done("hand_in_file", serde_json::json!({ "fair": "F1", "folder": stick }));
    let taken = lin.done("take_file", serde_json::json!({ "path": written["path"] }));
    wang.done("take_file", serde_json::json!({ "path": taken["answer"]["path"] }));
    println!("{}", wang.done("sync_page", serde_json::Value::Null));
    wang.sync();
    println!("{}", wang.done("sync_page", serde_json::Value::Null));
    lin.sync();
    wang.sync();
    println!("{}", wang.done("sync_page", serde_json::Value::Null));
    println!("{:?}", wang.done("session", serde_json::Value::Null)["nowMs"]);
    for r in wang.records().values() { if let Ok(facts::Fact::Receipt(x)) = facts::Fact::read(r) { println!("{:?} {:?}", r.envelope().stamp, x); } }
}

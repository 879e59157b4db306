//! Laptops that find each other on the LAN.

use exchange_tests::{Company, Laptop, Lead, on, wait_for};
use serde_json::{Value, json};

/// Whom a laptop finds: person and address.
fn found(laptop: &Laptop) -> Vec<(String, String)> {
    let view = laptop.done("lan_nearby", Value::Null);
    assert_eq!(view["possible"], true);
    let text = |row: &Value, key: &str| row[key].as_str().expect("text").to_owned();
    let doors = view["doors"].as_array().expect("doors");
    doors.iter().map(|row| (text(row, "person"), text(row, "address"))).collect()
}

#[test]
fn an_open_door_is_found_by_name_and_led_to_and_a_closed_one_is_not() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    company.time.set(on("17:30"));
    let card = wang.capture(Lead::HUASHENG);
    assert_eq!(found(&wang), []);
    lin.listen();
    let address = wait_for(|| found(&wang).pop().filter(|(who, _)| who == "linguodong")).1;
    assert_eq!(found(&lin), [], "nobody finds himself");

    let called = wang.done("hand_in_lan", json!({ "fair": "F1", "address": address }));
    let at_door = lin.caller_at_the_door();
    std::thread::scope(|scope| {
        for (laptop, id) in [(&wang, &called["id"]), (&lin, &at_door["id"])] {
            scope.spawn(move || laptop.done("lan_confirm", json!({ "id": id, "same": true })));
        }
    });
    assert_eq!(lin.holds(&card), Some(true));

    lin.done("lan_listen", json!({ "on": false }));
    wait_for(|| found(&wang).is_empty().then_some(()));
    lin.listen();
    wait_for(|| found(&wang).pop());
    lin.done("lock", Value::Null);
    wait_for(|| found(&wang).is_empty().then_some(()));
}

#[test]
fn nobody_of_another_company_learns_whose_door_it_is() {
    let (ours, theirs) = (Company::start(), Company::start());
    let [wang, lin] = ours.laptops(["wangfang", "linguodong"]);
    let stranger = theirs.laptop("wangfang");
    assert_eq!(found(&stranger), []);
    lin.listen();
    wait_for(|| found(&wang).pop());
    // The same announcement was there for both to hear.
    assert_eq!(found(&stranger), []);
}

/// Somebody repeats the supervisor's announcement under his own address, or answers for him. Whoever chose the
/// supervisor by his name reaches him all the same, and hands nobody else anything.
#[test]
fn whoever_was_chosen_by_name_is_reached_wherever_his_name_seems_to_lead() {
    let company = Company::start();
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    company.time.set(on("17:30"));
    let card = wang.capture(Lead::HUASHENG);
    // She has met Li: no words are compared any more.
    wang.hand_in_by_lan(&li);
    let elsewhere = li.listen();
    let later = wang.capture(Lead::DINGLI);
    assert_eq!(found(&wang).len(), 0);
    let wrong = json!({ "fair": "F1", "address": elsewhere, "person": "linguodong" });
    assert_eq!(wang.fails("hand_in_lan", wrong.clone()).code, "lan.not_him");
    lin.listen();
    wait_for(|| found(&wang).into_iter().find(|(who, _)| who == "linguodong"));
    let called = wang.done("hand_in_lan", wrong);
    assert_eq!(called["name"], "林国栋");
    let at_door = lin.caller_at_the_door();
    std::thread::scope(|scope| {
        for (laptop, id) in [(&wang, &called["id"]), (&lin, &at_door["id"])] {
            scope.spawn(move || laptop.done("lan_confirm", json!({ "id": id, "same": true })));
        }
    });
    assert_eq!((lin.holds(&card), lin.holds(&later)), (Some(true), Some(true)));
    assert_eq!(li.holds(&later), None, "nothing went to where it seemed to lead");
}

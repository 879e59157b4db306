//! The evening meeting: who is there, whose turn it is, what is assigned as proposed, and the package that
//! headquarters opens.

use exchange_tests::{Company, Laptop, Lead, on, on_day};
use serde_json::{Value, json};

const DAY: &str = "2026-03-12";

fn meeting(lin: &Laptop, present: Value) -> Value {
    lin.done("meeting", json!({ "fair": "F1", "day": DAY, "present": present }))
}

fn evening(laptop: &Laptop) -> Value {
    laptop.done("evening", json!({ "fair": "F1", "day": DAY }))
}

fn package(laptop: &Laptop) -> Value {
    laptop.done("package", json!({ "fair": "F1", "day": DAY }))
}

fn seal(lin: &Laptop, reason: &str) -> Value {
    lin.done("seal", json!({ "fair": "F1", "day": DAY, "reason": reason }))
}

fn discuss(lin: &Laptop, people: &[&str]) -> Value {
    let words = "华晟由王芳跟进，鼎立先寄样品";
    lin.done("discuss", json!({ "fair": "F1", "day": DAY, "people": people, "text": words }))
}

fn texts<'v>(rows: &'v Value, field: &str) -> Vec<&'v str> {
    let rows = rows.as_array().expect("rows");
    rows.iter().map(|row| row[field].as_str().expect("a text")).collect()
}

/// One card of each of two people, handed in by a stick; no network.
fn handed_in() -> (Company, [Laptop; 4], [String; 2]) {
    let people = ["wangfang", "liqiang", "linguodong", "zhenghua"];
    let (company, laptops) = Company::at_the_fair(people);
    let [wang, li, lin, _] = &laptops;
    let cards = [wang.capture(Lead::HUASHENG), li.capture(Lead::DINGLI)];
    company.time.set(on("18:00"));
    wang.hand_in_by_file(lin, &company.stick());
    li.hand_in_by_file(lin, &company.stick());
    company.time.set(on("20:00"));
    (company, laptops, cards)
}

fn is_flagged(laptop: &Laptop, card: &str) -> bool {
    let alerts = laptop.lead(card).expect("held")["ruling"]["alerts"].clone();
    alerts.as_object().expect("alerts").contains_key("no_discussion")
}

#[test]
fn who_handed_in_is_taken_to_be_there_and_only_the_supervisor_writes_it_down() {
    let (_company, [wang, _, lin, _], _) = handed_in();
    let before = meeting(&lin, Value::Null);
    let there = before["people"].as_array().expect("people");
    let there: Vec<&str> = there
        .iter()
        .filter(|row| row["present"] == true)
        .map(|row| row["person"].as_str().expect("an id"))
        .collect();
    assert_eq!(there, ["linguodong", "liqiang", "wangfang"]);
    assert_eq!(before["people"][0]["office"], "supervisor");
    assert_eq!(before["discussion"], Value::Null);

    let said = json!({ "fair": "F1", "day": DAY, "people": ["liqiang"], "text": "" });
    assert_eq!(wang.fails("discuss", said).rule.as_deref(), Some("SYN-04"));
    for people in [json!([]), json!(["linguodong"]), json!(["zhenghua"])] {
        let said = json!({ "fair": "F1", "day": DAY, "people": people, "text": "" });
        assert_eq!(lin.fails("discuss", said).code, "field.people", "{people}");
    }
    let tomorrow = json!({ "fair": "F1", "day": "2026-03-13", "people": ["wangfang"], "text": "" });
    assert_eq!(lin.fails("discuss", tomorrow).code, "field.day");

    discuss(&lin, &["wangfang", "liqiang", "sunwei"]);
    let after = meeting(&lin, Value::Null);
    assert_eq!(after["discussion"]["people"], json!(["liqiang", "sunwei", "wangfang"]));
    assert_eq!(after["discussion"]["by"], "林国栋");
    assert_eq!(after["discussion"]["text"], "华晟由王芳跟进，鼎立先寄样品");
}

#[test]
fn an_assignment_names_who_discussed_it_and_nobody_is_a_flag_and_no_bar() {
    let (company, [wang, _, lin, _], [huasheng, dingli]) = handed_in();
    discuss(&lin, &["wangfang", "liqiang"]);
    lin.done("assign", json!({ "card": huasheng, "to": "wangfang" }));
    assert!(!is_flagged(&lin, &huasheng));
    let alone = json!({ "card": dingli, "to": "liqiang", "discussion": [] });
    lin.done("assign", alone);
    assert!(is_flagged(&lin, &dingli));
    assert_eq!(lin.lead(&dingli).expect("held")["ruling"]["owner"], "liqiang");
    // The others hear who took part, in whatever order it comes.
    lin.sync();
    company.time.pass_minutes(5);
    wang.sync();
    assert!(!is_flagged(&wang, &huasheng));
}

#[test]
fn leaders_take_turns_from_day_to_day() {
    let people = ["wangfang", "liqiang", "linguodong", "sunwei"];
    let (company, [wang, li, lin, sun]) = Company::at_the_fair(people);
    let cards = [wang.capture(Lead::HUASHENG), li.capture(Lead::DINGLI)];
    for laptop in [&wang, &li, &lin, &sun] {
        laptop.sync();
    }
    company.time.set(on("20:00"));
    let there = json!(["wangfang", "liqiang", "sunwei"]);
    let first = meeting(&lin, there.clone())["turns"].clone();
    assert_eq!(texts(&first, "person"), ["liqiang", "wangfang"]);
    assert_eq!(texts(&first, "leader"), ["linguodong", "sunwei"]);
    assert_eq!(first[0]["mine"], true);
    lin.done("countersign", json!({ "cards": first[0]["open"] }));
    sun.done("countersign", json!({ "cards": [cards[0]] }));
    sun.sync();
    lin.sync();
    let done = meeting(&lin, there.clone())["turns"].clone();
    assert_eq!((&done[0]["open"], &done[1]["open"]), (&json!([]), &json!([])));

    company.time.set(on_day("2026-03-13", "11:00"));
    wang.capture(Lead { company: "中山光明电器厂", phone: "13700137000", ..Lead::DINGLI });
    li.capture(Lead { company: "江门大昌五金厂", phone: "13700137111", ..Lead::DINGLI });
    for laptop in [&wang, &li, &lin] {
        laptop.sync();
    }
    let on_second = |present: &Value| {
        let input = json!({ "fair": "F1", "day": "2026-03-13", "present": present });
        lin.done("meeting", input)["turns"].clone()
    };
    let second = on_second(&there);
    assert_eq!(texts(&second, "leader"), ["sunwei", "linguodong"], "the other way round");
    assert_eq!(second[0]["before"], json!(["林国栋"]));
    // Alone he signs again, and that is said; with the other there it is out of turn.
    let alone = on_second(&json!(["wangfang", "liqiang"]));
    assert_eq!((&alone[0]["leader"], &alone[0]["repeats"]), (&json!("linguodong"), &json!(true)));
    lin.done("countersign", json!({ "cards": second[0]["open"] }));
    assert_eq!(on_second(&there)[0]["outOfTurn"], json!(["林国栋"]));
    assert_eq!(on_second(&json!(["wangfang", "liqiang"]))[0]["outOfTurn"], json!([]));
}

#[test]
fn what_is_not_contested_is_assigned_as_proposed_each_by_its_own_record() {
    let (company, [wang, li, lin, _], [huasheng, dingli]) = handed_in();
    let out = li.capture(Lead {
        company: "上海申远机电有限公司",
        phone: "13901710022",
        site: "上海",
        ..Lead::DINGLI
    });
    // The same name without a second mark: somebody decides whether it is one customer (DUP-02).
    let maybe = wang.capture(Lead {
        company: "惠州鼎立模具有限公司",
        phone: "13500135000",
        site: "广东",
        ..Lead::DINGLI
    });
    company.time.set(on("20:10"));
    for laptop in [&wang, &li] {
        laptop.hand_in_by_file(&lin, &company.stick());
    }
    let contested = |card: &str| {
        let view = evening(&lin);
        let cards = view["cards"].as_array().expect("cards").clone();
        let found = cards.into_iter().find(|row| row["row"]["card"] == json!(card));
        found.expect("of the day")["contested"].as_str().expect("a rule").to_owned()
    };
    assert_eq!(contested(&huasheng), "");
    assert_eq!(contested(&out), "OWN-04");
    assert_eq!(contested(&dingli), "DUP-02");
    let all = json!({ "cards": [huasheng, dingli, out], "discussion": ["wangfang", "liqiang"] });
    let done = lin.done("assign_proposed", all.clone());
    assert_eq!(done["done"], json!([huasheng]));
    let refused = done["refused"].as_array().expect("refused");
    let rules: Vec<&Value> = refused.iter().map(|row| &row["failure"]["rule"]).collect();
    assert_eq!(rules, ["DUP-02", "OWN-04"]);
    lin.done("decide_identity", json!({ "same": false, "cards": [dingli, maybe] }));
    let done = lin.done("assign_proposed", all);
    assert_eq!(done["done"], json!([dingli]), "what is somebody's already stays his");
    let assignments = lin.records();
    let assignments = assignments.values().filter(|record| record.kind() == "customer.assigned");
    assert_eq!(assignments.count(), 2);
    assert!(!is_flagged(&lin, &huasheng));
}

#[test]
fn a_package_is_sealed_without_a_network_sent_later_and_opened_at_headquarters() {
    let (company, [wang, _, lin, hq], [huasheng, dingli]) = handed_in();
    let judged = json!({ "cards": { &huasheng: "valuable", &dingli: "ordinary" } });
    lin.done("evaluate", judged);
    lin.done("countersign", json!({ "cards": [huasheng, dingli] }));
    discuss(&lin, &["wangfang", "liqiang"]);
    company.time.set(on("21:00"));
    let sealed = seal(&lin, "");
    let stands = meeting(&lin, Value::Null);
    assert_eq!(stands["seals"][0]["receivedMs"], Value::Null, "nothing was sent yet");
    assert_eq!(stands["status"], "open");
    assert_eq!(
        stands["remindersMs"],
        json!([on("22:00").0, on("23:30").0]),
        "two reminders, in the fair's zone"
    );
    let own = package(&lin);
    assert_eq!((&own["check"], &own["seal"]["package"]), (&json!("whole"), &sealed["package"]));

    company.time.set(on_day("2026-03-13", "08:10"));
    lin.sync();
    hq.sync();
    let stands = meeting(&lin, Value::Null);
    assert_eq!(stands["status"], "sealed_in_time_sent_late");
    assert_eq!(stands["seals"][0]["receivedMs"], json!(on_day("2026-03-13", "08:10").0));
    let opened = package(&hq);
    assert_eq!((&opened["check"], &opened["lacking"]), (&json!("whole"), &json!(0)));
    assert_eq!(opened["seal"]["package"], sealed["package"]);
    assert_eq!(opened["discussion"]["names"], json!(["李强", "王芳"]));
    assert_eq!(opened["supervisor"], "林国栋");
    let judgements: Vec<&Value> =
        opened["cards"].as_array().expect("cards").iter().map(|card| &card["judgement"]).collect();
    let by_card = |card: &str| {
        let cards = opened["cards"].as_array().expect("cards").iter();
        cards.clone().position(|row| row["row"]["card"] == json!(card)).expect("in it")
    };
    assert_eq!(judgements[by_card(&huasheng)], "valuable");
    assert_eq!(judgements[by_card(&dingli)], "ordinary");
    assert_eq!(opened["cards"][0]["countersignedBy"], json!(["林国栋"]));
    let losses = texts(&opened["losses"], "name").len();
    assert_eq!(losses, 6, "whoever did not say that it is all: {}", opened["losses"]);
    assert_eq!(opened["absent"].as_array().expect("names").len(), 6);
    let rows = hq.done("hq", Value::Null)["packages"].clone();
    let row = rows.as_array().expect("rows").iter().find(|row| row["package"] == sealed["package"]);
    assert!(row.is_some(), "{rows}");
    let closed = wang.fails("package", json!({ "fair": "F1", "day": DAY }));
    assert_eq!(closed.rule.as_deref(), Some("SYN-04"));
}

#[test]
fn a_package_stands_as_it_was_sealed_and_a_second_one_holds_what_came_since() {
    let (company, [wang, _, lin, hq], [huasheng, dingli]) = handed_in();
    let refused = lin.fails("seal", json!({ "fair": "F1", "day": DAY, "reason": "" }));
    assert_eq!(refused.rule.as_deref(), Some("FAIR-09"));
    let first = seal(&lin, "两张名片待补评");
    // Judged afterwards: the first package still says what it said.
    company.time.set(on("21:30"));
    lin.done("evaluate", json!({ "cards": { &huasheng: "valuable", &dingli: "worthless" } }));
    let of = |laptop: &Laptop, package: &Value| {
        laptop.done("package", json!({ "fair": "F1", "day": DAY, "package": package }))
    };
    let before = of(&lin, &first["package"]);
    assert_eq!(before["check"], "whole");
    assert_eq!(before["cards"][0]["judgement"], "");
    assert_eq!(before["seal"]["reason"], "两张名片待补评");
    let second = seal(&lin, "");
    assert_ne!(first["package"], second["package"]);
    lin.sync();
    hq.sync();
    let newest = of(&hq, &json!(""));
    assert_eq!(newest["versions"], json!([second["package"], first["package"]]));
    assert_eq!(newest["check"], "whole");
    let judged = texts(&newest["cards"], "judgement");
    assert!(judged.contains(&"worthless") && judged.contains(&"valuable"), "{judged:?}");
    assert_eq!(of(&hq, &first["package"])["check"], "whole");
    let unknown = json!({ "fair": "F1", "day": DAY, "package": "00" });
    assert_eq!(hq.fails("package", unknown).code, "package.unknown");
    // Nobody who takes part learns how the others' cards were judged.
    wang.sync();
    let told = wang.records();
    let seals = told.values().filter(|record| record.kind() == "day.sealed");
    let with_judgements = seals.filter(|record| record.part(ledger::WhichPart::Content).is_some());
    assert_eq!(with_judgements.count(), 0);
}

#[test]
fn after_one_judgement_the_desk_asks_for_one_customer_however_many_there_are() {
    let company = Company::start();
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    company.time.set(on("10:00"));
    let mut cards = Vec::new();
    for n in 0..300 {
        let (name, phone) = (format!("惠州第{}模具有限公司", n - n % 10 % 2), format!("137{n:08}"));
        let by = if n % 2 == 0 { &wang } else { &li };
        cards.push(by.capture(Lead { company: &name, phone: &phone, ..Lead::DINGLI }));
        company.time.pass_minutes(1);
    }
    company.time.set(on("18:00"));
    wang.hand_in_by_file(&lin, &company.stick());
    li.hand_in_by_file(&lin, &company.stick());
    let of_the_day = json!({ "fair": "F1", "day": DAY });
    let first = lin.effort("evening", of_the_day.clone());
    for card in &cards[..3] {
        lin.done("evaluate", json!({ "cards": { card: "ordinary" } }));
        let again = lin.effort("evening", of_the_day.clone());
        assert!(again * 10 < first, "{again} of {first}");
        let shown = evening(&lin);
        let rows = shown["cards"].as_array().expect("cards");
        let row = rows.iter().find(|row| row["row"]["card"] == json!(card)).expect("of the day");
        assert_eq!(row["judgement"], "ordinary");
    }
    // What comes from elsewhere is seen at once, whatever was kept.
    let more =
        wang.capture(Lead {
            company: "珠海远洋仪器厂", phone: "13600136000", ..Lead::DINGLI
        });
    wang.hand_in_by_file(&lin, &company.stick());
    let shown = evening(&lin);
    let rows = shown["cards"].as_array().expect("cards");
    assert!(rows.iter().any(|row| row["row"]["card"] == json!(more)));
}

#[test]
fn a_customer_that_was_dealt_says_so_and_not_that_it_went_to_the_pool() {
    let (company, [wang, lin]) = Company::at_the_fair(["wangfang", "linguodong"]);
    let mut form = Lead::HUASHENG.form();
    form["source"] = json!("self_filled");
    form["unattended"] = json!(true);
    let card = wang.done("card_sign", form)["card"].as_str().expect("a card").to_owned();
    let why = |laptop: &Laptop| {
        let row = laptop.lead(&card).expect("held")["row"].clone();
        (row["why"]["key"].clone(), row["why"]["rule"].clone())
    };
    wang.sync();
    assert_eq!(why(&wang), (json!("card_out"), json!("OWN-07")));
    company.time.set(on("20:00"));
    lin.sync();
    lin.done("deal_pool", json!({ "fair": "F1", "among": ["wangfang"] }));
    lin.sync();
    wang.sync();
    assert_eq!(why(&wang), (json!("dealt"), json!("OWN-07")));
    let changes = wang.done("day", json!({ "day": DAY }))["changes"].clone();
    let told = changes.as_array().expect("changes").iter();
    let told: Vec<_> = told.filter(|change| change["card"] == json!(card)).collect();
    assert_eq!(told.len(), 1, "{changes}");
    assert_eq!(told[0]["why"]["key"], "dealt");
}

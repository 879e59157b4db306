//! The day at the booth beside the cards: who reads the notebook about rivals, whose word the register and the
//! report are (FAIR-12 to FAIR-14, FAIR-20). Planted words are looked for in everything that a laptop holds.

use exchange_tests::forge::sign;
use exchange_tests::{Company, Laptop, Lead, all_sync, on, on_day};
use facts::{kind, payload};
use serde_json::{Value, json};

const RIVAL: &str = "金丝雀对手甲";
const LATER: &str = "金丝雀对手乙";
const VISITOR: &str = "金丝雀访客丙";

fn note(laptop: &Laptop, rival: &str, what: &str, more: Value) -> Value {
    let mut input = json!({
        "fair": "F1", "topic": "price", "basis": "seen", "rival": rival, "what": what,
    });
    let more = more.as_object().expect("fields").clone();
    input.as_object_mut().expect("an input").extend(more);
    laptop.done("rival_note", input)
}

fn notebook(laptop: &Laptop) -> Value {
    laptop.done("rival_notebook", json!({ "fair": "F1" }))
}

fn register(laptop: &Laptop, day: &str) -> Value {
    laptop.done("visitor_register", json!({ "fair": "F1", "day": day }))
}

fn dashboard(laptop: &Laptop) -> Value {
    laptop.done("booth_dashboard", json!({ "fair": "F1", "day": "" }))
}

fn rows(view: &Value) -> &Vec<Value> {
    view["rows"].as_array().expect("rows")
}

const DAY: &str = "2026-03-12";

#[test]
fn what_somebody_notes_about_a_rival_goes_to_leaders_and_to_who_was_appointed_and_to_nobody_else() {
    let company = Company::with_grant("panyue", "intel");
    let [wang, li, sun, pan, lin, hq] =
        company.laptops(["wangfang", "liqiang", "sunwei", "panyue", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    note(&wang, RIVAL, "连接器降价一成", json!({ "evidence": "价目表照片" }));
    wang.hand_in_by_lan(&sun);
    wang.hand_in_by_file(&lin, &company.stick());
    all_sync(&[&wang, &li, &sun, &pan, &lin, &hq]);
    for outside in [&li, &sun] {
        assert!(!outside.holds_text(RIVAL), "{} holds it", outside.person);
        assert!(rows(&notebook(outside)).is_empty());
        assert_eq!(notebook(outside)["readsAll"], false);
    }
    for inside in [&wang, &pan, &lin, &hq] {
        assert_eq!(rows(&notebook(inside))[0]["now"]["rival"], RIVAL, "{}", inside.person);
    }
    assert_eq!(notebook(&li)["collectors"], json!(["潘越"]));
    // What it said before stays, and nobody writes another's anew.
    let entry = rows(&notebook(&wang))[0]["entry"].clone();
    company.time.set(on("10:20"));
    note(&wang, RIVAL, LATER, json!({ "entry": entry }));
    all_sync(&[&wang, &lin, &pan]);
    let row = rows(&notebook(&lin))[0].clone();
    assert_eq!((&row["now"]["what"], &row["mine"]), (&json!(LATER), &json!(false)));
    assert_eq!(row["earlier"][0]["what"], "连接器降价一成");
    let stolen = json!({
        "fair": "F1", "entry": entry, "topic": "price", "basis": "seen", "rival": "甲", "what": "乙",
    });
    assert_eq!(pan.fails("rival_note", stolen).code, "booth.unknown");
    let outsider = company.laptop("shenxiao");
    let foreign = json!({ "fair": "F1" });
    assert_eq!(outsider.fails("rival_notebook", foreign).rule.as_deref(), Some("SYN-04"));
}

#[test]
fn an_entry_of_somebody_elses_id_is_an_entry_of_his_own() {
    let (_company, [wang, li, lin]) = Company::at_the_fair(["wangfang", "liqiang", "linguodong"]);
    note(&wang, "华威", "新品", json!({}));
    all_sync(&[&wang, &lin]);
    let entry = rows(&notebook(&wang))[0]["entry"].as_str().expect("an id").to_owned();
    // A changed program writes on with it, as a later version.
    let forged = payload::Rival {
        fair: "F1".to_owned(),
        entry: payload::card_bytes(Laptop::card_id(&entry)),
        version: 9,
        withdrawn: true,
        topic: "price".to_owned(),
        basis: "seen".to_owned(),
    };
    sign(&li, kind::RIVAL, forged.encode());
    all_sync(&[&li, &lin]);
    let book = notebook(&lin);
    let of_wang = rows(&book).iter().find(|row| row["by"] == "王芳").expect("hers");
    assert_eq!(
        (&of_wang["now"]["rival"], &of_wang["now"]["withdrawn"]),
        (&json!("华威"), &json!(false))
    );
}

#[test]
fn a_fair_without_anybody_appointed_says_so() {
    let (_company, [lin]) = Company::at_the_fair(["linguodong"]);
    assert_eq!(notebook(&lin)["collectors"], json!([]));
    assert_eq!(dashboard(&lin)["collectors"], json!([]));
}

#[test]
fn a_visitor_goes_to_whom_he_was_passed_on_and_becomes_a_card_without_being_typed_twice() {
    let (company, [wang, li, zhou, lin]) =
        Company::at_the_fair(["wangfang", "liqiang", "zhoumin", "linguodong"]);
    let line = li.done(
        "visitor_receive",
        json!({
            "fair": "F1", "channel": "visit", "name": VISITOR, "company": "东莞华晟电子有限公司",
            "phone": "13800138001", "matter": "连接器", "needs": "样品", "routedTo": "wangfang",
        }),
    );
    let call = json!({ "fair": "F1", "channel": "call", "name": "何先生", "matter": "问路" });
    zhou.done("visitor_receive", call);
    all_sync(&[&li, &zhou, &wang, &lin]);
    assert!(!zhou.holds_text(VISITOR), "a colleague does not read whom others received");
    assert_eq!(rows(&register(&wang, DAY))[0]["input"]["name"], VISITOR, "he was passed on to her");
    let counted = register(&lin, DAY)["counted"].clone();
    assert_eq!(
        counted,
        json!({ "came": 1, "called": 1, "phones": 1, "cards": 0, "routed": 1, "askedAfter": 0 })
    );
    // Only whoever received him writes it anew, or makes a card of it.
    let of = json!({ "fair": "F1", "entry": line });
    assert_eq!(wang.fails("visitor_lead", of.clone()).code, "booth.unknown");
    company.time.set(on("10:30"));
    let card = li.done("visitor_lead", of.clone())["card"].clone();
    assert_eq!(li.done("visitor_lead", of)["card"], card, "asked twice, it is one card");
    let draft = li.done("capture_view", Value::Null)["drafts"][0].clone();
    assert_eq!((&draft["card"], &draft["person"]), (&card, &json!(VISITOR)));
    assert_eq!((&draft["matter"], &draft["more"]["needs"]), (&json!("连接器"), &json!("样品")));
    all_sync(&[&li, &lin]);
    assert_eq!(rows(&register(&lin, DAY))[0]["card"], Value::Null, "there is nothing to open yet");
    let mut signed = draft;
    signed["site"] = json!("广东东莞");
    li.done("card_sign", signed);
    all_sync(&[&li, &lin]);
    assert_eq!(rows(&register(&lin, DAY))[0]["card"], card);
    assert_eq!(lin.holds(card.as_str().expect("an id")), Some(true));
}

#[test]
fn the_manager_signs_the_day_and_what_comes_later_is_shown_as_later() {
    let (company, [li, lin]) = Company::at_the_fair(["liqiang", "linguodong"]);
    let receive = |name: &str, more: Value| {
        let mut input = json!({ "fair": "F1", "channel": "visit", "name": name });
        let more = more.as_object().expect("fields").clone();
        input.as_object_mut().expect("an input").extend(more);
        li.done("visitor_receive", input)
    };
    let first = receive("甲", json!({}));
    all_sync(&[&li, &lin]);
    let day = json!({ "fair": "F1", "day": DAY });
    assert_eq!(li.fails("visitor_register_sign", day.clone()).rule.as_deref(), Some("SYN-04"));
    let tomorrow = json!({ "fair": "F1", "day": "2026-03-13" });
    assert_eq!(lin.fails("visitor_register_sign", tomorrow).rule.as_deref(), Some("FAIR-20"));
    company.time.set(on("18:00"));
    lin.done("visitor_register_sign", day.clone());
    assert_eq!(register(&lin, DAY)["afterSigning"], 0);
    receive("乙", json!({}));
    receive("甲", json!({ "entry": first, "answer": "满意" }));
    // Yesterday's visitor, written down today.
    company.time.set(on_day("2026-03-13", "09:00"));
    receive("丙", json!({ "cameMs": on("16:00").0 }));
    all_sync(&[&li, &lin]);
    let view = register(&lin, DAY);
    assert_eq!(view["signed"]["counted"]["came"], 1);
    assert_eq!(view["counted"]["came"], 3);
    assert_eq!(view["afterSigning"], 3, "two are new, and one reads otherwise: {view}");
    let late: Vec<&Value> = rows(&view).iter().map(|row| &row["late"]).collect();
    assert_eq!(late.iter().filter(|late| **late == &json!(true)).count(), 1, "FAIR-21");
    // The team sees the numbers that were signed, and nobody's name.
    li.sync();
    assert_eq!(dashboard(&li)["visitors"][0]["signed"]["came"], 1);
    lin.done("visitor_register_sign", day);
    assert_eq!(register(&lin, DAY)["afterSigning"], 0);
    // A changed program signs for him.
    let forged = payload::RegisterSigned {
        fair: "F1".to_owned(),
        day: DAY.to_owned(),
        came: 99,
        ..payload::RegisterSigned::default()
    };
    sign(&li, kind::REGISTER_SIGNED, forged.encode());
    all_sync(&[&li, &lin]);
    assert_eq!(register(&lin, DAY)["signed"]["counted"]["came"], 3);
}

#[test]
fn the_fair_is_counted_from_what_a_laptop_holds_and_it_says_whether_that_is_all() {
    let company = Company::start();
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    company.time.set(on("10:00"));
    let dingli = wang.capture(Lead::DINGLI);
    company.time.set(on("11:10"));
    wang.capture(Lead::HUASHENG);
    li.capture(Lead { matter: "另一件事", ..Lead::HUASHENG });
    note(&li, "华威电子有限公司", "新品", json!({ "topic": "product" }));
    note(&li, "深圳华威电子", "降价", json!({}));
    all_sync(&[&wang, &li, &lin]);
    let all = dashboard(&lin);
    assert_eq!(
        (&all["complete"], &all["leads"], &all["customers"]),
        (&json!(true), &json!(3), &json!(2))
    );
    let keys = |view: &Value, of: &str| -> Vec<(String, u64)> {
        let shares = view[of].as_array().expect("shares").iter();
        let pair = |share: &Value| {
            (
                share["key"].as_str().expect("a key").to_owned(),
                share["count"].as_u64().expect("a count"),
            )
        };
        shares.map(pair).collect()
    };
    let pairs = |of: &[(&str, u64)]| -> Vec<(String, u64)> {
        of.iter().map(|(key, count)| ((*key).to_owned(), *count)).collect()
    };
    assert_eq!(keys(&all, "byHour"), pairs(&[("10", 1), ("11", 2)]));
    assert_eq!(keys(&all, "byPerson"), pairs(&[("wangfang", 2), ("liqiang", 1)]));
    assert_eq!(keys(&all, "bySource"), pairs(&[("business_card", 3)]));
    assert_eq!(all["rivals"], 1, "one rival by two names");
    assert_eq!(keys(&all, "byTopic"), pairs(&[("price", 1), ("product", 1)]));
    let own = dashboard(&wang);
    assert_eq!((&own["complete"], &own["rivals"]), (&json!(false), &json!(0)));
    assert_eq!(keys(&own, "byPerson")[0], ("wangfang".to_owned(), 2));
    assert_eq!(own["handIns"].as_array().expect("rows").len(), 1, "of the others nothing is said");
    // A draft is nobody's lead, and a day is a day.
    wang.done("card_draft", Lead { phone: "13700000000", ..Lead::DINGLI }.form());
    let day = |day: &str| wang.done("booth_dashboard", json!({ "fair": "F1", "day": day }));
    assert_eq!((&day(DAY)["leads"], &day("2026-03-13")["leads"]), (&own["leads"], &json!(0)));
    let missing = |view: &Value| {
        let rows = view["handIns"].as_array().expect("rows").iter();
        rows.filter(|row| row["status"] == "missing").count()
    };
    assert_eq!(missing(&dashboard(&lin)), 0);
    wang.done("hand_in_server", json!({ "fair": "F1", "day": DAY, "paper": 0 }));
    company.time.set(on("23:00"));
    all_sync(&[&wang, &li, &lin]);
    let evening = dashboard(&lin);
    let of_wang =
        evening["handIns"].as_array().expect("rows").iter().find(|row| row["name"] == "王芳");
    assert_eq!(of_wang.expect("her row")["status"], "in_time");
    assert_eq!(missing(&evening), 7);
    assert!(lin.holds(&dingli).is_some());
}

#[test]
fn the_report_is_put_together_by_itself_and_signed_by_whose_duty_it_is() {
    let (company, [wang, li, lin, hq]) =
        Company::at_the_fair(["wangfang", "liqiang", "linguodong", "zhenghua"]);
    note(&wang, "华威电子有限公司", "新品", json!({ "topic": "product", "basis": "heard" }));
    note(&li, "华威电子", "降价", json!({}));
    all_sync(&[&wang, &li, &lin, &hq]);
    let report = |laptop: &Laptop| laptop.done("competitor_report", json!({ "fair": "F1" }));
    let rival = report(&lin)["rivals"][0].clone();
    assert_eq!(
        (&rival["best"], rival["lines"].as_array().expect("lines").len()),
        (&json!("seen"), 2)
    );
    let refused = wang.fails("competitor_report", json!({ "fair": "F1" }));
    assert_eq!(refused.rule.as_deref(), Some("SYN-04"));
    let words = json!({
        "fair": "F1", "conclusions": { rival["key"].as_str().expect("a key"): "低价抢市场" },
        "overall": "价格战", "strength": "样品受欢迎", "information": "有效", "rivals": "已摸清",
    });
    assert_eq!(lin.fails("fair_report_sign", words.clone()).rule.as_deref(), Some("FAIR-13"));
    assert_eq!(wang.fails("fair_report_sign", words.clone()).rule.as_deref(), Some("SYN-04"));
    let keep = json!({ "fair": "F1", "form": "report", "json": words.to_string() });
    lin.done("booth_keep", keep);
    assert_eq!(report(&lin)["unfinished"], words.to_string());

    company.time.set(on_day("2026-03-14", "19:00"));
    let status = |laptop: &Laptop| {
        let reports = laptop.done("fair_reports", Value::Null);
        let reports = reports.as_array().expect("reports").iter();
        reports.clone().find(|one| one["fair"] == "F1").expect("F1")["status"].clone()
    };
    assert_eq!(status(&hq), "open");
    lin.done("fair_report_sign", words.clone());
    assert_eq!(report(&lin)["unfinished"], Value::Null);
    all_sync(&[&lin, &hq]);
    assert_eq!(status(&hq), "in_time");
    let read = report(&hq);
    assert_eq!(
        (&read["rivals"][0]["conclusion"], &read["overall"]),
        (&json!("低价抢市场"), &json!("价格战"))
    );
    let summary = hq.done("fair_summary", json!({ "fair": "F1" }));
    assert_eq!(
        (&summary["figures"]["entries"], &summary["strength"]),
        (&json!(2), &json!("样品受欢迎"))
    );
    // What comes later is no part of it until it is signed anew; both versions stay.
    note(&wang, "力通", "展位扩大", json!({ "topic": "strategy" }));
    all_sync(&[&wang, &lin, &hq]);
    let lines = |view: &Value| -> Vec<bool> {
        let rivals = view["rivals"].as_array().expect("rivals").iter();
        let lines = rivals.flat_map(|rival| rival["lines"].as_array().expect("lines").iter());
        lines.map(|line| line["afterSigning"].as_bool().expect("a flag")).collect()
    };
    assert_eq!(lines(&report(&hq)), [false, false, true]);
    lin.done("fair_report_sign", words);
    all_sync(&[&lin, &hq]);
    assert_eq!(lines(&report(&hq)), [false, false, false]);
    assert_eq!(report(&hq)["signedMs"].as_array().expect("versions").len(), 2);
    assert!(!wang.holds_text("低价抢市场") && !li.holds_text("低价抢市场"));
    // The other fair's supervisor lets the seven days pass.
    let other = |laptop: &Laptop| {
        let reports = laptop.done("fair_reports", Value::Null);
        let reports = reports.as_array().expect("reports").clone();
        reports.into_iter().find(|one| one["fair"] == "F2").expect("F2")["status"].clone()
    };
    company.time.set(on_day("2026-03-21", "23:00"));
    assert_eq!(other(&hq), "open");
    company.time.set(on_day("2026-03-22", "00:30"));
    assert_eq!(other(&hq), "missing");
}

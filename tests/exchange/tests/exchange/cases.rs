//! What comes after a ruling was final: both outcomes side by side, a decision, an appeal (OWN-12).

use exchange_tests::forge::sign;
use exchange_tests::{Company, Laptop, Lead, on};
use facts::payload::{self, card_bytes};
use facts::{Key, Records, kind};
use serde_json::{Value, json};
use sync_server::command::verify_certificate;

/// Li's customer has been final for days when Sun's laptop comes: he had met him before, away from the fair.
pub(crate) struct Late {
    pub(crate) company: Company,
    pub(crate) laptops: [Laptop; 4],
    pub(crate) card: String,
    pub(crate) earlier: String,
}

impl Late {
    pub(crate) fn come(served: bool) -> Self {
        Self::come_after(served, |_| ()).0
    }

    /// The same, with something that had been done before anybody came to the fair.
    pub(crate) fn come_after<T>(served: bool, before: impl FnOnce(&Company) -> T) -> (Self, T) {
        let company = Company::start();
        let laptops = company.laptops(["liqiang", "linguodong", "sunwei", "zhenghua"]);
        let [li, lin, sun, hq] = &laptops;
        company.time.set(on("08:00"));
        let done = before(&company);
        company.time.set(on("09:00"));
        let mut form = Lead::HUASHENG.form();
        form["fair"] = Value::Null;
        let earlier = sun.done("card_sign", form)["card"].as_str().expect("a card").to_owned();
        let card = assigned_to_li(&company, li, lin);
        li.sync();
        company.time.set(on("20:00").plus_hours(100));
        li.sync();
        assert_eq!(ruling(li, &card)["state"], "final");
        if served {
            let call =
                json!({ "card": card, "channel": "phone", "connected": true, "text": "约了下周" });
            li.done("follow_up", call);
            li.sync();
        }
        company.time.set(on("20:00").plus_hours(120));
        [sun, li, lin, hq, sun].into_iter().for_each(Laptop::sync);
        (Self { company, laptops, card, earlier }, done)
    }

    pub(crate) fn sync_all(&self) {
        self.laptops.iter().chain(&self.laptops).for_each(Laptop::sync);
    }

    /// What everybody sees, who must all see the same.
    pub(crate) fn everybody(&self, key: &str) -> Value {
        let seen: Vec<Value> =
            self.laptops.iter().map(|laptop| ruling(laptop, &self.card)[key].clone()).collect();
        assert!(seen.windows(2).all(|two| two[0] == two[1]), "{key}: {seen:?}");
        seen[0].clone()
    }

    pub(crate) fn decision(&self, laptop: &Laptop, adopt: bool) -> Value {
        let case = &ruling(laptop, &self.card)["case"]["id"];
        json!({ "card": self.card, "case": case, "adopt": adopt, "reason": "看过两边的证据" })
    }
}

/// Li meets Hua Sheng at ten; in the evening Lin gives it to him and seals the day. The card.
pub(crate) fn assigned_to_li(company: &Company, li: &Laptop, lin: &Laptop) -> String {
    company.time.set(on("10:00"));
    let card = li.capture(Lead::HUASHENG);
    company.time.set(on("18:00"));
    li.sync();
    li.done("hand_in_server", json!({ "fair": "F1" }));
    lin.sync();
    company.time.set(on("20:00"));
    lin.done("assign", json!({ "card": card, "to": "liqiang", "reason": "" }));
    lin.done("seal", json!({ "fair": "F1", "day": "2026-03-12", "reason": "没有评价" }));
    lin.sync();
    card
}

pub(crate) fn ruling(laptop: &Laptop, card: &str) -> Value {
    laptop.lead(card).expect("he holds it")["ruling"].clone()
}

fn may(laptop: &Laptop, card: &str, act: &str) -> bool {
    let view = laptop.lead(card).expect("he holds it");
    view["may"].as_array().expect("a list").iter().any(|may| may == act)
}

#[test]
fn whoever_came_late_and_leaves_the_company_stops_nobody() {
    // Of another department: his heir is looked for among all who have a card, and Sun's was not known either.
    let (late, he) = Late::come_after(false, |company| {
        let he = company.laptop("hejun");
        let mut form = Lead::HUASHENG.form();
        form["fair"] = Value::Null;
        he.done("card_sign", form);
        he
    });
    let [li, lin, _, hq] = &late.laptops;
    [&he, li, lin, hq].into_iter().for_each(Laptop::sync);
    hq.done("leave", json!({ "person": "hejun", "reason": "离职" }));
    [hq, li, lin, hq].into_iter().for_each(Laptop::sync);
    for laptop in [li, lin, hq] {
        let ruling = ruling(laptop, &late.card);
        assert_eq!(
            (&ruling["owner"], &ruling["effective"]),
            (&json!("liqiang"), &json!(late.card))
        );
    }
}

#[test]
fn what_was_corrected_afterwards_does_not_rewrite_why_somebody_had_the_customer() {
    let company = Company::start();
    let [li, wang, lin] = company.laptops(["liqiang", "wangfang", "linguodong"]);
    company.time.set(on("10:00"));
    let card = li.capture(Lead::HUASHENG);
    company.time.set(on("10:40"));
    let hers = wang.capture(Lead::HUASHENG);
    company.time.set(on("18:00"));
    for laptop in [&li, &wang] {
        laptop.sync();
        laptop.done("hand_in_server", json!({ "fair": "F1" }));
    }
    lin.sync();
    company.time.set(on("20:00"));
    lin.done("assign", json!({ "card": card, "to": "liqiang", "reason": "" }));
    lin.done("seal", json!({ "fair": "F1", "day": "2026-03-12", "reason": "没有评价" }));
    lin.sync();
    company.time.set(on("20:00").plus_hours(100));
    [&lin, &li, &wang, &lin, &li].into_iter().for_each(Laptop::sync);
    assert_eq!(ruling(&li, &card)["state"], "final");

    company.time.set(on("20:00").plus_hours(110));
    let set = json!({ "company": "东莞市华晟电子有限公司", "person": "何国强" });
    let asked = json!({ "card": card, "set": set, "reason": "名片上是另一位" });
    let asked = li.done("card_correct", asked)["correction"].clone();
    [&li, &lin].into_iter().for_each(Laptop::sync);
    let word =
        json!({ "card": card, "correction": asked, "approve": true, "reason": "核对过名片" });
    lin.done("correction_decide", word);
    [&lin, &li, &wang, &lin].into_iter().for_each(Laptop::sync);
    for laptop in [&lin, &li] {
        let ruling = ruling(laptop, &card);
        assert_eq!(ruling["case"]["proposed"]["effective"], json!(hers), "{ruling}");
        assert_eq!((&ruling["effective"], &ruling["owner"]), (&json!(card), &json!("liqiang")));
        let reasons = ruling["reasons"].as_array().expect("reasons");
        let first = reasons.iter().find(|reason| reason["key"] == "first_signature");
        assert_eq!(first.expect("said why")["args"]["atMs"], json!(on("10:00").0), "{ruling}");
    }
    // Once it is decided nobody is said to have passed over a proposal that there was not when he assigned.
    let case = ruling(&lin, &card)["case"]["id"].clone();
    let decision = json!({ "card": card, "case": case, "adopt": true, "reason": "看过两边的证据" });
    lin.done("case_decide", decision);
    [&lin, &li, &lin].into_iter().for_each(Laptop::sync);
    let decided = ruling(&lin, &card);
    assert_eq!((&decided["effective"], &decided["owner"]), (&json!(hers), &json!("liqiang")));
    assert_eq!(decided["alerts"]["deviation"], Value::Null, "{}", decided["alerts"]);
}

#[test]
fn an_earlier_card_that_comes_late_moves_nobody_and_everybody_sees_both_sides() {
    let late = Late::come(false);
    let [li, lin, sun, hq] = &late.laptops;
    assert_eq!(late.everybody("owner"), "liqiang");
    assert_eq!(late.everybody("effective"), json!(late.card));
    assert_eq!(late.everybody("state"), "final");
    let case = late.everybody("case");
    assert_eq!(case["standing"]["owner"], "liqiang");
    assert_eq!(case["proposed"]["owner"], "sunwei");
    assert_eq!(case["proposed"]["effective"], json!(late.earlier));
    assert_eq!(case["because"][0]["key"], "late_card");
    assert_eq!((&case["recommended"], &case["authority"]), (&json!(true), &json!("linguodong")));
    let may_decide: Vec<bool> =
        [li, lin, sun, hq].map(|laptop| may(laptop, &late.card, "decide_case")).to_vec();
    assert_eq!(may_decide, [false, true, false, false]);
    for laptop in [li, sun] {
        let day = laptop.done("day", json!({}));
        let told = day["changes"].as_array().expect("changes").iter();
        let told = told.filter(|change| change["why"]["key"] == "case_open").count();
        assert_eq!(told, 1, "{}: {day}", laptop.person);
    }
    let desk = lin.done("evening", json!({ "fair": "F1", "day": "2026-03-12" }));
    assert_eq!(desk["cases"][0]["mayDecide"], true);
    assert_eq!(hq.done("hq", Value::Null)["cases"][0]["case"]["id"], case["id"]);
}

#[test]
fn only_whom_the_rules_name_decides_with_a_reason_and_what_he_saw() {
    let late = Late::come(false);
    let [li, lin, _, hq] = &late.laptops;
    for laptop in [li, hq] {
        let failure = laptop.fails("case_decide", late.decision(laptop, true));
        assert_eq!(failure.rule.as_deref(), Some("OWN-05"), "{}", laptop.person);
    }
    let mut silent = late.decision(lin, true);
    silent["reason"] = json!("  ");
    assert_eq!(lin.fails("case_decide", silent).code, "field.missing");
    let mut stale = late.decision(lin, true);
    stale["case"] = json!("00");
    assert_eq!(lin.fails("case_decide", stale).code, "case.changed");
}

#[test]
fn a_decision_takes_effect_once_the_server_has_it_and_is_final() {
    for adopt in [true, false] {
        let late = Late::come(false);
        let [li, lin, ..] = &late.laptops;
        lin.done("case_decide", late.decision(lin, adopt));
        let expected = if adopt { "provisional" } else { "final" };
        assert_eq!(ruling(lin, &late.card)["state"], expected, "the server does not know yet");
        late.sync_all();
        let (owner, counts) =
            if adopt { ("sunwei", &late.earlier) } else { ("liqiang", &late.card) };
        assert_eq!(late.everybody("owner"), owner);
        assert_eq!(late.everybody("effective"), json!(counts));
        assert_eq!(late.everybody("state"), "final");
        assert_eq!(late.everybody("case"), Value::Null);
        late.everybody("hash");
        let reasons = late.everybody("reasons");
        let keys: Vec<&Value> = reasons.as_array().unwrap().iter().map(|r| &r["key"]).collect();
        assert!(keys.contains(&&json!("case_decided")), "{keys:?}");
        let folder = late.company.stick();
        let written = li.done("certificate_write", json!({ "card": late.card, "folder": folder }));
        let file = written["path"].as_str().unwrap().to_owned();
        let verified = verify_certificate(std::path::Path::new(&file)).expect("it holds");
        assert!(verified.registered.is_some());
    }
}

#[test]
fn an_owner_who_has_reached_the_customer_is_rather_left() {
    let late = Late::come(true);
    let case = late.everybody("case");
    assert_eq!(case["recommended"], false);
    assert!(case["servedMs"].is_i64(), "{case}");
}

#[test]
fn a_party_appeals_once_and_headquarters_has_the_last_word() {
    let late = Late::come(false);
    let [li, lin, sun, hq] = &late.laptops;
    lin.done("case_decide", late.decision(lin, true));
    late.sync_all();
    assert_eq!(late.everybody("owner"), "sunwei");
    assert!(!may(lin, &late.card, "appeal"), "he is no party");
    let appeal = json!({ "card": late.card, "reason": "孙伟没有名片" });
    li.done("case_appeal", appeal.clone());
    assert_eq!(li.fails("case_appeal", appeal).rule.as_deref(), Some("OWN-12"), "once");
    late.sync_all();
    assert_eq!(late.everybody("owner"), "sunwei", "the decision stands until then");
    let case = late.everybody("case");
    assert_eq!((&case["authority"], &case["proposed"]["owner"]), (&json!("hq"), &json!("liqiang")));
    assert_eq!(case["appeal"]["reason"], "孙伟没有名片");
    let refused = lin.fails("case_decide", late.decision(lin, false));
    assert_eq!(refused.rule.as_deref(), Some("OWN-04"));
    hq.done("case_decide", late.decision(hq, true));
    late.sync_all();
    assert_eq!((late.everybody("owner"), late.everybody("case")), (json!("liqiang"), Value::Null));
    assert_eq!(
        (late.everybody("effective"), late.everybody("state")),
        (json!(late.card), json!("final"))
    );
    assert!(!may(sun, &late.card, "appeal"), "headquarters decided");
}

#[test]
fn an_appeal_that_counts_for_nothing_takes_nobodys_away() {
    let late = Late::come(false);
    let [li, lin, ..] = &late.laptops;
    lin.done("case_decide", late.decision(lin, true));
    late.sync_all();
    let card = Laptop::card_id(&late.card);
    let decision = {
        let opened = lin.desk.opened().expect("an open workspace");
        let workspace = opened.workspace();
        let about = workspace.store().under(&Key::Card(card), 0).expect("a database");
        let decided = about.iter().find(|record| record.kind() == kind::CASE_DECISION);
        (*decided.expect("it was signed here").id().as_bytes()).into()
    };
    // He is no party, and she says nothing: a changed program signs both all the same.
    for (laptop, reason) in [(lin, "我不同意"), (li, " ")] {
        let reason = reason.to_owned();
        let appeal = payload::Appeal { card: card_bytes(card), decision, reason };
        sign(laptop, kind::APPEAL, appeal.encode());
    }
    late.sync_all();
    assert_eq!(late.everybody("case"), Value::Null, "nobody heard has appealed");
    li.done("case_appeal", json!({ "card": late.card, "reason": "孙伟没有名片" }));
    late.sync_all();
    assert_eq!(late.everybody("case")["appeal"]["reason"], "孙伟没有名片");
}

//! After a fair: the award that everybody adds up again, the supervisor's appraisal, and scores of marketing
//! that marketing never learns the authors of (KPI-01 to KPI-03).

use exchange_tests::forge::sign;
use exchange_tests::{Company, Laptop, Lead, all_sync, on, on_day, rows};
use facts::{kind, payload};
use serde_json::{Value, json};

const CUSTOMER: &str = "东莞华晟电子有限公司";
const REMARK: &str = "金丝雀布局太挤";

fn after(laptop: &Laptop) -> Value {
    laptop.done("after_fair", fair())
}

fn fair() -> Value {
    json!({ "fair": "F1", "day": "" })
}

fn form(form: &str) -> Value {
    json!({ "form": form, "fair": "F1" })
}

fn head(report: &Value, name: &str) -> Value {
    let lines = report["head"].as_array().expect("lines");
    let found = lines.iter().find(|line| line["name"] == name);
    found.map(|line| line["cell"]["of"].clone()).unwrap_or(Value::Null)
}

fn score(laptop: &Laptop, layout: u32, cooperation: u32, remark: &str) {
    let said = json!({ "fair": "F1", "layout": layout, "cooperation": cooperation });
    let mut said = said.as_object().expect("an input").clone();
    said.insert("remark".to_owned(), json!(remark));
    laptop.done("marketing_score", Value::Object(said));
}

#[test]
fn a_colleague_adds_the_award_up_again_and_learns_no_customer() {
    let company = Company::start();
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    company.time.set(on("10:00"));
    let lead = |company, phone| Lead {
        company,
        person: "张伟",
        phone,
        site: "广东东莞",
        matter: "询价",
        fair: "F1",
    };
    let good = wang.capture(lead(CUSTOMER, "13800138001"));
    let other = wang.capture(lead("惠州立讯连接器有限公司", "13800138002"));
    wang.hand_in_by_lan(&lin);
    lin.done("evaluate", json!({ "cards": { good: "valuable", other: "ordinary" } }));
    all_sync(&[&wang, &lin, &li]);
    assert_eq!(lin.fails("award_state", fair()).rule.as_deref(), Some("KPI-01"), "not closed");
    assert!(rows(&li.done("report", form("kpi1")), "reckoning").is_empty());

    company.time.set(on_day("2026-03-25", "09:00"));
    all_sync(&[&wang, &lin, &li]);
    assert_eq!(li.fails("award_state", fair()).rule.as_deref(), Some("SYN-04"));
    lin.done("award_state", fair());
    all_sync(&[&lin, &li, &wang]);
    let told = li.done("report", form("kpi1"));
    assert_eq!(rows(&told, "award")[0][..3], [json!(1), json!("王芳"), json!(1)], "{told:#}");
    let sums = rows(&told, "sums");
    let of = |who: &str| sums.iter().find(|row| row[0] == who).expect("a sum").clone();
    assert_eq!(of("王芳")[7], 1, "one counts");
    let left_out = rows(&told, "leftOut");
    let left = left_out.iter().find(|row| row[0] == "王芳").expect("a row");
    assert_eq!(left[1..], [json!(0), json!(0), json!(0), json!(0), json!(1)], "not valuable");
    assert_eq!(head(&told, "statedBy"), "林国栋");
    assert!(!li.holds_text(CUSTOMER), "a sum names no customer");
    // Whose cards it is finds the same from what he holds himself.
    assert_eq!(head(&wang.done("report", form("kpi1")), "countedOtherwise"), Value::Null);
}

#[test]
fn whose_cards_are_counted_otherwise_says_so_on_his_own_laptop() {
    let company = Company::start();
    let [wang, li, hq] = company.laptops(["wangfang", "liqiang", "zhenghua"]);
    company.time.set(on("10:00"));
    wang.capture(Lead {
        company: CUSTOMER,
        person: "张伟",
        phone: "13800138001",
        site: "广东东莞",
        matter: "询价",
        fair: "F1",
    });
    all_sync(&[&wang, &hq]);
    company.time.set(on_day("2026-03-25", "09:00"));
    all_sync(&[&wang, &li, &hq]);
    // A changed program states by a salesperson: it counts for nothing.
    let mine = payload::AwardStated { fair: "F1".to_owned(), sums: Vec::new() };
    sign(&li, kind::AWARD_STATED, mine.encode());
    all_sync(&[&li, &wang, &hq]);
    assert_eq!(after(&wang)["award"]["statedMs"], Value::Null);
    let none = payload::AwardStated { fair: "F1".to_owned(), sums: Vec::new() };
    sign(&hq, kind::AWARD_STATED, none.encode());
    all_sync(&[&hq, &wang]);
    let told = wang.done("report", form("kpi1"));
    assert_eq!(head(&told, "countedOtherwise"), "王芳", "{told:#}");
}

#[test]
fn headquarters_appraises_by_facts_and_says_why_where_it_departs() {
    let company = Company::start();
    let [wang, lin, hq] = company.laptops(["wangfang", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead {
        company: CUSTOMER,
        person: "张伟",
        phone: "13800138001",
        site: "广东东莞",
        matter: "询价",
        fair: "F1",
    });
    company.time.set(on("18:00"));
    wang.hand_in_by_lan(&lin);
    lin.done("evaluate", json!({ "cards": { card.clone(): "valuable" } }));
    all_sync(&[&wang, &lin, &hq]);
    let early = json!({ "fair": "F1", "given": {}, "reasons": {}, "overall": "" });
    assert_eq!(hq.fails("supervisor_appraise", early).rule.as_deref(), Some("KPI-02"));

    company.time.set(on_day("2026-03-24", "09:00"));
    all_sync(&[&wang, &lin, &hq]);
    let view = after(&hq)["appraisal"].clone();
    let line = |view: &Value, name: &str| {
        let lines = view["lines"].as_array().expect("lines");
        lines.iter().find(|line| line["criterion"] == name).expect("a line").clone()
    };
    assert_eq!(
        (&line(&view, "evaluation")["got"], &line(&view, "evaluation")["of"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(line(&view, "packages")["worth"], 0, "no evening was sealed: {view:#}");
    assert_eq!(line(&view, "intel")["worth"], 0);
    assert_eq!(line(&view, "allotment")["worth"], 0, "nobody assigned it");
    assert_eq!(line(&view, "loss")["worth"], 2_000);

    let sign = |given: Value, reasons: Value| json!({ "fair": "F1", "given": given, "reasons": reasons, "overall": "总体良好" });
    let unsaid = hq.fails("supervisor_appraise", sign(json!({ "intel": 500 }), json!({})));
    assert_eq!(unsaid.code, "field.missing");
    let much = sign(json!({ "intel": 1_001 }), json!({ "intel": "好" }));
    assert_eq!(hq.fails("supervisor_appraise", much).code, "field.points");
    let own = lin.fails("supervisor_appraise", sign(json!({}), json!({})));
    assert_eq!(own.rule.as_deref(), Some("SYN-04"));
    let reason = "口头已经报告";
    hq.done("supervisor_appraise", sign(json!({ "intel": 500 }), json!({ "intel": reason })));
    all_sync(&[&hq, &lin, &wang]);
    let seen = after(&lin)["appraisal"].clone();
    assert_eq!(
        (&line(&seen, "intel")["given"], &line(&seen, "intel")["reason"]),
        (&json!(500), &json!(reason))
    );
    assert_eq!(seen["overall"], "总体良好");
    // 15 for judging, 20 for no loss, 5 that were given.
    let sheet = lin.done("report", form("e11"));
    assert_eq!(head(&sheet, "points"), "40", "{sheet:#}");
    assert_eq!(after(&wang)["appraisal"], Value::Null, "nobody else's business");
    assert!(!wang.holds_text(reason));
    assert_eq!(wang.fails("report", form("e11")).rule.as_deref(), Some("SYN-04"));
}

#[test]
fn marketing_learns_the_sum_and_never_who_said_what() {
    let company = Company::start();
    let people = ["wangfang", "liqiang", "sunwei", "linguodong", "gaofeng", "zhenghua"];
    let [wang, li, sun, lin, gao, hq] = company.laptops(people);
    let everybody = [&wang, &li, &sun, &lin, &gao, &hq];
    company.time.set(on("10:00"));
    let early = json!({ "fair": "F1", "layout": 1, "cooperation": 1 });
    assert_eq!(wang.fails("marketing_score", early.clone()).rule.as_deref(), Some("KPI-03"));
    company.time.set(on_day("2026-03-14", "17:30"));
    all_sync(&everybody);
    assert_eq!(gao.fails("marketing_score", early).rule.as_deref(), Some("SYN-04"));
    score(&wang, 10, 10, "先写的");
    score(&wang, 80, 90, REMARK);
    score(&li, 70, 60, "");
    all_sync(&everybody);
    // What lies on the supervisor's laptop on its way says nothing either.
    wang.hand_in_by_lan(&lin);
    company.time.set(on_day("2026-03-18", "09:00"));
    all_sync(&everybody);
    assert_eq!(
        (&after(&hq)["score"]["raters"], &after(&hq)["score"]["mayTell"]),
        (&json!(2), &json!(false))
    );
    let few = hq.fails("marketing_tell", fair());
    assert_eq!(few.rule.as_deref(), Some("KPI-03"), "two who scored know each other");
    for laptop in [&gao, &lin, &sun, &li] {
        assert!(!laptop.holds_text(REMARK), "{} holds it", laptop.person);
    }
    assert_eq!(after(&gao)["score"]["raters"], Value::Null);
    assert_eq!(after(&gao)["score"]["told"], Value::Null);
}

#[test]
fn three_scores_are_told_once_as_one() {
    let company = Company::start();
    let people = ["wangfang", "liqiang", "sunwei", "gaofeng", "zhenghua"];
    let [wang, li, sun, gao, hq] = company.laptops(people);
    let everybody = [&wang, &li, &sun, &gao, &hq];
    company.time.set(on_day("2026-03-14", "17:30"));
    all_sync(&everybody);
    score(&wang, 80, 90, REMARK);
    score(&li, 70, 60, "好");
    score(&sun, 90, 91, "");
    all_sync(&everybody);
    assert_eq!(hq.fails("marketing_tell", fair()).rule.as_deref(), Some("KPI-03"), "still open");
    company.time.set(on_day("2026-03-18", "09:00"));
    all_sync(&everybody);
    assert_eq!(gao.fails("marketing_tell", fair()).rule.as_deref(), Some("SYN-04"));
    hq.done("marketing_tell", fair());
    assert_eq!(hq.fails("marketing_tell", fair()).rule.as_deref(), Some("KPI-03"), "said once");
    all_sync(&everybody);
    let told = after(&gao)["score"]["told"].clone();
    assert_eq!(
        (&told["raters"], &told["layout"], &told["cooperation"]),
        (&json!(3), &json!(8_000), &json!(8_033))
    );
    // Nothing was ever handed over: late from 5 March to the end of the fair on the 14th.
    assert_eq!((&told["daysLate"], &told["hundredths"]), (&json!(9), &json!(0)), "{told:#}");
    let mut remarks = vec![json!(REMARK), json!("好")];
    remarks.sort_by_key(|remark| remark.as_str().map(str::to_owned));
    assert_eq!(told["remarks"], json!(remarks));
    // Nothing on marketing's laptop ties a score to anybody: of the scores there is no part at all.
    for record in gao.records().values() {
        if record.kind() == kind::MARKETING_SCORED {
            assert!(record.part(ledger::WhichPart::Ranking).is_none());
            assert!(record.part(ledger::WhichPart::Content).is_none());
        }
    }
    assert_eq!(rows(&wang.done("report", form("e10")), "remarks").len(), 2);
    assert_eq!(
        rows(&gao.done("report", form("e10")), "remarks").len(),
        2,
        "the sum, and nobody's score"
    );
}

#[test]
fn what_a_visitor_said_is_taken_out_line_by_line_and_without_his_number() {
    let company = Company::start();
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    company.time.set(on("10:00"));
    let visitor = json!({
        "fair": "F1", "channel": "visit", "cameMs": on("09:50").0, "name": "金丝雀访客",
        "company": CUSTOMER, "phone": "13800138009", "matter": "问价",
    });
    wang.done("visitor_receive", visitor);
    all_sync(&[&wang, &lin, &li]);
    let form = |name: &str| json!({ "form": name, "fair": "F1", "day": "2026-03-12" });
    let register = lin.done("report", form("e12"));
    assert_eq!(rows(&register, "visitors")[0][1], "金丝雀访客", "{register:#}");
    assert!(!register.to_string().contains("13800138009"), "that a number was left, not which");
    assert!(rows(&li.done("report", form("e12")), "visitors").is_empty());
    lin.done("report_print", form("e12"));
    let told = lin.done("exports", Value::Null);
    assert_eq!(told[0]["cards"], 1, "a line counts as a card does (SEC-06): {told:#}");
    for name in ["e8", "e9", "e11"] {
        assert_eq!(wang.fails("report", form(name)).rule.as_deref(), Some("SYN-04"), "{name}");
        lin.done("report", form(name));
    }
    assert_eq!(head(&wang.done("report", form("e1")), "daysLate"), 7);
}

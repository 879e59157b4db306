//! Reports through the door: rulebook E, KPI-01, SEC-06.

use std::process::Command;

use exchange_tests::{Company, Laptop, Lead, assign, on_day, rows};
use serde_json::{Value, json};

const DAY: &str = "2026-03-12";

fn sign(laptop: &Laptop, company: &str, phone: &str) -> String {
    sign_as(laptop, "张伟", company, phone)
}

fn sign_as(laptop: &Laptop, person: &str, company: &str, phone: &str) -> String {
    let (site, matter, fair) = ("广东东莞", "询价", "F1");
    laptop.capture(Lead { company, person, phone, site, matter, fair })
}

fn form(form: &str) -> Value {
    json!({ "form": form, "fair": "F1", "day": DAY })
}

fn says(report: &Value, company: &str) -> bool {
    report.to_string().contains(company)
}

#[test]
fn a_day_is_on_paper_for_whoever_answers_for_it_and_for_nobody_else() {
    let (_company, [wang, lin]) = Company::at_the_fair(["wangfang", "linguodong"]);
    sign(&wang, "东莞华晟电子有限公司", "13800138001");
    wang.hand_in_by_lan(&lin);
    let package = lin.done("report", form("e4"));
    let cards = rows(&package, "cards");
    assert_eq!((cards.len(), &cards[0][4]), (1, &json!("东莞华晟电子有限公司")), "{package:#}");
    assert_eq!(wang.fails("report", form("e4")).rule.as_deref(), Some("SYN-04"));
    let own = wang.done("report", form("e3"));
    assert_eq!((rows(&own, "cards").len(), &own["cards"]), (1, &json!(1)));
}

#[test]
fn a_report_that_is_taken_out_is_a_record_and_looking_is_none() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    sign(&wang, "东莞华晟电子有限公司", "13800138001");
    wang.done("report", form("e3"));
    assert_eq!(wang.done("exports", Value::Null), json!([]));
    let printed = wang.done("report_print", form("e3"));
    assert!(printed["mark"].as_str().expect("a mark").contains("王芳"));
    let written = wang.done("report_write", json!({ "report": form("e3"), "language": "zh-CN" }));
    let bytes = std::fs::read(written["path"].as_str().expect("a path")).expect("the file");
    let sheet = tables::read(&bytes).expect("a workbook that can be read again");
    assert!(format!("{sheet:?}").contains("每日上交清单"), "{sheet:?}");
    let told = wang.done("exports", Value::Null);
    let layouts: Vec<&Value> =
        told.as_array().expect("rows").iter().map(|row| &row["layout"]).collect();
    assert_eq!(layouts.len(), 2);
    assert!(layouts.contains(&&json!("print")) && layouts.contains(&&json!("xlsx")));
}

/// What a PDF says, as poppler reads it, without spaces.
fn pages(written: &Value) -> String {
    let path = written["path"].as_str().expect("a path");
    let read = Command::new("pdftotext").args(["-layout", path, "-"]).output();
    let text = String::from_utf8(read.expect("poppler-utils is installed").stdout).expect("UTF-8");
    text.chars().filter(|char| !char.is_whitespace() && *char != '\u{200b}').collect()
}

fn as_pdf(report: Value, language: &str) -> Value {
    json!({ "report": report, "language": language, "layout": "pdf" })
}

#[test]
fn a_report_is_saved_as_pages_to_be_signed() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    sign(&wang, "东莞华晟#panic(1)电子有限公司", "13800138001");
    let report = wang.done("report", form("e3"));
    let written = wang.done("report_write", as_pdf(form("e3"), "zh-CN"));
    let named = |written: &Value| {
        let path = std::path::PathBuf::from(written["path"].as_str().expect("a path"));
        path.file_name().expect("a file").to_string_lossy().into_owned()
    };
    let fair =
        wang.done("session", Value::Null)["fairs"][0]["name"].as_str().expect("a name").to_owned();
    assert_eq!(named(&written), format!("E3-{fair}-{DAY}.pdf"));
    let again = wang.done("report_write", as_pdf(form("e3"), "zh-CN"));
    assert_eq!(named(&again), format!("E3-{fair}-{DAY}-2.pdf"), "what was signed stays");
    let said = pages(&written);
    let hash = report["hash"].as_str().expect("a hash");
    for words in
        ["每日上交清单", "东莞华晟#panic(1)电子有限公司", "E3", "上交人", "第1页，共1页", hash]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    let mark: String = written["mark"].as_str().expect("a mark").split_whitespace().collect();
    assert!(said.contains(&mark), "{said}");
    let told = wang.done("exports", Value::Null);
    assert_eq!((&told[0]["layout"], &told[0]["cards"]), (&json!("pdf"), &json!(1)), "{told:#}");
    assert_eq!(wang.done("report_press", Value::Null)["percent"], Value::Null, "done");
}

#[test]
fn the_pages_speak_the_windows_language_under_the_same_hash() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    sign(&wang, "东莞华晟电子有限公司", "13800138001");
    let hash = wang.done("report", form("e3"))["hash"].clone();
    for (language, words) in
        [("zh-CN", "客户信息卡"), ("zh-Hant", "客戶資料卡"), ("en", "Contenthash")]
    {
        let said = pages(&wang.done("report_write", as_pdf(form("e3"), language)));
        assert!(said.contains(words) && said.contains(hash.as_str().expect("a hash")), "{said}");
    }
}

#[test]
fn no_form_is_without_pages() {
    let (_company, [wang, lin]) = Company::at_the_fair(["wangfang", "linguodong"]);
    let card = sign(&wang, "东莞华晟电子有限公司", "13800138001");
    wang.hand_in_by_lan(&lin);
    for name in ["e3", "e4", "e5", "e6", "e7", "kpi1"] {
        assert!(pages(&lin.done("report_write", as_pdf(form(name), "zh-CN"))).contains("林国栋"));
    }
    let card = json!({ "form": "e2", "card": card });
    let said = pages(&wang.done("report_write", as_pdf(card, "zh-CN")));
    assert!(said.contains("13800138001"), "{said}");
    assert_eq!(
        lin.fails("report_write", json!({ "report": form("e4"), "layout": "doc" })).code,
        "call.arguments"
    );
}

#[test]
fn a_sealed_package_has_its_hash_on_paper_for_those_who_may_open_it() {
    let (_company, [wang, lin]) = Company::at_the_fair(["wangfang", "linguodong"]);
    let card = sign(&wang, "东莞华晟电子有限公司", "13800138001");
    wang.hand_in_by_lan(&lin);
    lin.done("evaluate", json!({ "cards": { card: "valuable" } }));
    lin.done("seal", json!({ "fair": "F1", "day": DAY, "reason": "" }));
    let opened = lin.done("package", json!({ "fair": "F1", "day": DAY, "package": "" }));
    let hash = opened["seal"]["package"].as_str().expect("a hash");
    let input = json!({ "form": "package", "fair": "F1", "day": DAY, "package": hash });
    assert_eq!(lin.done("report", input.clone())["hash"], json!(hash));
    let said = pages(&lin.done("report_write", as_pdf(input.clone(), "zh-CN")));
    assert!(said.contains(hash) && said.contains("东莞华晟电子有限公司"), "{said}");
    assert_eq!(lin.done("exports", Value::Null)[0]["layout"], json!("pdf"));
    wang.call("report", input).expect_err("who does not lead there does not open it");
}

#[test]
fn a_colleagues_customer_is_nowhere_in_ones_own_reports() {
    let (_company, [wang, li, lin]) = Company::at_the_fair(["wangfang", "liqiang", "linguodong"]);
    sign_as(&li, "赵六", "东莞华晟电子有限公司", "13800138001");
    sign_as(&wang, "钱七", "东莞华晟电子有限公司", "13800138001");
    for laptop in [&li, &wang, &lin] {
        laptop.sync();
    }
    for laptop in [&lin, &wang] {
        laptop.sync();
    }
    for name in ["e3", "e5", "e6", "e7", "kpi1"] {
        assert!(!says(&wang.done("report", form(name)), "赵六"), "{name}");
    }
    let sheet = rows(&wang.done("report", form("e5")), "duplicates");
    let words: Vec<&Value> = sheet.iter().map(|row| &row[1]).collect();
    assert_eq!(words.len(), 2, "a colleague's card is told by its times and rules (P35)");
    assert_eq!(words.iter().filter(|words| words.is_null()).count(), 1, "its words are not");
    let package = lin.done("report", form("e4"));
    assert!(says(&package, "赵六") && says(&package, "钱七"));
}

#[test]
fn the_best_salesperson_is_the_one_with_most_cards_judged_valuable() {
    let (_company, [wang, lin]) = Company::at_the_fair(["wangfang", "linguodong"]);
    let good = sign(&wang, "东莞华晟电子有限公司", "13800138001");
    let other = sign(&wang, "惠州立讯连接器有限公司", "13800138002");
    wang.hand_in_by_lan(&lin);
    lin.done("evaluate", json!({ "cards": { good: "valuable", other: "ordinary" } }));
    let award = lin.done("report", form("kpi1"));
    let ranking = rows(&award, "award");
    assert_eq!(ranking[0][..3], [json!(1), json!("王芳"), json!(1)], "{award:#}");
    let mut reckoned = rows(&award, "reckoning");
    reckoned.sort_by_key(|row| row[1].as_u64());
    let reckoned: Vec<Value> = reckoned.into_iter().map(|row| row[6].clone()).collect();
    assert_eq!(reckoned, [json!("reports.weighed.counts"), json!("reports.weighed.not_valuable")]);
    assert_eq!(award["cards"], 0, "no customer's words");
}

#[test]
fn the_summary_counts_what_fell_due_and_what_of_it_was_kept() {
    let (company, [wang, lin, hq]) = Company::at_the_fair(["wangfang", "linguodong", "zhenghua"]);
    let card = sign(&wang, "东莞华晟电子有限公司", "13800138001");
    wang.hand_in_by_lan(&lin);
    let kept = |laptop: &Laptop| {
        let rows = rows(&laptop.done("report", form("e9")), "deadlines");
        rows.into_iter().map(|row| (row[1].clone(), row[2].clone())).collect::<Vec<_>>()
    };
    let of = |pairs: [(u64, u64); 3]| pairs.map(|(kept, due)| (json!(kept), json!(due))).to_vec();
    assert_eq!(kept(&lin), of([(0, 0), (1, 1), (0, 0)]), "no package is due before midnight");
    let report = lin.done("report", form("e4"));
    let stated = rows(&report, "handIns").into_iter().map(|row| (row[0].clone(), row[6].clone()));
    for (name, in_time) in stated {
        let said = if name == "王芳" { "booth.handIn.in_time" } else { "booth.handIn.open" };
        assert_eq!(in_time, said, "{name} has said nothing, and it is not over");
    }

    // A card of the second day comes three days late, and nothing was sealed.
    company.time.set(on_day("2026-03-13", "10:00"));
    sign(&wang, "佛山美科照明电器厂", "13800138002");
    company.time.set(on_day("2026-03-16", "09:00"));
    [&wang, &lin, &hq].into_iter().for_each(Laptop::sync);
    for laptop in [&lin, &hq] {
        assert_eq!(kept(laptop)[..2], of([(0, 3), (1, 2), (0, 0)])[..2], "missing, and late");
    }
    // Whoever it is assigned to has a week to find out its class, by telephone or a visit (FUP-01).
    assign(&company, &lin, &card, "wangfang", "");
    assert_eq!(kept(&lin)[2], (json!(0), json!(0)), "the week has begun");
    company.time.set(on_day("2026-03-30", "09:00"));
    [&wang, &lin].into_iter().for_each(Laptop::sync);
    assert_eq!(
        kept(&lin)[2],
        (json!(0), json!(1)),
        "a class from the fair is none that she found out"
    );
    let class = json!({ "card": card, "usage": "60", "stable": true, "evidence": "phone" });
    wang.done("classify", class);
    [&wang, &lin].into_iter().for_each(Laptop::sync);
    assert_eq!(kept(&lin)[2], (json!(0), json!(1)), "too late is not kept");
}

#[test]
fn a_package_whose_delay_is_excused_counts_as_kept_on_the_summary_and_in_the_appraisal() {
    let (company, [wang, lin, hq]) = Company::at_the_fair(["wangfang", "linguodong", "zhenghua"]);
    let card = sign(&wang, "东莞华晟电子有限公司", "13800138001");
    wang.hand_in_by_lan(&lin);
    company.time.set(on_day(DAY, "20:00"));
    lin.done("evaluate", json!({ "cards": { card: "valuable" } }));
    lin.done("seal", json!({ "fair": "F1", "day": DAY, "reason": "" }));
    // The hall has no network, and it reaches headquarters the next morning.
    company.time.set(on_day("2026-03-13", "08:00"));
    [&lin, &hq].into_iter().for_each(Laptop::sync);
    let kept = || {
        let summary = hq.done("report", form("e9"));
        let parts = summary["parts"].as_array().expect("parts").iter();
        let mut named = parts.filter(|part| part["name"] == "deadlines");
        let bar = named.next().expect("deadlines")["bars"][0].clone();
        let row = rows(&summary, "deadlines")[0].clone();
        assert_eq!((&row[1], &row[2]), (&bar["count"], &bar["of"]), "the chart says the same");
        let appraised = rows(&hq.done("report", form("e11")), "appraisal")[0][2].clone();
        (row[1].clone(), row[2].clone(), appraised)
    };
    assert_eq!(kept(), (json!(0), json!(1), json!("0 / 1")));
    let excuse = json!({ "fair": "F1", "day": DAY, "excused": true, "reason": "展馆没有网络" });
    hq.done("package_excuse", excuse);
    assert_eq!(kept(), (json!(1), json!(1), json!("1 / 1")));
}

#[test]
fn a_fairs_customers_are_as_many_on_every_form() {
    let (company, [wang, lin]) = Company::at_the_fair(["wangfang", "linguodong"]);
    sign(&wang, "东莞华晟电子有限公司", "13800138001");
    wang.hand_in_by_lan(&lin);
    // Too late to count, and somebody's customer all the same.
    company.time.set(on_day("2026-03-13", "10:00"));
    sign(&wang, "佛山美科照明电器厂", "13800138002");
    company.time.set(on_day("2026-03-16", "09:00"));
    [&wang, &lin].into_iter().for_each(Laptop::sync);
    let customers = ["e6", "e7", "e9"].map(|name| {
        let head = lin.done("report", form(name))["head"].clone();
        let lines = head.as_array().expect("lines").clone();
        lines.into_iter().find(|line| line["name"] == "customers").expect("a count")["cell"].clone()
    });
    assert_eq!(customers[0], customers[2], "{customers:?}");
    assert_eq!(customers[0], customers[1], "{customers:?}");
    assert_eq!(customers[0]["of"], 2);
    // What a card says is no class that somebody has found out: the list and the board count alike (FUP-01).
    let found = |laptop: &Laptop| {
        let e7 = laptop.done("report", form("e7"));
        let parts = e7["parts"].as_array().expect("parts").clone();
        let chart =
            parts.iter().find(|part| part["name"] == "byClassFound").expect("a chart")["bars"]
                .clone();
        let counts = |bar: &Value| (bar["cell"]["of"].clone(), bar["count"].clone());
        chart.as_array().expect("bars").iter().map(counts).collect::<Vec<_>>()
    };
    let board = lin.done("class_board", json!({ "fair": "F1", "day": "" }));
    let columns: Vec<Value> = board["cards"]
        .as_array()
        .expect("cards")
        .iter()
        .map(|card| card["column"].clone())
        .collect();
    assert_eq!((columns.len(), columns[0].as_str()), (2, Some("unclassified")));
    assert_eq!(found(&lin), [(json!("class.unclassified"), json!(2))]);
}

#[test]
fn who_has_not_handed_in_stands_there_by_that_word() {
    let (company, [wang, lin]) = Company::at_the_fair(["wangfang", "linguodong"]);
    sign(&wang, "东莞华晟电子有限公司", "13800138001");
    wang.hand_in_by_lan(&lin);
    let states = || {
        let report = lin.done("report", json!({ "form": "e4", "fair": "F1", "day": DAY }));
        let of = |row: &Value| (row[0]["of"].clone(), row[6]["of"].clone());
        let rows = report["parts"].as_array().expect("parts").iter();
        let part = rows.clone().find(|part| part["name"] == "handIns").expect("a part").clone();
        part["rows"].as_array().expect("rows").iter().map(of).collect::<Vec<_>>()
    };
    let of = |name: &str, word: &str| (json!(name), json!(format!("booth.handIn.{word}")));
    assert!(states().contains(&of("李强", "open")), "{:?}", states());
    company.time.set(on_day(DAY, "23:00"));
    assert!(states().contains(&of("李强", "missing")), "{:?}", states());
    assert!(states().contains(&of("王芳", "in_time")), "{:?}", states());
}

#[test]
fn a_duplicate_of_another_day_is_called_by_its_own_name() {
    let (company, [wang, li, lin]) = Company::at_the_fair(["wangfang", "liqiang", "linguodong"]);
    sign(&wang, "东莞华晟电子有限公司", "13800138001");
    wang.hand_in_by_lan(&lin);
    company.time.set(on_day("2026-03-13", "10:00"));
    sign_as(&li, "刘敏", "东莞市华晟电子", "13800138001");
    li.hand_in_by_lan(&lin);
    for day in [DAY, "2026-03-13"] {
        let report = lin.done("report", json!({ "form": "e4", "fair": "F1", "day": day }));
        assert_eq!(rows(&report, "cards").len(), 1, "the day's own");
        let named: Vec<Value> =
            rows(&report, "duplicates").into_iter().map(|row| row[1].clone()).collect();
        assert_eq!(named, [json!("东莞华晟电子有限公司"), json!("东莞市华晟电子")], "{day}");
        assert_eq!(report["cards"], 2, "what is shown of both is taken out (SEC-06)");
    }
}

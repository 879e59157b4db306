//! Lists that come in and go out, through the door: FAIR-06, OWN-07, SEC-06.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use desktop::apart::Tables;
use exchange_tests::{Company, Laptop, Lead, PASSPHRASE, all_sync, on, on_day};
use facts::{Fact, kind};
use serde_json::{Value, json};

/// A list of so many companies, in a file of Excel's.
fn list(rows: usize) -> String {
    let row = |n: usize| {
        format!("广州第{n}号贸易有限公司,联系人{n},139{:08},广州,询价,备注{n}\n", 10_000_000 + n)
    };
    format!("公司,联系人,电话,城市,事项,备注\n{}", (1..=rows).map(row).collect::<String>())
}

fn open(laptop: &Laptop, text: &str) -> Value {
    laptop.done("import_open", file("名单.csv", text.as_bytes()))
}

fn file(name: &str, bytes: &[u8]) -> Value {
    json!({ "name": name, "data": STANDARD.encode(bytes) })
}

/// Imports to the end, and gives what the last step said.
fn import(laptop: &Laptop) -> Value {
    loop {
        let view = laptop.done("import_step", Value::Null);
        if view["done"] == view["rows"] {
            laptop.done("import_end", Value::Null);
            return view;
        }
    }
}

fn plan_with(view: &Value, change: impl FnOnce(&mut Value)) -> Value {
    let mut plan = view["plan"].clone();
    change(&mut plan);
    plan
}

fn rows(laptop: &Laptop) -> Vec<Value> {
    let rows = laptop.done("import_rows", json!({ "from": 0, "count": 100 }));
    rows.as_array().expect("rows").clone()
}

fn captured(laptop: &Laptop) -> Vec<Value> {
    let page = laptop.done("lead_list", json!({ "view": "captured", "limit": 200 }));
    page["rows"].as_array().expect("rows").clone()
}

fn cards_signed(laptop: &Laptop) -> Vec<domain::card::Card> {
    let mut records: Vec<_> = laptop.records().into_values().collect();
    records.sort_by_key(|record| record.envelope().seq);
    let own = records.iter().filter(|record| record.envelope().author == laptop.person);
    let cards = own.filter_map(|record| match Fact::read(record) {
        Ok(Fact::Card(card)) => Some(card),
        _ => None,
    });
    cards.collect()
}

#[test]
fn a_list_is_understood_looked_at_and_imported_as_cards_of_another_source_that_claim_nothing() {
    let (_company, [wang, hq]) = Company::at_the_fair(["wangfang", "zhenghua"]);
    let view = open(&wang, &list(3));
    let fields = json!(["company", "person", "phone", "site", "matter", "beside"]);
    assert_eq!((&view["plan"]["fields"], &view["rows"]), (&fields, &json!(3)));
    assert_eq!(view["columns"][0]["samples"][0], "广州第1号贸易有限公司");
    assert!(rows(&wang).iter().all(|row| row["becomes"] == "card"));
    let done = import(&wang);
    assert_eq!(
        (&done["signed"], &done["wrong"], &done["known"]),
        (&json!(3), &json!(0), &json!(0))
    );
    let cards = cards_signed(&wang);
    let registers: Vec<u32> = cards.iter().map(|card| card.register).collect();
    assert_eq!(registers, [1, 2, 3], "FAIR-18");
    assert!(cards.iter().all(|card| card.source.name() == "other" && card.fair.is_none()));
    assert!(cards.iter().all(|card| card.unattended), "a list is not a talk");
    let page = wang.lead(&cards[0].id.to_string()).expect("a page");
    assert_eq!(page["fields"]["more"]["备注"], "备注1", "what no field takes is kept");
    assert_eq!(page["ruling"]["effective"], Value::Null, "{page:#}");
    // Headquarters is told who brought in how much.
    wang.sync();
    hq.sync();
    let told = hq.done("imports", Value::Null);
    assert_eq!(told[0]["cards"], 3);
    assert_eq!((&told[0]["file"], &told[0]["own"]), (&json!("名单.csv"), &json!(false)));
}

#[test]
fn an_imported_customer_that_is_claimed_ranks_but_earns_no_credit() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    let view = open(&wang, &list(1));
    wang.done("import_plan", plan_with(&view, |plan| plan["claim"] = json!(true)));
    import(&wang);
    let card = cards_signed(&wang)[0].id.to_string();
    let ruling = wang.lead(&card).expect("a page")["ruling"].clone();
    assert_eq!(ruling["effective"], json!(card), "{ruling:#}");
    assert_eq!(ruling["credit"], Value::Null, "FAIR-06: {ruling:#}");
}

#[test]
fn a_row_that_cannot_be_a_card_says_why_and_stops_nothing() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    let text = format!(
        "公司,联系人,电话,城市,事项,年用量\n甲公司,张一,13900000001,广州,询价,20\n乙公司,,13900000002,广州,,\n\
         丙公司,张三,,广州,询价,很多\n,,13900000004,广州,询价,\n丁公司,张五,,,{},\n甲公司,张一,13900000001,广州,询价,20\n",
        "长".repeat(5_000)
    );
    let view = open(&wang, &text);
    assert_eq!((&view["rows"], &view["repeated"]), (&json!(5), &json!(1)));
    let rows = rows(&wang);
    let why = |row: &Value| {
        let (code, field) = (&row["failure"]["code"], &row["failure"]["field"]);
        format!("{} {}", code.as_str().unwrap_or(""), field.as_str().unwrap_or(""))
    };
    let whys: Vec<String> = rows.iter().map(why).collect();
    let expected = [
        " ",
        "field.missing person",
        "field.usage usage",
        "field.missing company",
        "field.too_long matter",
    ];
    assert_eq!(whys, expected);
    assert_eq!(rows[4]["number"], 6, "as in the file");
    // What is empty may be marked unknown, if that is chosen.
    wang.done("import_plan", plan_with(&view, |plan| plan["unknown"] = json!(true)));
    let done = import(&wang);
    assert_eq!((&done["signed"], &done["wrong"]), (&json!(2), &json!(3)));
}

#[test]
fn a_customer_that_the_laptop_knows_is_left_out_unless_it_is_wanted() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    let known = wang.capture(Lead::HUASHENG);
    let text = format!(
        "{}东莞市华晟电子有限公司,王五,13800138001,东莞,询价,\n广州第1号贸易有限公司,另一位,13900000009,广州,询价,\n",
        list(1)
    );
    open(&wang, &text);
    let looked_at = rows(&wang);
    assert_eq!(
        (&looked_at[1]["becomes"], &looked_at[1]["duplicate"]["card"]),
        (&json!("known"), &json!(known))
    );
    // Two people of one company of the list: both come, as one customer.
    let done = import(&wang);
    assert_eq!((&done["signed"], &done["known"]), (&json!(2), &json!(1)));
    let view = open(&wang, &text);
    wang.done("import_plan", plan_with(&view, |plan| plan["knownToo"] = json!(true)));
    assert_eq!(import(&wang)["signed"], 3);
    // Once more: all of them are known now.
    open(&wang, &text);
    assert_eq!(import(&wang)["known"], 3);
}

#[test]
fn an_import_goes_on_where_a_crash_left_it() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    open(&wang, &list(230));
    let first = wang.done("import_step", Value::Null);
    assert_eq!((&first["done"], &first["signed"]), (&json!(50), &json!(50)));
    // Somebody signs a card meanwhile: the register has no gap and no number twice.
    wang.done(
        "card_sign",
        json!({ "source": "other:call", "company": "电话来的", "person": "张", "matter": "询价" }),
    );
    wang.done("lock", Value::Null);
    wang.done("unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(wang.done("import_now", Value::Null)["done"], 50);
    assert_eq!(wang.fails("import_open", file("b.csv", b"a,b\n1,2\n")).code, "import.under_way");
    assert_eq!(import(&wang)["signed"], 230);
    assert_eq!(wang.done("import_now", Value::Null), Value::Null);
    let cards = cards_signed(&wang);
    assert_eq!(
        cards.iter().map(|card| card.register).collect::<Vec<_>>(),
        (1..=231).collect::<Vec<_>>()
    );
    assert_eq!(wang.done("imports", Value::Null)[0]["cards"], 230);
}

#[test]
fn the_rest_of_an_import_can_be_given_up() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    open(&wang, &list(120));
    wang.done("import_step", Value::Null);
    wang.done("import_end", Value::Null);
    assert_eq!(cards_signed(&wang).len(), 50);
    assert_eq!(wang.fails("import_step", Value::Null).code, "import.none");
    open(&wang, "公司,事项\n甲,询价\n");
}

#[test]
fn an_import_is_undone_but_for_what_somebody_has_worked_on() {
    let (_company, [wang, hq]) = Company::at_the_fair(["wangfang", "zhenghua"]);
    open(&wang, &list(120));
    import(&wang);
    wang.sync();
    let cards: Vec<String> = cards_signed(&wang).iter().map(|card| card.id.to_string()).collect();
    let called = json!({ "card": cards[7], "channel": "phone", "connected": true, "text": "通话" });
    wang.done("follow_up", called);
    let import = wang.done("imports", Value::Null)[0]["import"].clone();
    let undo = |reason: &str, from: &Value| {
        wang.call("import_undo", json!({ "import": import, "reason": reason, "from": from }))
    };
    assert_eq!(undo(" ", &json!(0)).expect_err("no reason").code, "field.missing");
    let (mut next, mut withdrawn, mut kept) = (json!(0), 0, Vec::new());
    for left in [70, 20, 0] {
        let step = undo("导错了文件", &next).expect("undoing");
        assert_eq!(step["left"], left);
        next = step["next"].clone();
        withdrawn += step["withdrawn"].as_u64().expect("a count");
        kept.extend(step["kept"].as_array().expect("cards").clone());
    }
    assert_eq!((withdrawn, kept.len()), (119, 1));
    assert_eq!(kept[0]["card"], json!(cards[7]));
    assert_eq!(kept[0]["acts"], json!([kind::FOLLOW_UP]));
    assert_eq!(captured(&wang).iter().filter(|row| row["ownerKind"] != "none").count(), 1);
    // What was taken back is not taken out.
    assert_eq!(wang.done("export_allowance", export_of("csv", "captured"))["cards"], 1);
    wang.sync();
    hq.sync();
    let told = hq.done("imports", Value::Null);
    assert_eq!((&told[0]["cards"], &told[0]["withdrawn"]), (&json!(120), &json!(119)));
    // Nobody undoes another's.
    let input = json!({ "import": import, "reason": "不对", "from": 0 });
    assert_eq!(hq.fails("import_undo", input).code, "import.unknown");
    // What was taken back may come again.
    open(&wang, &list(120));
    assert_eq!(self::import(&wang)["signed"], 119);
}

#[test]
fn hostile_files_are_refused_with_a_reason_and_the_next_one_is_read() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    for (bytes, code) in [
        (&b"PK\x03\x04 broken"[..], "table.damaged"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "table.old_or_protected"),
        (b"%PDF-1.7", "table.unknown_kind"),
        (b"a\0b", "table.not_text"),
        (b"", "table.empty"),
        ("x,".repeat(1_000_000).as_bytes(), "table.too_many_columns"),
        (&vec![b'x'; 21 * 1024 * 1024], "table.too_large"),
    ] {
        assert_eq!(wang.fails("import_open", file("x", bytes)).code, code);
    }
    assert_eq!(wang.done("import_now", Value::Null), Value::Null, "nothing is kept of them");
    open(&wang, &list(1));
}

/// The most memory that a process has had, in bytes.
fn peak_bytes(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("a process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    let kb = line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number");
    kb * 1024
}

/// A workbook of half a megabyte whose texts are half a gigabyte.
fn bomb() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("xl/sharedStrings.xml", options).expect("a part");
    let piece = vec![b' '; 1024 * 1024];
    for _ in 0..512 {
        zip.write_all(&piece).expect("a megabyte");
    }
    zip.finish().expect("an archive").into_inner()
}

#[cfg(target_os = "linux")]
#[test]
fn a_bomb_is_refused_in_a_process_that_never_needs_much_memory() {
    let bomb = bomb();
    assert!(bomb.len() < 1024 * 1024, "{} bytes", bomb.len());
    let apart = exchange_tests::examiner();
    assert_eq!(apart.read(&bomb).expect_err("a bomb").code, "table.bomb");
    let process = apart.process_id().expect("it lives");
    assert!(peak_bytes(process) < 64 * 1024 * 1024, "{} bytes", peak_bytes(process));
    assert_eq!(apart.read(list(3).as_bytes()).expect("a table").rows.len(), 3);
    assert_eq!(apart.process_id(), Some(process), "and it goes on");
}

#[test]
fn what_the_screens_call_the_columns_is_understood_when_it_comes_back() {
    let languages = [
        include_str!("../../../../ui/src/i18n/zh-CN.json"),
        include_str!("../../../../ui/src/i18n/zh-Hant.json"),
        include_str!("../../../../ui/src/i18n/en.json"),
    ];
    for language in languages {
        let words: Value = serde_json::from_str(language).expect("a language file");
        let heading =
            |path: &str| words.pointer(path).and_then(Value::as_str).expect("words").to_owned();
        let fields =
            ["company", "person", "phone", "email", "creditCode", "site", "matter", "usage"];
        let mut headings: Vec<String> =
            fields.iter().map(|field| heading(&format!("/field/{field}"))).collect();
        headings.push(heading("/lists/column/mark"));
        let guessed = tables::mapping::guess(&headings);
        let names: Vec<&str> = guessed.iter().map(|field| field.name()).collect();
        assert_eq!(names[..8], fields);
        assert_eq!(names[8], "skip");
    }
}

fn export(laptop: &Laptop, layout: &str, view: &str) -> Result<Value, app::Failure> {
    laptop.call("export_write", export_of(layout, view))
}

fn export_of(layout: &str, view: &str) -> Value {
    let headings = json!({ "company": "公司", "person": "联系人", "phone": "电话", "email": "邮箱",
        "creditCode": "统一社会信用代码", "site": "所在地", "matter": "事项", "usage": "年用量", "mark": "导出标记" });
    json!({ "layout": layout, "view": view, "headings": headings })
}

fn read(exported: &Value) -> tables::Sheet {
    let path = exported["path"].as_str().expect("a path");
    tables::read(&std::fs::read(path).expect("a file")).expect("a table")
}

#[test]
fn what_goes_out_is_ones_own_marked_and_told_to_headquarters() {
    let (_company, [wang, li, hq]) = Company::at_the_fair(["wangfang", "liqiang", "zhenghua"]);
    wang.capture(Lead { company: "=cmd|'/C calc'!A0", ..Lead::HUASHENG });
    let foreign = li.capture(Lead::DINGLI);
    for laptop in [&wang, &li, &wang] {
        laptop.sync();
    }
    let exported = export(&wang, "csv", "all").expect("an export");
    let sheet = read(&exported);
    assert_eq!((sheet.rows.len(), &exported["cards"]), (1, &json!(1)));
    assert_eq!(sheet.rows[0].1[0], "=cmd|'/C calc'!A0", "and reads back");
    let raw = std::fs::read_to_string(exported["path"].as_str().expect("a path")).expect("a text");
    assert!(!raw.contains(&foreign) && !raw.contains("\n="), "{raw}");
    let mark = exported["mark"].as_str().expect("a mark");
    assert!(sheet.rows[0].1.iter().any(|cell| cell == mark) && mark.contains("王芳"), "{mark}");
    wang.sync();
    hq.sync();
    let told = hq.done("exports", Value::Null);
    assert_eq!(
        (&told[0]["by"], &told[0]["cards"], &told[0]["layout"]),
        (&json!("王芳"), &json!(1), &json!("csv"))
    );
    assert!(mark.contains(told[0]["export"].as_str().expect("an id")));
    // A colleague is told nothing.
    li.sync();
    assert_eq!(li.done("exports", Value::Null), json!([]));
}

#[test]
fn every_layout_is_written_and_what_reads_back_is_known() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    wang.capture(Lead::HUASHENG);
    for (layout, ends) in [
        ("csv", ".csv"),
        ("xlsx", ".xlsx"),
        ("vcard", ".vcf"),
        ("odoo", ".xlsx"),
        ("salesforce", ".csv"),
    ] {
        let exported = export(&wang, layout, "captured").expect(layout);
        assert!(exported["path"].as_str().expect("a path").ends_with(ends), "{exported}");
        let sheet = read(&exported);
        assert!(
            sheet.rows[0].1.iter().any(|cell| cell.contains("东莞华晟电子有限公司")),
            "{layout}"
        );
        let bytes = std::fs::read(exported["path"].as_str().expect("a path")).expect("a file");
        let view = wang.done("import_open", file("again", &bytes));
        wang.done("import_plan", plan_with(&view, |plan| plan["unknown"] = json!(true)));
        assert_eq!(rows(&wang)[0]["becomes"], "known", "{layout}: {:#}", rows(&wang)[0]);
        wang.done("import_end", Value::Null);
    }
    // Five files a day.
    let refused = export(&wang, "espocrm", "captured").expect_err("the sixth file");
    assert_eq!((refused.code.as_str(), refused.rule.as_deref()), ("export.files", Some("SEC-06")));
}

#[test]
fn more_than_the_limit_needs_somebody_who_manages() {
    let (company, [wang, hq]) = Company::at_the_fair(["wangfang", "zhenghua"]);
    open(&wang, &list(60));
    import(&wang);
    let refused = export(&wang, "csv", "captured").expect_err("sixty records");
    assert_eq!((refused.code.as_str(), refused.rule.as_deref()), ("export.limit", Some("SEC-06")));
    assert_eq!(refused.args["max"], "50");
    let input = export_of("csv", "captured");
    let allowed = wang.done("export_allowance", input.clone());
    assert_eq!((&allowed["cards"], &allowed["left"]), (&json!(60), &json!(50)));
    // In pieces it is as much: what was taken out today counts.
    let some = |text: &str| {
        let mut input = input.clone();
        input["text"] = json!(text);
        wang.call("export_write", input)
    };
    assert_eq!(some("广州第1").expect("eleven")["cards"], 11);
    assert_eq!(wang.done("export_allowance", input.clone())["left"], 39);
    company.time.pass_minutes(24 * 60 + 1);
    wang.sync();
    assert_eq!(wang.done("export_allowance", input.clone())["left"], 50, "the next day");
    wang.sync();
    hq.sync();
    assert_eq!(export(&hq, "xlsx", "all").expect("headquarters")["cards"], 60);
}

#[test]
fn a_file_that_cannot_be_written_is_not_said_to_be() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    wang.capture(Lead::HUASHENG);
    let mut input = export_of("csv", "captured");
    input["folder"] = json!(wang.folder.join("no-stick"));
    wang.fails("export_write", input);
    assert_eq!(wang.done("exports", Value::Null), json!([]));
}

#[test]
fn a_customer_that_a_department_has_not_dealt_is_overdue_wherever_headquarters_looks() {
    let company = Company::start();
    let [wang, lin, hq] = company.laptops(["wangfang", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    all_sync(&[&wang, &lin, &hq]);
    let row = |laptop: &Laptop| {
        let ask = json!({ "view": "all", "text": "", "sort": "signed", "limit": 50 });
        let rows = laptop.done("lead_list", ask)["rows"].as_array().expect("rows").clone();
        rows.into_iter().find(|row| row["card"] == json!(card)).expect("it is listed")
    };
    assert_eq!((&row(&hq)["ownerKind"], &row(&hq)["owner"]), (&json!("pool"), &json!("华南")));
    let overdue = |laptop: &Laptop| {
        laptop.done("booth_dashboard", json!({ "fair": "F1", "day": "" }))["overdue"].clone()
    };
    assert_eq!((overdue(&hq), &hq.done("hq", Value::Null)["latePools"]), (json!(0), &json!([])));
    company.time.set(on_day("2026-03-24", "09:00"));
    all_sync(&[&wang, &lin, &hq]);
    assert_eq!(hq.done("hq", Value::Null)["latePools"][0]["row"]["card"], json!(card));
    assert_eq!(row(&hq)["dueKind"], "assign");
    assert_eq!((overdue(&hq), overdue(&lin)), (json!(1), json!(1)));
    let ask = json!({ "view": "all", "text": "", "sort": "due", "limit": 50, "filter": { "overdue": true } });
    assert_eq!(hq.done("lead_list", ask)["total"], 1);
}

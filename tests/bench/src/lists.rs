//! What a laptop with a hundred thousand leads takes to answer: searches, pages in any order and under any
//! filter, places far down, possible duplicates while somebody types. Each question is asked several times
//! about different things; beside it stands a loop over all rows in memory, which keeps no order and would
//! have to hold everything there.

use domain::CardId;
use exchange_tests::{Company, Laptop, Lead};
use store::{LeadFilter, LeadHeld, LeadQuery, LeadRow, LeadSort, LeadView, Store};

use crate::booth::{Booth, Habit};
use crate::cost::{Cost, milliseconds};

/// Rows and records written at once.
const AT_ONCE: usize = 1_000;
/// How many are indexed at once.
const INDEXED_AT_ONCE: usize = 500;
/// What a window asks for.
const PAGE: u32 = 100;
const ME: &str = "linguodong";

const CITIES: [&str; 12] = [
    "深圳", "东莞", "广州", "惠州", "佛山", "苏州", "宁波", "厦门", "重庆", "青岛", "长沙", "中山",
];
const FIRST: [&str; 20] = [
    "华", "海", "长", "鑫", "宏", "博", "瑞", "天", "金", "远", "大", "明", "新", "东", "万", "乐",
    "盛", "恒", "立", "信",
];
const SECOND: [&str; 20] = [
    "晟", "风", "城", "达", "泰", "康", "丰", "成", "利", "洋", "兴", "德", "源", "行", "和", "升",
    "昌", "通", "宇", "安",
];
const TRADES: [&str; 8] = ["电子", "模具", "塑胶", "电镀", "五金", "光电", "机械", "包装"];
const OWNERS: [&str; 5] = ["wangfang", "liqiang", "POOL:south", "COMPANY", ME];
const CLASSES: [&str; 6] = ["a", "b", "c", "d", "special", "unclassified"];
const SOURCES: [&str; 4] = ["conversation", "business_card", "self_filled", "other"];

/// Fills a laptop and asks it everything.
///
/// # Errors
/// What the database reports.
pub fn run(leads: usize) -> anyhow::Result<()> {
    let company = Company::start();
    let mut booth = Booth::open(&company);
    let lin = company.laptop(ME);
    let rows: Vec<LeadRow> = (0..leads).map(row).collect();
    let opened = lin.desk.opened().expect("an open workspace");
    for rows in rows.chunks(AT_ONCE) {
        let workspace = opened.workspace();
        workspace.store().write(|tx| rows.iter().try_for_each(|row| tx.put_lead(row)))?;
    }
    while opened.workspace().store().index_pending(INDEXED_AT_ONCE)? > 0 {}
    let mut signed = 0;
    while signed < leads {
        booth.customers(AT_ONCE, Habit { follow_ups: 0, vouched: false });
        let workspace = opened.workspace();
        let records = booth.chains.iter().flat_map(|chain| &chain.records);
        workspace
            .store()
            .write(|tx| records.into_iter().try_for_each(|record| tx.ingest(record).map(drop)))?;
        drop(workspace);
        booth.taken();
        signed += AT_ONCE;
    }
    println!("A laptop with {leads} leads: milliseconds of processor time");
    println!("{:<58} {:>8} {:>8} {:>9}", "", "median", "most", "of a loop");
    lists(opened.workspace().store(), &rows);
    drop(opened);
    duplicates(&lin, signed);
    println!();
    Ok(())
}

fn lists(store: &Store, rows: &[LeadRow]) {
    let query = LeadQuery { me: ME.to_owned(), limit: PAGE, ..LeadQuery::default() };
    let search = |text: String| LeadQuery { text, ..query.clone() };
    let company = |n: usize| rows[n * 7_919 % rows.len()].company.clone();
    let part = |n, from: usize, chars: usize| {
        company(n).chars().skip(from).take(chars).collect::<String>()
    };
    ask(store, rows, "search: a whole company", |n| search(company(n)));
    ask(store, rows, "search: one character", |n| search(part(n, 2, 1)));
    ask(store, rows, "search: two characters", |n| search(part(n, 2, 2)));
    ask(store, rows, "search: one character of the city", |n| search(part(n, 0, 1)));
    ask(store, rows, "search: two characters that stand nowhere together", |n| {
        search(["风电晟", "镀华行", "胶海达"][n % 3].chars().take(2 + n % 2).collect())
    });
    ask(store, rows, "search: pinyin", |n| search(sound(n, false)));
    ask(store, rows, "search: initials", |n| search(sound(n, true)));
    ask(store, rows, "search: one initial", |n| search(sound(n, true)[..1].to_owned()));
    ask(store, rows, "search: the end of a phone number", |n| {
        search(rows[n * 7_919 % rows.len()].phone[7..].to_owned())
    });
    ask(store, rows, "search: two characters, one view, one fair, oldest first", |n| LeadQuery {
        view: LeadView::Mine,
        backwards: true,
        filter: LeadFilter { fair: Some("F1".to_owned()), ..LeadFilter::default() },
        ..search(part(n, 2, 2))
    });
    for (sort, name) in SORTS {
        for backwards in [false, true] {
            let way = if backwards { "backwards" } else { "forwards" };
            let first = LeadQuery { sort, backwards, ..query.clone() };
            ask(store, rows, &format!("first page {name}, {way}"), |_| first.clone());
        }
        let last = u32::try_from(rows.len()).unwrap_or(u32::MAX).saturating_sub(PAGE);
        ask(store, rows, &format!("any place {name}"), |n| LeadQuery {
            sort,
            offset: (n as u32).wrapping_mul(2_654_435_761) % last.max(1),
            ..query.clone()
        });
    }
    for (name, filter) in filters() {
        ask(store, rows, &format!("first page, {name}"), |_| LeadQuery {
            filter: filter.clone(),
            ..query.clone()
        });
        ask(store, rows, &format!("first page, {name}, by company"), |_| LeadQuery {
            filter: filter.clone(),
            sort: LeadSort::Company,
            ..query.clone()
        });
    }
}

const SORTS: [(LeadSort, &str); 9] = [
    (LeadSort::NewestFirst, "by signing"),
    (LeadSort::DueFirst, "by deadline"),
    (LeadSort::Company, "by company"),
    (LeadSort::Owner, "by owner"),
    (LeadSort::State, "by state"),
    (LeadSort::Class, "by class"),
    (LeadSort::Source, "by source"),
    (LeadSort::Signer, "by signer"),
    (LeadSort::Fair, "by fair"),
];

fn filters() -> Vec<(&'static str, LeadFilter)> {
    let text = |text: &str| Some(text.to_owned());
    let none = LeadFilter::default;
    vec![
        ("one fair", LeadFilter { fair: text("F3"), ..none() }),
        ("one day", LeadFilter { from: text("2026-03-14"), to: text("2026-03-14"), ..none() }),
        ("class a (1 of 100)", LeadFilter { class: text("a"), ..none() }),
        ("class and state", LeadFilter { class: text("d"), state: text("provisional"), ..none() }),
        (
            "source and signer",
            LeadFilter { source: text("other"), signer: text("liqiang"), ..none() },
        ),
        ("held by nobody", LeadFilter { held: Some(LeadHeld::ByNobody), ..none() }),
        ("disputed (1 of 1,000)", LeadFilter { disputed: true, ..none() }),
        ("overdue (1 of 50)", LeadFilter { due_before_ms: Some(1_000), ..none() }),
        ("nothing at all", LeadFilter { class: text("a"), source: text("nowhere"), ..none() }),
    ]
}

/// How often a question is asked.
const TIMES: usize = 15;

fn ask(store: &Store, rows: &[LeadRow], what: &str, query: impl Fn(usize) -> LeadQuery) {
    let queries: Vec<LeadQuery> = (0..TIMES).map(query).collect();
    let spent: Vec<f64> = queries
        .iter()
        .map(|query| milliseconds(|| drop(store.lead_page(query).expect("a page"))))
        .collect();
    let looped = Cost::of(TIMES, || {
        for query in &queries {
            std::hint::black_box(rows.iter().filter(|row| loop_finds(row, query)).count());
        }
    });
    said(what, spent, Some(looped.milliseconds_each()));
}

/// What somebody would write who keeps all rows in memory.
fn loop_finds(row: &LeadRow, query: &LeadQuery) -> bool {
    let filter = &query.filter;
    let is = |wanted: &Option<String>, has: &str| wanted.as_deref().is_none_or(|w| w == has);
    is(&filter.class, &row.class)
        && is(&filter.state, &row.state)
        && is(&filter.source, &row.source)
        && is(&filter.fair, row.fair.as_deref().unwrap_or_default())
        && (row.company.contains(&query.text) || row.phone.contains(&query.text))
}

fn said(what: &str, mut spent: Vec<f64>, looped: Option<f64>) {
    spent.sort_by(f64::total_cmp);
    let (median, most) = (spent[spent.len() / 2], spent[spent.len() - 1]);
    let of_a_loop = looped.map(|looped| format!("{:.2} x", median / looped)).unwrap_or_default();
    println!("{what:<58} {median:>8.2} {most:>8.2} {of_a_loop:>9}");
}

/// Asked as the capture screen asks, through the door.
fn duplicates(lin: &Laptop, cards: usize) {
    let form = |n: usize, chars: usize| {
        let number = n * 7_919 % cards;
        let company: String =
            format!("东莞华晟第{number}电子有限公司").chars().take(chars).collect();
        let phone = format!("138{number:08}");
        let phone = if chars > 20 { phone.as_str() } else { "" };
        Lead { company: &company, phone, ..Lead::HUASHENG }.form()
    };
    for (what, chars) in [("half a name", 5), ("a name", 20), ("a name and a phone", 40)] {
        let spent = (0..TIMES)
            .map(|n| form(n, chars))
            .map(|form| milliseconds(|| drop(lin.done("duplicates", form))))
            .collect();
        said(&format!("duplicates of {what} that is known"), spent, None);
    }
}

/// As somebody types a name without an input method.
fn sound(n: usize, initials: bool) -> String {
    let names = [
        ("huasheng", "hs"),
        ("haifeng", "hf"),
        ("changcheng", "cc"),
        ("xinda", "xd"),
        ("hongtai", "ht"),
        ("bokang", "bk"),
        ("ruifeng", "rf"),
        ("leyang", "ly"),
        ("dongguanhuasheng", "dghs"),
        ("chongqingxinda", "cqxd"),
        ("mingxing", "mx"),
    ];
    let (whole, short) = names[n % names.len()];
    if initials { short.to_owned() } else { whole.to_owned() }
}

fn row(n: usize) -> LeadRow {
    let pick = |from: &[&str], by: usize| from[n / by % from.len()].to_owned();
    let company = format!(
        "{}{}{}{}有限公司",
        CITIES[n * 5 % CITIES.len()],
        FIRST[n * 7 / 3 % FIRST.len()],
        SECOND[n * 11 / 5 % SECOND.len()],
        TRADES[n * 13 / 7 % TRADES.len()],
    );
    let mut id = [0; 16];
    id[..8].copy_from_slice(&(n as u64).to_be_bytes());
    let owner = pick(&OWNERS, 3);
    LeadRow {
        card: CardId(id),
        customer: CardId(id),
        company,
        person: format!(
            "{}{}",
            ["王", "李", "张", "单", "曾"][n % 5],
            ["芳", "强", "伟", "行"][n / 5 % 4]
        ),
        phone: format!("139{n:08}"),
        site: format!("{}市", CITIES[n * 5 % CITIES.len()]),
        matter: "连接器，询价两千件".to_owned(),
        notes: String::new(),
        fair: Some(format!("F{}", n / 2_000 % 20)),
        day: format!("2026-03-{:02}", 1 + n / 5_000 % 28),
        register: 1 + n as u32,
        number: Some(n as u64),
        source: pick(&SOURCES, 11),
        signer: pick(&["wangfang", "liqiang", "zhoumin", "sunwei"], 7),
        signed_ms: 1_000_000 + n as i64 * 1_000,
        mine: owner == ME,
        owner,
        helper: n.is_multiple_of(50),
        effective: true,
        draft: false,
        state: pick(&["final", "final", "final", "registered", "provisional"], 17),
        held_by: "hq".to_owned(),
        class: if n.is_multiple_of(100) { "a".to_owned() } else { pick(&CLASSES[1..], 19) },
        disputed: n.is_multiple_of(1_000),
        territory: "in".to_owned(),
        rule: "DUP-01".to_owned(),
        why: r#"{"rule":"DUP-01","key":"first_signature","args":{"signer":"王芳","atMs":1}}"#
            .to_owned(),
        due_ms: (n.is_multiple_of(50)).then_some(n as i64 / 100),
        due_kind: if n.is_multiple_of(50) { "classify".to_owned() } else { String::new() },
        wake_ms: None,
        updated_ms: 0,
        text_known: true,
    }
}

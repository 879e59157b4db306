//! A report becomes a PDF that another program reads.

mod read;

use std::ops::ControlFlow;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use read::read;
use typeset::{
    Bar, CELLS_MAX, Cell, Column, Document, Fonts, Language, Line, Moment, Part, Unset, Words, pdf,
};

static FONTS: LazyLock<Fonts> = LazyLock::new(read::fonts);

const LONG: &str = "深圳市前海海风智能科技控股集团有限公司华南大区第一分公司";
const HASH: &str = "3f1c0a9b7d5e2f4810c6a4be93d27c51f08e6b2d4c7a19350e8fb6d2a1c47e90";

fn column(name: &str, width: u32, number: bool) -> Column {
    Column { name: name.to_owned(), width, number }
}

/// The day package of so many cards.
fn package(cards: usize) -> Document {
    let text = |text: &str| text.to_owned();
    let row = |nth: usize| {
        vec![
            text("王芳"),
            (nth + 1).to_string(),
            format!("2026-03-12 {:02}:{:02}", 9 + nth / 60 % 9, nth % 60),
            text("名片"),
            if nth % 7 == 3 { text(LONG) } else { format!("东莞华晟电子{nth}有限公司") },
            format!("张{nth}"),
            format!("询价：USB-C 连接器，年用量约 {nth} 万只"),
            text("辖区内"),
            text("A"),
            text("有价值"),
            text("李强"),
            text("是"),
        ]
    };
    let columns = vec![
        column("签字人", 3, false),
        column("登记号", 2, true),
        column("签字时间", 4, false),
        column("来源", 3, false),
        column("客户名称", 8, false),
        column("联系人", 3, false),
        column("咨询事项", 7, false),
        column("辖区", 3, false),
        column("类别", 3, false),
        column("评价", 3, false),
        column("拟分配", 3, false),
        column("已会签", 2, false),
    ];
    let line = |name: &str, text: &str| Line { name: name.to_owned(), text: text.to_owned() };
    let bars = [("名片", 41), ("交谈", 17), ("扫码", 5), ("转介绍", 0)];
    let bars = bars.map(|(name, count)| Bar { name: name.to_owned(), count, of: None }).to_vec();
    Document {
        language: Language::Simplified,
        form: text("E4"),
        title: text("当日客户信息及评价"),
        subtitle: text("Day package"),
        company: text("广东海风连接器有限公司"),
        author: text("王芳"),
        about: vec![
            line("展会", "2026 深圳国际连接器与线缆展览会"),
            line("地点", "深圳国际会展中心 8 号馆"),
            line("参展主管", "林国栋"),
            line("日期", "2026-03-12"),
            line("张数", &cards.to_string()),
            line("信息包校验码", HASH),
            line("参加讨论", "王芳、李强、林国栋、陈静、黄海"),
            line("封存时间", ""),
        ],
        parts: vec![
            Part {
                name: text("客户信息卡"),
                columns,
                rows: (0..cards)
                    .map(|nth| row(nth).into_iter().map(Cell::Text).collect())
                    .collect(),
                bars: vec![],
            },
            Part { name: text("重卡"), ..Part::default() },
            Part { name: text("按来源"), bars, ..Part::default() },
        ],
        signatures: vec![text("参展主管"), text("总部")],
        mark: text("Fairlead 1a2b3c4d5e · 王芳 · 2026-03-12 18:05"),
        hash: text(HASH),
        as_of: Moment { year: 2026, month: 3, day: 12, hour: 18, minute: 5 },
        code: vec![],
        words: Words {
            hash: text("内容校验码"),
            page: [text("第 "), text(" 页，共 "), text(" 页")],
            none: text("没有。"),
        },
    }
}

fn set(document: &Document) -> Vec<u8> {
    pdf(document, &FONTS, &|_| ControlFlow::Continue(())).expect("a PDF")
}

fn one_cell(text: &str) -> Document {
    let mut document = package(1);
    document.parts[0].rows[0][4] = Cell::Text(text.to_owned());
    document
}

#[test]
fn every_row_is_in_it_under_headings_that_are_repeated() {
    let read = read(&set(&package(60)));
    let said = read.run_on();
    for nth in (0..60).filter(|nth| nth % 7 != 3) {
        assert!(
            said.contains(&format!("电子{nth}有限公司")) || said.contains(&format!("{nth}")),
            "{nth}: {}",
            read.text
        );
    }
    assert!(read.pages.len() > 2, "{}", read.info);
    for (nth, page) in read.pages.iter().enumerate() {
        let page: String = page.chars().filter(|char| !char.is_whitespace()).collect();
        assert!(page.contains(&format!("第{}页，共{}页", nth + 1, read.pages.len())), "{page}");
        assert!(
            page.contains(HASH) && page.contains("广东海风连接器有限公司") && page.contains("E4"),
            "{page}"
        );
        assert!(
            page.contains("Fairlead1a2b3c4d5e·王芳"),
            "who took it out is on each page: {page}"
        );
        if page.contains("USB") {
            assert!(page.contains("咨询事项"), "{page}");
        }
    }
}

#[test]
fn it_says_what_it_is_and_of_when() {
    let read = read(&set(&package(3)));
    for said in [
        "当日客户信息及评价",
        "王芳",
        "Tagged:          yes",
        "Thu Mar 12 18:05:00 2026",
        "841.89 x 595.276",
    ] {
        assert!(read.info.contains(said), "{said}: {}", read.info);
    }
    let fonts: Vec<&str> = read.fonts.lines().skip(2).collect();
    assert!(!fonts.is_empty(), "{}", read.fonts);
    for font in fonts {
        assert!(
            font.contains("NotoSansCJK") && font.contains("yes yes yes"),
            "embedded, in part, readable: {font}"
        );
    }
}

#[test]
fn equal_documents_are_equal_bytes() {
    let (first, again) = (set(&package(40)), set(&package(40)));
    assert!(first == again);
    assert!(first != set(&package(41)));
    assert!(first.len() < 400_000, "{} bytes", first.len());
}

#[test]
fn what_people_write_is_never_source() {
    let nasty = [
        "#panic(\"boom\")",
        "#{ while true {} }",
        "#import \"@preview/cetz:0.3.0\": *",
        "#read(\"/etc/passwd\")",
        "$ integral_0^1 x dif x $",
        "= 标题",
        "- 列表",
        "\\u{41} \\ \\#",
        "`raw` ```rust fn main() {}```",
        "@anna <label> *bold* _slanted_",
        "// nothing /* here */",
        "\"quoted\" 'single' ]] }} ))",
        "~ -- --- ... https://example.com",
    ];
    for text in nasty {
        let said = read(&set(&one_cell(text))).run_on();
        let wanted: String = text.chars().filter(|char| !char.is_whitespace()).collect();
        assert!(said.contains(&wanted), "{text}: {said}");
    }
}

#[test]
fn what_hides_is_shown() {
    let said = read(&set(&one_cell("东莞\u{202e}司公\u{0}子电"))).run_on();
    assert!(said.contains("东莞[U+202E]司公␀子电") || said.contains("东莞[U+202E]司公"), "{said}");
}

#[test]
fn a_cell_of_five_thousand_characters_goes_on_over_pages() {
    for text in ["长".repeat(5_000), "W".repeat(5_000), "word ".repeat(1_000)] {
        let read = read(&set(&one_cell(&text)));
        let wanted = text.chars().filter(|char| !char.is_whitespace()).count();
        let first = text.chars().next().expect("a character");
        let of: Vec<char> = "word".chars().collect();
        let is = |char: &char| if first == 'w' { of.contains(char) } else { *char == first };
        let found = read.run_on().chars().filter(is).count();
        assert!(found >= wanted, "{found} of {wanted}, {} pages", read.pages.len());
        assert!(read.pages.len() > 2);
    }
}

#[test]
fn a_rare_character_does_not_cost_the_report() {
    let said = read(&set(&one_cell("𠮷野家 👩‍💻 ⁂ \u{10ffff} ب"))).run_on();
    assert!(said.contains("𠮷野家"), "{said}");
}

#[test]
fn every_language_has_its_forms() {
    for (language, forms) in
        [(Language::Simplified, "SC"), (Language::Traditional, "TC"), (Language::English, "SC")]
    {
        let read = read(&set(&Document { language, ..package(2) }));
        // The collection's faces share one name in the file; what is asked for is the region's.
        assert!(read.fonts.contains("NotoSansCJK"), "{forms}: {}", read.fonts);
    }
    let simple = set(&Document { language: Language::Simplified, ..package(2) });
    assert!(simple != set(&Document { language: Language::Traditional, ..package(2) }));
}

#[test]
fn a_narrow_form_stands_upright() {
    let mut document = package(2);
    document.parts.remove(0);
    assert!(read(&set(&document)).info.contains("595.276 x 841.89"));
}

#[test]
fn whoever_watches_is_told_and_may_stop_it() {
    let (told, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let watch = |percent: u8| {
        told.fetch_add(1, Ordering::Relaxed);
        most.fetch_max(percent.into(), Ordering::Relaxed);
        ControlFlow::Continue(())
    };
    pdf(&package(150), &FONTS, &watch).expect("a PDF");
    let (told, most) = (told.into_inner(), most.into_inner());
    assert!(told > 5 && most > 50, "told {told} times, {most} percent");

    let late =
        |percent: u8| if percent > 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    assert_eq!(pdf(&package(150), &FONTS, &late), Err(Unset::Stopped));
    assert!(read(&set(&package(5))).run_on().contains("王芳"), "the next is whole");
}

#[test]
fn what_nobody_reads_is_not_set() {
    let cells = (CELLS_MAX / 12 + 1) * 12;
    let refused = pdf(&package(cells / 12), &FONTS, &|_| ControlFlow::Continue(()));
    assert_eq!(refused, Err(Unset::TooLong { cells }));
}

#[test]
fn a_thousand_rows_are_a_matter_of_seconds() {
    let told = AtomicUsize::new(0);
    let watch = |_| {
        told.fetch_add(1, Ordering::Relaxed);
        ControlFlow::Continue(())
    };
    let read = read(&pdf(&package(1_000), &FONTS, &watch).expect("a PDF"));
    assert!(read.run_on().contains("电子999有限公司"));
    // What is set twice is work done twice: a count does not depend on the machine.
    let told = told.into_inner();
    assert!(told < 1_000 * 12 * 3 / 256, "told {told} times");
}

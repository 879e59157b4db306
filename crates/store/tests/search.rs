//! Search: what is found, what is not, and that nothing that is typed breaks it.

mod support;

use proptest::prelude::*;
use store::{LeadFilter, LeadQuery, LeadRow, LeadSort, LeadView, SEARCH_HITS_MAX};
use support::{Place, lead, nth_card};

const HAIFENG: &str = "深圳市海风科技有限公司";

fn query(text: &str) -> LeadQuery {
    LeadQuery { text: text.to_owned(), me: "wang".to_owned(), limit: 200, ..LeadQuery::default() }
}

impl Place {
    /// Registers of what is found, smallest first.
    fn found(&self, text: &str) -> Vec<u32> {
        self.found_by(&query(text))
    }

    fn found_by(&self, query: &LeadQuery) -> Vec<u32> {
        let page = self.store.lead_page(query).unwrap_or_else(|e| panic!("{query:?}: {e}"));
        let mut found: Vec<u32> = page.rows.iter().map(|row| row.register).collect();
        found.sort_unstable();
        found
    }
}

/// The same leads twice: before the index knows them, and after.
fn both(rows: &[LeadRow], check: impl Fn(&Place, &str)) {
    let place = Place::new();
    place.put(rows);
    check(&place, "before it is indexed");
    place.index_all();
    check(&place, "after it is indexed");
}

/// What finds one lead among two, and what does not.
fn check(row: LeadRow, finds: &[&str], misses: &[&str]) {
    both(&[row, lead(2, "东莞华晟电子")], |place, when| {
        for text in finds {
            assert_eq!(place.found(text), [1], "{text:?} {when}");
        }
        for text in misses {
            assert!(!place.found(text).contains(&1), "{text:?} {when}");
        }
    });
}

#[test]
fn ideographs_are_found_anywhere_in_a_name() {
    check(
        lead(1, HAIFENG),
        &[
            "海风",
            "风",
            "深",
            "司",
            "风科",
            HAIFENG,
            "海 风",
            "风 海",
            "深圳 科技",
            "海风科技有限公司",
        ],
        &["风海", "深海", "海风x", "华晟"],
    );
}

#[test]
fn traditional_and_full_width_typing_finds_the_same() {
    let row = LeadRow { person: "Müller".to_owned(), ..lead(1, "深圳市海风ＡＢＣ電機") };
    check(row, &["海風", "海风abc", "ＡＢＣ", "电机", "電機", "muller", "MÜLL"], &["bc"]);
}

#[test]
fn phones_are_found_from_the_front_and_by_their_last_digits() {
    let row = LeadRow { phone: "+86 138-0013-8765".to_owned(), ..lead(1, HAIFENG) };
    check(
        row,
        &[
            "138",
            "1",
            "13800138765",
            "138001",
            "138 0013 8765",
            "138-0013",
            "8765",
            "8613800138765",
            "+86 13800138765",
            "海风 138",
        ],
        &["380", "876500"],
    );
    let row = LeadRow { phone: "13800138765".to_owned(), ..lead(1, HAIFENG) };
    check(row, &["138", "138 0013 8765", "+86 138 0013 8765", "8765"], &["0013"]);
}

#[test]
fn every_field_is_searched_and_words_from_their_beginning() {
    let row = LeadRow {
        person: "王芳 Wang".to_owned(),
        site: "广东东莞".to_owned(),
        matter: "Sensor A380 报价".to_owned(),
        notes: "防爆型".to_owned(),
        number: Some(20_417),
        ..lead(1, HAIFENG)
    };
    check(
        row,
        &[
            "王芳",
            "wang",
            "东莞 海风",
            "sens",
            "a380",
            "A38",
            "报价",
            "20417",
            "204",
            "海风 王 东莞 sensor",
            "防爆",
        ],
        &["ensor", "王东", "417"],
    );
}

#[test]
fn a_phrase_does_not_run_from_one_field_into_the_next() {
    let row = LeadRow { person: "风清".to_owned(), ..lead(1, "东海") };
    check(row, &["东海", "风清", "海 风"], &["海风"]);
}

#[test]
fn nothing_that_is_typed_is_syntax() {
    let row = LeadRow { matter: "AND or NEAR 50% \"quoted\" it's".to_owned(), ..lead(1, HAIFENG) };
    both(&[row, lead(2, "x")], |place, when| {
        for text in
            ["\"", "*", "(", ")", "-", "^", "{", "'", "\\", "%", "_", " \" * ( ) - ", "。，"]
        {
            assert_eq!(place.found(text), [1, 2], "{text:?} says nothing {when}");
        }
        for text in [
            "AND",
            "海风 AND",
            "NEAR(",
            "or",
            "\"quoted",
            "海风\" OR \"",
            "50%",
            "海风*",
            "-海风",
            "it's",
            "海(风)",
        ] {
            assert_eq!(place.found(text), [1], "{text:?} {when}");
        }
        for text in
            ["NOT", "company:x y", "lead_fts", "facets:vmine", "vmine", "a\0b", "' or 1=1 --"]
        {
            assert!(!place.found(text).contains(&1), "{text:?} {when}");
        }
    });
}

#[test]
fn emoji_and_invisible_marks_do_no_harm() {
    check(
        lead(1, "海\u{200b}风🚗\u{202e}科技"),
        &["海风", "🚗", "风🚗科", "\u{202e}科技", "海\u{feff}风"],
        &["🚀", "海风科"],
    );
}

#[test]
fn endless_texts_are_kept_and_searched() {
    let endless = format!("{}结尾", "海风".repeat(5_000));
    let row = LeadRow { matter: "a".repeat(10_000), ..lead(1, &endless) };
    check(row.clone(), &["海风", "结尾", &endless, &"a".repeat(100)], &["海海"]);
    let place = Place::new();
    place.put(std::slice::from_ref(&row));
    assert_eq!(place.store.lead(nth_card(1)).expect("a read"), Some(row));
}

#[test]
fn a_lead_is_found_as_soon_as_it_is_saved_and_as_it_was_last_saved() {
    let place = Place::new();
    place.put(&[lead(1, HAIFENG)]);
    assert_eq!(place.found("海风"), [1]);
    assert_eq!(place.store.index_pending(10).expect("indexed"), 1);
    place.put(&[lead(1, "改名以后")]);
    assert_eq!((place.found("海风"), place.found("改名")), (vec![], vec![1]));
    assert_eq!(place.store.index_pending(10).expect("indexed"), 1);
    assert_eq!((place.found("海风"), place.found("改名")), (vec![], vec![1]));
}

#[test]
fn a_change_that_search_does_not_see_needs_no_indexing() {
    let place = Place::new();
    place.put(&[lead(1, HAIFENG)]);
    place.index_all();
    place.put(&[LeadRow {
        due_ms: Some(5),
        updated_ms: 7,
        why: "{\"a\":1}".to_owned(),
        ..lead(1, HAIFENG)
    }]);
    assert_eq!(place.store.index_pending(10).expect("indexed"), 0);
    place.put(&[LeadRow { owner: "li".to_owned(), ..lead(1, HAIFENG) }]);
    assert_eq!(place.store.index_pending(10).expect("indexed"), 1);
}

#[test]
fn the_newest_are_indexed_first_and_all_in_the_end() {
    let place = Place::new();
    place.put(&(1..=25).map(|n| lead(n, HAIFENG)).collect::<Vec<_>>());
    assert_eq!(place.store.index_pending(10).expect("indexed"), 10);
    let waiting = place.dump("select min(register), max(register) from lead where pending = 1");
    assert_eq!(waiting, ["Integer(1)|Integer(15)"]);
    assert_eq!(place.found("海风").len(), 25);
    assert_eq!(place.store.index_pending(100).expect("indexed"), 15);
    assert_eq!(place.store.index_pending(100).expect("indexed"), 0);
    assert_eq!(place.found("海风").len(), 25);
}

#[test]
fn a_search_stays_inside_its_view_and_filters() {
    let rows = [
        lead(1, HAIFENG),
        LeadRow { mine: false, owner: "POOL:south".to_owned(), ..lead(2, HAIFENG) },
        LeadRow { mine: false, helper: true, owner: "li".to_owned(), ..lead(3, HAIFENG) },
        LeadRow { draft: true, fair: None, day: "2026-03-13".to_owned(), ..lead(4, HAIFENG) },
        LeadRow { signer: "li".to_owned(), draft: true, ..lead(5, HAIFENG) },
        lead(6, "别的"),
    ];
    both(&rows, |place, when| {
        let check = |query: LeadQuery, expected: &[u32]| {
            assert_eq!(place.found_by(&query), expected, "{query:?} {when}");
        };
        let view = |view| LeadQuery { view, ..query("海风") };
        check(view(LeadView::All), &[1, 2, 3, 4, 5]);
        check(view(LeadView::Mine), &[1, 4, 5]);
        check(view(LeadView::Captured), &[1, 2, 3, 4]);
        check(view(LeadView::Drafts), &[4]);
        check(view(LeadView::Helping), &[3]);
        check(view(LeadView::Pool), &[2]);
        check(
            LeadQuery {
                filter: LeadFilter { fair: Some("spring".to_owned()), ..LeadFilter::default() },
                ..view(LeadView::Mine)
            },
            &[1, 5],
        );
        check(
            LeadQuery {
                filter: LeadFilter {
                    from: Some("2026-03-13".to_owned()),
                    to: Some("2026-03-13".to_owned()),
                    ..LeadFilter::default()
                },
                ..query("海")
            },
            &[4],
        );
        check(
            LeadQuery {
                filter: LeadFilter { owner: Some("li".to_owned()), ..LeadFilter::default() },
                ..query("海")
            },
            &[3],
        );
    });
}

#[test]
fn hits_are_sorted_and_paged_and_capped() {
    let place = Place::new();
    let many = SEARCH_HITS_MAX + 20;
    let named = |n| LeadRow { due_ms: Some(i64::from(many - n)), ..lead(n, HAIFENG) };
    place.put(&(1..=many).map(named).collect::<Vec<_>>());
    for _ in 0..2 {
        let page = |offset, sort| {
            let asked = LeadQuery { sort, offset, limit: 2, ..query("海风") };
            let page = place.store.lead_page(&asked).expect("a page");
            let rows: Vec<_> = page.rows.iter().map(|row| row.register).collect();
            (rows, page.total, page.capped)
        };
        assert_eq!(page(0, LeadSort::NewestFirst), (vec![many, many - 1], SEARCH_HITS_MAX, true));
        assert_eq!(page(498, LeadSort::NewestFirst), (vec![22, 21], SEARCH_HITS_MAX, true));
        assert_eq!(page(0, LeadSort::DueFirst), (vec![many, many - 1], SEARCH_HITS_MAX, true));
        place.index_all();
    }
}

#[test]
fn a_text_that_is_not_known_finds_nothing() {
    let row = LeadRow { text_known: false, ..lead(1, "") };
    check(row, &[], &["海", "a"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_what_reading_every_lead_finds(
        names in prop::collection::vec("[海风電ab1 \\-Ａ🚗]{0,8}", 1..20),
        texts in prop::collection::vec("[海风电ab1 \\-\"*(Ａ🚗]{1,4}", 30),
    ) {
        let rows: Vec<_> = (1..).zip(&names).map(|(n, name)| lead(n, name)).collect();
        let (read, indexed) = (Place::new(), Place::new());
        read.put(&rows);
        indexed.put(&rows);
        indexed.index_all();
        for text in texts {
            prop_assert_eq!(read.found(&text), indexed.found(&text), "{:?} in {:?}", text, names);
        }
    }

    #[test]
    fn nothing_that_can_be_typed_fails(text in "\\PC{0,30}") {
        let place = Place::new();
        place.put(&[lead(1, &text), lead(2, HAIFENG)]);
        place.found(&text);
        place.index_all();
        place.found(&text);
        place.found(&format!("{text}*\" OR {text}"));
    }
}

#[test]
fn a_name_is_found_by_its_pinyin_and_by_its_initials() {
    let row =
        LeadRow { person: "单雄".to_owned(), site: "重庆".to_owned(), ..lead(1, HAIFENG) };
    check(
        row,
        &[
            "hf",
            "hfkj",
            "haifeng",
            "HaiF",
            "szshf",
            "shanxiong",
            "dx",
            "chongqing",
            "cq",
            "haifeng cq",
        ],
        &["aifeng", "hfx", "kjhf"],
    );
}

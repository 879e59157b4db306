//! Lists of leads: views, filters, orders, pages.

mod support;

use proptest::prelude::*;
use store::{
    LEAD_COUNT_MAX, LEAD_PAGE_ROWS_MAX, LeadFilter, LeadHeld, LeadPage, LeadQuery, LeadRow,
    LeadSort, LeadView,
};
use support::{Place, lead, nth_card};

const VIEWS: [LeadView; 6] = [
    LeadView::Mine,
    LeadView::Captured,
    LeadView::Drafts,
    LeadView::Helping,
    LeadView::Pool,
    LeadView::All,
];
const SORTS: [LeadSort; 9] = [
    LeadSort::NewestFirst,
    LeadSort::DueFirst,
    LeadSort::Company,
    LeadSort::Owner,
    LeadSort::State,
    LeadSort::Class,
    LeadSort::Source,
    LeadSort::Signer,
    LeadSort::Fair,
];

impl Place {
    fn page(&self, query: &LeadQuery) -> LeadPage {
        self.store.lead_page(query).unwrap_or_else(|error| panic!("{query:?}: {error}"))
    }
}

fn registers(page: &LeadPage) -> Vec<u32> {
    page.rows.iter().map(|row| row.register).collect()
}

fn query() -> LeadQuery {
    LeadQuery { me: "wang".to_owned(), limit: 50, ..LeadQuery::default() }
}

/// A value, and of those that have the same the oldest first.
fn by<'a>(value: &'a str, row: &LeadRow) -> (&'a str, i64, u32) {
    (value, row.signed_ms, row.register)
}

/// The same question, asked of a vector.
fn expected(rows: &[LeadRow], query: &LeadQuery) -> (Vec<u32>, u32) {
    let filter = &query.filter;
    let given = |filter: &Option<String>, value: &str| filter.as_deref().is_none_or(|f| f == value);
    let mut found: Vec<&LeadRow> = rows
        .iter()
        .filter(|row| match query.view {
            LeadView::Mine => row.mine,
            LeadView::Captured => row.signer == query.me,
            LeadView::Drafts => row.signer == query.me && row.draft,
            LeadView::Helping => row.helper,
            LeadView::Pool => row.owner.starts_with("POOL:"),
            LeadView::All => true,
        })
        .filter(|row| given(&filter.owner, &row.owner) && given(&filter.source, &row.source))
        .filter(|row| given(&filter.state, &row.state) && given(&filter.class, &row.class))
        .filter(|row| given(&filter.signer, &row.signer))
        .filter(|row| filter.fair.is_none() || filter.fair == row.fair)
        .filter(|row| filter.from.as_ref().is_none_or(|from| row.day >= *from))
        .filter(|row| filter.to.as_ref().is_none_or(|to| row.day <= *to && !row.day.is_empty()))
        .filter(|row| match filter.held {
            None => true,
            Some(LeadHeld::ByNobody) => ["", "COMPANY", "NONE"].contains(&row.owner.as_str()),
            Some(LeadHeld::ByPool) => row.owner.starts_with("POOL:"),
            Some(LeadHeld::ByPerson) => ["wang", "li"].contains(&row.owner.as_str()),
        })
        .filter(|row| row.source != "other" || !filter.of_fairs)
        .filter(|row| row.disputed || !filter.disputed)
        .filter(|row| {
            filter.due_before_ms.is_none_or(|due| row.due_ms.is_some_and(|own| own < due))
        })
        .collect();
    found.sort_by(|a, b| {
        let order = |a: &LeadRow, b: &LeadRow| match query.sort {
            LeadSort::NewestFirst => (b.signed_ms, b.register).cmp(&(a.signed_ms, a.register)),
            LeadSort::DueFirst => (a.due_ms.unwrap_or(i64::MAX), a.register)
                .cmp(&(b.due_ms.unwrap_or(i64::MAX), b.register)),
            LeadSort::Company => (&a.company, a.register).cmp(&(&b.company, b.register)),
            LeadSort::Owner => (&a.owner, a.register).cmp(&(&b.owner, b.register)),
            LeadSort::Fair => (&a.fair, &a.day, a.register).cmp(&(&b.fair, &b.day, b.register)),
            LeadSort::State => by(&a.state, a).cmp(&by(&b.state, b)),
            LeadSort::Class => by(&a.class, a).cmp(&by(&b.class, b)),
            LeadSort::Source => by(&a.source, a).cmp(&by(&b.source, b)),
            LeadSort::Signer => by(&a.signer, a).cmp(&by(&b.signer, b)),
        };
        if query.backwards { order(b, a) } else { order(a, b) }
    });
    let page = found.iter().skip(query.offset as usize).take(query.limit as usize);
    (page.map(|row| row.register).collect(), u32::try_from(found.len()).expect("few rows"))
}

prop_compose! {
    fn any_row()(
        company in "[abc]{0,2}",
        (mine, helper, draft) in any::<(bool, bool, bool)>(),
        owner in prop::sample::select(vec!["wang", "li", "POOL:south", "COMPANY", "NONE"]),
        signer in prop::sample::select(vec!["wang", "li"]),
        fair in prop::option::of(prop::sample::select(vec!["spring", "autumn"])),
        day in prop::sample::select(vec!["2026-03-12", "2026-03-13"]),
        signed_ms in 0..5i64,
        due_ms in prop::option::of(0..5i64),
        source in prop::sample::select(vec!["conversation", "other"]),
        state in prop::sample::select(vec!["provisional", "final"]),
        class in prop::sample::select(vec!["a", "unclassified"]),
        disputed in any::<bool>(),
    ) -> LeadRow {
        LeadRow {
            mine, helper, draft, signed_ms, due_ms, disputed,
            source: source.to_owned(),
            state: state.to_owned(),
            class: class.to_owned(),
            owner: owner.to_owned(),
            signer: signer.to_owned(),
            fair: fair.map(str::to_owned),
            day: day.to_owned(),
            ..lead(0, &company)
        }
    }
}

prop_compose! {
    fn any_filter()(
        fair in maybe(&["spring", "autumn"]),
        owner in maybe(&["wang", "POOL:south"]),
        source in maybe(&["other"]),
        state in maybe(&["final"]),
        class in maybe(&["a"]),
        signer in maybe(&["li"]),
        from in maybe(&["2026-03-12", "2026-03-13"]),
        to in maybe(&["2026-03-12", "2026-03-13"]),
        held in prop::option::weighted(0.2, prop::sample::select(vec![
            LeadHeld::ByPerson, LeadHeld::ByPool, LeadHeld::ByNobody,
        ])),
        of_fairs in prop::bool::weighted(0.2),
        disputed in prop::bool::weighted(0.2),
        due_before_ms in prop::option::weighted(0.2, 0..5i64),
    ) -> LeadFilter {
        LeadFilter {
            fair, owner, source, of_fairs, state, class, signer, from, to, held, disputed,
            due_before_ms,
        }
    }
}

/// One of some values, or more often none.
fn maybe(values: &[&'static str]) -> impl Strategy<Value = Option<String>> + use<> {
    let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
    prop::option::weighted(0.2, prop::sample::select(values))
}

prop_compose! {
    fn any_query()(
        view in prop::sample::select(VIEWS.to_vec()),
        sort in prop::sample::select(SORTS.to_vec()),
        backwards in any::<bool>(),
        filter in any_filter(),
        offset in 0..20u32,
        limit in 0..20u32,
    ) -> LeadQuery {
        LeadQuery { view, sort, backwards, filter, offset, limit, ..query() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn every_view_filter_order_and_page_is_what_a_plain_loop_finds(
        mut rows in prop::collection::vec(any_row(), 1..60),
        queries in prop::collection::vec(any_query(), 100),
    ) {
        for (n, row) in (1..).zip(&mut rows) {
            (row.card, row.register) = (nth_card(n), n);
        }
        let place = Place::new();
        place.put(&rows);
        for query in queries {
            let page = place.page(&query);
            prop_assert_eq!((registers(&page), page.total), expected(&rows, &query), "{:?}", query);
            let all = LeadQuery { offset: 0, limit: 200, ..query };
            let cards: Vec<_> = expected(&rows, &all).0.into_iter().map(nth_card).collect();
            prop_assert_eq!(place.store.lead_list_cards(&all, 200).unwrap(), cards, "{:?}", all);
        }
    }
}

#[test]
fn every_combination_has_its_index() {
    let place = Place::new();
    place.put(&[lead(1, "a")]);
    let some = |on: bool, value: &str| on.then(|| value.to_owned());
    let all = VIEWS
        .iter()
        .flat_map(|v| SORTS.iter().flat_map(move |s| (0..512).map(move |f| (*v, *s, f))));
    for (view, sort, filters) in all {
        let filter = LeadFilter {
            fair: some(filters & 1 > 0, "spring"),
            from: some(filters & 2 > 0, "2026-03-12"),
            owner: some(filters & 4 > 0, "wang"),
            source: some(filters & 8 > 0, "other"),
            state: some(filters & 16 > 0, "final"),
            class: some(filters & 32 > 0, "a"),
            signer: some(filters & 64 > 0, "li"),
            held: (filters & 128 > 0).then_some(LeadHeld::ByNobody),
            disputed: filters & 256 > 0,
            ..LeadFilter::default()
        };
        place.page(&LeadQuery { view, sort, filter, ..query() });
    }
}

#[test]
fn a_lead_comes_back_as_it_was_put() {
    let place = Place::new();
    let row = LeadRow {
        person: "王芳 <b>".to_owned(),
        phone: "+86 138".to_owned(),
        number: Some(i64::MAX as u64),
        fair: None,
        due_ms: Some(-1),
        helper: true,
        text_known: false,
        register: u32::MAX,
        ..lead(1, "深圳市海风科技有限公司\0🚗\u{202e}")
    };
    place.put(std::slice::from_ref(&row));
    assert_eq!(place.store.lead(nth_card(1)).expect("a read"), Some(row.clone()));
    let changed = LeadRow { company: "other".to_owned(), mine: false, ..row };
    place.put(std::slice::from_ref(&changed));
    assert_eq!(place.store.lead(nth_card(1)).expect("a read"), Some(changed));
    assert_eq!(place.page(&query()).total, 1);
    assert_eq!(place.store.lead(nth_card(2)).expect("a read"), None);
}

#[test]
fn a_row_that_says_nothing_new_keeps_the_time_of_its_last_change() {
    let place = Place::new();
    let put = |row: &LeadRow| {
        place.put(std::slice::from_ref(row));
        place.store.lead(nth_card(1)).expect("a read").expect("the row").updated_ms
    };
    assert_eq!(put(&LeadRow { updated_ms: 5, ..lead(1, "a") }), 5);
    assert_eq!(put(&LeadRow { updated_ms: 9, ..lead(1, "a") }), 5);
    assert_eq!(put(&LeadRow { updated_ms: 9, ..lead(1, "b") }), 9);
}

#[test]
fn a_removed_lead_is_in_no_list() {
    let place = Place::new();
    place.put(&[lead(1, "海风"), lead(2, "海风")]);
    place.index_all();
    place.put(&[lead(3, "海风")]);
    place
        .store
        .write(|tx| [1, 3, 9].iter().try_for_each(|n| tx.remove_lead(nth_card(*n))))
        .expect("removed");
    assert_eq!(registers(&place.page(&query())), [2]);
    assert_eq!(registers(&place.page(&LeadQuery { text: "海".to_owned(), ..query() })), [2]);
    assert_eq!(place.store.lead_cards().expect("cards"), [nth_card(2)].into());
}

#[test]
fn the_leads_of_a_customer_are_found() {
    let place = Place::new();
    let second = LeadRow { customer: nth_card(1), ..lead(2, "b") };
    place.put(&[lead(1, "a"), second, lead(3, "c")]);
    let found = place.store.leads_of_customer(nth_card(1)).expect("rows");
    assert_eq!(found.iter().map(|row| row.register).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_page_has_a_largest_size_and_a_count_its_end() {
    let place = Place::new();
    let many = LEAD_COUNT_MAX + 5;
    place.put(&(1..=many).map(|n| lead(n, "海风")).collect::<Vec<_>>());
    for fair in [None, Some("spring".to_owned())] {
        let page = place.page(&LeadQuery {
            limit: u32::MAX,
            filter: LeadFilter { fair, ..LeadFilter::default() },
            ..query()
        });
        assert_eq!(page.rows.len(), LEAD_PAGE_ROWS_MAX as usize);
        assert_eq!((page.total, page.capped), (LEAD_COUNT_MAX, true));
        assert_eq!(page.rows[0].register, many);
    }
    let last = place.page(&LeadQuery { offset: many - 1, ..query() });
    assert_eq!(registers(&last), [1], "rows beyond the count can be read");
    let beyond = place.page(&LeadQuery { offset: u32::MAX, ..query() });
    assert!(beyond.rows.is_empty());
}

#[test]
fn names_are_ordered_as_they_are_folded() {
    let place = Place::new();
    place.put(&[
        lead(1, "ＢＥＴＡ"),
        lead(2, "alpha"),
        lead(3, "beta"),
        lead(4, "Álpha"),
        lead(5, ""),
    ]);
    let page = place.page(&LeadQuery { sort: LeadSort::Company, ..query() });
    assert_eq!(registers(&page), [5, 2, 4, 1, 3]);
}

#[test]
fn rows_that_time_may_have_changed_are_found_the_longest_overdue_first() {
    let place = Place::new();
    let waking = |n, wake_ms| LeadRow { wake_ms, ..lead(n, "海风") };
    place.put(&[waking(1, Some(30)), waking(2, Some(10)), waking(3, None), waking(4, Some(31))]);
    let woken = |now_ms, limit| place.store.read(|read| read.leads_to_wake(now_ms, limit)).unwrap();
    assert_eq!(woken(9, 9), []);
    assert_eq!(woken(30, 9), [nth_card(2), nth_card(1)]);
    assert_eq!(woken(99, 2), [nth_card(2), nth_card(1)]);
    place.put(&[waking(2, None)]);
    assert_eq!(woken(30, 9), [nth_card(1)]);
}

#[test]
fn rows_that_a_clock_made_which_has_gone_back_are_found_until_they_are_made_again() {
    let place = Place::new();
    let made = |n, updated_ms| LeadRow { updated_ms, ..lead(n, "海风") };
    let woken = |now_ms| place.store.read(|read| read.leads_to_wake(now_ms, 9)).unwrap();
    place.put(&[made(1, 90), made(2, 50), LeadRow { draft: true, ..made(3, 90) }]);
    assert_eq!(woken(60), [nth_card(1)]);
    place.put(&[made(1, 60)]);
    assert_eq!(woken(60), []);
}

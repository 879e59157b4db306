//! Edits of several people, in every order.

use std::collections::BTreeMap;

use ledger::document::{Document, Unfit};
use proptest::prelude::*;

use crate::people::{DOCUMENT, Noted, Person, history, merged, texts};

fn shows(held: &[Noted]) -> Vec<(String, Vec<String>)> {
    texts(&merged(held).fields).into_iter().collect()
}

fn field(name: &str, values: &[&str]) -> (String, Vec<String>) {
    (name.to_owned(), values.iter().map(|text| (*text).to_owned()).collect())
}

#[test]
fn two_people_add_to_one_document_and_both_additions_stay() {
    let (mut li, mut lin) = (Person::new(1), Person::new(2));
    li.writes("wechat", "mohai_01");
    lin.writes("website", "nanyue.example");
    li.meets(&lin);
    let both = [field("website", &["nanyue.example"]), field("wechat", &["mohai_01"])];
    assert_eq!(shows(&li.held), both);
}

#[test]
fn two_texts_for_one_field_stay_until_a_person_chooses() {
    let (mut li, mut lin) = (Person::new(1), Person::new(2));
    li.writes("need", "要 20 台");
    lin.meets(&li);
    li.writes("need", "要 30 台");
    lin.writes("need", "要 25 台，月底前");
    li.meets(&lin);
    assert_eq!(shows(&li.held), [field("need", &["要 25 台，月底前", "要 30 台"])]);

    li.writes("need", "要 25 台，月底前");
    assert_eq!(shows(&li.held), [field("need", &["要 25 台，月底前"])]);
    lin.meets(&li);
    assert_eq!(shows(&lin.held), shows(&li.held));
}

#[test]
fn choosing_either_text_is_a_change_and_settles_it() {
    for chosen in ["甲", "乙"] {
        let (mut li, mut lin) = (Person::new(1), Person::new(2));
        li.writes("note", "甲");
        lin.writes("note", "乙");
        li.meets(&lin);
        li.writes("note", chosen);
        assert_eq!(shows(&li.held), [field("note", &[chosen])]);
    }
}

#[test]
fn emptying_a_field_on_one_laptop_loses_no_edit_on_another() {
    let (mut li, mut lin) = (Person::new(1), Person::new(2));
    li.writes("preference", "电话联系");
    lin.meets(&li);
    li.writes("preference", "");
    lin.writes("preference", "只在下午打电话");
    li.meets(&lin);
    assert_eq!(shows(&li.held), [field("preference", &["", "只在下午打电话"])]);
}

#[test]
fn writing_what_is_there_already_is_no_change() {
    let mut li = Person::new(1);
    li.writes("need", "要 20 台");
    li.writes("need", "要 20 台");
    assert_eq!(li.held.len(), 1);
}

#[test]
fn what_follows_a_change_that_is_not_here_waits_for_it() {
    let mut li = Person::new(1);
    li.writes("need", "一");
    li.writes("need", "二");
    li.writes("need", "三");
    let without_the_second = [li.held[0].clone(), li.held[2].clone()];
    assert_eq!(shows(&without_the_second), [field("need", &["一"])]);
    assert_eq!(history(&without_the_second).waiting.len(), 1);
    assert_eq!(shows(&li.held), [field("need", &["三"])]);
}

#[test]
fn a_bad_change_holds_up_only_its_own_authors_later_ones() {
    let (mut li, mut lin) = (Person::new(1), Person::new(2));
    li.writes("need", "一");
    li.writes("need", "二");
    li.writes("need", "三");
    li.held[1].raw[20] ^= 1;
    lin.writes("note", "还在");
    li.meets(&lin);
    let sorted = history(&li.held);
    assert_eq!(sorted.unfit.values().copied().collect::<Vec<_>>(), [Unfit::Malformed]);
    assert_eq!(sorted.waiting.len(), 1);
    assert_eq!(shows(&li.held), [field("need", &["一"]), field("note", &["还在"])]);
}

#[test]
fn a_new_run_after_a_restored_disk_writes_on() {
    let mut before = Person::new(1);
    before.writes("need", "一");
    let mut restored = before.clone();
    before.writes("need", "二");
    restored.run = [99; 16];
    restored.signs_later(10);
    restored.writes("need", "三");
    restored.meets(&before);
    assert_eq!(shows(&restored.held), [field("need", &["三", "二"])]);
}

#[test]
fn nobody_writes_under_anothers_name() {
    let (mut li, mut zhao) = (Person::new(1), Person::new(3));
    li.writes("need", "一");
    let mut as_li = li.clone();
    as_li.writes("need", "二");
    zhao.meets(&li);
    zhao.signs(as_li.held[1].raw.clone());
    let unfit: Vec<Unfit> = history(&zhao.held).unfit.into_values().collect();
    assert_eq!(unfit, [Unfit::ForeignActor]);
    // And his true next change is not shut out by the false one.
    li.writes("note", "真的");
    zhao.meets(&li);
    assert_eq!(shows(&zhao.held), [field("need", &["一"]), field("note", &["真的"])]);
}

#[test]
fn of_two_changes_for_one_place_the_first_in_the_chain_counts() {
    let mut zhao = Person::new(3);
    zhao.writes("need", "一");
    let mut other = zhao.clone();
    zhao.writes("need", "二");
    other.writes("need", "三");
    zhao.signs(other.held[1].raw.clone());
    assert_eq!(shows(&zhao.held), [field("need", &["二"])]);
    zhao.held.reverse();
    assert_eq!(shows(&zhao.held), [field("need", &["二"])]);
}

#[test]
fn a_saved_document_is_the_document() {
    let (mut li, mut lin) = (Person::new(1), Person::new(2));
    li.writes_all(&[("need", "要 20 台"), ("wechat", "mohai_01"), ("note", "🙂 \u{202e} \u{0}")]);
    lin.writes("need", "要 30 台");
    li.meets(&lin);
    let merged = merged(&li.held);
    let again = Document::load(&merged.saved).expect("it loads");
    assert_eq!(again.fields(), merged.fields);
    assert!(Document::load(&merged.saved[..merged.saved.len() - 3]).is_err());
}

#[test]
fn nobody_fills_a_document_alone() {
    let mut li = Person::new(1);
    li.writes("need", "一");
    let mut document = Document::load(&merged(&li.held).saved).unwrap();
    let actor = DOCUMENT.actor(li.log, &li.run);
    for i in 0..ledger::document::CHANGES_PER_LOG_MAX {
        let text = i.to_string();
        let change = document.set(actor, [("need", text.as_str())]).unwrap().expect("a change");
        li.signs(change.raw().to_vec());
    }
    let sorted = history(&li.held);
    assert_eq!(sorted.counted.len(), ledger::document::CHANGES_PER_LOG_MAX);
    assert_eq!(sorted.unfit.into_values().collect::<Vec<_>>(), [Unfit::TooMany]);
}

/// What happens among three people: somebody writes, or takes what another has.
#[derive(Clone, Debug)]
enum Happens {
    Write(usize, &'static str, u8),
    Meet(usize, usize),
    NewRun(usize, u8),
}

fn happens() -> impl Strategy<Value = Happens> {
    let field = prop::sample::select(vec!["need", "note", "wechat"]);
    prop_oneof![
        4 => (0..3usize, field, 0..4u8).prop_map(|(who, field, text)| Happens::Write(who, field, text)),
        2 => (0..3usize, 0..3usize).prop_map(|(one, other)| Happens::Meet(one, other)),
        1 => (0..3usize, 10..250u8).prop_map(|(who, run)| Happens::NewRun(who, run)),
    ]
}

fn play(story: &[Happens]) -> Vec<Person> {
    let mut people: Vec<Person> = (1..=3).map(Person::new).collect();
    for happening in story {
        match happening {
            Happens::Write(who, field, text) => people[*who].writes(field, &text.to_string()),
            Happens::Meet(one, other) => {
                let other = people[*other].clone();
                people[*one].meets(&other);
            }
            Happens::NewRun(who, run) => people[*who].run = [*run; 16],
        }
    }
    people
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_order_any_repetition_and_any_split_come_to_the_same(
        story in prop::collection::vec(happens(), 1..24),
        order in any::<prop::sample::Index>(),
        seed in any::<u64>(),
    ) {
        let people = play(&story);
        let mut all = Person::new(9);
        people.iter().for_each(|person| all.meets(person));
        let expected = merged(&all.held);

        let mut shuffled = all.held.clone();
        let mut state = seed | 1;
        for i in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(i, (state >> 33) as usize % (i + 1));
        }
        // Some come twice.
        let twice: Vec<Noted> = shuffled.iter().take(3).cloned().collect();
        shuffled.extend(twice);
        prop_assert_eq!(&merged(&shuffled), &expected);

        // What came in two parts is no more and no less.
        let cut = if shuffled.is_empty() { 0 } else { order.index(shuffled.len()) };
        let first = history(&shuffled[..cut]);
        let whole = history(&shuffled);
        for (record, _) in &first.counted {
            prop_assert!(whole.counted.iter().any(|(counted, _)| counted == record));
        }
        prop_assert!(whole.unfit.is_empty() && whole.waiting.is_empty());
    }

    #[test]
    fn nothing_that_somebody_wrote_goes_unless_somebody_who_saw_it_replaced_it(
        story in prop::collection::vec(happens(), 1..24),
    ) {
        let mut people = play(&story);
        let before: Vec<BTreeMap<String, Vec<String>>> =
            people.iter().map(Person::shows).collect();
        let others = people.clone();
        others.iter().for_each(|other| people[0].meets(other));
        let together = people[0].shows();
        // A field that all three see empty stays empty; any other shows something that one of them saw.
        for (field, texts) in &together {
            for text in texts {
                let seen = before.iter().any(|one| one.get(field).is_some_and(|of| of.contains(text)));
                prop_assert!(seen, "{field} shows {text}, which nobody saw");
            }
        }
        for one in &before {
            prop_assert!(one.keys().all(|field| together.contains_key(field)));
        }
    }
}

//! What somebody may no longer hold, his laptop lets go of (SYN-05, SEC-04; failures 47, 71, 72, 73): after
//! what he wrote about it is safe, with every trace of it on the disk, and for no longer than it is not his.

use exchange_tests::{
    Chance, Company, Fault, Laptop, Lead, Loaded, Replica, Words, assign, on, on_day, word,
};
use facts::{Fact, Key, Records};
use serde_json::{Value, json};

/// Nothing about a card but bare envelopes and what its person signed.
fn holds_nothing_about(laptop: &Laptop, card: &str) {
    let card = Laptop::card_id(card);
    for record in laptop.records().values() {
        let about = Fact::read(record).map(|fact| fact.cards()).unwrap_or_default();
        let own = record.envelope().author == laptop.person;
        assert!(own || !about.contains(&card), "{} holds a {}", laptop.person, record.kind());
    }
}

#[test]
fn what_went_to_somebody_else_is_nowhere_on_the_disk() {
    let (company, [wang, li, sun, lin]) =
        Company::at_the_fair(["wangfang", "liqiang", "sunwei", "linguodong"]);
    let mut words = Words::default();
    let card = words.written_about(&wang, &li, &lin);
    li.index();
    let missing = words.missing(&li.disk()).len();
    assert_eq!(missing, 1, "all of it was there, but what stood on the draft alone");
    assert!(li.finds(&words.all()[1]) == 1 && li.holds(&card) == Some(true));
    li.done("hand_in_file", json!({ "fair": "F1", "folder": li.folder }));

    company.time.set(on("20:00"));
    assign(&company, &lin, &card, "sunwei", "客户要求换人");
    li.sync();
    assert_eq!(words.found(&li.disk()), [""; 0]);
    assert!(li.finds(&words.all()[1]) == 0 && li.holds(&card).is_none());
    holds_nothing_about(&li, &card);
    assert_eq!(li.unsent(), 0);
    assert_eq!(company.let_go_by(&li), [(1, 1, 0)]);

    // Whose it is now has everything, what was never saved included.
    sun.sync();
    for word in words.all() {
        assert!(sun.holds_text(word), "{word}");
    }
    // An exchange in which nothing changed moves nothing.
    let before = li.count();
    li.sync();
    assert_eq!((li.count(), company.let_go_by(&li).len()), (before, 1));
}

#[test]
fn what_its_old_owner_wrote_without_a_network_goes_to_the_new_one_and_then_it_goes() {
    let (company, [wang, li, sun, lin]) =
        Company::at_the_fair(["wangfang", "liqiang", "sunwei", "linguodong"]);
    let card = wang.capture(Lead::HUASHENG);
    wang.sync();
    lin.sync();
    assign(&company, &lin, &card, "liqiang", "");
    li.sync();
    assign(&company, &lin, &card, "sunwei", "客户要求换人");
    // He does not know that yet.
    let [saved, typed, said] = [word(1), word(2), word(3)];
    li.done("note_edit", json!({ "card": card, "fields": { "need": saved }, "seen": {} }));
    li.done("note_autosave", json!({ "card": card, "field": "need", "text": typed }));
    let call = json!({ "card": card, "channel": "visit", "connected": true, "text": said });
    li.done("follow_up", call);
    li.sync();
    assert_eq!((li.holds(&card), li.unsent()), (None, 0));
    for text in [&saved, &typed, &said] {
        assert!(!li.holds_text(text));
    }
    sun.sync();
    let page = sun.lead(&card).expect("his");
    let texts = page["notes"][0]["fields"][0]["texts"].as_array().expect("texts").clone();
    let texts: Vec<&str> = texts.iter().filter_map(|text| text["text"].as_str()).collect();
    assert!(texts.contains(&saved.as_str()) && texts.contains(&typed.as_str()), "{page}");
    assert!(sun.holds_text(&said));
    // He is told once, in one message, without the customer's name.
    let told = li.done("notices", Value::Null);
    let told = told.as_array().expect("notices");
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["event"], "reassigned");
    assert_eq!((&told[0]["to"], &told[0]["why"]), (&json!("孙伟"), &json!("客户要求换人")));
    assert_eq!((&told[0]["numbers"], &told[0]["handedOver"]), (&json!([1]), &json!(4)));
}

#[test]
fn taken_and_given_back_while_he_was_away_it_is_there_once_and_whole() {
    let (company, [wang, li, lin]) = Company::at_the_fair(["wangfang", "liqiang", "linguodong"]);
    let card = wang.capture(Lead::HUASHENG);
    wang.sync();
    lin.sync();
    assign(&company, &lin, &card, "liqiang", "");
    li.sync();
    let before = li.records();
    assign(&company, &lin, &card, "sunwei", "先给孙伟");
    assign(&company, &lin, &card, "liqiang", "还给李强");
    li.sync();
    assert_eq!(li.holds(&card), Some(true));
    for (id, record) in before {
        assert_eq!(li.records()[&id], record, "nothing was cut");
    }
    assert_eq!(li.finds("华晟"), 1);
    assert_eq!(li.done("notices", Value::Null), json!([]));
}

#[test]
fn given_back_after_it_was_let_go_of_it_comes_again_whole() {
    let (company, [wang, li, lin]) = Company::at_the_fair(["wangfang", "liqiang", "linguodong"]);
    let mut words = Words::default();
    let card = words.written_about(&wang, &li, &lin);
    let before = li.lead(&card).expect("his");
    assign(&company, &lin, &card, "sunwei", "先给孙伟");
    li.sync();
    assert_eq!(li.holds(&card), None);
    assign(&company, &lin, &card, "liqiang", "还给李强");
    li.sync();
    let after = li.lead(&card).expect("his again");
    assert_eq!(after["fields"], before["fields"]);
    let index = |page: &Value| page["notes"][0]["fields"].as_array().expect("fields").len();
    assert_eq!(index(&after), index(&before) + 1, "and what he had never saved");
    li.index();
    assert_eq!(li.finds(&words.all()[1]), 1, "once");
    for laptop in [&li, &lin] {
        laptop.sync();
    }
    let ruling = |laptop: &Laptop| laptop.lead(&card).expect("held")["ruling"]["hash"].clone();
    assert_eq!(ruling(&li), ruling(&lin));
}

#[test]
fn what_a_leader_read_for_his_office_goes_when_the_fair_is_closed() {
    let (company, [wang, sun, lin]) = Company::at_the_fair(["wangfang", "sunwei", "linguodong"]);
    let cards: Vec<String> = (0..25).map(|n| wang.capture_another(n)).collect();
    wang.done("card_draft", Lead::DINGLI.form());
    wang.sync();
    sun.sync();
    let own = sun.capture(Lead::DINGLI);
    sun.sync();
    assert!(cards.iter().all(|card| sun.holds(card) == Some(true)) && sun.holds_text("何立"));
    company.time.set(on_day("2026-03-15", "23:00"));
    sun.sync();
    assert!(cards.iter().all(|card| sun.holds(card) == Some(true)), "until then");
    company.time.set(on_day("2026-03-16", "08:00"));
    sun.sync();
    assert!(cards.iter().all(|card| sun.holds(card).is_none()), "nobody is asked: it is the rule");
    assert_eq!((sun.holds(&own), sun.unsent()), (Some(true), 0));
    assert!(!sun.holds_text("郭晓东"));
    lin.sync();
    assert!(cards.iter().all(|card| lin.holds(card) == Some(true)), "the supervisor keeps them");
    let told = sun.done("notices", Value::Null);
    assert_eq!((&told[0]["event"], &told[0]["records"]), (&json!("released"), &json!(26)));
}

#[test]
fn whoever_left_hands_over_what_he_has_and_then_holds_nothing() {
    let loaded = Loaded::with(30);
    let Loaded { company, wang, li, lin, hq, cards } = &loaded;
    let own = li.capture(Lead::DINGLI);
    li.sync();
    hq.write_person("liqiang", true);
    // A year later, with something that he never sent.
    company.time.set(on_day("2027-03-20", "10:00"));
    let [late, typed] = [word(500), word(501)];
    // His laptop has locked what is not his own by then; this he wrote before.
    li.clock.show(on("12:00"));
    let note =
        |field: &str, text: &str| json!({ "card": own, "fields": { field: text }, "seen": {} });
    li.done("note_edit", note("need", &late));
    li.done("note_autosave", json!({ "card": own, "field": "note", "text": typed }));
    li.sync();
    assert_eq!(li.unsent(), 0);
    let held = |laptop: &Laptop| cards.iter().filter(|card| laptop.holds(card).is_some()).count();
    assert_eq!(held(li), 0);
    for text in [late.as_str(), &typed, "何立", "郭晓东", "鼎立"] {
        assert!(!li.holds_text(text), "{text}");
        assert_eq!(li.disk().holding(text.as_bytes()), [""; 0], "{text}");
    }
    lin.sync();
    wang.sync();
    assert!(lin.holds_text(&late) && lin.holds_text(&typed), "nothing is lost");
    li.sync();
    let through = company.let_go_by(li);
    assert_eq!(through.len(), 1, "said once: {through:?}");

    // He comes back, and so does everything that is his.
    hq.write_person("liqiang", false);
    li.clock.show(company.time.now());
    li.sync();
    assert_eq!(held(li), 30);
    assert_eq!(li.holds(&own), Some(true));
    assert!(li.holds_text(&late));
}

#[test]
fn whoever_has_two_laptops_lets_go_on_both_and_gets_it_back_on_both() {
    let (company, [wang, li, second, lin]) =
        Company::at_the_fair(["wangfang", "liqiang", "liqiang", "linguodong"]);
    let card = wang.capture(Lead::HUASHENG);
    wang.sync();
    lin.sync();
    assign(&company, &lin, &card, "liqiang", "");
    li.sync();
    let said = word(1);
    li.done("note_edit", json!({ "card": card, "fields": { "need": said }, "seen": {} }));
    let both = [&li, &second];
    for round in 0..2 {
        both.iter().for_each(|laptop| laptop.sync());
        assert!(both.iter().all(|laptop| laptop.holds_text(&said)), "{round}");
        assign(&company, &lin, &card, "sunwei", "先给孙伟");
        both.iter().for_each(|laptop| laptop.sync());
        for laptop in both {
            assert_eq!(laptop.holds(&card), None, "{round}");
            assert!(!laptop.holds_text(&said), "{round}");
        }
        assign(&company, &lin, &card, "liqiang", "还给李强");
        both.iter().for_each(|laptop| laptop.sync());
        let need = |laptop: &Laptop| {
            let page = laptop.lead(&card).expect("his again");
            page["notes"][0]["fields"][0]["texts"][0]["text"].clone()
        };
        assert_eq!(both.map(need), [json!(said), json!(said)], "{round}");
    }
}

#[test]
fn what_is_told_after_something_was_taken_back_is_not_missed() {
    let (company, [wang, li, lin]) = Company::at_the_fair(["wangfang", "liqiang", "linguodong"]);
    for n in 0..4 {
        let card = wang.capture_another(n);
        wang.sync();
        lin.sync();
        assign(&company, &lin, &card, "liqiang", "");
        li.sync();
        assert_eq!(li.holds(&card), Some(true), "{n}");
        // Now the end of his feed is gone.
        assign(&company, &lin, &card, "wangfang", "还给王芳");
        lin.sync();
        if n % 2 == 0 {
            li.sync();
        }
    }
}

#[test]
fn a_colleague_who_has_not_heard_of_it_brings_nothing_back() {
    let loaded = Loaded::with(1);
    let Loaded { company, li, lin, hq, cards, .. } = &loaded;
    let args = json!({ "card": cards[0], "to": "sunwei", "reason": "公司决定", "override": true });
    hq.done("assign", args);
    hq.sync();
    li.sync();
    assert!(!li.holds_text("郭晓东"));
    // Lin's laptop still takes him for the owner.
    assert_eq!(lin.lead(&cards[0]).expect("held")["ruling"]["owner"], "liqiang");
    let before = li.records();
    let stick = company.stick();
    li.hand_in_by_file(lin, &stick);
    assert!(!li.holds_text("郭晓东") && li.holds(&cards[0]).is_none());
    let after = li.records();
    assert!(before.keys().all(|id| after.contains_key(id)), "no record is gone");
    // And what he brings is a chain without a gap.
    li.sync();
    lin.sync();
    assert_eq!((li.unsent(), lin.unsent()), (0, 0));
    li.hand_in_by_file(lin, &stick);
}

#[test]
fn where_backups_are_made_ones_own_words_stay_until_they_are_inside_one() {
    let loaded = Loaded::with(1);
    let Loaded { company, li, lin, cards, .. } = &loaded;
    let backups = company.stick();
    company.back_up(&backups);
    let said = word(500);
    li.done("note_edit", json!({ "card": cards[0], "fields": { "need": said }, "seen": {} }));
    assign(company, lin, &cards[0], "sunwei", "换人");
    li.sync();
    assert_eq!(li.holds(&cards[0]), None);
    assert!(!li.holds_text("郭晓东"), "what others wrote is gone");
    assert!(li.holds_text(&said), "what only the server has besides is not");
    let counted = company.let_go_by(li);
    company.back_up(&backups);
    li.sync();
    assert_eq!(li.disk().holding(said.as_bytes()), [""; 0]);
    assert_eq!((company.let_go_by(li), counted.len()), (counted.clone(), 1));
}

#[test]
fn headquarters_sees_which_laptops_have_not_answered() {
    let loaded = Loaded::with(2);
    let Loaded { company, li, lin, hq, cards, .. } = &loaded;
    let open = || hq.done("outstanding", Value::Null);
    assert_eq!(open(), json!([]));
    assign(company, lin, &cards[0], "sunwei", "换人");
    // The server finds it when somebody asks; his laptop has not.
    hq.sync();
    let seen = open();
    assert_eq!(seen[0]["name"], "李强", "{seen}");
    assert_eq!((&seen[0]["cards"], &seen[0]["device"]), (&json!(1), &json!("ThinkPad")));
    li.sync();
    assert_eq!(open(), json!([]));
    hq.write_person("liqiang", true);
    assert_eq!(open()[0]["cards"], 0, "everything, although he has not come");
    li.sync();
    assert_eq!(open(), json!([]));
    assert_eq!(lin.fails("outstanding", Value::Null).rule.as_deref(), Some("SYN-04"));
}

#[test]
fn a_server_that_was_set_back_takes_nothing_until_it_knows_again() {
    let mut loaded = Loaded::with(2);
    let card = loaded.cards[0].clone();
    let image = loaded.company.image_server();
    assign(&loaded.company, &loaded.lin, &card, "sunwei", "换人");
    loaded.li.sync();
    assert_eq!(loaded.held(), 1);
    loaded.company.put_server_back(&image);
    loaded.company.time.pass_minutes(10);
    loaded.li.sync();
    let under_way = |company: &Company| {
        let report = company.ledger().recovery().expect("the ledger").expect("a recovery");
        report.ended_ms.is_none()
    };
    assert!(under_way(&loaded.company));
    assert_eq!(loaded.held(), 2, "as far as the server knows it is his");
    for laptop in [&loaded.lin, &loaded.wang, &loaded.hq] {
        laptop.sync();
    }
    if under_way(&loaded.company) {
        loaded.company.ledger().confirm().expect("confirmed");
    }
    loaded.li.sync();
    assert_eq!(loaded.held(), 1, "as soon as it knows again");
    assert_eq!(loaded.li.holds(&card), None);
    assert_eq!(loaded.hq.done("outstanding", Value::Null), json!([]));
}

#[test]
fn whatever_is_lost_or_doubled_on_the_way_it_is_let_go_of_once() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let mut li = Replica::enrol(&company, "liqiang");
    company.time.set(on("10:00"));
    let mut chance = Chance::from(7);
    let faults = [Fault::Lost, Fault::ReplyLost, Fault::Twice, Fault::Late, Fault::None];
    li.sync(&company, &[]).expect("good weather");
    for n in 0..12 {
        let card = wang.capture_another(n);
        wang.sync();
        lin.sync();
        assign(&company, &lin, &card, "liqiang", "");
        li.sync(&company, &[]).expect("good weather");
        let typed = word(500 + n);
        let note = json!({ "card": card, "field": "need", "text": typed });
        li.call("note_autosave", note, chance.bytes()).expect("kept");
        assign(&company, &lin, &card, "wangfang", "还给王芳");
        for _ in 0..3 {
            let weather: Vec<Fault> = (0..4).map(|_| *chance.of(&faults)).collect();
            let _ = li.sync(&company, &weather);
            if chance.once_in(2) {
                li.restart();
            }
        }
        li.sync(&company, &[]).expect("good weather");
        let held = li.workspace().store().under(&Key::Card(Laptop::card_id(&card)), 0);
        assert!(held.expect("a store").iter().all(|record| record.envelope().author == "liqiang"));
        wang.sync();
        assert!(wang.holds_text(&typed), "what he had typed is safe");
    }
    let said = company
        .ledger()
        .read(|records, _| records.under(&Key::Purges(li.enrolment()), 0))
        .expect("the ledger");
    assert_eq!(said.len(), 12);
}

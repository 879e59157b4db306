//! Headquarters erases a person's data on request (SEC-14, SEC-01; failures 73, 76): what was written is gone
//! wherever the order comes, with every trace of it on the disk; that there was a card, and whose customer
//! it is, stays as it was ruled.

use app::workspace::Fresh;
use desktop::clock::Clock;
use exchange_tests::{Company, Laptop, Lead, Words, on_day, word};
use facts::payload::{self, Erasure};
use facts::{Key, Records, kind};
use ledger::{Record, WhichPart};
use serde_json::{Value, json};
use sync_server::Folder;
use sync_server::audit::audit;
use sync_server::storage::Storage;

fn erase(hq: &Laptop, card: &str) {
    hq.done("erase", json!({ "card": card, "reason": "本人来电要求" }));
    hq.sync();
}

/// The hash of the ruling that a laptop shows.
fn ruling(laptop: &Laptop, card: &str) -> Value {
    laptop.lead(card).expect("held")["ruling"]["hash"].clone()
}

fn erased(laptop: &Laptop, card: &str) -> bool {
    let view = laptop.lead(card).expect("held");
    view["row"]["erased"] == true && view["fields"].is_null() && !view["erasure"]["atMs"].is_null()
}

/// The server misses nothing, and has kept nothing that was to go.
pub(crate) fn is_clean(company: &mut Company) {
    company.stop_server();
    let storage = Folder::new(company.data()).open().expect("the store");
    let seen = audit(&*storage.read().expect("a view"), &[]).expect("an audit");
    assert_eq!(seen.findings.into_iter().collect::<Vec<_>>(), []);
    drop(storage);
    company.start_server();
}

#[test]
fn what_was_written_is_nowhere_any_more_and_every_ruling_stands() {
    let (mut company, [li, lin, hq, wang]) =
        Company::at_the_fair(["liqiang", "linguodong", "zhenghua", "wangfang"]);
    let mut words = Words::default();
    let card = words.written_about(&li, &li, &lin);
    for laptop in [&lin, &hq, &wang] {
        laptop.sync();
    }
    let all = [&li, &lin, &hq];
    for laptop in all {
        laptop.index();
        assert_eq!(laptop.finds(&words.all()[0]), 1, "{}", laptop.person);
    }
    assert_eq!(words.missing(&li.disk()), [""; 0]);
    let on_server = words.found(&company.disk());
    // What is not saved never left the laptop.
    assert!(on_server.len() >= words.all().len() - 1, "{}", on_server.len());
    li.done("hand_in_file", json!({ "fair": "F1", "folder": li.folder }));
    let rulings = all.map(|laptop| ruling(laptop, &card));
    let counts = all.map(Laptop::count);

    company.time.set(on_day("2026-03-20", "10:00"));
    erase(&hq, &card);
    all.iter().for_each(|laptop| laptop.sync());
    for (laptop, (ruled, count)) in all.iter().zip(rulings.into_iter().zip(counts)) {
        assert_eq!(words.found(&laptop.disk()), [""; 0], "{}", laptop.person);
        assert_eq!(ruling(laptop, &card), ruled, "{}", laptop.person);
        assert!(erased(laptop, &card), "{}", laptop.person);
        assert!(laptop.count() >= count, "no record is gone");
        let opened = laptop.desk.opened().expect("open");
        let book = opened.workspace().book().clone();
        for record in
            opened.workspace().store().under(&Key::Card(Laptop::card_id(&card)), 0).unwrap()
        {
            let key = book.enrolments[&record.envelope().log.enrolment].key;
            record.raw().clone().verify(&key).expect("still as it was signed");
        }
    }
    assert_eq!(words.found(&company.disk()), [""; 0]);
    assert_eq!((li.unsent(), lin.unsent(), hq.unsent()), (0, 0, 0));
    is_clean(&mut company);
}

#[test]
fn a_sealed_day_is_checked_and_judged_as_before_and_can_be_sealed_again() {
    let (mut company, [li, lin, hq]) = Company::at_the_fair(["liqiang", "linguodong", "zhenghua"]);
    let card = li.capture(Lead::HUASHENG);
    company.time.pass_minutes(10);
    let other = li.capture(Lead::DINGLI);
    for laptop in [&li, &lin] {
        laptop.sync();
    }
    company.time.set(on_day("2026-03-12", "20:00"));
    lin.done(
        "evaluate",
        json!({ "cards": { card.as_str(): "valuable", other.as_str(): "ordinary" } }),
    );
    let seal =
        || lin.done("seal", json!({ "fair": "F1", "day": "2026-03-12", "reason": "展馆停电" }));
    seal();
    for laptop in [&lin, &hq] {
        laptop.sync();
    }
    let of = json!({ "fair": "F1", "day": "2026-03-12", "package": "" });
    let read = |laptop: &Laptop| {
        let package = laptop.done("package", of.clone());
        let cards = package["cards"].as_array().expect("cards").clone();
        let judged = cards.iter().map(|card| card["judgement"].clone()).collect::<Vec<_>>();
        (package["check"].clone(), judged)
    };
    let before = read(&hq);
    assert_eq!(before, (json!("whole"), vec![json!("valuable"), json!("ordinary")]));
    erase(&hq, &card);
    for laptop in [&lin, &hq] {
        laptop.sync();
        assert!(erased(laptop, &card));
        assert_eq!(read(laptop), before, "{}", laptop.person);
    }
    // The server still has it whole for whoever comes new, and misses nothing.
    let new = company.laptop("shenyan");
    assert_eq!(read(&new), before);
    seal();
    assert_eq!(read(&lin), before);
    is_clean(&mut company);
}

#[test]
fn a_class_that_was_written_on_the_card_stays_so_that_nobodys_award_changes() {
    let (company, [li, lin, hq]) = Company::at_the_fair(["liqiang", "linguodong", "zhenghua"]);
    let mut form = Lead::HUASHENG.form();
    form["usage"] = json!("40");
    form["stable"] = json!(true);
    let card = li.done("card_sign", form)["card"].as_str().expect("an id").to_owned();
    company.time.set(on_day("2026-03-16", "10:00"));
    for laptop in [&li, &lin, &hq, &li] {
        laptop.sync();
    }
    let classes = |laptop: &Laptop| {
        let page = laptop.lead(&card).expect("held");
        (page["class"].clone(), page["row"]["class"].clone())
    };
    let sums = || hq.done("report", json!({ "form": "kpi1", "fair": "F1" }));
    let before: Vec<_> = [&li, &lin, &hq].map(&classes).into();
    assert_eq!(before[2].0, "b");
    let award = sums()["parts"].clone();
    erase(&hq, &card);
    for laptop in [&li, &lin, &hq] {
        laptop.sync();
        assert!(erased(laptop, &card), "{}", laptop.person);
    }
    let after: Vec<_> = [&li, &lin, &hq].map(&classes).into();
    assert_eq!(after, before);
    assert_eq!(sums()["parts"], award);
}

#[test]
fn the_list_of_a_customers_cards_tells_erased_from_not_yours() {
    let (company, [wang, li, lin, hq]) =
        Company::at_the_fair(["wangfang", "liqiang", "linguodong", "zhenghua"]);
    let own = wang.capture(Lead::HUASHENG);
    company.time.pass_minutes(10);
    let card = li.capture(Lead::HUASHENG);
    for laptop in [&wang, &li, &lin, &hq, &wang] {
        laptop.sync();
    }
    let text = |laptop: &Laptop, card: &str| {
        let cards = laptop.lead(&own).expect("held")["ruling"]["cards"].clone();
        let cards = cards.as_array().expect("cards").clone();
        cards.iter().find(|row| row["card"] == card).map(|row| row["text"].clone())
    };
    let said = |text: &str| Some(json!(text));
    assert_eq!((text(&wang, &own), text(&wang, &card)), (said("known"), said("hidden")));
    assert_eq!(text(&lin, &card), said("known"));
    li.sync();
    li.done("changes_seen", Value::Null);
    erase(&hq, &card);
    li.sync();
    // Whose card it was is told that it was erased, and by whom.
    let changes = li.done("day", json!({}))["changes"].clone();
    assert_eq!(changes[0]["kind"], "erased", "{changes}");
    assert_eq!((&changes[0]["card"], &changes[0]["company"]), (&json!(card), &json!("")));
    let timeline = li.lead(&card).expect("held")["timeline"].clone();
    let told = timeline.as_array().expect("entries").iter().find(|entry| entry["key"] == "erased");
    assert_eq!(told.expect("an entry")["by"], "郑华", "{timeline}");
    for laptop in [&wang, &lin] {
        laptop.sync();
        assert_eq!((text(laptop, &own), text(laptop, &card)), (said("known"), said("erased")));
    }
}

#[test]
fn a_laptop_that_was_away_for_months_brings_nothing_back() {
    let (mut company, [li, lin, hq]) = Company::at_the_fair(["liqiang", "linguodong", "zhenghua"]);
    let card = li.capture(Lead::HUASHENG);
    li.sync();
    lin.sync();
    hq.sync();
    // Written where no network is, about somebody who has asked to be forgotten meanwhile.
    let late = word(1_000);
    let note = json!({ "card": card, "fields": { "need": late }, "seen": {} });
    li.done("note_edit", note);
    erase(&hq, &card);
    company.time.set(on_day("2026-06-20", "10:00"));
    for laptop in [&li, &lin, &hq] {
        laptop.sync();
    }
    for laptop in [&li, &lin, &hq] {
        assert!(erased(laptop, &card), "{}", laptop.person);
        for text in [late.as_str(), "郭晓东", "华晟"] {
            assert!(!laptop.holds_text(text), "{}: {text}", laptop.person);
        }
    }
    let disk = company.disk();
    assert_eq!(disk.holding(late.as_bytes()), [""; 0]);
    assert_eq!(disk.holding("郭晓东".as_bytes()), [""; 0]);
    is_clean(&mut company);
}

#[test]
fn a_stick_from_somebody_who_has_not_heard_of_it_brings_nothing_and_takes_the_order_home() {
    let (company, [li, lin, hq]) = Company::at_the_fair(["liqiang", "linguodong", "zhenghua"]);
    let card = li.capture(Lead::HUASHENG);
    li.sync();
    hq.sync();
    erase(&hq, &card);
    lin.sync();
    assert!(li.holds_text("郭晓东"));
    let stick = company.stick();
    li.hand_in_by_file(&lin, &stick);
    assert!(!lin.holds_text("郭晓东") && erased(&lin, &card));
    assert!(!li.holds_text("郭晓东") && erased(&li, &card), "the answer had the order with it");
    assert!(!li.holds_text("本人来电要求"), "why is headquarters' own business");
    assert!(hq.holds_text("本人来电要求"));
}

#[test]
fn whoever_enrols_after_the_order_holds_what_everybody_holds() {
    let (company, [li, hq]) = Company::at_the_fair(["liqiang", "zhenghua"]);
    let card = li.capture(Lead::HUASHENG);
    li.sync();
    hq.sync();
    let early = company.laptop("linguodong");
    erase(&hq, &card);
    early.sync();
    let late = company.laptop("linguodong");
    early.sync();
    let about = |laptop: &Laptop| -> Vec<Record> {
        let opened = laptop.desk.opened().expect("open");
        let mut about =
            opened.workspace().store().under(&Key::Card(Laptop::card_id(&card)), 0).unwrap();
        about.sort_by_key(Record::id);
        about
    };
    assert!(about(&early).len() > 1);
    assert_eq!(about(&early), about(&late));
    assert!(erased(&late, &card) && !late.holds_text("本人来电要求"));
}

#[test]
fn what_is_put_back_from_a_backup_is_erased_again() {
    let (mut company, [li, lin, hq]) = Company::at_the_fair(["liqiang", "linguodong", "zhenghua"]);
    let card = li.capture(Lead::HUASHENG);
    li.sync();
    lin.sync();
    hq.sync();
    let server = company.image_server();
    erase(&hq, &card);
    li.sync();
    company.put_server_back(&server);
    assert!(!company.disk().holding("郭晓东".as_bytes()).is_empty());
    hq.sync();
    assert_eq!(company.disk().holding("郭晓东".as_bytes()), [""; 0]);
    lin.sync();
    assert!(erased(&lin, &card) && !lin.holds_text("郭晓东"));
    li.sync();
    assert!(erased(&li, &card));
}

#[test]
fn nobody_but_headquarters_has_anything_erased() {
    let (company, [li, lin, hq]) = Company::at_the_fair(["liqiang", "linguodong", "zhenghua"]);
    let card = li.capture(Lead::HUASHENG);
    li.sync();
    lin.sync();
    for laptop in [&li, &lin] {
        let refused = laptop.fails("erase", json!({ "card": card, "reason": "x" }));
        assert_eq!(refused.rule.as_deref(), Some("SYN-04"), "{}", laptop.person);
        // A changed program signs it all the same.
        let ranking =
            Erasure { of: payload::card_bytes(Laptop::card_id(&card)), ..Erasure::default() }
                .encode();
        let opened = laptop.desk.opened().expect("open");
        let now = app::Now { stamp: laptop.clock.stamp(), seed: [7; 32] };
        opened.workspace().sign(vec![Fresh::open(kind::ERASURE, ranking)], &now).expect("signed");
        drop(opened);
        laptop.sync();
    }
    hq.sync();
    for laptop in [&li, &lin, &hq] {
        laptop.sync();
        assert_eq!(laptop.holds(&card), Some(true), "{}", laptop.person);
    }
    let about = company.ledger().about(Laptop::card_id(&card)).expect("the ledger");
    let signed = about.iter().find(|record| record.kind() == kind::CARD).expect("the card");
    assert!(!signed.lacks(WhichPart::Content));
}

#[test]
fn headquarters_is_not_told_that_it_is_done_before_the_server_has_the_order() {
    let (_company, [li, hq]) = Company::at_the_fair(["liqiang", "zhenghua"]);
    let card = li.capture(Lead::HUASHENG);
    li.sync();
    hq.sync();
    hq.done("erase", json!({ "card": card, "reason": "本人来电要求" }));
    let view = hq.lead(&card).expect("held");
    assert_eq!(view["erasure"], json!({ "atMs": null, "by": "郑华", "reason": "本人来电要求" }));
    assert_eq!(view["row"]["erased"], false);
    assert_eq!(hq.holds(&card), Some(true));
    hq.sync();
    assert!(erased(&hq, &card));
    let again = hq.fails("erase", json!({ "card": card, "reason": "x" }));
    assert_eq!(again.code, "card.erased");
}

#[test]
fn nobody_writes_what_would_be_gone_as_soon_as_it_is_saved() {
    let (_company, [li, lin, hq]) = Company::at_the_fair(["liqiang", "linguodong", "zhenghua"]);
    let card = li.capture(Lead::HUASHENG);
    let draft = li.done("card_draft", Lead::DINGLI.form())["card"].clone();
    li.sync();
    lin.sync();
    hq.sync();
    erase(&hq, &card);
    erase(&hq, draft.as_str().expect("a draft"));
    li.sync();
    let refused =
        |call: &str, args: Value| assert_eq!(li.fails(call, args).code, "card.erased", "{call}");
    refused(
        "follow_up",
        json!({ "card": card, "channel": "phone", "connected": true, "text": "x" }),
    );
    refused("note_edit", json!({ "card": card, "fields": { "need": "x" }, "seen": {} }));
    refused("note_autosave", json!({ "card": card, "field": "need", "text": "x" }));
    refused("card_withdraw", json!({ "card": card, "reason": "x" }));
    let mut form = Lead::DINGLI.form();
    form["card"] = draft;
    refused("card_sign", form);
    assert_eq!(li.done("capture_view", Value::Null)["drafts"], json!([]));
    lin.done("assign", json!({ "card": card, "to": "liqiang" }));
}

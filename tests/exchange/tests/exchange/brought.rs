//! What a colleague's laptop handed over and headquarters never granted is let go of like everything else
//! (SYN-05, SEC-04, decision 0020): also what was said in confidence, once its reader is no longer competent.

use exchange_tests::{Company, Laptop, Lead, Loaded, all_sync, on, word};
use protocol::limits::BROUGHT_MAX;
use serde_json::{Value, json};

/// A customer of another territory: nobody but the fair's people and headquarters sees him.
const AWAY: Lead<'_> = Lead { site: "江苏苏州", ..Lead::HUASHENG };

fn write(laptop: &Laptop, card: &str, class: &str, text: &str) {
    let input = json!({ "card": card, "class": class, "fields": { text: text }, "seen": {} });
    laptop.done("note_edit", input);
}

fn is_nowhere(laptop: &Laptop, text: &str) {
    assert!(!laptop.holds_text(text), "{} holds {text}", laptop.person);
    assert_eq!(laptop.disk().holding(text.as_bytes()), [""; 0], "{}", laptop.person);
}

#[test]
fn what_a_supervisor_gave_away_after_headquarters_had_is_let_go_of_once_headquarters_is_asked() {
    let (company, [wang, li, sun, lin, hq]) =
        Company::at_the_fair(["wangfang", "liqiang", "sunwei", "linguodong", "zhenghua"]);
    let card = wang.capture(Lead::HUASHENG);
    all_sync(&[&wang, &lin, &hq]);
    company.time.set(on("20:00"));
    let by_hq = json!({ "card": card, "to": "sunwei", "reason": "公司决定", "override": true });
    hq.done("assign", by_hq);
    hq.sync();
    // At the fair nobody has heard of it.
    company.time.set(on("20:10"));
    lin.done("assign", json!({ "card": card, "to": "liqiang" }));
    li.hand_in_by_file(&lin, &company.stick());
    assert_eq!(li.holds(&card), Some(true));
    let [saved, typed] = [word(1), word(2)];
    write(&li, &card, "shared", &saved);
    li.done("note_autosave", json!({ "card": card, "field": "need", "text": typed }));

    li.sync();
    assert_eq!((li.holds(&card), li.unsent()), (None, 0));
    for text in [saved.as_str(), &typed, "郭晓东", "华晟"] {
        is_nowhere(&li, text);
    }
    assert_eq!(company.let_go_by(&li).len(), 1, "he has said so");
    let told = li.done("notices", Value::Null);
    assert_eq!(told.as_array().map(Vec::len), Some(1), "{told}");
    assert_eq!((&told[0]["to"], &told[0]["why"]), (&json!("孙伟"), &json!("公司决定")));
    sun.sync();
    assert!(sun.holds_text(&saved) && sun.holds_text(&typed), "what he wrote is with the owner");
    assert_eq!(hq.done("outstanding", Value::Null), json!([]));

    // He is not asked for it again and again, and it can become his.
    let before = li.count();
    li.sync();
    assert_eq!(li.count(), before);
    company.time.pass_minutes(10);
    hq.done("assign", json!({ "card": card, "to": "liqiang", "reason": "改派", "override": true }));
    all_sync(&[&hq, &li]);
    assert_eq!(li.holds(&card), Some(true));
    assert!(li.holds_text(&saved));
}

#[test]
fn what_headquarters_grants_stays_and_nobody_is_told_anything() {
    let (company, [wang, li, lin]) = Company::at_the_fair(["wangfang", "liqiang", "linguodong"]);
    let card = wang.capture(Lead::HUASHENG);
    wang.hand_in_by_file(&lin, &company.stick());
    // The server hears of the card, and of whose it is, from him to whom it was given.
    lin.done("assign", json!({ "card": card, "to": "liqiang" }));
    li.hand_in_by_file(&lin, &company.stick());
    drop((wang, lin));
    all_sync(&[&li]);
    assert_eq!(li.holds(&card), Some(true));
    assert_eq!(li.done("notices", Value::Null), json!([]));
    assert!(company.let_go_by(&li).is_empty());
}

#[test]
fn a_store_that_forgot_what_it_had_told_finds_it_all_the_same() {
    let mut loaded = Loaded::with(2);
    let image = loaded.company.image_server();
    let card = loaded.lin.capture(Lead::DINGLI);
    loaded.lin.done("assign", json!({ "card": card, "to": "liqiang", "reason": "现场分配" }));
    loaded.lin.sync();
    loaded.li.sync();
    assert_eq!(loaded.li.holds(&card), Some(true));
    // He gives it to somebody else; before he says so the store is set back to a time that knew none of it.
    loaded.company.time.pass_minutes(10);
    loaded.lin.done("assign", json!({ "card": card, "to": "sunwei", "reason": "换人" }));
    loaded.company.put_server_back(&image);
    for laptop in [&loaded.lin, &loaded.wang, &loaded.hq, &loaded.li] {
        laptop.sync();
    }
    let report = loaded.company.ledger().recovery().expect("the ledger").expect("a recovery");
    if report.ended_ms.is_none() {
        loaded.company.ledger().confirm().expect("confirmed");
    }
    loaded.li.sync();
    assert_eq!((loaded.li.holds(&card), loaded.held()), (None, 2));
    assert!(!loaded.li.holds_text("何立"));
}

#[test]
fn a_word_in_confidence_does_not_stay_with_a_reader_who_is_no_longer_competent() {
    let (company, [wang, sun, lin, hq]) =
        Company::at_the_fair(["wangfang", "sunwei", "linguodong", "zhenghua"]);
    let card = wang.capture(Lead::HUASHENG);
    let [secret, later] = [word(1), word(2)];
    write(&wang, &card, "confidential", &secret);
    write(&wang, &card, "shared", &word(3));
    all_sync(&[&wang, &sun, &lin, &hq]);
    assert!(lin.holds_text(&secret) && !sun.holds_text(&secret));
    // The fair gets another supervisor. Its territory is still his, so he reads the card as before.
    hq.write_supervisor("F1", "sunwei");
    all_sync(&[&lin, &sun, &hq]);
    assert_eq!(lin.holds(&card), Some(true));
    assert!(lin.holds_text(&word(3)));
    is_nowhere(&lin, &secret);
    assert!(!lin.lead(&card).expect("held").to_string().contains(&secret));
    assert!(sun.holds_text(&secret) && hq.holds_text(&secret), "who must know now knows");
    // She has not heard of it, and hands him more of it: he carries it to the server, and no further.
    write(&wang, &card, "confidential", &later);
    wang.hand_in_by_file(&lin, &company.stick());
    assert!(lin.holds_text(&later), "what is handed in is kept until the server has it");
    lin.sync();
    is_nowhere(&lin, &later);
    sun.sync();
    assert!(sun.holds_text(&later));
    // Whom she names may read it.
    wang.sync();
    wang.done("confide", json!({ "card": card, "readers": ["linguodong"] }));
    all_sync(&[&wang, &lin]);
    assert!(lin.holds_text(&secret) && lin.holds_text(&later));
}

#[test]
fn what_is_handed_in_about_a_card_that_was_given_back_is_not_cut() {
    let (company, [wang, sun, lin, hq]) =
        Company::at_the_fair(["wangfang", "sunwei", "linguodong", "zhenghua"]);
    let card = wang.capture(AWAY);
    all_sync(&[&wang, &lin, &hq]);
    hq.write_supervisor("F1", "sunwei");
    all_sync(&[&lin, &sun]);
    assert_eq!(lin.holds(&card), None, "it is not his fair any more");
    // She has not heard of it, and hands in to him what nobody else has.
    let said = word(1);
    write(&wang, &card, "shared", &said);
    wang.hand_in_by_file(&lin, &company.stick());
    drop(wang);
    assert!(lin.holds_text(&said));
    lin.sync();
    is_nowhere(&lin, &said);
    assert_eq!((lin.holds(&card), &lin.done("notices", Value::Null)[1]), (None, &Value::Null));
    sun.sync();
    assert!(sun.holds_text(&said), "it came through his hands");
}

#[test]
fn many_at_once_are_asked_about_like_every_loss() {
    let (company, [wang, li, lin, at_home]) =
        Company::at_the_fair(["wangfang", "liqiang", "linguodong", "linguodong"]);
    let cards = (0..30).map(|n| wang.capture_another(n));
    let cards: Vec<String> = cards.collect();
    all_sync(&[&wang, &lin, &at_home]);
    // The supervisor gives them away at the fair, and thinks better of it at home.
    company.time.set(on("20:10"));
    for card in &cards {
        lin.done("assign", json!({ "card": card, "to": "liqiang" }));
    }
    li.hand_in_by_file(&lin, &company.stick());
    company.time.set(on("20:40"));
    for card in &cards {
        at_home.done("assign", json!({ "card": card, "to": "sunwei", "reason": "换人" }));
    }
    at_home.sync();
    let held = || cards.iter().filter(|card| li.holds(card) == Some(true)).count();
    li.sync();
    let asked = li.done("sync_page", Value::Null)["letGo"].clone();
    assert_eq!((held(), &asked["leads"]), (30, &json!(30)));
    li.done("let_go_answer", json!({ "remove": true, "asked": asked["asked"] }));
    li.sync();
    assert_eq!(held(), 0);
}

#[test]
fn cards_that_headquarters_has_never_heard_of_wait_and_hold_up_no_other() {
    let (company, [wang, li, lin, hq]) =
        Company::at_the_fair(["wangfang", "liqiang", "linguodong", "zhenghua"]);
    let card = wang.capture(Lead::HUASHENG);
    all_sync(&[&wang, &lin, &hq]);
    hq.done(
        "assign",
        json!({ "card": card, "to": "sunwei", "reason": "公司决定", "override": true }),
    );
    hq.sync();
    company.time.set(on("20:10"));
    lin.done("assign", json!({ "card": card, "to": "liqiang" }));
    li.hand_in_by_file(&lin, &company.stick());
    // Far more than one request asks about, of which nobody else has anything yet.
    let unknown: Vec<u8> =
        (0..2 * BROUGHT_MAX).flat_map(|n| [&[9; 8], &n.to_be_bytes()[..]].concat()).collect();
    let asked_about = |asked: Option<Vec<u8>>| -> usize {
        let opened = li.desk.opened().expect("open");
        let workspace = opened.workspace();
        if let Some(asked) = asked {
            workspace.store().write(|tx| tx.put_meta("brought", &asked)).expect("kept");
        }
        workspace.brought(usize::MAX).expect("a store").len()
    };
    let real = Laptop::card_id(&card).0;
    assert_eq!(asked_about(Some([&unknown[..], &real].concat())), 2 * BROUGHT_MAX + 1);
    for _ in 0..2 {
        li.sync();
        assert_eq!(li.holds(&card), Some(true), "its turn has not come");
    }
    li.sync();
    assert_eq!(li.holds(&card), None);
    assert_eq!(asked_about(None), 2 * BROUGHT_MAX, "they are asked about again");
}

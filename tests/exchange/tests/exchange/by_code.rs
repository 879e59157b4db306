//! Two laptops vouch for each other by codes on their screens, without any network.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use exchange_tests::{Camera, Company, Insider, Laptop, Lead, on};
use facts::Fact;
use ledger::evidence::NO_BOOT;
use ledger::{Receipt, Seq};
use protocol::code::Page;
use protocol::vouch::{Nonce, Shown};
use serde_json::{Value, json};

/// The dialogs are open on all of them.
fn open_dialogs(laptops: &[&Laptop]) {
    for laptop in laptops {
        laptop.done("vouch_code_begin", Value::Null);
    }
}

/// What a laptop's page says of a card's signing time.
fn proof(laptop: &Laptop, card: &str) -> Value {
    let cards = laptop.lead(card).expect("held")["ruling"]["cards"].clone();
    let cards = cards.as_array().expect("cards").clone();
    cards.into_iter().find(|shown| shown["card"] == card).expect("this card")
}

/// The receipts that a laptop has signed as a witness.
fn receipts_of(laptop: &Laptop) -> Vec<Receipt> {
    let own = laptop.desk.opened().expect("open").workspace().log();
    let records = laptop.records().into_values();
    let receipts = records.filter_map(|record| match Fact::read(&record) {
        Ok(Fact::Receipt(receipt)) if record.envelope().log == own => Some(receipt),
        _ => None,
    });
    receipts.collect()
}

/// The most modules of a side that a poor camera still tells apart.
const MODULES_MAX: usize = 97;

/// Each camera sees the other screen in turn, so often.
fn look_at_each_other(one: &Laptop, other: &Laptop, times: usize) {
    for (shows, looks) in [(one, other), (other, one)].repeat(times) {
        let view = shows.done("vouch_code", Value::Null);
        let modules = view["rows"].as_array().expect("rows").len();
        assert!(modules <= MODULES_MAX, "{modules} modules");
        Camera::of(&view).frame(looks).expect("read");
    }
}

fn stand(laptop: &Laptop) -> Value {
    let mut view = laptop.done("vouch_code", Value::Null);
    view.as_object_mut().expect("a view").remove("rows");
    view
}

#[test]
fn two_screens_that_see_each_other_vouch_for_both_and_measure_both_clocks() {
    let company = Company::start();
    let [wang, li] = company.laptops(["wangfang", "liqiang"]);
    company.time.set(on("10:42"));
    let (hers, his) = (wang.capture(Lead::HUASHENG), li.capture(Lead::DINGLI));
    open_dialogs(&[&wang, &li]);
    look_at_each_other(&wang, &li, 2);
    let done = |other: &str| json!({ "other": other, "signed": true, "got": true, "gave": true, "has": true, "asks": true, "strange": false });
    assert_eq!(stand(&wang), done("李强"));
    look_at_each_other(&wang, &li, 1);
    assert_eq!(stand(&li), done("王芳"));
    for (laptop, card, witness) in [(&wang, &hers, "李强"), (&li, &his, "王芳")] {
        let shown = proof(laptop, card);
        assert_eq!(shown["seenBy"]["colleagues"], json!([witness]));
        assert_eq!(shown["notAfterMs"], json!(on("10:42").0), "his clock's worth came with it");
        assert_eq!(shown["seenBy"]["server"], false);
    }
    // Held to each other for as long as one likes: nothing more is signed.
    let before = (wang.count(), li.count());
    company.time.pass_minutes(1);
    look_at_each_other(&wang, &li, 3);
    assert_eq!((wang.count(), li.count()), before);
    for laptop in [&wang, &li] {
        let [receipt] = &receipts_of(laptop)[..] else { panic!("one receipt") };
        assert!(!receipt.holds, "nothing was handed over");
        assert_ne!(receipt.boot, NO_BOOT, "shown and read in the same minute");
    }
    assert_eq!(wang.lead(&his), None, "nothing of a lead went over");
}

#[test]
fn three_photos_are_enough_for_both() {
    let company = Company::start();
    let [wang, li] = company.laptops(["wangfang", "liqiang"]);
    company.time.set(on("10:42"));
    let (hers, his) = (wang.capture(Lead::HUASHENG), li.capture(Lead::DINGLI));
    open_dialogs(&[&wang, &li]);
    let photo = Camera::on(&wang);
    company.time.pass_minutes(3);
    let read = photo.photo(&li).expect("read");
    assert_eq!((&read["gave"], &read["got"]), (&json!(true), &json!(false)));
    let photo = Camera::on(&li);
    company.time.pass_minutes(3);
    let read = photo.photo(&wang).expect("read");
    assert_eq!((&read["gave"], &read["got"]), (&json!(true), &json!(true)));
    assert_eq!(proof(&wang, &hers)["seenBy"]["colleagues"], json!(["李强"]));
    let read = Camera::on(&wang).photo(&li).expect("read");
    assert_eq!((&read["has"], &read["got"]), (&json!(true), &json!(true)));
    assert_eq!(proof(&li, &his)["seenBy"]["colleagues"], json!(["王芳"]));
    for laptop in [&wang, &li] {
        let [receipt] = &receipts_of(laptop)[..] else { panic!("one receipt") };
        assert_eq!(receipt.boot, NO_BOOT, "a photo that was under way says nothing about a clock");
    }
}

#[test]
fn whoever_has_signed_nothing_can_still_vouch() {
    let company = Company::start();
    let [wang, li] = company.laptops(["wangfang", "liqiang"]);
    company.time.set(on("10:42"));
    let hers = wang.capture(Lead::HUASHENG);
    open_dialogs(&[&wang, &li]);
    assert_eq!(stand(&li)["signed"], false);
    look_at_each_other(&li, &wang, 3);
    assert_eq!(proof(&wang, &hers)["seenBy"]["colleagues"], json!(["李强"]));
    assert_eq!(stand(&wang)["asks"], false);
    // A card that is signed while the dialog is open is vouched for as well.
    company.time.pass_minutes(1);
    let later = wang.capture(Lead::DINGLI);
    assert_eq!(stand(&wang)["got"], false);
    look_at_each_other(&li, &wang, 2);
    assert_eq!(proof(&wang, &later)["seenBy"]["colleagues"], json!(["李强"]));
}

#[test]
fn what_is_no_code_for_this_laptop_is_refused_in_words_and_changes_nothing() {
    let company = Company::start();
    let [wang, li, hq] = company.laptops(["wangfang", "liqiang", "zhenghua"]);
    let second = company.laptop("wangfang");
    let elsewhere = Company::start();
    let [stranger] = elsewhere.laptops(["wangfang"]);
    company.time.set(on("10:00"));
    for laptop in [&wang, &li, &second, &stranger] {
        laptop.capture(Lead::HUASHENG);
    }
    wang.sync();
    open_dialogs(&[&wang, &li, &second, &stranger]);
    let before = wang.count();
    let refused = |camera: &Camera| {
        let by_photo = camera.photo(&wang).expect_err("refused").code;
        assert_eq!(camera.frame(&wang).expect_err("refused").code, by_photo);
        by_photo
    };
    assert_eq!(refused(&Camera::of_text("https://u.wechat.com/abc")), "vouch_code.foreign");
    assert_eq!(refused(&Camera::on(&stranger)), "vouch_code.company");
    assert_eq!(refused(&Camera::on(&wang)), "vouch_code.own");
    assert_eq!(refused(&Camera::on(&second)), "vouch_code.same_person");
    let text = Camera::on(&li).text();
    let (first, last) = text.split_at(text.len() - 1);
    let bent = format!("{first}{}", if last == "0" { "1" } else { "0" });
    assert_eq!(refused(&Camera::of_text(&bent)), "vouch_code.damaged");
    let enrolment = li.desk.opened().expect("open").workspace().identity().enrolment;
    hq.done("revoke", json!({ "enrolment": enrolment.to_string(), "reason": "遗失" }));
    hq.sync();
    wang.sync();
    let synced = wang.count();
    assert_eq!(refused(&Camera::on(&li)), "vouch_code.revoked");
    assert_eq!((wang.count(), receipts_of(&wang).len()), (synced, 0));
    assert!(synced >= before);
    assert_eq!(stand(&wang)["other"], "");
}

#[test]
fn one_that_is_new_is_introduced_first() {
    let company = Company::start();
    let [wang, li] = company.laptops(["wangfang", "liqiang"]);
    // Enrolled since the others were last on a network.
    let lin = company.laptop("linguodong");
    company.time.set(on("10:42"));
    let (hers, his) = (wang.capture(Lead::HUASHENG), lin.capture(Lead::DINGLI));
    li.capture(Lead::HUASHENG);
    open_dialogs(&[&wang, &lin, &li]);
    let read = Camera::on(&lin).photo(&wang).expect("read");
    assert_eq!((&read["strange"], &read["other"]), (&json!(true), &json!("")));
    assert_eq!(receipts_of(&wang), [], "nobody vouches for a laptop that he does not know");
    look_at_each_other(&wang, &lin, 4);
    for (laptop, other) in [(&wang, "林国栋"), (&lin, "王芳")] {
        let stand = stand(laptop);
        assert_eq!((&stand["other"], &stand["strange"]), (&json!(other), &json!(false)));
        assert_eq!((&stand["got"], &stand["has"]), (&json!(true), &json!(true)));
    }
    assert_eq!(proof(&wang, &hers)["seenBy"]["inCharge"], json!(["林国栋"]));
    assert_eq!(proof(&lin, &his)["seenBy"]["colleagues"], json!(["王芳"]));
    // By photos: his, hers with the question who he is, his with the answer, and as ever.
    open_dialogs(&[&lin]);
    for (from, to) in [(&lin, &li), (&li, &lin), (&lin, &li), (&li, &lin), (&lin, &li)] {
        Camera::on(from).photo(to).expect("read");
    }
    assert_eq!(stand(&li)["got"], true);
    assert_eq!(stand(&lin)["got"], true);
}

#[test]
fn a_code_that_was_made_for_another_talk_or_long_ago_is_too_old() {
    let company = Company::start();
    let [wang, li] = company.laptops(["wangfang", "liqiang"]);
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    li.capture(Lead::DINGLI);
    open_dialogs(&[&wang, &li]);
    Camera::on(&li).frame(&wang).expect("read");
    // Her end, with the number that he showed.
    let kept = Camera::on(&wang);
    company.time.pass_minutes(11);
    assert_eq!(kept.photo(&li).expect_err("too old").code, "vouch_code.old");
    open_dialogs(&[&li]);
    assert_eq!(kept.photo(&li).expect_err("of another talk").code, "vouch_code.old");
    // To the camera it is nothing at first: her screen may show a newer one in a moment.
    open_dialogs(&[&li]);
    assert_eq!(kept.frame(&li).expect("waits")["gave"], false);
    assert_eq!(kept.frame(&li).expect_err("it stays").code, "vouch_code.old");
    assert_eq!(receipts_of(&li), []);
    // Her screen has moved on, and both go on from there.
    look_at_each_other(&wang, &li, 3);
    assert_eq!(
        (stand(&wang)["got"].clone(), stand(&li)["got"].clone()),
        (json!(true), json!(true))
    );
}

#[test]
fn a_receipt_that_was_given_to_somebody_else_is_not_taken() {
    let company = Company::start();
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    company.time.set(on("10:00"));
    let hers = wang.capture(Lead::HUASHENG);
    lin.capture(Lead::DINGLI);
    open_dialogs(&[&wang, &li, &lin]);
    Camera::on(&lin).photo(&li).expect("read");
    let for_lin = Camera::on(&li);
    assert_eq!(for_lin.photo(&wang).expect_err("refused").code, "vouch_code.not_yours");
    assert_eq!(proof(&wang, &hers)["seenBy"]["colleagues"], json!([]));
}

#[test]
fn what_a_colleague_invents_on_his_screen_gains_him_nothing() {
    let company = Company::start();
    let [wang, li, hq] = company.laptops(["wangfang", "liqiang", "zhenghua"]);
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    hq.capture(Lead::DINGLI);
    open_dialogs(&[&li]);
    let hers = Insider::of(&wang);
    let nonce = hers.reads(&li).nonce;
    let page = |end: Option<Shown>, given: Option<&[u8]>| Page {
        nonce: Nonce([5; 16]),
        end,
        given: given.map(|given| given.to_vec().into()),
        proof: given.map(|given| given.to_vec().into()),
        has: false,
        strange: false,
        certificate: given.map(|given| given.to_vec().into()),
    };
    let refused = |page: &Page| hers.draws(page).photo(&li).expect_err("refused").code;
    let before = li.count();
    // Somebody else's end, one in another's name, another company's, and bytes that are no record.
    let of_hq = Insider::of(&hq).signs(&Insider::end_of(&hq, nonce, |_| ()));
    assert_eq!(refused(&page(Some(of_hq), None)), "vouch_code.damaged");
    let as_hq = hers.signs(&Insider::end_of(&hq, nonce, |_| ()));
    assert_eq!(refused(&page(Some(as_hq), None)), "vouch_code.damaged");
    let other = hers.signs(&Insider::end_of(&wang, nonce, |end| {
        end.company = ledger::CompanyId::new([7; 16]);
    }));
    assert_eq!(refused(&page(Some(other), None)), "vouch_code.damaged");
    assert_eq!(refused(&page(None, Some(b"no record"))), "vouch_code.damaged");
    // A true record that is no receipt.
    let card = hq.records().into_values().find(|record| record.kind() == "card.signed");
    let card = card.expect("captured").encode();
    assert_eq!(refused(&page(None, Some(&card))), "vouch_code.damaged");
    assert_eq!(li.count(), before);
    // Ends that rise for ever: a few receipts, about records that nobody holds.
    let rising = |n: u64| {
        let end = Insider::end_of(&wang, nonce, |end| {
            end.through = Seq(end.through.0 + n);
            end.news = end.through;
        });
        hers.draws(&page(Some(hers.signs(&end)), None)).photo(&li).map_err(|refused| refused.code)
    };
    let given = (0..20).filter(|n| rising(*n).is_ok()).count();
    assert_eq!((given, receipts_of(&li).len()), (8, 8));
    assert_eq!(rising(20).expect_err("no more"), "vouch_code.enough");
}

#[test]
fn a_photo_as_phones_take_them_is_read() {
    let company = Company::start();
    let [wang, li] = company.laptops(["wangfang", "liqiang"]);
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    open_dialogs(&[&wang, &li]);
    let photo = Camera::on(&wang).taken_by_a_phone(4_032, 3_024);
    let photo = json!({ "photo": STANDARD.encode(photo) });
    assert_eq!(li.done("vouch_code_photo", photo)["other"], "王芳");
}

#[test]
fn a_photo_without_a_code_and_what_is_no_photo_are_refused_in_words() {
    let company = Company::start();
    let [wang] = company.laptops(["wangfang"]);
    open_dialogs(&[&wang]);
    let photo = |bytes: &[u8]| {
        let photo = json!({ "photo": STANDARD.encode(bytes) });
        wang.fails("vouch_code_photo", photo).code
    };
    let mut empty = Camera::of(&json!({ "rows": ["  ", "  "] })).png();
    assert_eq!(photo(&empty), "vouch_code.none");
    assert_eq!(photo(b"no picture at all"), "picture.unreadable");
    assert_eq!(photo(&[]), "picture.unreadable");
    // A few bytes that claim a billion pixels.
    empty[16..24].copy_from_slice(&[0, 0, 0x7f, 0xff, 0, 0, 0x7f, 0xff]);
    assert!(["picture.too_large", "picture.unreadable"].contains(&photo(&empty).as_str()));
    assert_eq!(photo(&vec![0; 30_000_000]), "picture.too_large");
    assert_eq!(wang.fails("vouch_code_photo", json!({ "photo": "*" })).code, "picture.unreadable");
    let frame = json!({ "width": 100, "height": 100, "grey": STANDARD.encode([0; 99]) });
    assert_eq!(wang.fails("vouch_code_frame", frame).code, "picture.unreadable");
    // And the next one is served all the same.
    assert_eq!(photo(&Camera::of_text("MECARD:N:王;;").png()), "vouch_code.foreign");
}

#[test]
fn locking_ends_the_talk() {
    let company = Company::start();
    let [wang, li] = company.laptops(["wangfang", "liqiang"]);
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    li.capture(Lead::DINGLI);
    open_dialogs(&[&wang, &li]);
    look_at_each_other(&wang, &li, 1);
    assert_eq!(stand(&wang)["other"], "李强");
    wang.done("lock", Value::Null);
    assert_eq!(wang.fails("vouch_code", Value::Null).code, "locked");
    assert_eq!(Camera::on(&li).frame(&wang).expect_err("locked").code, "locked");
    wang.done("unlock", json!({ "passphrase": exchange_tests::PASSPHRASE }));
    assert_eq!(stand(&wang)["other"], "");
}

//! Photos of business cards (FAIR-06; failures 73, 75): kept before anything is read on them, carried after the
//! records to whoever reads the card, and gone with what names them.

use std::process::Command;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::CardId;
use exchange_tests::forge::{bundle_of, file, recipient_of, sign as forge_sign};
use exchange_tests::{Company, Disk, Laptop, Lead, assign, wait_for};
use facts::{kind, payload};
use ledger::Hash;
use picture::Colour;
use protocol::photos::{Named, Photo};
use serde_json::{Value, json};

/// A photo of nothing but noise: no two pieces of it are alike, and none of it is anywhere by chance.
fn photo(seed: u32) -> Vec<u8> {
    let (width, height) = (320, 240);
    let mut state = seed;
    let noise = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    });
    let pixels = noise.take((width * height * 3) as usize).collect();
    Colour::new(width, height, pixels).expect("as many as its size says").jpeg()
}

/// The same, with what a phone writes beside the picture.
fn with_place(photo: &[u8]) -> Vec<u8> {
    let said = b"Exif\0\0GPS 22.5431 N 114.0579 E";
    let length = u16::try_from(said.len() + 2).expect("short").to_be_bytes();
    [&photo[..2], &[0xff, 0xe1], &length[..], &said[..], &photo[2..]].concat()
}

fn image(laptop: &Laptop, card: &Value) -> Vec<u8> {
    let view = laptop.done("photo", json!({ "card": card }));
    STANDARD.decode(view["image"].as_str().expect("a picture")).expect("base64")
}

fn state(laptop: &Laptop, card: &Value) -> Value {
    laptop.done("photo", json!({ "card": card }))["state"].clone()
}

#[test]
fn a_photo_that_was_put_to_the_wrong_card_becomes_a_draft_of_its_own() {
    let (_company, [wang, lin]) = Company::at_the_fair(["wangfang", "linguodong"]);
    let form = wang.photograph(Lead::HUASHENG, &photo(1));
    let rest = wang.done("photo_part", form.clone());
    assert_eq!((&rest["card"], &rest["photo"]), (&form["card"], &Value::Null));
    assert_eq!(rest["company"], form["company"]);
    assert_eq!(wang.fails("photo_part", form.clone()).code, "photo.unknown", "it is off");
    let drafts = wang.done("capture_view", Value::Null)["drafts"].clone();
    let drafts = drafts.as_array().expect("drafts");
    assert_eq!(drafts.len(), 2, "{drafts:?}");
    let own = drafts.iter().find(|draft| draft["card"] != form["card"]).expect("a draft");
    assert_eq!((&own["photo"], &own["company"]), (&form["photo"], &json!("")));
    assert_eq!(own["source"], "business_card");
    let shown = image(&wang, &own["card"]);
    assert_eq!(blake3::hash(&shown).to_hex().as_str(), form["photo"]["hash"]);
    // The card is signed without it, and nobody thinks of the two as showing one photo.
    let card = sign(&wang, rest);
    let held = wang.lead(card.as_str().expect("an id")).expect("held");
    assert_eq!(held["fields"]["photo"], Value::Null);
    let mut other = own.clone();
    other["company"] = json!("苏州博瑞精密仪器有限公司");
    other["person"] = json!("许敏");
    other["phone"] = json!("13900139002");
    other["matter"] = json!("询价");
    other["site"] = json!("江苏苏州");
    sign(&wang, other.clone());
    assert_eq!(wang.fails("photo_part", other).code, "card.already_signed");
    wang.sync();
    lin.sync();
    assert_eq!(same_photos(&lin), [Value::Null; 0]);
}

/// How many pieces of a photo stand on a disk. Pages cut some of them in two.
fn pieces(disk: &Disk, photo: &[u8]) -> usize {
    let pieces = photo.chunks_exact(32).skip(40).step_by(16).take(20);
    pieces.filter(|piece| !disk.holding(piece).is_empty()).count()
}

/// Signs what stands on a draft.
fn sign(laptop: &Laptop, draft: Value) -> Value {
    laptop.done("card_sign", draft)["card"].clone()
}

#[test]
fn a_photo_is_kept_with_a_draft_and_without_a_word_about_where_it_was_taken() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    let taken = with_place(&photo(1));
    let draft = wang.photograph(Lead::HUASHENG, &taken);
    assert!(draft["card"].is_string(), "{draft}");
    let kept = wang.done("capture_view", Value::Null)["drafts"].clone();
    assert_eq!(kept[0]["photo"], draft["photo"]);
    let shown = image(&wang, &draft["card"]);
    assert_eq!(shown.len() as u64, draft["photo"]["bytes"].as_u64().expect("a number"));
    assert_eq!(blake3::hash(&shown).to_hex().as_str(), draft["photo"]["hash"]);
    assert!(taken.windows(3).any(|bytes| bytes == b"GPS"));
    assert!(!shown.windows(3).any(|bytes| bytes == b"GPS"), "nothing but its pixels");

    // Reading it fails on a laptop without models; the draft and its photo stay, and it can be signed.
    let reading = || wang.done("photo_reading", json!({ "hash": draft["photo"]["hash"] }));
    while ["waiting", "reading", "none"].contains(&reading()["state"].as_str().expect("a state")) {
        std::thread::yield_now();
    }
    assert_eq!(reading()["failed"], "card_photo.unavailable");
    let card = sign(&wang, draft);
    assert_eq!(image(&wang, &card), shown);
    assert_eq!(
        wang.lead(card.as_str().expect("an id")).expect("held")["fields"]["photo"]["media"],
        "image/jpeg"
    );
}

#[test]
fn what_is_no_photo_is_refused_and_leaves_nothing() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    let check = |bytes: &[u8], code: &str| {
        let data = STANDARD.encode(bytes);
        let input = json!({ "data": data, "input": Lead::HUASHENG.form(), "inForm": false });
        assert_eq!(wang.fails("photo_keep", input).code, code);
    };
    check(b"GIF89a", "picture.unreadable");
    check(b"\0\0\0\x24ftypheic\0\0\0\0mif1heic", "picture.heif");
    check(b"", "picture.unreadable");
    check(&vec![0; picture::PHOTO_BYTES_MAX + 1], "picture.too_large");
    assert_eq!(wang.done("capture_view", Value::Null)["drafts"], json!([]));
}

#[test]
fn a_photo_follows_its_card_to_whoever_reads_it_and_to_nobody_else() {
    let (company, [wang, li, lin]) = Company::at_the_fair(["wangfang", "liqiang", "linguodong"]);
    let card = sign(&wang, wang.photograph(Lead::HUASHENG, &photo(2)));
    let id = card.as_str().expect("an id");
    wang.sync();
    company.time.pass_minutes(10);
    // A colleague with the same customer learns of her card, and reads nothing on it.
    li.capture(Lead::HUASHENG);
    for laptop in [&li, &lin, &li] {
        laptop.sync();
    }
    assert_eq!(state(&lin, &card), "here");
    // What another laptop has made is made anew here before a screen shows it.
    let shown = image(&lin, &card);
    assert!(shown.starts_with(&[0xff, 0xd8]) && shown != image(&wang, &card));
    assert!(li.lead(id).expect("told")["fields"].is_null());
    assert_eq!(state(&li, &card), "none");
    assert_eq!(pieces(&li.disk(), &image(&wang, &card)), 0);
}

#[test]
fn a_file_brings_the_photos_that_the_server_does_not_have() {
    let (_company, [wang, lin]) = Company::at_the_fair(["wangfang", "linguodong"]);
    let early = sign(&wang, wang.photograph(Lead::HUASHENG, &photo(2)));
    wang.sync();
    let late = sign(&wang, wang.photograph(Lead::DINGLI, &photo(3)));
    // A photo that was taken and not typed yet is as much the only copy of a lead as a card is.
    let draft = wang.photograph(Lead::DINGLI, &photo(4))["card"].clone();
    let file = wang.done("hand_in_file", json!({ "fair": "F1", "folder": wang.folder }));
    assert_eq!((&file["photos"], &file["photosLeft"]), (&json!(2), &json!(0)));
    let taken = lin.done("take_file", json!({ "path": file["path"] }));
    assert_eq!(taken["photos"], 2);
    assert_eq!(state(&lin, &late), "here");
    assert!(image(&lin, &late).starts_with(&[0xff, 0xd8]));
    assert_eq!(state(&lin, &draft), "here");
    assert_eq!(state(&lin, &early), "coming", "the server has that one");
    let again = lin.done("take_file", json!({ "path": file["path"] }));
    assert_eq!((&again["photos"], &again["records"]), (&json!(0), &json!(0)), "twice is harmless");
    lin.sync();
    assert_eq!(state(&lin, &early), "here");
}

#[test]
fn what_a_laptop_that_was_lost_had_handed_in_by_file_reaches_the_company_by_whom_it_was_handed_to()
{
    let (_company, [wang, lin, hq]) = Company::at_the_fair(["wangfang", "linguodong", "zhenghua"]);
    let card = sign(&wang, wang.photograph(Lead::HUASHENG, &photo(2)));
    wang.hand_in_by_file(&lin, &wang.folder);
    lin.sync();
    hq.sync();
    assert_eq!(state(&hq, &card), "here", "her laptop has never been on a network");
}

#[test]
fn photos_follow_a_hand_in_over_the_lan_both_ways_and_to_nobody_who_may_not_see_them() {
    let (company, [wang, li, lin]) = Company::at_the_fair(["wangfang", "liqiang", "linguodong"]);
    let card = sign(&wang, wang.photograph(Lead::HUASHENG, &photo(2)));
    company.time.pass_minutes(10);
    li.capture(Lead::HUASHENG);
    let comes_to = |laptop: &Laptop| wait_for(|| (state(laptop, &card) == "here").then_some(()));
    wang.hand_in_by_lan_and(&lin, || comes_to(&lin));
    assert!(image(&lin, &card).starts_with(&[0xff, 0xd8]));
    wait_for(|| (lin.done("lan", Value::Null)["photosLeft"] == 0).then_some(()));
    let own = sign(&li, li.photograph(Lead::DINGLI, &photo(3)));
    li.hand_in_by_lan_and(&lin, || wait_for(|| (state(&lin, &own) == "here").then_some(())));
    assert_eq!(state(&li, &card), "none");
    assert_eq!(pieces(&li.disk(), &image(&wang, &card)), 0);

    // Her next laptop has the photos of her cards again, though nobody has met a server.
    let next = company.laptop("wangfang");
    next.hand_in_by_lan_and(&lin, || comes_to(&next));
}

#[test]
fn whoever_asks_for_a_photo_that_he_may_not_see_gets_none_and_what_nothing_names_is_not_kept() {
    let (company, [wang, li, lin]) = Company::at_the_fair(["wangfang", "liqiang", "linguodong"]);
    let card = sign(&wang, wang.photograph(Lead::HUASHENG, &photo(2)));
    wang.hand_in_by_file(&lin, &wang.folder);
    let hash = blake3::hash(&image(&wang, &card));
    let id = CardId::from_hex(card.as_str().expect("an id")).expect("a card's id");
    let named = |hash: &[u8; 32]| Named { card: id.0, hash: Hash::new(*hash), fair: None };
    let foreign = photo(11);
    let junk = photo(12);
    let (bundle, signer) = bundle_of(&li, "linguodong", |bundle| {
        bundle.lacks = vec![named(hash.as_bytes())];
        let false_bytes = Photo { named: named(hash.as_bytes()), bytes: junk.clone().into() };
        let unnamed = named(blake3::hash(&foreign).as_bytes());
        bundle.photos = vec![false_bytes, Photo { named: unnamed, bytes: foreign.clone().into() }];
    });
    let path = li.folder.join("forged.fairlead");
    std::fs::write(&path, file(&bundle, &signer, &recipient_of(&lin))).expect("written");
    let taken = lin.done("take_file", json!({ "path": path }));
    assert_eq!((&taken["photos"], &taken["answer"]["photos"]), (&json!(0), &json!(0)));
    assert_eq!((pieces(&lin.disk(), &foreign), pieces(&lin.disk(), &junk)), (0, 0));
    assert_eq!(state(&lin, &card), "here", "and it is hers");
    drop(company);
}

#[test]
fn a_photo_goes_with_the_draft_that_is_thrown_away() {
    let (company, [wang]) = Company::at_the_fair(["wangfang"]);
    let draft = wang.photograph(Lead::HUASHENG, &photo(3));
    let kept = image(&wang, &draft["card"]);
    wang.sync();
    assert!(pieces(&wang.disk(), &kept) > 10 && pieces(&company.disk(), &kept) > 10);
    wang.done("card_withdraw", json!({ "card": draft["card"], "reason": "拍错了" }));
    wang.sync();
    assert_eq!((pieces(&wang.disk(), &kept), pieces(&company.disk(), &kept)), (0, 0));
}

#[test]
fn a_photo_is_erased_with_what_was_written_on_its_card() {
    let (company, [wang, lin, hq]) = Company::at_the_fair(["wangfang", "linguodong", "zhenghua"]);
    let card = sign(&wang, wang.photograph(Lead::HUASHENG, &photo(4)));
    let kept = image(&wang, &card);
    for laptop in [&wang, &lin, &hq] {
        laptop.sync();
        assert!(pieces(&laptop.disk(), &kept) > 10, "{}", laptop.person);
    }
    hq.done("erase", json!({ "card": card, "reason": "本人来电要求" }));
    for laptop in [&hq, &wang, &lin, &hq] {
        laptop.sync();
    }
    for laptop in [&wang, &lin, &hq] {
        assert_eq!(pieces(&laptop.disk(), &kept), 0, "{}", laptop.person);
    }
    assert_eq!(pieces(&company.disk(), &kept), 0);
}

#[test]
fn a_photo_is_let_go_of_with_its_card_once_the_server_has_it() {
    let (company, [wang, li, lin]) = Company::at_the_fair(["wangfang", "liqiang", "linguodong"]);
    let card = sign(&wang, wang.photograph(Lead::HUASHENG, &photo(5)));
    let kept = image(&wang, &card);
    for laptop in [&wang, &lin] {
        laptop.sync();
    }
    let id = card.as_str().expect("an id");
    assign(&company, &lin, id, "liqiang", "");
    li.sync();
    assert_eq!(state(&li, &card), "here");
    assert!(pieces(&li.disk(), &kept) > 10);
    assign(&company, &lin, id, "sunwei", "客户要求换人");
    li.sync();
    assert_eq!(li.holds(id), None);
    assert_eq!(pieces(&li.disk(), &kept), 0);
    assert!(pieces(&company.disk(), &kept) > 10, "whose it is now gets it");
}

/// A note about a rival, with the photo that was kept for it, if there is one.
fn note(laptop: &Laptop, entry: &Value, photo: &Value) -> Value {
    json!({
        "fair": "F1", "entry": entry, "topic": "price", "basis": "seen", "rival": "华威电子",
        "what": format!("{}记：连接器降价一成", laptop.person), "photo": photo,
    })
}

fn keep_for_note(laptop: &Laptop, entry: &Value, photo: &[u8]) -> Value {
    let input = json!({ "fair": "F1", "entry": entry, "data": STANDARD.encode(photo) });
    laptop.done("rival_photo_keep", input)["hash"].clone()
}

fn of_note(hash: &Value) -> Value {
    json!({ "fair": "F1", "entry": null, "hash": hash })
}

fn shown(laptop: &Laptop, hash: &Value) -> Vec<u8> {
    let view = laptop.done("rival_photo", of_note(hash));
    STANDARD.decode(view["image"].as_str().expect("a picture")).expect("base64")
}

fn newest(laptop: &Laptop) -> Value {
    laptop.done("rival_notebook", json!({ "fair": "F1" }))["rows"][0].clone()
}

#[test]
fn a_notes_photo_is_kept_before_it_is_signed_and_goes_to_whoever_reads_the_notebook() {
    let (_company, [wang, li, lin]) = Company::at_the_fair(["wangfang", "liqiang", "linguodong"]);
    let hash = keep_for_note(&wang, &Value::Null, &with_place(&photo(6)));
    let kept = shown(&wang, &hash);
    assert_eq!(blake3::hash(&kept).to_hex().as_str(), hash);
    assert!(!kept.windows(3).any(|bytes| bytes == b"GPS"), "nothing but its pixels");

    wang.done("rival_note", note(&wang, &Value::Null, &hash));
    assert_eq!(newest(&wang)["now"]["photo"], hash);
    let reading = wang.done("photo_reading", json!({ "hash": hash }));
    assert_eq!(reading["state"], "none", "it is no business card");
    for laptop in [&wang, &li, &lin, &li] {
        laptop.sync();
    }
    assert!(shown(&lin, &hash).starts_with(&[0xff, 0xd8]));
    let report = lin.done("competitor_report", json!({ "fair": "F1" }));
    assert_eq!(report["rivals"][0]["lines"][0]["photo"], hash);
    assert_eq!(li.fails("rival_photo", of_note(&hash)).code, "photo.unknown");
    assert_eq!(pieces(&li.disk(), &kept), 0);
}

/// How many pictures stand on the pages of a PDF.
fn pictures(path: &str) -> usize {
    let listed = Command::new("pdfimages").args(["-list", path]).output();
    let listed = listed.expect("poppler-utils is installed").stdout;
    String::from_utf8_lossy(&listed).lines().filter(|line| line.contains("jpeg")).count()
}

#[test]
fn the_report_on_rivals_has_the_photos_that_are_here_and_names_those_that_are_not() {
    let (_company, [wang, lin]) = Company::at_the_fair(["wangfang", "linguodong"]);
    wang.done("rival_note", note(&wang, &Value::Null, &Value::Null));
    wang.sync();
    lin.sync();
    let form = json!({ "form": "e8", "fair": "F1" });
    let noted = || {
        let report = lin.done("report", form.clone());
        let parts = report["parts"].as_array().expect("parts").clone();
        parts.into_iter().find(|part| part["name"] == "rivalsNoted").expect("what was noted")
    };
    let written = |layout: &str| {
        let input = json!({ "report": form, "language": "zh-CN", "layout": layout });
        lin.done("report_write", input)["path"].as_str().expect("a path").to_owned()
    };
    let has_photos = |part: &Value| {
        let columns = part["columns"].as_array().expect("columns").clone();
        columns.iter().any(|column| column["name"] == "photo")
    };
    assert!(!has_photos(&noted()), "no column for what nobody took");
    assert_eq!(pictures(&written("pdf")), 0);

    let hash = keep_for_note(&wang, &Value::Null, &photo(10));
    wang.done("rival_note", note(&wang, &Value::Null, &hash));
    // Records come before photos: he has the note, and not yet what shows it.
    let (bundle, signer) = bundle_of(&wang, "linguodong", |_| ());
    let path = wang.folder.join("records.fairlead");
    std::fs::write(&path, file(&bundle, &signer, &recipient_of(&lin))).expect("written");
    lin.done("take_file", json!({ "path": path }));
    let part = noted();
    assert!(has_photos(&part));
    let cells = part["rows"].as_array().expect("rows").iter().flat_map(|row| row.as_array());
    let shown = cells.flatten().find(|cell| cell["is"] == "photo").expect("a photo").clone();
    assert_eq!(shown["of"], of_note(&hash));
    assert_eq!(lin.done("rival_photo", shown["of"].clone())["state"], "coming");
    assert_eq!(pictures(&written("pdf")), 0, "it is not on this laptop yet, and the pages say so");

    wang.sync();
    lin.sync();
    assert_eq!(pictures(&written("pdf")), 1);
    assert!(written("xlsx").ends_with(".xlsx"));
}

#[test]
fn a_note_is_signed_with_no_photo_but_its_own() {
    let (_company, [wang, li]) = Company::at_the_fair(["wangfang", "liqiang"]);
    let hash = keep_for_note(&wang, &Value::Null, &photo(7));
    let refused = li.fails("rival_note", note(&li, &Value::Null, &hash));
    assert_eq!(refused.code, "photo.unknown", "it waits on another laptop");
    wang.done("rival_note", note(&wang, &Value::Null, &hash));
    let refused = wang.fails("rival_note", note(&wang, &Value::Null, &hash));
    assert_eq!(refused.code, "photo.unknown", "it is another entry's");

    // Written anew, an entry keeps its photo, takes another or has none, and shows what it had before.
    let entry = newest(&wang)["entry"].clone();
    wang.done("rival_note", note(&wang, &entry, &hash));
    assert_eq!(newest(&wang)["now"]["photo"], hash);
    let other = keep_for_note(&wang, &entry, &photo(8));
    wang.done("rival_note", note(&wang, &entry, &other));
    wang.done("rival_note", note(&wang, &entry, &Value::Null));
    assert_eq!(newest(&wang)["now"]["photo"], Value::Null);
    let before: Vec<Value> = (0..3).map(|n| newest(&wang)["earlier"][n]["photo"].clone()).collect();
    assert_eq!(before, [other, hash.clone(), hash.clone()]);
    assert_ne!(shown(&wang, &hash), shown(&wang, &before[0]));

    // What is given up waits no more, and what is no photo is refused.
    let third = keep_for_note(&wang, &Value::Null, &photo(9));
    wang.done("rival_photo_drop", json!({ "fair": "F1", "entry": null }));
    assert_eq!(wang.fails("rival_photo", of_note(&third)).code, "photo.unknown");
    let input = json!({ "fair": "F1", "entry": null, "data": STANDARD.encode(b"GIF89a") });
    assert_eq!(wang.fails("rival_photo_keep", input).code, "picture.unreadable");
}

/// What whoever judges is told of photos that two customers show.
fn same_photos(laptop: &Laptop) -> Vec<Value> {
    let review = laptop.done("fair_review", json!({ "fair": "F1" }));
    let mut rows = review["alerts"].as_array().expect("alerts").clone();
    rows.retain(|row| row["kind"] == "same_photo");
    rows
}

#[test]
fn one_photo_under_two_customers_is_said_to_whoever_judges_and_changes_no_ruling() {
    let (company, [wang, li, lin, hq]) =
        Company::at_the_fair(["wangfang", "liqiang", "linguodong", "zhenghua"]);
    let first = sign(&wang, wang.photograph(Lead::HUASHENG, &photo(20)));
    company.time.pass_minutes(10);
    // The same customer may show the same card to two; another customer's photo is another photo.
    sign(&li, li.photograph(Lead::HUASHENG, &photo(20)));
    sign(
        &li,
        li.photograph(
            Lead { company: "中山另一家有限公司", phone: "", ..Lead::DINGLI },
            &photo(21),
        ),
    );
    for laptop in [&wang, &li, &lin, &hq] {
        laptop.sync();
    }
    assert_eq!((same_photos(&lin), same_photos(&hq)), (Vec::new(), Vec::new()));

    company.time.pass_minutes(10);
    let made_up = sign(&li, li.photograph(Lead::DINGLI, &photo(20)));
    for laptop in [&li, &lin, &hq] {
        laptop.sync();
    }
    for laptop in [&lin, &hq] {
        let rows = same_photos(laptop);
        assert_eq!(rows.len(), 1, "{rows:?}");
        assert_eq!((&rows[0]["person"], &rows[0]["rule"]), (&json!("liqiang"), &json!("DUP-05")));
        assert_eq!((&rows[0]["besideName"], &rows[0]["count"]), (&json!("王芳"), &json!(2)));
    }
    for card in [&first, &made_up] {
        let ruling = lin.lead(card.as_str().expect("an id")).expect("held")["ruling"].clone();
        assert_eq!((&ruling["effective"], &ruling["alerts"]), (card, &json!({})));
    }
}

#[test]
fn nobody_throws_away_a_colleagues_draft_or_its_photo() {
    let (_company, [wang, li, lin, hq]) =
        Company::at_the_fair(["wangfang", "liqiang", "linguodong", "zhenghua"]);
    let draft = wang.photograph(Lead::HUASHENG, &photo(13))["card"].clone();
    wang.done("hand_in_server", json!({ "fair": "F1" }));
    lin.sync();
    assert_eq!(state(&lin, &draft), "here");
    // He has overheard its id, and says where it was begun.
    let card = payload::card_bytes(Laptop::card_id(draft.as_str().expect("an id")));
    let gone = payload::Withdrawal { card, fair: Some("F1".to_owned()) };
    forge_sign(&li, kind::WITHDRAWAL, gone.encode());
    for laptop in [&li, &lin, &wang, &hq] {
        laptop.sync();
    }
    assert_eq!(li.unsent(), 0, "it is kept, and counts for nothing");
    for laptop in [&lin, &wang, &hq] {
        assert_eq!(state(laptop, &draft), "here", "{}", laptop.person);
    }
    assert_eq!(lin.done("draft", json!({ "card": draft }))["author"], "王芳");
    wang.done("card_withdraw", json!({ "card": draft, "reason": "拍错了" }));
    wang.sync();
    lin.sync();
    assert_eq!(lin.fails("draft", json!({ "card": draft })).code, "lead.unknown");
}

//! What people write beside a card: it reaches whoever may read the card, two texts for one field stay until
//! somebody chooses, and what somebody makes to harm harms nobody.

use std::sync::Arc;

use app::workspace::Fresh;
use app::{Now, Workspace};
use desktop::apart::Apart;
use desktop::clock::Clock;
use exchange_tests::{Company, Laptop, Lead, PASSPHRASE, all_sync, on, on_day};
use facts::kind;
use facts::payload::Note;
use serde_json::{Value, json};
use store::{Store, Vault};

/// Looked for in everything that a stranger's laptop holds.
const CANARY: &str = "金丝雀需求丁";

/// Li's card, assigned to him, and known to his supervisor.
fn assigned() -> (Company, Laptop, Laptop, String) {
    let company = Company::start();
    let [li, lin] = company.laptops(["liqiang", "linguodong"]);
    company.time.set(on("10:00"));
    let card = li.capture(Lead::HUASHENG);
    li.sync();
    lin.sync();
    company.time.set(on("20:40"));
    lin.done("assign", json!({ "card": card, "to": "liqiang" }));
    lin.sync();
    li.sync();
    company.time.set(on_day("2026-03-13", "10:00"));
    (company, li, lin, card)
}

/// What a page shows that everybody reads who reads the cards.
fn shared(laptop: &Laptop, card: &str) -> Vec<Value> {
    let notes = laptop.lead(card).expect("a lead that is held")["notes"].clone();
    let notes = notes.as_array().expect("sheets").clone().into_iter();
    notes.filter(|sheet| sheet["class"] == "shared").collect()
}

fn notes(laptop: &Laptop, card: &str) -> Value {
    shared(laptop, card)[0].clone()
}

fn texts(laptop: &Laptop, card: &str, field: &str) -> Vec<String> {
    let notes = notes(laptop, card);
    let fields = notes["fields"].as_array().expect("fields").clone();
    let found = fields.into_iter().find(|found| found["name"] == field);
    let texts = found.map(|found| found["texts"].as_array().expect("texts").clone());
    let mut texts: Vec<String> = texts
        .into_iter()
        .flatten()
        .map(|text| text["text"].as_str().expect("a text").to_owned())
        .collect();
    texts.sort();
    texts
}

/// What stands in a field, as the window remembers having shown it.
fn seen(laptop: &Laptop, card: &str, field: &str) -> Vec<Value> {
    let notes = notes(laptop, card);
    let fields = notes["fields"].as_array().expect("fields").clone();
    let found = fields.into_iter().find(|found| found["name"] == field);
    let texts = found.map(|found| found["texts"].as_array().expect("texts").clone());
    let marks = |text: Value| text["seen"].as_array().expect("marks").clone();
    texts.into_iter().flatten().flat_map(marks).collect()
}

fn edit(laptop: &Laptop, card: &str, field: &str, text: &str) -> Value {
    let seen = seen(laptop, card, field);
    json!({ "card": card, "fields": { field: text }, "seen": { field: seen } })
}

fn write(laptop: &Laptop, card: &str, field: &str, text: &str) {
    let edit = edit(laptop, card, field, text);
    laptop.done("note_edit", edit);
}

#[test]
fn two_texts_for_one_field_stand_side_by_side_until_somebody_chooses() {
    let (_company, li, lin, card) = assigned();
    write(&li, &card, "need", "要 20 台");
    li.sync();
    lin.sync();
    assert_eq!(texts(&lin, &card, "need"), ["要 20 台"]);

    write(&li, &card, "need", "要 30 台");
    write(&lin, &card, "need", "要 25 台，月底前");
    write(&lin, &card, "preference", "只在下午打电话");
    li.sync();
    lin.sync();
    li.sync();
    for laptop in [&li, &lin] {
        assert_eq!(texts(laptop, &card, "need"), ["要 25 台，月底前", "要 30 台"]);
        assert_eq!(texts(laptop, &card, "preference"), ["只在下午打电话"]);
        let found = &notes(laptop, &card)["fields"][0]["texts"];
        let by: Vec<&Value> =
            found.as_array().expect("texts").iter().map(|text| &text["by"]).collect();
        assert!(by.contains(&&json!("李强")) && by.contains(&&json!("林国栋")), "{found}");
    }

    write(&li, &card, "need", "要 25 台，月底前");
    li.sync();
    lin.sync();
    for laptop in [&li, &lin] {
        assert_eq!(texts(laptop, &card, "need"), ["要 25 台，月底前"]);
    }
}

#[test]
fn nobody_replaces_what_he_has_not_seen() {
    let (_company, li, lin, card) = assigned();
    let begun = edit(&li, &card, "need", "要 30 台");
    write(&lin, &card, "need", "要 25 台");
    lin.sync();
    li.sync();
    let failure = li.fails("note_edit", begun);
    assert_eq!((failure.code.as_str(), failure.field.as_deref()), ("note.changed", Some("need")));
    assert_eq!(texts(&li, &card, "need"), ["要 25 台"]);
    write(&li, &card, "need", "要 30 台");
    assert_eq!(texts(&li, &card, "need"), ["要 30 台"]);
}

#[test]
fn signed_fields_are_no_notes() {
    let (_company, li, _, card) = assigned();
    for field in ["phone", "company", "usage", "creditCode"] {
        let failure = li.fails("note_edit", edit(&li, &card, field, "13800138009"));
        assert_eq!(failure.rule.as_deref(), Some("ORD-15"), "{field}");
    }
}

#[test]
fn notes_reach_whoever_reads_the_card_and_nobody_else() {
    let company = Company::start();
    let [wang, li, zhou, lin, hq] =
        company.laptops(["wangfang", "liqiang", "zhoumin", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    company.time.set(on("10:30"));
    let helping = li.capture(Lead { matter: "另一件事", ..Lead::HUASHENG });
    write(&wang, &card, "need", CANARY);
    all_sync(&[&wang, &li, &zhou, &lin, &hq]);
    for laptop in [&wang, &lin, &hq] {
        assert_eq!(texts(laptop, &card, "need"), [CANARY], "{}", laptop.person);
    }
    // A helper knows that the card is there. What is written beside it is not for him.
    assert_eq!(li.holds(&card), Some(false));
    assert_eq!(shared(&li, &helping).len(), 1);
    let failure = li.fails("note_edit", json!({ "card": card, "fields": { "need": "我来" } }));
    assert_eq!(failure.code, "note.not_yours");
    let failure = zhou.fails("note_edit", json!({ "card": card, "fields": { "need": "我来" } }));
    assert_eq!(failure.code, "lead.unknown");
    for stranger in [&li, &zhou] {
        assert!(!stranger.holds_text(CANARY), "{} holds the note", stranger.person);
    }
    // Beside his own card he may write, and the supervisor reads both.
    write(&li, &helping, "note", "客户说下周来");
    li.sync();
    lin.sync();
    let shown = shared(&lin, &card);
    assert_eq!(shown.len(), 2, "a customer's documents together");
    assert_eq!(texts(&lin, &helping, "note"), ["客户说下周来"]);
}

#[test]
fn notes_travel_by_a_file_too() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    write(&wang, &card, "wechat", "mohai_01");
    let written = wang.done("hand_in_file", json!({ "fair": "F1", "folder": company.stick() }));
    lin.done("take_file", json!({ "path": written["path"] }));
    assert_eq!(texts(&lin, &card, "wechat"), ["mohai_01"]);
}

#[test]
fn what_is_written_is_found_by_a_search() {
    let (_company, li, lin, card) = assigned();
    write(&lin, &card, "need", "防爆连接器");
    lin.sync();
    li.sync();
    for laptop in [&li, &lin] {
        let list = json!({ "view": "all", "text": "防爆", "limit": 10 });
        let page = laptop.done("lead_list", list);
        assert_eq!(page["rows"][0]["card"], json!(card), "{}", laptop.person);
    }
}

#[test]
fn what_is_typed_and_not_saved_is_there_again_until_it_is_saved() {
    let (_company, li, _, card) = assigned();
    let typed = json!({ "card": card, "field": "need", "text": "要 20 台，还没说" });
    li.done("note_autosave", typed);
    li.done("lock", Value::Null);
    li.done("unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(notes(&li, &card)["unfinished"], json!({ "need": "要 20 台，还没说" }));
    assert_eq!(texts(&li, &card, "need"), [""; 0]);
    write(&li, &card, "need", "要 20 台");
    assert_eq!(notes(&li, &card)["unfinished"], json!({}));
}

/// Signs a note with any bytes in it, as a changed program would.
fn forge(laptop: &Laptop, card: &str, raw: &[u8]) {
    let opened = laptop.desk.opened().expect("an open workspace");
    let now = Now { stamp: laptop.clock.stamp(), seed: desktop::clock::random() };
    let note = Note {
        card: facts::payload::card_bytes(Laptop::card_id(card)),
        class: "shared".to_owned(),
        run: [9; 16].into(),
    };
    let fact = Fresh { kind: kind::NOTE, ranking: note.encode(), content: Some(raw.to_vec()) };
    opened.workspace().sign(vec![fact], &now).expect("signed");
}

#[test]
fn a_bad_edit_is_set_aside_and_holds_up_nothing_else() {
    let (_company, li, lin, card) = assigned();
    write(&li, &card, "need", "要 20 台");
    forge(&li, &card, b"no change at all");
    forge(&li, &card, &[0x85; 5_001]);
    write(&li, &card, "note", "周五回电");
    li.sync();
    lin.sync();
    assert_eq!(texts(&lin, &card, "need"), ["要 20 台"]);
    assert_eq!(texts(&lin, &card, "note"), ["周五回电"]);
    // Everybody who reads the card is told, its author too.
    for laptop in [&lin, &li] {
        let aside = notes(laptop, &card)["setAside"].as_array().expect("a list").clone();
        assert_eq!(aside.len(), 2, "{}: {aside:?}", laptop.person);
        assert!(aside.iter().all(|one| one["by"] == "李强" && one["code"] == "change.malformed"));
    }
    let kept = lin.done("sync_page", Value::Null)["quarantined"].clone();
    assert_eq!(kept.as_array().map(Vec::len), Some(2), "{kept}");
    // Kept, not dropped: the records are where they were.
    let noted = |laptop: &Laptop| {
        laptop.records().values().filter(|record| record.kind() == kind::NOTE).count()
    };
    assert_eq!((noted(&li), noted(&lin)), (4, 4));
}

#[test]
fn a_note_for_few_goes_to_nobody_else() {
    let (company, li, lin, card) = assigned();
    let hq = company.laptop("zhenghua");
    let opened = li.desk.opened().expect("an open workspace");
    let now = Now { stamp: li.clock.stamp(), seed: desktop::clock::random() };
    for class in ["owner", "of the future"] {
        let note = Note {
            card: facts::payload::card_bytes(Laptop::card_id(&card)),
            class: class.to_owned(),
            run: [9; 16].into(),
        };
        let content = Some(CANARY.as_bytes().to_vec());
        let fact = Fresh { kind: kind::NOTE, ranking: note.encode(), content };
        opened.workspace().sign(vec![fact], &now).expect("signed");
    }
    drop(opened);
    li.sync();
    for laptop in [&lin, &hq] {
        laptop.sync();
        assert_eq!(laptop.holds(&card), Some(true), "{} reads the card", laptop.person);
        assert!(!laptop.holds_text(CANARY), "{} reads what is for few", laptop.person);
    }
    assert!(li.holds_text(CANARY));
}

/// Whatever was made from the records is dropped, and nobody can be asked to apply changes: then what others
/// wrote is not shown, is not lost, and is there when somebody can.
#[test]
fn documents_are_made_again_from_their_records() {
    let (_company, li, lin, card) = assigned();
    write(&li, &card, "need", "要 20 台");
    li.sync();
    lin.sync();
    write(&lin, &card, "note", "周五回电");
    lin.done("lock", Value::Null);
    let now = Now { stamp: lin.clock.stamp(), seed: desktop::clock::random() };
    {
        let vault = lin.folder.join(desktop::enrol::VAULT_FILE);
        let key = Vault::unlock(&vault, PASSPHRASE, now.stamp.claimed_ms).expect("a key");
        let store = Store::open(lin.folder.join(desktop::enrol::DATABASE_FILE), &key);
        let nobody = Arc::new(Apart::new("/nowhere/at/all".into()));
        let mut workspace = Workspace::open(store.expect("a database"), nobody).expect("his");
        workspace.store().rebuild().expect("rebuilt");
        workspace.catch_up(&now).expect("caught up");
        let page = app::table::dispatch(&mut workspace, &now, "lead", json!({ "card": card }));
        let notes = page.expect("a call").expect("a page")["notes"][0].clone();
        // His own begins where Li's ended, so it waits as well.
        assert_eq!((&notes["waiting"], &notes["fields"]), (&json!(2), &json!([])));
    }
    lin.done("unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(texts(&lin, &card, "need"), ["要 20 台"]);
    assert_eq!(texts(&lin, &card, "note"), ["周五回电"]);
    assert_eq!(notes(&lin, &card)["waiting"], json!(0));
}

/// Deleting and editing, each without the other's knowledge: the card is taken back, and what was written
/// beside it stays where both can read it.
#[test]
fn a_card_taken_back_on_one_laptop_keeps_what_was_written_on_another() {
    let (_company, li, lin, card) = assigned();
    li.done("card_withdraw", json!({ "card": card, "reason": "误填" }));
    write(&lin, &card, "need", "客户又来电，要 20 台");
    lin.sync();
    li.sync();
    lin.sync();
    for laptop in [&li, &lin] {
        assert_eq!(texts(laptop, &card, "need"), ["客户又来电，要 20 台"], "{}", laptop.person);
        let timeline = laptop.lead(&card).expect("held")["timeline"].clone();
        let taken_back = timeline.as_array().expect("a list").iter();
        assert!(taken_back.clone().any(|entry| entry["key"] == "withdrawn"), "{timeline}");
    }
}

/// Two customers wrongly joined, written beside, and parted again: each has its own words and its owner.
#[test]
fn parting_what_was_wrongly_joined_gives_each_its_own_back() {
    let company = Company::start();
    let [wang, li, lin, hq] = company.laptops(["wangfang", "liqiang", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    let one = wang.capture(Lead::HUASHENG);
    let other = li.capture(Lead::DINGLI);
    let everybody_syncs = || all_sync(&[&wang, &li, &lin, &hq]);
    everybody_syncs();
    company.time.set(on("20:40"));
    lin.done("assign", json!({ "card": one, "to": "wangfang" }));
    lin.done("assign", json!({ "card": other, "to": "liqiang" }));
    everybody_syncs();
    company.time.set(on_day("2026-03-13", "10:00"));
    hq.done("decide_identity", json!({ "same": true, "cards": [one, other] }));
    everybody_syncs();
    let sheets = |laptop: &Laptop, card: &str| -> Vec<Value> {
        shared(laptop, card).iter().map(|sheet| sheet["card"].clone()).collect()
    };
    assert_eq!(
        sheets(&hq, &one),
        [json!(one), json!(other)],
        "one customer, its documents together"
    );
    write(&hq, &one, "need", "华晟的需求");
    write(&hq, &other, "need", "鼎立的需求");
    company.time.set(on_day("2026-03-13", "11:00"));
    hq.done("decide_identity", json!({ "same": false, "cards": [one, other] }));
    everybody_syncs();
    for (card, owner, need) in [(&one, "wangfang", "华晟的需求"), (&other, "liqiang", "鼎立的需求")]
    {
        let laptop = if owner == "wangfang" { &wang } else { &li };
        for laptop in [laptop, &lin, &hq] {
            assert_eq!(laptop.lead(card).expect("held")["ruling"]["owner"], owner);
            assert_eq!(sheets(laptop, card), [json!(card)], "{}", laptop.person);
            assert_eq!(texts(laptop, card, "need"), [need], "{}", laptop.person);
        }
    }
}

/// Whatever Unicode has to offer is kept as it was written, on every laptop.
#[test]
fn odd_text_is_kept_to_the_letter() {
    let (_company, li, lin, card) = assigned();
    let odd = "\u{0}\u{202e}莫海\u{200b}🙂👩‍💻e\u{301}\u{301}\u{301}\u{10ffff}\r\n\t终";
    let long = "言".repeat(4_000);
    write(&li, &card, "need", odd);
    write(&li, &card, "note", &long);
    li.sync();
    lin.sync();
    assert_eq!(texts(&lin, &card, "need"), [odd]);
    assert_eq!(texts(&lin, &card, "note"), [long.as_str()]);
    let failure = li.fails("note_edit", edit(&li, &card, "note", &"言".repeat(4_001)));
    assert_eq!(failure.code, "field.too_long");
}

/// DUP-03: a helper opens his notes to whom he helps, and to nobody else.
#[test]
fn a_helper_opens_his_notes_to_whom_he_helps() {
    let company = Company::start();
    let [wang, li, zhou, lin] = company.laptops(["wangfang", "liqiang", "zhoumin", "linguodong"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    company.time.set(on("10:30"));
    let helping = li.capture(Lead { matter: "另一件事", ..Lead::HUASHENG });
    write(&li, &helping, "note", "和采购谈过一次");
    let everybody_syncs = || all_sync(&[&wang, &li, &zhou, &lin]);
    everybody_syncs();
    assert_eq!(wang.holds(&helping), Some(false), "before he opens it, it is his");
    assert_eq!(wang.fails("help_note", json!({ "card": card })).code, "help.no_duty");
    let may = |laptop: &Laptop| laptop.lead(&helping).expect("held")["may"].clone();
    let offered = |may: Value| may.as_array().is_some_and(|may| may.contains(&json!("help_note")));
    assert!(offered(may(&li)));

    li.done("help_note", json!({ "card": helping, "text": CANARY }));
    assert!(!offered(may(&li)), "once is enough");
    everybody_syncs();
    assert_eq!(wang.holds(&helping), Some(true));
    assert_eq!(texts(&wang, &helping, "note"), [format!("和采购谈过一次\n{CANARY}")]);
    assert_eq!(shared(&wang, &card).len(), 2);
    assert!(!zhou.holds_text(CANARY), "a stranger holds the note");

    // The customer goes to somebody else: from now on he is the one who is helped.
    company.time.set(on("20:40"));
    lin.done("assign", json!({ "card": card, "to": "zhoumin" }));
    everybody_syncs();
    assert_eq!(texts(&zhou, &helping, "note"), [format!("和采购谈过一次\n{CANARY}")]);
}

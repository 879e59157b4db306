//! The visitor's own form (FAIR-06, OWN-07, SEC-14): what a phone sends is a draft in the list at once, with
//! what its owner agreed to; somebody takes it, or it goes to the pool, and nobody overlooks it.

use exchange_tests::{Company, Laptop, PASSPHRASE, Phone, on, wait_for, word};
use facts::{Fact, Key, Records, kind, payload};
use ledger::WhichPart;
use serde_json::{Value, json};

const TYPED: [(&str, &str); 7] = [
    ("person", "刘洁"),
    ("company", "东莞市华晟电子有限公司"),
    ("phone", "13800138001"),
    ("site", "东莞"),
    ("matter", "询价：连接器"),
    ("spokeWith", "李强"),
    ("consent", "yes"),
];

fn drafts(laptop: &Laptop) -> Vec<Value> {
    let view = laptop.done("capture_view", Value::Null);
    view["drafts"].as_array().expect("drafts").clone()
}

fn arrived(laptop: &Laptop) -> Value {
    laptop.done("visitor_form", Value::Null)["arrived"].clone()
}

#[test]
fn what_a_visitor_sends_is_a_draft_with_his_consent_at_once_and_is_signed_by_who_attends_to_it() {
    let (company, [wang]) = Company::at_the_fair(["wangfang"]);
    let phone = Phone::at(&wang, 1);
    let form = phone.open();
    assert_eq!(form.status, 200);
    assert!(form.page.contains("<html lang=\"zh-CN\">"));
    assert_eq!(form.header("set-cookie"), "");
    assert!(form.header("content-security-policy").starts_with("default-src 'none';"));
    for elsewhere in ["<script", "http://", "https://", "src="] {
        assert!(!form.page.contains(elsewhere), "{elsewhere}");
    }
    let sent = phone.send(&form, &TYPED);
    assert_eq!((sent.status, sent.page.as_str()), (303, ""));
    let thanks = phone.get(sent.header("location"));
    assert_eq!(thanks.status, 200);
    for (name, typed) in TYPED.iter().filter(|(name, _)| *name != "company") {
        assert!(!thanks.page.contains(typed), "{name} is not shown back");
    }

    let [draft] = drafts(&wang).try_into().expect("one draft");
    assert_eq!((&draft["source"], &draft["fair"]), (&json!("self_filled"), &json!("F1")));
    assert_eq!((&draft["person"], &draft["phone"]), (&json!("刘洁"), &json!("13800138001")));
    assert_eq!(draft["more"], json!({ "spokeWith": "李强" }));
    let rows = wang.done("day", json!({ "day": "" }))["drafts"].clone();
    assert_eq!(rows[0]["card"], draft["card"]);
    assert_eq!(arrived(&wang), 1);

    company.time.pass_minutes(7);
    let mut form = draft.clone();
    form["usage"] = json!("20");
    let signed = wang.done("card_sign", form);
    assert_eq!(signed["card"], draft["card"]);
    let lead = wang.lead(signed["card"].as_str().expect("a card")).expect("held");
    assert_eq!(
        (&lead["consent"]["version"], &lead["consent"]["language"]),
        (&json!(1), &json!("zh-CN"))
    );
    assert_eq!(lead["consent"]["givenMs"], on("10:00").0, "when he agreed, not when she signed");
    let text = lead["consent"]["text"].as_str().expect("the text");
    assert!(form_says(&phone.open().page, text), "{text}");
    assert!(drafts(&wang).is_empty());
}

/// Whether every line that somebody agreed to stood in the page.
fn form_says(page: &str, text: &str) -> bool {
    text.lines().all(|line| page.contains(line))
}

#[test]
fn a_phone_is_served_in_its_language_and_can_be_given_the_other_without_losing_a_word() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    let phone = Phone { language: "de-DE,de;q=0.9,en;q=0.7", ..Phone::at(&wang, 1) };
    let english = phone.open();
    assert!(english.page.contains("<html lang=\"en\">"));
    let typed = [("person", "Ann O'Neill \"<b>\" & Co"), ("switch", "zh-CN"), ("consent", "yes")];
    let chinese = phone.send(&english, &typed);
    assert_eq!(chinese.status, 200);
    assert!(chinese.page.contains("<html lang=\"zh-CN\">"));
    assert_eq!(chinese.value("person"), "Ann O&#39;Neill &quot;&lt;b&gt;&quot; &amp; Co");
    assert!(!chinese.page.contains("checked"), "nobody agrees to what he has not read");
    let sent = phone
        .send(&chinese, &[("person", "Ann"), ("email", "ann@example.com"), ("consent", "yes")]);
    assert_eq!(sent.status, 303);
    assert!(sent.header("location").ends_with("/thanks?zh-CN"));
    let card = drafts(&wang)[0]["card"].as_str().expect("a card").to_owned();
    let opened = wang.desk.opened().expect("open");
    let about = opened.workspace().store().under(&Key::Card(Laptop::card_id(&card)), 0).unwrap();
    let content = about[0].part(WhichPart::Content).and_then(payload::CardContent::decode);
    assert_eq!(content.and_then(|content| content.consent).expect("a consent").language, "zh-CN");
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_everything_typed_is_still_there() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    let phone = Phone::at(&wang, 1);
    let typed = [("company", "华晟"), ("matter", "</textarea><script>x"), ("phone", "call me")];
    let back = phone.send(&phone.open(), &typed);
    assert_eq!(back.status, 422);
    assert_eq!((back.value("company"), back.value("phone")), ("华晟", "call me"));
    assert!(back.page.contains("&lt;/textarea&gt;&lt;script&gt;x</textarea>"));
    for wrong in ["person-wrong", "phone-wrong", "consent-wrong"] {
        assert!(back.page.contains(&format!("aria-describedby=\"{wrong}")), "{wrong}");
        assert!(back.page.contains(&format!("id=\"{wrong}\"")), "{wrong}");
    }
    assert!(!back.page.contains("company-wrong"));
    assert!(drafts(&wang).is_empty());
    assert_eq!(phone.send(&back, &TYPED).status, 303, "the same form goes on");
}

#[test]
fn sent_twice_is_one_draft() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    let phone = Phone::at(&wang, 1);
    let form = phone.open();
    let both = std::thread::scope(|scope| {
        let sends = [(); 2].map(|()| scope.spawn(|| phone.send(&form, &TYPED).status));
        sends.map(|send| send.join().expect("an answer"))
    });
    assert_eq!(both, [303, 303]);
    // Opened anew, filled in with the same words: from the same phone, and with its colleague's.
    assert_eq!(phone.send(&phone.open(), &TYPED).status, 303);
    let other = Phone::reading(&wang, 2);
    assert_eq!(other.send(&other.open(), &TYPED).status, 303);
    assert_eq!(drafts(&wang).len(), 1);
    assert_eq!(arrived(&wang), 1);
    let mut changed = TYPED;
    changed[0] = ("person", "何立");
    assert_eq!(phone.send(&form, &changed).status, 303, "one ticket, one form");
    assert_eq!(drafts(&wang).len(), 1);
    assert_eq!(phone.send(&phone.open(), &changed).status, 303);
    assert_eq!(drafts(&wang).len(), 2);
}

#[test]
fn a_form_that_nobody_attended_to_is_signed_for_the_pool_and_one_that_nobody_saw_is_handed_in() {
    let (company, [wang, lin]) = Company::at_the_fair(["wangfang", "linguodong"]);
    let phone = Phone::at(&wang, 1);
    assert_eq!(phone.send(&phone.open(), &TYPED).status, 303);
    let mut unattended = drafts(&wang).remove(0);
    unattended["unattended"] = json!(true);
    let signed = wang.done("card_sign", unattended);
    let card = signed["card"].as_str().expect("a card").to_owned();
    let overlooked = word(3);
    let mut typed = TYPED;
    typed[0] = ("person", &overlooked);
    assert_eq!(phone.send(&phone.open(), &typed).status, 303);
    let draft = drafts(&wang).remove(0)["card"].as_str().expect("a card").to_owned();

    company.time.set(on("17:30"));
    let stick = company.new_folder("stick");
    std::fs::create_dir_all(&stick).expect("a stick");
    wang.hand_in_by_file(&lin, &stick);
    let pooled = lin.lead(&card).expect("held");
    let ranked = pooled["ruling"]["cards"].as_array().expect("cards");
    assert!(ranked.iter().all(|row| row["out"] == "OWN-07"), "{ranked:?}");
    assert!(!pooled["consent"].is_null(), "his supervisor reads what was agreed to");
    assert!(lin.holds_text(&overlooked), "an overlooked draft reaches the supervisor (OWN-02)");
    let said = lin.records().into_values().find(|record| record.kind() == kind::HAND_IN);
    let bytes =
        said.as_ref().and_then(|record| record.part(WhichPart::Ranking)).expect("a hand-in");
    let listed = payload::HandIn::decode(bytes).expect("a hand-in").drafts;
    assert_eq!(listed, [payload::card_bytes(Laptop::card_id(&draft))]);
    // No paper is missing for what was never on paper.
    let evening = lin.done("evening", json!({ "fair": "F1", "day": "2026-03-12" }));
    let rows = evening["handIns"].as_array().expect("hand-ins").iter();
    let hers = rows.clone().find(|row| row["person"] == "wangfang").expect("hers");
    assert_eq!((&hers["cards"], &hers["fromPaper"]), (&json!(1), &json!(0)));
}

#[test]
fn locking_closes_the_door_and_loses_nothing_and_yesterdays_code_opens_nothing() {
    let (_company, [wang]) = Company::at_the_fair(["wangfang"]);
    let phone = Phone::at(&wang, 1);
    let form = phone.open();
    assert_eq!(phone.send(&form, &TYPED).status, 303);
    wang.done("lock", Value::Null);
    wait_for(|| phone.connect().is_none().then_some(()));
    wang.done("unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(wang.done("visitor_form", Value::Null)["state"], "closed");
    assert_eq!(drafts(&wang).len(), 1);
    let next = Phone::at(&wang, 1);
    assert_ne!(next.code, phone.code);
    let old = Phone { code: phone.code, ..next.clone() };
    assert_eq!(old.open().status, 404);
    assert_eq!(old.send(&form, &TYPED).status, 404);
    wang.done("visitor_form_close", Value::Null);
    assert_eq!(next.open().status, 0, "nobody listens");
}

#[test]
fn codes_expire_and_what_was_typed_is_still_shown() {
    let (company, [wang]) = Company::at_the_fair(["wangfang"]);
    let phone = Phone::at(&wang, 1);
    let form = phone.open();
    company.time.pass_minutes(11);
    let newer = Phone::reading(&wang, 1);
    assert_ne!(newer.code, phone.code);
    assert_eq!(phone.open().status, 410, "the code on an old photo opens nothing");
    assert_eq!(newer.open().status, 200);
    assert_eq!(newer.send(&form, &TYPED).status, 410, "a form goes with its own code");
    let mut typed = TYPED;
    typed[0] = ("person", "<i>何立");
    let begun = phone.send(&form, &TYPED);
    assert_eq!(begun.status, 303, "who has begun may finish");
    company.time.pass_minutes(30);
    let late = phone.send(&form, &typed);
    assert_eq!(late.status, 410);
    assert!(late.page.contains("&lt;i&gt;何立") && late.page.contains("13800138001"));
    assert_eq!(drafts(&wang).len(), 1);
}

#[test]
fn the_door_closes_with_the_fairs_day() {
    let (company, [wang]) = Company::at_the_fair(["wangfang"]);
    let phone = Phone::at(&wang, 1);
    let due = wang.done("visitor_form", Value::Null)["untilMs"].as_i64().expect("a time");
    company.time.set(domain::time::Instant(due - 60_000));
    let last = Phone::reading(&wang, 1);
    let form = last.open();
    assert_eq!(form.status, 200);
    company.time.pass_minutes(2);
    let late = last.send(&form, &TYPED);
    assert!([0, 410].contains(&late.status), "{late:?}");
    assert!(drafts(&wang).is_empty());
    wait_for(|| phone.connect().is_none().then_some(()));
    assert_eq!(wang.done("visitor_form", Value::Null)["state"], "noFair");
    assert_eq!(wang.fails("visitor_form_open", Value::Null).code, "visitor.closed");
}

#[test]
fn erasing_reaches_a_draft_that_nobody_signed() {
    let (_company, [wang, hq]) = Company::at_the_fair(["wangfang", "zhenghua"]);
    let phone = Phone::at(&wang, 1);
    let (name, asks) = (word(1), word(2));
    let mut typed = TYPED;
    typed[0] = ("person", &name);
    typed[4] = ("matter", &asks);
    assert_eq!(phone.send(&phone.open(), &typed).status, 303);
    let card = drafts(&wang)[0]["card"].clone();
    wang.sync();
    hq.sync();
    hq.done("erase", json!({ "card": card, "reason": "本人在展位要求" }));
    hq.sync();
    wang.sync();
    for text in [&name, &asks] {
        assert_eq!(wang.disk().holding(text.as_bytes()), [""; 0]);
        assert!(!hq.holds_text(text));
    }
    assert!(drafts(&wang).is_empty());
    let kept = wang.records().into_values().filter_map(|record| match Fact::read(&record) {
        Ok(Fact::Draft(draft)) => Some(draft.id.to_string()),
        _ => None,
    });
    assert!(kept.into_iter().any(|id| json!(id) == card), "that there was a card stays");
}

//! Hand-in over the booth's LAN, laptop to laptop.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use app::Failure;
use app::workspace::Fresh;
use exchange_tests::forge::Shown;
use exchange_tests::{Company, Laptop, Lead, PASSPHRASE, forge, on, wait_for};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

fn hand_in(caller: &Laptop, address: &str) -> Result<Value, Failure> {
    caller.call("hand_in_lan", json!({ "fair": "F1", "address": address }))
}

fn confirm(laptop: &Laptop, id: &Value, same: bool) -> Result<Value, Failure> {
    laptop.call("lan_confirm", json!({ "id": id, "same": same }))
}

/// What both sides get when both people have compared the words.
fn compare(
    caller: &Laptop,
    listener: &Laptop,
    address: &str,
    (caller_says, listener_says): (bool, bool),
) -> (Result<Value, Failure>, Result<Value, Failure>) {
    let called = hand_in(caller, address).expect("somebody listens");
    let at_door = listener.caller_at_the_door();
    assert_eq!(called["words"].as_array().map(Vec::len), Some(6));
    assert_eq!(called["words"], at_door["words"], "the same words on both screens");
    assert_eq!(called["wordsEnglish"], at_door["wordsEnglish"]);
    thread::scope(|scope| {
        let listening = scope.spawn(|| confirm(listener, &at_door["id"], listener_says));
        let calling = confirm(caller, &called["id"], caller_says);
        (calling, listening.join().expect("no panic"))
    })
}

#[test]
fn cards_arrive_and_the_answer_comes_back() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    company.time.set(on("10:58"));
    let card = wang.capture(Lead::HUASHENG);
    let other = lin.capture(Lead {
        company: "惠州鼎立模具有限公司",
        phone: "13900139002",
        ..Lead::HUASHENG
    });
    company.time.set(on("17:30"));
    let address = lin.listen();
    let (calling, listening) = compare(&wang, &lin, &address, (true, true));
    let (calling, listening) = (calling.expect("done"), listening.expect("done"));
    assert_eq!(listening["cards"], 1);
    assert_eq!(calling["cards"], 0, "of the supervisor's own lead nothing");
    assert_eq!(lin.holds(&card), Some(true));
    assert_eq!(wang.holds(&other), None);
    let held_by = |laptop: &Laptop| laptop.lead(&card).expect("held")["row"]["heldBy"].clone();
    assert_eq!(held_by(&wang), "supervisor", "the receipt came back");
    assert_eq!(wang.done("day", json!({}))["notHandedIn"], 0);
    let evening = lin.done("evening", json!({ "fair": "F1", "day": "2026-03-12" }));
    let on_desk: Vec<&Value> = evening["cards"].as_array().expect("cards").iter().collect();
    assert!(on_desk.iter().any(|shown| shown["row"]["card"] == json!(card)));
}

#[test]
fn the_second_time_no_words_are_asked() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    company.time.set(on("10:58"));
    let address = lin.listen();
    let (calling, listening) = compare(&wang, &lin, &address, (true, true));
    assert!(calling.is_ok() && listening.is_ok());
    let card = wang.capture(Lead::HUASHENG);
    let called = hand_in(&wang, &address).expect("somebody listens");
    assert_eq!(called["words"], json!([]));
    assert_eq!(called["wordsEnglish"], json!([]));
    confirm(&wang, &called["id"], true).expect("done");
    assert_eq!(lin.holds(&card), Some(true));
    assert_eq!(lin.done("lan", Value::Null)["waiting"], json!([]), "nobody was asked");
}

#[test]
fn refusing_on_either_side_takes_nothing_and_says_so() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    company.time.set(on("10:58"));
    let card = wang.capture(Lead::HUASHENG);
    let address = lin.listen();
    let before = lin.count();

    let (calling, listening) = compare(&wang, &lin, &address, (true, false));
    assert_eq!(calling.expect_err("refused over there").code, "lan.words_differ");
    assert_eq!(listening.expect("a refusal is done at once"), Value::Null);
    let (calling, listening) = compare(&wang, &lin, &address, (false, true));
    assert_eq!(calling.expect("a refusal is done at once"), Value::Null);
    assert_eq!(listening.expect_err("refused over there").code, "lan.words_differ");

    assert_eq!(lin.count(), before);
    assert_eq!(lin.holds(&card), None);
    assert_eq!(wang.lead(&card).expect("held")["row"]["heldBy"], "here");
    // Words that were refused are asked again.
    let (calling, listening) = compare(&wang, &lin, &address, (true, true));
    assert!(calling.is_ok() && listening.is_ok());
    assert_eq!(lin.holds(&card), Some(true));
}

#[test]
fn another_companys_laptop_is_turned_away_on_both_sides() {
    let (ours, theirs) = (Company::start(), Company::start());
    let [lin] = ours.laptops(["linguodong"]);
    let [stranger] = theirs.laptops(["wangfang"]);
    stranger.capture(Lead::HUASHENG);
    let before = (lin.count(), stranger.count());
    let address = lin.listen();
    assert_eq!(hand_in(&stranger, &address).expect_err("a stranger").code, "lan.stranger");
    assert_eq!(lin.done("lan", Value::Null)["waiting"], json!([]));
    assert_eq!(lin.count(), before.0);
}

#[test]
fn a_revoked_laptop_is_turned_away_by_whoever_knows() {
    let company = Company::start();
    let [wang, lin, hq] = company.laptops(["wangfang", "linguodong", "zhenghua"]);
    let address = lin.listen();
    let (calling, listening) = compare(&wang, &lin, &address, (true, true));
    assert!(calling.is_ok() && listening.is_ok());
    revoke(&hq, "wangfang");
    hq.sync();
    lin.sync();
    wang.capture(Lead::HUASHENG);
    let before = lin.count();
    let failure = hand_in(&wang, &address).expect_err("a revoked laptop");
    assert_eq!(failure.code, "lan.stranger", "words compared before help nobody");
    assert_eq!(lin.count(), before);
    assert_eq!(wang.done("day", json!({}))["captured"].as_array().map(Vec::len), Some(1));
}

fn revoke(hq: &Laptop, person: &str) {
    let people = hq.done("people", Value::Null);
    let of = |row: &&Value| row["id"] == person;
    let row = people.as_array().expect("people").iter().find(of).expect("this person");
    let enrolment = &row["devices"][0]["enrolment"];
    hq.done("revoke", json!({ "enrolment": enrolment, "reason": "lost" }));
}

#[test]
fn the_caller_tells_a_listener_who_does_not_know_that_somebody_was_revoked() {
    let company = Company::start();
    let [wang, lin, hq] = company.laptops(["wangfang", "linguodong", "zhenghua"]);
    // Lin's laptop is stolen; Wang's has heard of it, Lin's has not.
    revoke(&hq, "linguodong");
    hq.sync();
    wang.sync();
    wang.capture(Lead::HUASHENG);
    let address = lin.listen();
    assert_eq!(hand_in(&wang, &address).expect_err("revoked").code, "lan.stranger");
}

#[test]
fn garbage_at_the_door_does_no_harm() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let card = wang.capture(Lead::HUASHENG);
    let address = lin.listen();
    let before = lin.count();
    let page = b"GET / HTTP/1.1\r\nhost: fairlead\r\n\r\n".to_vec();
    let noise: Vec<u8> =
        (0..70_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let hello = [0x16, 0x03, 0x01, 0xff, 0xff].to_vec();
    for bytes in [Vec::new(), vec![0], page, noise, hello] {
        let mut stream = TcpStream::connect(&address).expect("the door is open");
        // It may be shut in our face while we write.
        let _ = stream.write_all(&bytes);
    }
    let silent: Vec<TcpStream> =
        (0..40).map(|_| TcpStream::connect(&address).expect("the door is open")).collect();
    let (calling, listening) = compare(&wang, &lin, &address, (true, true));
    assert!(calling.is_ok() && listening.is_ok(), "{calling:?} {listening:?}");
    assert_eq!(lin.holds(&card), Some(true));
    assert!(lin.count() > before);
    drop(silent);
}

#[test]
fn a_huge_announced_length_does_no_harm() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let card = wang.capture(Lead::HUASHENG);
    let address = lin.listen();
    company.runtime().block_on(async {
        for announced in [u32::MAX, 1 << 31, 4 * 1024 * 1024 + 1] {
            let mut stream = forge::knock(&address).await;
            let _ = stream.write_all(&announced.to_be_bytes()).await;
            let _ = stream.write_all(&[0x5a; 4096]).await;
            let mut heard = Vec::new();
            let _ = stream.read_to_end(&mut heard).await;
            assert!(heard.len() < 16, "a stranger was told {} bytes", heard.len());
        }
    });
    let (calling, listening) = compare(&wang, &lin, &address, (true, true));
    assert!(calling.is_ok() && listening.is_ok());
    assert_eq!(lin.holds(&card), Some(true));
}

#[test]
fn a_stranger_is_told_nothing_about_the_company() {
    let company = Company::start();
    let [lin] = company.laptops(["linguodong"]);
    let address = lin.listen();
    let heard = company.runtime().block_on(async {
        let mut stream = forge::knock(&address).await;
        let greeting = b"hello, who are you?";
        let length = u32::try_from(greeting.len()).expect("short");
        stream.write_all(&length.to_be_bytes()).await.expect("an open connection");
        stream.write_all(greeting).await.expect("an open connection");
        let mut heard = Vec::new();
        let _ = stream.read_to_end(&mut heard).await;
        heard
    });
    assert!(heard.len() < 16, "a stranger was told {} bytes", heard.len());
}

#[test]
fn a_wrong_address_fails_and_says_so() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let address = lin.listen();
    lin.done("lan_listen", json!({ "on": false }));
    assert_eq!(lin.done("lan", Value::Null)["addresses"], json!([]));
    assert_eq!(hand_in(&wang, &address).expect_err("nobody listens").code, "lan.unreachable");
    let failure = hand_in(&wang, "somewhere").expect_err("no address");
    assert_eq!((failure.code.as_str(), failure.field.as_deref()), ("lan.address", Some("address")));
    assert_eq!(stated(&wang), Value::Null, "nobody heard \"this is all\"");
}

#[test]
fn this_is_all_is_said_once_both_have_compared_the_words() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    company.time.set(on("17:30"));
    wang.capture(Lead::HUASHENG);
    let address = lin.listen();
    let (calling, _) = compare(&wang, &lin, &address, (true, false));
    assert_eq!(calling.expect_err("he refused").code, "lan.words_differ");
    assert_eq!(stated(&wang), Value::Null);
    let (calling, _) = compare(&wang, &lin, &address, (true, true));
    calling.expect("done");
    assert_ne!(stated(&wang), Value::Null);
    let evening = lin.done("evening", json!({ "fair": "F1", "day": "2026-03-12" }));
    let hers = evening["handIns"].as_array().expect("rows").iter();
    let hers = hers.clone().find(|row| row["person"] == "wangfang").expect("a row");
    assert_eq!(hers["statedMs"], stated(&wang), "he has what she said");
}

fn stated(laptop: &Laptop) -> Value {
    laptop.done("day", json!({}))["handedInMs"].clone()
}

#[test]
fn locking_closes_the_door_and_whoever_stands_there_keeps_nobody_from_unlocking() {
    let company = Company::start();
    let [lin] = company.laptops(["linguodong"]);
    let address = lin.listen();
    let _silent = TcpStream::connect(&address).expect("the door is open");
    let _knocking = company.runtime().block_on(forge::knock(&address));
    lin.done("lock", Value::Null);
    lin.done("unlock", json!({ "passphrase": PASSPHRASE }));
    wait_for(|| TcpStream::connect(&address).err());
    assert_eq!(lin.done("lan", Value::Null)["addresses"], json!([]));
}

#[test]
fn who_came_is_forgotten_when_the_desk_is_locked() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    let address = lin.listen();
    let (calling, listening) = compare(&wang, &lin, &address, (true, true));
    assert!(calling.is_ok() && listening.is_ok());
    let recent = |laptop: &Laptop| laptop.done("lan", Value::Null)["recent"].clone();
    assert_eq!(recent(&lin)[0]["from"], "王芳");

    lin.done("lock", Value::Null);
    assert_eq!(recent(&lin), json!([]));
    lin.done("workspace", json!({ "id": null }));
    lin.enrol(&company.code("liqiang"));
    assert_eq!(recent(&lin), json!([]), "it was not he whom she called on");
}

/// Sends a greeting and a bundle as somebody who has compared the words; whether a bundle came back.
fn deliver(company: &Company, address: &str, shown: Shown, greeting: &[u8], bundle: &[u8]) -> bool {
    company.runtime().block_on(async {
        let Ok(mut stream) = forge::knock_as(address, shown).await else { return false };
        let conversation = async {
            forge::send(&mut stream, greeting).await?;
            forge::receive(&mut stream).await?;
            stream.read_exact(&mut [0]).await?;
            stream.write_all(&[1]).await?;
            forge::send(&mut stream, bundle).await?;
            forge::receive(&mut stream).await
        };
        conversation.await.is_ok()
    })
}

fn file_of(company: &Company, laptop: &Laptop) -> Vec<u8> {
    let stick = company.stick();
    let written = laptop.done("hand_in_file", json!({ "fair": "F1", "folder": stick }));
    std::fs::read(written["path"].as_str().expect("a path")).expect("a file")
}

#[test]
fn a_key_that_only_stands_in_a_certificate_as_a_name_is_a_strangers() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    company.time.set(on("10:58"));
    let address = lin.listen();
    let (calling, listening) = compare(&wang, &lin, &address, (true, true));
    assert!(calling.is_ok() && listening.is_ok());
    wang.capture(Lead::HUASHENG);
    let (stick, greeting) = (file_of(&company, &wang), forge::greeting_of(&wang));
    let before = lin.count();
    assert!(!deliver(&company, &address, Shown::naming(&wang), &greeting, &stick));
    assert_eq!(lin.count(), before, "nothing is taken, and no receipt given");
    assert!(deliver(&company, &address, Shown::by(&wang), &greeting, &stick), "her own key");
}

#[test]
fn a_colleague_cannot_hand_in_somebody_elses_stick_as_from_her_own_hands() {
    let company = Company::start();
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    company.time.set(on("10:58"));
    let address = lin.listen();
    let (calling, listening) = compare(&li, &lin, &address, (true, true));
    assert!(calling.is_ok() && listening.is_ok());
    wang.capture(Lead::HUASHENG);
    let stick = file_of(&company, &wang);
    let before = lin.count();
    assert!(!deliver(&company, &address, Shown::by(&li), &forge::greeting_of(&li), &stick));
    assert!(!deliver(&company, &address, Shown::by(&li), &forge::greeting_of(&wang), &stick));
    assert_eq!(lin.count(), before, "nothing is taken, and no receipt given");
}

#[test]
fn whoever_only_pretends_to_be_the_supervisor_does_not_hear_this_is_all() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    company.time.set(on("17:30"));
    let address = lin.listen();
    let (calling, listening) = compare(&wang, &lin, &address, (true, true));
    assert!(calling.is_ok() && listening.is_ok());
    company.time.set(on("17:40"));
    wang.capture(Lead::HUASHENG);
    let said = stated(&wang);
    for shown in [Shown::stranger(), Shown::naming(&lin)] {
        let (address, came) =
            company.runtime().block_on(forge::door(shown, forge::greeting_of(&lin)));
        assert_eq!(hand_in(&wang, &address).expect_err("a stranger").code, "lan.stranger");
        assert_eq!(company.runtime().block_on(came).expect("no panic"), 0);
    }
    assert_eq!(stated(&wang), said, "nobody heard \"this is all\"");
}

#[test]
fn strangers_who_say_nothing_keep_no_colleague_out() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let card = wang.capture(Lead::HUASHENG);
    let address = lin.listen();
    let connect = |_| TcpStream::connect(&address).expect("the door is open");
    let silent: Vec<TcpStream> = (0..300).map(connect).collect();
    let (calling, listening) = compare(&wang, &lin, &address, (true, true));
    assert!(calling.is_ok() && listening.is_ok(), "{calling:?} {listening:?}");
    assert_eq!(lin.holds(&card), Some(true));
    drop(silent);
}

#[test]
fn one_address_has_few_places_at_the_door_and_silence_ends_there_soon() {
    let company = Company::start();
    let [lin] = company.laptops(["linguodong"]);
    let address = lin.listen();
    let connect = |_| TcpStream::connect(&address).expect("the door is open");
    let mut silent: Vec<TcpStream> = (0..40).map(connect).collect();
    thread::sleep(Duration::from_millis(500));
    let open = silent.iter_mut().filter_map(|stream| is_open(stream).then_some(())).count();
    assert!((1..=8).contains(&open), "{open} strangers from one address");
    thread::sleep(Duration::from_secs(6));
    assert_eq!(silent.iter_mut().filter_map(|stream| is_open(stream).then_some(())).count(), 0);
}

fn is_open(stream: &mut TcpStream) -> bool {
    stream.set_nonblocking(true).expect("a socket");
    matches!(stream.read(&mut [0]), Err(error) if error.kind() == ErrorKind::WouldBlock)
}

#[test]
fn a_greeting_that_is_too_long_is_not_even_read() {
    let company = Company::start();
    let [lin] = company.laptops(["linguodong"]);
    let address = lin.listen();
    let heard = company.runtime().block_on(async {
        let mut stream = forge::knock(&address).await;
        // All but one byte: it would wait for the last.
        let _ = stream.write_all(&(64u32 * 1024 + 1).to_be_bytes()).await;
        let _ = stream.write_all(&[0x5a; 64 * 1024]).await;
        let mut heard = Vec::new();
        let reading = stream.read_to_end(&mut heard);
        tokio::time::timeout(Duration::from_secs(2), reading).await.is_ok()
    });
    assert!(heard, "hung up on at once");
}

#[test]
fn a_greeting_with_more_certificates_than_anybody_has_is_a_strangers() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let address = lin.listen();
    let answered = |times: usize| {
        let greeting = forge::greeting_with(&wang, times);
        company.runtime().block_on(async {
            let mut stream = forge::knock_as(&address, Shown::by(&wang)).await?;
            forge::send(&mut stream, &greeting).await?;
            forge::receive(&mut stream).await
        })
    };
    assert!(!answered(100).expect("an answer").is_empty());
    assert!(answered(101).expect("an answer").is_empty());
}

#[test]
fn a_company_that_has_revoked_hundreds_of_laptops_still_hands_in() {
    let company = Company::start();
    let [wang, lin, hq] = company.laptops(["wangfang", "linguodong", "zhenghua"]);
    company.time.set(on("10:58"));
    {
        let opened = hq.desk.opened().expect("an open workspace");
        let revocation = |n: u32| {
            let mut enrolment = [0; 16];
            enrolment[..4].copy_from_slice(&n.to_be_bytes());
            let reason = "遗失".repeat(20);
            let payload = facts::payload::Revocation { enrolment: enrolment.into(), reason };
            Fresh::open(facts::kind::REVOCATION, payload.encode())
        };
        let all = (0..400).map(revocation).collect();
        opened.workspace().sign(all, &desktop::clock::now(&*hq.clock)).expect("signed");
    }
    revoke(&hq, "linguodong");
    for laptop in [&hq, &wang] {
        laptop.sync();
    }
    let address = lin.listen();
    let failure = hand_in(&wang, &address).expect_err("revoked");
    assert_eq!(failure.code, "lan.stranger", "the newest revocations are told");
    let [other] = company.laptops(["linguodong"]);
    wang.sync();
    let address = other.listen();
    let card = wang.capture(Lead::HUASHENG);
    let (calling, listening) = compare(&wang, &other, &address, (true, true));
    assert!(calling.is_ok() && listening.is_ok(), "{calling:?} {listening:?}");
    assert_eq!(other.holds(&card), Some(true));
}

//! The exchange with the server, in every weather.

use std::collections::BTreeMap;
use std::thread;

use app::workspace::Fresh;
use exchange_tests::{Company, Laptop, Lead, PASSPHRASE, Road, Weather, enrolment, on, wait_for};
use ledger::{LogId, Seq};
use protocol::sync::Request;
use serde_json::{Value, json};
use sync_server::Tls;

/// The worst that one idle exchange may cost on the wire, heads included.
const IDLE_BYTES_MAX: usize = 1_024;

/// After bad weather everything goes, and the server has it.
fn goes_through_in_the_end(company: &Company, laptop: &Laptop, card: &str) {
    laptop.sync();
    assert_eq!(laptop.unsent(), 0);
    assert_eq!(laptop.done("sync_line", Value::Null)["state"], "done");
    let number = company.ledger().official_number(Laptop::card_id(card)).expect("a ledger");
    assert_eq!(number, Some(1), "exactly once");
}

/// In this weather an exchange fails with this code and acknowledges nothing.
fn check_weather(weather: Weather, tls: Tls, code: &str, state: &str) {
    let road = Road::build();
    let company = Company::start_behind(&road, tls);
    let wang = company.laptop("wangfang");
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    let (unsent, records) = (wang.unsent(), wang.count());
    assert!(unsent > 0);
    road.turn(weather);
    for _ in 0..2 {
        assert_eq!(wang.sync_fails(), code, "{weather:?}");
    }
    let line = wang.done("sync_line", Value::Null);
    assert_eq!((&line["state"], &line["problem"]), (&json!(state), &json!(code)), "{weather:?}");
    assert_eq!((wang.unsent(), wang.count()), (unsent, records), "{weather:?}: acknowledged");
    road.turn(Weather::Fair);
    goes_through_in_the_end(&company, &wang, &card);
}

#[test]
fn a_captive_portal_is_not_our_server() {
    for status in [200, 302, 401, 403, 511] {
        check_weather(Weather::Portal(status), Tls::Off, "sync.not_ours", "notOurs");
    }
}

#[test]
fn a_captive_portal_in_front_of_https_is_not_our_server() {
    check_weather(Weather::Portal(200), Tls::SelfSigned, "sync.not_ours", "notOurs");
}

#[test]
fn a_road_that_ends_early_is_no_network() {
    check_weather(Weather::Closed, Tls::Off, "sync.unreachable", "offline");
    check_weather(Weather::Closed, Tls::SelfSigned, "sync.unreachable", "offline");
    for bytes in [0, 1, 40, 200, 400] {
        check_weather(Weather::Truncated(bytes), Tls::Off, "sync.unreachable", "offline");
    }
    check_weather(Weather::Truncated(900), Tls::SelfSigned, "sync.unreachable", "offline");
}

#[test]
fn a_lost_reply_costs_nothing() {
    let road = Road::build();
    let company = Company::start_behind(&road, Tls::Off);
    let wang = company.laptop("wangfang");
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    road.turn(Weather::ReplyLost(1));
    assert_eq!(wang.sync_fails(), "sync.unreachable");
    assert!(wang.unsent() > 0, "for all that it knows");
    road.turn(Weather::Fair);
    goes_through_in_the_end(&company, &wang, &card);
}

#[test]
fn a_lost_answer_to_an_enrolment_costs_no_code() {
    let road = Road::build();
    let company = Company::start_behind(&road, Tls::Off);
    let wang = company.blank_laptop("wangfang");
    let asks = enrolment(&company.code("wangfang"));
    road.turn(Weather::ReplyLost(1));
    assert_eq!(wang.fails("enrol", asks.clone()).code, "enrol.unreachable");
    road.turn(Weather::Fair);
    wang.done("enrol", asks.clone());
    wang.sync();
    let other = company.blank_laptop("wangfang");
    assert_eq!(other.fails("enrol", asks).code, "enrol.refused", "a code is one laptop's");
    let people = wang.done("people", Value::Null);
    let people = people.as_array().expect("people").iter();
    let devices = people.map(|one| one["devices"].as_array().map_or(0, Vec::len)).sum::<usize>();
    assert_eq!(devices, 1, "and it was enrolled once");
}

#[test]
fn without_a_server_work_goes_on() {
    let mut company = Company::start();
    let [wang] = company.laptops(["wangfang"]);
    company.stop_server();
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    assert_eq!(wang.sync_fails(), "sync.unreachable");
    company.start_server();
    goes_through_in_the_end(&company, &wang, &card);
}

#[test]
fn the_pinned_certificate_is_the_only_one_that_is_spoken_to() {
    let road = Road::build();
    let ours = Company::start_behind(&road, Tls::SelfSigned);
    let theirs = Company::start_with_tls();
    let wang = ours.laptop("wangfang");
    ours.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    wang.sync();
    let lin = ours.laptop("linguodong");
    assert_eq!(lin.holds(&card), Some(true), "over HTTPS from end to end");
    let other = wang.capture(Lead::DINGLI);
    let unsent = wang.unsent();
    road.lead_to(theirs.local());
    road.toll();
    assert_eq!(wang.sync_fails(), "sync.not_ours");
    assert!(road.toll().up < 1_000, "a handshake, and no request");
    assert_eq!(wang.unsent(), unsent);
    road.lead_to(ours.local());
    wang.sync();
    lin.sync();
    assert_eq!(lin.holds(&other), Some(true));
}

#[test]
fn enrolling_through_a_captive_portal_fails_and_the_code_stays_good() {
    for (status, tls) in [(200, Tls::Off), (302, Tls::Off), (511, Tls::Off), (200, Tls::SelfSigned)]
    {
        let road = Road::build();
        let company = Company::start_behind(&road, tls);
        let laptop = company.blank_laptop("wangfang");
        let code = company.code("wangfang");
        road.turn(Weather::Portal(status));
        let failure = laptop.fails("enrol", enrolment(&code));
        assert_eq!(failure.code, "sync.not_ours", "{status}");
        assert_eq!(laptop.done("status", Value::Null)["state"], "none");
        road.turn(Weather::Fair);
        laptop.enrol(&code);
        laptop.sync();
    }
}

#[test]
fn plain_http_goes_nowhere_but_to_this_machine() {
    let company = Company::start();
    let laptop = company.blank_laptop("wangfang");
    for server in ["http://192.0.2.1:7400", "http://fairlead.example", "http://127.0.0.1.example"] {
        let code = format!("fairlead:{server}##{}", "0".repeat(32));
        let failure = laptop.fails("enrol", enrolment(&code));
        assert_eq!(failure.code, "sync.not_ours", "{server}");
    }
    assert_eq!(laptop.done("status", Value::Null)["state"], "none");
}

#[test]
fn another_companys_server_is_told_apart_and_nothing_is_handed_over_or_deleted() {
    let road = Road::build();
    let ours = Company::start_behind(&road, Tls::Off);
    let theirs = Company::start();
    let wang = ours.laptop("wangfang");
    ours.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    let (unsent, records) = (wang.unsent(), wang.count());
    road.lead_to(theirs.local());
    road.toll();
    assert_eq!(wang.sync_fails(), "sync.other_company");
    assert!(road.toll().requests.iter().all(|(path, _)| path != protocol::recovery::RETURN_PATH));
    assert_eq!(wang.done("sync_line", Value::Null)["state"], "failed");
    assert_eq!((wang.unsent(), wang.count()), (unsent, records));
    let before = theirs.ledger().checkpoint().expect("the ledger").claim.progress.position;
    assert!(theirs.ledger().recovery().expect("the ledger").is_none());
    assert_eq!(theirs.ledger().checkpoint().expect("the ledger").claim.progress.position, before);
    road.lead_to(ours.local());
    goes_through_in_the_end(&ours, &wang, &card);
}

/// The server lets a revoked laptop bring what it signed before, and tells it nothing (SYN-04).
#[test]
fn a_revoked_laptop_brings_what_it_has_and_is_told_only_to_let_go_of_it() {
    let company = Company::start();
    let [wang, lin, hq] = company.laptops(["wangfang", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    let before = wang.capture(Lead::HUASHENG);
    company.time.set(on("11:00"));
    let people = hq.done("people", Value::Null);
    let of_wang = |row: &&Value| row["id"] == "wangfang";
    let row = people.as_array().expect("people").iter().find(of_wang).expect("Wang");
    hq.done("revoke", json!({ "enrolment": row["devices"][0]["enrolment"], "reason": "" }));
    hq.sync();
    company.time.set(on("12:00"));
    let after = wang.capture(Lead::DINGLI);
    let records = wang.count();
    wang.sync();
    assert_eq!(wang.count(), records + 3, "its end, that this counts, and that it has let go");
    lin.sync();
    let out = |card: &str| lin.lead(card).expect("held")["ruling"]["cards"][0]["out"].clone();
    assert_eq!(out(&before), "SYN-04", "signed before, and seen by nobody until it was revoked");
    assert_eq!(out(&after), "SYN-04", "signed after");
    for card in [&before, &after] {
        assert_eq!(wang.holds(card), Some(false), "only that he signed it");
        assert_eq!(lin.holds(card), Some(true));
    }
    wang.sync();
    assert_eq!(wang.count(), records + 3, "once");
}

#[test]
fn locking_while_an_exchange_hangs_keeps_nobody_from_unlocking() {
    let road = Road::build();
    let company = Company::start_behind(&road, Tls::Off);
    let wang = company.laptop("wangfang");
    let card = wang.capture(Lead::HUASHENG);
    road.turn(Weather::Silent);
    road.toll();
    thread::scope(|scope| {
        let hanging = scope.spawn(|| wang.sync_fails());
        wait_for(|| (road.toll().connections > 0).then_some(()));
        wang.done("lock", Value::Null);
        let wrong = wang.fails("unlock", json!({ "passphrase": "not this one" }));
        assert_eq!(wrong.code, "unlock.wrong");
        wang.clock.reboot();
        company.time.pass_minutes(5);
        wang.done("unlock", json!({ "passphrase": PASSPHRASE }));
        assert_eq!(wang.holds(&card), Some(true));
        road.turn(Weather::Fair);
        assert_eq!(hanging.join().expect("no panic"), "sync.unreachable");
    });
    goes_through_in_the_end(&company, &wang, &card);
}

#[test]
fn an_idle_exchange_is_one_request_and_under_a_kilobyte() {
    let road = Road::build();
    let company = Company::start_behind(&road, Tls::Off);
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    for laptop in [&wang, &lin, &wang, &lin] {
        laptop.sync();
    }
    for laptop in [&wang, &lin] {
        road.toll();
        laptop.sync();
        let toll = road.toll();
        println!("idle, {}: {} up, {} down", laptop.person, toll.up, toll.down);
        assert_eq!(toll.requests.len(), 1, "{}", laptop.person);
        assert!(toll.up + toll.down < IDLE_BYTES_MAX, "{} up, {} down", toll.up, toll.down);
    }
}

#[test]
fn an_idle_exchange_over_https_is_under_a_kilobyte_on_its_connection() {
    let road = Road::build();
    let company = Company::start_behind(&road, Tls::SelfSigned);
    let wang = company.laptop("wangfang");
    wang.sync();
    road.toll();
    wang.sync();
    let toll = road.toll();
    println!("idle over HTTPS: {} up, {} down", toll.up, toll.down);
    assert_eq!(toll.connections, 0, "the connection is kept");
    assert!(toll.up + toll.down < IDLE_BYTES_MAX, "{} up, {} down", toll.up, toll.down);
}

#[test]
fn an_idle_exchange_of_a_supervisor_does_not_grow_with_his_team() {
    const TEAM: [&str; 8] =
        ["wangfang", "liqiang", "zhoumin", "sunwei", "panyue", "chenjing", "zhaolei", "hejun"];
    let road = Road::build();
    let company = Company::start_behind(&road, Tls::Off);
    let [lin] = company.laptops(["linguodong"]);
    let team = company.laptops(TEAM);
    let stick = company.stick();
    company.time.set(on("17:00"));
    for member in &team {
        member.capture(Lead { company: &member.person, phone: "", ..Lead::HUASHENG });
        let written = member.done("hand_in_file", json!({ "fair": "F1", "folder": stick }));
        lin.done("take_file", json!({ "path": written["path"] }));
    }
    lin.sync();
    lin.sync();
    road.toll();
    lin.sync();
    let toll = road.toll();
    println!(
        "idle, a supervisor who carries {} logs: {} up, {} down",
        team.len(),
        toll.up,
        toll.down
    );
    assert_eq!(toll.requests.len(), 1);
    assert!(toll.up + toll.down < IDLE_BYTES_MAX, "{} up, {} down", toll.up, toll.down);
}

/// Positions of the records of one log in the frames of the requests that passed.
fn frames(requests: &[(String, Vec<u8>)], log: LogId) -> Vec<Vec<Seq>> {
    let positions = |body: &Vec<u8>| {
        let request = Request::decode(body).expect("a request of ours");
        let envelopes = request.records.decode().map(|raw| raw.and_then(|raw| raw.envelope()));
        let envelopes = envelopes.collect::<Result<Vec<_>, _>>().expect("good records");
        envelopes.iter().filter(|found| found.log == log).map(|found| found.seq).collect()
    };
    requests
        .iter()
        .filter(|(path, _)| path == protocol::sync::PATH)
        .map(|(_, body)| positions(body))
        .collect()
}

#[test]
fn three_thousand_records_go_in_frames_and_a_break_costs_one_of_them() {
    const RECORDS: u64 = 3_000;
    let road = Road::build();
    let company = Company::start_behind(&road, Tls::Off);
    let wang = company.laptop("wangfang");
    company.time.set(on("10:00"));
    wang.sync();
    let log = sign_many(&wang, RECORDS);
    assert_eq!(wang.unsent(), RECORDS);
    road.toll();
    road.turn(Weather::Broken(3));
    assert_eq!(wang.sync_fails(), "sync.unreachable");
    let first = frames(&road.toll().requests, log);
    let sent: Vec<Seq> = first.concat();
    assert!(first.len() == 2 && sent.len() > 1_000, "two frames: {:?}", sizes(&first));
    assert_eq!(wang.unsent(), RECORDS - sent.len() as u64, "each frame is acknowledged on its own");
    road.turn(Weather::Fair);
    wang.sync();
    let rest = frames(&road.toll().requests, log);
    println!("3,000 records: frames of {:?}, a break, then {:?}", sizes(&first), sizes(&rest));
    let mut times: BTreeMap<Seq, usize> = BTreeMap::new();
    rest.concat()
        .into_iter()
        .chain(sent.iter().copied())
        .for_each(|seq| *times.entry(seq).or_default() += 1);
    assert_eq!(times.len() as u64, RECORDS, "everything went");
    assert!(times.values().all(|times| *times == 1), "and nothing went twice");
    assert_eq!(wang.unsent(), 0);
}

fn sizes(frames: &[Vec<Seq>]) -> Vec<usize> {
    frames.iter().map(Vec::len).collect()
}

/// Many records at once, of a kind that this version does not know: they are kept and passed on.
fn sign_many(laptop: &Laptop, count: u64) -> LogId {
    let opened = laptop.desk.opened().expect("an open workspace");
    let mut workspace = opened.workspace();
    let facts =
        (0..count).map(|n| Fresh::open("note.from_the_future", vec![0x5a; 200 + n as usize % 100]));
    let moment = desktop::clock::now(&*laptop.clock);
    workspace.sign(facts.collect(), &moment).expect("signed");
    workspace.log()
}

#[test]
fn a_large_first_exchange_after_unlocking_goes_through_at_once() {
    let road = Road::build();
    let company = Company::start_behind(&road, Tls::Off);
    let wang = company.laptop("wangfang");
    for _ in 0..4 {
        sign_many(&wang, 800);
        // A new connection, and no nonce yet.
        wang.done("lock", Value::Null);
        wang.done("unlock", json!({ "passphrase": PASSPHRASE }));
        road.toll();
        wang.sync();
        assert_eq!(wang.unsent(), 0);
        assert!(road.toll().up < 600_000, "the frame went once");
    }
}

#[test]
fn what_came_from_the_server_is_not_brought_back_to_it() {
    let road = Road::build();
    let company = Company::start_behind(&road, Tls::Off);
    let [wang, lin, hq] = company.laptops(["wangfang", "linguodong", "zhenghua"]);
    company.time.set(on("10:00"));
    for n in 0..20 {
        let phone = format!("138001380{n:02}");
        wang.capture(Lead { company: &phone, phone: &phone, ..Lead::HUASHENG });
    }
    wang.sync();
    road.toll();
    for laptop in [&lin, &hq] {
        laptop.sync();
        let brought = frames(&road.toll().requests, log_of(&wang)).concat();
        assert_eq!(brought, [], "{} brought Wang's records back", laptop.person);
    }
}

fn log_of(laptop: &Laptop) -> LogId {
    laptop.desk.opened().expect("an open workspace").workspace().log()
}

//! Laptops on one LAN vouch for each other's chains by themselves, and a time that is turned back after
//! that gains nothing.

use std::collections::BTreeMap;
use std::time::Duration;

use desktop::keep_vouching;
use exchange_tests::{Company, Insider, Laptop, Lead, on, on_day, wait_for};
use facts::Fact;
use ledger::{BootId, EnrolmentId, Receipt, Record, RecordId, Seq};
use protocol::vouch::{Declined, End, Message, Nonce};
use serde_json::{Value, json};

/// The programs run, and look around.
fn open_windows(company: &Company, laptops: &[&Laptop]) {
    for laptop in laptops {
        company.runtime().spawn(keep_vouching(laptop.desk.clone()));
    }
}

/// Receipts of witnesses about a laptop's chain that it holds.
fn words_about(laptop: &Laptop) -> Vec<(Receipt, Record)> {
    let own = laptop.desk.opened().expect("open").workspace().log();
    let records = laptop.records().into_values();
    let receipts = records.filter_map(|record| match Fact::read(&record) {
        Ok(Fact::Receipt(receipt))
            if receipt.of == own && !receipt.holds && record.envelope().log != own =>
        {
            Some((receipt, record))
        }
        _ => None,
    });
    receipts.collect()
}

/// How many receipts a laptop has given as a witness, by chain.
fn words_of(laptop: &Laptop) -> BTreeMap<String, usize> {
    let own = laptop.desk.opened().expect("open").workspace().log();
    let mut given = BTreeMap::new();
    for record in laptop.records().values().filter(|record| record.envelope().log == own) {
        if let Ok(Fact::Receipt(receipt)) = Fact::read(record)
            && !receipt.holds
        {
            *given.entry(receipt.of.enrolment.to_string()).or_default() += 1;
        }
    }
    given
}

fn seen_by(laptop: &Laptop) -> usize {
    laptop.done("lan_vouching", Value::Null)["seenBy"].as_array().expect("names").len()
}

/// Waits until so many colleagues have seen everything that was signed here.
fn wait_for_witnesses(laptop: &Laptop, count: usize) {
    wait_for(|| (seen_by(laptop) >= count).then_some(()));
}

fn proof(laptop: &Laptop, card: &str) -> Value {
    laptop.lead(card).expect("held")["ruling"]["cards"]
        .as_array()
        .expect("cards")
        .iter()
        .find(|shown| shown["card"] == card)
        .expect("this card")
        .clone()
}

#[test]
fn whoever_has_vouched_for_a_chain_still_says_that_he_holds_it() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    company.time.set(on("10:42"));
    wang.capture(Lead::HUASHENG);
    open_windows(&company, &[&wang, &lin]);
    let stick = company.stick();
    let written = wang.done("hand_in_file", json!({ "fair": "F1", "folder": stick }));
    // He has seen her statement over the LAN before her file reaches him by hand.
    wait_for_witnesses(&wang, 1);
    let taken = lin.done("take_file", json!({ "path": written["path"] }));
    wang.done("take_file", json!({ "path": taken["answer"]["path"] }));
    let day = wang.done("day", json!({}));
    assert_eq!((&day["notHandedIn"], &day["handedInReceived"]), (&json!(0), &json!(true)));
}

#[test]
fn three_laptops_vouch_for_each_other_and_stop_when_nothing_moves() {
    let company = Company::start();
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    company.time.set(on("10:42"));
    let card = wang.capture(Lead::HUASHENG);
    open_windows(&company, &[&wang, &li, &lin]);
    wait_for_witnesses(&wang, 2);
    let shown = proof(&wang, &card);
    assert_eq!(shown["seenBy"]["colleagues"], json!(["李强"]));
    assert_eq!(shown["seenBy"]["inCharge"], json!(["林国栋"]));
    assert_eq!(shown["seenBy"]["server"], false);
    assert_eq!(shown["notAfterMs"], json!(on("10:42").0));
    // What they wrote for her is no news about them: nobody goes on.
    std::thread::sleep(Duration::from_secs(8));
    assert_eq!(words_about(&wang).len(), 2);
    assert_eq!(words_of(&wang).len(), 0, "they have signed nothing else");
    let log = wang.desk.opened().expect("open").workspace().log().enrolment.to_string();
    for laptop in [&li, &lin] {
        assert_eq!(words_of(laptop), BTreeMap::from([(log.clone(), 1)]));
    }
    // Something new, and one receipt more of each.
    company.time.set(on("10:50"));
    let other = wang.capture(Lead::DINGLI);
    wait_for_witnesses(&wang, 2);
    assert_eq!(words_about(&wang).len(), 4);
    assert_eq!(proof(&wang, &other)["notAfterMs"], json!(on("10:50").0));
    assert_eq!(proof(&wang, &card)["notAfterMs"], json!(on("10:42").0), "the first word counts");
}

#[test]
fn who_saw_it_days_later_proves_nothing_and_is_not_named_as_proof() {
    let company = Company::start();
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    company.time.set(on("17:30"));
    let card = wang.capture(Lead::HUASHENG);
    open_windows(&company, &[&wang, &lin]);
    wait_for_witnesses(&wang, 1);
    // His laptop comes back after days, and sees her chain with the old card in it.
    company.time.set(on_day("2026-03-16", "09:00"));
    wang.capture(Lead::DINGLI);
    open_windows(&company, &[&li]);
    wait_for_witnesses(&wang, 2);
    for laptop in [&li, &lin, &wang] {
        laptop.sync();
    }
    let shown = proof(&wang, &card);
    assert_eq!(shown["seenBy"]["colleagues"], json!(["李强"]), "{shown}");
    assert_eq!(shown["provenBy"]["colleagues"], json!([]), "{shown}");
    assert_eq!(shown["provenBy"]["inCharge"], json!(["林国栋"]), "{shown}");
    assert_eq!(shown["notAfterMs"], json!(on("17:30").0));
}

#[test]
fn without_a_witness_a_clock_may_be_turned_back_as_far_as_the_last_contact() {
    let shown = turned_back(false);
    assert_eq!(shown["contradicted"], false);
    assert_eq!(
        (&shown["notBeforeMs"], &shown["proof"]),
        (&json!(on("08:30").0), &json!("bounded"))
    );
    assert_eq!(shown["atMs"], json!(on("08:45").0), "inside the interval she says what she likes");
}

#[test]
fn after_a_witness_a_clock_that_is_turned_back_gains_nothing() {
    let shown = turned_back(true);
    assert_eq!(shown["contradicted"], true);
    assert_eq!(shown["notBeforeMs"], json!(on("10:00").0), "colleagues saw her chain at ten");
    assert_eq!(shown["notAfterMs"], json!(on("14:00").0), "and her card the moment it was signed");
    assert_eq!(shown["atMs"], json!(on("14:00").0), "which they have measured");
}

/// She signs at ten, her rival at ten to two, and she again at two with her clock before breakfast: that
/// last card as everybody sees it in the evening. No internet reaches the hall all day.
fn turned_back(witnessed: bool) -> Value {
    let company = Company::start();
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    company.time.set(on("08:30"));
    for laptop in [&wang, &li, &lin] {
        laptop.sync();
    }
    // From here on there is no internet in the hall.
    company.time.set(on("10:00"));
    wang.capture(Lead::DINGLI);
    let witnesses = |laptop| {
        if witnessed {
            wait_for_witnesses(laptop, 2);
        }
    };
    if witnessed {
        open_windows(&company, &[&wang, &li, &lin]);
    }
    witnesses(&wang);
    company.time.set(on("13:50"));
    let honest = li.capture(Lead::HUASHENG);
    witnesses(&li);
    // She hears of it, switches her laptop off and on, and turns its clock back to before breakfast.
    company.time.set(on("14:00"));
    wang.clock.reboot();
    wang.clock.show(on("08:45"));
    let turned_back = wang.capture(Lead::HUASHENG);
    witnesses(&wang);
    wang.clock.reboot();
    company.time.set(on("18:00"));
    for laptop in [&li, &lin, &wang, &li, &lin, &wang] {
        laptop.sync();
    }
    let alerts = if witnessed { json!(["wangfang"]) } else { Value::Null };
    for laptop in [&wang, &li, &lin] {
        assert_eq!(proof(laptop, &honest)["proof"], "anchored", "{}", laptop.person);
        for field in ["atMs", "notBeforeMs", "notAfterMs", "proof", "contradicted"] {
            let one = proof(&lin, &turned_back)[field].clone();
            assert_eq!(proof(laptop, &turned_back)[field], one, "{}: {field}", laptop.person);
        }
        let ruling = &laptop.lead(&honest).expect("held")["ruling"];
        assert_eq!(ruling["effective"], json!(honest), "{}", laptop.person);
        assert_eq!(ruling["alerts"]["integrity"], alerts, "{}", laptop.person);
    }
    proof(&lin, &turned_back)
}

/// Where a laptop hears, on loopback.
fn address(laptop: &Laptop) -> String {
    let shown = wait_for(|| {
        let view = laptop.done("lan_vouching", Value::Null);
        let address = view["address"].as_str().expect("text").to_owned();
        (!address.is_empty()).then_some(address)
    });
    format!("127.0.0.1:{}", shown.rsplit(':').next().expect("a port"))
}

#[test]
fn a_stranger_on_the_lan_hears_nothing_and_stands_in_nobodys_way() {
    let (ours, theirs) = (Company::start(), Company::start());
    let [wang, li] = ours.laptops(["wangfang", "liqiang"]);
    let [other] = theirs.laptops(["wangfang"]);
    other.capture(Lead::HUASHENG);
    open_windows(&ours, &[&wang, &li]);
    let (hers, his) = (address(&wang), address(&li));
    let stranger = Insider::of(&other);
    let before = (wang.count(), li.count());
    stranger.say(&hers, &Message::Ask { nonce: Nonce([7; 16]) });
    assert_eq!(stranger.hear(), None, "of another company");
    for n in 0..20_000usize {
        let noise: Vec<u8> = (0..n % 1_600).map(|at| (at * n) as u8).collect();
        stranger.throw(&hers, &noise);
        stranger.throw(&his, &noise);
    }
    assert_eq!((wang.count(), li.count()), before);
    ours.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    wait_for_witnesses(&wang, 1);
}

/// Whoever hears an announcement can repeat it under another address; he needs no secret for that.
#[test]
fn whoever_repeats_an_announcement_keeps_nobody_from_being_vouched_for() {
    let company = Company::start();
    let [wang, li] = company.laptops(["wangfang", "liqiang"]);
    company.time.set(on("10:00"));
    open_windows(&company, &[&li]);
    let port: u16 =
        address(&li).rsplit(':').next().and_then(|port| port.parse().ok()).expect("port");
    let nobody = std::net::UdpSocket::bind("127.0.0.1:0").expect("a loopback");
    let elsewhere = nobody.local_addr().expect("a bound socket").port();
    let stranger = mdns_sd::ServiceDaemon::new().expect("a network");
    stranger.enable_interface(mdns_sd::IfKind::LoopbackV4).expect("a loopback");
    let service = "_fairlead-v._udp.local.";
    let heard = stranger.browse(service).expect("a search");
    let his = wait_for(|| match heard.recv_timeout(Duration::from_secs(1)) {
        Ok(mdns_sd::ServiceEvent::ServiceResolved(found)) if found.get_port() == port => {
            Some(found)
        }
        _ => None,
    });
    let texts: Vec<(String, String)> = ["n", "t"]
        .map(|name| (name.to_owned(), his.get_property_val_str(name).expect("a text").to_owned()))
        .into();
    // Before and after his own in any order of names.
    for name in ["0", "00", "zz", "zzz"] {
        let info = mdns_sd::ServiceInfo::new(
            service,
            name,
            &format!("{name}.local."),
            "",
            elsewhere,
            &texts[..],
        );
        stranger.register(info.expect("a service").enable_addr_auto()).expect("announced");
    }
    std::thread::sleep(Duration::from_secs(2));
    wang.capture(Lead::HUASHENG);
    open_windows(&company, &[&wang]);
    wait_for_witnesses(&wang, 1);
    let _ = stranger.shutdown();
}

/// A laptop gone mad, or a changed program: it shows its end again and again under one good number.
#[test]
fn one_noisy_laptop_keeps_nobody_from_being_vouched_for() {
    let company = Company::start();
    let [wang, li, hq] = company.laptops(["wangfang", "liqiang", "zhenghua"]);
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    hq.capture(Lead::DINGLI);
    open_windows(&company, &[&li]);
    let his = address(&li);
    let (noisy, quiet) = (Insider::at(&wang, "127.0.0.9:0"), Insider::of(&hq));
    let noise = Insider::end_of(&wang, noisy.challenge(&his), |_| ());
    let end = Insider::end_of(&hq, quiet.challenge(&his), |_| ());
    for _ in 0..80 {
        noisy.say(&his, &Message::Shown(noisy.signs(&noise)));
    }
    let given = quiet.show(&his, &end);
    assert!(matches!(given, Some(Message::Given { .. })), "{given:?}");
}

#[test]
fn what_a_colleague_forges_repeats_or_pours_out_gains_him_nothing() {
    let company = Company::start();
    let [wang, li, hq] = company.laptops(["wangfang", "liqiang", "zhenghua"]);
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    hq.capture(Lead::DINGLI);
    open_windows(&company, &[&li]);
    let his = address(&li);
    let hers = Insider::of(&wang);
    let never = |end: &End| Some(Message::Declined { why: Declined::Never, shown: end.nonce });

    // In another's name, or what is not as it was signed.
    let forged = Insider::end_of(&hq, hers.challenge(&his), |_| ());
    assert_eq!(hers.show(&his, &forged), None, "somebody else's end");
    let mut as_hq = Insider::of(&wang);
    as_hq.me = forged.log.enrolment;
    let forged = Insider::end_of(&hq, as_hq.challenge(&his), |_| ());
    assert_eq!(as_hq.show(&his, &forged), never(&forged), "not by her key");
    let other = Insider::end_of(&wang, hers.challenge(&his), |end| {
        end.company = ledger::CompanyId::new([7; 16]);
    });
    assert_eq!(hers.show(&his, &other), never(&other), "another company");
    // What was shown for another question.
    let stale = Insider::end_of(&wang, Nonce([7; 16]), |_| ());
    assert_eq!(hers.show(&his, &stale), None);
    assert_eq!(words_of(&li), BTreeMap::new());

    // Once is enough, however often it is shown, and however fast it grows.
    let end = Insider::end_of(&wang, hers.challenge(&his), |_| ());
    let given = hers.show(&his, &end);
    assert!(matches!(given, Some(Message::Given { .. })), "{given:?}");
    assert_eq!(hers.show(&his, &end), given, "the same again: the first may have been lost");
    let of_hers = |laptop: &Laptop| words_of(laptop).get(&hers.me.to_string()).copied();
    assert_eq!(of_hers(&li), Some(1));
    hers.flood(&his, &wang, 5);
    assert_eq!(of_hers(&li), Some(1), "one in half a minute");
    company.time.pass_minutes(1);
    hers.flood(&his, &wang, 5);
    assert_eq!(of_hers(&li), Some(2));

    // What nobody asked for is nothing.
    let before = li.count();
    let Some(Message::Given { record, .. }) = given else { unreachable!("seen above") };
    let shown = Nonce([7; 16]);
    hers.say(&his, &Message::Given { record: record.clone(), proof: None, shown });
    hers.say(&his, &Message::Introduced { certificate: record, shown });
    hers.say(&his, &Message::Declined { why: Declined::Unknown, shown });
    assert_eq!(hers.hear(), None);
    assert_eq!(li.count(), before);
    company.time.set(on("10:30"));
    let card = li.capture(Lead::HUASHENG);
    assert_eq!(li.holds(&card), Some(true));
}

/// Somebody with the company's secret answers under a colleague's address, which on a LAN anybody can write
/// into a datagram; the colleague's own first answer is lost.
#[test]
fn what_names_no_open_question_keeps_nobody_from_being_vouched_for() {
    let company = Company::start();
    let [wang, li, hq] = company.laptops(["wangfang", "liqiang", "zhenghua"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    hq.capture(Lead::DINGLI);
    let his = Insider::of(&li);
    let liar = Insider::of(&hq);
    let own = |record: &Record| record.envelope().log.enrolment == liar.me;
    let some_record = hq.records().into_values().find(own).expect("she captured").encode();
    open_windows(&company, &[&wang]);
    address(&wang);
    wang.done("lan_witness", json!({ "address": his.address() }));
    let question = wait_for(|| his.hear_from());
    let (hers, Message::Ask { .. }) = question else { panic!("she asks first: {question:?}") };
    for why in [Declined::Never, Declined::Unknown, Declined::Later] {
        his.pass_on(hers, &liar.seal(&Message::Declined { why, shown: Nonce([7; 16]) }));
    }
    let given = Message::Given { record: some_record.into(), proof: None, shown: Nonce([7; 16]) };
    his.pass_on(hers, &liar.seal(&given));
    // She asks again in a few seconds, and he answers.
    wait_for(|| {
        his.witness(&li, hers);
        (proof(&wang, &card)["seenBy"]["colleagues"] == json!(["李强"])).then_some(())
    });
}

#[test]
fn a_receipt_that_names_what_was_never_signed_is_not_taken() {
    let company = Company::start();
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    let sign = |of: &Laptop, change: &dyn Fn(&mut Receipt)| {
        let stamp = desktop::clock::Clock::stamp(&*wang.clock);
        let opened = wang.desk.opened().expect("open");
        let end = opened.workspace().own_end().expect("a store").expect("an end");
        let mut receipt = Receipt {
            of: end.head.log,
            through: end.head.seq,
            head: end.head.last,
            boot: stamp.boot,
            mono_ms: stamp.mono_ms,
            holds: false,
            beside: None,
        };
        change(&mut receipt);
        let fact = app::workspace::Fresh::open(ledger::RECEIPT_KIND, receipt.encode());
        let opened = of.desk.opened().expect("open");
        let now = desktop::clock::now(&*of.clock);
        let signed = opened.workspace().sign(vec![fact], &now).expect("signed");
        let opened = wang.desk.opened().expect("open");
        let now = desktop::clock::now(&*wang.clock);
        let raw = signed[0].raw().clone();
        opened.workspace().take_word(raw, None, &now).expect("a store")
    };
    assert!(!sign(&li, &|receipt| receipt.through = Seq(1_000)), "what is yet to be written");
    assert!(!sign(&li, &|receipt| receipt.head = Some(RecordId::new([7; 32]))));
    assert!(!sign(&li, &|receipt| receipt.of.enrolment = EnrolmentId::new([7; 16])));
    assert!(!sign(&li, &|receipt| receipt.holds = true), "he has handed nothing in to him");
    assert!(!sign(&li, &|receipt| receipt.boot = BootId::new([7; 16])), "a boot that never was");
    assert!(!sign(&li, &|receipt| receipt.mono_ms += 60_000), "a clock that is yet to come");
    assert!(!sign(&wang, &|_| ()), "nobody vouches for himself");
    assert!(sign(&li, &|_| ()));
    assert!(!sign(&li, &|_| ()), "one of each witness for each end");
    assert!(sign(&lin, &|_| ()));
    assert_eq!(words_about(&wang).len(), 2);
}

#[test]
fn a_revoked_laptop_is_not_vouched_for_and_one_that_is_new_is_introduced() {
    let company = Company::start();
    let [wang, li, hq] = company.laptops(["wangfang", "liqiang", "zhenghua"]);
    // A laptop that nobody has heard of since it was enrolled.
    let lin = company.blank_laptop("linguodong");
    lin.enrol(&company.code("linguodong"));
    company.time.set(on("10:00"));
    let enrolment = wang.desk.opened().expect("open").workspace().identity().enrolment;
    hq.done("revoke", json!({ "enrolment": enrolment.to_string(), "reason": "遗失" }));
    hq.sync();
    li.sync();
    let card = lin.capture(Lead::DINGLI);
    wang.capture(Lead::HUASHENG);
    open_windows(&company, &[&wang, &li, &lin]);
    wait_for(|| (proof(&lin, &card)["seenBy"]["colleagues"] == json!(["李强"])).then_some(()));
    let his = address(&li);
    let hers = Insider::of(&wang);
    let end = Insider::end_of(&wang, hers.challenge(&his), |_| ());
    let never = Message::Declined { why: Declined::Never, shown: end.nonce };
    assert_eq!(hers.show(&his, &end), Some(never));
    assert_eq!(words_of(&li).get(&enrolment.to_string()), None);
}

#[test]
fn an_address_can_be_typed_and_locking_ends_it() {
    let company = Company::start();
    let [wang, li] = company.laptops(["wangfang", "liqiang"]);
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    open_windows(&company, &[&wang, &li]);
    let his = address(&li);
    address(&wang);
    assert_eq!(wang.fails("lan_witness", json!({ "address": "somewhere" })).code, "lan.address");
    wang.done("lan_witness", json!({ "address": his }));
    let typed = |view: &Value| {
        let rows = view["colleagues"].as_array().expect("rows").clone();
        // By his name, if he was found there by then.
        let names = [json!(""), json!("李强")];
        rows.into_iter().any(|row| row["address"] == json!(his) && names.contains(&row["name"]))
    };
    wait_for(|| typed(&wang.done("lan_vouching", Value::Null)).then_some(()));
    wait_for_witnesses(&wang, 1);
    wang.done("lock", Value::Null);
    let hers = Insider::of(&li);
    hers.say(&his, &Message::Ask { nonce: Nonce([1; 16]) });
    assert_eq!(hers.hear(), None, "nobody talks to himself");
    assert_eq!(wang.fails("lan_vouching", Value::Null).code, "locked");
}

#[test]
fn a_booth_of_eight_writes_what_it_captures_and_three_receipts_for_each() {
    let company = Company::start();
    let people =
        ["wangfang", "liqiang", "linguodong", "zhoumin", "sunwei", "huangli", "luogang", "panyue"];
    let booth: Vec<_> = people.map(|p| exchange_tests::Replica::enrol(&company, p)).into();
    for replica in booth.iter().chain(&booth) {
        replica.sync(&company, &[]).expect("a server");
    }
    company.time.set(on("09:00"));
    let mut chance = exchange_tests::Chance::from(8);
    let (rounds, seats) = (8, booth.len());
    let count = |replica: &exchange_tests::Replica| {
        let workspace = replica.workspace();
        workspace.store().head(workspace.log()).expect("a head").seq.0
    };
    let before: u64 = booth.iter().map(count).sum();
    let mut bytes = 0;
    for round in 0..rounds {
        for (seat, replica) in booth.iter().enumerate() {
            company.time.pass_minutes(1);
            let mut form = Lead { phone: "", ..Lead::DINGLI }.form();
            form["company"] = json!(format!("第{round}号第{seat}席公司"));
            replica.call("card_sign", form, chance.bytes()).expect("signed");
            // Everybody asks everybody; who has enough asks no more.
            for asker in &booth {
                for witness in &booth {
                    let end = asker.workspace().own_end().expect("a store");
                    let enough = end.is_none_or(|end| end.seen_by.len() >= 3);
                    if enough || std::ptr::eq(asker, witness) {
                        continue;
                    }
                    if let Some(given) = asker.show_to(witness, chance.bytes()).expect("shown") {
                        bytes += given.encode().len();
                        assert!(asker.take_word(&given, chance.bytes()).expect("taken"));
                    }
                }
            }
        }
    }
    let written = booth.iter().map(count).sum::<u64>() - before;
    let cards = (rounds * seats) as u64;
    println!("{written} records, {} bytes a receipt", bytes as u64 / (3 * cards));
    assert_eq!(written, cards + 3 * cards, "a card, and three colleagues' receipts");
}

//! Clocks at a fair are wrong. A wrong clock blocks nothing, helps nobody and harms nobody.

use app::workspace::Fresh;
use desktop::clock::now;
use domain::time::Instant;
use exchange_tests::{Company, Laptop, Lead, PASSPHRASE, enrolment, on, on_day};
use ledger::evidence::NO_BOOT;
use ledger::{RECEIPT_KIND, Receipt, RecordId, Seq};
use serde_json::{Value, json};

/// What a laptop's clock shows when its battery is empty, and when somebody typed the wrong year.
fn wrong_clocks() -> [(&'static str, Instant); 2] {
    [("1970", Instant(0)), ("three years ahead", on_day("2029-03-11", "18:00"))]
}

/// How far a card's corrected signing time may be off.
const OFF_MS_MAX: i64 = 60_000;

fn check_signed(laptop: &Laptop, card: &str, at: Instant, what: &str) {
    let view = laptop.lead(card).expect("held");
    let signed = view["row"]["signedMs"].as_i64().expect("a time");
    let off_ms = signed - at.0;
    assert!(off_ms.abs() <= OFF_MS_MAX, "{what}, {}: off by {off_ms} ms", laptop.person);
}

fn check_server(company: &Company, card: &str, at: Instant, what: &str) {
    let id = Laptop::card_id(card);
    let customer = company.ledger().view(id, company.time.now()).expect("a ledger");
    let off_ms = customer.expect("held").cluster.cards[&id].at().ms_since(at);
    assert!(off_ms.abs() <= OFF_MS_MAX, "{what}, server: off by {off_ms} ms");
}

#[test]
fn a_wrong_clock_blocks_nothing_and_changes_nobodys_order() {
    for (what, shown) in wrong_clocks() {
        let company = Company::start_with_tls();
        let [li, lin] = company.laptops(["liqiang", "linguodong"]);
        let wang = company.blank_laptop("wangfang");
        wang.clock.show(shown);
        wang.enrol(&company.code("wangfang"));
        wang.sync();
        lin.sync();
        company.time.set(on("10:00"));
        let earlier = li.capture(Lead::HUASHENG);
        company.time.set(on("10:30"));
        let later = wang.capture(Lead::HUASHENG);
        company.time.set(on("11:00"));
        let latest = li.capture(Lead::HUASHENG);
        company.time.set(on("17:30"));
        wang.hand_in_by_file(&lin, &company.stick());
        li.hand_in_by_file(&lin, &company.stick());
        for laptop in [&wang, &li, &lin, &wang, &li] {
            laptop.sync();
        }
        let signed = [(&earlier, "10:00"), (&later, "10:30"), (&latest, "11:00")];
        for (card, time) in signed {
            check_signed(&lin, card, on(time), what);
            check_server(&company, card, on(time), what);
            for laptop in [&wang, &li] {
                check_signed(laptop, card, on(time), what);
            }
        }
        let ruling = &lin.lead(&later).expect("held")["ruling"];
        assert_eq!(ruling["effective"], json!(earlier), "{what}: the first signature counts");
        let order: Vec<&Value> =
            ruling["cards"].as_array().expect("cards").iter().map(|card| &card["card"]).collect();
        assert_eq!(order, [&json!(earlier), &json!(later), &json!(latest)], "{what}");
        let page = wang.done("sync_page", Value::Null);
        let off_ms = page["clockOffMs"].as_i64().expect("measured");
        let known = shown.ms_since(on_day("2026-03-11", "18:00"));
        let wrong_by = off_ms - known;
        assert!(wrong_by.abs() < OFF_MS_MAX, "{what}: the screen is wrong by {wrong_by} ms");
    }
}

#[test]
fn a_wrong_clock_is_said_once_and_again_when_it_is_wrong_by_something_else() {
    let company = Company::start();
    let [wang] = company.laptops(["wangfang"]);
    let told = || -> Vec<(String, i64)> {
        let notices = wang.done("notices", Value::Null);
        let row = |row: &Value| {
            let minutes = row["offMs"].as_i64().expect("milliseconds") / 60_000;
            (row["event"].as_str().expect("an event").to_owned(), minutes)
        };
        notices.as_array().expect("a list").iter().map(row).collect()
    };
    company.time.set(on("10:00"));
    wang.clock.show(on("10:00"));
    wang.sync();
    assert_eq!(told(), [], "a clock that is right is nothing to speak of");
    wang.clock.show(on("10:07"));
    wang.sync();
    assert_eq!(told(), [("clockFast".to_owned(), 7)]);
    wang.capture(Lead::HUASHENG);
    assert_eq!(told(), [("clockFast".to_owned(), 7)], "until he has read it");
    wang.done("notices_seen", Value::Null);
    assert_eq!(told(), []);
    company.time.pass_minutes(30);
    wang.sync();
    assert_eq!(told(), [], "once");
    wang.clock.show(on("10:10"));
    wang.sync();
    assert_eq!(told(), [("clockSlow".to_owned(), -20)]);
}

#[test]
fn a_clock_that_is_set_right_leaves_nothing_behind() {
    for (what, shown) in wrong_clocks() {
        let company = Company::start();
        let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
        wang.clock.show(shown);
        company.time.set(on("10:00"));
        let wrong = wang.capture(Lead::HUASHENG);
        wang.sync();
        company.time.set(on("11:00"));
        wang.clock.show(on("11:00"));
        let right = wang.capture(Lead::DINGLI);
        company.time.set(on("12:00"));
        wang.hand_in_by_lan(&lin);
        wang.sync();
        lin.sync();
        for laptop in [&wang, &lin] {
            check_signed(laptop, &wrong, on("10:00"), what);
            check_signed(laptop, &right, on("11:00"), what);
        }
    }
}

#[test]
fn a_colleague_on_the_lan_is_contact_enough() {
    for (what, shown) in wrong_clocks() {
        let company = Company::start();
        let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
        company.time.set(on("09:00"));
        lin.sync();
        // The battery was out over night; there is no internet in the hall.
        wang.clock.reboot();
        wang.clock.show(shown);
        company.time.set(on("10:00"));
        let before = wang.capture(Lead::HUASHENG);
        company.time.set(on("10:20"));
        wang.hand_in_by_lan(&lin);
        company.time.set(on("11:00"));
        let after = wang.capture(Lead::DINGLI);
        // A stick in between says nothing about the clock, and takes nothing away that is known of it.
        company.time.set(on("12:00"));
        wang.hand_in_by_file(&lin, &company.stick());
        company.time.set(on("13:00"));
        let last =
            wang.capture(Lead {
                company: "深圳海风科技有限公司", phone: "", ..Lead::DINGLI
            });
        company.time.set(on("18:00"));
        wang.hand_in_by_file(&lin, &company.stick());
        lin.sync();
        for (card, time) in [(&before, "10:00"), (&after, "11:00"), (&last, "13:00")] {
            check_signed(&lin, card, on(time), what);
            check_server(&company, card, on(time), what);
        }
    }
}

#[test]
fn a_receipt_for_somebody_elses_chain_is_no_anchor_of_ones_own() {
    for (what, shown) in wrong_clocks() {
        let company = Company::start();
        let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
        lin.clock.show(shown);
        company.time.set(on("09:00"));
        lin.sync();
        company.time.set(on("10:00"));
        wang.capture(Lead::HUASHENG);
        wang.sync();
        company.time.set(on("10:30"));
        lin.sync();
        company.time.set(on("11:00"));
        let card = lin.capture(Lead::DINGLI);
        check_signed(&lin, &card, on("11:00"), what);
        let proof = lin.lead(&card).expect("held")["ruling"]["cards"][0]["proof"].clone();
        assert_eq!(proof, "anchored", "{what}");
        let now = lin.done("session", Value::Null)["nowMs"].as_i64().expect("a time");
        assert_eq!(now, on("11:00").0, "{what}");
    }
}

#[test]
fn without_any_contact_in_its_boot_a_card_lies_between_the_contacts_around_it() {
    for (what, shown) in wrong_clocks() {
        let company = Company::start();
        let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
        wang.clock.reboot();
        wang.clock.show(shown);
        company.time.set(on("10:00"));
        let card = wang.capture(Lead::HUASHENG);
        wang.clock.reboot();
        company.time.set(on("17:30"));
        wang.hand_in_by_file(&lin, &company.stick());
        lin.sync();
        let ruling = &lin.lead(&card).expect("held")["ruling"]["cards"][0];
        let at = ruling["atMs"].as_i64().expect("a time");
        let (from, to) = (on_day("2026-03-11", "18:00").0, on("17:30").0);
        assert!((from..=to).contains(&at), "{what}: {at} is not in {from}..={to}");
    }
}

#[test]
fn a_wait_at_the_lock_ends_when_the_clock_is_set_back() {
    let company = Company::start();
    let wang = company.blank_laptop("wangfang");
    wang.clock.show(on_day("2029-03-11", "18:00"));
    wang.done("enrol", enrolment(&company.code("wangfang")));
    wang.done("lock", Value::Null);
    for _ in 0..8 {
        wang.fails("unlock", json!({ "passphrase": "not this one" }));
    }
    wang.clock.show(company.time.now());
    let wait_ms = match wang.call("unlock", json!({ "passphrase": PASSPHRASE })) {
        Ok(_) => return,
        Err(failure) => failure.args["retryAfterMs"].parse::<i64>().expect("a wait"),
    };
    assert!(wait_ms < 24 * 3_600_000, "{wait_ms} ms is no wait for a person");
    company.time.set(company.time.now().plus_ms(wait_ms + 1_000));
    wang.done("unlock", json!({ "passphrase": PASSPHRASE }));
}

#[test]
fn a_receipt_for_what_is_yet_to_be_written_proves_nothing() {
    let company = Company::start();
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    company.time.set(on("09:00"));
    li.sync();
    let of = wang.desk.opened().expect("open").workspace().log();
    let (boot, mono_ms) = (NO_BOOT, 0);
    for head in [None, Some(RecordId::new([7; 32]))] {
        let receipt =
            Receipt { of, through: Seq(1_000), head, boot, mono_ms, holds: true, beside: None };
        let fact = Fresh::open(RECEIPT_KIND, receipt.encode());
        let opened = li.desk.opened().expect("open");
        opened.workspace().sign(vec![fact], &now(&*li.clock)).expect("signed");
    }
    // Switched off and on around it, so that no contact of hers measures it.
    wang.clock.reboot();
    company.time.set(on("12:31"));
    let card = wang.capture(Lead::HUASHENG);
    wang.hand_in_by_file(&lin, &company.stick());
    li.hand_in_by_file(&lin, &company.stick());
    wang.clock.reboot();
    company.time.set(on("18:00"));
    for laptop in [&li, &wang, &lin, &wang] {
        laptop.sync();
    }
    check_server(&company, &card, on("12:31"), "a receipt for the future");
    for laptop in [&wang, &lin] {
        check_signed(laptop, &card, on("12:31"), "a receipt for the future");
        let ruling = &laptop.lead(&card).expect("held")["ruling"];
        assert_eq!(ruling["cards"][0]["proof"], "bounded");
        assert_eq!(
            ruling["cards"][0]["seenBy"]["inCharge"],
            json!(["林国栋"]),
            "he saw it, the other did not"
        );
        assert_eq!(ruling["alerts"]["integrity"], Value::Null);
    }
}

#[test]
fn a_clock_that_steps_back_during_the_day_changes_no_order_and_is_said() {
    // Measured by the contact before, and where that was in another boot by the one after.
    for rebooted in [false, true] {
        let company = Company::start();
        let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
        company.time.set(on("09:00"));
        wang.sync();
        if rebooted {
            wang.clock.reboot();
        }
        company.time.set(on("10:00"));
        let first = wang.capture(Lead::DINGLI);
        company.time.set(on("10:20"));
        let rival = li.capture(Lead::HUASHENG);
        // Somebody corrects her clock by what his says: it is two hours behind from now on.
        wang.clock.show(on("08:20"));
        company.time.set(on("10:30"));
        let second = wang.capture(Lead::HUASHENG);
        company.time.set(on("17:30"));
        wang.hand_in_by_lan(&lin);
        for laptop in [&li, &lin, &wang, &li, &lin] {
            laptop.sync();
        }
        for laptop in [&wang, &li, &lin] {
            check_signed(laptop, &rival, on("10:20"), "hers came later");
            check_signed(laptop, &second, on("10:30"), "by her own chain and monotonic clock");
            let ruling = &laptop.lead(&rival).expect("held")["ruling"];
            assert_eq!(ruling["effective"], json!(rival), "{}", laptop.person);
            let cards = ruling["cards"].as_array().expect("cards").clone();
            let hers = cards.iter().find(|card| card["card"] == json!(second)).expect("hers");
            assert_eq!(
                (&hers["proof"], &hers["claimedMs"]),
                (&json!("anchored"), &json!(on("08:30").0))
            );
            assert_eq!(
                hers["contradicted"], true,
                "{}: she signed before what she cites",
                laptop.person
            );
            assert_eq!(ruling["alerts"]["integrity"], json!(["wangfang"]), "{}", laptop.person);
        }
        check_signed(&lin, &first, on("10:00"), "before it stepped");
    }
}

//! Official numbers, registration, and when a ruling is final (OWN-09, SYN-03).

mod common;

use common::{Company, Laptop, Lead, at, on};
use domain::FairId;
use domain::deadline::PackageStatus;
use domain::ruling::State;
use domain::time::{Day, Instant};
use domain::{CardId, PersonId};
use facts::payload::card_bytes;
use facts::{kind, payload};

fn state(company: &Company, card: CardId, as_of: Instant) -> State {
    company.ledger().view(card, as_of).unwrap().unwrap().state
}

fn package(company: &Company, as_of: Instant) -> PackageStatus {
    let day = Day::parse("2026-03-12").unwrap();
    company.ledger().package(&FairId::new("F1"), day, as_of).unwrap()
}

fn registrations(laptop: &Laptop) -> usize {
    laptop.of_kind(kind::REGISTRATION).len()
}

/// Li captures at 10:42, Wang the same customer at 10:58; only Wang has network at the fair.
async fn the_day(company: &Company) -> ([Laptop; 3], [CardId; 2]) {
    let [mut wang, mut li, mut lin] = company.laptops(["wangfang", "liqiang", "linguodong"]).await;
    company.clock.set(at("10:42"));
    let a = li.capture(Lead::HUASHENG);
    company.clock.set(at("10:58"));
    let b = wang.capture(Lead { phone: "13800138002", ..Lead::HUASHENG });
    company.clock.set(at("11:05"));
    wang.sync().await;
    company.clock.set(at("18:00"));
    wang.hand_in_to(&mut lin);
    li.hand_in_to(&mut lin);
    ([wang, li, lin], [a, b])
}

#[tokio::test]
async fn a_ruling_is_registered_when_the_server_holds_the_sealed_day() {
    let company = Company::start().await;
    let ([mut wang, mut li, mut lin], [a, b]) = the_day(&company).await;
    // Sun's laptop does not sync again, so nothing becomes final tonight.
    let _sun = company.laptop("sunwei").await;
    assert_eq!(state(&company, b, at("18:30")), State::Provisional);
    company.clock.set(at("20:30"));
    lin.assign(a, "liqiang");
    assert_eq!(lin.customer(a, at("20:30")).unwrap().state, State::Provisional);
    company.clock.set(at("21:00"));
    lin.seal("2026-03-12", &[a, b]);
    assert_eq!(package(&company, at("21:05")), PackageStatus::Open);
    company.clock.set(at("21:10"));
    lin.sync().await;
    assert_eq!(state(&company, a, at("21:10")), State::Registered);
    assert_eq!(package(&company, at("21:10")), PackageStatus::InTime);
    assert_eq!(registrations(&lin), 1, "both cards are one customer");

    company.clock.set(at("21:20"));
    wang.sync().await;
    li.sync().await;
    let now = at("21:31");
    let server = company.ledger().view(a, now).unwrap().unwrap();
    assert_eq!(server.ruling.effective, Some(a));
    for laptop in [&wang, &li, &lin] {
        let theirs = laptop.customer(b, now).unwrap();
        assert_eq!((theirs.hash, theirs.state), (server.hash, server.state), "{}", laptop.person);
    }
}

#[tokio::test]
async fn a_card_that_the_package_lists_and_nobody_has_brought_keeps_it_provisional() {
    let company = Company::start().await;
    let ([mut wang, _, mut lin], [a, b]) = the_day(&company).await;
    // One of her ids, for a card that she has not brought.
    let missing = CardId::mint(&PersonId::new(&wang.person), Instant(9), [9; 5]);
    company.clock.set(at("21:00"));
    lin.seal("2026-03-12", &[a, b, missing]);
    lin.sync().await;
    assert_eq!(state(&company, a, at("21:00")), State::Provisional);
    // It turns up: the same day package is now whole, for all its cards.
    let (_, ranking, content) =
        wang.card_payload(Lead { company: "惠州鼎立", ..Lead::HUASHENG });
    let mut late = facts::payload::CardRanking::decode(&ranking).unwrap();
    late.card = missing.0.into();
    wang.sign(kind::CARD, late.encode(), Some(content));
    wang.sync().await;
    assert_eq!(state(&company, missing, at("21:00")), State::Registered);
    lin.seal("2026-03-12", &[a, b, missing]);
    lin.sync().await;
    assert_eq!(state(&company, a, at("21:00")), State::Registered);
}

#[tokio::test]
async fn a_seal_by_anybody_else_counts_for_nothing() {
    let company = Company::start().await;
    let ([mut wang, _, mut lin], [a, b]) = the_day(&company).await;
    lin.sync().await;
    wang.seal("2026-03-12", &[a, b]);
    wang.sync().await;
    assert_eq!(state(&company, b, at("23:00")), State::Provisional);
    assert_eq!(package(&company, on("2026-03-13", "09:00")), PackageStatus::Missing);
}

#[tokio::test]
async fn a_ruling_that_changes_is_registered_again() {
    let company = Company::start().await;
    let ([_, _, mut lin], [a, b]) = the_day(&company).await;
    company.clock.set(at("21:00"));
    lin.seal("2026-03-12", &[a, b]);
    lin.sync().await;
    company.clock.set(at("22:00"));
    lin.assign(a, "liqiang");
    lin.sync().await;
    assert_eq!(registrations(&lin), 2);
    let customer = company.ledger().view(a, at("22:00")).unwrap().unwrap();
    assert_eq!(customer.state, State::Registered);
    assert_eq!(customer.ruling.owner, domain::ruling::Owner::Person(PersonId::new("liqiang")));
    lin.sync().await;
    assert_eq!(registrations(&lin), 2, "nothing has changed since");
}

#[tokio::test]
async fn final_after_the_waiting_period_whoever_decides_by_then() {
    let company = Company::start().await;
    let ([_, _, mut lin], [a, b]) = the_day(&company).await;
    // Sun's laptop never syncs again, so the roster stays open.
    let _sun = company.laptop("sunwei").await;
    company.clock.set(at("21:00"));
    lin.seal("2026-03-12", &[a, b]);
    lin.sync().await;
    assert_eq!(state(&company, a, on("2026-03-15", "20:59")), State::Registered);
    assert_eq!(state(&company, a, on("2026-03-15", "21:00")), State::Final);
    // On the 16th the regional manager decides instead of the supervisor; that flips nothing.
    assert_eq!(state(&company, a, on("2026-03-20", "09:00")), State::Final);
}

#[tokio::test]
async fn final_at_once_when_every_laptop_of_the_fair_has_synced_after_the_seal() {
    let company = Company::start().await;
    let ([mut wang, mut li, mut lin], [a, b]) = the_day(&company).await;
    let mut sun = company.laptop("sunwei").await;
    company.clock.set(at("21:00"));
    lin.seal("2026-03-12", &[a, b]);
    lin.sync().await;
    company.clock.set(at("21:30"));
    wang.sync().await;
    li.sync().await;
    assert_eq!(state(&company, a, at("21:30")), State::Registered);
    company.clock.set(at("21:40"));
    sun.sync().await;
    assert_eq!(state(&company, a, at("21:40")), State::Final);
    wang.sync().await;
    assert_eq!(wang.of_kind(kind::ROSTER_COMPLETE).len(), 1);
    assert_eq!(wang.customer(b, at("21:45")).unwrap().state, State::Final);
    sun.sync().await;
    assert_eq!(sun.of_kind(kind::ROSTER_COMPLETE).len(), 1, "said once");
}

#[tokio::test]
async fn a_card_left_behind_when_two_others_are_told_apart_is_registered_again() {
    let company = Company::start().await;
    let people = ["wangfang", "liqiang", "linguodong", "zhenghua"];
    let [mut wang, mut li, mut lin, mut hq] = company.laptops(people).await;
    let _sun = company.laptop("sunwei").await;
    company.clock.set(at("10:42"));
    let cards = [&mut wang, &mut li, &mut lin].map(|laptop| laptop.capture(Lead::HUASHENG));
    company.clock.set(at("18:00"));
    wang.hand_in_to(&mut lin);
    li.hand_in_to(&mut lin);
    company.clock.set(at("21:00"));
    lin.seal("2026-03-12", &cards);
    lin.sync().await;
    for pair in [[0, 1], [0, 2], [1, 2]] {
        let different =
            payload::Identity { same: false, cards: pair.map(|n| card_bytes(cards[n])).to_vec() };
        hq.sign(kind::IDENTITY, different.encode(), None);
        hq.sync().await;
        for card in cards {
            assert_eq!(state(&company, card, at("21:05")), State::Registered, "{pair:?} {card}");
        }
    }
}

#[tokio::test]
async fn numbers_follow_each_other() {
    let company = Company::start().await;
    let mut wang = company.laptop("wangfang").await;
    let names = ["深圳北斗导航有限公司", "深圳北方重工有限公司", "深圳北辰电机有限公司"];
    let cards = names.map(|name| wang.capture(Lead { company: name, ..Lead::HUASHENG }));
    let draft = wang.draft(Lead::HUASHENG);
    wang.sync().await;
    let numbers = cards.map(|card| company.ledger().official_number(card).unwrap());
    assert_eq!(numbers, [Some(1), Some(2), Some(3)]);
    assert_eq!(company.ledger().official_number(draft).unwrap(), None);
    assert_eq!(wang.of_kind(kind::NUMBER).len(), 3);
}

#[tokio::test]
async fn a_card_from_elsewhere_needs_no_package() {
    let company = Company::start().await;
    let mut wang = company.laptop("wangfang").await;
    let card = wang.capture(Lead { fair: None, ..Lead::HUASHENG });
    wang.sync().await;
    assert_eq!(state(&company, card, on("2026-03-11", "18:00")), State::Registered);
}

#[tokio::test]
async fn a_package_is_late_or_sent_late() {
    let company = Company::start().await;
    let ([_, _, mut lin], [a, b]) = the_day(&company).await;
    company.clock.set(at("23:50"));
    lin.seal("2026-03-12", &[a, b]);
    let next = on("2026-03-13", "08:00");
    company.clock.set(next);
    assert_eq!(package(&company, next), PackageStatus::Missing);
    lin.sync().await;
    assert_eq!(package(&company, next), PackageStatus::SealedInTimeSentLate);
}

//! What the server reads to do something: as much as has changed, however much there is. Counted, not timed.

mod common;

use std::sync::Arc;

use common::counting::{Count, Counting};
use common::{Company, Laptop, Lead, at};
use domain::time::Instant;
use domain::{CardId, PersonId};
use facts::payload::{self, CardBytes, card_bytes};
use facts::{kind, names};
use ledger::{RECEIPT_KIND, Receipt};
use protocol::RawRecords;
use protocol::sync::Reply;
use sync_server::{Folder, Ledger};

/// The company's own server, in this process and counted.
async fn counted(company: &mut Company) -> (Ledger, Count) {
    company.stop().await;
    let (storage, count) = (Folder::new(company.data()).open().unwrap(), Count::default());
    let storage = Counting { storage, count: count.clone() };
    let clock = Arc::new(company.clock.clone());
    let ledger = Ledger::open(Box::new(storage), clock, company.random()).unwrap();
    (ledger, count)
}

/// Brings what the laptop has signed since, and takes the reply.
fn bring(ledger: &Ledger, laptop: &mut Laptop, since: usize) -> Reply {
    let records: Vec<_> = laptop.own_records().skip(since).cloned().collect();
    let (frame, all) = RawRecords::fill(&records);
    assert_eq!(all, records.len(), "one frame");
    let request = laptop.request(frame);
    let reply = ledger.exchange(laptop.enrolment, &request).unwrap();
    assert!(reply.refused.is_empty());
    laptop.learn(&reply);
    reply
}

/// A card of some customer of its own.
fn capture(laptop: &mut Laptop, number: u32) {
    let (company, phone) = (format!("深圳第{number}电子有限公司"), format!("138{number:08}"));
    laptop.capture(Lead { company: &company, phone: &phone, ..Lead::HUASHENG });
}

/// Sees where another's chain ends.
fn vouch(witness: &mut Laptop, of: &Laptop) {
    let receipt = Receipt {
        of: of.log(),
        through: of.head.seq,
        head: of.head.last,
        boot: of.boot,
        mono_ms: of.contact().mono_ms,
        holds: false,
        beside: None,
    };
    witness.sign(RECEIPT_KIND, receipt.encode(), None);
}

#[tokio::test]
async fn a_seal_by_somebody_without_office_costs_no_more_than_any_other_record() {
    let mut company = Company::start().await;
    let [mut wang, mut li, mut lin] = company.laptops(["wangfang", "liqiang", "linguodong"]).await;
    company.clock.set(at("10:00"));
    let (ledger, count) = counted(&mut company).await;
    (0..100).for_each(|number| capture(&mut wang, number));
    bring(&ledger, &mut wang, 0);
    li.sign("customer.of_the_future", vec![1], None);
    let (other, _) = count.of(|| bring(&ledger, &mut li, 0));
    li.seal("2026-03-12", &[]);
    let (his, _) = count.of(|| bring(&ledger, &mut li, 1));
    lin.seal("2026-03-12", &[]);
    let (the_supervisors, _) = count.of(|| bring(&ledger, &mut lin, 0));
    assert!(his < other + 50, "{his} where a record of no kind reads {other}");
    assert!(the_supervisors > other + 100, "his makes all cards looked at: {the_supervisors}");
}

#[tokio::test]
async fn one_more_receipt_touches_what_it_proves_and_not_the_whole_day() {
    let mut company = Company::start().await;
    let mut booth = company.laptops(["wangfang", "liqiang", "sunwei"]).await;
    let mut lin = company.laptop("linguodong").await;
    let (ledger, count) = counted(&mut company).await;
    for number in 0..60 {
        company.clock.set(at("10:00").plus_ms(i64::from(number) * 60_000));
        let who = number as usize % booth.len();
        capture(&mut booth[who], number);
        for next in 1..=2 {
            let (witness, of) = ((who + next) % booth.len(), booth[who].clone());
            vouch(&mut booth[witness], &of);
        }
    }
    vouch(&mut lin, &booth[2]);
    capture(&mut booth[2], 1_000);
    for laptop in &mut booth {
        bring(&ledger, laptop, 0);
    }
    let (all, _) = count.of(|| bring(&ledger, &mut lin, 0));
    lin.sign("customer.of_the_future", vec![1], None);
    let (other, _) = count.of(|| bring(&ledger, &mut lin, 1));
    // The end that the server saw, too.
    vouch(&mut lin, &booth[2]);
    let (one, _) = count.of(|| bring(&ledger, &mut lin, 2));
    assert!(one < other + 300, "{one} where a record of no kind reads {other}, and all {all}");
}

#[tokio::test]
async fn a_late_receipt_touches_who_cites_it_and_not_what_was_signed_since() {
    let mut company = Company::start().await;
    let [mut wang, mut sun] = company.laptops(["wangfang", "sunwei"]).await;
    let (ledger, count) = counted(&mut company).await;
    company.clock.set(at("10:00"));
    sun.sign("customer.of_the_future", vec![1], None);
    let before = sun.clone();
    vouch(&mut sun, &wang);
    let early = sun.own_records().last().unwrap().id();
    for number in 0..100 {
        company.clock.set(at("10:00").plus_ms(i64::from(number) * 60_000));
        wang.cites = if number == 50 { vec![early] } else { Vec::new() };
        capture(&mut wang, number);
    }
    bring(&ledger, &mut wang, 0);
    let (other, _) = count.of(|| bring(&ledger, &mut before.clone(), 0));
    let (one, _) = count.of(|| bring(&ledger, &mut sun, 1));
    assert!(one > other, "the one card is looked at");
    assert!(one < other + 150, "{one} where a record of no kind reads {other}");
}

/// Ids of cards that nobody signed, as the person would have made them.
fn cards_of_nobody(person: &str, cards: usize) -> Vec<CardBytes> {
    let id = |n: usize| {
        let drawn = n.to_be_bytes()[3..].try_into().expect("five of eight bytes");
        card_bytes(CardId::mint(&PersonId::new(person), Instant(0), drawn))
    };
    (0..cards).map(id).collect()
}

fn hand_in(cards: Vec<CardBytes>) -> Vec<u8> {
    let (fair, day) = ("F1".to_owned(), "2026-03-12".to_owned());
    payload::HandIn { fair, day, cards, ..payload::HandIn::default() }.encode()
}

#[tokio::test]
async fn a_hand_in_of_ten_thousand_cards_that_do_not_exist_costs_what_any_record_does() {
    let mut company = Company::start().await;
    let [mut wang, mut li, mut lin] = company.laptops(["wangfang", "liqiang", "linguodong"]).await;
    company.clock.set(at("10:00"));
    let (ledger, count) = counted(&mut company).await;
    (0..20).for_each(|number| capture(&mut wang, number));
    bring(&ledger, &mut wang, 0);
    bring(&ledger, &mut lin, 0);
    capture(&mut wang, 1_000);
    let (before, _) = count.of(|| bring(&ledger, &mut wang, 20));
    li.sign("customer.of_the_future", vec![1], None);
    let (other, _) = count.of(|| bring(&ledger, &mut li, 0));
    let named = cards_of_nobody("liqiang", 10_000);
    for since in 1..=4 {
        li.sign(kind::HAND_IN, hand_in(named.clone()), None);
        let (his, _) = count.of(|| bring(&ledger, &mut li, since));
        assert!(his < other + 50, "hand-in {since}: {his} where a record of no kind reads {other}");
    }
    let (the_supervisors, _) = count.of(|| bring(&ledger, &mut lin, 0));
    assert!(the_supervisors < other + 100, "{the_supervisors} to tell him of four records");
    capture(&mut wang, 1_001);
    let (after, _) = count.of(|| bring(&ledger, &mut wang, 21));
    assert!(after < before + 50, "a card: {before}, and then {after}");
}

#[tokio::test]
async fn a_hand_in_of_others_cards_makes_nobody_read_it_with_them() {
    let mut company = Company::start().await;
    let [mut wang, mut li] = company.laptops(["wangfang", "liqiang"]).await;
    company.clock.set(at("10:00"));
    let (ledger, count) = counted(&mut company).await;
    let card = wang.capture(Lead::HUASHENG);
    bring(&ledger, &mut wang, 0);
    let read = |ledger: &Ledger| count.of(|| ledger.view(card, at("12:00")).unwrap().unwrap()).0;
    let before = read(&ledger);
    for since in 0..20 {
        li.sign(kind::HAND_IN, hand_in(vec![card_bytes(card); 10_000]), None);
        bring(&ledger, &mut li, since);
    }
    assert_eq!(read(&ledger), before);
}

#[tokio::test]
async fn a_record_that_names_more_than_one_may_makes_nobody_look_for_them() {
    let mut company = Company::start().await;
    let [mut wang, mut lin] = company.laptops(["wangfang", "linguodong"]).await;
    company.clock.set(at("10:00"));
    let (ledger, count) = counted(&mut company).await;
    let card = wang.capture(Lead::HUASHENG);
    bring(&ledger, &mut wang, 0);
    lin.sign("customer.of_the_future", vec![1], None);
    let (other, _) = count.of(|| bring(&ledger, &mut lin, 0));
    let mut named = cards_of_nobody("wangfang", 10_000);
    named.push(card_bytes(card));
    let many = |max: usize| named[named.len() - 1 - max..].to_vec();
    let dealt = |card: CardBytes| payload::Dealt {
        card,
        class: "a".to_owned(),
        person: "wangfang".to_owned(),
    };
    let (fair, scope, reason) = ("F1".to_owned(), "pool".to_owned(), String::new());
    let (cards, same) = (many(names::IDENTITY_NAMES_MAX), true);
    let dealt = many(names::DEAL_NAMES_MAX).into_iter().map(dealt).collect();
    let excused = many(names::CARDS_NAMED_MAX);
    let said = [
        (kind::IDENTITY, payload::Identity { same, cards }.encode()),
        (kind::DEAL, payload::Deal { fair, dealt, among: Vec::new(), scope, reason }.encode()),
        (kind::COUNTERSIGN, payload::Countersign { cards: excused.clone() }.encode()),
        (kind::EXCUSE, payload::Excuse { cards: excused, reason: "雨".to_owned() }.encode()),
    ];
    for (since, (kind, said)) in said.into_iter().enumerate() {
        lin.sign(kind, said, None);
        let (his, _) = count.of(|| bring(&ledger, &mut lin, since + 1));
        assert!(his < other + 50, "{kind}: {his} where a record of no kind reads {other}");
    }
    assert_eq!(
        ledger.about(card).unwrap().iter().filter(|one| one.kind() == kind::DEAL).count(),
        0
    );
}

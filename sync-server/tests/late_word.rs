//! What proves when something was signed may come to the server long after it. Whatever the order, everybody is
//! told the same, and the server's last word is the same.

mod common;

use common::{Company, Laptop, Lead, at, begin_anew, customer, proof_of, receipt};
use domain::card::Proof;
use domain::ruling::AlertKind;
use facts::{Fact, kind};
use ledger::{BootId, RECEIPT_KIND, Record};

/// The newest registration, and the ruling that it names.
fn registered(laptop: &Laptop) -> Option<[u8; 32]> {
    let registrations = laptop.of_kind(kind::REGISTRATION);
    let newest = registrations.into_iter().max_by_key(|record| record.envelope().seq)?;
    match Fact::read(newest) {
        Ok(Fact::Registration { ruling, .. }) => Some(ruling),
        _ => None,
    }
}

fn last(laptop: &Laptop) -> Record {
    laptop.own_records().last().unwrap().clone()
}

/// Her laptop was switched on again, and Sun saw its clock before she signed: her card cites him, and by his word
/// it is measured. Li signed twenty minutes later. Sun, who alone knows when that was, goes home without a
/// network; `late` says whether the server hears of him after everybody else.
async fn play(late: bool) -> ([u8; 32], Proof) {
    let company = Company::start().await;
    let [mut wang, mut li, mut sun, mut lin] =
        company.laptops(["wangfang", "liqiang", "sunwei", "linguodong"]).await;
    company.clock.set(at("09:00"));
    for laptop in [&mut wang, &mut li, &mut sun, &mut lin] {
        laptop.sync().await;
    }
    wang.boot = BootId::new([2; 16]);
    company.clock.set(at("09:59"));
    wang.sign("customer.of_the_future", vec![1], None);
    company.clock.set(at("10:00"));
    let seen = receipt(&last(&wang), wang.boot, wang.contact().mono_ms);
    wang.cites = vec![sun.sign(RECEIPT_KIND, seen.encode(), None).id()];
    company.clock.set(at("10:05"));
    let hers = wang.capture(Lead::HUASHENG);
    wang.boot = BootId::new([3; 16]);
    company.clock.set(at("10:25"));
    let his = li.capture(Lead::HUASHENG);
    company.clock.set(at("18:00"));
    if !late {
        sun.sync().await;
    }
    wang.sync().await;
    li.sync().await;
    company.clock.set(at("20:00"));
    lin.sync().await;
    lin.seal("2026-03-12", &[hers, his]);
    lin.sync().await;
    li.sync().await;
    company.clock.set(at("21:00"));
    if late {
        assert_eq!(proof_of(&customer(&company, hers, at("21:00")), hers).0, Proof::Bounded);
        sun.sync().await;
    }
    li.sync().await;
    let found = customer(&company, hers, at("21:00"));
    assert_eq!(
        li.customer(his, at("21:00")).unwrap().hash,
        found.hash,
        "he rules as the server does"
    );
    assert_eq!(registered(&li), Some(found.hash), "and the server has said so");
    (found.hash, proof_of(&found, hers).0)
}

#[tokio::test]
async fn a_word_that_a_card_cites_counts_whenever_it_comes() {
    let (_, in_time) = play(false).await;
    let (_, late) = play(true).await;
    assert_eq!((in_time, late), (Proof::Anchored, Proof::Anchored));
}

/// Who says what first.
#[derive(Clone, Copy, PartialEq)]
enum First {
    Supervisor,
    KeptBack,
}

/// Her program writes a second chain at half past ten and keeps it back, with a customer whom Li meets at noon. At
/// eleven she hands in to the supervisor, in her first chain. The second goes straight to the server.
async fn keep_back(first: First) {
    let company = Company::start().await;
    let [mut wang, mut li, mut lin] = company.laptops(["wangfang", "liqiang", "linguodong"]).await;
    company.clock.set(at("09:00"));
    for laptop in [&mut wang, &mut li, &mut lin] {
        laptop.sync().await;
    }
    let mut other = wang.clone();
    company.clock.set(at("10:00"));
    wang.capture(Lead { company: "惠州鼎立模具有限公司", phone: "", ..Lead::HUASHENG });
    company.clock.set(at("10:30"));
    let receipts = other.of_kind(RECEIPT_KIND).into_iter().filter(|given| {
        matches!(Fact::read(given), Ok(Fact::Receipt(receipt)) if receipt.of == other.log())
    });
    other.cites =
        receipts.max_by_key(|given| given.envelope().seq).map(Record::id).into_iter().collect();
    begin_anew(&mut other, 2);
    let hers = other.capture(Lead::HUASHENG);
    company.clock.set(at("11:00"));
    wang.hand_in_to(&mut lin);
    company.clock.set(at("12:00"));
    let his = li.capture(Lead::HUASHENG);
    company.clock.set(at("16:00"));
    li.sync().await;
    if first == First::Supervisor {
        lin.sync().await;
    }
    company.clock.set(at("17:00"));
    other.sync().await;
    li.sync().await;
    company.clock.set(at("18:00"));
    lin.sync().await;
    li.sync().await;
    let now = at("18:00");
    let found = customer(&company, hers, now);
    assert_eq!(found.cluster.cards.len(), 2);
    assert_eq!(proof_of(&found, hers).0, Proof::Wide);
    assert_eq!(found.ruling.effective, Some(his));
    assert!(found.ruling.undecided, "a person decides");
    let alerts = found.ruling.alerts.iter().map(|alert| (alert.kind, alert.person.to_string()));
    let alerts: Vec<_> = alerts.collect();
    assert!(alerts.contains(&(AlertKind::Integrity, "wangfang".to_owned())), "{alerts:?}");
    assert!(alerts.contains(&(AlertKind::Disputed, "linguodong".to_owned())), "{alerts:?}");
    for laptop in [&li, &lin] {
        let there = laptop.customer(his, now).unwrap();
        assert_eq!(there.hash, found.hash, "{} rules as the server does", laptop.person);
    }
}

#[tokio::test]
async fn what_the_supervisor_saw_of_another_chain_counts_when_he_is_first() {
    keep_back(First::Supervisor).await;
}

#[tokio::test]
async fn and_when_the_chain_that_was_kept_back_is_first() {
    keep_back(First::KeptBack).await;
}

//! What proves when something was signed may come to the server long after it. Whatever the order, everybody is
//! told the same, and the server's last word is the same.

mod common;

use common::{Company, Laptop, Lead, at, customer, proof_of, receipt};
use domain::card::Proof;
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

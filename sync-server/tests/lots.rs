//! Cards that nothing tells apart: a lot decides until a person does, and nobody makes it come out for his friend.

mod common;

use common::{Company, Lead, at, customer};

/// The supervisor sees how the lot has fallen, and seals the day as often as he likes.
#[tokio::test]
async fn whoever_seals_does_not_change_a_lot() {
    let company = Company::start().await;
    let [mut wang, mut li, mut sun, mut lin] =
        company.laptops(["wangfang", "liqiang", "sunwei", "linguodong"]).await;
    company.clock.set(at("10:00"));
    let cards = [&mut wang, &mut li, &mut sun].map(|laptop| laptop.capture(Lead::HUASHENG));
    company.clock.set(at("17:00"));
    for laptop in [&mut wang, &mut li, &mut sun] {
        laptop.sync().await;
    }
    let fallen = customer(&company, cards[0], at("17:00")).ruling;
    assert!(fallen.undecided, "a lot");
    company.clock.set(at("20:00"));
    lin.sync().await;
    for _ in 0..8 {
        lin.seal("2026-03-12", &cards);
        lin.sync().await;
        let ruling = customer(&company, cards[0], at("20:00")).ruling;
        assert!(ruling.undecided);
        assert_eq!(ruling.effective, fallen.effective);
    }
    let there = lin.customer(cards[0], at("20:00")).unwrap();
    assert_eq!(there.ruling.effective, fallen.effective, "and his laptop draws as the server does");
}

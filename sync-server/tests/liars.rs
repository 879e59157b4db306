//! What somebody gains who lies about another's clock or chains with a receipt of his own.

mod common;

use common::{Company, Lead, at, customer, proof_of, receipt};
use domain::CardId;
use domain::card::{Proof, Says};
use domain::ruling::{AlertKind, Reason};
use facts::{Customer, kind};
use ledger::{Beside, BootId, RECEIPT_KIND, Receipt, Record};

/// Whom the alerts name whose words about a card do not fit, and what they say.
fn named(customer: &Customer, card: CardId) -> Vec<(String, Says)> {
    let alerts = &customer.ruling.alerts;
    let reasons = customer.ruling.reasons.iter().filter_map(|reason| match reason {
        Reason::Disputed { card: of, said, .. } if *of == card => Some(said),
        _ => None,
    });
    let said = reasons.filter_map(|said| Some((said.by.clone()?, said.says)));
    let alerted = |person: &domain::PersonId| {
        let one = |alert: &&domain::ruling::Alert| {
            alert.kind == AlertKind::Disputed && alert.person == *person
        };
        alerts.iter().any(|alert| one(&alert))
    };
    said.inspect(|(by, _)| assert!(alerted(by), "{alerts:?}"))
        .map(|(by, says)| (by.to_string(), says))
        .collect()
}

fn card_record(records: impl IntoIterator<Item = Record>) -> Record {
    records.into_iter().find(|record| record.kind() == kind::CARD).unwrap()
}

/// Her laptop was switched off and on around her card. Her rival, who signed twenty minutes later, says that he
/// saw her clock half an hour after that, when it had only just passed her signature.
#[tokio::test]
async fn a_rival_who_lies_about_a_clock_wins_nothing_and_is_named() {
    let company = Company::start().await;
    let [mut wang, mut li] = company.laptops(["wangfang", "liqiang"]).await;
    company.clock.set(at("09:00"));
    wang.sync().await;
    li.sync().await;
    wang.boot = BootId::new([2; 16]);
    company.clock.set(at("10:00"));
    let hers = wang.capture(Lead::HUASHENG);
    let record = card_record(wang.own_records().cloned());
    company.clock.set(at("10:20"));
    let his = li.capture(Lead::HUASHENG);
    company.clock.set(at("10:50"));
    let lie = receipt(&record, wang.boot, record.envelope().stamp.mono_ms + 1);
    li.sign(RECEIPT_KIND, lie.encode(), None);
    wang.boot = BootId::new([3; 16]);
    company.clock.set(at("17:00"));
    wang.sync().await;
    li.sync().await;
    wang.sync().await;
    let found = customer(&company, hers, at("17:00"));
    assert_eq!(found.cluster.cards.len(), 2);
    assert_eq!(proof_of(&found, hers), (Proof::Bounded, at("10:00")), "what her clock says");
    assert_eq!(found.ruling.effective, Some(his), "his is measured");
    assert!(found.ruling.undecided, "but a person decides");
    assert_eq!(named(&found, hers), [("liqiang".to_owned(), Says::SignedAt)]);
    let there = wang.customer(hers, at("17:00")).unwrap();
    assert_eq!(there.hash, found.hash, "her laptop says the same");
}

/// A friend in office makes her card worse by a clock that he made up: everybody reads that it was he.
#[tokio::test]
async fn a_supervisor_who_spoils_a_measured_time_is_named() {
    let company = Company::start().await;
    let [mut wang, mut li, mut lin] = company.laptops(["wangfang", "liqiang", "linguodong"]).await;
    company.clock.set(at("09:00"));
    wang.capture(Lead { company: "惠州鼎立模具有限公司", phone: "", ..Lead::HUASHENG });
    for laptop in [&mut wang, &mut li, &mut lin] {
        laptop.sync().await;
    }
    let older = wang.own_records().next().unwrap().clone();
    company.clock.set(at("10:00"));
    let hers = wang.capture(Lead::HUASHENG);
    company.clock.set(at("10:20"));
    let his = li.capture(Lead::HUASHENG);
    company.clock.set(at("10:30"));
    let lie = receipt(&older, wang.boot, at("10:30").0.unsigned_abs());
    lin.sign(RECEIPT_KIND, lie.encode(), None);
    wang.boot = BootId::new([2; 16]);
    company.clock.set(at("17:00"));
    for _ in 0..2 {
        for laptop in [&mut wang, &mut li, &mut lin] {
            laptop.sync().await;
        }
    }
    let found = customer(&company, hers, at("17:00"));
    assert_eq!(proof_of(&found, hers).0, Proof::Wide);
    assert_eq!(found.ruling.effective, Some(his), "the better proven meanwhile");
    assert!(found.ruling.undecided, "and a person decides");
    assert!(named(&found, hers).contains(&("linguodong".to_owned(), Says::NotBefore)));
    let there = li.customer(his, at("17:00")).unwrap();
    assert_eq!(there.hash, found.hash, "and on his laptop");
}

/// He says that her laptop went on in another chain. It has but one, as the server knows.
#[tokio::test]
async fn no_false_word_about_another_chain_harms_a_laptop_that_has_but_one() {
    let company = Company::start().await;
    let [mut wang, mut lin] = company.laptops(["wangfang", "linguodong"]).await;
    company.clock.set(at("09:00"));
    wang.sync().await;
    lin.sync().await;
    company.clock.set(at("10:00"));
    let hers = wang.capture(Lead::HUASHENG);
    let record = card_record(wang.own_records().cloned());
    company.clock.set(at("17:00"));
    let elsewhere = Some(at("16:00").0);
    let beside =
        Beside { current: wang.log().incarnation, first_ms: elsewhere, last_ms: elsewhere };
    let seen = receipt(&record, wang.boot, record.envelope().stamp.mono_ms + 7 * 3_600_000);
    lin.sign(RECEIPT_KIND, Receipt { beside: Some(beside), ..seen }.encode(), None);
    // It is he who brings what she signed.
    wang.hand_in_to(&mut lin);
    lin.sync().await;
    wang.sync().await;
    let found = customer(&company, hers, at("17:00"));
    assert_eq!(proof_of(&found, hers), (Proof::Anchored, at("10:00")));
    assert!(found.ruling.alerts.is_empty(), "{:?}", found.ruling.alerts);
}

//! What the server does and leaves when something comes after a ruling was final (OWN-12, SYN-03).

mod common;

use common::{Company, Laptop, Lead, at, on};
use domain::ruling::{Owner, State};
use domain::{CardId, PersonId};
use facts::payload::card_bytes;
use facts::{Customer, kind, payload};

/// Li's customer is final by the 16th. Sun had met him in the morning, away from the fair, and his laptop
/// comes on the 20th.
async fn sun_comes_late(company: &Company) -> ([Laptop; 3], [CardId; 2]) {
    let [mut li, mut lin, mut sun] = company.laptops(["liqiang", "linguodong", "sunwei"]).await;
    company.clock.set(at("09:30"));
    let earlier = sun.capture(Lead { fair: None, ..Lead::HUASHENG });
    company.clock.set(at("10:42"));
    let card = li.capture(Lead::HUASHENG);
    company.clock.set(at("18:00"));
    li.hand_in_to(&mut lin);
    company.clock.set(at("20:30"));
    lin.assign(card, "liqiang");
    lin.seal("2026-03-12", &[card]);
    lin.sync().await;
    assert_eq!(customer(company, card, on("2026-03-16", "09:00")).state, State::Final);
    company.clock.set(on("2026-03-20", "09:00"));
    sun.sync().await;
    ([li, lin, sun], [card, earlier])
}

fn customer(company: &Company, card: CardId, as_of: domain::time::Instant) -> Customer {
    company.ledger().view(card, as_of).unwrap().unwrap()
}

fn owner(person: &str) -> Owner {
    Owner::Person(PersonId::new(person))
}

fn decision(case: &domain::ruling::Case, card: CardId, adopt: bool) -> Vec<u8> {
    payload::CaseDecision {
        card: card_bytes(card),
        standing: payload::Outcome::of(&case.standing),
        proposed: payload::Outcome::of(&case.proposed),
        adopt,
        reason: "孙伟先签，有名片为证".to_owned(),
    }
    .encode()
}

#[tokio::test]
async fn nothing_is_registered_over_what_is_final() {
    let company = Company::start().await;
    let ([_, mut lin, _], [card, earlier]) = sun_comes_late(&company).await;
    let now = on("2026-03-20", "09:00");
    let found = customer(&company, card, now);
    let case = found.ruling.case.expect("an earlier card came late");
    assert_eq!((found.state, found.ruling.effective), (State::Final, Some(card)));
    assert_eq!(found.ruling.owner, owner("liqiang"));
    assert_eq!((case.standing.effective, case.proposed.effective), (Some(card), Some(earlier)));
    lin.sync().await;
    lin.sync().await;
    assert_eq!(lin.of_kind(kind::REGISTRATION).len(), 1);
    let seen = lin.customer(card, now).unwrap();
    assert_eq!((seen.hash, seen.state), (found.hash, State::Final), "the laptop says the same");
}

#[tokio::test]
async fn the_competent_persons_decision_is_carried_out_at_once_and_opens_no_second_case() {
    let company = Company::start().await;
    for adopt in [true, false] {
        let company = if adopt { &company } else { &Company::start().await };
        let ([_, mut lin, _], [card, earlier]) = sun_comes_late(company).await;
        lin.sync().await;
        let now = on("2026-03-20", "09:00");
        let case = lin.customer(card, now).unwrap().ruling.case.unwrap();
        lin.sign(kind::CASE_DECISION, decision(&case, card, adopt), None);
        lin.sync().await;
        for as_of in [now, on("2026-06-01", "09:00")] {
            let found = customer(company, card, as_of);
            let effective = if adopt { earlier } else { card };
            assert_eq!((found.state, &found.ruling.case), (State::Final, &None), "{adopt}");
            assert_eq!(found.ruling.effective, Some(effective));
            assert!(found.ruling.rules().contains(&domain::Rule::Own12));
        }
        assert_eq!(lin.of_kind(kind::REGISTRATION).len(), 2);
    }
}

#[tokio::test]
async fn a_decision_by_a_party_or_about_something_else_decides_nothing() {
    let company = Company::start().await;
    let ([mut li, mut lin, _], [card, earlier]) = sun_comes_late(&company).await;
    let now = on("2026-03-20", "09:00");
    li.sync().await;
    lin.sync().await;
    let case = customer(&company, card, now).ruling.case.unwrap();
    let mut other = case.clone();
    other.proposed.owner = owner("wangfang");
    lin.sign(kind::CASE_DECISION, decision(&other, card, true), None);
    li.sign(kind::CASE_DECISION, decision(&case, card, false), None);
    li.sync().await;
    lin.sync().await;
    let found = customer(&company, earlier, now).ruling;
    assert_eq!(found.case.as_ref().map(|case| &case.proposed), Some(&case.proposed));
    let void = found.reasons.iter().filter_map(|reason| match reason {
        domain::ruling::Reason::VoidDecision { rule, .. } => Some(rule.id()),
        _ => None,
    });
    assert_eq!(void.collect::<std::collections::BTreeSet<_>>(), ["OWN-05", "OWN-12"].into());
    assert_eq!(lin.of_kind(kind::REGISTRATION).len(), 1);
}

#[tokio::test]
async fn time_does_not_make_final_what_was_known_to_be_out_of_date() {
    let company = Company::start().await;
    let [mut li, mut lin, mut wang] = company.laptops(["liqiang", "linguodong", "wangfang"]).await;
    let _sun = company.laptop("sunwei").await;
    company.clock.set(at("10:42"));
    let card = li.capture(Lead::HUASHENG);
    company.clock.set(at("18:00"));
    li.hand_in_to(&mut lin);
    lin.seal("2026-03-12", &[card]);
    lin.sync().await;
    assert_eq!(customer(&company, card, at("18:00")).state, State::Registered);
    // On the second day, which is not sealed, somebody else meets the same customer.
    company.clock.set(on("2026-03-13", "10:00"));
    wang.capture(Lead::HUASHENG);
    wang.sync().await;
    wang.sync().await;
    assert_eq!(customer(&company, card, on("2026-03-13", "10:00")).state, State::Provisional);
    assert_eq!(customer(&company, card, on("2026-03-20", "09:00")).state, State::Provisional);
    lin.sync().await;
    assert_eq!(lin.of_kind(kind::REGISTRATION).len(), 2, "said once");
}

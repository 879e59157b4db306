//! How laptops get in.

mod common;

use common::{Company, Laptop, at, post_enrol, post_plain, request};
use domain::PersonId;
use protocol::RawRecords;
use protocol::enrol::{CODES_PATH, Code, CodeRequest};
use protocol::recovery::{RETURN_PATH, Return};

#[tokio::test]
async fn a_code_and_a_key_become_an_enrolment() {
    let company = Company::start().await;
    let wang = company.laptop("wangfang").await;
    let book = company.ledger().book().unwrap();
    let enrolled = &book.enrolments[&wang.enrolment];
    assert_eq!(enrolled.person, PersonId::new("wangfang"));
    assert_eq!(enrolled.device, "ThinkPad");
    assert_eq!(wang.book().company.people.len(), 7, "the company came with the certificate");
}

#[tokio::test]
async fn a_code_is_good_once() {
    let company = Company::start().await;
    let code = company.code("wangfang");
    let first = post_enrol(company.address(), &request(&code.secret, &[1; 32])).await;
    let second = post_enrol(company.address(), &request(&code.secret, &[2; 32])).await;
    assert_eq!((first.status, second.status), (200, 403));
}

#[tokio::test]
async fn a_lost_answer_can_be_asked_for_again_with_the_same_key() {
    let company = Company::start().await;
    let request = request(&company.code("wangfang").secret, &[1; 32]);
    let first = post_enrol(company.address(), &request).await;
    let second = post_enrol(company.address(), &request).await;
    assert_eq!((first.status, &first.body), (200, &second.body));
}

#[tokio::test]
async fn used_expired_and_unknown_codes_look_the_same() {
    let company = Company::start().await;
    let (used, expired) = (company.code("wangfang"), company.code("liqiang"));
    post_enrol(company.address(), &request(&used.secret, &[1; 32])).await;
    let used = post_enrol(company.address(), &request(&used.secret, &[2; 32])).await;
    let unknown = post_enrol(company.address(), &request(&"0".repeat(32), &[3; 32])).await;
    company.clock.set(common::on("2026-03-11", "18:10"));
    let expired = post_enrol(company.address(), &request(&expired.secret, &[4; 32])).await;
    for refused in [&used, &unknown, &expired] {
        assert_eq!((refused.status, refused.code().as_str()), (403, "enrol.code"));
        assert_eq!(refused.body, used.body);
    }
}

#[tokio::test]
async fn a_key_that_is_weak_or_not_his_own_is_refused() {
    let company = Company::start().await;
    let mut weak = request(&company.code("wangfang").secret, &[1; 32]);
    weak.signing_key = [0; 32];
    let mut stolen = request(&company.code("wangfang").secret, &[2; 32]);
    stolen.signing_key = request("", &[3; 32]).signing_key;
    for bad in [weak, stolen] {
        let answer = post_enrol(company.address(), &bad).await;
        assert_eq!((answer.status, answer.code().as_str()), (400, "enrol.unproven"));
    }
}

#[tokio::test]
async fn guessing_codes_is_slowed_down_and_nobody_else_notices_for_long() {
    let company = Company::start().await;
    let guess = request(&"0".repeat(32), &[1; 32]);
    for _ in 0..20 {
        assert_eq!(post_enrol(company.address(), &guess).await.status, 403);
    }
    let answer = post_enrol(company.address(), &guess).await;
    assert_eq!(answer.status, 429);
    assert!(answer.headers.contains_key("retry-after"));
    company.clock.set(common::on("2026-03-11", "18:01"));
    company.laptop("wangfang").await;
}

#[tokio::test]
async fn laptops_that_bring_back_nothing_new_keep_nobody_in_their_hall_from_enrolling() {
    let company = Company::start().await;
    let nothing = Return { witness: None, records: RawRecords::default() }.encode();
    for _ in 0..20 {
        let answer = post_plain(company.address(), RETURN_PATH, nothing.clone()).await;
        assert_eq!(answer.status, 200);
    }
    let answer = post_plain(company.address(), RETURN_PATH, nothing).await;
    assert_eq!(answer.status, 429);
    company.laptop("wangfang").await;
}

#[tokio::test]
async fn headquarters_makes_codes_and_nobody_else_does() {
    let company = Company::start().await;
    let [mut hq, mut wang] = company.laptops(["zhenghua", "wangfang"]).await;
    let ask = |person: &str| CodeRequest { person: person.to_owned() }.encode();

    let answer = hq.post(CODES_PATH, ask("liqiang")).await;
    assert_eq!(answer.status, 200);
    let code = Code::parse(std::str::from_utf8(&answer.body).unwrap()).unwrap();
    assert_eq!(code.server, company.address());
    let enrolled = post_enrol(company.address(), &request(&code.secret, &[9; 32])).await;
    assert_eq!(enrolled.status, 200);

    assert_eq!(hq.post(CODES_PATH, ask("nobody")).await.status, 404);
    let refused = wang.post(CODES_PATH, ask("liqiang")).await;
    assert_eq!((refused.status, refused.code().as_str()), (403, "role.hq"));
}

#[tokio::test]
async fn two_laptops_of_one_person_tell_each_other() {
    let company = Company::start().await;
    let [mut first, mut second] = company.laptops(["wangfang", "wangfang"]).await;
    assert_ne!(first.enrolment, second.enrolment);
    company.clock.set(at("10:00"));
    let card = first.capture(common::Lead::HUASHENG);
    first.sync().await;
    second.sync().await;
    assert_eq!(second.holds(card), Some(true));
    let third: Laptop = company.laptop("wangfang").await;
    assert_eq!(third.holds(card), Some(true), "a new laptop gets it from the start");
}

//! What laptops bring, and what they are told.

mod common;

use common::{Company, Laptop, Lead, at, on};
use domain::time::Instant;
use facts::payload::card_bytes;
use facts::{Fact, kind, payload};
use ledger::{
    Hash, Head, Incarnation, LogId, Part, RECEIPT_KIND, Receipt, Record, Seq, Signer, Unsigned,
    WhichPart,
};
use protocol::RawRecords;
use protocol::sync::Refused;

fn codes(refused: &[Refused]) -> Vec<&str> {
    refused.iter().map(|refused| refused.code.as_str()).collect()
}

/// The server's receipts about a laptop's log that the laptop holds, oldest first.
fn receipts(laptop: &Laptop) -> Vec<Receipt> {
    let server = laptop.book().server;
    let mut found: Vec<&Record> = laptop.of_kind(RECEIPT_KIND);
    found.retain(|record| record.envelope().log.enrolment == server);
    found.sort_by_key(|record| record.envelope().seq);
    let read = |record: &Record| match Fact::read(record) {
        Ok(Fact::Receipt(receipt)) => Some(receipt),
        _ => None,
    };
    found.into_iter().filter_map(read).filter(|receipt| receipt.of == laptop.log()).collect()
}

#[tokio::test]
async fn a_card_goes_to_those_whom_it_concerns_and_to_nobody_else() {
    let company = Company::start().await;
    let people = ["wangfang", "liqiang", "sunwei", "linguodong", "jiangwen", "zhenghua"];
    let [mut wang, mut li, mut sun, mut lin, mut jiang, mut hq] = company.laptops(people).await;
    company.clock.set(at("10:58"));
    let card = wang.capture(Lead::HUASHENG);
    assert!(wang.sync().await.is_empty());
    for laptop in [&mut li, &mut sun, &mut lin, &mut jiang, &mut hq] {
        laptop.sync().await;
    }
    assert_eq!(sun.holds(card), Some(true), "the group leader of the fair");
    assert_eq!(lin.holds(card), Some(true), "the supervisor");
    assert_eq!(hq.holds(card), Some(true), "headquarters");
    assert_eq!(li.holds(card), None, "a colleague whom it does not concern");
    assert_eq!(jiang.holds(card), None, "the manager of another territory");
    let before = li.records.len();
    li.sync().await;
    assert_eq!(li.records.len(), before, "not even a receipt about somebody else's log");
}

#[tokio::test]
async fn a_rival_gets_the_ranking_part_and_rules_as_the_server_does() {
    let company = Company::start().await;
    let people = ["wangfang", "liqiang", "linguodong"];
    let [mut wang, mut li, mut lin] = company.laptops(people).await;
    company.clock.set(at("10:42"));
    let a = li.capture(Lead::HUASHENG);
    company.clock.set(at("10:58"));
    let b = wang.capture(Lead { phone: "13800138002", ..Lead::HUASHENG });
    wang.sync().await;
    assert_eq!(wang.customer(b, at("10:58")).unwrap().ruling.effective, Some(b));
    company.clock.set(at("11:30"));
    for laptop in [&mut li, &mut wang, &mut lin] {
        laptop.sync().await;
    }
    assert_eq!(wang.holds(a), Some(false), "of the rival's card no text");
    assert_eq!(li.holds(b), Some(false));
    assert_eq!(lin.holds(b), Some(true));
    let now = at("11:31");
    let server = company.ledger().view(a, now).unwrap().unwrap();
    assert_eq!(server.ruling.effective, Some(a));
    for laptop in [&wang, &li, &lin] {
        assert_eq!(laptop.customer(a, now).unwrap().hash, server.hash, "{}", laptop.person);
    }
}

#[tokio::test]
async fn drafts_are_read_by_whoever_reads_the_fair() {
    let company = Company::start().await;
    let people = ["wangfang", "liqiang", "linguodong"];
    let [mut wang, mut li, mut lin] = company.laptops(people).await;
    let draft = wang.draft(Lead::HUASHENG);
    wang.sync().await;
    lin.sync().await;
    li.sync().await;
    assert_eq!((lin.holds(draft), li.holds(draft)), (Some(true), None));
}

#[tokio::test]
async fn pushing_twice_changes_nothing() {
    let company = Company::start().await;
    let mut wang = company.laptop("wangfang").await;
    let card = wang.capture(Lead::HUASHENG);
    let records: Vec<Record> = wang.own_records().cloned().collect();
    let request = wang.request(RawRecords::fill(&records).0);
    let first = wang.exchange(&request).await;
    let about = company.ledger().about(card).unwrap();
    let second = wang.exchange(&request).await;
    assert_eq!(first.has, second.has);
    assert!(second.refused.is_empty());
    assert_eq!(company.ledger().about(card).unwrap(), about, "one card, one number");
    assert_eq!(company.ledger().official_number(card).unwrap(), Some(1));
}

#[tokio::test]
async fn one_bad_record_does_not_block_the_others() {
    let company = Company::start().await;
    let [mut wang, li] = company.laptops(["wangfang", "liqiang"]).await;
    let (_, ranking, content) = wang.card_payload(Lead::HUASHENG);
    let unsigned = wang.unsigned(kind::CARD, ranking, Some(content));

    // Signed by Li's key in Wang's chain; of another company; from nobody; no record at all.
    let stolen = li.signer.sign(&wang.head, unsigned.clone());
    let stranger = Signer::new(&[5; 32], company.founded.company);
    let nowhere = LogId { enrolment: ledger::EnrolmentId::new([8; 16]), ..wang.log() };
    let unknown = stranger.sign(&Head::start(nowhere), unsigned.clone());
    let elsewhere = Signer::new(&[5; 32], ledger::CompanyId::new([1; 16]));
    let foreign = elsewhere.sign(&wang.head, unsigned);
    let good = wang.capture(Lead::HUASHENG);
    let good_record = wang.own_records().next().unwrap().clone();
    let mut frame = RawRecords::all([&stolen, &unknown, &foreign, &good_record]);
    frame = with_garbage(&frame);

    let request = wang.request(frame);
    let reply = wang.exchange(&request).await;
    let mut found = codes(&reply.refused);
    found.sort_unstable();
    let expected =
        ["record.company", "record.signature", "record.unknown_enrolment", "record.unreadable"];
    assert_eq!(found, expected);
    assert_eq!(company.ledger().official_number(good).unwrap(), Some(1));
    assert_eq!(reply.has[&wang.log()], Seq(1));
}

/// The same frame with one more item that is no record.
fn with_garbage(frame: &RawRecords) -> RawRecords {
    let mut items: Vec<minicbor::bytes::ByteVec> =
        minicbor::decode(&minicbor::to_vec(frame).unwrap()).unwrap();
    items.insert(1, b"<html>Please accept our terms</html>".to_vec().into());
    minicbor::decode(&minicbor::to_vec(items).unwrap()).unwrap()
}

#[tokio::test]
async fn a_gap_waits_and_is_filled() {
    let company = Company::start().await;
    let mut wang = company.laptop("wangfang").await;
    wang.capture(Lead::HUASHENG);
    wang.capture(Lead { company: "惠州鼎立模具有限公司", ..Lead::HUASHENG });
    let records: Vec<Record> = wang.own_records().cloned().collect();
    let request = wang.request(RawRecords::fill(&records[1..]).0);
    let reply = wang.exchange(&request).await;
    assert_eq!(codes(&reply.refused), ["record.gap"]);
    assert_eq!(reply.has[&wang.log()], Seq::ZERO);
    let request = wang.request(RawRecords::fill(&records).0);
    let reply = wang.exchange(&request).await;
    assert!(reply.refused.is_empty());
    assert_eq!(reply.has[&wang.log()], Seq(2));
}

#[tokio::test]
async fn both_branches_of_a_fork_are_kept_and_the_owner_goes_on() {
    let company = Company::start().await;
    let mut li = company.laptop("liqiang").await;
    let a = li.capture(Lead::HUASHENG);
    li.sync().await;
    let mut clone = li.clone();
    let b = li.capture(Lead { company: "深圳北斗导航有限公司", ..Lead::HUASHENG });
    let c = clone.capture(Lead { company: "深圳北方重工有限公司", ..Lead::HUASHENG });
    assert!(li.sync().await.is_empty());
    assert!(clone.sync().await.is_empty());
    for card in [a, b, c] {
        let customer = company.ledger().view(card, at("09:00")).unwrap().unwrap();
        assert_eq!(customer.ruling.effective, Some(card));
        assert_eq!(customer.cluster.cards[&card].forked, card != a);
    }
    let d = clone.capture(Lead { company: "深圳北辰电机有限公司", ..Lead::HUASHENG });
    assert!(clone.sync().await.is_empty(), "either branch may go on");
    assert!(company.ledger().official_number(d).unwrap().is_some());
}

#[tokio::test]
async fn a_card_that_is_signed_again_stays_as_it_was_signed_first() {
    let company = Company::start().await;
    let mut wang = company.laptop("wangfang").await;
    company.clock.set(at("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    wang.sync().await;
    company.clock.set(at("15:00"));
    let signed = wang.own_records().find(|record| record.kind() == kind::CARD).unwrap();
    let payload = signed.part(WhichPart::Ranking).unwrap();
    let mut again = payload::CardRanking::decode(payload).unwrap();
    again.register = 77;
    let head = wang.head;
    for incarnation in [0, 1, 2] {
        let log = LogId { enrolment: wang.enrolment, incarnation: Incarnation(incarnation) };
        wang.head = if incarnation == 1 { head } else { Head::start(log) };
        wang.sign(kind::CARD, again.encode(), None);
        wang.sync().await;
        let customer = company.ledger().view(card, at("15:01")).unwrap().unwrap();
        assert_eq!(customer.cluster.cards[&card].signed.what.register, 1, "chain {incarnation}");
    }
}

#[tokio::test]
async fn the_first_sync_of_an_empty_laptop_anchors_its_clock() {
    let company = Company::start().await;
    let wang = company.laptop("wangfang").await;
    let receipts = receipts(&wang);
    assert_eq!(receipts.len(), 1);
    assert_eq!((receipts[0].through, receipts[0].boot), (Seq::ZERO, wang.boot));
    assert_eq!(receipts[0].mono_ms, wang.contact().mono_ms);
}

#[tokio::test]
async fn receipts_are_given_for_news_for_another_boot_and_after_an_hour() {
    let company = Company::start().await;
    let mut wang = company.laptop("wangfang").await;
    wang.sync().await;
    assert_eq!(receipts(&wang).len(), 1, "a minute later nothing has changed");
    wang.capture(Lead::HUASHENG);
    wang.sync().await;
    assert_eq!(
        receipts(&wang).last().map(|receipt| (receipt.through, receipt.holds)),
        Some((Seq(1), true))
    );
    wang.boot = ledger::BootId::new([7; 16]);
    wang.sync().await;
    assert_eq!(receipts(&wang).len(), 3);
    company.clock.set(on("2026-03-11", "19:00"));
    wang.sync().await;
    assert_eq!(receipts(&wang).len(), 4);
    wang.sync().await;
    assert_eq!(receipts(&wang).len(), 4);
}

#[tokio::test]
async fn whoever_brings_nothing_but_new_boots_gets_few_receipts() {
    let company = Company::start().await;
    let mut wang = company.laptop("wangfang").await;
    for boot in 1..=40 {
        wang.boot = ledger::BootId::new([boot; 16]);
        wang.sync().await;
    }
    let given = receipts(&wang).len();
    assert!((2..=10).contains(&given), "{given} receipts");
    wang.capture(Lead::HUASHENG);
    wang.sync().await;
    assert_eq!(receipts(&wang).len(), given + 1, "what is new is acknowledged");
    company.clock.set(on("2026-03-11", "20:00"));
    wang.boot = ledger::BootId::new([41; 16]);
    wang.sync().await;
    let last = receipts(&wang).pop().expect("a receipt");
    assert_eq!(last.boot, wang.boot, "and an hour later a boot counts again");
}

#[tokio::test]
async fn an_idle_exchange_is_one_small_request_and_an_empty_reply() {
    let company = Company::start().await;
    let mut wang = company.laptop("wangfang").await;
    for n in 0..50 {
        wang.capture(Lead { company: &format!("深圳第{n}公司"), ..Lead::HUASHENG });
    }
    wang.sync().await;
    company.clock.set(on("2026-03-11", "18:30"));
    let request = wang.request(RawRecords::default());
    let reply = wang.exchange(&request).await;
    assert!(reply.feed.is_empty() && !reply.more && reply.wants_parts.is_empty());
    let (sent, received) = wang.last_exchange;
    assert!(sent + received < 1024, "{sent} + {received} bytes");
}

#[tokio::test]
async fn a_clock_that_is_hours_wrong_is_corrected_by_the_last_contact() {
    let company = Company::start().await;
    let [mut wang, mut li] = company.laptops(["wangfang", "liqiang"]).await;
    company.clock.set(at("10:58"));
    let b = wang.capture(Lead::HUASHENG);
    company.clock.set(at("12:31"));
    // Same boot, so the monotonic clock goes on; the wall clock says 09:01.
    let (a, ranking, content) = li.card_payload(Lead::HUASHENG);
    let mut unsigned: Unsigned = li.unsigned(kind::CARD, ranking, Some(content));
    unsigned.stamp.claimed_ms = at("09:01").0;
    let record = li.signer.clone().sign(&li.head, unsigned);
    let request = li.request(RawRecords::all([&record]));
    li.exchange(&request).await;
    wang.sync().await;
    let customer = company.ledger().view(a, at("18:00")).unwrap().unwrap();
    assert_eq!(customer.ruling.effective, Some(b));
    assert_eq!(customer.cluster.cards[&a].at(), at("12:31"));
    assert_eq!(customer.cluster.cards[&a].signed.time.claimed, at("09:01"));
}

#[tokio::test]
async fn what_was_handed_in_comes_through_the_supervisor_and_counts_from_then() {
    let company = Company::start().await;
    let [mut wang, mut lin] = company.laptops(["wangfang", "linguodong"]).await;
    company.clock.set(at("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    company.clock.set(at("18:00"));
    wang.hand_in_to(&mut lin);
    company.clock.set(at("21:00"));
    assert!(lin.sync().await.is_empty());
    let customer = company.ledger().view(card, at("21:00")).unwrap().unwrap();
    let file = &customer.cluster.cards[&card];
    assert_eq!(file.possession, Some(at("18:00")));
    assert_eq!(file.at(), at("10:00"));
    assert_eq!(customer.ruling.effective, Some(card));

    // The server did not speak with Wang's laptop: its receipt says nothing about her clock.
    company.clock.set(at("21:30"));
    let before = receipts(&wang).len();
    wang.sync().await;
    let receipts = receipts(&wang);
    let relayed = &receipts[before];
    assert_eq!((relayed.boot.as_bytes(), relayed.mono_ms, relayed.holds), (&[0; 16], 0, true));
    assert_eq!(receipts.last().unwrap().boot, wang.boot);
    let now = at("21:31");
    let server = company.ledger().view(card, now).unwrap().unwrap();
    assert_eq!(wang.customer(card, now).unwrap().hash, server.hash);
}

#[tokio::test]
async fn parts_that_a_carrier_may_not_hold_are_asked_for() {
    let company = Company::start().await;
    let [mut wang, mut li] = company.laptops(["wangfang", "liqiang"]).await;
    let card = wang.capture(Lead::HUASHENG);
    let thin = wang.own_records().next().unwrap().without_content();
    li.records.insert(thin.id(), thin);
    li.sync().await;
    let mut lin = company.laptop("linguodong").await;
    assert_eq!(lin.holds(card), Some(false), "the server has no more itself");
    wang.sync().await;
    lin.sync().await;
    assert_eq!(lin.holds(card), Some(true));
}

#[tokio::test]
async fn a_revoked_laptop_may_bring_and_is_told_nothing() {
    let company = Company::start().await;
    let [mut wang, mut li, mut hq] = company.laptops(["wangfang", "liqiang", "zhenghua"]).await;
    company.clock.set(at("09:00"));
    let before = li.capture(Lead::HUASHENG);
    company.clock.set(at("10:00"));
    let revocation = payload::Revocation {
        enrolment: (*li.enrolment.as_bytes()).into(),
        reason: "lost".to_owned(),
    };
    hq.sign(kind::REVOCATION, revocation.encode(), None);
    hq.sync().await;
    company.clock.set(at("11:00"));
    let rival = wang.capture(Lead::HUASHENG);
    wang.sync().await;
    let held = li.records.len();
    assert!(li.sync().await.is_empty(), "what it has is taken");
    assert_eq!(li.records.len(), held, "and nothing comes back");
    assert_eq!(li.holds(rival), None);
    wang.sync().await;
    let customer = company.ledger().view(before, at("11:30")).unwrap().unwrap();
    assert_eq!(customer.cluster.cards.len(), 2, "it is kept");
    assert_eq!(customer.ruling.effective, Some(rival), "nobody had seen it before the revocation");
}

#[tokio::test]
async fn nobody_writes_in_the_book_under_another_name() {
    let company = Company::start().await;
    let [mut wang, mut li] = company.laptops(["wangfang", "liqiang"]).await;
    let promotion = payload::Person {
        id: "wangfang".to_owned(),
        name: "王芳".to_owned(),
        roles: vec!["hq".to_owned()],
        ..payload::Person::default()
    };
    let mut unsigned = wang.unsigned(kind::PERSON, promotion.encode(), None);
    unsigned.author = "zhenghua".to_owned();
    let forged = wang.signer.clone().sign(&wang.head, unsigned);
    let request = wang.request(RawRecords::all([&forged]));
    assert!(wang.exchange(&request).await.refused.is_empty(), "kept, as evidence");
    let book = company.ledger().book().unwrap();
    let wangfang = domain::PersonId::new("wangfang");
    assert!(!book.company.holds(&wangfang, domain::company::Role::Hq, at("12:00")));
    let card = li.capture(Lead::HUASHENG);
    li.sync().await;
    assert!(li.of_kind(kind::PERSON).iter().all(|record| record.id() != forged.id()));
    wang.sync().await;
    assert_eq!(wang.holds(card), None);
}

#[tokio::test]
async fn a_citation_brings_nobody_what_is_not_a_receipt() {
    let company = Company::start().await;
    let [mut wang, mut li, mut second] = company.laptops(["wangfang", "liqiang", "wangfang"]).await;
    let secret = li.capture(Lead::HUASHENG);
    let secret_record = li.own_records().next().unwrap().id();
    li.sync().await;
    let other =
        Lead { company: "惠州鼎立模具有限公司", phone: "13700137001", ..Lead::HUASHENG };
    let (mine, ranking, content) = wang.card_payload(other);
    let mut unsigned = wang.unsigned(kind::CARD, ranking, Some(content));
    unsigned.anchors = vec![secret_record];
    let record = wang.signer.clone().sign(&wang.head, unsigned);
    let request = wang.request(RawRecords::all([&record]));
    wang.exchange(&request).await;
    second.sync().await;
    assert_eq!(second.holds(mine), Some(true));
    assert_eq!((second.holds(secret), wang.holds(secret)), (None, None));
}

#[tokio::test]
async fn a_new_role_brings_what_was_there_before() {
    let company = Company::start().await;
    let people = ["wangfang", "huangli", "zhenghua"];
    let [mut wang, mut huang, mut hq] = company.laptops(people).await;
    let card = wang.capture(Lead::HUASHENG);
    wang.sync().await;
    huang.sync().await;
    assert_eq!(huang.holds(card), None);
    company.clock.set(at("12:00"));
    let promotion = payload::Person {
        id: "huangli".to_owned(),
        name: "黄丽".to_owned(),
        roles: vec!["crm_centre".to_owned()],
        ..payload::Person::default()
    };
    hq.sign(kind::PERSON, promotion.encode(), None);
    hq.sync().await;
    huang.sync().await;
    assert_eq!(huang.holds(card), Some(true));
}

#[tokio::test]
async fn kinds_from_the_future_are_kept_and_go_to_the_authors_other_laptop() {
    let company = Company::start().await;
    let [mut first, mut second, mut hq, mut li] =
        company.laptops(["wangfang", "wangfang", "zhenghua", "liqiang"]).await;
    let strange = first.sign("card.dreamt_of", vec![1, 2, 3], Some(vec![4]));
    assert!(first.sync().await.is_empty());
    for laptop in [&mut second, &mut hq, &mut li] {
        laptop.sync().await;
    }
    assert_eq!(second.records.get(&strange.id()), Some(&strange), "byte for byte");
    assert_eq!(hq.records.get(&strange.id()), Some(&strange));
    assert_eq!(li.records.get(&strange.id()), None);
}

/// SYN-10.
#[tokio::test]
async fn cards_of_one_push_come_before_older_follow_ups() {
    let company = Company::start().await;
    let [mut wang, mut hq] = company.laptops(["wangfang", "zhenghua"]).await;
    company.clock.set(at("10:00"));
    let first = wang.capture(Lead::HUASHENG);
    let follow_up = payload::FollowUp { card: card_bytes(first), ..Default::default() };
    wang.sign(kind::FOLLOW_UP, follow_up.encode(), None);
    company.clock.set(at("17:30"));
    wang.capture(Lead { company: "佛山海川五金厂", phone: "", ..Lead::HUASHENG });
    assert!(wang.sync().await.is_empty());
    let fed = hq.exchange(&hq.request(RawRecords::default())).await.feed;
    let kinds: Vec<String> =
        fed.decode().map(|record| record.unwrap().envelope().unwrap().kind).collect();
    let last = |wanted: &str| kinds.iter().rposition(|kind| kind == wanted).expect("it was fed");
    assert!(last(kind::CARD) < last(kind::FOLLOW_UP), "{kinds:?}");
}

#[tokio::test]
async fn a_long_feed_comes_in_frames_and_a_cursor_of_another_store_starts_anew() {
    let company = Company::start().await;
    let [mut wang, mut lin] = company.laptops(["wangfang", "linguodong"]).await;
    let mut cards = Vec::new();
    for n in 0..600 {
        let name = format!("深圳第{n}公司");
        let (card, ranking, _) =
            wang.card_payload(Lead { company: &name, phone: "", ..Lead::HUASHENG });
        let more = [("note".to_owned(), "长".repeat(400))].into();
        let content = payload::CardContent { company: name, more, ..Default::default() };
        wang.sign(kind::CARD, ranking, Some(content.encode()));
        cards.push(card);
    }
    assert!(wang.sync().await.is_empty());
    let request = lin.request(RawRecords::default());
    let first = lin.exchange(&request).await;
    assert!(first.more);
    lin.sync().await;
    assert!(cards.iter().all(|card| lin.holds(*card) == Some(true)));
    let mut request = lin.request(RawRecords::default());
    request.epoch = Hash::new([1; 32]).as_bytes().to_vec().into();
    let again = lin.exchange(&request).await;
    assert!(again.more && !again.feed.is_empty());
}

#[tokio::test]
async fn another_incarnation_is_another_chain() {
    let company = Company::start().await;
    let mut wang = company.laptop("wangfang").await;
    wang.capture(Lead::HUASHENG);
    wang.sync().await;
    wang.head = Head::start(LogId { incarnation: Incarnation(2), ..wang.log() });
    let card = wang.capture(Lead { company: "深圳北斗导航有限公司", ..Lead::HUASHENG });
    assert!(wang.sync().await.is_empty());
    assert!(company.ledger().official_number(card).unwrap().is_some());
    assert_eq!(receipts(&wang).last().unwrap().through, Seq(1));
}

#[tokio::test]
async fn a_device_learns_nothing_about_logs_that_it_does_not_carry() {
    let company = Company::start().await;
    let [mut wang, mut li] = company.laptops(["wangfang", "liqiang"]).await;
    li.capture(Lead::HUASHENG);
    li.sync().await;
    let mut request = wang.request(RawRecords::default());
    request.offer.insert(li.log(), Seq::ZERO);
    let reply = wang.exchange(&request).await;
    assert_eq!(reply.has[&li.log()], Seq::ZERO);
}

#[tokio::test]
async fn absurd_claims_are_taken_and_harm_nobody() {
    let company = Company::start().await;
    let [mut wang, li] = company.laptops(["wangfang", "liqiang"]).await;
    let (card, ranking, content) = wang.card_payload(Lead::HUASHENG);
    let mut unsigned = wang.unsigned(kind::CARD, ranking, Some(content));
    (unsigned.stamp.claimed_ms, unsigned.stamp.mono_ms) = (i64::MIN, u64::MAX);
    let first = wang.signer.clone().sign(&wang.head, unsigned);
    let lie = Receipt {
        of: li.log(),
        through: Seq(u64::MAX),
        head: None,
        boot: li.boot,
        mono_ms: u64::MAX,
        holds: true,
        beside: None,
    };
    let part = Part { salt: [1; 16], bytes: lie.encode().into() };
    let mut unsigned = wang.unsigned(RECEIPT_KIND, Vec::new(), None);
    unsigned.ranking = Some(part);
    let second = wang.signer.clone().sign(&Head::after(&first), unsigned);
    let request = wang.request(RawRecords::all([&first, &second]));
    assert!(wang.exchange(&request).await.refused.is_empty());
    assert!(company.ledger().view(card, Instant(i64::MAX)).unwrap().is_some());
}

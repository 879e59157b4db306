//! What a salesperson with a changed program and his own keys tries, by the server's own door. Each test says
//! what must hold.

mod common;

use common::{
    Company, Laptop, Lead, at, begin_anew, card_as_of, customer, on, proof_of, receipt, sign_as_of,
};
use domain::card::Proof;
use domain::ruling::Out;
use facts::payload::card_bytes;
use facts::{Gather, kind, payload};
use ledger::{BootId, RECEIPT_KIND, Receipt, Record};

/// The server sees her laptop every hour; at noon she hears of a colleague's customer and signs him in a chain
/// of its own, as if it had been before his.
#[tokio::test]
async fn another_chain_is_no_way_around_what_the_server_saw_of_the_laptop() {
    let company = Company::start().await;
    let [mut wang, mut li] = company.laptops(["wangfang", "liqiang"]).await;
    for time in ["09:00", "10:00", "11:00"] {
        company.clock.set(at(time));
        wang.capture(Lead {
            company: "惠州鼎立模具有限公司", phone: "", ..Lead::HUASHENG
        });
        wang.sync().await;
    }
    company.clock.set(at("11:30"));
    let his = li.capture(Lead::HUASHENG);
    li.sync().await;
    company.clock.set(at("12:00"));
    wang.sync().await;
    begin_anew(&mut wang, 2);
    let hers = card_as_of(&mut wang, Lead::HUASHENG, at("10:30"));
    wang.sync().await;
    let found = customer(&company, his, at("12:05"));
    assert_eq!(found.cluster.cards.len(), 2);
    assert_eq!(found.ruling.effective, Some(his), "{:?}", proof_of(&found, hers));
}

/// A laptop whose store was put back begins anew, and brings the end of its old chain with the new one.
#[tokio::test]
async fn a_laptop_that_honestly_begins_anew_keeps_what_was_measured_of_both_chains() {
    let company = Company::start().await;
    let [mut wang] = company.laptops(["wangfang"]).await;
    for time in ["09:00", "10:00", "11:00"] {
        company.clock.set(at(time));
        wang.capture(Lead {
            company: "惠州鼎立模具有限公司", phone: "", ..Lead::HUASHENG
        });
        wang.sync().await;
    }
    company.clock.set(at("12:00"));
    let old = wang
        .capture(Lead { company: "深圳北斗导航有限公司", phone: "", ..Lead::HUASHENG });
    company.clock.set(at("12:05"));
    begin_anew(&mut wang, 2);
    let new = wang.capture(Lead::HUASHENG);
    company.clock.set(at("15:00"));
    wang.sync().await;
    for (card, time) in [(old, "12:00"), (new, "12:05")] {
        let found = customer(&company, card, at("15:05"));
        assert_eq!(proof_of(&found, card), (Proof::Anchored, at(time)));
        assert!(found.ruling.alerts.is_empty(), "{:?}", found.ruling.alerts);
    }
}

/// She was dismissed at two, with her laptop in her bag; at three she signs a customer.
#[tokio::test]
async fn what_is_signed_after_a_revocation_is_not_made_older_by_a_chain_of_its_own() {
    let company = Company::start().await;
    let [mut wang, mut li, mut hq] = company.laptops(["wangfang", "liqiang", "zhenghua"]).await;
    company.clock.set(at("11:30"));
    let his = li.capture(Lead::HUASHENG);
    li.sync().await;
    company.clock.set(at("13:50"));
    wang.capture(Lead { company: "惠州鼎立模具有限公司", phone: "", ..Lead::HUASHENG });
    wang.sync().await;
    company.clock.set(at("14:00"));
    let revocation = payload::Revocation {
        enrolment: (*wang.enrolment.as_bytes()).into(),
        ..Default::default()
    };
    hq.sign(kind::REVOCATION, revocation.encode(), None);
    hq.sync().await;
    company.clock.set(at("15:00"));
    begin_anew(&mut wang, 2);
    let hers = card_as_of(&mut wang, Lead::HUASHENG, at("10:30"));
    let all: Vec<Record> =
        wang.records.values().filter(|r| r.envelope().log == wang.log()).cloned().collect();
    let request = wang.request(protocol::RawRecords::all(&all));
    let answer = wang.post(protocol::sync::PATH, request.encode()).await;
    assert_eq!(answer.status, 200);
    let found = customer(&company, his, at("15:05"));
    assert_eq!(found.ruling.effective, Some(his));
    let standing = found.ruling.cards.iter().find(|card| card.card == hers).unwrap();
    assert_eq!(standing.out, Some(Out::AfterRevocation));
}

/// She gets a second laptop at noon, and signs with it what it could not have signed in the morning.
#[tokio::test]
async fn nothing_is_older_than_the_key_that_signed_it() {
    let company = Company::start().await;
    let [mut li] = company.laptops(["liqiang"]).await;
    company.clock.set(at("11:30"));
    let his = li.capture(Lead::HUASHENG);
    li.sync().await;
    company.clock.set(at("12:00"));
    let mut wang = Laptop::enrol(&company, "wangfang").await;
    let hers = card_as_of(&mut wang, Lead::HUASHENG, at("10:30"));
    wang.sync().await;
    let found = customer(&company, his, at("12:05"));
    assert_eq!(found.cluster.cards.len(), 2);
    assert_eq!(found.ruling.effective, Some(his), "{:?}", proof_of(&found, hers));
}

/// Her laptop was switched off and on without a network around one card. A colleague says in the evening that
/// her clock had only just passed it when he looked.
#[tokio::test]
async fn no_colleague_makes_a_card_later_than_its_signer_says_by_a_clock_that_he_made_up() {
    let company = Company::start().await;
    let [mut wang, mut li] = company.laptops(["wangfang", "liqiang"]).await;
    company.clock.set(at("09:00"));
    wang.sync().await;
    wang.boot = BootId::new([2; 16]);
    company.clock.set(at("10:00"));
    let hers = wang.capture(Lead::HUASHENG);
    let record = wang.records.values().find(|r| r.kind() == kind::CARD).unwrap().clone();
    wang.boot = BootId::new([3; 16]);
    company.clock.set(at("12:00"));
    li.sync().await;
    li.capture(Lead::HUASHENG);
    company.clock.set(at("17:00"));
    wang.sync().await;
    let before = customer(&company, hers, at("17:00"));
    li.sync().await;
    company.clock.set(at("18:00"));
    let lie = receipt(&record, BootId::new([2; 16]), record.envelope().stamp.mono_ms + 1);
    li.sign(RECEIPT_KIND, lie.encode(), None);
    li.sync().await;
    let after = customer(&company, hers, at("18:00"));
    assert_eq!(
        proof_of(&after, hers),
        proof_of(&before, hers),
        "his word is not heard against hers"
    );
    assert!(after.ruling.undecided, "a person decides, as before");
}

/// A receipt for every boot that he makes up.
#[tokio::test]
async fn however_many_boots_somebody_makes_up_few_of_his_receipts_bear_on_a_card() {
    let company = Company::start().await;
    let [mut wang, mut li] = company.laptops(["wangfang", "liqiang"]).await;
    company.clock.set(at("10:00"));
    wang.capture(Lead::HUASHENG);
    wang.sync().await;
    let record = wang.records.values().find(|r| r.kind() == kind::CARD).unwrap().clone();
    let receipt = receipt(&record, wang.boot, record.envelope().stamp.mono_ms + 1);
    let bear = |company: &Company| {
        let began = std::time::Instant::now();
        let found = company
            .ledger()
            .read(|memo, book| Gather::new(memo, book).proofs(std::slice::from_ref(&record)));
        (found.unwrap().receipts.len(), began.elapsed())
    };
    let mut seen = vec![bear(&company)];
    for n in 0..4u64 {
        for m in 0..250u64 {
            let mut boot = [9; 16];
            boot[..8].copy_from_slice(&(n * 250 + m).to_be_bytes());
            li.boot = BootId::new(boot);
            li.sign(RECEIPT_KIND, receipt.encode(), None);
        }
        li.sync().await;
        seen.push(bear(&company));
    }
    assert!(seen.last().unwrap().0 <= 20, "{seen:?}");
}

/// A card that names a fair that never was is a card of no fair: it has no day to be handed in on, and no credit.
#[tokio::test]
async fn a_fair_that_never_was_gives_no_credit() {
    let company = Company::start().await;
    let [mut wang, mut li] = company.laptops(["wangfang", "liqiang"]).await;
    company.clock.set(at("09:30"));
    wang.sync().await;
    company.clock.set(at("10:00"));
    let hers = wang.capture(Lead { fair: Some("F9"), ..Lead::HUASHENG });
    company.clock.set(at("10:30"));
    let his = li.capture(Lead::HUASHENG);
    company.clock.set(at("18:00"));
    li.sync().await;
    company.clock.set(on("2026-03-13", "12:00"));
    wang.sync().await;
    let found = customer(&company, his, on("2026-03-13", "12:00"));
    assert_eq!(found.cluster.cards.len(), 2);
    assert!(found.cluster.cards.contains_key(&hers));
    assert_ne!(
        found.ruling.credit.as_ref().map(|p| p.as_str()),
        Some("wangfang"),
        "no fair, no fair credit"
    );
}

/// Two fairs at once; Lin has one and Jiang the other.
fn two_fairs() -> String {
    let mut file: serde_json::Value = serde_json::from_str(common::COMPANY).unwrap();
    file["fairs"]["F2"] = serde_json::json!({
        "name": "上海展", "place": "上海", "territory": "east", "supervisor": "jiangwen",
        "days": ["2026-03-12", "2026-03-14", "2026-03-16", "2026-03-18"], "closes": "17:00",
        "team": ["sunwei"]
    });
    file.to_string()
}

/// Jiang has nothing to say about two cards of Lin's fair, and names one of his own beside them.
#[tokio::test]
async fn a_supervisor_parts_no_cards_of_another_fair_by_naming_one_of_his_own() {
    let company = Company::of(&two_fairs()).await;
    let people = ["wangfang", "liqiang", "sunwei", "jiangwen", "linguodong"];
    let [mut wang, mut li, mut sun, mut jiang, _lin] = company.laptops(people).await;
    company.clock.set(at("10:00"));
    let his = li.capture(Lead::HUASHENG);
    company.clock.set(at("10:30"));
    let hers = wang.capture(Lead::HUASHENG);
    let other = sun.capture(Lead {
        company: "惠州鼎立模具有限公司",
        phone: "",
        fair: Some("F2"),
        ..Lead::HUASHENG
    });
    for laptop in [&mut wang, &mut li, &mut sun] {
        laptop.sync().await;
    }
    assert_eq!(customer(&company, his, at("11:00")).cluster.cards.len(), 2);
    let apart =
        payload::Identity { same: false, cards: [his, hers, other].map(card_bytes).to_vec() };
    jiang.sign(kind::IDENTITY, apart.encode(), None);
    jiang.sync().await;
    let found = customer(&company, his, at("11:00"));
    assert_eq!(found.cluster.cards.len(), 2, "his word about Lin's cards counts for nothing");
}

/// Wang, who is not at that fair, names each of its days on a card of Li's customer.
#[tokio::test]
async fn nobody_puts_off_the_end_of_waiting_with_a_helpers_card_every_other_day() {
    let company = Company::of(&two_fairs()).await;
    let people = ["wangfang", "liqiang", "linguodong", "jiangwen"];
    let [mut wang, mut li, mut lin, mut jiang] = company.laptops(people).await;
    let _sun = company.laptop("sunwei").await;
    company.clock.set(at("10:42"));
    let card = li.capture(Lead::HUASHENG);
    company.clock.set(at("18:00"));
    li.hand_in_to(&mut lin);
    company.clock.set(at("20:30"));
    lin.assign(card, "liqiang");
    lin.seal("2026-03-12", &[card]);
    lin.sync().await;
    let end = on("2026-03-15", "20:30");
    assert_eq!(customer(&company, card, end).state, domain::ruling::State::Final);
    for day in ["2026-03-14", "2026-03-16", "2026-03-18"] {
        company.clock.set(on(day, "10:00"));
        let hers = wang.capture(Lead { fair: Some("F2"), ..Lead::HUASHENG });
        wang.sync().await;
        company.clock.set(on(day, "21:00"));
        let seal = payload::Seal {
            fair: "F2".to_owned(),
            day: day.to_owned(),
            cards: vec![card_bytes(hers)],
            ..payload::Seal::default()
        };
        jiang.sign(kind::SEAL, seal.encode(), None);
        jiang.sync().await;
    }
    let found = customer(&company, card, on("2026-03-19", "09:00"));
    assert_eq!(
        found.state,
        domain::ruling::State::Final,
        "nothing about it has changed: {:?}",
        found.finality
    );
}

/// In the morning she signs everybody whom she expects, each in a chain of its own, and a colleague's laptop
/// vouches for what it sees of them. In the evening she brings the one that somebody else has met.
#[tokio::test]
async fn a_chain_that_was_kept_back_beside_others_is_no_first_signature() {
    let company = Company::start().await;
    let [mut wang, mut li, mut sun] = company.laptops(["wangfang", "liqiang", "sunwei"]).await;
    company.clock.set(at("09:00"));
    sun.sync().await;
    wang.sync().await;
    let public = wang.head;
    let names = ["深圳北斗导航有限公司", "深圳北方重工有限公司", Lead::HUASHENG.company];
    let mut kept = Vec::new();
    for (n, company_name) in names.into_iter().enumerate() {
        company.clock.set(at(&format!("09:0{}", n + 1)));
        begin_anew(&mut wang, 2 + n as u32);
        let card = card_as_of(
            &mut wang,
            Lead { company: company_name, ..Lead::HUASHENG },
            at(&format!("09:0{}", n + 1)),
        );
        let receipt = Receipt {
            of: wang.log(),
            through: wang.head.seq,
            head: wang.head.last,
            boot: wang.boot,
            mono_ms: company_now(&company),
            holds: false,
            beside: None,
        };
        sun.sign(RECEIPT_KIND, receipt.encode(), None);
        kept.push((card, wang.log()));
    }
    wang.head = public;
    company.clock.set(at("12:00"));
    let his = li.capture(Lead::HUASHENG);
    // Meanwhile she works as everybody does, and the server sees it.
    wang.capture(Lead { company: "惠州鼎立模具有限公司", phone: "", ..Lead::HUASHENG });
    li.sync().await;
    let (hers, log) = kept[2];
    assert_ne!(hers, his);
    let all = wang.records.clone();
    wang.records.retain(|_, r| {
        r.envelope().log.enrolment != wang.enrolment || r.envelope().log == public.log
    });
    wang.sync().await;
    sun.sync().await;
    company.clock.set(at("17:00"));
    wang.records.extend(all.into_iter().filter(|(_, r)| r.envelope().log == log));
    wang.sync().await;
    let found = customer(&company, his, at("17:00"));
    assert_eq!(found.cluster.cards.len(), 2);
    assert_eq!(found.ruling.effective, Some(his));
}

fn company_now(company: &Company) -> u64 {
    use sync_server::Clock;
    company.clock.now().0.unsigned_abs()
}

/// A supervisor says that her laptop's clock had been further when he saw it. The server has seen it before
/// and after, and it had not.
#[tokio::test]
async fn a_supervisor_spoils_no_time_that_the_server_measured_on_both_sides() {
    let company = Company::start().await;
    let [mut wang, mut lin] = company.laptops(["wangfang", "linguodong"]).await;
    company.clock.set(at("09:00"));
    wang.capture(Lead { company: "惠州鼎立模具有限公司", phone: "", ..Lead::HUASHENG });
    wang.sync().await;
    company.clock.set(at("09:30"));
    lin.sync().await;
    let seen = wang.own_records().next().unwrap();
    let lie = receipt(seen, wang.boot, at("23:00").0.unsigned_abs());
    lin.sign(RECEIPT_KIND, lie.encode(), None);
    company.clock.set(at("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    company.clock.set(at("10:10"));
    wang.sync().await;
    let before = proof_of(&customer(&company, card, at("10:10")), card);
    assert_eq!(before, (Proof::Anchored, at("10:00")));
    lin.sync().await;
    let found = customer(&company, card, at("18:00"));
    assert_eq!(proof_of(&found, card), before);
    assert!(found.ruling.alerts.is_empty(), "{:?}", found.ruling.alerts);
}

/// Wang's laptop reached the server at noon; Lin, without a network, seals a day on which her card is missing.
#[tokio::test]
async fn a_card_that_no_seal_lists_is_registered_once_its_day_is_sealed() {
    let company = Company::start().await;
    let [mut wang, mut li, mut lin] = company.laptops(["wangfang", "liqiang", "linguodong"]).await;
    company.clock.set(at("10:00"));
    let his = li.capture(Lead::HUASHENG);
    let hers = wang
        .capture(Lead { company: "惠州鼎立模具有限公司", phone: "", ..Lead::HUASHENG });
    company.clock.set(at("12:00"));
    wang.sync().await;
    company.clock.set(at("18:00"));
    li.hand_in_to(&mut lin);
    company.clock.set(at("21:00"));
    lin.seal("2026-03-12", &[his]);
    lin.sync().await;
    for laptop in [&mut wang, &mut li, &mut lin] {
        laptop.sync().await;
    }
    let state = |card| customer(&company, card, at("21:00")).state;
    assert_ne!(state(his), domain::ruling::State::Provisional);
    assert_ne!(state(hers), domain::ruling::State::Provisional, "its day is sealed");
}

/// Lin's laptop was revoked at two. At three he gives a customer to his favourite, as if it were one.
#[tokio::test]
async fn a_dismissed_supervisor_assigns_nothing_more_through_a_chain_of_its_own() {
    let company = Company::start().await;
    let [mut li, mut lin, mut hq] = company.laptops(["liqiang", "linguodong", "zhenghua"]).await;
    company.clock.set(at("10:00"));
    let card = li.capture(Lead::HUASHENG);
    li.sync().await;
    lin.sync().await;
    company.clock.set(at("14:00"));
    let enrolment = (*lin.enrolment.as_bytes()).into();
    let revocation = payload::Revocation { enrolment, ..Default::default() };
    hq.sign(kind::REVOCATION, revocation.encode(), None);
    hq.sync().await;
    company.clock.set(at("15:00"));
    begin_anew(&mut lin, 2);
    let assignment = payload::Assignment {
        card: card_bytes(card),
        person: Some("wangfang".to_owned()),
        reason: "商定".to_owned(),
        ..payload::Assignment::default()
    };
    let act = sign_as_of(&mut lin, kind::ASSIGNMENT, (assignment.encode(), None), at("13:00"));
    let request = lin.request(protocol::RawRecords::all([&act]));
    let answer = lin.post(protocol::sync::PATH, request.encode()).await;
    assert_eq!(answer.status, 200);
    let found = customer(&company, card, at("15:05"));
    assert_eq!(found.ruling.founded_on, None, "{:?}", found.ruling.owner);
}

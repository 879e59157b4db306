//! Who may hold what (SYN-05): the text of others' leads, planted as canaries, is looked for in
//! everything that a laptop holds.

use exchange_tests::{Company, Laptop, all_sync, on, on_day};
use facts::Fact;
use serde_json::{Value, json};

/// Two cards of one customer share this and nothing else.
const CREDIT_CODE: &str = "91440300708461136T";
const COMPANY: &str = "金丝雀公司甲";
const PHONE: &str = "13977770001";
const MATTER: &str = "金丝雀事项乙";
const FOLLOW_UP: &str = "金丝雀跟进丙";
const CANARIES: [&str; 4] = [COMPANY, PHONE, MATTER, FOLLOW_UP];

/// Wang's lead with a follow-up; Li's card of the same customer, later and so a helper's; a draft.
struct Planted {
    wang: Laptop,
    li: Laptop,
    zhou: Laptop,
    lin: Laptop,
    jiang: Laptop,
    hq: Laptop,
    card: String,
    helping: String,
    company: Company,
}

fn form(company: &str, person: &str, phone: &str, matter: &str) -> Value {
    json!({
        "fair": "F1", "source": "business_card", "creditCode": CREDIT_CODE, "site": "广东东莞",
        "company": company, "person": person, "phone": phone, "matter": matter,
    })
}

fn planted() -> Planted {
    let company = Company::start();
    let [wang, li, zhou, lin, jiang, hq] =
        company.laptops(["wangfang", "liqiang", "zhoumin", "linguodong", "jiangwen", "zhenghua"]);
    let card_of = |signed: Value| signed["card"].as_str().expect("a card").to_owned();
    company.time.set(on("10:00"));
    let card = card_of(wang.done("card_sign", form(COMPANY, "郭晓东", PHONE, MATTER)));
    company.time.set(on("10:30"));
    let helping =
        card_of(li.done("card_sign", form("华晟电子", "李经理", "13800138001", "连接器")));
    company.time.set(on("11:00"));
    zhou.done(
        "card_sign",
        json!({
            "fair": "F1", "source": "business_card", "company": "惠州鼎立模具有限公司",
            "person": "何立", "phone": "13900139002", "site": "广东惠州", "matter": "模具",
        }),
    );
    company.time.set(on("17:30"));
    Planted { wang, li, zhou, lin, jiang, hq, card, helping, company }
}

impl Planted {
    fn laptops(&self) -> [&Laptop; 6] {
        [&self.wang, &self.li, &self.zhou, &self.lin, &self.jiang, &self.hq]
    }

    fn all_sync(&self) {
        all_sync(&self.laptops());
    }

    fn assign_and_follow_up(&self) {
        self.company.time.set(on("20:30"));
        self.lin.done("assign", json!({ "card": self.card, "to": "wangfang" }));
        self.all_sync();
        self.company.time.set(on_day("2026-03-13", "09:00"));
        let call =
            json!({ "card": self.card, "channel": "phone", "connected": true, "text": FOLLOW_UP });
        self.wang.done("follow_up", call);
        self.all_sync();
    }

    /// Everybody holds exactly what he may.
    fn check(&self, follow_up: bool) {
        for (laptop, text) in [(&self.wang, true), (&self.lin, true), (&self.hq, true)] {
            assert_eq!(laptop.holds(&self.card), Some(text), "{}", laptop.person);
            let planted = if follow_up { &CANARIES[..] } else { &CANARIES[..3] };
            for canary in planted {
                assert!(laptop.holds_text(canary), "{} lacks {canary}", laptop.person);
            }
        }
        assert_eq!(self.li.holds(&self.card), Some(false), "a helper holds the ranking part");
        let ruling = &self.li.lead(&self.helping).expect("held")["ruling"];
        assert_eq!(ruling["effective"], json!(self.card), "and rules by it");
        holds_no_text(&self.li);
        for stranger in [&self.zhou, &self.jiang] {
            assert_eq!(stranger.holds(&self.card), None, "{}", stranger.person);
            holds_no_text(stranger);
            holds_nothing_about(stranger, &self.card);
            holds_nothing_about(stranger, &self.helping);
        }
    }
}

fn holds_no_text(laptop: &Laptop) {
    for canary in CANARIES {
        assert!(!laptop.holds_text(canary), "{} holds {canary}", laptop.person);
        let search = json!({ "view": "all", "text": canary, "limit": 10 });
        assert_eq!(laptop.done("lead_list", search)["total"], 0, "{}", laptop.person);
    }
}

fn holds_nothing_about(laptop: &Laptop, card: &str) {
    let card = Laptop::card_id(card);
    for record in laptop.records().values() {
        let about = Fact::read(record).map(|fact| fact.cards()).unwrap_or_default();
        assert!(!about.contains(&card), "{} holds a {}", laptop.person, record.kind());
    }
}

#[test]
fn after_full_exchanges_with_the_server_everybody_holds_what_he_may() {
    let planted = planted();
    planted.all_sync();
    planted.check(false);
    planted.assign_and_follow_up();
    planted.check(true);
}

#[test]
fn after_hand_ins_everybody_holds_what_he_may() {
    let planted = planted();
    for _ in 0..2 {
        for laptop in [&planted.wang, &planted.li, &planted.zhou] {
            laptop.hand_in_by_file(&planted.lin, &planted.company.stick());
        }
    }
    planted.hq.sync();
    planted.lin.sync();
    planted.hq.sync();
    planted.check(false);
    planted.assign_and_follow_up();
    for laptop in [&planted.wang, &planted.li, &planted.zhou] {
        laptop.hand_in_by_file(&planted.lin, &planted.company.stick());
    }
    planted.check(true);
}

#[test]
fn an_answer_brings_nothing_of_chains_that_are_none_of_ones_business() {
    let planted = planted();
    for laptop in [&planted.wang, &planted.li, &planted.zhou] {
        laptop.hand_in_by_file(&planted.lin, &planted.company.stick());
    }
    let of_others = planted.zhou.records().into_values().filter(|record| {
        let author = record.envelope().author.as_str();
        ["wangfang", "liqiang"].contains(&author)
    });
    assert_eq!(of_others.count(), 0, "not even when they worked");
}

#[test]
fn the_supervisor_of_another_fair_gets_nothing_by_a_file_either() {
    let planted = planted();
    planted.wang.hand_in_by_file(&planted.lin, &planted.company.stick());
    // Somebody of the other fair hands in to Jiang; Jiang's answer and Lin's have met nowhere.
    let shen = planted.company.laptop("shenxiao");
    let stick = planted.company.stick();
    let written = shen.done("hand_in_file", json!({ "fair": "F2", "folder": stick }));
    planted.jiang.sync();
    planted.jiang.done("take_file", json!({ "path": written["path"] }));
    planted.lin.sync();
    planted.jiang.sync();
    holds_no_text(&planted.jiang);
    holds_nothing_about(&planted.jiang, &planted.card);
}

#[test]
fn why_a_card_was_taken_back_is_for_those_who_read_the_card() {
    const REASON: &str = "金丝雀理由丁";
    let planted = planted();
    let args = json!({ "card": planted.card, "reason": REASON });
    planted.wang.done("card_withdraw", args);
    planted.all_sync();
    assert!(planted.lin.holds_text(REASON), "the supervisor reads it");
    assert!(!planted.li.holds_text(REASON), "a helper does not");
    let ruling = planted.li.lead(&planted.helping).expect("held")["ruling"].clone();
    assert_eq!(ruling["effective"], json!(planted.helping), "though he rules by it");
}

//! Random replicas over a bad network converge.
//!
//! What everybody does, when, and what goes wrong on the way comes from one seed; keys, salts and
//! nonces are the product's own, so that a tie which is broken by a hash may turn out otherwise when a
//! seed is played again. `FAIRLEAD_CASES` plays more seeds, `FAIRLEAD_SEED` one alone. A seed is seventy
//! deeds on five laptops, so it counts as much as five hundred cases elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use app::Failure;
use domain::CardId;
use domain::audience::Depth;
use exchange_tests::{Chance, Company, Fault, Replica, on, on_day};
use facts::{Entitlement, Fact, Records, erased_with};
use ledger::document::DocumentId;
use ledger::{EnrolmentId, RecordId, Seq, WhichPart};
use serde_json::{Value, json};
use store::LeadRow;

const PEOPLE: [&str; 5] = ["wangfang", "liqiang", "sunwei", "linguodong", "zhenghua"];
/// Those who stand at the booth.
const BOOTH: usize = 4;
const SUPERVISOR: usize = 3;
const HEADQUARTERS: usize = 4;
const DEEDS: usize = 70;
const SEEDS: u64 = 3;
const CASES_PER_SEED: u64 = 500;

/// Customers that look alike in every way that identity knows (DUP-02).
const VISITORS: [(&str, &str, &str, &str); 6] = [
    ("东莞华晟电子有限公司", "13800138001", "", "广东东莞"),
    ("东莞市华晟电子有限公司", "13800138001", "", "广东东莞"),
    ("华晟电子", "", "91440300708461136T", "广东东莞"),
    ("苏州博瑞精密仪器有限公司", "13900139002", "", "江苏苏州"),
    ("苏州博瑞精密仪器有限公司", "", "", "火星"),
    ("深圳海风科技有限公司", "0755-12345678", "91440300708461136T", "深圳南山"),
];

/// A line of the register of visitors.
static LINE: LazyLock<Value> = LazyLock::new(|| {
    json!({
        "fair": "F1", "channel": "visit", "name": "郭晓东", "phone": "13800138001", "needs": "样品",
    })
});

#[derive(Clone, Debug)]
enum Deed {
    Capture {
        who: usize,
        visitor: usize,
        draft: bool,
    },
    Withdraw {
        who: usize,
        card: usize,
    },
    Sync {
        who: usize,
        faults: Vec<Fault>,
    },
    HandIn {
        who: usize,
    },
    /// Packs a file for somebody; it lies about until it is delivered.
    Pack {
        who: usize,
        to: usize,
    },
    /// Delivers a file that lies about; it stays for another time.
    Deliver {
        file: usize,
        answered: bool,
    },
    /// Two laptops side by side.
    Meet {
        who: usize,
        with: usize,
        broken: bool,
    },
    /// One shows another where his chain ends, who vouches for it; his word may be lost.
    Vouch {
        who: usize,
        with: usize,
        lost: bool,
    },
    Countersign {
        who: usize,
        card: usize,
    },
    Evaluate {
        who: usize,
        card: usize,
    },
    Assign {
        who: usize,
        card: usize,
        to: usize,
    },
    Decide {
        who: usize,
        cards: (usize, usize),
        same: bool,
    },
    Seal,
    FollowUp {
        who: usize,
        card: usize,
    },
    /// Writes beside a card, in place of what he sees there.
    Note {
        who: usize,
        card: usize,
        field: &'static str,
        text: usize,
    },
    /// Would have a card that he reads name another visitor.
    Correct {
        who: usize,
        card: usize,
        visitor: usize,
    },
    /// Decides about a correction that waits for him.
    DecideCorrection {
        who: usize,
        nth: usize,
        approve: bool,
    },
    /// Enters a visitor in the register.
    Receive {
        who: usize,
    },
    /// Writes one of his own lines anew, or makes a card of it.
    WriteAnew {
        who: usize,
        nth: usize,
        card: bool,
    },
    /// Headquarters has what was written about a card erased.
    Erase {
        card: usize,
    },
    /// The same for a line of the register.
    EraseLine {
        nth: usize,
    },
    Turn {
        who: usize,
        hours: i64,
    },
    Reboot {
        who: usize,
    },
    Restart {
        who: usize,
    },
}

fn deed(chance: &mut Chance) -> Deed {
    let (who, card) = (chance.below(PEOPLE.len()), chance.below(100));
    let booth = chance.below(BOOTH);
    let desk = *chance.of(&[SUPERVISOR, SUPERVISOR, SUPERVISOR, HEADQUARTERS]);
    match chance.below(57) {
        0..=7 => Deed::Capture {
            who: booth,
            visitor: chance.below(VISITORS.len()),
            draft: chance.once_in(8),
        },
        8 => Deed::Withdraw { who: booth, card },
        9..=15 => Deed::Sync { who, faults: faults(chance) },
        16 => Deed::HandIn { who: booth },
        17..=18 => Deed::Pack { who, to: chance.below(PEOPLE.len()) },
        19..=21 => Deed::Deliver { file: chance.below(100), answered: !chance.once_in(4) },
        22..=23 => Deed::Meet { who, with: chance.below(PEOPLE.len()), broken: chance.once_in(5) },
        24 => Deed::Countersign { who: *chance.of(&[2, SUPERVISOR]), card },
        25 => Deed::Evaluate { who: desk, card },
        26..=28 => Deed::Assign { who: desk, card, to: chance.below(PEOPLE.len()) },
        29 => {
            Deed::Decide { who: desk, cards: (card, chance.below(100)), same: !chance.once_in(3) }
        }
        30 => Deed::Seal,
        31 => Deed::FollowUp { who: booth, card },
        32..=37 => Deed::Note {
            who,
            card,
            field: chance.of::<&str>(&["need", "note"]),
            text: chance.below(5),
        },
        40 => Deed::Erase { card },
        52..=53 => Deed::Receive { who: booth },
        54..=55 => Deed::WriteAnew { who: booth, nth: card, card: chance.once_in(2) },
        56 => Deed::EraseLine { nth: card },
        46..=48 => Deed::Correct { who, card, visitor: chance.below(VISITORS.len()) },
        49..=51 => Deed::DecideCorrection { who: desk, nth: card, approve: !chance.once_in(3) },
        41..=45 => Deed::Vouch { who, with: chance.below(PEOPLE.len()), lost: chance.once_in(4) },
        38 => Deed::Turn { who, hours: *chance.of(&[0, -3, 2, -400_000, 26_000]) },
        _ if chance.once_in(2) => Deed::Reboot { who },
        _ => Deed::Restart { who },
    }
}

fn faults(chance: &mut Chance) -> Vec<Fault> {
    let kinds =
        [Fault::None, Fault::None, Fault::Lost, Fault::ReplyLost, Fault::Twice, Fault::Late];
    (0..chance.below(4)).map(|_| *chance.of(&kinds)).collect()
}

struct Play {
    company: Company,
    chance: Chance,
    replicas: Vec<Replica>,
    cards: Vec<String>,
    files: Vec<(usize, usize, Vec<u8>)>,
    /// Records whose author was told that the server has them.
    acknowledged: BTreeSet<RecordId>,
}

impl Play {
    fn begin(seed: u64) -> Self {
        let company = Company::start();
        let replicas: Vec<Replica> =
            PEOPLE.iter().map(|person| Replica::enrol(&company, person)).collect();
        for replica in &replicas {
            replica.sync(&company, &[]).expect("a first exchange");
        }
        company.time.set(on("09:00"));
        let (cards, files, acknowledged) = Default::default();
        Self { company, chance: Chance::from(seed), replicas, cards, files, acknowledged }
    }

    fn card(&self, n: usize) -> Option<&String> {
        self.cards.get(n % self.cards.len().max(1))
    }

    /// Does a deed. Being refused is a good answer; anything else that fails is not.
    fn perform(&mut self, deed: Deed) {
        let outcome = match self.try_to(deed.clone()) {
            Ok(()) => String::new(),
            Err(failure) => {
                let refused = failure.code == "refused"
                    || failure.code.starts_with("lead.")
                    || failure.code.starts_with("correction.")
                    || failure.code == "note.not_yours"
                    || ["card.erased", "line.erased"].contains(&failure.code.as_str());
                let broken = failure.code == "sync.unreachable";
                assert!(refused || broken, "{deed:?}: {failure}");
                format!(" → {failure}")
            }
        };
        println!("{deed:?}{outcome}");
    }

    fn try_to(&mut self, deed: Deed) -> Result<(), Failure> {
        let seed = self.chance.bytes();
        let call = |who: usize, name: &str, args: Value| self.replicas[who].call(name, args, seed);
        match deed {
            Deed::Capture { who, visitor, draft } => {
                let (company, phone, credit_code, site) = VISITORS[visitor];
                let form = json!({
                    "fair": "F1", "source": "business_card", "company": company, "person": "郭晓东",
                    "phone": phone, "creditCode": credit_code, "site": site, "matter": "连接器",
                });
                let signed = call(who, if draft { "card_draft" } else { "card_sign" }, form)?;
                self.cards.push(signed["card"].as_str().expect("a card").to_owned());
            }
            Deed::Withdraw { who, card } => {
                let Some(card) = self.card(card) else { return Ok(()) };
                call(who, "card_withdraw", json!({ "card": card, "reason": "误填" }))?;
            }
            Deed::Countersign { who, card } => {
                let Some(card) = self.card(card) else { return Ok(()) };
                call(who, "countersign", json!({ "cards": [card] }))?;
            }
            Deed::Evaluate { who, card } => {
                let Some(card) = self.card(card) else { return Ok(()) };
                call(who, "evaluate", json!({ "cards": { card: "valuable" } }))?;
            }
            Deed::Assign { who, card, to } => {
                let Some(card) = self.card(card) else { return Ok(()) };
                let args = json!({ "card": card, "to": PEOPLE[to], "reason": "公司决定", "override": false });
                call(who, "assign", args)?;
            }
            Deed::Decide { who, cards: (a, b), same } => {
                let (Some(a), Some(b)) = (self.card(a), self.card(b)) else { return Ok(()) };
                if a != b {
                    call(who, "decide_identity", json!({ "same": same, "cards": [a, b] }))?;
                }
            }
            Deed::Seal => {
                let args = json!({ "fair": "F1", "day": "2026-03-12", "reason": "赶火车" });
                call(SUPERVISOR, "seal", args)?;
            }
            Deed::FollowUp { who, card } => {
                let Some(card) = self.card(card) else { return Ok(()) };
                let args = json!({ "card": card, "channel": "phone", "connected": true, "text": "约了下周" });
                call(who, "follow_up", args)?;
            }
            Deed::Note { who, card, field, text } => {
                let held = cards_held(&self.replicas[who].workspace());
                let nth = card.checked_rem(held.len()).unwrap_or(0);
                let Some(card) = held.iter().nth(nth).map(CardId::to_string) else { return Ok(()) };
                let page = call(who, "lead", json!({ "card": card }))?;
                let seen = seen(&page["notes"], &card, field);
                let args = json!({ "card": card, "fields": { field: text.to_string() }, "seen": { field: seen } });
                call(who, "note_edit", args)?;
            }
            Deed::Correct { who, card, visitor } => {
                let held = cards_held(&self.replicas[who].workspace());
                let nth = card.checked_rem(held.len()).unwrap_or(0);
                let Some(card) = held.iter().nth(nth).map(CardId::to_string) else { return Ok(()) };
                let (company, phone, ..) = VISITORS[visitor];
                let company = if company.is_empty() { "佚名" } else { company };
                let set = json!({ "company": company, "phone": phone });
                let args = json!({ "card": card, "set": set, "reason": "写错了" });
                call(who, "card_correct", args)?;
            }
            Deed::DecideCorrection { who, nth, approve } => {
                let waiting = call(who, "corrections", Value::Null)?;
                let waiting = waiting.as_array().cloned().unwrap_or_default();
                let his: Vec<&Value> =
                    waiting.iter().filter(|row| row["correction"]["mayDecide"] == true).collect();
                let nth = nth.checked_rem(his.len()).unwrap_or(0);
                let Some(row) = his.get(nth) else { return Ok(()) };
                let (card, id) = (&row["row"]["card"], &row["correction"]["id"]);
                let args = json!({
                    "card": card, "correction": id, "approve": approve, "reason": "核对过名片",
                });
                call(who, "correction_decide", args)?;
            }
            Deed::Erase { card } => {
                let held = cards_held(&self.replicas[HEADQUARTERS].workspace());
                let nth = card.checked_rem(held.len()).unwrap_or(0);
                let Some(card) = held.iter().nth(nth).map(CardId::to_string) else { return Ok(()) };
                call(HEADQUARTERS, "erase", json!({ "card": card, "reason": "本人要求" }))?;
            }
            Deed::Receive { who } => {
                let mut line = LINE.clone();
                line["company"] = json!(VISITORS[0].0);
                call(who, "visitor_receive", line)?;
            }
            Deed::WriteAnew { who, nth, card } => {
                let register = call(who, "visitor_register", json!({ "fair": "F1", "day": "" }))?;
                let rows = register["rows"].as_array().cloned().unwrap_or_default();
                let own: Vec<&Value> = rows.iter().filter(|row| row["mine"] == true).collect();
                let nth = nth.checked_rem(own.len()).unwrap_or(0);
                let Some(row) = own.get(nth) else { return Ok(()) };
                if card {
                    let of = json!({ "fair": "F1", "entry": row["entry"] });
                    let made = call(who, "visitor_lead", of)?;
                    self.cards.push(made["card"].as_str().expect("a card").to_owned());
                } else {
                    let mut line = LINE.clone();
                    line["entry"] = row["entry"].clone();
                    line["answer"] = json!("满意");
                    call(who, "visitor_receive", line)?;
                }
            }
            Deed::EraseLine { nth } => {
                let of = json!({ "fair": "F1", "day": "" });
                let register = call(HEADQUARTERS, "visitor_register", of)?;
                let rows = register["rows"].as_array().cloned().unwrap_or_default();
                let nth = nth.checked_rem(rows.len()).unwrap_or(0);
                let Some(row) = rows.get(nth) else { return Ok(()) };
                let order = json!({ "card": null, "lines": [row["line"]], "reason": "本人要求" });
                call(HEADQUARTERS, "erase", order)?;
            }
            Deed::HandIn { who } => self.state(who, seed)?,
            Deed::Sync { who, faults } => self.sync(who, &faults)?,
            Deed::Pack { who, to } if who != to => {
                let bytes = self.replicas[who].pack(PEOPLE[to], seed)?;
                self.files.push((who, to, bytes));
            }
            Deed::Deliver { file, answered } if !self.files.is_empty() => {
                let (from, to, bytes) = self.files[file % self.files.len()].clone();
                let answer = self.replicas[to].take(&bytes, None, seed)?;
                if let Some(answer) = answer.filter(|_| answered) {
                    self.replicas[from].take(&answer, None, self.chance.bytes())?;
                }
            }
            Deed::Meet { who, with, broken } if who != with => self.meet(who, with, broken)?,
            Deed::Vouch { who, with, lost } if who != with => {
                let given = self.replicas[who].show_to(&self.replicas[with], seed)?;
                if let Some(given) = given.filter(|_| !lost) {
                    self.replicas[who].take_word(&given, self.chance.bytes())?;
                }
            }
            Deed::Turn { who, hours } => {
                let clock = &self.replicas[who].clock;
                clock.show(self.company.time.now().plus_hours(hours));
            }
            Deed::Reboot { who } => {
                self.replicas[who].clock.reboot();
                self.replicas[who].restart();
            }
            Deed::Restart { who } => self.replicas[who].restart(),
            Deed::Pack { .. } | Deed::Deliver { .. } | Deed::Meet { .. } | Deed::Vouch { .. } => {}
        }
        Ok(())
    }

    /// "This is all."
    fn state(&mut self, who: usize, seed: [u8; 32]) -> Result<(), Failure> {
        let replica = &self.replicas[who];
        let statement = app::view::HandInStatement {
            fair: "F1".to_owned(),
            day: "2026-03-12".to_owned(),
            paper: 0,
        };
        let now = replica.now(seed);
        app::day::state_hand_in(&mut replica.workspace(), &now, &statement).map(drop)
    }

    fn meet(&mut self, who: usize, with: usize, broken: bool) -> Result<(), Failure> {
        let (caller, listener) = (&self.replicas[who], &self.replicas[with]);
        let id = |replica: &Replica| -> Option<EnrolmentId> { Some(replica.enrolment()) };
        let bytes = caller.pack(PEOPLE[with], self.chance.bytes())?;
        let answer = listener.take(&bytes, id(caller), self.chance.bytes())?;
        if let Some(answer) = answer.filter(|_| !broken) {
            caller.take(&answer, id(listener), self.chance.bytes())?;
        }
        Ok(())
    }

    fn sync(&mut self, who: usize, faults: &[Fault]) -> Result<(), Failure> {
        let replica = &self.replicas[who];
        let done = replica.sync(&self.company, faults);
        // Whatever came of it: what it believes to be at the server is there.
        let workspace = replica.workspace();
        let (log, store) = (workspace.log(), workspace.store());
        let has = store.acknowledged().expect("a store").get(&log).copied().unwrap_or(Seq::ZERO);
        let own = store.records_above(log, Seq::ZERO, usize::MAX).expect("a store");
        let told = own.iter().filter(|record| record.envelope().seq <= has);
        self.acknowledged.extend(told.map(|record| record.id()));
        drop(workspace);
        done.map(drop)
    }

    fn end(&mut self) {
        self.company.time.set(on_day("2026-03-13", "12:00"));
        for _ in 0..2 {
            for who in 0..self.replicas.len() {
                self.sync(who, &[]).expect("good weather");
            }
        }
    }

    /// The lists, made row by row as facts and time went by, are what they become when all are dropped
    /// and made again.
    fn check_lists(&mut self) {
        for replica in &self.replicas {
            let now = replica.now(self.chance.bytes());
            let mut workspace = replica.workspace();
            let as_of = workspace.as_of(&now).0;
            while !workspace.store().leads_to_wake(as_of, 1).expect("a store").is_empty() {
                workspace.tick(&now).expect("a store");
            }
            let lists = rows(&workspace);
            workspace.store().rebuild().expect("a store");
            assert!(rows(&workspace).is_empty());
            workspace.catch_up(&now).expect("a store");
            let again = rows(&workspace);
            assert_eq!(again.len(), lists.len(), "the lists of {}", replica.person);
            for (again, listed) in again.iter().zip(&lists) {
                assert_eq!(again, listed, "the lists of {}", replica.person);
            }
        }
    }

    /// Nothing that was ever acknowledged, and nothing at all that was signed, is missing.
    fn check_nothing_is_lost(&self) {
        let ledger = self.company.ledger();
        for id in &self.acknowledged {
            assert!(ledger.holds(id).expect("a ledger"), "{id} was acknowledged");
        }
        for replica in &self.replicas {
            let workspace = replica.workspace();
            let store = workspace.store();
            let own = store.records_above(workspace.log(), Seq::ZERO, usize::MAX).expect("a store");
            for record in own {
                let held =
                    ledger.read(|records, _| records.record(&record.id())).expect("a ledger");
                let held = held
                    .unwrap_or_else(|| panic!("{}: a {} is lost", replica.person, record.kind()));
                assert_eq!(held.encode(), record.encode(), "{}: not whole", record.kind());
            }
            let quarantined = store.quarantined().expect("a store");
            assert!(quarantined.is_empty(), "{}: {:?}", replica.person, quarantined[0].reason);
        }
    }

    /// What headquarters has had erased is nowhere; everything else is. How many cards that were.
    fn check_erased(&self) -> usize {
        let book = self.company.ledger().book().expect("a ledger");
        for replica in &self.replicas {
            let workspace = replica.workspace();
            assert_eq!(workspace.book().erased, book.erased, "{}", replica.person);
            for arrival in workspace.store().arrivals_after(0, usize::MAX / 4).expect("a store") {
                let about = erased_with(&arrival.record);
                let erased = about.iter().any(|card| book.erased.contains_key(card));
                let held = arrival.record.part(WhichPart::Content).is_some();
                assert!(!(erased && held), "{}: {}", replica.person, arrival.record.kind());
            }
            assert!(!workspace.store().scrub_due().expect("a store"), "{}", replica.person);
        }
        book.erased.len()
    }

    /// Whoever may read a card sees the same beside it, whatever came to him in what order.
    fn check_documents_agree(&self) {
        let as_of = self.company.time.now();
        let mut shown = BTreeMap::new();
        for replica in &self.replicas {
            let workspace = replica.workspace();
            for card in self.cards.iter().filter_map(|card| CardId::from_hex(card)) {
                let depths = self.company.ledger().read(|records, book| {
                    Entitlement::new(records, book, workspace.me(), as_of).of_customer(card)
                });
                if depths.expect("a ledger").get(&card) != Some(&Depth::Content) {
                    continue;
                }
                let id = DocumentId::shared(card.0);
                let here = workspace.shown(id).expect("a store");
                assert_eq!((here.waiting, here.unfit.len()), (0, 0), "{} {card}", replica.person);
                let (who, first) =
                    shown.entry(card).or_insert_with(|| (&replica.person, here.fields.clone()));
                assert_eq!(here.fields, *first, "{} and {who} about {card}", replica.person);
            }
        }
        let written = shown.values().filter(|(_, fields)| !fields.is_empty()).count();
        println!("{written} documents compared");
    }

    /// Whoever may hold a customer rules on it as the server does. How many comparisons that were.
    ///
    /// What a colleague gave him that the server never did stays on his laptop, nobody tells him what becomes
    /// of it, and a customer that it touches says nothing.
    fn check_all_agree(&self) -> usize {
        let as_of = self.company.time.now();
        let ledger = self.company.ledger();
        let mut compared = 0;
        for replica in &self.replicas {
            let workspace = replica.workspace();
            let may_hold = |card: &CardId| {
                let depths = ledger.read(|records, book| {
                    Entitlement::new(records, book, workspace.me(), as_of).of_customer(*card)
                });
                !depths.expect("a ledger").is_empty()
            };
            for card in cards_held(&workspace) {
                let here = workspace.customer(card, as_of).expect("held");
                if !here.cluster.cards.keys().all(may_hold) {
                    continue;
                }
                let server = ledger.view(card, as_of).expect("a ledger").expect("held");
                let what = format!("{} and the server about {card}", replica.person);
                assert_eq!(here.ruling, server.ruling, "{what}");
                assert_eq!(here.hash, server.hash, "{what}");
                assert_eq!(here.state, server.state, "{what}");
                compared += 1;
            }
        }
        compared
    }
}

/// The marks of what a page shows in a field of a card.
fn seen(notes: &Value, card: &str, field: &str) -> Vec<Value> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let sheet = list(notes).into_iter().find(|sheet| sheet["card"] == card).unwrap_or_default();
    let field = list(&sheet["fields"]).into_iter().find(|found| found["name"] == field);
    let texts = list(&field.unwrap_or_default()["texts"]);
    texts.iter().flat_map(|text| list(&text["seen"])).collect()
}

/// Every row, without the time at which it was made.
fn rows(workspace: &app::Workspace) -> Vec<LeadRow> {
    let store = workspace.store();
    let row = |card| store.lead(card).expect("a store").expect("it was listed");
    let cards = store.lead_cards().expect("a store");
    cards.into_iter().map(row).map(|row| LeadRow { updated_ms: 0, ..row }).collect()
}

fn cards_held(workspace: &app::Workspace) -> BTreeSet<CardId> {
    let arrivals = workspace.store().arrivals_after(0, usize::MAX / 4).expect("a store");
    let card = |arrival: store::Arrival| match Fact::read(&arrival.record) {
        Ok(Fact::Card(card)) => Some(card.id),
        _ => None,
    };
    arrivals.into_iter().filter_map(card).collect()
}

fn play(seed: u64) -> usize {
    println!("seed {seed}; to play it alone: FAIRLEAD_SEED={seed}");
    let mut play = Play::begin(seed);
    for _ in 0..DEEDS {
        let minutes = play.chance.below(12);
        play.company.time.pass_minutes(i64::try_from(minutes).expect("a few"));
        let deed = deed(&mut play.chance);
        play.perform(deed);
    }
    play.check_lists();
    play.end();
    play.check_lists();
    play.check_nothing_is_lost();
    println!("{} cards erased", play.check_erased());
    play.check_documents_agree();
    play.check_all_agree()
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

#[test]
fn random_replicas_over_a_bad_network_converge() {
    let seeds: Vec<u64> = match number("FAIRLEAD_SEED") {
        Some(seed) => vec![seed],
        None => {
            let asked = number("FAIRLEAD_CASES").map(|cases| cases / CASES_PER_SEED);
            (1..=asked.unwrap_or(SEEDS).max(SEEDS)).collect()
        }
    };
    let compared: BTreeMap<u64, usize> = seeds.into_iter().map(|seed| (seed, play(seed))).collect();
    let all: usize = compared.values().sum();
    println!("{all} rulings compared");
    assert!(all > 20 * compared.len(), "so few comparisons say nothing: {compared:?}");
}

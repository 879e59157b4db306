//! The feeds are worked out from what has changed. Whatever happened in whatever order, they give what is found
//! by asking from the beginning for everything that somebody may hold, and he rules as the server does.

mod common;

use common::{Company, Laptop, Lead, at};
use domain::CardId;
use domain::audience::Depth;
use domain::time::Instant;
use facts::payload::{FollowUp, card_bytes};
use facts::{Entitlement, kind};
use ledger::{BootId, RECEIPT_KIND, Receipt, WhichPart};

const PEOPLE: [&str; 6] = ["wangfang", "liqiang", "sunwei", "linguodong", "jiangwen", "zhenghua"];
const BOOTH: usize = 4;
const SUPERVISOR: usize = 3;
const SEEDS: u64 = 2;
const DEEDS: usize = 60;

/// Some of whom are one customer.
const VISITORS: [(&str, &str, &str); 4] = [
    ("东莞华晟电子有限公司", "13800138001", "广东东莞"),
    ("东莞市华晟电子有限公司", "13800138001", "广东东莞"),
    ("苏州博瑞精密仪器有限公司", "13900139002", "江苏苏州"),
    ("深圳海风科技有限公司", "13700137003", "广东深圳"),
];

/// Numbers that are the same whenever a seed is played again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

struct Play {
    company: Company,
    laptops: Vec<Laptop>,
    cards: Vec<CardId>,
    now: Instant,
    chance: Chance,
}

impl Play {
    async fn begin(seed: u64) -> Self {
        let company = Company::start().await;
        let laptops = company.laptops(PEOPLE).await.into();
        let now = at("09:30");
        Self { company, laptops, cards: Vec::new(), now, chance: Chance(seed) }
    }

    async fn deed(&mut self) {
        let minutes = i64::try_from(self.chance.below(8)).unwrap();
        self.now = self.now.plus_ms(minutes * 60_000);
        self.company.clock.set(self.now);
        let (who, with) = (self.chance.below(BOOTH), self.chance.below(BOOTH));
        let card = self.chance.below(self.cards.len().max(1));
        let card = self.cards.get(card).copied();
        match (self.chance.below(20), card) {
            (0..=4, _) | (_, None) => {
                let (company, phone, site) = VISITORS[self.chance.below(VISITORS.len())];
                let lead = Lead { company, phone, site, ..Lead::HUASHENG };
                self.cards.push(self.laptops[who].capture(lead));
            }
            (5..=9, _) if who != with => self.vouch(with, who),
            (10..=11, Some(card)) => {
                let follow_up =
                    FollowUp { card: card_bytes(card), channel: "phone".into(), connected: true };
                self.laptops[who].sign(kind::FOLLOW_UP, follow_up.encode(), None);
            }
            (12, Some(card)) => drop(self.laptops[SUPERVISOR].assign(card, PEOPLE[who])),
            (13, _) => drop(self.laptops[SUPERVISOR].seal("2026-03-12", &[])),
            // Whoever starts his laptop again has another clock.
            (14, _) => {
                let boot: [u8; 16] = std::array::from_fn(|_| self.chance.below(256) as u8);
                self.laptops[who].boot = BootId::new(boot);
            }
            _ => {
                let who = self.chance.below(PEOPLE.len());
                assert!(self.laptops[who].sync().await.is_empty());
            }
        }
    }

    /// Sees where another's chain ends, who cites it from then on.
    fn vouch(&mut self, witness: usize, cited_by: usize) {
        let of = &self.laptops[cited_by];
        let receipt = Receipt {
            of: of.log(),
            through: of.head.seq,
            head: of.head.last,
            boot: of.boot,
            mono_ms: of.contact().mono_ms,
            holds: false,
            beside: None,
        };
        let given = self.laptops[witness].sign(RECEIPT_KIND, receipt.encode(), None);
        self.laptops[cited_by].cites = vec![given.id()];
    }

    /// How many records were looked for.
    fn check(&self, laptop: &Laptop) -> usize {
        let person = domain::PersonId::new(&laptop.person);
        let ledger = self.company.ledger();
        let mut looked_for = 0;
        for card in &self.cards {
            let entitled = ledger.read(|memo, book| {
                Entitlement::new(memo, book, &person, self.now).records_of(*card)
            });
            for (id, (record, depth)) in entitled.unwrap() {
                if record.envelope().log.enrolment == laptop.enrolment {
                    continue;
                }
                let what = format!("{} misses a {} of {card}", laptop.person, record.kind());
                let held = laptop.records.get(&id).unwrap_or_else(|| panic!("{what}"));
                let has = |which| record.part(which).is_none() || held.part(which).is_some();
                assert!(depth < Depth::Ranking || has(WhichPart::Ranking), "{what}");
                assert!(depth < Depth::Content || has(WhichPart::Content), "{what}");
                looked_for += 1;
            }
            let depths = ledger.read(|memo, book| {
                Entitlement::new(memo, book, &person, self.now).of_customer(*card)
            });
            let may_hold = !depths.unwrap().is_empty();
            if let Some(here) = laptop.customer(*card, self.now).filter(|_| may_hold) {
                let server = ledger.view(*card, self.now).unwrap().unwrap();
                assert_eq!(here.hash, server.hash, "{} about {card}", laptop.person);
            }
        }
        looked_for
    }
}

#[tokio::test]
async fn a_feed_gives_what_asking_for_everything_gives() {
    for seed in 0..SEEDS {
        println!("seed {seed}");
        let mut play = Play::begin(seed).await;
        let mut looked_for = 0;
        for deed in 1..=DEEDS {
            play.deed().await;
            if deed % 15 > 0 {
                continue;
            }
            // First all bring, then all hear.
            for _ in 0..2 {
                for laptop in &mut play.laptops {
                    assert!(laptop.sync().await.is_empty());
                }
            }
            looked_for += play.laptops.iter().map(|laptop| play.check(laptop)).sum::<usize>();
        }
        assert!(looked_for > 500, "too little happened: {looked_for}");
    }
}

//! A day's records, as a salesperson's laptop signs them.

use desktop::clock::{Clock, random};
use domain::card::{Card, Source};
use domain::identity::{IdentityFields, tokens};
use domain::time::Instant;
use domain::{CardId, FairId, PersonId, places};
use exchange_tests::Laptop;
use facts::kind;
use facts::payload::{self, card_bytes};
use ledger::{Head, LogId, Part, PublicKey, Record, Seq, Signer, Unsigned};
use protocol::RawRecords;

/// How often each customer is called afterwards.
const FOLLOW_UPS: usize = 4;

/// What one laptop has signed, and nobody has seen.
pub struct Day {
    /// All of it, in order.
    pub records: Vec<Record>,
    /// As it travels.
    pub frames: Vec<RawRecords>,
    /// Who signed.
    pub key: PublicKey,
    /// In which chain.
    pub log: LogId,
    /// Its position before.
    pub began: Seq,
}

impl Day {
    /// A day with so many customers.
    pub fn of(laptop: &Laptop, customers: usize) -> Self {
        let opened = laptop.desk.opened().expect("an open workspace");
        let workspace = opened.workspace();
        let key = &workspace.identity().identity_key;
        let began = workspace.store().head(workspace.log()).expect("a head");
        let mut pen = Pen {
            person: &laptop.person,
            signer: workspace.signer(),
            head: began,
            clock: &*laptop.clock,
            records: Vec::new(),
        };
        for number in 0..customers {
            pen.customer(number, key);
        }
        let records = pen.records;
        let mut frames = Vec::new();
        let mut rest = records.as_slice();
        while !rest.is_empty() {
            let (frame, count) = RawRecords::fill(rest);
            frames.push(frame);
            rest = &rest[count..];
        }
        let key = workspace.signer().public();
        Self { records, frames, key, log: began.log, began: began.seq }
    }

    /// How much it is, in thousands of bytes.
    pub fn kilobytes(&self) -> usize {
        self.records.iter().map(|record| record.encode().len()).sum::<usize>() / 1_000
    }
}

struct Pen<'a> {
    person: &'a str,
    signer: &'a Signer,
    head: Head,
    clock: &'a dyn Clock,
    records: Vec<Record>,
}

impl Pen<'_> {
    fn customer(&mut self, number: usize, key: &domain::identity::IdentityKey) {
        let company = format!("东莞华晟第{number}电子有限公司");
        let phone = format!("138{number:08}");
        let fields =
            IdentityFields { company: &company, phone: &phone, ..IdentityFields::default() };
        let card = Card {
            id: CardId::mint(&PersonId::new(self.person), Instant(0), salt()),
            fair: Some(FairId::new("F1")),
            source: Source::Conversation,
            site: places::resolve("广东东莞"),
            identity: tokens(fields, key),
            register: u32::try_from(number).expect("a small number"),
            unattended: false,
            talk_ended: None,
            documented: 3,
        };
        let content = payload::CardContent {
            company,
            phone,
            person: "郭晓东".to_owned(),
            site: "广东东莞".to_owned(),
            matter: "连接器，询价两千件".to_owned(),
            ..payload::CardContent::default()
        };
        let ranking = payload::CardRanking::of(&card).encode();
        self.sign(kind::CARD, ranking, Some(content.encode()));
        for _ in 0..FOLLOW_UPS {
            let follow_up = payload::FollowUp {
                card: card_bytes(card.id),
                channel: "phone".to_owned(),
                connected: true,
            };
            self.sign(kind::FOLLOW_UP, follow_up.encode(), None);
        }
    }

    fn sign(&mut self, kind: &str, ranking: Vec<u8>, content: Option<Vec<u8>>) {
        let part = |bytes: Vec<u8>| Part { salt: salt(), bytes: bytes.into() };
        let unsigned = Unsigned {
            author: self.person.to_owned(),
            kind: kind.to_owned(),
            stamp: self.clock.stamp(),
            anchors: Vec::new(),
            policy: None,
            ranking: Some(part(ranking)),
            content: content.map(part),
        };
        let record = self.signer.sign(&self.head, unsigned);
        self.head = Head::after(&record);
        self.records.push(record);
    }
}

fn salt<const N: usize>() -> [u8; N] {
    random()[..N].try_into().expect("as many as asked for")
}

//! A booth's records, as its laptops sign them: cards, what follows them, and the receipts by which
//! colleagues vouch for each other (decision 0016).

use desktop::clock::{Clock, random};
use domain::card::{Card, Source};
use domain::identity::{IdentityFields, tokens};
use domain::time::Instant;
use domain::{CardId, FairId, PersonId, places};
use exchange_tests::{Company, Laptop};
use facts::kind;
use facts::payload::{self, card_bytes};
use ledger::{Head, LogId, Part, RECEIPT_KIND, Receipt, Record, RecordId, Seq, Unsigned};
use protocol::RawRecords;

/// Who stands there.
pub const PEOPLE: [&str; 8] =
    ["wangfang", "liqiang", "zhoumin", "sunwei", "panyue", "chenjing", "zhaolei", "hejun"];

/// How many colleagues vouch for the end of a chain.
const WITNESSES: usize = 3;

/// How long the next customer takes to come.
const NEXT_CUSTOMER_MS: i64 = 5_000;

/// What is signed for each customer.
#[derive(Clone, Copy)]
pub struct Habit {
    /// Calls afterwards.
    pub follow_ups: usize,
    /// Whether colleagues vouch for the card.
    pub vouched: bool,
}

/// Eight people with their laptops.
pub struct Booth<'c> {
    company: &'c Company,
    pub chains: Vec<Chain>,
    signed: usize,
}

/// One of the laptops, and what it has signed that nobody has taken.
pub struct Chain {
    pub laptop: Laptop,
    /// Its end.
    pub head: Head,
    /// How far the server has it.
    pub taken: Seq,
    /// What nobody has taken.
    pub records: Vec<Record>,
    /// What the next record cites: the newest receipts, the server's and a colleague's.
    pub cites: [Option<RecordId>; 2],
    /// What the next exchange shows of the last one.
    pub last: Last,
}

/// What a laptop keeps of an exchange.
#[derive(Clone, Default)]
pub struct Last {
    pub token: Vec<u8>,
    pub epoch: Vec<u8>,
    pub cursor: u64,
}

impl<'c> Booth<'c> {
    /// All enrolled, before the first card.
    pub fn open(company: &'c Company) -> Self {
        let laptops = company.laptops(PEOPLE);
        let chains = laptops.map(Chain::of).into_iter().collect();
        Self { company, chains, signed: 0 }
    }

    /// So many customers come, each to the next of the eight.
    pub fn customers(&mut self, count: usize, habit: Habit) -> Vec<CardId> {
        (0..count).map(|_| self.customer(habit)).collect()
    }

    fn customer(&mut self, habit: Habit) -> CardId {
        let (number, people) = (self.signed, self.chains.len());
        self.signed += 1;
        let time = &self.company.time;
        time.set(time.now().plus_ms(NEXT_CUSTOMER_MS));
        let who = number % people;
        let card = self.chains[who].card(number);
        if habit.vouched {
            for witness in (1..=WITNESSES).map(|next| (who + next) % people) {
                self.vouch(witness, who);
            }
        }
        (0..habit.follow_ups).for_each(|_| self.chains[who].follow_up(card));
        card
    }

    /// One sees where another's chain ends, who cites it from then on.
    fn vouch(&mut self, witness: usize, of: usize) {
        let (seen, stamp) = (self.chains[of].head, self.chains[of].laptop.clock.stamp());
        let receipt = Receipt {
            of: seen.log,
            through: seen.seq,
            head: seen.last,
            boot: stamp.boot,
            mono_ms: stamp.mono_ms,
            holds: false,
            beside: None,
        };
        let id = self.chains[witness].sign(RECEIPT_KIND, receipt.encode(), None);
        self.chains[of].cites[1] = Some(id);
    }

    /// How many records nobody has taken.
    pub fn count(&self) -> usize {
        self.chains.iter().map(|chain| chain.records.len()).sum()
    }

    /// How much they are, in thousands of bytes.
    pub fn kilobytes(&self) -> usize {
        let records = self.chains.iter().flat_map(|chain| &chain.records);
        records.map(|record| record.encode().len()).sum::<usize>() / 1_000
    }

    /// They have been taken.
    pub fn taken(&mut self) {
        for chain in &mut self.chains {
            chain.records.clear();
            chain.taken = chain.head.seq;
        }
    }
}

impl Chain {
    fn of(laptop: Laptop) -> Self {
        let opened = laptop.desk.opened().expect("an open workspace");
        let workspace = opened.workspace();
        let store = workspace.store();
        let head = store.head(workspace.log()).expect("a head");
        let token = store.meta("token").expect("a database").unwrap_or_default();
        drop(workspace);
        drop(opened);
        let (records, cites, taken) = (Vec::new(), [None, None], head.seq);
        let last = Last { token, ..Last::default() };
        Self { laptop, head, taken, records, cites, last }
    }

    /// Its log.
    pub fn log(&self) -> LogId {
        self.head.log
    }

    /// What nobody has taken, as it travels.
    pub fn frames(&self) -> Vec<RawRecords> {
        let mut frames = Vec::new();
        let mut rest = self.records.as_slice();
        while !rest.is_empty() {
            let (frame, count) = RawRecords::fill(rest);
            frames.push(frame);
            rest = &rest[count..];
        }
        frames
    }

    fn card(&mut self, number: usize) -> CardId {
        let company = format!("东莞华晟第{number}电子有限公司");
        let phone = format!("138{number:08}");
        let fields =
            IdentityFields { company: &company, phone: &phone, ..IdentityFields::default() };
        let identity = {
            let opened = self.laptop.desk.opened().expect("an open workspace");
            tokens(fields, &opened.workspace().identity().identity_key)
        };
        let card = Card {
            id: CardId::mint(&PersonId::new(&self.laptop.person), Instant(0), salt()),
            fair: Some(FairId::new("F1")),
            source: Source::Conversation,
            site: places::resolve("广东东莞"),
            identity,
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
        card.id
    }

    fn follow_up(&mut self, card: CardId) {
        let follow_up = payload::FollowUp {
            card: card_bytes(card),
            channel: "phone".to_owned(),
            connected: true,
        };
        self.sign(kind::FOLLOW_UP, follow_up.encode(), None);
    }

    fn sign(&mut self, kind: &str, ranking: Vec<u8>, content: Option<Vec<u8>>) -> RecordId {
        let part = |bytes: Vec<u8>| Part { salt: salt(), bytes: bytes.into() };
        let unsigned = Unsigned {
            author: self.laptop.person.clone(),
            kind: kind.to_owned(),
            stamp: self.laptop.clock.stamp(),
            anchors: self.cites.iter().flatten().copied().collect(),
            policy: None,
            ranking: Some(part(ranking)),
            content: content.map(part),
        };
        let opened = self.laptop.desk.opened().expect("an open workspace");
        let record = opened.workspace().signer().sign(&self.head, unsigned);
        drop(opened);
        self.head = Head::after(&record);
        let id = record.id();
        self.records.push(record);
        id
    }
}

fn salt<const N: usize>() -> [u8; N] {
    random()[..N].try_into().expect("as many as asked for")
}

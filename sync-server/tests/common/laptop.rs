use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::card::{Card, Source};
use domain::identity::{IdentityFields, IdentityKey, tokens};
use domain::time::Instant;
use domain::{CardId, FairId, PersonId, places};
use facts::payload::{self, card_bytes};
use facts::{Book, Customer, Fact, Gather, Key, Records, keys_of, kind, read_book};
use ledger::{
    BootId, EnrolmentId, Head, Incarnation, LogId, Part, RECEIPT_KIND, Receipt, Record, RecordId,
    Seq, Signer, Stamp, Unsigned,
};
use protocol::RawRecords;
use protocol::auth::{ENROLMENT_HEADER, NONCE_HEADER, SIGNATURE_HEADER};
use protocol::enrol::{self, proof_domain, proof_message};
use protocol::sync::{self, Contact, Past, Reply, Session, Step};

use super::{Company, TestClock};
use sync_server::Clock;

/// Any valid age recipient; nothing is encrypted to it here.
pub const RECIPIENT: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

/// An answer of the server.
pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn code(&self) -> String {
        let body: serde_json::Value = serde_json::from_slice(&self.body).unwrap_or_default();
        body["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// What is written on a card.
#[derive(Clone, Copy)]
pub struct Lead<'a> {
    pub company: &'a str,
    pub phone: &'a str,
    pub site: &'a str,
    pub fair: Option<&'a str>,
}

impl Lead<'static> {
    pub const HUASHENG: Self = Self {
        company: "东莞华晟电子有限公司",
        phone: "13800138001",
        site: "广东东莞",
        fair: Some("F1"),
    };
}

/// A laptop as the server sees one: a key, a chain, and what it was told.
#[derive(Clone)]
pub struct Laptop {
    pub person: String,
    pub enrolment: EnrolmentId,
    pub signer: std::sync::Arc<Signer>,
    pub head: Head,
    pub clock: TestClock,
    pub boot: BootId,
    pub records: BTreeMap<RecordId, Record>,
    pub identity_key: [u8; 32],
    pub address: String,
    pub last_exchange: (usize, usize),
    /// Colleagues' receipts that everything it signs cites beside the server's newest.
    pub cites: Vec<RecordId>,
    http: reqwest::Client,
    nonce: String,
    epoch: Vec<u8>,
    cursor: u64,
    token: Vec<u8>,
    acknowledged: BTreeMap<LogId, Seq>,
    chain: Vec<RecordId>,
}

static SALT: AtomicU64 = AtomicU64::new(1);

fn unique<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let n = SALT.fetch_add(1, Ordering::SeqCst);
    blake3::Hasher::new_derive_key("fairlead test laptop")
        .update(&n.to_be_bytes())
        .finalize_xof()
        .fill(&mut bytes);
    bytes
}

impl Laptop {
    pub async fn enrol(company: &Company, person: &str) -> Self {
        let secret: [u8; 32] = unique();
        let answer =
            post_enrol(company.address(), &request(&company.code(person).secret, &secret)).await;
        assert_eq!(answer.status, 200, "{}", answer.code());
        let reply = enrol::Reply::decode(&answer.body).unwrap();
        assert_eq!(reply.person, person);
        let mut laptop = Self {
            person: person.to_owned(),
            enrolment: reply.enrolment,
            signer: Signer::new(&secret, company.founded.company).into(),
            head: Head::start(LogId { enrolment: reply.enrolment, incarnation: Incarnation(1) }),
            clock: company.clock.clone(),
            boot: BootId::new(unique()),
            records: BTreeMap::new(),
            identity_key: reply.identity_key,
            address: company.address().to_owned(),
            last_exchange: (0, 0),
            cites: Vec::new(),
            http: reqwest::Client::new(),
            nonce: String::new(),
            epoch: Vec::new(),
            cursor: 0,
            token: Vec::new(),
            acknowledged: BTreeMap::new(),
            chain: Vec::new(),
        };
        laptop.take(&reply.company);
        assert!(laptop.book().enrolments.contains_key(&reply.enrolment));
        laptop
    }

    pub fn log(&self) -> LogId {
        self.head.log
    }

    pub fn contact(&self) -> Contact {
        Contact { boot: self.boot, mono_ms: self.clock.now().0.unsigned_abs() }
    }

    // What it writes.

    pub fn sign(&mut self, kind: &str, ranking: Vec<u8>, content: Option<Vec<u8>>) -> Record {
        let record = self.unsigned(kind, ranking, content);
        let record = self.signer.sign(&self.head, record);
        self.head = Head::after(&record);
        self.chain.push(record.id());
        self.records.insert(record.id(), record.clone());
        record
    }

    pub fn unsigned(&self, kind: &str, ranking: Vec<u8>, content: Option<Vec<u8>>) -> Unsigned {
        let part = |bytes: Vec<u8>| Part { salt: unique(), bytes: bytes.into() };
        let now = self.clock.now();
        let mono_ms = now.0.unsigned_abs();
        Unsigned {
            author: self.person.clone(),
            kind: kind.to_owned(),
            stamp: Stamp { claimed_ms: now.0, boot: self.boot, mono_ms },
            anchors: self.newest_receipt().into_iter().chain(self.cites.iter().copied()).collect(),
            policy: None,
            ranking: Some(part(ranking)),
            content: content.map(part),
        }
    }

    fn newest_receipt(&self) -> Option<RecordId> {
        let book = self.book();
        let mine = self.records.values().filter(|record| {
            let about_me = matches!(Fact::read(record), Ok(Fact::Receipt(r)) if r.of == self.log());
            about_me && book.is_server(&record.envelope().log.enrolment)
        });
        mine.max_by_key(|record| record.envelope().seq).map(Record::id)
    }

    pub fn card_payload(&self, lead: Lead<'_>) -> (CardId, Vec<u8>, Vec<u8>) {
        let fields = IdentityFields {
            company: lead.company,
            phone: lead.phone,
            ..IdentityFields::default()
        };
        let card = Card {
            id: CardId::mint(&PersonId::new(&self.person), Instant(0), unique()),
            fair: lead.fair.map(FairId::new),
            source: Source::Conversation,
            site: places::resolve(lead.site),
            identity: tokens(fields, &IdentityKey(self.identity_key)),
            register: 1,
            unattended: false,
            talk_ended: None,
            documented: 1,
        };
        let content = payload::CardContent {
            company: lead.company.to_owned(),
            phone: lead.phone.to_owned(),
            site: lead.site.to_owned(),
            ..payload::CardContent::default()
        };
        (card.id, payload::CardRanking::of(&card).encode(), content.encode())
    }

    pub fn capture(&mut self, lead: Lead<'_>) -> CardId {
        let (card, ranking, content) = self.card_payload(lead);
        self.sign(kind::CARD, ranking, Some(content));
        card
    }

    pub fn draft(&mut self, lead: Lead<'_>) -> CardId {
        let (card, ranking, content) = self.card_payload(lead);
        self.sign(kind::DRAFT, ranking, Some(content));
        card
    }

    pub fn assign(&mut self, card: CardId, to: &str) -> Record {
        let assignment = payload::Assignment {
            card: card_bytes(card),
            person: Some(to.to_owned()),
            ..payload::Assignment::default()
        };
        self.sign(kind::ASSIGNMENT, assignment.encode(), None)
    }

    pub fn seal(&mut self, day: &str, cards: &[CardId]) -> Record {
        let seal = payload::Seal {
            fair: "F1".to_owned(),
            day: day.to_owned(),
            cards: cards.iter().map(|card| card_bytes(*card)).collect(),
            ..payload::Seal::default()
        };
        self.sign(kind::SEAL, seal.encode(), None)
    }

    /// A hand-in over the booth's LAN: the other takes everything of mine and says so.
    pub fn hand_in_to(&mut self, other: &mut Self) -> Record {
        let cards: Vec<_> = self.own_records().filter_map(card_of).map(card_bytes).collect();
        let statement = payload::HandIn {
            fair: "F1".to_owned(),
            day: "2026-03-12".to_owned(),
            cards,
            ..payload::HandIn::default()
        };
        self.sign(kind::HAND_IN, statement.encode(), None);
        let carried: Vec<Record> = self.own_records().cloned().collect();
        other.records.extend(carried.into_iter().map(|record| (record.id(), record)));
        let receipt = Receipt {
            of: self.log(),
            through: self.head.seq,
            head: self.head.last,
            boot: self.boot,
            mono_ms: self.clock.now().0.unsigned_abs(),
            holds: true,
            beside: None,
        };
        let receipt = other.sign(RECEIPT_KIND, receipt.encode(), None);
        self.records.insert(receipt.id(), receipt.clone());
        receipt
    }

    pub fn own_records(&self) -> impl Iterator<Item = &Record> {
        self.chain.iter().map(|id| &self.records[id])
    }

    // What it knows.

    pub fn book(&self) -> Book {
        let records: Vec<Record> = self.records.values().cloned().collect();
        read_book(&records).unwrap()
    }

    /// The customer of a card as this laptop rules on it.
    pub fn customer(&self, card: CardId, as_of: Instant) -> Option<Customer> {
        Gather::new(self, &self.book()).customer(card, as_of).unwrap()
    }

    /// Whether it holds a card, and whether with its text.
    pub fn holds(&self, card: CardId) -> Option<bool> {
        let about = self.under(&Key::Card(card), 0).unwrap();
        let signed = about.iter().find(|r| [kind::CARD, kind::DRAFT].contains(&r.kind()))?;
        Some(!signed.lacks(ledger::WhichPart::Content))
    }

    pub fn of_kind(&self, kind: &str) -> Vec<&Record> {
        self.records.values().filter(|record| record.kind() == kind).collect()
    }

    // How it speaks.

    /// Exchanges to the end. Says what was refused.
    pub async fn sync(&mut self) -> Vec<sync::Refused> {
        let mut refused = Vec::new();
        let mut session = Session::new(self.offer(), &self.acknowledged);
        let mut frame = self.frame(&session.missing());
        loop {
            session.remember(self.past());
            let request =
                session.request(self.contact(), frame, self.epoch.clone().into(), self.cursor);
            let reply = self.exchange(&request).await;
            refused.extend(reply.refused.iter().cloned());
            match session.take(&reply, self.offer()) {
                Step::Done => break,
                Step::Pull => frame = RawRecords::default(),
                Step::Push { above, parts } if above.is_empty() => {
                    let records: Vec<_> = parts.iter().map(|id| &self.records[id]).collect();
                    frame = RawRecords::fill(records).0;
                }
                Step::Push { above, .. } => frame = self.frame(&above),
            }
        }
        self.acknowledged = session.acknowledged().clone();
        refused
    }

    /// The logs that it carries without a gap.
    fn offer(&self) -> BTreeMap<LogId, Seq> {
        let server = self.book().server;
        let mut logs: BTreeMap<LogId, std::collections::BTreeSet<Seq>> = BTreeMap::new();
        for record in self.records.values() {
            let envelope = record.envelope();
            logs.entry(envelope.log).or_default().insert(envelope.seq);
        }
        logs.retain(|log, _| log.enrolment != server);
        let reach = |held: &std::collections::BTreeSet<Seq>| {
            (1..).map(Seq).take_while(|seq| held.contains(seq)).last().unwrap_or(Seq::ZERO)
        };
        logs.iter().map(|(log, held)| (*log, reach(held))).filter(|(_, seq)| seq.0 > 0).collect()
    }

    fn frame(&self, above: &BTreeMap<LogId, Seq>) -> RawRecords {
        let mut records: Vec<&Record> = self
            .records
            .values()
            .filter(|record| {
                let envelope = record.envelope();
                above.get(&envelope.log).is_some_and(|seq| envelope.seq > *seq)
            })
            .collect();
        records.sort_by_key(|record| (record.envelope().log, record.envelope().seq));
        RawRecords::fill(records).0
    }

    pub fn request(&self, records: RawRecords) -> sync::Request {
        let offer = BTreeMap::from([(self.log(), self.head.seq)]);
        let mut session = Session::new(offer, &BTreeMap::new());
        session.remember(self.past());
        session.request(self.contact(), records, self.epoch.clone().into(), self.cursor)
    }

    /// What it remembers of its own chains.
    fn past(&self) -> Past {
        let mut past = Past { token: self.token.clone(), ..Past::default() };
        let me = self.log().enrolment;
        for log in self.records.values().map(|record| record.envelope().log) {
            if log.enrolment == me {
                *past.own.entry(log).or_default() += 1;
            }
        }
        past
    }

    /// One exchange that succeeds; what the feed brings is taken.
    pub async fn exchange(&mut self, request: &sync::Request) -> Reply {
        let body = request.encode();
        let answer = self.post(sync::PATH, body.clone()).await;
        assert_eq!(answer.status, 200, "{}", answer.code());
        self.last_exchange = (body.len(), answer.body.len());
        let reply = Reply::decode(&answer.body).unwrap();
        self.learn(&reply);
        reply
    }

    /// Takes what a reply brings.
    pub fn learn(&mut self, reply: &Reply) {
        self.take(&reply.returned);
        self.take(&reply.feed);
        self.token = reply.token.clone();
        (self.epoch, self.cursor) = (reply.epoch.to_vec(), reply.cursor);
    }

    fn take(&mut self, records: &RawRecords) {
        for raw in records.decode() {
            let raw = raw.unwrap();
            let envelope = raw.envelope().unwrap();
            let record = match self.try_book().and_then(|book| {
                book.enrolments.get(&envelope.log.enrolment).map(|enrolled| enrolled.key)
            }) {
                Some(key) => raw.verify(&key).unwrap(),
                // Before the founding record is known; it vouches for itself.
                None => raw.already_verified().unwrap(),
            };
            let held = self.records.entry(record.id()).or_insert_with(|| record.clone());
            *held = held.with_parts_of(&record);
        }
    }

    fn try_book(&self) -> Option<Book> {
        let records: Vec<Record> = self.records.values().cloned().collect();
        read_book(&records)
    }

    /// A signed request, a second time if the nonce was stale.
    pub async fn post(&mut self, path: &str, body: Vec<u8>) -> Answer {
        let answer = self.post_once(path, body.clone()).await;
        if answer.status == 401 { self.post_once(path, body).await } else { answer }
    }

    pub async fn post_once(&mut self, path: &str, body: Vec<u8>) -> Answer {
        let nonce = self.nonce.clone();
        self.post_with(path, body, &nonce).await
    }

    pub async fn post_with(&mut self, path: &str, body: Vec<u8>, nonce: &str) -> Answer {
        let signed = protocol::auth::sign(&self.signer, self.enrolment, "POST", path, nonce, &body);
        let request = self
            .http
            .post(format!("{}{path}", self.address))
            .header("content-type", "application/cbor")
            .header(ENROLMENT_HEADER, self.enrolment.to_string())
            .header(NONCE_HEADER, nonce)
            .header(SIGNATURE_HEADER, signed)
            .body(body);
        let answer = answer(request).await;
        self.nonce = answer.headers[NONCE_HEADER].to_str().unwrap().to_owned();
        answer
    }

    pub fn nonce(&self) -> &str {
        &self.nonce
    }
}

fn card_of(record: &Record) -> Option<CardId> {
    match Fact::read(record) {
        Ok(Fact::Card(card)) => Some(card.id),
        _ => None,
    }
}

impl Records for Laptop {
    type Error = Infallible;

    fn record(&self, id: &RecordId) -> Result<Option<Record>, Infallible> {
        Ok(self.records.get(id).cloned())
    }

    fn under(&self, key: &Key, from_rank: u64) -> Result<Vec<Record>, Infallible> {
        let fits = |record: &&Record| {
            keys_of(record).iter().any(|found| found.key == *key && found.rank >= from_rank)
        };
        Ok(self.records.values().filter(fits).cloned().collect())
    }

    fn at_position(&self, log: LogId, seq: Seq) -> Result<usize, Infallible> {
        let there = |record: &&Record| record.envelope().log == log && record.envelope().seq == seq;
        Ok(self.records.values().filter(there).count())
    }
}

/// An enrolment request with a code's secret and a key's.
pub fn request(secret: &str, key: &[u8; 32]) -> enrol::Request {
    let signer = Signer::new(key, ledger::CompanyId::new([0; 16]));
    let signing_key = signer.public().to_bytes();
    let message = proof_message(secret, &signing_key, RECIPIENT);
    enrol::Request {
        secret: secret.to_owned(),
        signing_key,
        recipient: RECIPIENT.to_owned(),
        device: "ThinkPad".to_owned(),
        proof: signer.sign_in(proof_domain(), &message),
    }
}

pub async fn post_enrol(address: &str, request: &enrol::Request) -> Answer {
    post_plain(address, enrol::PATH, request.encode()).await
}

/// An unsigned request.
pub async fn post_plain(address: &str, path: &str, body: Vec<u8>) -> Answer {
    let request = reqwest::Client::new()
        .post(format!("{address}{path}"))
        .header("content-type", "application/cbor")
        .body(body);
    answer(request).await
}

pub async fn answer(request: reqwest::RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        body: response.bytes().await.unwrap().to_vec(),
    }
}

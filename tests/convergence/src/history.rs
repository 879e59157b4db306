//! Histories: who did what, as records.

use domain::act::{Assignment, Target};
use domain::card::{Card, Source};
use domain::class::Class;
use domain::fair::penalty::Offence;
use domain::fair::pool::{Deal, Pool, Scope};
use domain::identity::{IdentityFields, IdentityKey, tokens};
use domain::places::resolve;
use domain::time::Instant;
use domain::{CardId, FairId, PersonId, TerritoryId};
use facts::{Book, Customer, Gather, kind, payload, read_book};
use ledger::{
    BootId, EnrolmentId, Head, Incarnation, LogId, Part, RECEIPT_KIND, Receipt, Record, RecordId,
    Signer, Stamp, Unsigned,
};

use crate::Memory;

/// Who acts: an index into the people of the paper company.
pub type Who = usize;

/// One deed of a history. Numbers are indexes, taken round when there are fewer things.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // Each deed says what its fields are.
pub enum Deed {
    /// Signs a card: index of the customer's name, of its phone, of its site, of its credit code, and the
    /// source.
    Sign { who: Who, name: usize, phone: usize, site: usize, code: usize, source: usize },
    /// Shows his chain to the server (`None`) or to a colleague, who gives a receipt.
    Meet { who: Who, by: Option<Who> },
    /// Turns his clock by so many minutes.
    Turn { who: Who, minutes: i64 },
    /// Assigns the nth card to somebody.
    Assign { who: Who, card: usize, to: Who, reason: bool, overriding: bool },
    /// Countersigns the nth card.
    Countersign { who: Who, card: usize },
    /// Excuses the lateness of the nth card.
    ExcuseLate { who: Who, card: usize },
    /// Deals two cards among everybody, or among himself and somebody else only; not as the rule would where it
    /// is crooked.
    Deal { who: Who, cards: [usize; 2], with: Option<Who>, crooked: bool },
    /// Somebody leaves the company.
    Leave { who: Who },
    /// Takes back the nth card.
    Withdraw { who: Who, card: usize },
    /// Would have the nth card name another customer, or another site only.
    Correct { who: Who, card: usize, name: usize, phone: usize, site: usize, only_site: bool },
    /// Approves the nth correction, or rejects it.
    Approve { who: Who, correction: usize, approve: bool },
    /// Decides whether two cards are one customer.
    Decide { who: Who, a: usize, b: usize, same: bool },
    /// Seals the day with all cards so far.
    Seal { who: Who },
    /// The server registers the ruling on the nth card's customer, as it does when it is ripe.
    Register { card: usize },
    /// The server says that the customer waits again.
    Undo { card: usize },
    /// Decides the case about the nth card's customer, if there is one.
    Rule { who: Who, card: usize, adopt: bool },
    /// Appeals against the decision on the nth card's customer, if there is one.
    Appeal { who: Who, card: usize },
    /// Reaches the nth card's customer.
    Call { who: Who, card: usize },
    /// Writes a card down without signing it.
    Draft { who: Who, name: usize, phone: usize, site: usize },
    /// Judges the nth card.
    Judge { who: Who, card: usize },
    /// Hands in what he has, saying that it is all; the nth card is a draft that stays open.
    HandIn { who: Who, draft: usize },
    /// Says whether the first day's package is excused.
    Excuse { who: Who, excused: bool },
    /// Speaks about a proposal: explains it (0), answers it (1), decides on it (2).
    Speak { who: Who, part: usize, offence: usize, person: Who, about: Who, verdict: usize },
    /// Time passes.
    Pass { minutes: i64 },
}

const NAMES: [&str; 6] = [
    "东莞华晟电子有限公司",
    "东莞市华晟电子有限公司",
    "华晟电子有限公司",
    "苏州博瑞精密仪器有限公司",
    "深圳海风科技有限公司",
    "",
];
const PHONES: [&str; 4] = ["13800138001", "13900139002", "0755-12345678", ""];
/// Most cards have none; one that has may be like two customers.
const CODES: [&str; 4] = ["", "91440300708461136T", "", ""];
const SITES: [&str; 5] = ["广东东莞", "江苏苏州", "深圳南山", "火星", ""];
const SOURCES: [Source; 3] = [Source::BusinessCard, Source::SelfFilled, Source::Conversation];

/// Id, roles, territory.
const PEOPLE: [(&str, &[&str], &str); 7] = [
    ("lin", &["regional_manager"], "south"),
    ("wang", &["rep"], "south"),
    ("li", &["rep"], "south"),
    ("sun", &["rep", "group_leader"], "south"),
    ("chen", &["rep"], "east"),
    ("zheng", &["hq"], ""),
    ("xu", &["crm_centre"], ""),
];

struct Desk {
    person: &'static str,
    signer: Signer,
    head: Head,
    anchors: [Option<RecordId>; 2],
    shift_ms: i64,
    boot: BootId,
}

/// A history in the making.
pub struct History {
    /// Every record, in the order in which it was made.
    pub records: Vec<Record>,
    /// The cards that were signed.
    pub cards: Vec<CardId>,
    /// Corrections of them.
    pub corrections: Vec<(CardId, RecordId)>,
    /// Drafts that nobody signs.
    pub drafts: Vec<CardId>,
    /// The true time.
    pub now: Instant,
    /// Whose records nobody else has yet.
    pub withheld: Option<Who>,
    server: Desk,
    desks: Vec<Desk>,
}

impl Default for History {
    fn default() -> Self {
        Self::found()
    }
}

impl History {
    /// How many people there are.
    pub const PEOPLE: usize = PEOPLE.len();

    /// The paper company, founded the evening before its fair.
    pub fn found() -> Self {
        let secret = |n: u8| [n; 32];
        let company =
            Book::company_id(&Signer::new(&secret(99), ledger::CompanyId::new([0; 16])).public());
        let desk = |n: u8, person: &'static str| {
            let signer = Signer::new(&secret(n), company);
            let enrolment = Book::enrolment_id(company, &signer.public());
            let log = LogId { enrolment, incarnation: Incarnation(1) };
            Desk {
                person,
                signer,
                head: Head::start(log),
                anchors: [None, None],
                shift_ms: 0,
                boot: BootId::new([n; 16]),
            }
        };
        let desks = PEOPLE.iter().zip(1u8..).map(|((id, ..), n)| desk(n, id)).collect();
        // 2026-03-11 18:00 in Shanghai.
        let now = Instant(1_773_223_200_000);
        let mut history = Self {
            records: Vec::new(),
            cards: Vec::new(),
            drafts: Vec::new(),
            corrections: Vec::new(),
            now,
            withheld: None,
            server: desk(99, "server"),
            desks,
        };
        history.write_company();
        for who in 0..history.desks.len() {
            history.receipt(who, None);
        }
        // The fair opens in the morning.
        history.now = history.now.plus_hours(15);
        history
    }

    /// The book that the records make.
    pub fn book(&self) -> Book {
        read_book(&self.records).expect("the paper company vouches for itself")
    }

    fn write_company(&mut self) {
        let server_key = self.server.signer.public().to_bytes();
        let server = *self.server.head.log.enrolment.as_bytes();
        self.by_server(
            kind::COMPANY,
            payload::Company {
                name: "纸上公司".into(),
                zone: "Asia/Shanghai".into(),
                server_key: server_key.into(),
                server: server.into(),
            }
            .encode(),
        );
        let code = |place: &str| resolve(place).map(|code| code.get()).into_iter();
        let table =
            [("south", "广东", "lin"), ("east", "江苏", "jiang")].map(|(id, place, head)| {
                payload::Territory {
                    id: id.into(),
                    name: id.into(),
                    regions: code(place).collect(),
                    head: Some(head.into()),
                }
            });
        let territories = payload::Territories { table: table.to_vec(), after: None };
        self.by_server(kind::TERRITORIES, territories.encode());
        for who in PEOPLE {
            self.by_server(kind::PERSON, person(who).encode());
        }
        let fair = payload::Fair {
            id: "F1".into(),
            name: "F1".into(),
            place: "广东深圳".into(),
            territory: "south".into(),
            supervisor: "lin".into(),
            days: vec!["2026-03-12".into(), "2026-03-13".into()],
            closes: "17:00".into(),
            team: ["wang", "li", "sun", "chen"].map(String::from).to_vec(),
            ..Default::default()
        };
        self.by_server(kind::FAIR, fair.encode());
        for i in 0..self.desks.len() {
            let desk = &self.desks[i];
            let enrolment = payload::Enrolment {
                id: (*desk.head.log.enrolment.as_bytes()).into(),
                person: desk.person.to_owned(),
                signing_key: desk.signer.public().to_bytes().into(),
                recipient: String::new(),
                device: desk.person.to_owned(),
            };
            self.by_server(kind::ENROLMENT, enrolment.encode());
        }
    }

    fn by_server(&mut self, kind: &str, ranking: Vec<u8>) -> RecordId {
        let now = self.now;
        let record = write(&mut self.server, now, kind, ranking);
        self.records.push(record.clone());
        record.id()
    }

    /// The server registers a ruling of the first card's customer, made by some version of the rules.
    pub fn register(&mut self, ruling: [u8; 32], rules: u16) {
        let card = payload::card_bytes(self.cards[0]);
        let ruling = ruling.into();
        let (customer, cards) = (card, vec![card]);
        let registration = payload::Registration {
            customer,
            cards,
            ruling,
            rules,
            ..payload::Registration::default()
        };
        self.by_server(kind::REGISTRATION, registration.encode());
    }

    fn by(&mut self, who: Who, kind: &str, ranking: Vec<u8>) -> RecordId {
        let now = self.now;
        let record = write(&mut self.desks[who], now, kind, ranking);
        self.records.push(record.clone());
        record.id()
    }

    /// Somebody gives a receipt about another's chain, who cites it from then on.
    fn receipt(&mut self, who: Who, by: Option<Who>) {
        let desk = &self.desks[who];
        let receipt = Receipt {
            of: desk.head.log,
            through: desk.head.seq,
            head: desk.head.last,
            boot: desk.boot,
            mono_ms: mono(self.now),
            holds: true,
            beside: None,
        };
        let id = match by {
            None => self.by_server(RECEIPT_KIND, receipt.encode()),
            Some(by) => self.by(by, RECEIPT_KIND, receipt.encode()),
        };
        self.desks[who].anchors[usize::from(by.is_some())] = Some(id);
    }

    /// Does a deed. What makes no sense (a card that is not there) does nothing.
    pub fn perform(&mut self, deed: &Deed) {
        self.now = self.now.plus_ms(1_000);
        let card_at =
            |cards: &[CardId], n: usize| (!cards.is_empty()).then(|| cards[n % cards.len()]);
        match *deed {
            Deed::Sign { who, name, phone, site, code, source } => {
                self.sign(who, [name, phone, site, code], source)
            }
            Deed::Meet { who, by } => {
                if by != Some(who) {
                    self.receipt(who, by);
                }
            }
            Deed::Turn { who, minutes } => self.desks[who].shift_ms = minutes * 60_000,
            Deed::Assign { who, card, to, reason, overriding } => {
                let Some(card) = card_at(&self.cards, card) else { return };
                let to = if to < PEOPLE.len() {
                    Target::Person(PersonId::new(PEOPLE[to].0))
                } else {
                    Target::Pool(TerritoryId::new("east"))
                };
                let reason = if reason { "公司决定" } else { "" };
                let payload = assignment(&Assignment {
                    card,
                    to,
                    reason: reason.into(),
                    overriding,
                    discussion: Vec::new(),
                    seen: Vec::new(),
                    dealt: None,
                });
                self.by(who, kind::ASSIGNMENT, payload.encode());
            }
            Deed::Countersign { who, card } => {
                let Some(card) = card_at(&self.cards, card) else { return };
                let payload = payload::Countersign { cards: vec![payload::card_bytes(card)] };
                self.by(who, kind::COUNTERSIGN, payload.encode());
            }
            Deed::ExcuseLate { who, card } => {
                let Some(card) = card_at(&self.cards, card) else { return };
                let payload = payload::Excuse {
                    cards: vec![payload::card_bytes(card)],
                    reason: "电脑坏了".into(),
                };
                self.by(who, kind::EXCUSE, payload.encode());
            }
            Deed::Deal { who, cards, with, crooked } => {
                let dealt = cards.into_iter().filter_map(|card| card_at(&self.cards, card));
                let dealt = dealt.map(|card| (card, Class::Unclassified)).collect();
                let among = match with {
                    Some(with) => vec![who, with],
                    None => (0..PEOPLE.len()).collect(),
                };
                let seat = |who: Who| (PersonId::new(PEOPLE[who].0), 0);
                let pool = Pool {
                    fair: FairId::new("F1"),
                    cards: dealt,
                    among: among.into_iter().map(seat).collect(),
                    scope: Scope::Pool,
                };
                let mut deal = Deal { dealt: pool.deal(), pool, reason: String::new() };
                if crooked {
                    let me = PersonId::new(PEOPLE[who].0);
                    deal.dealt.values_mut().for_each(|to| *to = me.clone());
                }
                self.by(who, kind::DEAL, payload::Deal::of(&deal).encode());
            }
            Deed::Leave { who } => {
                let payload = payload::Person { left: true, ..person(PEOPLE[who]) };
                self.by_server(kind::PERSON, payload.encode());
            }
            Deed::Withdraw { who, card } => {
                let Some(card) = card_at(&self.cards, card) else { return };
                let payload = payload::Withdrawal { card: payload::card_bytes(card) };
                self.by(who, kind::WITHDRAWAL, payload.encode());
            }
            Deed::Correct { who, card, name, phone, site, only_site } => {
                let Some(card) = card_at(&self.cards, card) else { return };
                self.correct(who, card, [name, phone, site], only_site);
            }
            Deed::Approve { who, correction, approve } => {
                let of = self.corrections.len().max(1);
                let Some((card, correction)) = self.corrections.get(correction % of) else {
                    return;
                };
                let payload = payload::CorrectionDecision {
                    card: payload::card_bytes(*card),
                    correction: (*correction.as_bytes()).into(),
                    approve,
                };
                self.by(who, kind::CORRECTION_DECISION, payload.encode());
            }
            Deed::Decide { who, a, b, same } => {
                let (a, b) = (card_at(&self.cards, a), card_at(&self.cards, b));
                let (Some(a), Some(b)) = (a, b) else { return };
                let cards = [a, b].map(payload::card_bytes).to_vec();
                self.by(who, kind::IDENTITY, payload::Identity { same, cards }.encode());
            }
            Deed::Seal { who } => {
                let payload = payload::Seal {
                    fair: "F1".into(),
                    day: "2026-03-12".into(),
                    cards: self.cards.iter().map(|card| payload::card_bytes(*card)).collect(),
                    ..Default::default()
                };
                self.by(who, kind::SEAL, payload.encode());
            }
            Deed::Register { card } => {
                // It has every card that it registers, and has said so.
                let others = (0..self.desks.len()).filter(|who| Some(*who) != self.withheld);
                others.collect::<Vec<_>>().into_iter().for_each(|who| self.receipt(who, None));
                let Some(customer) = self.customer(card) else { return };
                if customer.ruling.case.is_none() && !customer.registered {
                    self.by_server(
                        kind::REGISTRATION,
                        payload::Registration::of(&customer).encode(),
                    );
                }
            }
            Deed::Undo { card } => {
                let Some(customer) = self.customer(card) else { return };
                if customer.ruling.settled.finality.is_none() {
                    let payload = payload::Registration::undone(&customer);
                    self.by_server(kind::REGISTRATION, payload.encode());
                }
            }
            Deed::Rule { who, card, adopt } => {
                let Some(customer) = self.customer(card) else { return };
                let Some(case) = customer.ruling.case else { return };
                let payload = payload::CaseDecision {
                    card: payload::card_bytes(customer.ruling.customer),
                    standing: payload::Outcome::of(&case.standing),
                    proposed: payload::Outcome::of(&case.proposed),
                    adopt,
                    reason: "看过两边的证据".into(),
                };
                self.by(who, kind::CASE_DECISION, payload.encode());
            }
            Deed::Appeal { who, card } => {
                let Some(customer) = self.customer(card) else { return };
                let Some(decided) = customer.cluster.decisions.first() else { return };
                let payload = payload::Appeal {
                    card: payload::card_bytes(customer.ruling.customer),
                    decision: decided.id.0.into(),
                    reason: "不服".into(),
                };
                self.by(who, kind::APPEAL, payload.encode());
            }
            Deed::Call { who, card } => {
                let Some(card) = card_at(&self.cards, card) else { return };
                let payload = payload::FollowUp {
                    card: payload::card_bytes(card),
                    channel: "phone".into(),
                    connected: true,
                };
                self.by(who, kind::FOLLOW_UP, payload.encode());
            }
            Deed::Draft { who, name, phone, site } => {
                let card = self.card(who, [name, phone, site, 0], 2);
                self.by(who, kind::DRAFT, payload::CardRanking::of(&card).encode());
                self.drafts.push(card.id);
            }
            Deed::Judge { who, card } => {
                let Some(card) = card_at(&self.cards, card) else { return };
                let card = payload::card_bytes(card);
                let judgement = "ordinary".into();
                self.by(who, kind::EVALUATION, payload::Evaluation { card, judgement }.encode());
            }
            Deed::HandIn { who, draft } => {
                let drafts = card_at(&self.drafts, draft).into_iter();
                let payload = payload::HandIn {
                    fair: "F1".into(),
                    day: "2026-03-12".into(),
                    drafts: drafts.map(payload::card_bytes).collect(),
                    ..Default::default()
                };
                self.by(who, kind::HAND_IN, payload.encode());
            }
            Deed::Excuse { who, excused } => {
                let (fair, day) = ("F1".into(), "2026-03-12".into());
                let payload = payload::PackageExcused { fair, day, excused };
                self.by(who, kind::PACKAGE_EXCUSED, payload.encode());
            }
            Deed::Speak { who, part, offence, person, about, verdict } => {
                self.speak(who, part, [offence, person, about], verdict);
            }
            Deed::Pass { minutes } => self.now = self.now.plus_minutes(minutes),
        }
    }

    /// The customer of the nth card, as everybody who holds everything rules on it now.
    fn customer(&self, card: usize) -> Option<Customer> {
        let card = *self.cards.get(card % self.cards.len().max(1))?;
        let Ok(customer) = Gather::new(&self.known(), &self.book()).customer(card, self.now);
        customer
    }

    /// What everybody has but him who withholds his own.
    pub fn known(&self) -> Memory {
        let withheld = self.withheld.map(|who| self.enrolment(who));
        let known = |record: &&Record| Some(record.envelope().log.enrolment) != withheld;
        let mut memory = Memory::default();
        self.records.iter().filter(known).for_each(|record| memory.take(record));
        memory
    }

    fn speak(
        &mut self,
        who: Who,
        part: usize,
        [offence, person, about]: [usize; 3],
        verdict: usize,
    ) {
        let offence = Offence::ALL[offence % Offence::ALL.len()];
        let about_one = matches!(offence, Offence::EvaluationOmitted | Offence::CountersignMissing);
        let matter = payload::Matter {
            fair: "F1".into(),
            day: "2026-03-12".into(),
            offence: offence.name().into(),
            person: PEOPLE[person % PEOPLE.len()].0.into(),
            about: about_one.then(|| PEOPLE[about % PEOPLE.len()].0.into()),
        };
        match part % 3 {
            0 => self.by(who, kind::PENALTY_TOLD, payload::PenaltyTold { matter }.encode()),
            1 => {
                let heard = payload::PenaltyHeard { matter, declines: false };
                self.by(who, kind::PENALTY_HEARD, heard.encode())
            }
            _ => {
                let verdict = ["uphold", "waive", "milder"][verdict % 3].to_owned();
                let amount = (verdict == "milder").then_some(50);
                let seen = Vec::new();
                let decided = payload::PenaltyDecided { matter, verdict, amount, seen };
                self.by(who, kind::PENALTY_DECIDED, decided.encode())
            }
        };
    }

    fn sign(&mut self, who: Who, marks: [usize; 4], source: usize) {
        let card = self.card(who, marks, source);
        self.by(who, kind::CARD, payload::CardRanking::of(&card).encode());
        self.cards.push(card.id);
    }

    fn card(&self, who: Who, marks: [usize; 4], source: usize) -> Card {
        let [name, phone, site, code] = marks;
        let made = self.records.len().to_be_bytes();
        let chance = [made[3], made[4], made[5], made[6], made[7]];
        let id = CardId::mint(&PersonId::new(self.desks[who].person), self.now, chance);
        let fields = IdentityFields {
            company: NAMES[name % NAMES.len()],
            phone: PHONES[phone % PHONES.len()],
            credit_code: CODES[code % CODES.len()],
            ..Default::default()
        };
        Card {
            id,
            fair: Some(FairId::new("F1")),
            source: SOURCES[source % SOURCES.len()],
            site: resolve(SITES[site % SITES.len()]),
            identity: tokens(fields, &IdentityKey([7; 32])),
            register: 1,
            unattended: false,
            talk_ended: None,
            documented: u8::from(!fields.phone.is_empty()),
        }
    }

    fn correct(&mut self, who: Who, id: CardId, marks: [usize; 3], only_site: bool) {
        let [name, phone, site] = marks;
        let (company, phone) = (NAMES[name % NAMES.len()], PHONES[phone % PHONES.len()]);
        let fields = IdentityFields { company, phone, ..Default::default() };
        let to = Card {
            id,
            fair: Some(FairId::new("F1")),
            source: SOURCES[0],
            site: resolve(SITES[site % SITES.len()]),
            identity: tokens(fields, &IdentityKey([7; 32])),
            register: 1,
            unattended: false,
            talk_ended: None,
            documented: u8::from(!phone.is_empty()),
        };
        let changed = if only_site { &["site"][..] } else { &["company", "phone"] };
        let correction = payload::Correction {
            card: payload::card_bytes(id),
            fields: changed.iter().map(|field| (*field).to_owned()).collect(),
            to: payload::CardRanking::of(&to),
        };
        let record = self.by(who, kind::CORRECTION, correction.encode());
        self.corrections.push((id, record));
    }

    /// The enrolment of a person, for tests that look at logs.
    pub fn enrolment(&self, who: Who) -> EnrolmentId {
        self.desks[who].head.log.enrolment
    }
}

fn mono(now: Instant) -> u64 {
    // All machines were switched on at the same instant long ago.
    u64::try_from(now.0 - 1_773_000_000_000).unwrap_or(0)
}

fn write(desk: &mut Desk, now: Instant, kind: &str, ranking: Vec<u8>) -> Record {
    let mut salt = *desk.boot.as_bytes();
    salt[..8].copy_from_slice(&desk.head.seq.0.to_be_bytes());
    let record = desk.signer.sign(
        &desk.head,
        Unsigned {
            author: desk.person.to_owned(),
            kind: kind.to_owned(),
            stamp: Stamp { claimed_ms: now.0 + desk.shift_ms, boot: desk.boot, mono_ms: mono(now) },
            anchors: desk.anchors.into_iter().flatten().collect(),
            policy: None,
            ranking: Some(Part { salt, bytes: ranking.into() }),
            content: None,
        },
    );
    desk.head = Head::after(&record);
    record
}

fn person((id, roles, territory): (&str, &[&str], &str)) -> payload::Person {
    payload::Person {
        id: id.into(),
        name: id.into(),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        territory: (!territory.is_empty()).then(|| territory.to_owned()),
        ..Default::default()
    }
}

fn assignment(assignment: &Assignment) -> payload::Assignment {
    let (person, pool) = match &assignment.to {
        Target::Person(person) => (Some(person.to_string()), None),
        Target::Pool(pool) => (None, Some(pool.to_string())),
    };
    payload::Assignment {
        card: payload::card_bytes(assignment.card),
        person,
        pool,
        reason: assignment.reason.clone(),
        overriding: assignment.overriding,
        discussion: Vec::new(),
        seen: Vec::new(),
    }
}

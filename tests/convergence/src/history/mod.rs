//! Histories: who did what, as records. `deed.rs` says what can be done; the other files do it, a subject each.

mod card;
mod company;
mod customer;
mod deed;
mod desk;
mod evening;
mod ruling;

use domain::CardId;
use domain::time::Instant;
use facts::{Book, read_book};
use ledger::{EnrolmentId, RECEIPT_KIND, Receipt, Record, RecordId};

use crate::Memory;
use company::PEOPLE;
use desk::{Desk, mono};

pub use deed::Deed;

/// Who acts: an index into the people of the paper company.
pub type Who = usize;

/// Of which number the server's key is made.
const SERVER: u8 = 99;

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
        let company = desk::company(SERVER);
        let desks = PEOPLE.iter().zip(1u8..);
        let desks = desks.map(|((id, ..), n)| Desk::new(n, id, company)).collect();
        // 2026-03-11 18:00 in Shanghai.
        let now = Instant(1_773_223_200_000);
        let mut history = Self {
            records: Vec::new(),
            cards: Vec::new(),
            drafts: Vec::new(),
            corrections: Vec::new(),
            now,
            withheld: None,
            server: Desk::new(SERVER, "server", company),
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

    fn by_server(&mut self, kind: &str, ranking: Vec<u8>) -> RecordId {
        let now = self.now;
        let record = self.server.write(now, kind, ranking);
        self.records.push(record.clone());
        record.id()
    }

    fn by(&mut self, who: Who, kind: &str, ranking: Vec<u8>) -> RecordId {
        let now = self.now;
        let record = self.desks[who].write(now, kind, ranking);
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
        match *deed {
            Deed::Sign { who, name, phone, site, code, source } => {
                self.sign(who, [name, phone, site, code], source)
            }
            Deed::Meet { who, by } if by == Some(who) => {}
            Deed::Meet { who, by } => self.receipt(who, by),
            Deed::Turn { who, minutes } => self.desks[who].shift_ms = minutes * 60_000,
            Deed::Assign { who, card, to, reason, overriding } => {
                self.assign(who, card, to, reason, overriding)
            }
            Deed::Countersign { who, card } => self.countersign(who, card),
            Deed::ExcuseLate { who, card } => self.excuse_late(who, card),
            Deed::Deal { who, cards, with, crooked } => self.deal(who, cards, with, crooked),
            Deed::Leave { who } => self.leave(who),
            Deed::Withdraw { who, card } => self.withdraw(who, card),
            Deed::Correct { who, card, name, phone, site, only_site } => {
                self.correct(who, card, [name, phone, site], only_site)
            }
            Deed::Approve { who, correction, approve } => self.approve(who, correction, approve),
            Deed::Decide { who, a, b, same } => self.decide(who, [a, b], same),
            Deed::Seal { who } => self.seal(who),
            Deed::Register { card } => self.register_ripe(card),
            Deed::Undo { card } => self.undo(card),
            Deed::Rule { who, card, adopt } => self.rule(who, card, adopt),
            Deed::Appeal { who, card } => self.appeal(who, card),
            Deed::Call { who, card } => self.call(who, card),
            Deed::Draft { who, name, phone, site } => self.draft(who, [name, phone, site]),
            Deed::Judge { who, card } => self.judge(who, card),
            Deed::HandIn { who, draft } => self.hand_in(who, draft),
            Deed::Excuse { who, excused } => self.excuse(who, excused),
            Deed::Speak { who, part, offence, person, about, verdict } => {
                self.speak(who, part, [offence, person, about], verdict)
            }
            Deed::Pass { minutes } => self.now = self.now.plus_minutes(minutes),
        }
    }

    /// What everybody has but him who withholds his own.
    pub fn known(&self) -> Memory {
        let withheld = self.withheld.map(|who| self.enrolment(who));
        let known = |record: &&Record| Some(record.envelope().log.enrolment) != withheld;
        let mut memory = Memory::default();
        self.records.iter().filter(known).for_each(|record| memory.take(record));
        memory
    }

    /// The enrolment of a person, for tests that look at logs.
    pub fn enrolment(&self, who: Who) -> EnrolmentId {
        self.desks[who].head.log.enrolment
    }
}

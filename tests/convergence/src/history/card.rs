//! Cards, and what is done with one.

use domain::card::{Card, Source};
use domain::identity::{IdentityFields, IdentityKey, tokens};
use domain::places::resolve;
use domain::{CardId, FairId, PersonId};
use facts::{kind, payload};

use super::{History, Who};

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

impl History {
    /// The nth card, taken round.
    pub(super) fn nth_card(&self, n: usize) -> Option<CardId> {
        nth(&self.cards, n)
    }

    /// The nth draft that nobody signs.
    pub(super) fn nth_draft(&self, n: usize) -> Option<CardId> {
        nth(&self.drafts, n)
    }

    pub(super) fn sign(&mut self, who: Who, marks: [usize; 4], source: usize) {
        let card = self.card(who, marks, source);
        self.by(who, kind::CARD, payload::CardRanking::of(&card).encode());
        self.cards.push(card.id);
    }

    pub(super) fn draft(&mut self, who: Who, [name, phone, site]: [usize; 3]) {
        let card = self.card(who, [name, phone, site, 0], 2);
        self.by(who, kind::DRAFT, payload::CardRanking::of(&card).encode());
        self.drafts.push(card.id);
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

    pub(super) fn withdraw(&mut self, who: Who, card: usize) {
        let Some(card) = self.nth_card(card) else { return };
        let payload = payload::Withdrawal { card: payload::card_bytes(card), fair: None };
        self.by(who, kind::WITHDRAWAL, payload.encode());
    }

    pub(super) fn correct(&mut self, who: Who, card: usize, marks: [usize; 3], only_site: bool) {
        let Some(id) = self.nth_card(card) else { return };
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

    /// Approves the nth correction, or rejects it.
    pub(super) fn approve(&mut self, who: Who, correction: usize, approve: bool) {
        let Some((card, correction)) = nth(&self.corrections, correction) else { return };
        let payload = payload::CorrectionDecision {
            card: payload::card_bytes(card),
            correction: (*correction.as_bytes()).into(),
            approve,
        };
        self.by(who, kind::CORRECTION_DECISION, payload.encode());
    }

    pub(super) fn countersign(&mut self, who: Who, card: usize) {
        let Some(card) = self.nth_card(card) else { return };
        let payload = payload::Countersign { cards: vec![payload::card_bytes(card)] };
        self.by(who, kind::COUNTERSIGN, payload.encode());
    }

    pub(super) fn excuse_late(&mut self, who: Who, card: usize) {
        let Some(card) = self.nth_card(card) else { return };
        let payload = payload::Excuse {
            cards: vec![payload::card_bytes(card)],
            reason: "电脑坏了".into(),
        };
        self.by(who, kind::EXCUSE, payload.encode());
    }

    pub(super) fn judge(&mut self, who: Who, card: usize) {
        let Some(card) = self.nth_card(card) else { return };
        let (card, judgement) = (payload::card_bytes(card), "ordinary".into());
        self.by(who, kind::EVALUATION, payload::Evaluation { card, judgement }.encode());
    }
}

fn nth<T: Copy>(of: &[T], n: usize) -> Option<T> {
    (!of.is_empty()).then(|| of[n % of.len()])
}

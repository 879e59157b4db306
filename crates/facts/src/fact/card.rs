//! A card, and what is said about it alone.

use domain::FairId;
use domain::act::Judgement;
use domain::card::{Card, Source};
use domain::class::Usage;
use domain::identity::{IdentityTokens, Token};
use domain::places::DivisionCode;
use domain::time::Instant;

use super::{Fact, card_ids};
use crate::erasure::Subject;
use crate::payload::{self, CardBytes, CardRanking, card_bytes, card_id};

impl CardRanking {
    /// The payload of a card.
    pub fn of(card: &Card) -> Self {
        let token = |token: Option<Token>| token.map(|token| CardBytes::from(token.0));
        Self {
            card: card_bytes(card.id),
            fair: card.fair.as_ref().map(|fair| fair.as_str().to_owned()),
            source: card.source.name().to_owned(),
            site: card.site.map(DivisionCode::get),
            tables: card.identity.tables,
            name: token(card.identity.name),
            place: card.identity.place.map(DivisionCode::get),
            phone: token(card.identity.phone),
            domain: token(card.identity.domain),
            credit_code: token(card.identity.credit_code),
            looks: token(card.identity.looks),
            register: card.register,
            unattended: card.unattended,
            talk_ended_ms: card.talk_ended.map(|at| at.0),
            documented: card.documented,
        }
    }

    /// The card that it says; none where its source is one from the future.
    pub(super) fn read(&self) -> Option<Card> {
        let token = |bytes: &Option<CardBytes>| bytes.as_ref().map(|bytes| Token(**bytes));
        Some(Card {
            id: card_id(&self.card),
            fair: self.fair.as_deref().map(FairId::new),
            source: Source::from_name(&self.source)?,
            site: self.site.and_then(DivisionCode::new),
            identity: IdentityTokens {
                tables: self.tables,
                name: token(&self.name),
                place: self.place.and_then(DivisionCode::new),
                phone: token(&self.phone),
                domain: token(&self.domain),
                credit_code: token(&self.credit_code),
                looks: token(&self.looks),
            },
            register: self.register,
            unattended: self.unattended,
            talk_ended: self.talk_ended_ms.map(Instant),
            documented: self.documented,
        })
    }
}

pub(super) fn draft(bytes: &[u8]) -> Option<Fact> {
    CardRanking::decode(bytes)?.read().map(Fact::Draft)
}

pub(super) fn signed(bytes: &[u8]) -> Option<Fact> {
    CardRanking::decode(bytes)?.read().map(Fact::Card)
}

pub(super) fn withdrawn(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Withdrawal::decode(bytes)?;
    let fair = payload.fair.map(FairId::new);
    Some(Fact::Withdrawal { card: card_id(&payload.card), fair })
}

pub(super) fn countersigned(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Countersign::decode(bytes)?;
    Some(Fact::Countersign { cards: card_ids(&payload.cards) })
}

pub(super) fn excused(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Excuse::decode(bytes)?;
    Some(Fact::Excuse { cards: card_ids(&payload.cards), reason: payload.reason })
}

pub(super) fn evaluated(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Evaluation::decode(bytes)?;
    let judgement = Judgement::from_name(&payload.judgement)?;
    Some(Fact::Evaluation { card: card_id(&payload.card), judgement })
}

pub(super) fn numbered(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Number::decode(bytes)?;
    Some(Fact::Number { card: card_id(&payload.card), number: payload.number })
}

pub(super) fn erased(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Erasure::decode(bytes)?;
    let hundredths = payload.usage_hundredths;
    let usage = Usage { hundredths, stable: payload.stable.unwrap_or(false), special: false };
    Some(Fact::Erasure { of: Subject(*payload.of), usage })
}

//! What is done with a customer: who gets him, who he is, who reaches him.

use domain::class::Class;
use domain::fair::pool::{Deal, Pool, Scope};
use domain::{FairId, PersonId};
use facts::{kind, payload};

use super::company::PEOPLE;
use super::{History, Who};

impl History {
    /// To somebody, or to the east where there is nobody of that number.
    pub(super) fn assign(
        &mut self,
        who: Who,
        card: usize,
        to: Who,
        reason: bool,
        overriding: bool,
    ) {
        let Some(card) = self.nth_card(card) else { return };
        let person = PEOPLE.get(to).map(|(id, ..)| (*id).to_owned());
        let pool = person.is_none().then(|| "east".to_owned());
        let payload = payload::Assignment {
            card: payload::card_bytes(card),
            person,
            pool,
            reason: if reason { "公司决定" } else { "" }.into(),
            overriding,
            discussion: Vec::new(),
            seen: Vec::new(),
        };
        self.by(who, kind::ASSIGNMENT, payload.encode());
    }

    pub(super) fn deal(&mut self, who: Who, cards: [usize; 2], with: Option<Who>, crooked: bool) {
        let dealt = cards.into_iter().filter_map(|card| self.nth_card(card));
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

    pub(super) fn decide(&mut self, who: Who, [a, b]: [usize; 2], same: bool) {
        let (Some(a), Some(b)) = (self.nth_card(a), self.nth_card(b)) else { return };
        let cards = [a, b].map(payload::card_bytes).to_vec();
        self.by(who, kind::IDENTITY, payload::Identity { same, cards }.encode());
    }

    pub(super) fn call(&mut self, who: Who, card: usize) {
        let Some(card) = self.nth_card(card) else { return };
        let payload = payload::FollowUp {
            card: payload::card_bytes(card),
            channel: "phone".into(),
            connected: true,
        };
        self.by(who, kind::FOLLOW_UP, payload.encode());
    }
}

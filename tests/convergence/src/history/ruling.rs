//! Rulings that the server registers, and cases about what came late.

use facts::{Customer, Gather, kind, payload};

use super::{History, Who};

impl History {
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

    /// The server registers the ruling on the nth card's customer, as it does when it is ripe.
    pub(super) fn register_ripe(&mut self, card: usize) {
        // It has every card that it registers, and has said so.
        let others = (0..self.desks.len()).filter(|who| Some(*who) != self.withheld);
        others.collect::<Vec<_>>().into_iter().for_each(|who| self.receipt(who, None));
        let Some(customer) = self.customer(card) else { return };
        if customer.ruling.case.is_none() && !customer.registered {
            let payload = payload::Registration::of(&customer);
            self.by_server(kind::REGISTRATION, payload.encode());
        }
    }

    /// The server says that the customer waits again.
    pub(super) fn undo(&mut self, card: usize) {
        let Some(customer) = self.customer(card) else { return };
        if customer.ruling.settled.finality.is_none() {
            let payload = payload::Registration::undone(&customer);
            self.by_server(kind::REGISTRATION, payload.encode());
        }
    }

    /// Decides the case, if there is one.
    pub(super) fn rule(&mut self, who: Who, card: usize, adopt: bool) {
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

    /// Appeals against the decision, if there is one.
    pub(super) fn appeal(&mut self, who: Who, card: usize) {
        let Some(customer) = self.customer(card) else { return };
        let Some(decided) = customer.cluster.decisions.first() else { return };
        let payload = payload::Appeal {
            card: payload::card_bytes(customer.ruling.customer),
            decision: decided.id.0.into(),
            reason: "不服".into(),
        };
        self.by(who, kind::APPEAL, payload.encode());
    }

    /// The customer of the nth card, as everybody who holds everything rules on it now.
    fn customer(&self, card: usize) -> Option<Customer> {
        let card = *self.cards.get(card % self.cards.len().max(1))?;
        let Ok(customer) = Gather::new(&self.known(), &self.book()).customer(card, self.now);
        customer
    }
}

//! What is told of a customer whose cards this person may not see: that he is taken, and nothing more (P35).
//!
//! Even that much answers a question, and somebody could ask for every company of a hall. So it is answered
//! only for a form that could be a customer, and for so many different ones in a minute. Whoever types cards
//! never comes near that; whoever fishes is told to wait, whether there was anything to be told or not.

use domain::card::Card;
use domain::identity::IdentityTokens;
use domain::places::DivisionCode;

use crate::Now;
use crate::view::{DuplicateHint, DuplicateOutcome};

/// How many different customers may be asked about in a minute: four or five cards, with what their names
/// and numbers were while they were being typed.
pub const QUESTIONS_A_MINUTE: usize = 40;
const MINUTE_MS: u64 = 60_000;

/// The customers that were asked about in this minute.
#[derive(Default)]
pub struct Questions {
    minute: u64,
    asked: Vec<(IdentityTokens, Option<DivisionCode>)>,
}

impl Questions {
    /// Whether one may be asked about now. The same again costs nothing.
    pub fn take(&mut self, card: &Card, now: &Now) -> bool {
        let minute = now.stamp.mono_ms / MINUTE_MS;
        if minute != self.minute {
            (self.minute, self.asked) = (minute, Vec::new());
        }
        let question = (card.identity.clone(), card.site);
        let known = self.asked.contains(&question);
        if !known && self.asked.len() < QUESTIONS_A_MINUTE {
            self.asked.push(question);
            return true;
        }
        known
    }
}

/// Whether a form says enough of its customer to ask about him: a credit code, or a name and something that
/// can make it sure (DUP-02).
pub fn identifies(card: &Card) -> bool {
    let of = &card.identity;
    let prefecture = card.site.is_some_and(DivisionCode::is_prefecture);
    let second = of.phone.is_some() || of.domain.is_some() || prefecture;
    of.credit_code.is_some() || of.name.is_some() && second
}

/// All that is told of such a customer.
pub(super) fn hint(sure: bool, outcome: DuplicateOutcome) -> DuplicateHint {
    DuplicateHint {
        card: String::new(),
        company: String::new(),
        person: String::new(),
        erased: false,
        signer: String::new(),
        own: false,
        minutes_before: 0,
        sure,
        outcome,
        owner: String::new(),
    }
}

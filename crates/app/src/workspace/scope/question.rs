//! Whether so much is to go that its person is asked first.

use std::collections::BTreeMap;

use domain::act::Target;
use domain::audience::Depth;
use domain::company::Role;
use domain::time::Instant;
use domain::{CardId, FactId};
use facts::{Entitlement, Fact, Records};
use ledger::RecordId;
use minicbor::{Decode, Encode};

use super::{Pending, Scope};
use crate::scope::LetGoAsked;
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// So few leads may go without anybody being asked.
const UNASKED_MAX: usize = 20;
/// And no more than one in so many.
const UNASKED_PART: usize = 5;
/// Small losses are added up for so long.
const WINDOW_MS: i64 = 24 * 60 * 60 * 1000;

/// What the person is asked before much goes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// The leads that would go, or lose their text, each with the act that took it.
    pub cards: BTreeMap<CardId, Option<RecordId>>,
    /// How many leads this laptop lists.
    pub held: usize,
    /// Whether the person said that they stay for now.
    pub put_off: bool,
    /// Which question it is.
    pub asked: LetGoAsked,
}

/// What went without anybody being asked, lately.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode)]
#[cbor(map)]
pub(super) struct Window {
    #[n(0)]
    since_ms: i64,
    #[n(1)]
    leads: u64,
}

impl Workspace {
    /// What the person has to be asked, if anything.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn question(&self, now: &Now) -> Result<Option<Question>, Failure> {
        let scope = self.store.read(Scope::read)?;
        self.question_of(&scope, self.as_of(now))
    }

    /// The person's answer to one that he was shown. He is asked again about what was heard since, and of
    /// what another store of the server wanted nothing is left.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn answer(&mut self, remove: bool, shown: &LetGoAsked) -> Result<(), Failure> {
        let mut scope = self.store.read(Scope::read)?;
        if scope.asked().epoch != shown.epoch {
            return Ok(());
        }
        let through = shown.through.min(scope.heard);
        match remove {
            true => scope.agreed = scope.agreed.max(through),
            false => scope.put_off = scope.put_off.max(through),
        }
        self.store.write(|tx| scope.keep(tx))?;
        Ok(())
    }

    /// What waits for the person: more than a few leads, and no small part of all, that no signed act of
    /// headquarters takes.
    pub(super) fn question_of(
        &self,
        scope: &Scope,
        as_of: Instant,
    ) -> Result<Option<Question>, Failure> {
        if scope.pending.is_empty() {
            return Ok(None);
        }
        let held = self.store.lead_cards()?;
        let waiting = scope.pending.iter().filter(|pending| {
            pending.own_until.is_none()
                && !pending.few
                && !pending.again
                && pending.number > scope.agreed
                && held.contains(&pending.card())
        });
        let waiting: Vec<&Pending> = waiting.collect();
        let lately = scope.window.lately(as_of);
        let is_much = |going: usize| {
            let (all, held) = (going + lately, held.len() + lately);
            all > UNASKED_MAX && all * UNASKED_PART > held
        };
        if !is_much(waiting.len()) {
            return Ok(None);
        }
        let mut cards = BTreeMap::new();
        for pending in waiting {
            if self.loses(pending)? && !self.is_ordered(pending, as_of)? {
                cards.insert(pending.card(), pending.act);
            }
        }
        let (held, put_off) = (held.len(), scope.put_off >= scope.heard);
        let question = Question { cards, held, put_off, asked: scope.asked() };
        Ok(is_much(question.cards.len()).then_some(question))
    }

    /// Whether a lead goes, or its text.
    pub(super) fn loses(&self, pending: &Pending) -> Result<bool, Failure> {
        let row = self.store.lead(pending.card())?;
        Ok(row.is_some_and(|row| !pending.ranking || row.text_known))
    }

    /// Whether a signed act of headquarters takes this card: an assignment of this customer to somebody else,
    /// after which this laptop, too, finds no more of it to be its person's; the end of this enrolment; that
    /// its person is not here now. Without an act it is a fact about the company, which this laptop reads as
    /// the server does. An act that says none of this is no consent, whoever cites it.
    pub(super) fn is_ordered(&self, pending: &Pending, as_of: Instant) -> Result<bool, Failure> {
        let (book, card) = (&self.book, pending.card());
        let Some(act) = pending.act else { return self.is_not_his(pending, as_of) };
        let Some(record) = self.store.record(&act)? else { return Ok(false) };
        Ok(match Fact::read(&record) {
            Ok(Fact::Revocation(revoked)) => {
                *revoked.enrolment == *self.identity.enrolment.as_bytes() && book.counts(&record)
            }
            Ok(Fact::Person(person)) => {
                // He may have come back since.
                let here = book.company.person(self.me(), as_of).is_some_and(|me| me.active);
                person.left && person.id == self.me().as_str() && book.counts(&record) && !here
            }
            Ok(fact) if let Some((to, _)) = fact.gives(card) => {
                let signed = self.gather().act(&record, ())?;
                let by_hq = book.company.holds(&signed.by, Role::Hq, signed.time.at);
                let customer = self.gather().customer(card, as_of)?;
                let founded_on = customer.and_then(|customer| customer.ruling.founded_on);
                by_hq
                    && to != Target::Person(self.me().clone())
                    && founded_on == Some(FactId(*act.as_bytes()))
                    && self.is_not_his(pending, as_of)?
            }
            _ => false,
        })
    }

    /// Whether by all that this laptop knows no more of a card may be held than is to stay.
    fn is_not_his(&self, pending: &Pending, as_of: Instant) -> Result<bool, Failure> {
        let entitlement = Entitlement::new(&self.store, &self.book, self.me(), as_of);
        let may = entitlement.of_customer(pending.card())?.get(&pending.card()).copied();
        Ok(may.unwrap_or(Depth::Envelope) <= pending.depth())
    }
}

impl Scope {
    fn asked(&self) -> LetGoAsked {
        let epoch = self.epoch.iter().map(|byte| format!("{byte:02x}")).collect();
        LetGoAsked { epoch, through: self.heard }
    }
}

impl Window {
    pub(super) fn lately(&self, as_of: Instant) -> usize {
        let over = as_of.0.saturating_sub(self.since_ms) > WINDOW_MS;
        if over { 0 } else { usize::try_from(self.leads).unwrap_or(usize::MAX) }
    }

    pub(super) fn add(&mut self, leads: u64, as_of: Instant) {
        if leads > 0 && as_of.0.saturating_sub(self.since_ms) > WINDOW_MS {
            *self = Self { since_ms: as_of.0, leads: 0 };
        }
        self.leads += leads;
    }
}

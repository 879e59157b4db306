//! What neighbours' laptops are asked while a card is typed, and what they are answered ([`protocol::hint`] has
//! the messages, [`app::neighbours`] what is asked and told).
//!
//! It runs on the socket of those who vouch, because that is where colleagues find each other. Nothing waits
//! for it and nothing is decided by it: an answer that is lost, late or a lie is a line on a screen.

mod answering;
mod asking;
mod view;

use std::net::SocketAddr;

use app::calls::Topic;
use app::neighbours::{Met, Question};
use domain::PersonId;
use ledger::EnrolmentId;
use protocol::hint::Message;
use tokio::time::Instant;

use crate::clock::random;
use crate::desk::{Desktop, Opened};
use answering::Answering;
use asking::Asking;

pub(super) use view::Shared;
pub(crate) use view::neighbours;

/// One open workspace that asks and is asked.
pub(super) struct Hinting {
    answering: Answering,
    asking: Asking,
}

impl Hinting {
    pub(super) fn new() -> Self {
        Self { answering: Answering::new(random(), random()), asking: Asking::default() }
    }

    /// Makes ready what neighbours may ask for.
    pub(super) fn keep_up(&mut self, opened: &Opened) {
        self.answering.keep_up(opened);
    }

    /// Whom to ask what is being typed, and whom once more: somebody may have gone, or come.
    pub(super) fn ask(&mut self, desk: &Desktop) -> Vec<(SocketAddr, Message)> {
        let (nth, question, found) = {
            let state = desk.lan.state();
            let found: Vec<SocketAddr> = state.vouching.addresses().collect();
            let (nth, question) = state.hints.question();
            (nth, question.cloned(), found)
        };
        self.asking.ask((nth, question), &found, Instant::now())
    }

    /// One datagram of a laptop of the company, or of somebody who has its secret.
    pub(super) fn hear(
        &mut self,
        desk: &Desktop,
        opened: &Opened,
        from: SocketAddr,
        sender: EnrolmentId,
        message: Message,
    ) -> Option<(SocketAddr, Message)> {
        let reply = match message {
            Message::Knock { nonce } => self.answering.open(opened, from, sender, nonce),
            Message::More { nonce, from: entry } => self.answering.page(from, sender, nonce, entry),
            Message::Asked(asked) => match self.answering.answer(opened, from, sender, &asked) {
                Ok(answer) => answer,
                Err(TooMany(person)) => {
                    desk.lan.state().hints.asked_too_much(person);
                    (desk.setup.stale)(&[Topic::Sync]);
                    None
                }
            },
            Message::Open { asked, nonce, table, entries } => {
                self.asking.opened(opened, from, asked, (nonce, table, entries))
            }
            Message::Page { nonce, table, from: entry, entries } => {
                self.asking.page(opened, from, nonce, (table, entry, &entries))
            }
            Message::Answered { nonce, points } => {
                if let Some((question, met)) = self.asking.answered(from, nonce, &points) {
                    told(desk, from, &question, met);
                }
                None
            }
        };
        reply.map(|reply| (from, reply))
    }
}

/// What a neighbour answered, for the screen, if that is still what is typed.
fn told(desk: &Desktop, from: SocketAddr, question: &Question, met: Vec<Met>) {
    if desk.lan.state().hints.told(from, question, met) {
        (desk.setup.stale)(&[Topic::Neighbours]);
    }
}

/// Somebody asks more than anybody types.
pub(super) struct TooMany(PersonId);

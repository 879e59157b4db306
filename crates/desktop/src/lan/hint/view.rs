//! What the screen asks of the neighbours, and what it is told.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::Arc;

use app::neighbours::{Met, NeighbourHint, Question, hints, question};
use app::view::CardInput;
use app::{Failure, Now};
use domain::PersonId;

use crate::desk::Desktop;

/// How many people who ask too much are named.
const NAMED_MAX: usize = 32;

/// The question that is open, and its answers.
#[derive(Default)]
pub(in crate::lan) struct Shared {
    question: Option<Question>,
    /// How many there were: the same customer may be typed again after another.
    nth: u64,
    met: BTreeMap<SocketAddr, Vec<Met>>,
    asked_too_much: BTreeSet<PersonId>,
}

impl Shared {
    /// Forgets everything: another workspace may be opened next.
    pub(in crate::lan) fn forget(&mut self) {
        *self = Self { nth: self.nth + 1, ..Self::default() };
    }

    /// What is being typed, and the how manieth that is.
    pub(super) fn question(&self) -> (u64, Option<&Question>) {
        (self.nth, self.question.as_ref())
    }

    /// Puts another question in the place of the one before. True if it is another one.
    fn put(&mut self, question: Option<Question>) -> bool {
        if self.question == question {
            return false;
        }
        (self.question, self.met) = (question, BTreeMap::new());
        self.nth += 1;
        true
    }

    /// What somebody answered. False if that is no news, or not what is typed any more.
    pub(super) fn told(&mut self, from: SocketAddr, question: &Question, met: Vec<Met>) -> bool {
        if self.question.as_ref() != Some(question) {
            return false;
        }
        let before = self.met.insert(from, met.clone()).unwrap_or_default();
        before != met
    }

    /// Somebody asked more than anybody types.
    pub(super) fn asked_too_much(&mut self, person: PersonId) {
        if self.asked_too_much.len() < NAMED_MAX {
            self.asked_too_much.insert(person);
        }
    }

    /// Who did.
    pub(in crate::lan) fn fishing(&self) -> impl Iterator<Item = &PersonId> {
        self.asked_too_much.iter()
    }
}

/// What neighbours have said so far of the customer that is being typed; they are asked if they were not yet.
pub(crate) fn neighbours(
    desk: &mut Arc<Desktop>,
    now: &Now,
    input: CardInput,
) -> Result<Vec<NeighbourHint>, Failure> {
    let opened = desk.opened()?;
    let mut workspace = opened.workspace();
    let asked = question(&mut workspace, now, &input);
    let met: Vec<Met> = {
        let mut state = desk.lan.state();
        if !desk.shows(&opened) {
            return Err(Failure::new("locked"));
        }
        if state.hints.put(asked.clone()) && asked.is_some() {
            desk.lan.typed.notify_one();
        }
        // The same card may be found at two addresses of one laptop.
        let all: BTreeSet<Met> = state.hints.met.values().flatten().copied().collect();
        all.into_iter().collect()
    };
    let Some(asked) = asked else { return Ok(Vec::new()) };
    hints(&workspace, now, &asked, &met)
}

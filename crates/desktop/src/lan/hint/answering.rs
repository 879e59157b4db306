//! What colleagues ask, and what they are answered.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::time::Instant;

use app::neighbours::{OwnCard, card_in, own_cards};
use app::workspace::Colleague;
use domain::CardId;
use ledger::{EnrolmentId, LogId, Seq};
use protocol::hint::blind::{Output, Secret};
use protocol::hint::table::{CARDS_MAX, Label, Table, TableId, check};
use protocol::hint::{Asked, Message, packed, unpacked};
use protocol::vouch::{Challenges, Nonce};

use super::super::vouch::budget::{Budget, Share};
use super::TooMany;
use crate::desk::Opened;

/// How many questions of one person are answered in a minute: more than his own laptop lets him ask.
const QUESTIONS_A_MINUTE: u32 = 60;
/// How many of whomever.
const QUESTIONS_OF_ALL_A_MINUTE: u32 = 600;
const MINUTE_MS: u64 = 60_000;
/// How many knocks and pages one address is answered in a minute, and whoever.
const TOLD_A_MINUTE: Share = Share { each: 600, all: 6_000 };
/// How many signatures are looked at in a second.
const LOOKED_AT_A_SECOND: Share = Share { each: 10, all: 60 };
/// How many cards are put into the table at a time: each takes a millisecond, and a card that is being signed
/// here must not wait for it.
const ADDED_AT_ONCE: usize = 20;

/// The parts that must not differ, as they are checked.
pub(super) const PARTS: [u8; 2] = [b'c', b'l'];

/// A laptop that is asked.
pub(super) struct Answering {
    challenges: Challenges,
    secret: Secret,
    chance: [u8; 32],
    begun: Instant,
    told: Budget,
    looks: Budget,
    minute: u64,
    answered: u32,
    by: BTreeMap<EnrolmentId, u32>,
    heard: BTreeSet<[u8; 32]>,
    known: Known,
}

/// The own cards as they are told.
struct Known {
    id: TableId,
    table: Table,
    cards: BTreeMap<CardId, OwnCard>,
    /// Where the own chain ended when all of them were in.
    through: Option<(LogId, Seq)>,
}

impl Answering {
    pub(super) fn new(secret: [u8; 32], chance: [u8; 32]) -> Self {
        Self {
            challenges: Challenges::new(secret),
            secret: Secret::of(&secret),
            begun: Instant::now(),
            told: Budget::new(TOLD_A_MINUTE, MINUTE_MS),
            looks: Budget::new(LOOKED_AT_A_SECOND, 1_000),
            minute: 0,
            answered: 0,
            by: BTreeMap::new(),
            heard: BTreeSet::new(),
            known: Known::new(&chance, 0),
            chance,
        }
    }

    /// A number for somebody who wants to ask, and how long the table is.
    pub(super) fn open(
        &mut self,
        opened: &Opened,
        from: SocketAddr,
        sender: EnrolmentId,
        asked: Nonce,
    ) -> Option<Message> {
        let elapsed_ms = self.elapsed_ms();
        let known = matches!(opened.workspace().colleague(&sender), Colleague::Known(_));
        if !known || !self.told.take(from.ip(), elapsed_ms) {
            return None;
        }
        self.keep_up(opened);
        let nonce = self.challenges.give(&from.to_string(), sender, elapsed_ms);
        let (table, entries) = (self.known.id, self.known.table.len());
        Some(Message::Open { asked, nonce, table, entries })
    }

    /// Entries of the table.
    pub(super) fn page(
        &mut self,
        from: SocketAddr,
        sender: EnrolmentId,
        nonce: Nonce,
        entry: u32,
    ) -> Option<Message> {
        let elapsed_ms = self.elapsed_ms();
        if !self.gave(nonce, from, sender) || !self.told.take(from.ip(), elapsed_ms) {
            return None;
        }
        let entries = self.known.table.page(entry).into();
        Some(Message::Page { nonce, table: self.known.id, from: entry, entries })
    }

    /// Answers a question, once, of somebody who signed it; counted against him.
    pub(super) fn answer(
        &mut self,
        opened: &Opened,
        from: SocketAddr,
        sender: EnrolmentId,
        asked: &Asked,
    ) -> Result<Option<Message>, TooMany> {
        let elapsed_ms = self.elapsed_ms();
        let Ok(claimed) = asked.claims() else { return Ok(None) };
        let fresh = claimed.by == sender && self.gave(claimed.nonce, from, sender);
        if !fresh || !self.looks.take(from.ip(), elapsed_ms) {
            return Ok(None);
        }
        let workspace = opened.workspace();
        let Colleague::Known(key) = workspace.colleague(&sender) else { return Ok(None) };
        let Ok(question) = asked.verify(&key) else { return Ok(None) };
        let Ok(points) = unpacked(&question.points) else { return Ok(None) };
        if question.company != workspace.book().id {
            return Ok(None);
        }
        let person = workspace.book().enrolments.get(&sender).map(|known| known.person.clone());
        drop(workspace);
        // Whoever repeats somebody's question does not make him ask twice.
        if !self.is_new(*blake3::hash(&question.points).as_bytes(), elapsed_ms) {
            return Ok(None);
        }
        let his = self.by.entry(sender).or_default();
        *his = his.saturating_add(1);
        if *his > QUESTIONS_A_MINUTE {
            return person.map_or(Ok(None), |person| Err(TooMany(person)));
        }
        let Ok(points) = self.secret.evaluate(&points) else { return Ok(None) };
        Ok(Some(Message::Answered { nonce: question.nonce, points: packed(&points) }))
    }

    /// Whether a question was not asked in this minute, and may still be answered in it.
    fn is_new(&mut self, question: [u8; 32], elapsed_ms: u64) -> bool {
        let minute = elapsed_ms / MINUTE_MS;
        if minute != self.minute {
            (self.minute, self.answered) = (minute, 0);
            self.by.clear();
            self.heard.clear();
        }
        let new = self.answered < QUESTIONS_OF_ALL_A_MINUTE && self.heard.insert(question);
        self.answered += u32::from(new);
        new
    }

    fn gave(&self, nonce: Nonce, from: SocketAddr, sender: EnrolmentId) -> bool {
        self.challenges.knows(nonce, &from.to_string(), sender, self.elapsed_ms())
    }

    /// Puts what was signed since into the table, a few cards at a time. What was taken back or corrected makes
    /// another table: of the old one nobody can take anything back.
    pub(super) fn keep_up(&mut self, opened: &Opened) {
        let workspace = opened.workspace();
        let Ok(Some(end)) = workspace.own_end() else { return };
        let through = (end.head.log, end.news);
        if self.known.through == Some(through) {
            return;
        }
        let Ok(own) = own_cards(&workspace, CARDS_MAX) else { return };
        let same = |card: &OwnCard| self.known.cards.get(&card.id) == Some(card);
        let kept = own.iter().filter(|card| same(card)).count();
        if kept < self.known.cards.len() {
            let nth = u64::from_be_bytes(self.known.id.0).wrapping_add(1);
            self.known = Known::new(&self.chance, nth);
        }
        let new = |card: &OwnCard| !self.known.cards.contains_key(&card.id);
        let mut left: Vec<OwnCard> = own.into_iter().filter(new).collect();
        // The newest are the ones that nobody has heard of otherwise.
        left.reverse();
        self.known.through = (left.len() <= ADDED_AT_ONCE).then_some(through);
        for card in left.into_iter().take(ADDED_AT_ONCE) {
            let in_table = card_in(&workspace, self.known.id.0, card.id);
            self.known.add(&self.secret, card, in_table, &self.chance);
        }
    }

    fn elapsed_ms(&self) -> u64 {
        // Not the device's clock, which may stand still: only this run of the program.
        u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

impl Known {
    fn new(chance: &[u8; 32], nth: u64) -> Self {
        let mut hasher = blake3::Hasher::new_keyed(chance);
        hasher.update(b"table").update(&nth.to_be_bytes());
        let id = *hasher.finalize().as_bytes().first_chunk().expect("a hash is longer");
        Self { id: TableId(id), table: Table::default(), cards: BTreeMap::new(), through: None }
    }

    fn add(&mut self, secret: &Secret, card: OwnCard, in_table: [u8; 8], chance: &[u8; 32]) {
        let parts = card.beside.parts();
        let minute = u32::try_from(card.at.0.div_euclid(60_000)).unwrap_or(0);
        let found_by: Vec<(Output, Label)> = card
            .marks
            .iter()
            .map(|mark| {
                let output = secret.output(&mark.bytes);
                let checks = [0, 1].map(|part| check(&output, PARTS[part], parts[part].as_deref()));
                (output, Label { card: in_table, minute, checks })
            })
            .collect();
        let mut hasher = blake3::Hasher::new_keyed(chance);
        let filling = hasher.update(&self.id.0).update(&card.id.0).finalize();
        self.table.add(&found_by, filling.as_bytes());
        self.cards.insert(card.id, card);
    }
}

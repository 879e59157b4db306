//! Whom to ask what is being typed, and what to make of the answers.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use app::neighbours::{Met, Question};
use domain::identity::Likeness;
use domain::identity::marks::{Mark, likeness};
use domain::time::Instant as At;
use protocol::hint::blind::{Blinded, Output};
use protocol::hint::table::{Copied, ENTRIES_MAX, Label, TableId, check};
use protocol::hint::{self, Message, packed, unpacked};
use protocol::vouch::Nonce;
use tokio::time::Instant;

use super::answering::PARTS;
use crate::clock::random;
use crate::desk::Opened;

/// How many laptops are asked.
const PEERS_MAX: usize = 24;
/// How often one is asked the same that does not answer, and how long it may take.
const TRIES_MAX: u32 = 15;
const RETRY: Duration = Duration::from_secs(2);
/// When one that has answered is asked the same again: he may have signed it meanwhile.
const AGAIN: Duration = Duration::from_secs(20);

/// One laptop that is asked.
#[derive(Default)]
struct Peer {
    /// The knock that is open.
    knocked: Option<Nonce>,
    /// Its number, and how long its table is.
    open: Option<(Nonce, u32)>,
    table: Option<TableId>,
    copied: Copied,
    /// What it was asked under its number.
    asked: Option<(Nonce, Blinded)>,
    tries: u32,
    /// Not before.
    next: Option<Instant>,
}

/// The laptops that are asked, and what.
#[derive(Default)]
pub(super) struct Asking {
    question: Option<Question>,
    nth: u64,
    peers: BTreeMap<SocketAddr, Peer>,
}

impl Asking {
    /// Knocks at each laptop that is to be asked what is being typed.
    pub(super) fn ask(
        &mut self,
        (nth, question): (u64, Option<Question>),
        found: &[SocketAddr],
        now: Instant,
    ) -> Vec<(SocketAddr, Message)> {
        if nth != self.nth {
            (self.nth, self.question) = (nth, question);
            for peer in self.peers.values_mut() {
                (peer.knocked, peer.open, peer.asked) = (None, None, None);
                (peer.tries, peer.next) = (0, None);
            }
        }
        if self.question.is_none() {
            return Vec::new();
        }
        self.peers.retain(|address, _| found.contains(address));
        let mut knocks = Vec::new();
        for address in found.iter().take(PEERS_MAX) {
            let peer = self.peers.entry(*address).or_default();
            if peer.next.is_some_and(|next| now < next) || peer.tries >= TRIES_MAX {
                continue;
            }
            let nonce = Nonce(*random().first_chunk().expect("thirty-two bytes are more"));
            (peer.knocked, peer.next) = (Some(nonce), Some(now + RETRY));
            peer.tries += 1;
            knocks.push((*address, Message::Knock { nonce }));
        }
        knocks
    }

    /// A laptop lets itself be asked.
    pub(super) fn opened(
        &mut self,
        opened: &Opened,
        from: SocketAddr,
        asked: Nonce,
        (nonce, table, entries): (Nonce, TableId, u32),
    ) -> Option<Message> {
        let peer = self.peers.get_mut(&from)?;
        peer.knocked.take_if(|knocked| *knocked == asked)?;
        if peer.table != Some(table) {
            (peer.table, peer.copied) = (Some(table), Copied::default());
        }
        let most = u32::try_from(ENTRIES_MAX).unwrap_or(u32::MAX);
        peer.open = Some((nonce, entries.min(most)));
        self.go_on(opened, from)
    }

    /// A page of a table.
    pub(super) fn page(
        &mut self,
        opened: &Opened,
        from: SocketAddr,
        nonce: Nonce,
        (table, entry, entries): (TableId, u32, &[u8]),
    ) -> Option<Message> {
        let peer = self.peers.get_mut(&from)?;
        let expected = peer.open.is_some_and(|(open, _)| open == nonce);
        if !expected || peer.table != Some(table) || entry != peer.copied.len() {
            return None;
        }
        peer.copied.take(entry, entries);
        // One that brings nothing is no reason for another question.
        if peer.copied.len() == entry { None } else { self.go_on(opened, from) }
    }

    /// The rest of the table first, and then the question. A laptop whose table is empty is not asked.
    fn go_on(&mut self, opened: &Opened, from: SocketAddr) -> Option<Message> {
        let peer = self.peers.get_mut(&from)?;
        let (nonce, entries) = peer.open?;
        if peer.copied.len() < entries {
            return Some(Message::More { nonce, from: peer.copied.len() });
        }
        let question = self.question.as_ref()?;
        if peer.copied.is_empty() {
            peer.next = Some(Instant::now() + AGAIN);
            return None;
        }
        let marks = question.marks.iter().map(|mark| mark.bytes.clone()).collect();
        let blinded = Blinded::of(marks, random());
        let points = packed(&blinded.points());
        peer.asked = Some((nonce, blinded));
        let workspace = opened.workspace();
        let (company, by) = (workspace.book().id, workspace.identity().enrolment);
        let asked = hint::Question { company, by, nonce, points }.sign(workspace.signer());
        Some(Message::Asked(asked))
    }

    /// What an answer says of what is being typed, if it is one.
    pub(super) fn answered(
        &mut self,
        from: SocketAddr,
        nonce: Nonce,
        points: &[u8],
    ) -> Option<(Question, Vec<Met>)> {
        let peer = self.peers.get_mut(&from)?;
        let question = self.question.as_ref()?;
        let (_, blinded) = peer.asked.take_if(|(asked, _)| *asked == nonce)?;
        let outputs = blinded.unblind(&unpacked(points).ok()?).ok()?;
        peer.next = Some(Instant::now() + AGAIN);
        Some((question.clone(), met(question, &outputs, peer.table?, &peer.copied)))
    }
}

/// The cards that are found by what was asked, compared as DUP-02 compares.
fn met(question: &Question, outputs: &[Output], table: TableId, copied: &Copied) -> Vec<Met> {
    let parts = question.beside.parts();
    let differs = |output: &Output, label: &Label| {
        (0..PARTS.len()).any(|part| {
            let own = check(output, PARTS[part], parts[part].as_deref());
            let his = label.checks[part];
            own != [0; 4] && his != [0; 4] && own != his
        })
    };
    let mut cards: BTreeMap<[u8; 8], (u32, bool, Vec<&Mark>)> = BTreeMap::new();
    for (mark, output) in question.marks.iter().zip(outputs) {
        for label in copied.found(output) {
            let card = cards.entry(label.card).or_insert((label.minute, false, Vec::new()));
            card.1 |= differs(output, &label);
            card.2.push(mark);
        }
    }
    let compared = cards.into_iter().filter_map(|(card, (minute, differs, marks))| {
        let sure = match likeness(marks.into_iter(), differs) {
            Likeness::Sure(_) => true,
            Likeness::Probable => false,
            Likeness::Unlike => return None,
        };
        Some(Met { sure, at: At(i64::from(minute) * 60_000), card, table: table.0 })
    });
    compared.collect()
}

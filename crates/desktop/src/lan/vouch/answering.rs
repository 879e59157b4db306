//! What colleagues show, and what becomes of it.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

use app::workspace::{Colleague, SeenEnd};
use app::{Now, Workspace};
use ledger::{EnrolmentId, Record};
use protocol::vouch::{Challenges, Declined, Message, Nonce, Shown};

use super::budget::{Budget, Share};
use crate::desk::Opened;
use crate::ends;

/// How long at least between two receipts for one laptop, milliseconds. A day of ten hours has 1,200 of
/// these; what is signed meanwhile goes with the next one.
const RECEIPT_EVERY_MS: u64 = 30_000;
/// How many receipts are given in a minute.
const RECEIPTS_A_MINUTE: Share = Share { each: 8, all: 120 };
/// How many signatures are looked at in a second, of one and of whomever; one takes about 50 µs.
const LOOKED_AT_A_SECOND: Share = Share { each: 5, all: 50 };
/// How many certificates are looked at in a minute.
const MET_A_MINUTE: Share = Share { each: 3, all: 30 };
/// How many laptops are kept in mind.
const LAPTOPS_MAX: usize = 1_024;

/// An end that was shown, by whom, and with which number.
struct Gathered {
    seen: SeenEnd,
    from: SocketAddr,
    nonce: Nonce,
}

/// A witness.
pub(super) struct Answering {
    challenges: Challenges,
    begun: std::time::Instant,
    /// When each laptop got its last receipt.
    last: BTreeMap<EnrolmentId, u64>,
    /// What was shown and is to be put down.
    gathered: BTreeMap<EnrolmentId, Gathered>,
    receipts: Budget,
    looks: Budget,
    met: Budget,
}

impl Answering {
    pub(super) fn new(secret: [u8; 32]) -> Self {
        Self {
            challenges: Challenges::new(secret),
            begun: std::time::Instant::now(),
            last: BTreeMap::new(),
            gathered: BTreeMap::new(),
            receipts: Budget::new(RECEIPTS_A_MINUTE, 60_000),
            looks: Budget::new(LOOKED_AT_A_SECOND, 1_000),
            met: Budget::new(MET_A_MINUTE, 60_000),
        }
    }

    /// A number for somebody who asks. Costs no memory.
    pub(super) fn challenge(&self, from: SocketAddr, sender: EnrolmentId) -> Nonce {
        self.challenges.give(&from.to_string(), sender, self.elapsed_ms())
    }

    /// Whether a number was given to somebody at this address a moment ago.
    pub(super) fn gave(&self, nonce: Nonce, from: SocketAddr, sender: EnrolmentId) -> bool {
        self.challenges.knows(nonce, &from.to_string(), sender, self.elapsed_ms())
    }

    /// Looks at what is shown. The receipt is given a moment later, with others; what has not moved since
    /// the last one gets that again, should it have been lost.
    pub(super) fn hear(
        &mut self,
        opened: &Opened,
        from: SocketAddr,
        sender: EnrolmentId,
        shown: &Shown,
        now: &Now,
    ) -> Option<Message> {
        let end = shown.claims().ok()?;
        let (elapsed_ms, nonce) = (self.elapsed_ms(), end.nonce);
        let fresh = self.gave(nonce, from, sender);
        if !fresh || end.log.enrolment != sender || !self.looks.take(from.ip(), elapsed_ms) {
            return None;
        }
        let declined = |why| Some(Message::Declined { why, shown: nonce });
        let workspace = opened.workspace();
        let key = match workspace.colleague(&sender) {
            Colleague::Known(key) => key,
            Colleague::Unknown => return declined(Declined::Unknown),
            Colleague::Never => return declined(Declined::Never),
        };
        if end.company != workspace.book().id || shown.verify(&key).is_err() {
            return declined(Declined::Never);
        }
        let seen = ends::seen(&end);
        if let Some(given) = workspace.vouched_for(&seen).ok()? {
            return Some(message(&workspace, &given, nonce));
        }
        let now_ms = now.stamp.mono_ms;
        let too_soon = |last: &u64| now_ms.abs_diff(*last) < RECEIPT_EVERY_MS;
        if self.last.get(&sender).is_some_and(too_soon)
            || !self.receipts.take(from.ip(), elapsed_ms)
        {
            return declined(Declined::Later);
        }
        if self.last.len() >= LAPTOPS_MAX {
            self.last.clear();
        }
        self.last.insert(sender, now_ms);
        self.gathered.insert(sender, Gathered { seen, from, nonce });
        None
    }

    /// Whether anything is to be put down.
    pub(super) fn has_any(&self) -> bool {
        !self.gathered.is_empty()
    }

    /// Whether one more certificate from an address may be looked at.
    pub(super) fn may_meet(&mut self, from: IpAddr) -> bool {
        let elapsed_ms = self.elapsed_ms();
        self.met.take(from, elapsed_ms)
    }

    /// Puts down what was gathered, in one transaction; the receipts, and to whom they go. What cannot be
    /// put down now, say on a full disk, is shown again.
    pub(super) fn vouch(
        &mut self,
        workspace: &mut Workspace,
        now: &Now,
    ) -> Vec<(SocketAddr, Message)> {
        let gathered = std::mem::take(&mut self.gathered);
        let seen: Vec<SeenEnd> = gathered.values().map(|shown| shown.seen).collect();
        if let Err(failure) = workspace.vouch(&seen, now) {
            tracing::info!(%failure, "nobody was vouched for");
            self.last.clear();
            return Vec::new();
        }
        let given = gathered.into_values().filter_map(|Gathered { seen, from, nonce }| {
            let given = workspace.vouched_for(&seen).ok()??;
            Some((from, message(workspace, &given, nonce)))
        });
        given.collect()
    }

    fn elapsed_ms(&self) -> u64 {
        // Not the device's clock, which may stand still: only this run of the program.
        u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

fn message(workspace: &Workspace, given: &Record, shown: Nonce) -> Message {
    let proof = workspace.worth_of(given).ok().flatten();
    let proof = proof.map(|proof| proof.without_content().encode().into());
    Message::Given { record: given.encode().into(), proof, shown }
}

//! Whom to ask to vouch for this laptop's chain, and when again.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use ledger::Seq;
use protocol::vouch::{Declined, Nonce};
use tokio::time::Instant;

use crate::clock::random;

/// How many witnesses an end needs. More prove little and fill every log of a booth.
pub(super) const WITNESSES_ENOUGH: usize = 3;
/// How long an answer may take before the same laptop is asked again, and how long at most between two
/// questions to one that does not answer.
const RETRY: Duration = Duration::from_secs(5);
const RETRY_MAX: Duration = Duration::from_secs(300);
/// When a laptop is asked again that said "later".
const LATER: Duration = Duration::from_secs(10);
/// When one that declined for good: its book may change.
const DECLINED: Duration = Duration::from_secs(1_800);
/// How many laptops are kept in mind.
const PEERS_MAX: usize = 512;

/// One laptop that may be asked.
struct Peer {
    /// The question that is open.
    asked: Option<Nonce>,
    /// The number of its own under which it was shown the end, and what it would vouch for.
    shown: Option<(Nonce, Seq)>,
    /// Not before.
    next: Instant,
    /// How often it was asked in vain since it last vouched or said that it does not. Whoever answers
    /// with anything else is asked ever less, like one that is silent.
    vain: u32,
    /// Through which position it has vouched.
    vouched: Seq,
}

/// The laptops that may be asked.
#[derive(Default)]
pub(super) struct Asking {
    peers: BTreeMap<SocketAddr, Peer>,
}

impl Asking {
    /// The laptops that are here now; whoever has gone is forgotten.
    pub(super) fn know(&mut self, found: impl Iterator<Item = SocketAddr>) {
        let mut before = std::mem::take(&mut self.peers);
        for address in found.take(PEERS_MAX) {
            let known = before.remove(&address).unwrap_or_else(|| Peer {
                asked: None,
                shown: None,
                next: Instant::now(),
                vain: 0,
                vouched: Seq::ZERO,
            });
            self.peers.insert(address, known);
        }
    }

    /// Up to `wanted` laptops to ask to vouch through `news`. Those that have answered go first, and among
    /// them those that were asked longest ago, so that a whole booth takes turns.
    pub(super) fn next(
        &mut self,
        news: Seq,
        wanted: usize,
        now: Instant,
    ) -> Vec<(SocketAddr, Nonce)> {
        let mut due: Vec<(&SocketAddr, &mut Peer)> = self
            .peers
            .iter_mut()
            .filter(|(_, peer)| peer.vouched < news && peer.next <= now)
            .collect();
        due.sort_by_key(|(_, peer)| (peer.vain, peer.next));
        let asked = due.into_iter().take(wanted).map(|(address, peer)| {
            let nonce = Nonce(*random().first_chunk().expect("thirty-two bytes are more"));
            (peer.asked, peer.shown) = (Some(nonce), None);
            peer.next = now + RETRY.saturating_mul(1 << peer.vain.min(16)).min(RETRY_MAX);
            peer.vain = peer.vain.saturating_add(1);
            (*address, nonce)
        });
        asked.collect()
    }

    /// Whether this is the answer to a question that is open. It is answered once.
    pub(super) fn is_open(&mut self, from: SocketAddr, asked: Nonce) -> bool {
        let Some(peer) = self.peers.get_mut(&from) else { return false };
        let open = peer.asked == Some(asked);
        if open {
            peer.asked = None;
        }
        open
    }

    /// A laptop is shown the end under a number of its own, for it to vouch through `news`.
    pub(super) fn shows(&mut self, from: SocketAddr, nonce: Nonce, news: Seq) {
        if let Some(peer) = self.peers.get_mut(&from) {
            peer.shown = Some((nonce, news));
        }
    }

    /// Whether a laptop was shown the end under this number, and has not answered.
    pub(super) fn has_shown(&self, from: SocketAddr, nonce: Nonce) -> bool {
        let shown = self.peers.get(&from).and_then(|peer| peer.shown);
        shown.is_some_and(|(open, _)| open == nonce)
    }

    /// A laptop has answered what it was shown under this number, and its receipt is there or is not.
    pub(super) fn given(&mut self, from: SocketAddr, nonce: Nonce, really: bool) {
        if let Some((peer, news)) = self.answered(from, nonce).filter(|_| really) {
            peer.vouched = news.max(peer.vouched);
            peer.vain = 0;
        }
    }

    /// A laptop does not vouch, now or at all, for what it was shown under this number.
    pub(super) fn declined(
        &mut self,
        from: SocketAddr,
        nonce: Nonce,
        why: Declined,
        now: Instant,
    ) -> bool {
        let Some((peer, _)) = self.answered(from, nonce) else { return false };
        peer.vain = 0;
        peer.next = match why {
            Declined::Never => now + DECLINED,
            Declined::Later => now + LATER,
            // It is being introduced.
            Declined::Unknown => now + RETRY,
        };
        true
    }

    /// Whoever was shown the end under this number; it is answered once.
    fn answered(&mut self, from: SocketAddr, nonce: Nonce) -> Option<(&mut Peer, Seq)> {
        let peer = self.peers.get_mut(&from)?;
        let (_, news) = peer.shown.take_if(|(open, _)| *open == nonce)?;
        Some((peer, news))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(n: u8) -> SocketAddr {
        SocketAddr::from(([10, 0, 0, n], 7412))
    }

    fn asked(asking: &mut Asking, news: u64, wanted: usize, now: Instant) -> Vec<SocketAddr> {
        let next = asking.next(Seq(news), wanted, now);
        next.into_iter().map(|(address, _)| address).collect()
    }

    const SHOWN: Nonce = Nonce([9; 16]);

    /// Whoever is asked next has it shown to him under [`SHOWN`].
    fn show_next(asking: &mut Asking, now: Instant) -> SocketAddr {
        let [(one, asked)] = asking.next(Seq(5), 1, now)[..] else { panic!("one is asked") };
        assert!(asking.is_open(one, asked));
        asking.shows(one, SHOWN, Seq(5));
        one
    }

    #[tokio::test]
    async fn who_has_vouched_is_left_alone_until_something_is_new() {
        let (mut asking, now) = (Asking::default(), Instant::now());
        asking.know([address(1), address(2)].into_iter());
        let now = now + Duration::from_secs(1);
        assert_eq!(show_next(&mut asking, now), address(1));
        assert_eq!(asked(&mut asking, 5, 3, now), [address(2)], "the first has a moment to answer");
        asking.given(address(1), SHOWN, true);
        let later = now + RETRY_MAX;
        assert_eq!(asked(&mut asking, 5, 3, later), [address(2)]);
        assert_eq!(asked(&mut asking, 6, 3, later), [address(1)]);
    }

    #[tokio::test]
    async fn who_declines_or_never_answers_is_asked_ever_less() {
        let (mut asking, start) = (Asking::default(), Instant::now() + Duration::from_secs(1));
        asking.know([address(1), address(2)].into_iter());
        let (mut silent, mut declining) = (0, 0);
        for second in 0..3_600 {
            let now = start + Duration::from_secs(second);
            for one in asked(&mut asking, 5, 3, now) {
                silent += u32::from(one == address(1));
                declining += u32::from(one == address(2));
                if one == address(2) {
                    asking.shows(one, SHOWN, Seq(5));
                    assert!(asking.declined(one, SHOWN, Declined::Never, now));
                }
            }
        }
        assert!((10..=20).contains(&silent), "{silent} questions in an hour");
        assert_eq!(declining, 2);
    }

    #[tokio::test]
    async fn only_an_open_question_is_answered_and_once() {
        let mut asking = Asking::default();
        asking.know([address(1)].into_iter());
        let now = Instant::now() + Duration::from_secs(1);
        let [(from, nonce)] = asking.next(Seq(5), 1, now)[..] else { panic!("one is asked") };
        assert!(!asking.is_open(address(2), nonce));
        assert!(!asking.is_open(from, Nonce([0; 16])));
        assert!(asking.is_open(from, nonce));
        assert!(!asking.is_open(from, nonce));
    }

    #[tokio::test]
    async fn an_answer_to_what_was_not_shown_changes_nothing() {
        let (mut asking, now) = (Asking::default(), Instant::now() + Duration::from_secs(1));
        asking.know([address(1)].into_iter());
        show_next(&mut asking, now);
        for (from, nonce) in [(address(1), Nonce([8; 16])), (address(2), SHOWN)] {
            asking.given(from, nonce, true);
            assert!(!asking.declined(from, nonce, Declined::Never, now));
        }
        let later = now + RETRY;
        assert_eq!(show_next(&mut asking, later), address(1), "it is asked again");
        assert!(asking.declined(address(1), SHOWN, Declined::Later, later));
        assert!(!asking.declined(address(1), SHOWN, Declined::Never, later), "answered once");
    }

    #[tokio::test]
    async fn who_promises_and_does_not_give_loses_his_own_turn_only() {
        let (mut asking, start) = (Asking::default(), Instant::now() + Duration::from_secs(1));
        let (liar, honest) = (address(1), address(2));
        asking.know([liar, honest].into_iter());
        assert_eq!(show_next(&mut asking, start), liar);
        asking.given(liar, SHOWN, false);
        assert_eq!(show_next(&mut asking, start), honest);
        let mut lies = 0;
        for second in 0..3_600 {
            let now = start + Duration::from_secs(second);
            for one in asked(&mut asking, 5, 1, now) {
                asking.shows(one, SHOWN, Seq(5));
                asking.given(one, SHOWN, one == honest);
                lies += u32::from(one == liar);
            }
        }
        assert!(lies <= 20, "{lies} turns in an hour");
        assert_eq!(
            asked(&mut asking, 6, 1, start + RETRY_MAX * 20),
            [honest],
            "who gives goes first"
        );
    }
}

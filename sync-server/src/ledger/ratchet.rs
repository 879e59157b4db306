//! Tells a copied disk by its second use.
//!
//! Every reply brings a token that the next request shows. A token is good once; its parent stays good
//! until it has been used, because a reply may be lost. One laptop never holds two tokens of one parent,
//! so two that are both shown were given to two laptops. Nothing that follows keeps a record out: what is
//! caught is told to the people, and its records count as they are proven.

use domain::time::Instant;
use ledger::{BootId, EnrolmentId};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use protocol::limits::TOKEN_BYTES;
use protocol::sync::Contact;

use crate::storage::{StorageError, Write};
use crate::world::{Random, draw};

/// How many tokens are remembered that somebody was given and nobody has shown.
const TOKENS_MAX: usize = 32;

/// For how long after a catch both laptops are told.
const TOLD_MS: i64 = 24 * 60 * 60 * 1000;

/// What a device is to show next.
pub(super) struct Turned {
    pub(super) token: Vec<u8>,
    pub(super) copied: bool,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct State {
    /// The token that was shown last.
    #[n(0)]
    parent: ByteVec,
    /// Given out for it; one of them is shown next.
    #[n(1)]
    given: Vec<ByteVec>,
    /// Given out to somebody who went another way.
    #[n(2)]
    abandoned: Vec<ByteVec>,
    /// When two laptops were last seen.
    #[n(3)]
    copied_ms: Option<i64>,
    /// The clock of the newest request.
    #[n(4)]
    newest: Option<(BootId, u64)>,
}

impl Default for State {
    fn default() -> Self {
        let (given, abandoned) = (Vec::new(), Vec::new());
        Self { parent: Vec::new().into(), given, abandoned, copied_ms: None, newest: None }
    }
}

/// Takes the token that a device shows and gives it the next.
pub(super) fn turn(
    write: &mut dyn Write,
    random: &dyn Random,
    from: EnrolmentId,
    shown: &[u8],
    contact: Contact,
    now: Instant,
) -> Result<Turned, StorageError> {
    let name = format!("ratchet {from}");
    let kept = write.value(&name)?;
    let mut state: State = kept.and_then(|bytes| minicbor::decode(&bytes).ok()).unwrap_or_default();
    let fresh: [u8; TOKEN_BYTES] = draw(random);
    let token = state.turn(shown, contact, fresh.to_vec(), now);
    let copied = state.copied_ms.is_some_and(|at| now.0.saturating_sub(at) < TOLD_MS);
    write.set_value(&name, &minicbor::to_vec(&state).expect("encoding into a Vec cannot fail"))?;
    Ok(Turned { token, copied })
}

impl State {
    fn turn(&mut self, shown: &[u8], contact: Contact, fresh: Vec<u8>, now: Instant) -> Vec<u8> {
        let late = self
            .newest
            .is_some_and(|(boot, mono_ms)| boot == contact.boot && contact.mono_ms < mono_ms);
        if late {
            // Overtaken on its way by a newer request of the same laptop.
            return Vec::new();
        }
        self.newest = Some((contact.boot, contact.mono_ms));
        let is_shown = |token: &ByteVec| token[..] == *shown;
        if self.abandoned.iter().any(is_shown) {
            self.copied_ms = Some(now.0);
        }
        if *shown != self.parent[..] || self.given.is_empty() {
            self.abandoned.append(&mut self.given);
            self.abandoned.retain(|token| !is_shown(token));
            let superfluous = self.abandoned.len().saturating_sub(TOKENS_MAX);
            self.abandoned.drain(..superfluous);
            self.parent = shown.to_vec().into();
        }
        self.given.push(fresh.clone().into());
        let superfluous = self.given.len().saturating_sub(TOKENS_MAX);
        self.given.drain(..superfluous);
        fresh
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A server's state, and what it gives out.
    #[derive(Default)]
    struct Server {
        state: State,
        given: u8,
        minutes: i64,
    }

    impl Server {
        fn shown(&mut self, token: &[u8]) -> Vec<u8> {
            self.given += 1;
            self.minutes += 1;
            let contact = Contact { boot: BootId::new([1; 16]), mono_ms: self.given.into() };
            let fresh = vec![self.given; TOKEN_BYTES];
            self.state.turn(token, contact, fresh, Instant(self.minutes * 60_000))
        }

        fn copied(&self) -> bool {
            self.state.copied_ms.is_some()
        }
    }

    #[test]
    fn one_laptop_is_one_laptop_however_many_replies_are_lost() {
        let mut server = Server::default();
        let mut token = Vec::new();
        for round in 0..50 {
            let reply = server.shown(&token);
            if round % 3 != 1 {
                token = reply;
            }
            assert!(!server.copied(), "round {round}");
        }
    }

    #[test]
    fn a_laptop_that_was_put_back_is_still_one() {
        let mut server = Server::default();
        let image = server.shown(&[]);
        let mut token = image.clone();
        for _ in 0..5 {
            token = server.shown(&token);
        }
        for token in [image.clone(), image] {
            let next = server.shown(&token);
            server.shown(&next);
            assert!(!server.copied());
        }
    }

    #[test]
    fn a_copy_is_caught_when_both_have_gone_on() {
        let mut server = Server::default();
        let image = server.shown(&[]);
        let (mut one, mut two) = (image.clone(), image);
        for _ in 0..2 {
            one = server.shown(&one);
            two = server.shown(&two);
        }
        assert!(server.copied());
    }

    #[test]
    fn a_request_that_was_overtaken_says_nothing() {
        let mut server = Server::default();
        let first = server.shown(&[]);
        let second = server.shown(&first);
        let late = Contact { boot: BootId::new([1; 16]), mono_ms: 0 };
        let reply = server.state.turn(&first, late, vec![9; TOKEN_BYTES], Instant(0));
        assert!(reply.is_empty());
        server.shown(&second);
        assert!(!server.copied());
    }
}

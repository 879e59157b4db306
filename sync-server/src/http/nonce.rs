//! Nonces: what makes a signed request good once, for five minutes, without asking any laptop's clock.
//!
//! A nonce carries its expiry and is vouched for by a key that lives as long as the process, so handing
//! one out costs no memory. Only the used ones are remembered, until they expire.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::time::Instant;
use ledger::EnrolmentId;
use protocol::limits::NONCE_LIFETIME_MS;

use crate::world::{Clock, Random, draw};

/// How many used nonces are remembered. Beyond that no request is taken until some have expired.
const USED_MAX: usize = 200_000;

/// For whom a nonce is that was given to nobody in particular.
const ANYBODY: EnrolmentId = EnrolmentId::new([0; 16]);

/// Expiry, eight bytes; random, sixteen; code, sixteen.
const NONCE_BYTES: usize = 40;

/// Why a nonce is not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stale {
    /// Not one of ours, somebody else's, expired or used.
    Bad,
    /// Too many are remembered.
    Full,
}

pub(super) struct Nonces {
    key: [u8; 32],
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    used: Mutex<HashMap<[u8; NONCE_BYTES], Instant>>,
}

impl Nonces {
    pub(super) fn new(clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Self {
        Self { key: draw(&*random), clock, random, used: Mutex::default() }
    }

    /// A fresh one, for an enrolment or for anybody.
    pub(super) fn fresh(&self, holder: Option<EnrolmentId>) -> String {
        let expires = self.clock.now().plus_ms(NONCE_LIFETIME_MS);
        let mut nonce = [0; NONCE_BYTES];
        nonce[..8].copy_from_slice(&expires.0.to_be_bytes());
        nonce[8..24].copy_from_slice(&draw::<16>(&*self.random));
        let code = self.code(&nonce[..24], holder.unwrap_or(ANYBODY));
        nonce[24..].copy_from_slice(&code);
        nonce.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether one may be used by an enrolment. It is not used up yet: nobody may burn another's.
    pub(super) fn check(&self, nonce: &str, holder: EnrolmentId) -> Result<Nonce, Stale> {
        let bytes = from_hex(nonce).ok_or(Stale::Bad)?;
        let expires = expiry(&bytes);
        let ours = [holder, ANYBODY].into_iter().any(|holder| {
            // Compared as hashes, so that the time it takes tells nothing.
            blake3::Hash::from(pad(self.code(&bytes[..24], holder)))
                == blake3::Hash::from(pad(bytes[24..].try_into().expect("sixteen bytes")))
        });
        let now = self.clock.now();
        // A clock that was set back does not make old nonces good for longer than they were given.
        let in_time = now < expires && expires <= now.plus_ms(NONCE_LIFETIME_MS);
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if ours && in_time && !used.contains_key(&bytes) {
            Ok(Nonce(bytes))
        } else {
            Err(Stale::Bad)
        }
    }

    /// Uses one up. Of two requests with the same nonce one wins.
    pub(super) fn spend(&self, nonce: Nonce) -> Result<(), Stale> {
        let now = self.clock.now();
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.len() >= USED_MAX {
            used.retain(|_, expires| *expires > now);
        }
        if used.len() >= USED_MAX {
            return Err(Stale::Full);
        }
        match used.insert(nonce.0, expiry(&nonce.0)) {
            None => Ok(()),
            Some(_) => Err(Stale::Bad),
        }
    }

    fn code(&self, body: &[u8], holder: EnrolmentId) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new_keyed(&self.key);
        hasher.update(body).update(holder.as_bytes());
        let mut code = [0; 16];
        hasher.finalize_xof().fill(&mut code);
        code
    }
}

/// A nonce that was good when it was looked at.
pub(super) struct Nonce([u8; NONCE_BYTES]);

fn expiry(nonce: &[u8; NONCE_BYTES]) -> Instant {
    Instant(i64::from_be_bytes(nonce[..8].try_into().expect("eight bytes")))
}

fn pad(code: [u8; 16]) -> [u8; 32] {
    let mut padded = [0; 32];
    padded[..16].copy_from_slice(&code);
    padded
}

fn from_hex(text: &str) -> Option<[u8; NONCE_BYTES]> {
    let mut bytes = [0; NONCE_BYTES];
    if text.len() != 2 * NONCE_BYTES || !text.is_ascii() {
        return None;
    }
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};

    use super::*;

    fn at(now: &'static AtomicI64) -> Nonces {
        let clock = move || Instant(now.load(Ordering::SeqCst));
        let next = AtomicU8::new(0);
        let random = move |bytes: &mut [u8]| bytes.fill(next.fetch_add(1, Ordering::SeqCst));
        Nonces::new(Arc::new(clock), Arc::new(random))
    }

    const LI: EnrolmentId = EnrolmentId::new([1; 16]);
    const WANG: EnrolmentId = EnrolmentId::new([2; 16]);

    #[test]
    fn good_once() {
        static NOW: AtomicI64 = AtomicI64::new(0);
        let nonces = at(&NOW);
        let nonce = nonces.fresh(Some(LI));
        let first = nonces.check(&nonce, LI).ok().unwrap();
        let second = nonces.check(&nonce, LI).ok().unwrap();
        assert_eq!(nonces.spend(first), Ok(()));
        assert_eq!(nonces.spend(second), Err(Stale::Bad));
        assert!(nonces.check(&nonce, LI).is_err());
    }

    #[test]
    fn somebody_elses_is_not_taken_and_anybodys_is() {
        static NOW: AtomicI64 = AtomicI64::new(0);
        let nonces = at(&NOW);
        assert!(nonces.check(&nonces.fresh(Some(LI)), WANG).is_err());
        assert!(nonces.check(&nonces.fresh(None), WANG).is_ok());
    }

    #[test]
    fn expires_and_cannot_be_made() {
        static NOW: AtomicI64 = AtomicI64::new(0);
        let nonces = at(&NOW);
        let nonce = nonces.fresh(None);
        let forged = nonce.replacen('0', "1", 1);
        assert!(nonces.check(&forged, LI).is_err());
        assert!(nonces.check("", LI).is_err());
        NOW.store(NONCE_LIFETIME_MS, Ordering::SeqCst);
        assert!(nonces.check(&nonce, LI).is_err());
    }
}

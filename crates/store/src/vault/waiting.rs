//! How long the next attempt must wait. It slows a person down who tries a colleague's passphrase at
//! the laptop; whoever has the files guesses elsewhere, and meets Argon2.
//!
//! The count lies in a small file of its own. When that cannot be read or written, there is no wait:
//! a full disk must not keep anybody out of his own leads.

use std::fs;
use std::path::{Path, PathBuf};

use minicbor::{Decode, Encode};

use crate::durable;

/// So many attempts are free: everybody mistypes.
const FREE_ATTEMPTS: u32 = 3;
const WAIT_FIRST_MS: i64 = 2_000;
const WAIT_MAX_MS: i64 = 5 * 60 * 1_000;

#[derive(Default, Encode, Decode)]
#[cbor(map)]
struct Attempts {
    #[n(0)]
    failures: u32,
    #[n(1)]
    last_ms: i64,
}

impl Attempts {
    fn wait_ms(&self) -> i64 {
        match self.failures.checked_sub(FREE_ATTEMPTS + 1) {
            None => 0,
            Some(doublings) => (WAIT_FIRST_MS << doublings.min(10)).min(WAIT_MAX_MS),
        }
    }
}

/// Milliseconds until an attempt is looked at; 0 for now.
pub(super) fn remaining_ms(path: &Path, now_ms: i64) -> i64 {
    let attempts = read(path);
    let wait_ms = attempts.wait_ms();
    let elapsed_ms = now_ms.saturating_sub(attempts.last_ms);
    if elapsed_ms < 0 && wait_ms > 0 {
        // The clock was set back. The wait begins anew, or it would last until the clock is back.
        write(path, &Attempts { last_ms: now_ms, ..attempts });
        return wait_ms;
    }
    wait_ms.saturating_sub(elapsed_ms).max(0)
}

/// Counts a wrong passphrase; the wait that follows, in milliseconds.
pub(super) fn count_failure(path: &Path, now_ms: i64) -> i64 {
    let failures = read(path).failures.saturating_add(1);
    let attempts = Attempts { failures, last_ms: now_ms };
    write(path, &attempts);
    attempts.wait_ms()
}

/// Forgets all failures.
pub(super) fn forget(path: &Path) {
    let _ = fs::remove_file(place(path));
}

fn place(vault: &Path) -> PathBuf {
    durable::beside(vault, "-attempts")
}

fn read(path: &Path) -> Attempts {
    let bytes = fs::read(place(path)).unwrap_or_default();
    minicbor::decode(&bytes).unwrap_or_default()
}

fn write(path: &Path, attempts: &Attempts) {
    let bytes = minicbor::to_vec(attempts).expect("encoding into a Vec cannot fail");
    let _ = durable::replace(&place(path), &bytes);
}

#[cfg(test)]
mod tests {
    use super::Attempts;

    #[test]
    fn the_wait_doubles_after_three_free_attempts_and_ends_at_five_minutes() {
        let wait = |failures| Attempts { failures, last_ms: 0 }.wait_ms();
        let waits: Vec<i64> = (0..8).map(wait).collect();
        assert_eq!(waits, [0, 0, 0, 0, 2_000, 4_000, 8_000, 16_000]);
        assert_eq!((wait(11), wait(12), wait(u32::MAX)), (256_000, 300_000, 300_000));
    }
}

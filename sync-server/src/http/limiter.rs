//! How often one address may be wrong. Only mistakes count: at a fair two hundred people share one
//! address, and none of them guesses codes.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use domain::time::Instant;

use crate::world::Clock;

/// How many mistakes one address may make in [`WINDOW_MS`].
const MISTAKES_MAX: u32 = 20;

/// In milliseconds of the server's clock.
const WINDOW_MS: i64 = 60_000;

/// How many addresses are remembered.
const ADDRESSES_MAX: usize = 10_000;

pub(super) struct Limiter {
    clock: Arc<dyn Clock>,
    mistakes: Mutex<HashMap<IpAddr, (Instant, u32)>>,
}

impl Limiter {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, mistakes: Mutex::default() }
    }

    /// Whether an address may try again.
    pub(super) fn allows(&self, address: IpAddr) -> bool {
        let now = self.clock.now();
        let mistakes = self.mistakes.lock().unwrap_or_else(PoisonError::into_inner);
        mistakes
            .get(&address)
            .is_none_or(|(since, count)| is_over(*since, now) || *count < MISTAKES_MAX)
    }

    /// Notes a mistake.
    pub(super) fn note(&self, address: IpAddr) {
        let now = self.clock.now();
        let mut mistakes = self.mistakes.lock().unwrap_or_else(PoisonError::into_inner);
        if mistakes.len() >= ADDRESSES_MAX {
            mistakes.retain(|_, (since, _)| !is_over(*since, now));
        }
        if mistakes.len() >= ADDRESSES_MAX && !mistakes.contains_key(&address) {
            return;
        }
        let entry = mistakes.entry(address).or_insert((now, 0));
        if is_over(entry.0, now) {
            *entry = (now, 0);
        }
        entry.1 += 1;
    }
}

/// A window ends after its time, and also when the clock was set back.
fn is_over(since: Instant, now: Instant) -> bool {
    !(0..WINDOW_MS).contains(&now.ms_since(since))
}
